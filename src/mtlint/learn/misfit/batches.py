"""Batches of windows in which words were put in the place of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from mtlint.learn.misfit.corpus import FORMS, MARKS, Corpus, Ints
from mtlint.models.misfit import BEGIN, END, UNKNOWN

PAD = 1
LEAST_LEFT = 24  # sub-words that a text has left where a window may begin
#: Share of words that a window has exchanged, and of windows that have next to none.
RATES, CALM, HARDLY = (0.04, 0.22), 0.15, 0.005
#: Of words that are neither noun nor adjective so many are taken.
OTHERS = 0.4
#: What is put in a word's place: what stands after the word before, before the word behind, a
#: neighbour in meaning, another word of the window; of the rest any word.
AFTER, BEFORE, NEAR, SAME = 0.34, 0.54, 0.74, 0.88
#: Share of words of another part of speech that are not put in after all.
UNLIKE = 0.7
#: Shares of words that are hidden, and of intact ones that are asked about.
HIDDEN = ASKED = 0.04


@dataclass(frozen=True, slots=True)
class Batch:
    """Sub-words [windows, length] and where there are any; the places of words (in the flattened
    windows) and whether each was put in another's; places that are asked about with the words that
    stood there, and the words that were put in instead (-1: none)."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    exchanged: Tensor
    asked: Tensor
    truth: Tensor
    wrong: Tensor


class Windows:
    """Draws windows of a corpus. A segment ends with a chunk of its own."""

    def __init__(self, corpus: Corpus, size: int) -> None:
        self.corpus, self.size = corpus, size
        self.words = len(corpus.grades) * FORMS  # chunks below are of words
        self.end = len(corpus.lengths)
        self.lengths = np.append(corpus.lengths, 1).astype(np.int64)
        self.pieces = np.append(corpus.pieces, END).astype(np.int64)
        self.offsets = np.cumsum(self.lengths) - self.lengths
        ends = corpus.segments.astype(np.int64) + np.arange(len(corpus.segments))
        self.stream = np.full(len(corpus.stream) + len(ends), self.end, np.int64)
        inside = np.ones(len(self.stream), bool)
        inside[ends] = False
        self.stream[inside] = corpus.stream
        self.starts = np.append(0, ends[:-1] + 1)
        last = corpus.texts.astype(np.int64) - 1
        self.stops = np.repeat(ends[last] + 1, np.diff(last, prepend=-1))  # of each segment's text
        self.before = np.append(0, np.cumsum(self.lengths[self.stream]))
        left = self.before[self.stops] - self.before[self.starts]
        self.able = np.flatnonzero(left > LEAST_LEFT)
        self.near = (corpus.near >= 0).sum(1)
        usual = corpus.often**0.6 * np.where(corpus.grades > 0, 1.15, 0.15)
        self.usual = np.cumsum(usual / usual.sum())

    def draw(self, count: int, rng: np.random.Generator) -> Batch:
        """So many windows."""
        row, chunks = self._chosen(count, rng)
        word = np.where(chunks < self.words, chunks // FORMS, -1)
        rate = np.where(rng.random(count) < CALM, HARDLY, rng.uniform(*RATES, count))[row]
        weight = np.where(self.corpus.grades[np.maximum(word, 0)] > 0, 1.0, OTHERS)
        slots = np.flatnonzero((word >= 0) & (rng.random(len(word)) < rate * weight))
        slots, other = self._others(slots, row, chunks, word, rng)
        exchanged = np.zeros(len(chunks), bool)
        exchanged[slots] = True
        put = chunks.copy()
        put[slots] = FORMS * other + chunks[slots] % FORMS
        free = (word >= 0) & ~exchanged
        hidden = free & (rng.random(len(word)) < HIDDEN)
        intact = np.flatnonzero(free & ~hidden & (rng.random(len(word)) < ASKED))
        asked = np.concatenate([slots, np.flatnonzero(hidden), intact])
        wrong = np.concatenate([other, np.full(len(asked) - len(slots), -1)])
        ids, mask, first = self._laid_out(count, row, put, hidden)
        seen = (put != self.end) & ~hidden
        return Batch(
            torch.from_numpy(ids),
            torch.from_numpy(mask),
            torch.from_numpy(first[seen]),
            torch.from_numpy(exchanged[seen].astype(np.float32)),
            torch.from_numpy(first[asked]),
            torch.from_numpy(word[asked]),
            torch.from_numpy(wrong),
        )

    def _chosen(self, count: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
        """The window of each chunk, and the chunks, of windows that begin with a segment or, one in
        five in a long text, somewhere in it."""
        segment = self.able[rng.integers(0, len(self.able), count)]
        start, stop = self.starts[segment], self.stops[segment]
        long = self.before[stop] - self.before[start] > 2 * self.size
        within = long & (rng.random(count) < 0.2)
        start = start + np.where(within, rng.integers(0, 60, count), 0)
        size = np.where(rng.random(count) < 0.25, rng.integers(40, self.size, count), self.size)
        end = np.searchsorted(self.before, self.before[start] + size, side="right") - 1
        each = np.maximum(np.minimum(end, stop), start + 2) - start
        row = np.repeat(np.arange(count), each)
        place = np.arange(len(row)) - np.repeat(np.cumsum(each) - each, each)
        return row, self.stream[np.minimum(place + start[row], len(self.stream) - 1)]

    def _others(
        self, slots: Ints, row: Ints, chunks: Ints, word: Ints, rng: np.random.Generator
    ) -> tuple[Ints, Ints]:
        """Those places where another word is put, and that word."""
        c = self.corpus
        before, behind = np.maximum(slots - 1, 0), np.minimum(slots + 1, len(chunks) - 1)
        plain = (chunks < self.words) & (chunks % len(MARKS) == 0)
        tied = (slots > 0) & (row[before] == row[slots]) & plain[before]
        follows = (row[behind] == row[slots]) & plain[slots] & (behind > slots)
        draw = rng.random(len(slots))
        after = _one(c.after_at, c.after, np.where(tied, word[before], -1), draw)
        ahead = _one(c.before_at, c.before, np.where(follows, word[behind], -1), draw)
        own = word[slots]
        near = c.near[own, (draw * np.maximum(self.near[own], 1)).astype(np.int64)]
        sizes = np.bincount(row)
        place = (np.cumsum(sizes) - sizes)[row[slots]] + (draw * sizes[row[slots]]).astype(np.int64)
        any_word = np.minimum(np.searchsorted(self.usual, draw), len(c.grades) - 1)
        sort = rng.random(len(slots))
        limits = [sort < AFTER, sort < BEFORE, sort < NEAR, sort < SAME]
        other = np.select(limits, [after, ahead, near, word[place]], any_word)
        for instead in (ahead, after, near, any_word):
            other = np.where(other < 0, instead, other)
        unlike = (c.grades[own] > 0) & (c.grades[own] & c.grades[other] == 0)
        kept = (other != own) & ~(unlike & (rng.random(len(slots)) < UNLIKE))
        return slots[kept], other[kept].astype(np.int64)

    def _laid_out(
        self, count: int, row: Ints, chunks: Ints, hidden: NDArray[np.bool_]
    ) -> tuple[Ints, NDArray[np.bool_], Ints]:
        """Sub-words [windows, length], where there are any, and where each chunk begins."""
        lengths = self.lengths[chunks]
        start = np.cumsum(lengths) - lengths
        inner = np.arange(int(lengths.sum())) - np.repeat(start, lengths)
        pieces = self.pieces[np.repeat(self.offsets[chunks], lengths) + inner]
        pieces = np.where(np.repeat(hidden, lengths), UNKNOWN, pieces)
        sizes = np.bincount(row, weights=lengths, minlength=count).astype(np.int64)
        begin = np.cumsum(sizes) - sizes
        width = int(sizes.max()) + 1
        ids, mask = np.full((count, width), PAD), np.zeros((count, width), bool)
        ids[:, 0], mask[:, 0] = BEGIN, True
        where = np.repeat(row, lengths)
        column = np.arange(len(pieces)) - begin[where] + 1
        ids[where, column], mask[where, column] = pieces, True
        return ids, mask, row * width + start - begin[row] + 1


def _one(at: Ints, found: Ints, word: Ints, draw: NDArray[np.float64]) -> Ints:
    """One companion of each word; -1 where there is none."""
    low, high = at[np.maximum(word, 0)], at[np.maximum(word, 0) + 1]
    place = np.minimum(low + (draw * (high - low)).astype(np.int64), len(found) - 1)
    one: Ints = np.where((word >= 0) & (high > low), found[place], -1)
    return one


class Stream(torch.utils.data.IterableDataset):  # type: ignore[misc]
    """Endless batches; every worker draws its own."""

    def __init__(self, windows: Windows, count: int, seed: int) -> None:
        self.windows, self.count, self.seed = windows, count, seed

    def __iter__(self) -> Iterator[Batch]:
        worker = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.seed, 0 if worker is None else worker.id])
        while True:
            yield self.windows.draw(self.count, rng)
