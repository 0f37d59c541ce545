"""Which marks are to be expected, from what the network says of single words.

A mark covers neighbouring words. Of each word the network says how likely one professional marks
it and, were it marked, how likely the same mark goes on to the word before and to the word after.
That makes a distribution over marks: one begins at a word that is marked and from which it does not
go back, and it goes on word by word. Read from the end it makes another; the geometric mean of the
two is taken. The places where marks begin and end are what the probabilities of words alone do not
tell: two words of .5 may be one mark or two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

#: Words in the longest mark that is reckoned with; and marks less expected than this are left out.
LONGEST, LEAST = 20, 4e-3
#: Runs that begin on so many words are reckoned at once: so cost grows with the text alone.
BAND = 32


def expected(error: Floats, before: Floats, after: Floats) -> Floats:
    """Marks of one professional to be expected on the words from each place on [words, LONGEST]:
    of one word, of two, and so on.

    `error` [words] are probabilities that a word is marked, `before` and `after` [words] those that
    a mark on it goes on to either side.

    >>> expected(np.array([0.0, 0.8, 0.8]), np.zeros(3), np.zeros(3))[1, :2]
    array([0.8, 0. ])
    >>> expected(np.array([0.0, 0.8, 0.8]), np.array([0, 0, 1.0]), np.array([0, 1.0, 0]))[1, :2]
    array([0. , 0.8])
    """
    back, on = before.copy(), after.copy()
    back[:1] = on[-1:] = 0.0  # nothing lies beyond the text
    n = len(error)
    forward, reverse = np.zeros((n, LONGEST)), np.zeros((n, LONGEST))
    begun, ended = error * (1 - back), error * (1 - on)
    for length in range(min(LONGEST, n)):
        own = n - length  # so many places have that many more words behind them
        forward[:own, length] = begun[:own] * (1 - on[length:])
        reverse[:own, length] = ended[length:] * (1 - back[:own])
        begun[:own] *= on[length:]
        ended[length:] *= back[:own]
    return np.sqrt(forward * reverse)


def shares(starts: Places, ends: Places, runs: Places, marks: Floats) -> tuple[Floats, Floats]:
    """Of runs of words, what overlap with the nearest mark is to be expected, and how many marks
    meet it; both [runs].

    `starts` and `ends` [words] are half-open code points, `runs` [runs, 2] half-open word numbers
    in the order of their first words, `marks` what `expected` gives, each there or not whatever the
    others are. An overlap is Dice's: twice the common characters by those of both.
    """
    overlap, met = np.zeros(len(runs)), np.zeros(len(runs))
    for at in range(0, len(starts), BAND):
        low, high = np.searchsorted(runs[:, 0], [at, at + BAND]).tolist()
        if low < high:
            first = max(0, at - LONGEST + 1)  # no earlier mark reaches as far
            last = int(runs[low:high, 1].max())
            overlap[low:high], met[low:high] = _shares(
                starts[first : last + LONGEST], ends[first : last + LONGEST],
                runs[low:high] - first, marks[first:last],
            )  # fmt: skip
    return overlap, met


def _shares(starts: Places, ends: Places, runs: Places, marks: Floats) -> tuple[Floats, Floats]:
    """`shares` at once: its cost grows with runs times marks."""
    first, more = np.nonzero(marks >= LEAST)
    weight = np.minimum(marks[first, more], 0.99)
    mark_start, mark_end = starts[first], ends[first + more]
    run_start, run_end = starts[runs[:, 0], None], ends[runs[:, 1] - 1, None]
    common = np.minimum(run_end, mark_end) - np.maximum(run_start, mark_start)
    both = (run_end - run_start) + (mark_end - mark_start)
    dice = np.maximum(2 * common, 0) / both
    nearest = np.argsort(-dice, 1, kind="stable")
    ordered, there = np.take_along_axis(dice, nearest, 1), weight[nearest]
    none_nearer = np.cumprod(1 - there, 1) / (1 - there)
    overlap: Floats = (ordered * there * none_nearer).sum(1)
    met: Floats = (common > 0) @ weight
    return overlap, met
