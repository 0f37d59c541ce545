"""Two learned eyes as one: what the tagger and a language model's probe say, weighed together.

The log-odds of a word are linear in those of both, for any error and for a major one each. The
weights were fitted on documents that neither was trained on (`mtlint.learn.probe.fuse`).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mtlint.models.decoding import WordScore, shares_of
from mtlint.models.penalty import expected_penalty
from mtlint.models.shipped import parameters
from mtlint.models.tagger import DECIMALS, SegmentScores
from mtlint.types import Opinion

Floats = NDArray[np.float64]
#: What the log-odds of a fused word are made of, with a constant before them.
INPUTS = ("tagger error", "tagger major", "probe error", "probe major")


@functools.cache
def _weights() -> dict[str, Floats]:
    """Weights [error and major, 1 + INPUTS] for words read alone and beside their source."""
    return {name: np.array(rows) for name, rows in parameters("probe.json")["fusion"].items()}


def inputs(words: Sequence[WordScore], opinion: Opinion) -> Floats:
    """`INPUTS` of each word [words, 4]."""
    own = np.array([(w.error, w.major) for w in words]).clip(0.002, 0.998)
    return np.column_stack([np.log(own) - np.log1p(-own), np.array(opinion.words)])


def fused(scores: SegmentScores, opinion: Opinion | None) -> SegmentScores:
    """The scores of a segment with the probe's opinion of its words in them, where there is one."""
    if opinion is None or not scores.words or len(scores.words) != len(opinion.words):
        return scores
    weights = _weights()["beside" if scores.sourced else "alone"]
    odds = weights[:, 0] + inputs(scores.words, opinion) @ weights[:, 1:].T
    shares = shares_of(odds).round(DECIMALS).tolist()
    words = tuple(
        replace(word, error=error, major=min(error, major))
        for word, (error, major) in zip(scores.words, shares, strict=True)
    )
    risk = round(expected_penalty(words), DECIMALS)
    return replace(scores, words=words, risk=risk, fused=True)
