"""Numbers indexed by value, so that thousands of figures are compared without trying all pairs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mtlint.text.quantities import exactly

_FREE = 1 << 60  # an order that nothing has


class Nearest:
    """Which of some numbers lie beside another: where a test holds for any of them and gets no
    easier with the distance, it holds for one of these."""

    def __init__(self, numbers: Iterable[float]) -> None:
        self._sorted = sorted(set(numbers))

    def beside(self, number: float) -> Sequence[float]:
        """The greatest below, and the least from `number` on."""
        at = bisect_left(self._sorted, number)
        return self._sorted[max(0, at - 1) : at + 1]


class Roundings:
    """Which of some numbers may be another one, rounded to as many digits as they have."""

    def __init__(self, numbers: Iterable[float]) -> None:
        self._of: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for number in sorted(set(numbers)):
            if number:
                places, form = exactly(number)
                self._of[places][form].append(number)

    def of(self, full: float) -> Iterator[float]:
        """The numbers that `full` may have been rounded to."""
        for places, forms in self._of.items():
            yield from forms.get(f"{full:.{places}e}", ())


class Ranges:
    """The first of some numbers, in the order that they were given, between two bounds.

    A tree of least orders over the numbers by size; what was taken away is found no more.
    """

    def __init__(self, numbers: Iterable[tuple[int, float]]) -> None:
        rows = sorted((number, order) for order, number in numbers)
        self._numbers = [number for number, _ in rows]
        self._at = {order: i for i, (_, order) in enumerate(rows)}
        self._size = len(rows)
        self._tree = [_FREE] * self._size + [order for _, order in rows]
        for i in range(self._size - 1, 0, -1):
            self._tree[i] = min(self._tree[2 * i], self._tree[2 * i + 1])

    def __bool__(self) -> bool:
        return self._size > 0

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number, of those taken away too."""
        return self._numbers[0], self._numbers[-1]

    def first(self, low: float, high: float) -> int | None:
        """The order of the first number from `low` to `high`."""
        found = _FREE
        left = bisect_left(self._numbers, low) + self._size
        right = bisect_right(self._numbers, high) + self._size
        while left < right:
            if left & 1:
                found = min(found, self._tree[left])
                left += 1
            if right & 1:
                right -= 1
                found = min(found, self._tree[right])
            left, right = left >> 1, right >> 1
        return None if found == _FREE else found

    def take(self, order: int) -> None:
        """Take the number of that order away, where it is one of these."""
        self._set(order, _FREE)

    def put_back(self, order: int) -> None:
        """Put back what was taken away."""
        self._set(order, order)

    def _set(self, order: int, least: int) -> None:
        at = self._at.get(order)
        if at is None:
            return
        at += self._size
        self._tree[at] = least
        while at > 1:
            at >>= 1
            self._tree[at] = min(self._tree[2 * at], self._tree[2 * at + 1])
