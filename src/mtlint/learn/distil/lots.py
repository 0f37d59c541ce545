"""Batches of a corpus: places of pieces, from which the device looks everything up.

The translations of a source stand together, lengths are alike, native text between.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mtlint.learn.distil.corpus import Corpus, Ints, ranges
from mtlint.learn.tagger.base import SPECIAL
from mtlint.learn.tagger.batches import NON_TRANSLATION, STRAY, TRUST, WITH_SOURCE, Ratings
from mtlint.learn.tagger.prepare import MAX_TOKENS, UNKNOWN
from mtlint.models.encoding import SOURCE_FORM, SOURCE_LENGTH
from mtlint.models.probe import WINDOW

Bools = NDArray[np.bool_]
PAD, END = SPECIAL.index("<pad>"), SPECIAL.index("</s>")


@dataclass(frozen=True, slots=True)
class Lot(Ratings):
    """`segments` [texts] are rows of the corpus, -1 for what is none; `at` [texts, length] are
    rows of its tokens or sub-words. `ids` and `forms` [texts, length] are the tagger's input."""

    segments: Tensor
    at: Tensor
    ids: Tensor
    forms: Tensor

    def on(self, device: torch.device) -> Lot:
        """The same batch on a device."""
        return Lot(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


class Batches:
    """What batches of a corpus are made of. `small` says that the tagger's sub-words count."""

    def __init__(self, corpus: Corpus, small: bool) -> None:
        self.corpus = corpus
        n = len(corpus.article)
        self.ratings = np.searchsorted(corpus.segment, np.arange(n + 1))
        self.marks = np.searchsorted(corpus.rating, np.arange(len(corpus.segment) + 1))
        if small:
            self.start, stop = corpus.own_first, corpus.own_last
            self.length = np.minimum(stop - self.start, MAX_TOKENS)
            self.places = corpus.subwords
        else:
            self.start, stop = corpus.first, corpus.last
            self.length = np.minimum(stop - self.start, WINDOW)
            self.places = corpus.tokens

    def rated(self) -> Ints:
        """Segments that have a rating."""
        return np.flatnonzero(np.diff(self.ratings))

    def known(self, rows: Ints, groups: Ints, stray: Bools | None = None) -> Ratings:
        """The ratings of segments; where ``stray`` is true they are no translation at all."""
        c, size = self.corpus, int(self.length[rows].max())
        stray = np.zeros(len(rows), bool) if stray is None else stray
        count = np.where(stray, 0, self.ratings[rows + 1] - self.ratings[rows])
        row, j = ranges(self.ratings[rows], count)
        some = np.maximum(count, 1)
        penalty = np.bincount(row, c.penalty[j], len(rows)) / some
        major = np.bincount(row, c.major[j], len(rows)) / some
        trust = np.where(c.made[rows], TRUST, 1.0) * (count > 0) + TRUST * stray
        _, numbers = np.unique(groups, return_inverse=True)
        mask = torch.from_numpy(np.arange(size) < self.length[rows][:, None])
        single = torch.float32
        return Ratings(
            mask, mask, torch.from_numpy(row), torch.from_numpy(c.rater[j].astype(np.int64)),
            torch.from_numpy(self.labels(j, self.length[rows][row], size)),
            torch.tensor(1 / some[row], dtype=single),
            torch.tensor(np.log1p(np.where(stray, NON_TRANSLATION, penalty)), dtype=single),
            torch.tensor(np.where(stray, 1.0, major), dtype=single),
            torch.from_numpy(numbers), torch.tensor(trust, dtype=single),
        )  # fmt: skip

    def labels(self, j: Ints, lengths: Ints, size: int) -> Ints:
        """Labels of ratings ``j`` [ratings, size]; what no segment reaches is unknown."""
        c = self.corpus
        labels = np.where(np.arange(size) < lengths[:, None], c.rest[j][:, None], UNKNOWN)
        labels = labels.astype(np.int8)
        which, k = ranges(self.marks[j], self.marks[j + 1] - self.marks[j])
        first, stop = self.places[k, 0], np.minimum(self.places[k, 1], lengths[which])
        mark, at = ranges(first, np.maximum(stop - first, 0))
        np.maximum.at(labels, (which[mark], at), c.grade[k[mark]])
        return labels

    def at(self, rows: Ints, size: int) -> Tensor:
        """Rows of the pieces of segments [texts, size]; what is beyond their end is any row."""
        own = np.minimum(np.arange(size), self.length[rows][:, None] - 1)
        return torch.from_numpy(self.start[rows][:, None] + own).long()


def sources(corpus: Corpus, chosen: Ints) -> list[list[int]]:
    """The chosen segments by source; native ones each by themselves."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for r in chosen.tolist():
        native = corpus.made[r] and corpus.source[r] < 0
        found[(int(corpus.group[r]), r if native else -1)].append(r)
    return list(found.values())


def filled(lots: list[list[int]], length: Ints, budget: int, rng: random.Random) -> list[list[int]]:
    """Lots joined into batches within a budget of padded pieces; of alike lengths, jittered."""
    sized = [(int(length[lot].max()), lot) for lot in lots]
    sized.sort(key=lambda t: t[0] * rng.uniform(0.85, 1.15))
    made, now, longest = [], list[int](), 0
    for size, lot in sized:
        if now and max(longest, size) * (len(now) + len(lot)) > budget:
            made.append(now)
            now, longest = [], 0
        now = [*now, *lot]
        longest = max(longest, size)
    made.append(now)
    rng.shuffle(made)
    return made


NO_FORMS = torch.zeros(1, 1, dtype=torch.long)


@dataclass(frozen=True, slots=True)
class Job:
    """What a batch is made of: segments, of each whether its source is shown (empty: the batch is
    for a network on the language model's states), and what decides on strays."""

    rows: list[int]
    beside: list[bool]
    stray: float = 0.0
    seed: int = 0

    def made(self, batches: Batches) -> Lot:
        """The batch."""
        if self.beside:
            return _tagged(batches, self)
        rows = np.array(self.rows)
        known = batches.known(rows, batches.corpus.group[rows])
        parts = {f.name: getattr(known, f.name) for f in fields(Ratings)}
        at = batches.at(rows, known.mask.shape[1])
        return Lot(**parts, segments=torch.from_numpy(rows), at=at, ids=NO_FORMS, forms=NO_FORMS)


def by_segment(batches: Batches, chosen: Ints, budget: int, rng: random.Random) -> list[Job]:
    """One pass for a network on the language model's states."""
    made = filled(sources(batches.corpus, chosen), batches.length, budget, rng)
    return [Job(lot, []) for lot in made]


def for_tagger(
    batches: Batches, chosen: Ints, budget: int, rng: random.Random,
    sourced: float = WITH_SOURCE, stray: float = STRAY,
) -> list[Job]:  # fmt: skip
    """One pass for the tagger: half of the sources are shown, to some of these a stray too."""
    c = batches.corpus
    beside = np.minimum(np.diff(np.r_[0, c.source_end]), SOURCE_LENGTH + 1)
    lots = sources(c, chosen)
    shown = {lot[0] for lot in lots if rng.random() < sourced}
    length = batches.length.copy()
    for lot in lots:
        if lot[0] in shown and c.source[lot[0]] >= 0:
            length[lot] += beside[c.source[lot[0]]]
    within = {r: lot[0] in shown for lot in lots for r in lot}
    return [
        Job(rows, [within[r] for r in rows], stray, rng.randrange(2**32))
        for rows in filled(lots, length, budget, rng)
    ]


def _tagged(batches: Batches, job: Job) -> Lot:
    c, rows = batches.corpus, np.array(job.rows)
    groups, source = c.group[rows], np.where(job.beside, c.source[rows], -1)
    added = _strays(c, rows, groups, source, job.stray, random.Random(job.seed))
    strange = np.arange(len(rows) + len(added)) >= len(rows)
    if added:
        rows, groups, source = np.c_[[rows, groups, source], np.array(added).T]
    known = batches.known(rows, groups, strange)
    ids, forms, mask = _inputs(batches, rows, source)
    own = known.mask.shape[1]
    pad = (0, ids.shape[1] - own)
    wide = torch.nn.functional.pad
    return Lot(
        mask, wide(known.own, pad), known.row, known.rater,
        wide(known.labels, pad, value=UNKNOWN), known.share, known.penalty, known.major,
        known.group, known.trust, torch.from_numpy(np.where(strange, -1, rows)),
        wide(batches.at(rows, own), pad), ids, forms,
    )  # fmt: skip


def _strays(
    c: Corpus, rows: Ints, groups: Ints, source: Ints, share: float, rng: random.Random
) -> list[tuple[int, int, int]]:
    """Segments that stand beside the source of another, with its group and that source. A copy has
    its original's source."""
    added = []
    for g, s in sorted({(g, s) for g, s in zip(groups.tolist(), source.tolist(), strict=True)}):
        if s >= 0 and rng.random() < share:
            others = rows[(c.source[rows] >= 0) & (c.source[rows] != s)].tolist()
            if others:
                added.append((rng.choice(others), g, s))
    return added


def _inputs(batches: Batches, rows: Ints, source: Ints) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, forms and mask of the tagger's input: the segments, and behind them their sources."""
    c, lengths = batches.corpus, batches.length[rows]
    ends = np.r_[0, c.source_end]  # of source k: from ends[k] to ends[k + 1]
    have = source >= 0
    inner = np.where(have, ends[source + 1] - ends[source] - 2, 0)
    inner = np.clip(inner, 0, SOURCE_LENGTH)
    size = int((lengths + inner + have).max())
    shape = (len(rows), size)
    ids, forms = np.full(shape, PAD, np.int64), np.zeros(shape, np.int64)
    i, at = ranges(np.zeros(len(rows), np.int64), lengths)
    own = batches.start[rows][i] + at
    ids[i, at], forms[i, at] = c.own[own], c.forms[own]
    ids[np.arange(len(rows)), lengths - 1] = END
    forms[np.arange(len(rows)), lengths - 1] = 0
    i, at = ranges(np.zeros(len(rows), np.int64), inner)
    ids[i, lengths[i] + at] = c.sources[ends[source[i]] + 1 + at]
    behind = np.flatnonzero(have)
    ids[behind, lengths[behind] + inner[behind]] = END
    place = np.arange(size)
    mask = place < (lengths + inner + have)[:, None]
    forms[mask & (place >= lengths[:, None])] = SOURCE_FORM
    return torch.from_numpy(ids), torch.from_numpy(forms), torch.from_numpy(mask)
