"""Lines that an extractor took out of a page, found again among the blocks of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from mtlint.load.blocks import Block, bare

_ANCHOR = 40
"""Lines with so many letters are found first: few say the same twice."""
_LEAST_PART = 12
"""A shorter line (in letters) is looked for inside the next blocks only."""
_NEXT_BLOCKS = 4
_MOST_MISSES = 200
_MOST_TRIES = 20


@dataclass(slots=True)
class Placed:
    """Where the lines stand, by the number of the block."""

    whole: set[int] = field(default_factory=set)
    """Blocks that the lines say, at least by half."""
    parts: dict[int, list[str]] = field(default_factory=dict)
    """Lines that are less than half of their block."""
    loose: dict[int, list[str]] = field(default_factory=dict)
    """Lines that are in no block, behind the block of the line before them."""


def placed(lines: Sequence[str], blocks: Sequence[Block]) -> Placed:
    """The places of `lines`, which stand in the order of the page or nearly so."""
    finder = _Finder(blocks)
    keys = [bare(line) for line in lines]
    anchors = finder.anchors(keys)
    found = Placed()
    said = [0] * len(blocks)
    at: int | None = None
    for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
        span = anchors.get(number)
        if span is None:
            span = finder.short(key, at, finder.ahead[number], said) if key else None
        if span is None:
            found.loose.setdefault(finder.block_at(at or 0), []).append(line)
            continue
        at = span[0]
        first, last = finder.block_at(span[0]), finder.block_at(span[1] - 1)
        for i in range(first, last + 1):
            whole = len(blocks[i].bare)
            said[i] += whole if first != last else span[1] - span[0]
        found.parts.setdefault(first, []).append(line)
    found.whole = {i for i, size in enumerate(said) if 2 * size >= len(blocks[i].bare) > 0}
    return found


Span = tuple[int, int]


class _Finder:
    """The letters of a page in one string, and where each block starts in it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.flat = "".join(block.bare for block in blocks)
        self.ahead: list[int] = []
        """For each line, where the next anchor stands."""
        self._starts: list[int] = []
        self._whole: dict[str, list[int]] = {}
        at = 0
        for block in blocks:
            self._starts.append(at)
            self._whole.setdefault(block.bare, []).append(at)
            at += len(block.bare)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds the letter at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def anchors(self, keys: Sequence[str]) -> dict[int, Span]:
        """The places of the long lines, by the number of the line."""
        found: dict[int, Span] = {}
        at = misses = 0
        for number, key in enumerate(keys):
            if len(key) < _ANCHOR or misses > _MOST_MISSES:
                continue
            here = self._whole_from(key, at)
            if here < 0 and (here := self.flat.find(key, at)) < 0:
                here = self.flat.find(key)
            if here < 0:
                misses += 1
                continue
            at = here + len(key)
            found[number] = (here, at)
        ahead = len(self.flat)
        for number in reversed(range(len(keys))):
            self.ahead.append(ahead)
            ahead = found[number][0] if number in found else ahead
        self.ahead.reverse()
        return found

    def _whole_from(self, key: str, at: int) -> int:
        places = self._whole.get(key, [])
        i = bisect_left(places, at)
        return places[i] if i < len(places) else -1

    def short(self, key: str, at: int | None, ahead: int, said: Sequence[int]) -> Span | None:
        """The place of a short line between the line before it and the next anchor."""
        places = self._whole.get(key, [])
        begin, end = bisect_left(places, at or 0), bisect_right(places, ahead)
        between = range(begin, end) if at is not None else reversed(range(begin, end))
        for i in islice(chain(between, range(begin)), _MOST_TRIES):
            if not said[self.block_at(places[i])]:
                return places[i], places[i] + len(key)
        last = self.block_at(at or 0) + _NEXT_BLOCKS
        stop = self._starts[last] if last < len(self._starts) else len(self.flat)
        here = self.flat.find(key, at or 0, ahead if len(key) >= _LEAST_PART else stop)
        return (here, here + len(key)) if here >= 0 else None
