"""Where in a translation something would stand that its source has."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from mtlint.text.counterparts import Figure


def anchors(
    source: Sequence[Figure], target: Sequence[Figure], lengths: tuple[int, int]
) -> list[tuple[int, int]]:
    """Offsets that go together on both sides, rising on both: both starts, figures that each side
    has once, both ends (`lengths`)."""
    once = [
        {(f.kind, f.value): f.start for f in side if n[f.kind, f.value] == 1}
        for side in (source, target)
        for n in [Counter((f.kind, f.value) for f in side)]
    ]
    both = sorted((once[0][key], once[1][key]) for key in once[0].keys() & once[1].keys())
    rising = [(0, 0)]
    for pair in both:
        if pair[0] > rising[-1][0] and pair[1] > rising[-1][1]:
            rising.append(pair)
    return [*rising, (max(lengths[0], rising[-1][0] + 1), max(lengths[1], rising[-1][1]))]


def offset(known: Sequence[tuple[int, int]], at: int) -> int:
    """The offset in the translation that goes with one in the source, between `known` ones.

    >>> offset([(0, 0), (10, 40), (20, 50)], 5), offset([(0, 0), (10, 40), (20, 50)], 15)
    (20, 45)
    """
    i = min(len(known) - 1, max(1, bisect_right(known, at, key=lambda pair: pair[0])))
    (s0, t0), (s1, t1) = known[i - 1], known[i]
    return t0 + round((t1 - t0) * (at - s0) / max(1, s1 - s0))
