"""Batches: the translations of a source stand together, lengths are alike, native text between."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mtlint.learn.tagger.prepare import MAJOR, MAX_TOKENS, Example, Rating
from mtlint.learn.tagger.synthetic import corrupt
from mtlint.models.encoding import encode, split_words

NATIVE_RATER = ""

#: How often an epoch sees each native sentence on average: news, posts and shops more often than
#: the encyclopaedia, whose genre is far from what is checked.
REPEAT = {"native-en-mixed.train": 3.0, "native-en-wiki.train": 0.66}


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors of some texts [texts, length] and of their ratings [entries, ...].

    ``rater`` is -1 for native text, which the mean rater's own head must answer for.
    ``group`` numbers the sources within the batch.
    """

    ids: Tensor
    forms: Tensor
    mask: Tensor
    row: Tensor
    rater: Tensor
    labels: Tensor
    share: Tensor
    penalty: Tensor
    major: Tensor
    group: Tensor
    native: bool


def collate(rows: Sequence[Example], raters: dict[str, int]) -> Batch:
    """Pad texts and flatten their ratings; each text weighs one, whoever many rated it."""
    n, length = len(rows), max(e.tokens for e in rows)
    ids = np.zeros((n, length), np.int64)
    forms = np.zeros((n, length), np.int64)
    mask = np.zeros((n, length), np.bool_)
    entries = [(i, r) for i, e in enumerate(rows) for r in e.ratings]
    labels = np.zeros((len(entries), length), np.int64)
    for i, e in enumerate(rows):
        k = e.tokens
        ids[i, :k], forms[i, :k], mask[i, :k] = e.encoded.ids[:k], e.encoded.forms[:k], True
    for j, (i, r) in enumerate(entries):
        labels[j, : rows[i].tokens] = r.labels[: rows[i].tokens]
    numbers = {g: k for k, g in enumerate(dict.fromkeys(e.group for e in rows))}
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(forms), torch.from_numpy(mask),
        torch.tensor([i for i, _ in entries]),
        torch.tensor([raters.get(r.rater, -1) for _, r in entries]),
        torch.from_numpy(labels),
        torch.tensor([1.0 / len(rows[i].ratings) for i, _ in entries]),
        torch.tensor([e.penalty for e in rows]), torch.tensor([e.major for e in rows]),
        torch.tensor([numbers[e.group] for e in rows]),
        native=entries[0][1].rater == NATIVE_RATER,
    )  # fmt: skip


def _fill(sized: Sequence[tuple[int, list[Example]]], budget: int) -> Iterator[list[Example]]:
    """Join lots in the given order while the padded batch stays within ``budget`` sub-words."""
    now: list[Example] = []
    for _, lot in sized:
        longest = max(e.tokens for e in (*now, *lot))
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
    sized = [(max(e.tokens for e in lot), lot) for lot in lots if lot]
    sized.sort(key=lambda t: t[0] * rng.uniform(0.85, 1.15))
    return _fill(sized, budget)


def native_example(
    example: Example, bank: Sequence[str], share: float, tokenizer: Any, rng: random.Random
) -> Example:
    """A native sentence, with a fault made into it in ``share`` of the cases."""
    if rng.random() >= share:
        clean = np.zeros(len(example.encoded.ids), np.int8)
        rating = Rating(NATIVE_RATER, clean, 0.0, False)
        return Example(example.text, example.encoded, example.group, [rating])
    text, marks = corrupt(example.text, bank, rng)
    encoded = encode(tokenizer, [text])[0]
    labels = np.zeros(len(encoded.ids), np.int8)
    for start, end, grade in marks:
        for i, (a, b) in enumerate(encoded.offsets):
            if a < end and start < b:
                labels[i] = max(labels[i], grade)
    major = any(grade == MAJOR for _, _, grade in marks)
    penalty = 5.0 if major else float(bool(marks))
    return Example(text, encoded, example.group, [Rating(NATIVE_RATER, labels, penalty, major)])


def epoch(
    train: Sequence[Example], raters: dict[str, int], tokenizer: Any, seed: int,
    *, budget: int = 2600, faulty: float = 0.4,
) -> list[list[Example]]:  # fmt: skip
    """One pass over everything in a fresh order that depends on ``seed`` alone."""
    rng = random.Random(seed)
    rated: dict[tuple[str, str, str], list[Example]] = defaultdict(list)
    native = [e for e in train if not e.ratings]
    for e in train:
        if e.ratings:
            rated[e.group].append(e)
    bank = [e.text[a:b] for e in native for a, b in split_words(e.text) if e.text[a:b].isalpha()]
    fresh = [
        native_example(e, bank, faulty, tokenizer, rng)
        for e in native
        for _ in range(int(REPEAT.get(e.group[0], 1.0) + rng.random()))
    ]
    todo = [*_bucketed(list(rated.values()), budget, rng)]
    todo += _bucketed([[e] for e in fresh if 3 < e.tokens <= MAX_TOKENS], budget, rng)
    rng.shuffle(todo)
    return todo
