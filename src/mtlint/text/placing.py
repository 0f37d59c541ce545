"""Where in a translation something would stand that its source has."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mtlint.text.counterparts import Figure
from mtlint.text.view import Sentence

_BESIDE = 2  # words shown on either side of the one that is nearest


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
    i = min(len(known) - 1, max(1, bisect_right([s for s, _ in known], at)))
    (s0, t0), (s1, t1) = known[i - 1], known[i]
    return t0 + round((t1 - t0) * (at - s0) / max(1, s1 - s0))


def words_about(sentence: Sentence, at: int) -> tuple[int, int]:
    """The word nearest to an offset and up to two on either side, within marks of punctuation."""
    words, text = sentence.words, sentence.view.text
    nearest = min(range(len(words)), key=lambda i: abs((words[i].start + words[i].end) / 2 - at))
    joined = [not text[a.end : b.start].strip() for a, b in pairwise(words)]
    first = last = nearest
    while first and joined[first - 1] and nearest - first < _BESIDE:
        first -= 1
    while last + 1 < len(words) and joined[last] and last - nearest < _BESIDE:
        last += 1
    return words[first].start, words[last].end
