"""Several learned eyes as one: what the tagger, a language model's probe and the bilingual lexicon
say of words, weighed together.

The log-odds of a word are linear in what each says, for any error and for a major one each. The
weights were fitted on documents that none of them was trained on (`mtlint.learn.probe.fuse`).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mtlint.models.decoding import WordScore, shares_of
from mtlint.models.explained import INPUTS as LACKS
from mtlint.models.penalty import expected_penalty
from mtlint.models.shipped import parameters
from mtlint.models.tagger import DECIMALS, SegmentScores
from mtlint.types import Opinion

Floats = NDArray[np.float64]
#: What the log-odds of a fused word are made of, with a constant before them: the tagger's are
#: always there, the others where there is a language model and where the source is Chinese.
TAGGER, PROBE = ("tagger error", "tagger major"), ("probe error", "probe major")
INPUTS = (*TAGGER, *PROBE, *LACKS)
_DOCUMENT = LACKS.index("document")


@functools.cache
def _weights(probe: bool) -> dict[str, Floats]:
    """Weights [error and major, 1 + inputs] for words read alone, beside their source, and beside
    one that explains them; without a probe for the last alone."""
    if not probe:
        return {"explained": np.array(parameters("decoder.json")["explained"])}
    return {name: np.array(rows) for name, rows in parameters("probe.json")["fusion"].items()}


def inputs(
    words: Sequence[WordScore], opinion: Opinion | None = None, lacks: Floats | None = None
) -> Floats:
    """Those of `INPUTS` that are known of each word [words, 2 to 10]."""
    own = np.array([(w.error, w.major) for w in words]).clip(0.002, 0.998)
    known = [np.log(own) - np.log1p(-own)]
    known += [] if opinion is None else [np.array(opinion.words)]
    return np.column_stack(known if lacks is None else [*known, lacks])


def fused(
    scores: SegmentScores, opinion: Opinion | None, lacks: Floats | None = None
) -> SegmentScores:
    """The scores of a segment with the probe's opinion of its words in them, and what they `lack`
    to be explained by their source (`mtlint.models.explained`), where there is either."""
    if opinion is not None and len(opinion.words) != len(scores.words):
        opinion = None
    if not scores.words or (opinion is None and lacks is None):
        return scores
    reading = "explained" if lacks is not None else "beside" if scores.sourced else "alone"
    weights = _weights(opinion is not None)[reading]
    odds = weights[:, 0] + inputs(scores.words, opinion, lacks) @ weights[:, 1:].T
    shares = shares_of(odds).round(DECIMALS).tolist()
    words = tuple(
        replace(word, error=error, major=min(error, major))
        for word, (error, major) in zip(scores.words, shares, strict=True)
    )
    risk = round(expected_penalty(words), DECIMALS)
    others = (opinion is not None) + (lacks is not None)
    free = 0.0 if lacks is None else float(lacks[0, _DOCUMENT])
    return replace(scores, words=words, risk=risk, fused=others, free=free)
