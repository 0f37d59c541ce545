"""Figures of a source with the one of the translation that stands in their place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from mtlint.text.counterparts import (
    DAY,
    MONTH,
    NUMBER,
    ORDINAL,
    PERCENT,
    WEEKDAY,
    YEAR,
    Comparison,
    Figure,
    off_by_magnitude,
)
from mtlint.text.nearest import Ranges

_MOST_OFF = 1000  # times: figures further apart speak of different things
_LAST_DAY = 31
_SAME_KIND = (PERCENT, YEAR, MONTH, WEEKDAY, ORDINAL)
_DAYS = "days"  # what may be the day of a date
_AROUND = 0.0065  # a little more than what `off_by_magnitude` asks for
_UNBOUNDED = float("inf")


def pairs(found: Comparison) -> Iterator[tuple[Figure, Figure, str]]:
    """Figures of the source with the one that stands in their place, and how they differ.

    Each takes the first that is left of those that fit: one that is off by a power of ten, else one
    of its kind.
    """
    left = _Left(found.extra)
    for source in found.missing:
        at, how = left.off_by_magnitude(source), "magnitude"
        if at is None:
            at, how = left.of_kind(source)
        if at is not None:
            left.take(at)
            yield source, found.extra[at], how


class _Left:
    """The figures of a translation that replace none yet, by kind and by size."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures
        self._taken = [False] * len(figures)
        self._queues: dict[str, list[int]] = {kind: [] for kind in (*_SAME_KIND, _DAYS)}
        for at in range(len(figures) - 1, -1, -1):  # the first comes last, where it is popped
            kind, value = figures[at].kind, figures[at].value
            if kind in _SAME_KIND:
                self._queues[kind].append(at)
            if kind in (DAY, ORDINAL) and value <= _LAST_DAY:
                self._queues[_DAYS].append(at)
        numbers = (NUMBER, DAY)
        self._all = self._by_size(lambda f: f.value > 0)
        self._scaled = self._by_size(lambda f: f.value > 0 and f.scaled)
        self._numbers = self._by_size(lambda f: f.kind in numbers)
        self._plain = self._by_size(lambda f: f.kind in numbers and not f.scaled)

    def _by_size(self, fits: Callable[[Figure], bool]) -> Ranges:
        return Ranges((at, f.value) for at, f in enumerate(self._figures) if fits(f))

    def take(self, at: int) -> None:
        """Leave a figure out from now on."""
        self._taken[at] = True
        for ranges in (self._all, self._scaled, self._numbers, self._plain):
            ranges.take(at)

    def off_by_magnitude(self, source: Figure) -> int | None:
        """The first that has the digits of a figure with another power of ten."""
        ranges = self._all if source.scaled else self._scaled
        if not ranges or source.value <= 0:
            return None
        low, high = ranges.bounds
        least = math.floor(math.log10(low / source.value) - _AROUND)
        most = math.ceil(math.log10(high / source.value) + _AROUND)
        found = []
        for power in range(least, most + 1):
            value = source.value * 10.0**power
            bounds = value * (1 - _AROUND), value * (1 + _AROUND)
            if power and bounds[0] <= high and bounds[1] >= low:
                at = self._first(ranges, *bounds, lambda f: off_by_magnitude(source, f))
                found += [] if at is None else [at]
        return min(found, default=None)

    def of_kind(self, source: Figure) -> tuple[int | None, str]:
        """The first that is of the kind of a figure, and the name of the kind."""
        if source.kind == NUMBER:
            ranges = self._numbers if source.scaled else self._plain
            low = source.value / _MOST_OFF if source.value >= _MOST_OFF else -_UNBOUNDED
            high = _MOST_OFF * max(1.0, source.value)
            return self._first(ranges, low, high, lambda f: _is_near(source, f)), source.kind
        queue = self._queues.get(_DAYS if source.kind == DAY else source.kind, [])
        while queue and self._taken[queue[-1]]:
            queue.pop()
        return (queue[-1] if queue else None), source.kind

    def _first(
        self, ranges: Ranges, low: float, high: float, fits: Callable[[Figure], bool]
    ) -> int | None:
        """The first between two bounds that fits; those on the bounds may not."""
        passed = []
        at = ranges.first(low, high)
        while at is not None and not fits(self._figures[at]):
            passed.append(at)
            ranges.take(at)
            at = ranges.first(low, high)
        for other in passed:
            ranges.put_back(other)
        return at


def _is_near(source: Figure, target: Figure) -> bool:
    few, many = sorted((source.value, target.value))
    return many < _MOST_OFF * max(1.0, few)
