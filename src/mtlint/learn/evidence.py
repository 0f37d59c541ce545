"""What is known of a check's hits before anything is fitted: rated hits, false alarms, priors.

A hit on a segment with three raters counts 1, as marked or not. A hit with one rater counts
`SINGLE_WEIGHT`: marked, or unmarked with the probability that two more raters would mark it (see
`fit.more_raters`). Hits on native English count as unmarked: in weight, the hits on machine output
times the square of native rate over machine rate, that ratio being 1 at most. So a check that
fires on native text as often is worth half of what its marks say, and one that fires there a third
as often nine tenths. The bound is there because the native files are of other genres, where names
abound. Native hits that were judged by hand to be faults of that text (typing errors, sentences
cut by the corpus) are no false alarms and do not count; see `mtlint.learn.audit`. The confidence
is thus one for text that may be native as well.

A check is pulled towards its family, a family towards all checks, as by `PRIOR_WEIGHT` hits. What
is too rare in the ratings is pulled instead towards what planted faults and clean text say: recall
x `FAULT_RATE` against false alarms, times `MARKED_IF_TRUE`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from mtlint.learn import fit
from mtlint.learn.audit import false_share
from mtlint.learn.gate import CheckHits
from mtlint.learn.gather import NATIVE, TRAIN
from mtlint.learn.measures import ratio
from mtlint.learn.observe import Observed

PRIOR_WEIGHT = 8.0
SINGLE_WEIGHT = 0.5
NATIVE_WEIGHT = 1.0
# How often a fault of a rare kind is assumed to stand in machine output, per 1,000 words.
FAULT_RATE = 0.05
# Professionals mark at most five errors a segment: a sure fault goes unmarked now and then.
MARKED_IF_TRUE = 0.9
# What a planted-fault test is assumed to have found where none was run.
ASSUMED_RECALL = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """A hit as the fit sees it: `outcome` is the probability that one of three marks it."""

    features: tuple[str, ...]
    score: float | None
    outcome: float
    weight: float


def samples(own: CheckHits, exponent: float) -> list[Sample]:
    """The evidence on a check: rated hits, and native ones (a rare check's are in its prior)."""
    single = [hit for hit in own.rated if len(hit.marked) == 1]
    p1 = fit.shrunk(len(single), sum(any(h.marked) for h in single), 0.3, PRIOR_WEIGHT)
    missed = ratio(fit.more_raters(p1, exponent) - p1, 1 - p1)
    rated = [_sample(hit, missed) for hit in own.rated]
    if own.rare:
        return rated
    return rated + _native_samples(own, sum(s.weight for s in rated))


def _sample(hit: Observed, missed: float) -> Sample:
    alone = len(hit.marked) == 1
    unseen = missed if alone else 0.0
    weight = SINGLE_WEIGHT if alone else 1.0
    return Sample(hit.features, hit.score, 1.0 if any(hit.marked) else unseen, weight)


def _native_samples(own: CheckHits, mass: float) -> list[Sample]:
    """False alarms as unmarked, of a total weight in proportion to the machine hits' `mass`."""
    machine = ratio(sum(1000 * len(own.hits[n]) for n in TRAIN), sum(own.words[n] for n in TRAIN))
    share = false_share(hit for n in NATIVE for hit in own.hits[n])
    rates = {n: 1000 * sum(map(share, own.hits[n])) / max(1, own.words[n]) for n in NATIVE}
    native = fmean(rates.values())
    if not machine or not native:
        return []
    # The square spares checks that fire on native text much more rarely: slips stand there too.
    total = NATIVE_WEIGHT * mass * min(1.0, native / machine) ** 2
    return [
        Sample(
            hit.features,
            hit.score,
            0.0,
            total * share(hit) * 1000 / max(1, own.words[n]) / sum(rates.values()),
        )
        for n in NATIVE
        for hit in own.hits[n]
        if share(hit)
    ]


@dataclass(frozen=True, slots=True)
class Priors:
    """What is expected of a check before its own hits are seen."""

    overall: float
    families: Mapping[str, float]

    def of(self, check: str) -> float:
        """The prior mean for a check."""
        return self.families.get(check.partition(".")[0], self.overall)


def priors(evidence: Mapping[str, Sequence[Sample]]) -> Priors:
    """Shares over all checks and over families; no check counts for more than 50 hits."""
    masses = {check: sum(s.weight for s in found) for check, found in evidence.items()}
    shares = {
        check: ratio(sum(s.weight * s.outcome for s in found), masses[check])
        for check, found in evidence.items()
    }
    capped = {check: min(50.0, mass) for check, mass in masses.items()}

    def pooled(chosen: Sequence[str]) -> tuple[float, float]:
        mass = sum(capped[c] for c in chosen)
        return mass, sum(capped[c] * shares[c] for c in chosen)

    overall = fit.shrunk(*pooled(sorted(evidence)), 0.5, PRIOR_WEIGHT)
    families: dict[str, float] = {}
    for family in sorted({c.partition(".")[0] for c in evidence}):
        members = [c for c in sorted(evidence) if c.partition(".")[0] == family]
        families[family] = fit.shrunk(*pooled(members), overall, PRIOR_WEIGHT)
    return Priors(overall, families)


def planted_precision(own: CheckHits, planted: Mapping[str, Any] | None) -> float:
    """Probability that a hit of a rare check is marked, from planted faults and clean text."""
    if planted and planted.get("planted"):
        return expected_precision(
            float(planted["found"]),
            float(planted["clean_hits_per_1000_words"]),
            int(planted.get("words", sum(own.words[n] for n in NATIVE))),
        )
    return expected_precision(ASSUMED_RECALL, *false_alarms(own))


def expected_precision(recall: float, false_rate: float, words: int) -> float:
    """The same of a kind of hit with this recall and so many false alarms per 1,000 words."""
    # Half a hit more than seen: no false alarm in so many words is not yet none in any.
    true_rate = recall * FAULT_RATE
    return MARKED_IF_TRUE * ratio(true_rate, true_rate + false_rate + ratio(500, words))


def false_alarms(own: CheckHits, feature: str | None = None) -> tuple[float, int]:
    """False alarms per 1,000 words of native training text (of one feature), and those words."""
    hits = [hit for n in NATIVE for hit in own.hits[n]]
    share, words = false_share(hits), sum(own.words[n] for n in NATIVE)
    chosen = [hit for hit in hits if feature is None or feature in hit.features]
    return ratio(1000 * sum(map(share, chosen)), words), words
