"""What one check's hit is worth: its entry in the calibration table, fitted to the evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import numpy as np

from mtlint.calibration.table import USUAL_OVERLAP, logit, probability, subdued, tempered
from mtlint.learn import fit
from mtlint.learn.evidence import (
    PRIOR_WEIGHT,
    Priors,
    Sample,
    expected_precision,
    false_alarms,
    planted_precision,
)
from mtlint.learn.gate import (
    LEAST_RATED,
    LEAST_SCORED,
    CheckHits,
    bad_features,
    gain_over_chance,
    gate,
)
from mtlint.learn.gather import DEV, NATIVE, NATIVE_DEV, TRAIN
from mtlint.learn.observe import Observed
from mtlint.learn.quiet import BUDGETS, floors, keep_shown
from mtlint.rank import CONFIDENT
from mtlint.types import Severity

# Hits of p >= .5 that a scored check may have per 1,000 words of native text: all checks together
# are to stay below 1.
NATIVE_BUDGET = 0.2
# The same for all checks without a score together.
RULES_BUDGET = 0.4
# A check that fires on native text less often than this share of its machine rate is not loud.
LOUD_ON_NATIVE = 0.5
LEAST_PER_FEATURE = 5.0
# Planted faults by the thousand weigh as many rated hits as would do without them.
PLANTED_WEIGHT = float(LEAST_RATED)

Entry = dict[str, Any]


def entry(
    own: CheckHits,
    evidence: Sequence[Sample],
    prior: Priors,
    planted: Mapping[str, Any] | None,
    native_budget: float = NATIVE_BUDGET,
) -> Entry:
    """The table's entry of one check. `native_budget` is what `NATIVE_BUDGET` says of it."""
    rare = own.rare
    found = _believed(own, evidence, prior, planted)
    budget = BUDGETS.get(own.check)
    bad = list(budget.notes) if budget else bad_features(own)
    if bad:
        found["off_features"] = bad
        own = own.without(bad)
        rare = own.rare
    shown, sure = floors(own, budget) if budget else (None, _sure_from(own, found, native_budget))
    if sure is not None:
        found["sure_from"] = sure
    if budget:
        keep_shown(found, budget.notes)
    found["overlap"], parts = overlap_shares(own, found)
    if parts:
        found["overlaps"] = parts
    found["on"], least = gate(own, found["p"], rare)
    if budget:
        found["on"], least = True, shown
    if least is not None:
        found["least_score"] = least
        own = own.from_score(least)
    found["record"] = record(own, planted, rare)
    return found


def _believed(
    own: CheckHits,
    evidence: Sequence[Sample],
    prior: Priors,
    planted: Mapping[str, Any] | None,
) -> Entry:
    """What makes the confidence of a hit, and what a mark at its place costs."""
    expected = planted_precision(own, planted) if own.rare else prior.of(own.check)
    mass = sum(s.weight for s in evidence)
    marked = sum(s.weight * s.outcome for s in evidence)
    p = fit.shrunk(mass, marked, expected, PLANTED_WEIGHT if own.rare else PRIOR_WEIGHT)
    major = [any(hit.major) for hit in own.rated if len(hit.marked) > 1]
    found: Entry = {
        "p": round(p, 4),
        "major": round(fit.shrunk(len(major), sum(major), 0.4 * p, PRIOR_WEIGHT), 4),
        "weight": round(mark_points(own), 3),
    }
    points = _score_points(evidence, p)
    if points:
        found["scores"] = [[round(x, 4), round(y, 4)] for x, y in points]
    fixed = {} if own.rare else _planted_offsets(own, evidence, p, planted)
    offsets = _offsets(evidence, p, points, fixed)
    if offsets:
        found["features"] = offsets
    return found


def mark_points(own: CheckHits) -> float:
    """Mean MQM points of what professionals mark where a check hits.

    Pulled towards the points of the check's own severity as by `PRIOR_WEIGHT` marks. A rule that
    names a major or critical fault knows what is wrong and keeps the points of its severity: a
    mark at the place may be of something else. The model only knows that a mark is likely.
    """
    if own.severity is not Severity.MINOR and not own.check.startswith("model."):
        return own.severity.weight
    points = [hit.points for hit in own.rated if any(hit.marked)]
    return fit.shrunk(len(points), sum(points), own.severity.weight, PRIOR_WEIGHT)


def overlap_shares(own: CheckHits, found: Entry) -> tuple[float, dict[str, float]]:
    """Dice overlap with one professional's mark for each point of confidence, over rated hits: of
    all, pulled towards `USUAL_OVERLAP` as by `PRIOR_WEIGHT` sure hits, and of those with each
    feature, pulled towards that of all."""
    rated = [(confidence_of(found, hit), hit) for hit in own.rated]
    dice = sum(hit.dice for _, hit in rated)
    whole = fit.shrunk(sum(p for p, _ in rated), dice, USUAL_OVERLAP, PRIOR_WEIGHT)
    parts: dict[str, list[float]] = {}
    for p, hit in rated:
        for name in set(hit.features):
            part = parts.setdefault(name, [0.0, 0.0])
            part[0] += p
            part[1] += hit.dice
    shares = {
        name: round(fit.shrunk(mass, dice, whole, PRIOR_WEIGHT), 3)
        for name, (mass, dice) in sorted(parts.items())
        if mass >= LEAST_PER_FEATURE
    }
    return round(whole, 3), shares


def _sure_from(own: CheckHits, found: Entry, budget: float) -> float | None:
    """The least score from which confident hits on native English stay within the budget.

    None where all of them do. The budget holds on the native training files and on native news,
    whichever is the noisier: the model saw most of the former. Hits below the score are tempered
    to less than one half: their marks on machine output are true, but the check says as much of
    text that nobody translated.
    """
    floors = [_quiet_from(own, found, names, budget) for names in (NATIVE, (NATIVE_DEV,))]
    return max((floor for floor in floors if floor is not None), default=None)


def _quiet_from(own: CheckHits, found: Entry, names: Sequence[str], budget: float) -> float | None:
    """The least score from which confident hits in these files stay within the budget."""
    confident = [
        (hit.score, 1000 / max(1, own.words[n]) / len(names))
        for n in names
        for hit in own.hits[n]
        if hit.score is not None and confidence_of(found, hit) >= CONFIDENT
    ]
    rate = 0.0
    for score, share in sorted(confident, reverse=True):
        rate += share
        if rate > budget:
            # Just above the first that is too much: rounded up, so that it stays below.
            return math.floor(score * 10_000 + 1) / 10_000
    return None


def hold_down(entries: Mapping[str, Entry], own: Mapping[str, CheckHits]) -> None:
    """Mark checks as unsure until confident hits on native text stay within `RULES_BUDGET`.

    Most of these hits are true faults of that text. But who reads an article wants to know what
    went wrong in translation, and a check that speaks of native text as often cannot tell him; its
    findings are shown, below one half. The loudest come first.
    """
    rates: dict[str, float] = {}
    for check, found in entries.items():
        if found["on"] and not own[check].scored:
            rates[check] = sum(
                1000 / max(1, own[check].words[n]) / len(NATIVE)
                for n in NATIVE
                for hit in own[check].hits[n]
                if confidence_of(found, hit) >= CONFIDENT
            )
    total = sum(rates.values())
    for check in sorted(rates, key=lambda c: (-rates[c], c)):
        if total <= RULES_BUDGET:
            break
        if own[check].rate(NATIVE) >= LOUD_ON_NATIVE * own[check].rate(TRAIN):
            entries[check]["unsure"] = True
            total -= rates[check]


def _planted_offsets(
    own: CheckHits, evidence: Sequence[Sample], p: float, planted: Mapping[str, Any] | None
) -> dict[str, float]:
    """Offsets of the features that are too rare in the ratings, from planted faults."""
    found: dict[str, float] = {}
    for name, recall in ((planted or {}).get("features") or {}).items():
        if sum(name in hit.features for hit in own.rated) >= LEAST_RATED:
            continue
        seen = [s for s in evidence if name in s.features and s.outcome]
        expected = expected_precision(float(recall), *false_alarms(own, name))
        mass, marked = sum(s.weight for s in seen), sum(s.weight * s.outcome for s in seen)
        found[name] = logit(fit.shrunk(mass, marked, expected, PRIOR_WEIGHT)) - logit(p)
    return found


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
    evidence: Sequence[Sample],
    p: float,
    points: Sequence[Sequence[float]],
    fixed: Mapping[str, float],
) -> dict[str, float]:
    """Offsets of the features: those given as `fixed`, the others fitted."""
    masses: dict[str, float] = {}
    for s in evidence:
        for name in set(s.features):
            masses[name] = masses.get(name, 0.0) + s.weight
    names = sorted(n for n, mass in masses.items() if mass >= LEAST_PER_FEATURE and n not in fixed)
    own = dict(fixed)
    if names:
        base = [_base(s, p, points) + sum(fixed.get(f, 0.0) for f in s.features) for s in evidence]
        fitted = fit.offsets(
            np.array([[name in s.features for name in names] for s in evidence], dtype=float),
            np.array([s.outcome for s in evidence]),
            np.array([s.weight for s in evidence]),
            np.array(base),
        )
        own |= {name: float(x) for name, x in zip(names, fitted, strict=True)}
    return {name: round(x, 4) for name, x in sorted(own.items()) if abs(x) >= 0.005}


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
    if found.get("unsure"):
        return subdued(p)
    return (
        tempered(p)
        if hit.score is not None and hit.score < found.get("sure_from", hit.score)
        else p
    )
