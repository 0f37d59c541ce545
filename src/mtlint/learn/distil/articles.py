"""The articles that a corpus is made of."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from mtlint.learn.probe import texts
from mtlint.learn.probe.texts import NATIVE_RATER, Example, Rating, Text
from mtlint.learn.tagger.prepare import NATIVE, RATED, held_out, read
from mtlint.learn.tagger.synthetic import bank_of

#: What an article is for: to learn from, held out by document, or only looked at.
TRAIN, ASIDE, WATCHED = 0, 1, 2
#: How often native text is read, each time with other faults, and the share of encyclopaedia lots
#: that is read each time.
VARIANTS, LOTS = 3, 0.4
#: Copies of rated articles with faults of ours, for each document, and how many segments have one.
COPIES, FAULTY = 3, 0.4


def gathered(data: Path, watched: Sequence[str], seed: int = 11) -> Iterator[tuple[Text, int]]:
    """Every article with its part."""
    rng = random.Random(seed)
    rated: list[Text] = []
    native: dict[str, list[Text]] = {name: [] for name in NATIVE}
    for name in RATED + NATIVE:
        rows = list(read(data / f"{name}.jsonl.gz"))
        kept = held_out(name, (a["doc"] for a in rows))
        for row in rows:
            text = texts.text_of(name, row)
            if row["doc"] in kept:
                yield text, ASIDE
            elif name in NATIVE:
                native[name].append(text)
            else:
                rated.append(text)
    copies = list(_faulty_copies(rated, native, rng))
    alone = _variants(rated, native, rng)
    for text in (*rated, *copies, *alone):
        yield text, TRAIN
    for name in watched:
        for row in read(data / f"{name}.jsonl.gz"):
            yield texts.text_of(name, row), WATCHED


def _faulty_copies(
    rated: Sequence[Text], native: dict[str, list[Text]], rng: random.Random
) -> Iterator[Text]:
    """Rated articles with faults of ours; what else is wrong in a faulty segment is not known."""
    documents: dict[tuple[str, str], list[Text]] = {}
    for text in rated:
        documents.setdefault((text.name, text.doc), []).append(text)
    bank = bank_of(e.text for lots in native.values() for t in lots for e in t.examples)
    for lot in documents.values():
        for text in rng.sample(lot, min(COPIES, len(lot))):
            copy = [
                _with_fault(e, bank, rng) if rng.random() < FAULTY else replace(e, ratings=())
                for e in text.examples
            ]
            yield Text(text.name, text.doc, copy)


def _with_fault(example: Example, bank: Sequence[str], rng: random.Random) -> Example:
    spoilt = texts.with_fault(replace(example, ratings=()), bank, rng)
    if not spoilt.ratings:
        return spoilt
    (one,) = spoilt.ratings
    before = float(np.expm1(example.penalty))
    rating = Rating(NATIVE_RATER, one.marks, before + one.penalty, one.major)
    return replace(spoilt, ratings=(rating,), made=True)


def _variants(rated: list[Text], native: dict[str, list[Text]], rng: random.Random) -> list[Text]:
    """Native text, each time with other faults; half of it goes between rated segments."""
    alone: list[Text] = []
    hosts = list(rated)
    rng.shuffle(hosts)
    for k in range(VARIANTS):
        lots = [
            Text(t.name, t.doc, list(t.examples))
            for name, all_lots in native.items()
            for t in all_lots
            if name != NATIVE[0] or rng.random() < LOTS
        ]
        share = hosts[k::VARIANTS]
        alone += texts.pasted(share, texts.with_faults(lots, rng), rng)
    return alone
