"""From word probabilities to the spans that an editor would underline.

Every short run of words is a candidate. Its worth is the overlap to be expected with the mark of
one professional (`mtlint.models.marks`): Dice's 2|a & b| / (|a| + |b|) in characters, 0 where
nothing is marked. Three weights, fitted on documents kept from training, make of that what such
runs had in truth. Candidates are taken from the best down, none overlapping another. What a span is
worth in the end counts how sure its words are to be marked as well.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtlint.models.kinds import kind_shares, named
from mtlint.models.marks import LEAST, expected, shares
from mtlint.models.shipped import parameters
from mtlint.models.telling import density
from mtlint.types import ModelSpan

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

#: Most words in a span, and the least peak and mean error probability of a candidate.
WIDEST, LEAST_PEAK, LEAST_MEAN = 10, 0.12, 0.08

#: A span is worth the overlap to be expected times the root of its mean error probability: of the
#: likeliest spans of an article those with surer words agree better with marks, and such spans hold
#: more marked characters. Its score is that by the worth of a sure overlap at this probability,
#: about the mean of spans that are told.
USUAL_ERROR = 0.33

#: A span of words that the tagger alone has read is doubted by the log-odds of its score. Where
#: others have their part in the words (`mtlint.models.fusion`), whose probabilities are truer, they
#: are those of its mean error probability and a tenth of the share of it that is of major errors,
#: which are told sooner.
MAJOR_SHARE = 0.1
#: Whether it is sure hangs on more beside a source that the lexicon reads: so many times the
#: logarithm of the points that its segment is expected to get for a word, for where all else is in
#: order a lone doubt is mostly wrong; less so many times what the document renders less of its
#: source than is usual, for in a free translation words that nothing explains stand anywhere.
DENSITY, FREE = 0.2, 1.2
#: What has less is not sure: by the tagger from the translation alone and beside the source; and
#: with a probe, with the lexicon beside the source, and with both. From there on about one
#: character in seven lies in a finding.
LEAST_ALONE, LEAST_FUSED = (-1.435, -1.386), (-0.575, -0.963, -0.88)
#: What has a lower score, or mean error probability, is noise.
NOISE_SCORE, NOISE_ERROR = 0.17, 0.2


@dataclass(frozen=True, slots=True)
class WordScore:
    """One word or mark, half-open code points; probability that a professional marks it.

    ``error`` counts marks of any severity, ``major`` only major ones. ``before`` and ``after`` are
    log-odds that a mark on it goes on to the word before and after. ``kinds`` are logits of the
    kinds of error (``mtlint.models.kinds``), were there one.
    """

    start: int
    end: int
    error: float
    major: float
    before: float = 0.0
    after: float = 0.0
    kinds: tuple[float, ...] = ()


def _logit(p: Floats) -> Floats:
    q = np.clip(p, 0.005, 0.995)
    return np.log(q) - np.log1p(-q)


def candidates(words: Sequence[WordScore]) -> Places:
    """Runs of words worth a look, half-open word numbers [runs, 2], in reading order."""
    if not words:
        return np.zeros((0, 2), np.int64)
    error = np.array([w.error for w in words])
    total = np.concatenate([[0.0], np.cumsum(error), np.full(WIDEST, np.inf)])
    starts, width = np.arange(len(words))[:, None], np.arange(1, WIDEST + 1)
    mean = (total[starts + width] - total[starts]) / width  # infinite beyond the end
    fits = starts + width <= len(words)
    wanted = fits & (_running(error) >= LEAST_PEAK) & (mean >= LEAST_MEAN)
    first, less_one = np.nonzero(wanted)
    return np.column_stack([first, first + less_one + 1])


def _running(p: Floats) -> Floats:
    """The greatest of the one to WIDEST values from each place on, [places, WIDEST]."""
    padded = np.concatenate([p, np.full(WIDEST - 1, p[-1])])
    windows = np.lib.stride_tricks.sliding_window_view(padded, WIDEST)
    greatest: Floats = np.maximum.accumulate(windows, axis=1)
    return greatest


def features(words: Sequence[WordScore], runs: Places) -> Floats:
    """What the overlap of runs is told from [runs, 3]: log-odds of the expected overlap, logarithm
    of the marks that are expected to meet it, and of its characters."""
    error, before, after = np.array([(w.error, w.before, w.after) for w in words]).T
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    marks = expected(error, shares_of(before), shares_of(after))
    overlaps, met = shares(starts, ends, runs, marks)
    characters = ends[runs[:, 1] - 1] - starts[runs[:, 0]]
    return np.column_stack(
        [_logit(overlaps), np.log(np.maximum(met, LEAST)), np.log(np.maximum(characters, 1))]
    )


def shares_of(odds: Floats) -> Floats:
    """Probabilities from log-odds."""
    share: Floats = 1 / (1 + np.exp(-odds))
    return share


@functools.cache
def _weights() -> Floats:
    """Constant and weights of `features`."""
    return np.array(parameters("decoder.json")["decoder"])


def overlap(x: Floats, weights: Floats) -> Floats:
    """Expected Dice overlap with one professional's mark, from features [runs, 3] and a constant
    with three weights."""
    return shares_of(weights[0] + x @ weights[1:])


def choose(order: Floats, runs: Places) -> list[int]:
    """Runs from the highest ``order`` down, those skipped that meet one already taken."""
    taken: list[int] = []
    used = 0  # a bit for each word
    places = [((1 << (j - i)) - 1) << i for i, j in runs.tolist()]
    for k in np.argsort(-order, kind="stable").tolist():
        if not used & places[k]:
            used |= places[k]
            taken.append(k)
    return taken


def _means(values: Sequence[float], runs: Places) -> Floats:
    """Mean of the values of each run's words [runs]."""
    sums = np.cumsum([0.0, *values])
    means: Floats = (sums[runs[:, 1]] - sums[runs[:, 0]]) / (runs[:, 1] - runs[:, 0])
    return means


def _span(
    words: Sequence[WordScore], score: float, worth: float, doubt: float, sure: bool
) -> ModelSpan:
    """The span of some words."""
    mean = sum(w.error for w in words) / len(words)
    return ModelSpan(
        start=words[0].start,
        end=words[-1].end,
        error=round(mean, 3),
        major=round(sum(w.major for w in words) / len(words), 3),
        peak=max(w.error for w in words),
        words=len(words),
        score=score,
        worth=worth,
        kind=_kind(words),
        doubt=round(doubt, 3),
        sure=sure,
    )


def _kind(words: Sequence[WordScore]) -> str:
    """The kind of error of a span: mean logits of its words, as the kinds were learned."""
    if not all(w.kinds for w in words):
        return ""
    return named(kind_shares(np.array([w.kinds for w in words]).mean(0)).tolist())


def decode_words(
    words: Sequence[WordScore],
    fused: int = 0,
    least: float | None = None,
    *,
    sourced: bool = False,
    points: float = 0.0,
    free: float = 0.0,
) -> list[ModelSpan]:
    """Spans of one text, none overlapping, the best first, each with ``score >= least``. Where it
    is None, all that is no noise, and sure what has as much as `LEAST_ALONE` asks for or, where so
    many others are ``fused`` into the words, `LEAST_FUSED`. ``points`` are what is expected of the
    text, ``free`` is what its document falls short of its source."""
    runs = candidates(words)
    if not len(runs):
        return []
    overlaps = overlap(features(words, runs), _weights())
    errors, majors = (
        _means(values, runs) for values in ([w.error for w in words], [w.major for w in words])
    )
    worth = (overlaps * np.sqrt(errors)).round(3)
    scores = (worth / USUAL_ERROR**0.5).clip(0.0, 1.0).round(3)
    taken = np.array(choose(overlaps, runs), int)
    if fused:
        doubts, noise = _logit(errors + MAJOR_SHARE * majors / errors), errors < NOISE_ERROR
        whole = DENSITY * math.log(density(points, len(words))) - FREE * free if sourced else 0.0
        sure = doubts + whole >= LEAST_FUSED[fused - 1 + sourced]
    else:
        doubts, noise = _logit(scores), scores < NOISE_SCORE
        sure = doubts >= LEAST_ALONE[sourced]
    told = taken[~noise[taken]] if least is None else taken[scores[taken] >= least]
    return [
        _span(
            words[int(runs[k, 0]) : int(runs[k, 1])],
            float(scores[k]),
            float(worth[k]),
            float(doubts[k]),
            bool(sure[k]),
        )
        for k in told[np.argsort(-worth[told], kind="stable")].tolist()
    ]
