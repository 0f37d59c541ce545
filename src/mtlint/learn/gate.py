"""Which hits of a check are shown: those marked more often than the same spans at random places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from mtlint.check import Check
from mtlint.learn import fit
from mtlint.learn.gather import DEV, TRAIN, Gathered
from mtlint.learn.observe import Observed
from mtlint.types import Evidence, Severity

LEAST_RATED = 20
ENOUGH_TO_DOUBT = 10
# Where a span at a random place of the segment is marked this surely, a hit's place tells nothing.
SATURATED = 0.95
LEAST_SCORED = 60.0
# One-sided 80% bound: with it, one useless check in five would pass by luck on one file alone.
BOUND_Z = 0.8416
GATE_Z = 1.2816
# A feature is off only where its hits are marked this much less often than random places.
CLEARLY_WORSE = 0.05

Files = Mapping[str, Gathered]


@dataclass(frozen=True, slots=True)
class CheckHits:
    """All hits of one check, by file, and the rates per 1,000 words."""

    check: str
    hits: Mapping[str, Sequence[Observed]]
    words: Mapping[str, int]
    severity: Severity = Severity.MINOR

    def rate(self, names: Sequence[str]) -> float:
        """Hits per 1,000 words, averaged over files."""
        return fmean(1000 * len(self.hits[n]) / max(1, self.words[n]) for n in names)

    def without(self, features: Sequence[str]) -> CheckHits:
        """Only the hits that have none of the features."""
        kept = {
            name: [h for h in hits if not set(features).intersection(h.features)]
            for name, hits in self.hits.items()
        }
        return replace(self, hits=kept)

    def from_score(self, least: float) -> CheckHits:
        """Only the hits of at least this score."""
        kept = {
            name: [h for h in hits if h.score is not None and h.score >= least]
            for name, hits in self.hits.items()
        }
        return replace(self, hits=kept)

    @property
    def rated(self) -> list[Observed]:
        """Hits on rated training segments."""
        return [hit for name in TRAIN for hit in self.hits[name] if hit.marked]

    @property
    def scored(self) -> bool:
        """Whether the check gives its hits a score."""
        return any(hit.score is not None for hits in self.hits.values() for hit in hits)

    @property
    def telling(self) -> list[Observed]:
        """Rated hits whose place tells something: not in segments that are marked throughout."""
        return [hit for hit in self.rated if hit.chance < SATURATED]

    @property
    def rare(self) -> bool:
        """Too few hits in the ratings to judge the check by their places."""
        return len(self.telling) < LEAST_RATED


def split_by_check(files: Files, checks: Sequence[Check]) -> dict[str, CheckHits]:
    """The hits of each check (none, for those that never fired)."""
    by_file = {name: found.by_check() for name, found in files.items()}
    words = {name: found.words for name, found in files.items()}
    model_words = {name: found.model_words for name, found in files.items()}
    return {
        check.id: CheckHits(
            check.id,
            {n: own.get(check.id, []) for n, own in by_file.items()},
            model_words if Evidence.MODEL in check.needs else words,
            check.severity,
        )
        for check in checks
    }


def gain_over_chance(hits: Sequence[Observed], z: float = BOUND_Z) -> tuple[float, float]:
    """By how much hits are marked more often than random places, and the lower bound of that."""
    return fit.lower_bound([any(h.marked) - h.chance for h in hits], [h.origin for h in hits], z)


def bad_features(own: CheckHits) -> list[str]:
    """Features whose hits are marked clearly less often than random places (upper 80% bound).

    Hits that say what overlap with marks they expect are off where they share clearly less with
    them (Dice) than random places: in bad segments, where the learned model says most, four random
    places in five touch a mark, so that hits tell little.
    """
    by_feature: dict[str, list[Observed]] = {}
    for hit in own.rated:
        for name in set(hit.features):
            by_feature.setdefault(name, []).append(hit)
    bad = []
    for name, hits in sorted(by_feature.items()):
        if LEAST_RATED <= len(hits) < len(own.rated) and _is_worse(hits):
            bad.append(name)
    return bad


def _is_worse(hits: Sequence[Observed]) -> bool:
    """Whether hits meet marks no better than random places of their segments do."""
    if any(h.chance_dice for h in hits):
        shares = [h.dice - h.chance_dice for h in hits]
        gain, low = fit.lower_bound(shares, [h.origin for h in hits], BOUND_Z)
        return gain + (gain - low) < 0
    gain, low = gain_over_chance(hits)
    return gain + (gain - low) < -CLEARLY_WORSE


def gate(own: CheckHits, p: float, rare: bool) -> tuple[bool, float | None]:
    """Whether a check is on, and from which score upwards where only its surer hits are.

    A check with a score that is no better than random places as a whole is tried on the upper
    half, quarter and tenth of its hits, with a stricter bound since it has several tries.
    """
    if _is_on(own, p, rare):
        return True, None
    scores = sorted(h.score for h in own.rated if h.score is not None)
    if len(scores) < LEAST_SCORED:
        return False, None
    for least in dict.fromkeys(scores[int(part * len(scores))] for part in (0.5, 0.75, 0.9)):
        surer = own.from_score(least)
        if len(surer.rated) >= LEAST_RATED and _is_on(surer, p, rare=False, z=GATE_Z):
            return True, round(least, 4)
    return False, None


def _is_on(own: CheckHits, p: float, rare: bool, z: float = BOUND_Z) -> bool:
    """Better than the same spans at random places, on the training files and on the dev file.

    A rare check must be expected to be right more often than not; where the ratings hold at least
    `ENOUGH_TO_DOUBT` of its hits whose place can tell anything, these must not be marked clearly
    less often than random places.
    """
    dev = own.hits[DEV]
    if len(dev) >= LEAST_RATED and fmean(any(h.marked) - h.chance for h in dev) <= 0:
        return False
    if rare:
        telling = own.telling
        if len(telling) >= ENOUGH_TO_DOUBT:
            gain, low = gain_over_chance(telling)
            if gain + (gain - low) < 0:
                return False
        return p > 0.5
    return gain_over_chance(own.rated, z)[1] > 0
