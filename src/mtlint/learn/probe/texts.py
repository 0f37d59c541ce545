"""What the probe learns from: whole articles, since a language model reads them as one text.

    python -m mtlint.learn.probe.texts --data DIR

prints how much of each file goes where. There are translations as they were rated, native text,
native text with faults of ours in it, and native paragraphs that stand between machine-translated
ones, so that neither topic nor neighbourhood tells what is right. No text is written anywhere.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.learn.tagger.prepare import MAJOR, MINOR, NATIVE, RATED, held_out, read, weight
from mtlint.learn.tagger.synthetic import bank_of, corrupt

#: How many translations of a document are read, and how many lots of the encyclopaedia: more of
#: them say little that is new, and reading takes time.
SYSTEMS = {RATED[0]: 6, RATED[1]: 6, RATED[2]: 8}
LOTS = {NATIVE[0]: 170}
#: Shares of native texts that get a fault of ours, and of native lots that are read between the
#: segments of a rated article.
FAULTY, PASTED = 0.35, 0.5

NATIVE_RATER = ""
POINTS = {MINOR: 1.0, MAJOR: 5.0}
GRADES = {"major": MAJOR, "minor": MINOR}

Mark = tuple[int, int, int]  # start, end (code points), grade
Group = tuple[str, str, str]  # file, document, segment


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's view of one text. `penalty` is the MQM penalty of all errors whatever their
    side; `major` tells whether any is major. `NATIVE_RATER` stands for what we know ourselves."""

    rater: str
    marks: tuple[Mark, ...]
    penalty: float
    major: bool

    def labels(self, offsets: NDArray[np.int64]) -> NDArray[np.int8]:
        """Grade under every token, from their places [tokens, 2]; the graver mark counts."""
        found = np.zeros(len(offsets), np.int8)
        for start, end, grade in self.marks:
            met = (offsets[:, 0] < end) & (offsets[:, 1] > start)
            found[met] = np.maximum(found[met], grade)
        return found


@dataclass(frozen=True, slots=True)
class Example:
    """One text with all its ratings; `group` names the source segment.

    `made` tells that we rated it ourselves: its penalty is a guess and counts less.
    """

    text: str
    group: Group
    ratings: tuple[Rating, ...]
    made: bool = False
    source: str = ""

    @property
    def penalty(self) -> float:
        """Squashed target of the segment head: ``log(1 + mean penalty over raters)``."""
        return math.log1p(sum(r.penalty for r in self.ratings) / max(1, len(self.ratings)))

    @property
    def major(self) -> float:
        """Share of raters who saw a major error."""
        return sum(r.major for r in self.ratings) / max(1, len(self.ratings))


@dataclass(slots=True, eq=False)
class Text:
    """An article as it is read: its segments in order."""

    name: str
    doc: str
    examples: list[Example] = field(default_factory=list)


def marks_of(errors: Iterable[dict[str, Any]]) -> tuple[Mark, ...]:
    """The marks of one rater on the target."""
    return tuple(
        (e["start"], max(e["end"], e["start"] + 1), GRADES[e["severity"]])
        for e in errors
        if e.get("side", "target") == "target" and "start" in e and e["severity"] in GRADES
    )


def rate(rating: dict[str, Any], name: str) -> Rating:
    """One rater's record from the data file; raters of different files are different people."""
    errors = rating["errors"]
    return Rating(
        rater=f"{name}/{rating['rater']}",
        marks=marks_of(errors),
        penalty=sum(weight(e) for e in errors),
        major=any(e["severity"] == "major" for e in errors),
    )


def text_of(name: str, article: dict[str, Any]) -> Text:
    """An article of a data file; native text is rated by us: nothing is wrong in it."""
    made, native = Text(name, article["doc"]), name in NATIVE
    for s in article["segments"]:
        if s["target"].strip():
            ratings = tuple(rate(r, name) for r in s.get("ratings") or ())
            if native:
                ratings = (Rating(NATIVE_RATER, (), 0.0, False),)
            group = (name, article["doc"], str(s["id"]))
            source = s.get("source") or ""
            made.examples.append(Example(s["target"], group, ratings, native, source))
    return made


def with_fault(example: Example, bank: Sequence[str], rng: random.Random) -> Example:
    """A native text with a fault or two of ours; the same text where none fits."""
    text, marks = corrupt(example.text, bank, rng)
    if not marks:
        return example
    points = sum(POINTS[grade] for _, _, grade in marks)
    major = any(grade == MAJOR for _, _, grade in marks)
    rating = Rating(NATIVE_RATER, tuple(marks), points, major)
    return replace(example, text=text, ratings=(rating,))


def load(data: Path, seed: int = 11) -> tuple[list[Text], list[Text]]:
    """Articles for training, in random order, and all articles of the documents held out."""
    rng = random.Random(seed)
    rated: list[Text] = []
    native: list[Text] = []
    aside: list[Text] = []
    for name in RATED:
        for lot in _documents(data, name, aside):
            rated += [text_of(name, a) for a in rng.sample(lot, min(SYSTEMS[name], len(lot)))]
    for name in NATIVE:
        lots = [a for lot in _documents(data, name, aside) for a in lot]
        chosen = rng.sample(lots, LOTS[name]) if name in LOTS else lots
        native += with_faults([text_of(name, a) for a in chosen], rng)
    train = pasted(rated, native, rng) + rated
    rng.shuffle(train)
    return train, aside


def _documents(data: Path, name: str, aside: list[Text]) -> list[list[dict[str, Any]]]:
    """The articles of each document of a file; those held out go to `aside`."""
    articles = list(read(data / f"{name}.jsonl.gz"))
    kept = held_out(name, (a["doc"] for a in articles))
    found: dict[str, list[dict[str, Any]]] = {}
    for article in articles:
        if article["doc"] in kept:
            aside.append(text_of(name, article))
        else:
            found.setdefault(article["doc"], []).append(article)
    return list(found.values())


def with_faults(texts: list[Text], rng: random.Random) -> list[Text]:
    """The same native texts, a share of their segments with faults of ours."""
    bank = bank_of(e.text for t in texts for e in t.examples)
    for text in texts:
        text.examples = [
            with_fault(e, bank, rng) if rng.random() < FAULTY else e for e in text.examples
        ]
    return texts


def pasted(rated: Sequence[Text], native: Sequence[Text], rng: random.Random) -> list[Text]:
    """Put half of the native lots between the segments of rated articles, one into each; what
    remains of native text is returned."""
    hosts: set[int] = set()
    alone = []
    for lot in native:
        host = rng.choice(rated) if rng.random() < PASTED else None
        if host is None or id(host) in hosts:
            alone.append(lot)
            continue
        hosts.add(id(host))
        spare = lot.examples[: max(4, len(host.examples))]
        mixed = []
        for example in host.examples:
            mixed.append(example)
            while spare and rng.random() < 0.5:
                mixed.append(spare.pop(0))
        host.examples = mixed + spare
    return alone


def main() -> None:
    """Print how much of each file goes where."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    for part, texts in zip(("train", "aside"), load(options.data), strict=True):
        for name in RATED + NATIVE:
            own = [e for t in texts for e in t.examples if e.group[0] == name]
            groups, words = len({e.group for e in own}), sum(len(e.text.split()) for e in own)
            print(f"{part:6} {name:28} {len(own):6} texts {groups:6} sources {words:8} words")


if __name__ == "__main__":
    main()
