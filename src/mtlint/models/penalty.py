"""The MQM penalty of one professional to be expected, from what the network says of words.

It is the points of the marks that are to be expected (`mtlint.models.marks`): five for a major
one, one for a minor one, a tenth for a minor one of punctuation, as Google's MQM ratings count
(Freitag et al. 2021). The network has a head for the penalty too, which learned the sources of its
training: what its words add up to ranks unseen segments better (`MODEL_CARD.md`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtlint.models.decoding import WordScore, shares_of
from mtlint.models.kinds import KINDS, kind_shares
from mtlint.models.marks import expected
from mtlint.types import Severity

PUNCTUATION_POINTS = 0.1
_PUNCTUATION = KINDS.index("punctuation")


def expected_penalty(words: Sequence[WordScore]) -> float:
    """MQM points that one professional is expected to give a text with these words; 0 without."""
    if not words:
        return 0.0
    error, major, before, after = np.array([(w.error, w.major, w.before, w.after) for w in words]).T
    begun = expected(error, shares_of(before), shares_of(after)).sum(1)  # marks from each word on
    graver = np.minimum(1.0, major / np.maximum(error, 0.01))
    kinds = np.array([w.kinds or (0.0,) * len(KINDS) for w in words])
    comma = kind_shares(kinds)[:, _PUNCTUATION]
    minor = Severity.MINOR.weight * (1 - comma) + PUNCTUATION_POINTS * comma
    return float(begun @ (graver * Severity.MAJOR.weight + (1 - graver) * minor))
