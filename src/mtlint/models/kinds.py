"""Kinds of error that the learned model can name, from the categories that professionals use."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: In the order of the model's output.
KINDS = ("mistranslation", "term", "name", "grammar", "spelling", "punctuation", "awkward")

#: A kind is named only where the model is at least this sure of it.
SURE = 0.5

#: Beginnings of categories in the rating files (case and underscores folded), and their kinds.
_CATEGORIES = (
    ("accuracy/mistranslation", "mistranslation"),
    ("accuracy/creative", "mistranslation"),
    ("terminology/", "term"),
    ("locale convention/name", "name"),
    ("fluency/grammar", "grammar"),
    ("style/bad sentence structure", "grammar"),
    ("fluency/spelling", "spelling"),
    ("fluency/punctuation", "punctuation"),
    ("style/", "awkward"),
)


def kind_of(category: str) -> int | None:
    """Number of the kind of a rating file's category; None for the rare ones."""
    folded = category.lower().replace("_", " ")
    for beginning, kind in _CATEGORIES:
        if folded.startswith(beginning):
            return KINDS.index(kind)
    return None


def kind_shares(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of the kinds from their logits [..., kinds]."""
    odds = np.exp(logits - logits.max(-1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(-1, keepdims=True)
    return shares


def named(shares: Sequence[float]) -> str:
    """The kind with the highest probability, or "" where none is sure enough."""
    best = max(range(len(KINDS)), key=lambda k: shares[k])
    return KINDS[best] if shares[best] >= SURE else ""
