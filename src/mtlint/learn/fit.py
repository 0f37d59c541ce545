"""The small models that calibration fits, in closed form or by Newton's method. Deterministic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SCORE_BINS = 20
LEAST_PER_BIN = 15.0
# Strength of the pull of a feature's log-odds offset towards 0: as much as eight hits at p = .5.
OFFSET_RIDGE = 2.0
_STEPS = 60
_TOLERANCE = 1e-9


def shrunk(hits: float, marked: float, prior: float, weight: float) -> float:
    """A share pulled towards `prior` as if `weight` further hits had been seen there."""
    return (marked + weight * prior) / (hits + weight)


def sigmoid(x: Floats) -> Floats:
    """Probabilities of log-odds."""
    out: Floats = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return out


def offsets(present: Floats, outcome: Floats, weight: Floats, base: Floats) -> Floats:
    """Log-odds offsets of features, by penalised maximum likelihood (Newton's method).

    `present` is hits x features (0/1), `outcome` the probability that a hit is marked, `base`
    the log-odds of each hit without features. Each offset is pulled towards 0 by `OFFSET_RIDGE`.
    """
    found = np.zeros(present.shape[1])
    for _ in range(_STEPS):
        p = sigmoid(base + present @ found)
        slope = present.T @ (weight * (outcome - p)) - OFFSET_RIDGE * found
        curve = (present * (weight * p * (1 - p))[:, None]).T @ present
        curve += OFFSET_RIDGE * np.eye(present.shape[1])
        step = np.clip(np.linalg.solve(curve, slope), -1, 1)
        found = found + step
        if float(np.abs(step).max(initial=0.0)) < _TOLERANCE:
            break
    return found


def increasing(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The non-decreasing sequence nearest to `values` (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        mean, mass, count = value, weight, 1
        while blocks and blocks[-1][0] >= mean:
            m, w, n = blocks.pop()
            mean, mass, count = (m * w + mean * mass) / (w + mass), w + mass, n + count
        blocks.append((mean, mass, count))
    return [mean for mean, _, count in blocks for _ in range(count)]


def score_map(
    score: Floats, outcome: Floats, weight: Floats, prior: float, prior_weight: float
) -> list[tuple[float, float]]:
    """Breakpoints (score, probability) of a monotone map, ascending.

    Hits are cut by score into bins of equal weight; each bin's share is shrunk towards `prior`,
    then the shares are made non-decreasing. Equal neighbours keep only their two ends.
    """
    order = np.argsort(score, kind="stable")
    score, outcome, weight = score[order], outcome[order], weight[order]
    bins = int(max(1, min(SCORE_BINS, weight.sum() // LEAST_PER_BIN)))
    edges = np.searchsorted(np.cumsum(weight), weight.sum() * np.arange(1, bins) / bins)
    points, shares, masses = [], [], []
    for part in np.split(np.arange(len(score)), edges):
        if len(part):
            mass = float(weight[part].sum())
            points.append(float(np.average(score[part], weights=weight[part])))
            marked = float((weight[part] * outcome[part]).sum())
            shares.append(shrunk(mass, marked, prior, prior_weight))
            masses.append(mass)
    return _thinned(list(zip(points, increasing(shares, masses), strict=True)))


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without repeated scores and without the middle ones of a level stretch."""
    strict = [p for i, p in enumerate(points) if i == 0 or p[0] > points[i - 1][0]]
    last = len(strict) - 1
    return [
        p
        for i, p in enumerate(strict)
        if i in (0, last) or not strict[i - 1][1] == p[1] == strict[i + 1][1]
    ]


def ridge(features: Floats, target: Floats, strength: float) -> Floats:
    """Coefficients of a linear rule with intercept (last), penalised except the intercept."""
    full = np.column_stack([features, np.ones(len(features))])
    penalty = strength * np.eye(full.shape[1])
    penalty[-1, -1] = 0.0
    return np.asarray(np.linalg.solve(full.T @ full + penalty, full.T @ target), dtype=np.float64)


def more_raters(p1: float, k: float) -> float:
    """Share marked by at least one of three raters, from the share that one rater marks."""
    return 1.0 - float((1.0 - min(max(p1, 0.0), 1.0)) ** k)


def rater_exponent(pairs: Sequence[tuple[float, float, int]]) -> float:
    """The exponent of `more_raters` that fits (share of one, share of three, hits) best.

    Three independent raters would give 3; raters who see the same errors give less.
    """
    grid = [1 + i / 100 for i in range(201)]

    def misfit(k: float) -> float:
        return sum(n * (p3 - more_raters(p1, k)) ** 2 for p1, p3, n in pairs)

    return min(grid, key=misfit)


def lower_bound(
    differences: Sequence[float], clusters: Sequence[str], z: float
) -> tuple[float, float]:
    """Mean difference, and its lower bound `z` standard errors below.

    The error is robust to clusters: the translations of one source repeat one another.
    """
    values = np.asarray(differences, dtype=float)
    mean = float(values.mean())
    sums: dict[str, float] = {}
    for value, cluster in zip(values - mean, clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + float(value)
    n = len(sums)
    spread = float(sum(s * s for s in sums.values())) * (n / max(1, n - 1))
    return mean, mean - z * spread**0.5 / len(values)
