"""Batches: the translations of a source stand together, lengths are alike, native text between."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor

from mtlint.learn.probe.states import Row
from mtlint.learn.tagger.batches import Ratings, flattened
from mtlint.learn.tagger.prepare import UNKNOWN
from mtlint.models.probe import WINDOW

#: Tokens in a batch, padding included; and how often a pass sees what we rated ourselves.
BUDGET, NATIVE_REPEAT = 2500, 2


@dataclass(frozen=True, slots=True)
class Batch(Ratings):
    """Padded states [texts, length, size] with the ratings of their texts."""

    states: Tensor

    def on(self, device: torch.device) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, f.name).to(device) for f in fields(self)))


def length(row: Row) -> int:
    """Tokens of a text that enter the network."""
    return min(row.tokens, WINDOW)


def collate(rows: Sequence[Row], raters: dict[str, int]) -> Batch:
    """Pad texts and flatten their ratings; each text weighs one, whoever many rated it."""
    n, longest = len(rows), max(map(length, rows))
    states = np.zeros((n, longest, rows[0].seen.states.shape[1]), np.float32)
    mask = np.zeros((n, longest), np.bool_)
    for i, row in enumerate(rows):
        k = length(row)
        states[i, :k], mask[i, :k] = row.seen.states[:k], True
    entries = [(i, r) for i, row in enumerate(rows) for r in row.example.ratings]
    labels = np.full((len(entries), longest), UNKNOWN, np.int64)
    for j, (i, rating) in enumerate(entries):
        k = length(rows[i])
        labels[j, :k] = rating.labels(rows[i].seen.offsets[:k])
    known = flattened([row.example for row in rows], labels, raters)
    whole = torch.from_numpy(mask)
    return Batch(whole, whole, *known, torch.from_numpy(states))


def epoch(rows: Sequence[Row], seed: int) -> list[list[Row]]:
    """The batches of one pass; the jitter of lengths makes those of each pass new."""
    rng = random.Random(seed)
    sources: dict[object, list[Row]] = {}
    for i, row in enumerate(rows):
        if row.example.made:
            sources.update({(i, k): [row] for k in range(NATIVE_REPEAT)})
        elif row.example.ratings:
            sources.setdefault(row.example.group, []).append(row)
    sized = [(max(map(length, lot)), lot) for lot in sources.values()]
    sized.sort(key=lambda t: t[0] * rng.uniform(0.85, 1.15))
    todo = list(_filled(sized))
    rng.shuffle(todo)
    return todo


def _filled(sized: Sequence[tuple[int, list[Row]]]) -> Iterator[list[Row]]:
    """Join lots in the given order while the padded batch stays within the budget."""
    now: list[Row] = []
    longest = 0
    for size, lot in sized:
        if now and max(longest, size) * (len(now) + len(lot)) > BUDGET:
            yield now
            now, longest = [], 0
        now = [*now, *lot]
        longest = max(longest, size)
    if now:
        yield now
