"""Figures of what a network says, by piece and by segment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtlint.learn.distil.corpus import Corpus, Ints
from mtlint.learn.distil.lots import Batches
from mtlint.learn.distil.networks import Said
from mtlint.learn.measures import average_precision, average_ranks, pearson, spearman

Floats = NDArray[np.float64]


def area(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve."""
    ranks, n = average_ranks(scores), int(positive.sum())
    m = len(scores) - n
    return float((ranks[positive].sum() - n * (n - 1) / 2) / max(1, n * m))


def figures(corpus: Corpus, said: Said, part: int) -> str:
    """AUC of pieces (any mark, major), and of segments Spearman, average precision of a majority
    major and the mean correlation within a source; of native text the share of pieces whose
    probability of an error is over .3."""
    pieces = said.pieces.float().cpu().numpy()
    segments = said.segments.float().cpu().numpy()
    batches = Batches(corpus, small=len(pieces) == len(corpus.own))
    rows, start, length = batches.ratings, batches.start, batches.length
    here = corpus.part[corpus.article] == part
    scores, marked, native = [], [], []
    kept, penalty, majority = [], [], []
    for r in np.flatnonzero(here & (np.diff(rows) > 0)):
        own, ratings = pieces[start[r] : start[r] + length[r]], np.arange(rows[r], rows[r + 1])
        if corpus.rater[rows[r]] < 0:
            native.append(own[:, 0])
            continue
        kept.append(r)
        penalty.append(corpus.penalty[ratings].mean())
        majority.append(bool(corpus.major[ratings].mean() > 0.5))
        scores += [own] * len(ratings)
        marked += list(batches.labels(ratings, np.full(len(ratings), length[r]), len(own)))
    x, y = np.concatenate(scores).astype(float), np.concatenate(marked)
    risk, wanted = segments[kept, 0].astype(float), np.array(penalty, float)
    ap, ap_major = (
        average_precision(values.tolist(), majority) for values in (risk, segments[kept, 1])
    )
    quiet = np.concatenate(native) if native else np.zeros(1)
    return (
        f"words {area(x[:, 0], y > 0):.4f} major {area(x[:, 1], y > 1):.4f} "
        f"spearman {spearman(risk, wanted):.3f} ap {ap:.3f} ap-major {ap_major:.3f} "
        f"within {within(risk, wanted, corpus.group[kept]):.3f} "
        f"native {(quiet > np.log(0.3 / 0.7)).mean():.4f}"
    )


def within(risk: Floats, wanted: Floats, groups: Ints) -> float:
    """Mean Pearson correlation among the translations of a source."""
    found = []
    for g in np.unique(groups):
        own = groups == g
        if own.sum() > 2 and risk[own].std() > 0 and wanted[own].std() > 0:
            found.append(pearson(risk[own], wanted[own]))
    return float(np.mean(found)) if found else float("nan")
