"""From which score a check is shown, and from which it is confident: what quiet text bears.

Professionals seldom mark an inconsistency: they read sentence by sentence. Checks of the whole
document that score their hits are therefore not gated by the ratings but by how often they speak
where nothing is wrong: in native news, in other native English in the order of its documents, and
in the human translations of WMT20. What they find is measured on planted siblings
(`mtlint.learn.consistency_benchmark`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from mtlint.calibration.table import logit
from mtlint.learn.gate import CheckHits
from mtlint.learn.gather import NATIVE_DEV

NATIVE_ORDERED = "native-en-mixed.train"
RATED_WITH_HUMANS = "wmt20-zhen-news.train"
HUMAN = "/Human-"
HUMAN_SHARE = 0.2  # two of the ten translators of that file


class Budget(NamedTuple):
    """Hits per 1,000 words of quiet text: those shown, and those of p >= .5 among them.

    `notes` are features whose hits are told as notes: raters mark them no more often than random
    places, but faults of ours are found by them.
    """

    shown: float
    confident: float
    notes: tuple[str, ...] = ()


# Together at most half a confident finding per 1,000 words, with those of the other checks of the
# family (names, acronyms, sums), which have no score.
# Where raters mark what a check shows no more often than random places (families of terms, figures
# that differ, headlines of little agreement), the budget is so small that hardly any of it is left.
BUDGETS = {
    "consistency.headline-body": Budget(0.7, 0.35, ("lead-figure", "weak")),
    "consistency.term": Budget(0.04, 0.04),
    "consistency.term-slip": Budget(0.2, 0.08),
    "consistency.term-expected": Budget(2.5, 0.2),
    "consistency.term-misfit": Budget(0.2, 0.2),
    "consistency.number": Budget(0.0, 0.0),
}


# A hit between the two scores is tempered (`calibration.table.tempered`); this much it must be
# worth before, to reach the report's default least confidence of 0.3 after.
LEAST_WORTH = 0.45


def keep_shown(found: dict[str, Any], notes: Sequence[str] = ()) -> None:
    """See to it that ratings do not hide what the budget shows.

    What professionals pass over (figures, leads) lowers no hit: they were asked about sentences.
    What they mark more often than the rest still raises it. A note claims no error and says how
    seldom they mark such a place, as far as it is still shown.
    """
    found["p"] = max(found["p"], LEAST_WORTH)
    lowest = found["p"]
    if "scores" in found:
        found["scores"] = [[x, max(y, LEAST_WORTH)] for x, y in found["scores"]]
        lowest = min(y for _, y in found["scores"])
    if "features" in found:
        least = round(logit(LEAST_WORTH) - logit(lowest), 4)
        found["features"] = {
            name: max(least if name in notes else 0.0, x) for name, x in found["features"].items()
        }


def floors(own: CheckHits, budget: Budget) -> tuple[float, float]:
    """The least scores with which shown, and confident, hits stay within the budget everywhere."""
    groups = list(_quiet_groups(own))
    return (
        max(_floor(scores, words, budget.shown) for scores, words in groups),
        max(_floor(scores, words, budget.confident) for scores, words in groups),
    )


def _quiet_groups(own: CheckHits) -> list[tuple[list[float], float]]:
    """(scores, words) of each sort of quiet text."""
    human = [h for h in own.hits[RATED_WITH_HUMANS] if HUMAN in h.segment[0]]
    groups = [(human, HUMAN_SHARE * own.words[RATED_WITH_HUMANS])]
    groups += [(list(own.hits[n]), own.words[n]) for n in (NATIVE_DEV, NATIVE_ORDERED)]
    return [([h.score for h in hits if h.score is not None], w) for hits, w in groups]


def _floor(scores: Sequence[float], words: float, rate: float) -> float:
    """Just above the first score that is too much, rounded up so that it stays below."""
    ranked = sorted(scores, reverse=True)
    allowed = int(rate * words / 1000)
    return -9.0 if allowed >= len(ranked) else math.floor(ranked[allowed] * 1000 + 1) / 1000
