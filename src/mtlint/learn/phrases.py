"""Learns which phrases of machine translation professionals mark: `checks/data/phrasing_en.tsv`.

    python -m mtlint.learn.phrases DATA_DIR > src/mtlint/checks/data/phrasing_en.tsv

From MQM ratings (each mark of a rater is a span) and native English. For every lower-cased
n-gram of one to four words that occurs in enough source documents: the share of raters whose
marks touch it, less the share at random places of its length in the same segment, averaged over
documents and shrunk towards zero. Kept are phrases whose excess is above its standard error,
that are marked tightly (not only inside long spans), that are no names and no clippings (an
"and" or "of" at the edge), and that native English hardly uses. Only figures are kept, of
phrases of at most four words.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mtlint.text.grammar_en import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    classes,
)
from mtlint.text.tokens import Word, words

RATED = ("wmt20-zhen-news.train", "wmt21-zhen-news.train", "wmt23-zhen-pointwise.train")
NATIVE = ("native-en-wiki.train", "native-en-mixed.train")
LONGEST = 4
MIN_DOCUMENTS = 5  # of a phrase of two words or more
SHRINK = 4.0  # documents without excess added to each phrase
MIN_EXCESS = 0.1
MIN_EXCESS_WORD = 0.2  # single words marked a little more often do not hold on other articles
MIN_ERRORS = 1.5  # excess in standard errors
MIN_TIGHT = 0.05  # excess of marks that fit the phrase itself
MAX_NATIVE = 0.25  # native rate against the machine's
MAX_NATIVE_WORD = 0.06
MAX_CAPITAL = 0.2  # share of places in mid-sentence with a capital
_EDGES = AUXILIARIES | CONJUNCTIONS | (DETERMINERS - {"all"}) | PREPOSITIONS | {"that"}
Gram = tuple[str, ...]


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of one data file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def marks_of(segment: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """Spans marked in the target, rater by rater."""
    return [
        [
            (e["start"], max(e["end"], e["start"] + 1))
            for e in rating["errors"]
            if e.get("side", "target") == "target"
            and "start" in e
            and e["severity"] in ("major", "minor")
        ]
        for rating in segment["ratings"]
    ]


def grams(tokens: tuple[Word, ...], text: str) -> Iterator[tuple[Gram, int, int]]:
    """Phrases of one to four words parted by single spaces, with their spans."""
    for i in range(len(tokens)):
        for size in range(1, LONGEST + 1):
            last = i + size - 1
            if last >= len(tokens):
                break
            if size > 1 and text[tokens[last - 1].end : tokens[last].start] != " ":
                break
            part = tokens[i : last + 1]
            yield tuple([w.text.lower() for w in part]), part[0].start, part[-1].end


def touch(start: int, end: int, raters: list[list[tuple[int, int]]]) -> tuple[float, float]:
    """Shares of raters with a mark that touches the span, and with one that fits it (Dice)."""
    touched = tight = 0
    for spans in raters:
        best = 0.0
        for a, b in spans:
            common = min(end, b) - max(start, a)
            if common > 0:
                best = max(best, 2 * common / (end - start + b - a))
        touched += best > 0
        tight += best >= 0.5
    return touched / len(raters), tight / len(raters)


def frequent(documents: dict[str, list[dict[str, Any]]]) -> set[Gram]:
    """Phrases that occur in enough documents, by any system."""
    spread: Counter[Gram] = Counter()
    for articles_of_one in documents.values():
        here: set[Gram] = set()
        for article in articles_of_one:
            for segment in article["segments"]:
                text = segment["target"]
                here.update(gram for gram, _, _ in grams(words(text), text))
        spread.update(here)
    return {gram for gram, n in spread.items() if n >= MIN_DOCUMENTS}


def inside(text: str, start: int) -> bool:
    """Whether a word or a comma stands before the place, so that no sentence starts there."""
    return start > 1 and (text[start - 2].isalnum() or text[start - 2] == ",")


def by_chance(length: int, text: str, raters: list[list[tuple[int, int]]]) -> float:
    """Share of raters whose marks a span of that length touches at a random place of the text."""
    places = max(1, len(text) - length + 1)
    total = 0.0
    for spans in raters:
        reach = 0
        for a, b in sorted(spans):
            low, high = max(reach, a - length + 1, 0), min(places, b)
            if high > low:
                total += (high - low) / places
            reach = max(reach, high)
    return total / len(raters)


class Learned(NamedTuple):
    """What was seen of one phrase. `marked` and `excess` are shares of raters."""

    gram: Gram
    documents: int
    places: int
    marked: float
    excess: float
    error: float
    tight: float
    capital: float
    native: float


class Tally:
    """Running figures of one phrase: a value per document, and how it was written."""

    def __init__(self) -> None:
        self.places = self.plain = self.capital = 0
        self.marked: list[float] = []
        self.excess: list[float] = []
        self.tight: list[float] = []

    def learned(self, gram: Gram) -> Learned:
        """The figures over all documents, each counted alike."""
        n = len(self.excess)
        mean = sum(self.excess) / n
        spread = math.sqrt(sum((v - mean) ** 2 for v in self.excess) / max(1, n - 1))
        name = 3 * self.plain < self.places
        return Learned(
            gram=gram,
            documents=n,
            places=self.places,
            marked=sum(self.marked) / n,
            excess=sum(self.excess) / (n + SHRINK),
            error=max(spread, 0.15) / math.sqrt(n),
            tight=sum(self.tight) / (n + SHRINK),
            capital=1.0 if name else self.capital / self.places,
            native=0.0,
        )


def learn(documents: dict[str, list[dict[str, Any]]], keep: set[Gram]) -> Iterator[Learned]:
    """Figures of every phrase of `keep`."""
    tallies: dict[Gram, Tally] = defaultdict(Tally)
    for articles_of_one in documents.values():
        learn_document(articles_of_one, keep, tallies)
    for gram, tally in tallies.items():
        yield tally.learned(gram)


def learn_document(
    articles_of_one: list[dict[str, Any]], keep: set[Gram], tallies: dict[Gram, Tally]
) -> None:
    """Add one source document, in all its translations, to the tallies."""
    fits_of_length = [[0, 0.0] for _ in range(LONGEST + 1)]
    sums: dict[Gram, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    for segment in (s for article in articles_of_one for s in article["segments"]):
        raters, text = marks_of(segment), segment["target"]
        for gram, start, end in grams(words(text), text) if raters else ():
            touched, fits = touch(start, end, raters)
            length = fits_of_length[len(gram)]
            length[0] += 1
            length[1] += fits
            if gram in keep:
                values = (1, touched, fits, by_chance(end - start, text, raters))
                sums[gram] = [a + b for a, b in zip(sums[gram], values, strict=True)]
                tally = tallies[gram]
                tally.plain += text[start + 1 : end] == text[start + 1 : end].lower()
                tally.capital += inside(text, start) and not text[start:end].islower()
    for gram, (n, touches, fit, chance) in sums.items():
        tally = tallies[gram]
        count, fitting = fits_of_length[len(gram)]
        tally.places += int(n)
        tally.marked.append(touches / n)
        tally.excess.append((touches - chance) / n)
        tally.tight.append(fit / n - fitting / count)


def rates(paths: Iterable[Path], keep: set[Gram]) -> tuple[Counter[Gram], int]:
    """How often phrases occur in native English, and its words."""
    counts: Counter[Gram] = Counter()
    total = 0
    for path in paths:
        for article in articles(path):
            for segment in article["segments"]:
                tokens = words(segment["target"])
                total += len(tokens)
                counts.update(g for g, _, _ in grams(tokens, segment["target"]) if g in keep)
    return counts, total


def wanted(item: Learned) -> bool:
    """Whether a phrase is marked clearly more than places around it, tightly, and is no name."""
    single = len(item.gram) == 1
    return (
        item.documents >= MIN_DOCUMENTS
        and item.capital < MAX_CAPITAL
        and item.excess >= (MIN_EXCESS_WORD if single else MIN_EXCESS)
        and item.excess >= MIN_ERRORS * item.error
        and item.tight >= MIN_TIGHT
        and item.native <= (MAX_NATIVE_WORD if single else MAX_NATIVE)
        and not any(any(c.isdigit() for c in word) for word in item.gram)
        and not _clipped(item.gram)
    )


def _clipped(gram: Gram) -> bool:
    if len(gram) == 1:
        return gram[0] in _EDGES or not classes(gram[0].rpartition("-")[2])
    return gram[-1] in _EDGES or gram[0] in CONJUNCTIONS or gram[0] in {"of", "to", "the", "a"}


def select(items: Iterable[Learned]) -> list[Learned]:
    """The wanted phrases, without those that a shorter one inside them explains as well."""
    chosen: dict[Gram, Learned] = {}
    for item in sorted((i for i in items if wanted(i)), key=lambda i: (len(i.gram), i.gram)):
        size = len(item.gram)
        parts = (item.gram[a:b] for a in range(size) for b in range(a + 1, size + 1))
        if all(item.tight > chosen[part].tight for part in parts if part in chosen):
            chosen[item.gram] = item
    return [chosen[gram] for gram in sorted(chosen)]


def main(folder: Path) -> None:
    """Print the table of phrases."""
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    total = 0
    for name in RATED:
        for article in articles(folder / f"{name}.jsonl.gz"):
            documents[f"{name}/{article['doc']}"].append(article)
            total += sum(len(words(s["target"])) for s in article["segments"])
    keep = frequent(documents)
    native, native_words = rates((folder / f"{name}.jsonl.gz" for name in NATIVE), keep)
    found = [
        item._replace(native=(native[item.gram] + 0.5) / native_words * total / item.places)
        for item in learn(documents, keep)
    ]
    print("# phrase, documents, places, share marked, share above the places around, native rate")
    for item in select(found):
        figures = (f"{v:.3f}" for v in (item.marked, item.excess, item.native))
        print(" ".join(item.gram), item.documents, item.places, *figures, sep="\t")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
