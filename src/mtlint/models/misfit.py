"""Which words of an article look put in the place of others, and what would fit there.

A small network that learned to find exchanged words in native English (replaced token detection,
Clark et al. 2020, "ELECTRA"; ``MODEL_CARD.md`` says how). It reads the article in windows of whole
segments as they come, each by itself and never padded, so that the same article gets the same
answer in every batch. It stands on the tokenizer and the word vectors of the tagger.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.models import tagger
from mtlint.models.shipped import misfit_identity, weights
from mtlint.models.words import vectors
from mtlint.text.surrogates import without_surrogates

GRAPH, WANTED = "misfit.onnx", "misfit.npz"

#: Sub-words of a window, special tokens included.
WINDOW = 254
BEGIN, END, UNKNOWN = 0, 2, 3

#: Figures are given to this many decimals: beyond them sums differ between processors.
DECIMALS = 2
#: The log-odds where no word stands.
NOTHING = -9.0

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Part = tuple[int, int, int]  # pieces `first` to `end` (exclusive) of a segment


@dataclass(frozen=True, slots=True)
class _Model:
    """Tokenizer, word vectors [words, bytes], session, and what makes of a word's vector what its
    place wants: `unknown` [width], `matrix` [width, wide], `bias` [wide]."""

    tokenizer: Any
    table: NDArray[np.uint8]
    session: Any
    unknown: Floats
    matrix: Floats
    bias: Floats

    def inputs(self, ids: Sequence[int]) -> Floats:
        """Word vectors of sub-words [ids, width]."""
        known = np.array(ids, np.int64)
        found = vectors(self.table, known)
        found[known == UNKNOWN] = self.unknown
        return found


@functools.lru_cache(maxsize=4096)
def _wants(word: str) -> Floats:
    """The direction of a word in small letters, of length 1 [wide]."""
    model = _load()
    ids = model.tokenizer.encode(without_surrogates(word), add_special_tokens=False).ids
    mean = vectors(model.table, np.array(ids or [UNKNOWN], np.int64)).mean(0)
    made = mean @ model.matrix + model.bias
    length = np.float32(max(1e-9, float(np.linalg.norm(made))))
    found: Floats = made / length
    return found


_loading = threading.Lock()


@functools.cache
def _load() -> _Model:
    misfit_identity()  # a report's signature asks for it, in a thread that has other work
    tokenizer, table = tagger.vocabulary()
    with as_file(weights() / WANTED) as path, np.load(path) as known:
        own = [known[name].astype(np.float32) for name in ("unknown", "matrix", "bias")]
    return _Model(tokenizer, table, tagger.session(GRAPH), *own)


def load() -> None:
    """Make ready what reading needs."""
    with _loading:
        _load()


@dataclass(frozen=True, slots=True)
class Fits:
    """What the network says of the places of an article: for each segment where its sub-words end
    (code points) and the log-odds of each, and of those asked about what their place wants."""

    ends: Sequence[Ints]
    known: Sequence[Floats]
    places: Mapping[tuple[int, int], Floats]

    def odds(self, segment: int, offset: int) -> float:
        """Log-odds that the word which stands at a code point of a segment was put there in place
        of another; very low where nothing stands."""
        at = _piece(self.ends[segment], offset)
        known = self.known[segment]
        return round(float(known[at]), DECIMALS) if at < len(known) else NOTHING

    def fit(self, segment: int, offset: int, words: Sequence[str]) -> list[float]:
        """How well each word would fit a place that was asked about (a cosine times a constant of
        some 20); 0 where nothing stands.

        Raises:
            KeyError: a place that was not asked about.
        """
        at = _piece(self.ends[segment], offset)
        if at >= len(self.known[segment]):
            return [0.0] * len(words)
        place = self.places[segment, at]
        return [round(float(place @ _wants(word.lower())), DECIMALS) for word in words]


def _piece(ends: Ints, offset: int) -> int:
    """The sub-word at a code point, or the one behind it."""
    return int(np.searchsorted(ends, offset, side="right"))


def read(texts: Sequence[str], asked: Sequence[tuple[int, int]] = (), *, threads: int = 2) -> Fits:
    """What is said of an article's segments, in their order, read as one text; `asked` are the
    places (segment, code point) of which more than the log-odds is kept."""
    with _loading:
        model = _load()
    rows = model.tokenizer.encode_batch(
        [without_surrogates(text) for text in texts], add_special_tokens=False
    )
    ids = [row.ids for row in rows]
    ends = [np.array([end for _, end in row.offsets], np.int64) for row in rows]
    wanted: list[set[int]] = [set() for _ in texts]
    for segment, offset in asked:
        wanted[segment].add(_piece(ends[segment], offset))
    odds = [np.zeros(len(own), np.float32) for own in ids]
    places: dict[tuple[int, int], Floats] = {}

    def run(window: Sequence[Part]) -> None:
        pieces = [BEGIN]
        for segment, first, end in window:
            pieces += [*ids[segment][first:end], END]
        (out,) = model.session.run(["said"], {"words": model.inputs(pieces)[None]})
        at = 1
        for segment, first, end in window:
            said = out[0, at : at + end - first]
            odds[segment][first:end] = said[:, 0]
            here = (i for i in wanted[segment] if first <= i < end)
            places.update({(segment, i): said[i - first, 1:].copy() for i in here})
            at += end - first + 1

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, windows([len(row) for row in ids])))
    return Fits(ends, odds, places)


def windows(lengths: Sequence[int], size: int = WINDOW) -> Iterator[list[Part]]:
    """The parts of segments of so many sub-words that each window holds: as many segments as it
    has room for, with one token before all and one behind each; a longer segment is cut.

    >>> list(windows([3, 2, 0, 9], 8))
    [[(0, 0, 3), (1, 0, 2)], [(3, 0, 6)], [(3, 6, 9)]]
    """
    window: list[Part] = []
    room = size - 1
    for segment, length in enumerate(lengths):
        for first in range(0, length, size - 2):
            end = min(length, first + size - 2)
            if window and end - first + 1 > room:
                yield window
                window, room = [], size - 1
            window.append((segment, first, end))
            room -= end - first + 1
    if window:
        yield window
