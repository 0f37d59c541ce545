"""How much a doubt tells, in its segment.

The network doubts words of any text. Where a segment is hardly doubted, the one place that is
doubted is mostly right: so read texts that nobody translated. A logistic regression
(`mtlint.learn.tagger.telling`) parts the spans of machine-translated segments, kept from training,
from those of native English. What else the document holds has no part in it: a paragraph that
somebody wrote, between others that a machine translated, is as calm as by itself.
"""

from __future__ import annotations

import functools
import math

from mtlint.models.shipped import parameters

#: The density of a segment is drawn to this one (points a word) as by so many words.
USUAL, PRIOR = 0.02, 10


@functools.cache
def weights() -> tuple[float, ...]:
    """Constant, and weights of `measures`."""
    return tuple(parameters("decoder.json")["telling"])


def density(points: float, words: int) -> float:
    """The points that are expected of a segment for each of its `words`, drawn to the usual."""
    return (points + PRIOR * USUAL) / (words + PRIOR)


def measures(score: float, points: float, words: int) -> tuple[float, float]:
    """What a span is judged by: the log-odds of its score, and the logarithm of the points that
    the model expects of its segment, for each of its `words`."""
    score = min(0.999, max(0.001, score))
    return math.log(score / (1 - score)), math.log(density(points, words))


def telling(score: float, points: float, words: int) -> float:
    """Log-odds that a span with this score, in such a segment, is of machine output rather than of
    native text, were both as frequent."""
    constant, *slopes = weights()
    seen = measures(score, points, words)
    return round(constant + sum(w * x for w, x in zip(slopes, seen, strict=True)), 2)
