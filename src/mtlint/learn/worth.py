"""What one check's hit is worth: its entry in the calibration table.

Evidence. A hit on a segment with three raters counts 1, as marked or not. A hit with one rater
counts `SINGLE_WEIGHT`: marked, or unmarked with the probability that two more raters would mark it
(see `fit.more_raters`). Hits on native English count as unmarked: in weight, the hits on machine
output times the square of native rate over machine rate, that ratio being 1 at most. So a check
that fires on native text as often is worth half of what its marks say, and one that fires there a
third as often nine tenths. The bound is there because the native files are of other genres, where
names and typing errors abound. The confidence is thus one for text that may be native as well.

Prior. A check is pulled towards its family, a family towards all checks, as by `PRIOR_WEIGHT` hits.
A check with fewer than `LEAST_RATED` rated hits is pulled instead towards what planted faults and
clean text say: recall x `FAULT_RATE` against false alarms, times `MARKED_IF_TRUE`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np

from mtlint.calibration.table import logit, probability, tempered
from mtlint.learn import fit
from mtlint.learn.gate import (
    LEAST_RATED,
    LEAST_SCORED,
    CheckHits,
    bad_features,
    gain_over_chance,
    gate,
)
from mtlint.learn.gather import DEV, NATIVE, NATIVE_DEV, TRAIN
from mtlint.learn.measures import ratio
from mtlint.learn.observe import Observed
from mtlint.learn.quiet import BUDGETS, floors, keep_shown

PRIOR_WEIGHT = 8.0
SINGLE_WEIGHT = 0.5
NATIVE_WEIGHT = 1.0
# Hits of p >= .5 that a scored check may have per 1,000 words of native training text.
NATIVE_BUDGET = 0.4
CONFIDENT = 0.5
LEAST_PER_FEATURE = 5.0
# How often a fault of a rare kind is assumed to stand in machine output, per 1,000 words.
FAULT_RATE = 0.05
# Professionals mark at most five errors a segment: a sure fault goes unmarked now and then.
MARKED_IF_TRUE = 0.9
# What a planted-fault test is assumed to have found where none was run.
ASSUMED_RECALL = 0.5

Entry = dict[str, Any]


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
    if len(own.rated) < LEAST_RATED:
        return rated
    return rated + _native_samples(own, sum(s.weight for s in rated))


def _sample(hit: Observed, missed: float) -> Sample:
    alone = len(hit.marked) == 1
    unseen = missed if alone else 0.0
    weight = SINGLE_WEIGHT if alone else 1.0
    return Sample(hit.features, hit.score, 1.0 if any(hit.marked) else unseen, weight)


def _native_samples(own: CheckHits, mass: float) -> list[Sample]:
    """Native hits as unmarked, of a total weight in proportion to the machine hits' `mass`."""
    machine = ratio(sum(1000 * len(own.hits[n]) for n in TRAIN), sum(own.words[n] for n in TRAIN))
    native = own.rate(NATIVE)
    if not machine or not native:
        return []
    # The square spares checks that fire on native text much more rarely: slips stand there too.
    total = NATIVE_WEIGHT * mass * min(1.0, native / machine) ** 2
    share = {n: ratio(own.rate([n]), native * len(NATIVE)) for n in NATIVE}
    return [
        Sample(hit.features, hit.score, 0.0, total * share[n] / len(own.hits[n]))
        for n in NATIVE
        for hit in own.hits[n]
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


def entry(
    own: CheckHits, evidence: Sequence[Sample], prior: Priors, planted: Mapping[str, Any] | None
) -> Entry:
    """The table's entry of one check."""
    rare = len(own.rated) < LEAST_RATED
    expected = planted_precision(own, planted) if rare else prior.of(own.check)
    mass = sum(s.weight for s in evidence)
    marked = sum(s.weight * s.outcome for s in evidence)
    p = fit.shrunk(mass, marked, expected, PRIOR_WEIGHT)
    major = [any(hit.major) for hit in own.rated if len(hit.marked) > 1]
    found: Entry = {
        "p": round(p, 4),
        "major": round(fit.shrunk(len(major), sum(major), 0.4 * p, PRIOR_WEIGHT), 4),
    }
    points = _score_points(evidence, p)
    if points:
        found["scores"] = [[round(x, 4), round(y, 4)] for x, y in points]
    offsets = _offsets(evidence, p, points)
    if offsets:
        found["features"] = offsets
    budget = BUDGETS.get(own.check)
    shown, sure = floors(own, budget) if budget else (None, _sure_from(own, found))
    if sure is not None:
        found["sure_from"] = sure
    if budget:
        keep_shown(found)
    bad = [] if budget else bad_features(own)
    if bad:
        found["off_features"] = bad
        own = own.without(bad)
        rare = len(own.rated) < LEAST_RATED
    found["on"], least = gate(own, p, rare)
    if budget:
        found["on"], least = True, shown
    if least is not None:
        found["least_score"] = least
        own = own.from_score(least)
    found["record"] = record(own, planted, rare)
    return found


def _sure_from(own: CheckHits, found: Entry) -> float | None:
    """The least score from which confident hits on native English stay within `NATIVE_BUDGET`.

    None where all of them do. Hits below it are tempered to less than one half: their marks on
    machine output are true, but the check says as much of text that nobody translated.
    """
    confident = [
        (hit.score, 1000 / max(1, own.words[n]) / len(NATIVE))
        for n in NATIVE
        for hit in own.hits[n]
        if hit.score is not None and confidence_of(found, hit) >= CONFIDENT
    ]
    rate, least = 0.0, None
    for score, share in sorted(confident, reverse=True):
        rate += share
        if rate > NATIVE_BUDGET:
            # Just above the first that is too much: rounded up, so that it stays below.
            least = math.floor(score * 10_000 + 1) / 10_000
            break
    return least


def planted_precision(own: CheckHits, planted: Mapping[str, Any] | None) -> float:
    """Probability that a hit of a rare check is marked, from planted faults and clean text."""
    words = sum(own.words[n] for n in NATIVE)
    if planted and planted.get("planted"):
        recall = float(planted["found"])
        words = int(planted.get("words", words))
        false_rate = float(planted["clean_hits_per_1000_words"])
    else:
        recall = ASSUMED_RECALL
        false_rate = ratio(1000 * sum(len(own.hits[n]) for n in NATIVE), words)
    # Half a hit more than seen: no false alarm in so many words is not yet none in any.
    false_rate += ratio(500, words)
    true_rate = recall * FAULT_RATE
    return MARKED_IF_TRUE * ratio(true_rate, true_rate + false_rate)


def _score_points(evidence: Sequence[Sample], p: float) -> list[tuple[float, float]]:
    scored = [s for s in evidence if s.score is not None]
    if sum(s.weight for s in scored) < LEAST_SCORED or len({s.score for s in scored}) < 2:
        return []
    return fit.score_map(
        np.array([s.score for s in scored], dtype=float),
        np.array([s.outcome for s in scored]),
        np.array([s.weight for s in scored]),
        p,
        PRIOR_WEIGHT,
    )


def _offsets(
    evidence: Sequence[Sample], p: float, points: Sequence[Sequence[float]]
) -> dict[str, float]:
    masses: dict[str, float] = {}
    for s in evidence:
        for name in set(s.features):
            masses[name] = masses.get(name, 0.0) + s.weight
    names = sorted(name for name, mass in masses.items() if mass >= LEAST_PER_FEATURE)
    if not names:
        return {}
    found = fit.offsets(
        np.array([[name in s.features for name in names] for s in evidence], dtype=float),
        np.array([s.outcome for s in evidence]),
        np.array([s.weight for s in evidence]),
        np.array([_base(s, p, points) for s in evidence]),
    )
    return {n: round(float(x), 4) for n, x in zip(names, found, strict=True) if abs(x) >= 0.005}


def _base(s: Sample, p: float, points: Sequence[Sequence[float]]) -> float:
    if not points or s.score is None:
        return logit(p)
    xs, ys = zip(*points, strict=True)
    return logit(float(np.interp(s.score, xs, ys)))


def record(own: CheckHits, planted: Mapping[str, Any] | None, rare: bool) -> dict[str, Any]:
    """The published figures: shares of hits marked by anyone, rates per 1,000 words."""
    three = [hit for hit in own.rated if len(hit.marked) > 1]
    one = [hit for hit in own.rated if len(hit.marked) == 1]
    basis = "rated" if not rare else "planted" if planted else "native"
    out: dict[str, Any] = {"basis": basis, **shares(three)}
    out["single"] = shares(one)
    out["dev"] = shares(own.hits[DEV])
    out["machine"] = round(own.rate([DEV]), 4)
    out["native"] = round(own.rate(NATIVE), 4)
    out["native_dev"] = round(own.rate([NATIVE_DEV]), 4)
    if own.rated:
        gain, low = gain_over_chance(own.rated)
        out["gain"], out["gain_low"] = round(gain, 4), round(low, 4)
    if planted and planted.get("planted"):
        out["planted"] = planted["planted"]
        out["found"] = round(float(planted["found"]), 4)
        out["clean"] = round(float(planted["clean_hits_per_1000_words"]), 4)
    return out


def shares(hits: Sequence[Observed]) -> dict[str, Any]:
    """Hits, share of them that any rater marks, the same at random places, mean Dice overlap."""
    if not hits:
        return {"hits": 0}
    return {
        "hits": len(hits),
        "precision": round(fmean(any(h.marked) for h in hits), 4),
        "random": round(fmean(h.chance for h in hits), 4),
        "dice": round(fmean(h.dice for h in hits), 4),
    }


def confidence_of(found: Entry, hit: Observed) -> float:
    """What the table will say of a hit (used to learn other languages' offsets)."""
    points = found.get("scores", [])
    sample = Sample(hit.features, hit.score, 0.0, 0.0)
    offsets: Mapping[str, float] = found.get("features", {})
    total = _base(sample, found["p"], points) + sum(offsets.get(f, 0.0) for f in set(hit.features))
    p = probability(total)
    return (
        tempered(p)
        if hit.score is not None and hit.score < found.get("sure_from", hit.score)
        else p
    )
