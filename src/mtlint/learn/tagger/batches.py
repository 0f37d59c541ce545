"""Batches: the translations of a source stand together, lengths are alike, native text between."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mtlint.learn.tagger.base import SPECIAL
from mtlint.learn.tagger.prepare import MAJOR, MAX_TOKENS, NONE, UNKNOWN, Example, Rating
from mtlint.learn.tagger.synthetic import bank_of, corrupt
from mtlint.models.encoding import (
    SOURCE_FORM,
    SOURCE_LENGTH,
    Encoded,
    encode,
    pair,
)

PAD = SPECIAL.index("<pad>")

NATIVE_RATER = ""

#: How often an epoch sees each native sentence on average: news, posts and shops more often than
#: the encyclopaedia, whose genre is far from what is checked.
REPEAT = {"native-en-mixed.train": 3.0, "native-en-wiki.train": 0.66}

#: Share of sources whose translations are shown with the source; and, of all sources, the shares
#: that get one more translation with a fault of ours, or (with a source) of another sentence.
WITH_SOURCE, FAULTY, STRAY = 0.5, 0.5, 0.3
NON_TRANSLATION = 25.0
#: How much the penalty of a text counts whose faults are ours.
TRUST = 0.2


@dataclass(frozen=True, slots=True)
class Ratings:
    """What is known of the padded texts of a batch [texts, length] and of each rating of them
    [entries, ...].

    ``own`` are the places of the target, ``mask`` those of target and source. ``rater`` is -1
    where the mean rater's own head must answer: native text and faults of ours. ``labels`` are
    -1 where nothing is known. ``group`` numbers the sources within the batch, ``trust`` [texts]
    says how much a text's penalty counts.
    """

    mask: Tensor
    own: Tensor
    row: Tensor
    rater: Tensor
    labels: Tensor
    share: Tensor
    penalty: Tensor
    major: Tensor
    group: Tensor
    trust: Tensor


#: The fields of `Ratings` from `row` on.
Known = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


@dataclass(frozen=True, slots=True)
class Batch(Ratings):
    """Padded texts [texts, length] with their ratings."""

    ids: Tensor
    forms: Tensor

    def on(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, f.name).to(device) for f in fields(self)))


def collate(rows: Sequence[Example], raters: dict[str, int]) -> Batch:
    """Pad texts and flatten their ratings; each text weighs one, whoever many rated it."""
    inputs = [pair(cut(e.encoded), e.source) for e in rows]
    n, length = len(rows), max(len(x.ids) for x in inputs)
    ids = np.full((n, length), PAD, np.int64)
    forms = np.zeros((n, length), np.int64)
    mask = np.zeros((n, length), np.bool_)
    entries = [(i, r) for i, e in enumerate(rows) for r in e.ratings]
    labels = np.full((len(entries), length), UNKNOWN, np.int64)
    for i, x in enumerate(inputs):
        k = len(x.ids)
        ids[i, :k], forms[i, :k], mask[i, :k] = x.ids, x.forms, True
    for j, (i, r) in enumerate(entries):
        labels[j, : rows[i].tokens] = r.labels[: rows[i].tokens]
    return Batch(
        torch.from_numpy(mask), torch.from_numpy(mask & (forms != SOURCE_FORM)),
        *flattened(rows, labels, raters),
        torch.from_numpy(ids), torch.from_numpy(forms),
    )  # fmt: skip


def flattened(rows: Sequence[Any], labels: NDArray[np.int64], raters: dict[str, int]) -> Known:
    """`Ratings` from `row` on, of examples; ``labels`` [entries, length] rating by rating."""
    entries = [(i, r) for i, e in enumerate(rows) for r in e.ratings]
    numbers = {g: k for k, g in enumerate(dict.fromkeys(e.group for e in rows))}
    return (
        torch.tensor([i for i, _ in entries]),
        torch.tensor([raters.get(r.rater, -1) for _, r in entries]),
        torch.from_numpy(labels),
        torch.tensor([1.0 / len(rows[i].ratings) for i, _ in entries]),
        torch.tensor([e.penalty for e in rows]), torch.tensor([e.major for e in rows]),
        torch.tensor([numbers[e.group] for e in rows]),
        torch.tensor([TRUST if e.made else 1.0 for e in rows]),
    )  # fmt: skip


def cut(encoded: Encoded) -> Encoded:
    """At most MAX_TOKENS sub-words, the last of them the end mark."""
    if len(encoded.ids) <= MAX_TOKENS:
        return encoded
    k = MAX_TOKENS - 1
    return Encoded(
        [*encoded.ids[:k], encoded.ids[-1]], [*encoded.forms[:k], 0], [*encoded.offsets[:k], (0, 0)]
    )


def _length(example: Example) -> int:
    """Sub-words of target and source together."""
    source = 0 if example.source is None else min(len(example.source.ids), SOURCE_LENGTH + 1)
    return example.tokens + source


def _fill(sized: Sequence[tuple[int, list[Example]]], budget: int) -> Iterator[list[Example]]:
    """Join lots in the given order while the padded batch stays within ``budget`` sub-words."""
    now: list[Example] = []
    for _, lot in sized:
        longest = max(_length(e) for e in (*now, *lot))
        if now and longest * (len(now) + len(lot)) > budget:
            yield now
            now = []
        now = [*now, *lot]
    if now:
        yield now


def _bucketed(
    lots: list[list[Example]], budget: int, rng: random.Random
) -> Iterator[list[Example]]:
    """Batches of lots of about equal length; the jitter makes each epoch's batches new."""
    sized = [(max(_length(e) for e in lot), lot) for lot in lots if lot]
    sized.sort(key=lambda t: t[0] * rng.uniform(0.85, 1.15))
    return _fill(sized, budget)


def native_example(
    example: Example, bank: Sequence[str], share: float, tokenizer: Any, rng: random.Random
) -> Example:
    """A native sentence, with a fault made into it in ``share`` of the cases."""
    if rng.random() >= share:
        clean = np.zeros(len(example.encoded.ids), np.int8)
        rating = Rating(NATIVE_RATER, clean, 0.0, False)
        return Example(example.text, example.encoded, example.group, [rating], made=True)
    return with_fault(example, bank, tokenizer, rng, NONE, 0.0)


def with_fault(
    example: Example, bank: Sequence[str], tokenizer: Any, rng: random.Random, rest: int, at: float
) -> Example:
    """A text with a fault or two of ours; ``rest`` labels all else, ``at`` is its own penalty."""
    text, marks = corrupt(example.text, bank, rng)
    encoded = encode(tokenizer, [text])[0]
    labels = np.full(len(encoded.ids), rest, np.int8)
    for start, end, grade in marks:
        for i, (a, b) in enumerate(encoded.offsets):
            if a < end and start < b:
                labels[i] = max(labels[i], grade)
    major = any(grade == MAJOR for _, _, grade in marks)
    penalty = at + (5.0 if major else float(bool(marks)))
    rating = Rating(NATIVE_RATER, labels, penalty, major)
    return Example(text, encoded, example.group, [rating], example.source, made=True)


def lot_of(
    lot: Sequence[Example], others: Sequence[Example], bank: Sequence[str], tokenizer: Any,
    rng: random.Random, shown: float = WITH_SOURCE,
) -> list[Example]:  # fmt: skip
    """The translations of one source as one epoch sees them: in a share of the lots (``shown``)
    with the source, else without.

    One with a fault of ours may stand beside them, and beside a source a translation of another
    sentence of the document (``others``), which is none at all.
    """
    sourced = rng.random() < shown
    made = list(lot) if sourced else [replace(e, source=None) for e in lot]
    if rng.random() < FAULTY:
        one = rng.choice(made)
        before = float(np.expm1(one.penalty))
        made.append(with_fault(one, bank, tokenizer, rng, UNKNOWN, before))
    if sourced and rng.random() < STRAY:
        other = rng.choice(others)
        if other.group != lot[0].group and len(other.text) > 20:
            unknown = np.full(len(other.encoded.ids), UNKNOWN, np.int8)
            rating = Rating(NATIVE_RATER, unknown, NON_TRANSLATION, True)
            stray = replace(other, group=lot[0].group, ratings=[rating], source=lot[0].source)
            made.append(replace(stray, made=True))
    return made


def epoch(
    train: Sequence[Example], raters: dict[str, int], tokenizer: Any, seed: int,
    *, budget: int = 2600, faulty: float = 0.4, shown: float = WITH_SOURCE,
) -> list[list[Example]]:  # fmt: skip
    """One pass over everything in a fresh order that depends on ``seed`` alone."""
    rng = random.Random(seed)
    rated: dict[tuple[str, str, str], list[Example]] = defaultdict(list)
    documents: dict[tuple[str, str], list[Example]] = defaultdict(list)
    native = [e for e in train if not e.ratings]
    for e in train:
        if e.ratings:
            rated[e.group].append(e)
            documents[e.group[:2]].append(e)
    bank = bank_of(e.text for e in native)
    fresh = [
        native_example(e, bank, faulty, tokenizer, rng)
        for e in native
        for _ in range(int(REPEAT.get(e.group[0], 1.0) + rng.random()))
    ]
    lots = [lot_of(lot, documents[g[:2]], bank, tokenizer, rng, shown) for g, lot in rated.items()]
    todo = [*_bucketed(lots, budget, rng)]
    todo += _bucketed([[e] for e in fresh if 3 < e.tokens <= MAX_TOKENS], budget, rng)
    rng.shuffle(todo)
    return todo
