"""Measures of agreement and ranking, on plain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def average_ranks(values: Sequence[float] | Floats) -> Floats:
    """Ranks from 0, ties sharing the mean of their ranks."""
    _, inverse, counts = np.unique(
        np.asarray(values, dtype=float), return_inverse=True, return_counts=True
    )
    last = np.cumsum(counts)
    mean_rank: Floats = (last - (counts + 1) / 2)[inverse]
    return mean_rank


def pearson(x: Sequence[float] | Floats, y: Sequence[float] | Floats) -> float:
    """Linear correlation; 0 where one side does not vary."""
    a = np.asarray(x, dtype=float)
    b = np.asarray(y, dtype=float)
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale else 0.0


def spearman(x: Sequence[float] | Floats, y: Sequence[float] | Floats) -> float:
    """Rank correlation, ties averaged."""
    return pearson(average_ranks(x), average_ranks(y))


def by_value(values: Sequence[float]) -> list[int]:
    """Indices, highest value first, ties in the order given."""
    return sorted(range(len(values)), key=lambda i: -values[i])


def average_precision(values: Sequence[float], wanted: Sequence[bool]) -> float:
    """Mean precision at each wanted item, items ordered by value; 0 when none is wanted."""
    found, total = 0, 0.0
    for at, i in enumerate(by_value(values), 1):
        if wanted[i]:
            found += 1
            total += found / at
    return total / max(1, sum(wanted))


def precision_at(values: Sequence[float], wanted: Sequence[bool], parts: int) -> float:
    """Share of wanted items in the highest one of `parts` equal parts (at least one item)."""
    top = by_value(values)[: max(1, len(values) // parts)]
    return fmean(wanted[i] for i in top)


def f1(shared: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean from counts."""
    precision = shared / predicted if predicted else 0.0
    recall = shared / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def ratio(part: float, whole: float) -> float:
    """`part / whole`, 0 for an empty whole."""
    return part / whole if whole else 0.0


def reliability(
    probabilities: Sequence[float], outcomes: Sequence[bool], bins: int = 10
) -> list[tuple[float, float, int]]:
    """Calibration by bin of equal width: (mean probability, share that came true, count)."""
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for p, came in zip(probabilities, outcomes, strict=True):
        filled[min(bins - 1, int(p * bins))].append((p, came))
    return [(fmean(p for p, _ in b), fmean(c for _, c in b), len(b)) for b in filled if b]


def calibration_error(table: Iterable[tuple[float, float, int]]) -> float:
    """Expected calibration error: mean gap between probability and outcome, by bin size."""
    rows = list(table)
    return ratio(sum(n * abs(p - came) for p, came, n in rows), sum(n for _, _, n in rows))
