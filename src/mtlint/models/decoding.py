"""From word probabilities to the spans that an editor would underline.

Every short run of words is a candidate. A small network, fitted on documents kept from the
tagger's training, says how much of it one professional's mark is expected to share: the Dice
overlap 2|a & b| / (|a| + |b|) in characters, 0 where nothing is marked. Candidates are taken from
the best down, none overlapping another: first those that stand out of their segment, then the rest
where there is room.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from mtlint.models.kinds import named
from mtlint.types import ModelSpan

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

#: Most words in a span, and the least peak and mean error probability of a candidate.
WIDEST, LEAST_PEAK, LEAST_MEAN = 10, 0.12, 0.08

#: Log-odds by which a span must be more suspect than its segment to stand out of it, where its
#: mark would be minor and major. A short segment that is wrong as a whole has no such span: there
#: a high score will do. Spans whose marks would be major must stand out more, for they lie in bad
#: segments. With the second pair spans beside the source hit 1.39 times as often as random places,
#: a professional's 1.37; where a language model's probe has its part in the words, these are
#: spread more evenly, and the first is enough there too.
SHARP, SHARP_SOURCED = (0.3, 0.7), (0.7, 0.7)
PLAIN, SURE = 0.5, 0.6
FOREMOST = frozenset({"sure", "sharp"})

#: Log-odds of the score that a span loses for each unit of the logarithm of its characters.
LENGTH_DISCOUNT = 0.25

#: Words that an editor does not underline first or last without their neighbour.
SMALL = frozenset(
    ("the", "a", "an", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "from",
     "that", "which", "is", "are", "was", "were", "be", "as", "it", "its", "this")
)  # fmt: skip

FEATURES = (
    "mean error", "least error", "peak error", "first error", "last error", "error before",
    "error after", "mean major", "peak major", "words", "characters", "first is small",
    "last is small", "first is a mark", "last is a mark", "mark after", "starts the text",
    "ends the text", "risk", "mean error of the text", "first has a capital", "has a digit",
    "source seen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordScore:
    """One word or mark, half-open code points; probability that a professional marks it.

    ``error`` counts marks of any severity, ``major`` only major ones. ``kinds`` are logits of the
    kinds of error (``mtlint.models.kinds``), were there one.
    """

    start: int
    end: int
    error: float
    major: float
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
    wanted = fits & (_running(error, np.maximum) >= LEAST_PEAK) & (mean >= LEAST_MEAN)
    first, less_one = np.nonzero(wanted)
    return np.column_stack([first, first + less_one + 1])


def features(
    text: str, words: Sequence[WordScore], risk: float, runs: Places, sourced: bool = False
) -> Floats:
    """What the overlap is guessed from, [runs, FEATURES]; probabilities as logits."""
    n = len(words)
    error, major = np.array([w.error for w in words]), np.array([w.major for w in words])
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    forms = [text[w.start : w.end] for w in words]
    mark = np.array([not f[0].isalnum() for f in forms], float)
    small = np.array([f.lower() in SMALL for f in forms], float)
    capital = np.array([f[0].isupper() for f in forms], float)
    digits = np.concatenate([[0], np.cumsum([any(map(str.isdigit, f)) for f in forms])])
    i, j = runs[:, 0], runs[:, 1]
    sums = [np.concatenate([[0.0], np.cumsum(p)]) for p in (error, major)]
    means = [(s[j] - s[i]) / (j - i) for s in sums]
    # windows of WIDEST words: the extremes of a run are the running extremes at its length
    least, peak, worst = (
        _running(p, fold)[i, j - i - 1]
        for p, fold in ((error, np.minimum), (error, np.maximum), (major, np.maximum))
    )
    before = np.where(i > 0, error[np.maximum(i - 1, 0)], 0.0)
    after = np.where(j < n, error[np.minimum(j, n - 1)], 0.0)
    probabilities = [means[0], least, peak, error[i], error[j - 1], before, after, means[1], worst]
    return np.column_stack(
        [_logit(p) for p in probabilities]
        + [np.log(j - i), np.log(ends[j - 1] - starts[i])]
        + [small[i], small[j - 1], mark[i], mark[j - 1]]
        + [np.where(j < n, mark[np.minimum(j, n - 1)], 1.0), i == 0, j == n]
        + [np.full(len(i), np.log1p(risk)), np.full(len(i), float(_logit(error.mean())))]
        + [capital[i], digits[j] > digits[i], np.full(len(i), float(sourced))]
    )


def _running(p: Floats, fold: np.ufunc) -> Floats:
    """Extremes of the one to WIDEST values from each place on, [places, WIDEST]."""
    padded = np.concatenate([p, np.full(WIDEST - 1, p[-1])])
    return fold.accumulate(np.lib.stride_tricks.sliding_window_view(padded, WIDEST), axis=1)


#: The networks that guess the overlap: for the tagger's words, and for those that are fused.
ALONE, FUSED = "decoder.json", "decoder_fused.json"


@functools.cache
def _network(name: str) -> tuple[Floats, Floats, Floats, Floats, Floats, float]:
    raw = json.loads((files("mtlint.models") / "weights" / name).read_text())
    names = ("mean", "scale", "w1", "b1", "w2")
    mean, scale, w1, b1, w2 = (np.array(raw[k], float) for k in names)
    return mean, scale, w1, b1, w2, float(raw["b2"])


def overlap(x: Floats, network: str = ALONE) -> Floats:
    """Expected Dice overlap with one professional's mark, from features [runs, FEATURES]."""
    mean, scale, w1, b1, w2, b2 = _network(network)
    hidden = np.maximum(((x - mean) / scale) @ w1 + b1, 0.0)
    return 1.0 / (1.0 + np.exp(-(hidden @ w2 + b2)))


def strengths(scores: Floats, characters: NDArray[np.int64]) -> Floats:
    """Log-odds of the scores, less for longer spans; both [runs]."""
    return _logit(scores) - LENGTH_DISCOUNT * np.log(np.maximum(characters, 1))


def standing(score: float, contrast: float, sharp: float) -> str:
    """How far a span stands out: a segment that reads badly all over is what its risk is for, a
    finding points at a place. `sharp` is the contrast that is asked."""
    if score >= SURE:
        return "sure"
    return "sharp" if contrast >= sharp else "plain" if contrast >= PLAIN else "diffuse"


def choose(order: Floats, runs: Places, first: NDArray[np.bool_]) -> list[int]:
    """Runs from the highest ``order`` down, those skipped that meet one already taken.

    The runs of ``first`` are taken before all others.
    """
    taken: list[int] = []
    used = 0  # a bit for each word
    places = [((1 << (j - i)) - 1) << i for i, j in runs.tolist()]
    for k in np.lexsort((-order, ~first)).tolist():
        if not used & places[k]:
            used |= places[k]
            taken.append(k)
    return taken


def _contrast(words: Sequence[WordScore], runs: Places) -> Floats:
    """Log-odds by which each run is more suspect than the whole text [runs]."""
    error = np.array([w.error for w in words])
    contrast: Floats = (_logit(_means(error, runs)) - _logit(np.array(error.mean()))).round(2)
    return contrast


def _means(values: Floats, runs: Places) -> Floats:
    """The mean of a value of words over each run [runs]."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    means: Floats = (sums[runs[:, 1]] - sums[runs[:, 0]]) / (runs[:, 1] - runs[:, 0])
    return means


def _are_major(words: Sequence[WordScore], runs: Places) -> NDArray[np.bool_]:
    """Which runs a mark on which would rather be major [runs]."""
    error, major = np.array([w.error for w in words]), np.array([w.major for w in words])
    return _means(major, runs).round(3) >= ModelSpan.MAJOR_SHARE * _means(error, runs).round(3)


def _span(
    words: Sequence[WordScore], score: float, contrast: float, strength: float, standing: str
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
        kind=_kind(words),
        contrast=contrast,
        strength=strength,
        standing=standing,
    )


def _kind(words: Sequence[WordScore]) -> str:
    """The kind of error of a span: mean logits of its words, as the kinds were learned."""
    if not all(w.kinds for w in words):
        return ""
    mean = np.array([w.kinds for w in words]).mean(0)
    shares = np.exp(mean - mean.max())
    return named((shares / shares.sum()).tolist())


def decode_words(
    text: str,
    words: Sequence[WordScore],
    risk: float,
    sourced: bool = False,
    fused: bool = False,
    least: float = 0.05,
) -> list[ModelSpan]:
    """Spans of one text, none overlapping, each with ``score >= least``.

    Those that stand out of the text come first, the strongest of them before the others.
    """
    runs = candidates(words)
    if not len(runs):
        return []
    network = FUSED if fused else ALONE
    scores = overlap(features(text, words, risk, runs, sourced), network).round(3)
    runs, scores = runs[scores >= least], scores[scores >= least]
    characters = np.array([words[j - 1].end - words[i].start for i, j in runs.tolist()], np.int64)
    strong, contrast = strengths(scores, characters).round(2), _contrast(words, runs)
    graver = _are_major(words, runs)
    asked = SHARP_SOURCED if sourced and not fused else SHARP
    stands = [
        standing(s, c, asked[m])
        for s, c, m in zip(scores.tolist(), contrast.tolist(), graver.tolist(), strict=True)
    ]
    first = np.array([s in FOREMOST for s in stands], bool)
    return [
        _span(
            words[int(runs[k, 0]) : int(runs[k, 1])],
            float(scores[k]), float(contrast[k]), float(strong[k]), stands[k],
        )
        for k in choose(strong, runs, first)
    ]  # fmt: skip
