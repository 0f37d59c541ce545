"""The calibration table: what a check's hit is worth, learned from professional ratings.

A confidence is the probability that at least one of three professionals marks the place. It is
read off as a sum of log-odds: the check's own (or its map of the continuous score), plus an offset
for each feature, plus an offset for target languages other than the one it was learned on. Hits
below the score from which a check is quiet on native English are tempered to less than one half,
as are all hits of a check that is loud there.
Nothing is computed here beyond that sum: learning is in `mtlint.learn.calibrate`.
"""

from __future__ import annotations

import hashlib
import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

SCHEMA = "mtlint.calibration/2"
DEFAULT = "zh-en.json"
# No finding is certain, and none that a check yields is impossible: the range that is reported.
FLOOR, CEILING = 0.01, 0.99
# Expected Dice overlap with one professional's mark, as a share of the probability that one of
# three marks the place, where a check has not been judged.
USUAL_OVERLAP = 0.4
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class CalibrationError(ValueError):
    """A calibration file that cannot be used; the message says where and what to do."""


def logit(p: float) -> float:
    """Log-odds of a probability, which is kept within the reported range."""
    p = min(CEILING, max(FLOOR, p))
    return math.log(p / (1 - p))


def probability(log_odds: float) -> float:
    """The probability of log-odds, kept within the reported range."""
    p = 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
    return min(CEILING, max(FLOOR, p))


def tempered(p: float) -> float:
    """A probability with one false alarm added for every true hit: in order, but below one half."""
    return p / (1 + p)


def subdued(p: float) -> float:
    """A probability held below one half: as it is up to two fifths, in order above that."""
    low, high = 0.4, 0.49
    return p if p <= low else low + (p - low) * (high - low) / (1 - low)


def interpolate(points: Sequence[Sequence[float]], x: float) -> float:
    """Piecewise linear through `points` (x ascending), constant beyond both ends."""
    at = bisect_right(points, x, key=lambda point: point[0])
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Confidence per check and feature, and what else was learned from the same ratings.

    `data` is the file's content; `lang` the target language it is read for (primary subtag).
    """

    data: Mapping[str, Any] = field(default_factory=lambda: _EMPTY)
    signature: str = "none"
    lang: str = "en"

    def for_language(self, tag: str) -> Calibration:
        """The same table read for another target language (BCP 47 tag)."""
        lang = tag.partition("-")[0].lower()
        return self if lang == self.lang else replace(self, lang=lang)

    def deep(self) -> Calibration:
        """The same table for documents that a language model has read whose states a probe knows:
        what the learned model says is worth something else then, and so is a penalty."""
        own = self.data.get("deep", _EMPTY)
        parts = {k: {**self.data.get(k, _EMPTY), **part} for k, part in own.items()}
        return replace(self, data={**self.data, **parts}) if own else self

    def confidence(
        self, check_id: str, features: Sequence[str] = (), score: float | None = None
    ) -> float:
        """Probability that at least one of three professionals marks the place of this hit."""
        entry = self._entry(check_id)
        if entry is None:
            return probability(logit(self._prior(check_id)) + self._language_offset(check_id))
        points = entry.get("scores")
        base = interpolate(points, score) if points and score is not None else entry["p"]
        offsets: Mapping[str, float] = entry.get("features", _EMPTY)
        total = logit(base) + sum(offsets.get(name, 0.0) for name in sorted(set(features)))
        p = probability(total + self._language_offset(check_id))
        if entry.get("unsure"):
            return subdued(p)
        return tempered(p) if score is not None and score < entry.get("sure_from", score) else p

    def weight(self, check_id: str) -> float | None:
        """Mean MQM points of what professionals mark where this check hits; None: not known."""
        return (self._entry(check_id) or _EMPTY).get("weight")

    def overlap(self, check_id: str, features: Sequence[str] = ()) -> float:
        """Expected Dice overlap of a hit with one professional's mark, as a share of its
        confidence: the mean of what its features have, else what the check has."""
        entry = self._entry(check_id) or _EMPTY
        known: Mapping[str, float] = entry.get("overlaps", _EMPTY)
        own = [known[name] for name in sorted(set(features)) if name in known]
        return sum(own) / len(own) if own else float(entry.get("overlap", USUAL_OVERLAP))

    def enabled(self, check_id: str) -> bool:
        """Whether the check is on unless a rule says otherwise; checks never judged are on."""
        entry = self._entry(check_id)
        if entry is None:
            return True
        own = self._language().get("off", ())
        return bool(entry["on"]) and check_id not in own

    def wanted(
        self, check_id: str, features: Sequence[str] = (), score: float | None = None
    ) -> bool:
        """Whether a hit is one to show: some checks are on only without some features, or from
        some score upwards."""
        entry = self._entry(check_id) or _EMPTY
        least, bad = entry.get("least_score"), entry.get("off_features", ())
        strong = least is None or score is None or score >= least
        return self.enabled(check_id) and strong and not set(bad).intersection(features)

    def precision(self, check_id: str) -> Mapping[str, Any] | None:
        """The published record of a check: hits, precision, random places, native rate, basis."""
        entry = self._entry(check_id)
        return None if entry is None else entry.get("record", _EMPTY)

    @property
    def risk(self) -> Mapping[str, Mapping[str, float]]:
        """Coefficients of a segment's expected MQM penalty, with and without a model."""
        found: Mapping[str, Mapping[str, float]] = self.data.get("risk", _EMPTY)
        return found

    def grades(self, kind: str = "rules") -> Sequence[tuple[str, float]]:
        """Grades with the highest penalty per 1,000 words that still earns each, best first.

        What rules alone find and what the model finds beside them ("with_model", "with_source"
        beside a source) is not the same penalty.
        """
        known = self.data.get("grades", _EMPTY)
        found = known.get(kind, known.get("with_model", _EMPTY) if kind != "rules" else _EMPTY)
        return [(name, float(limit)) for name, limit in found.get("at", ())]

    @property
    def check_ids(self) -> tuple[str, ...]:
        """All checks that the table knows, in order."""
        return tuple(sorted(self.data.get("checks", _EMPTY)))

    def _entry(self, check_id: str) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self.data.get("checks", _EMPTY).get(check_id)
        return found

    def _prior(self, check_id: str) -> float:
        families: Mapping[str, float] = self.data.get("families", _EMPTY)
        return families.get(check_id.partition(".")[0], float(self.data.get("prior", 0.5)))

    def _language(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data.get("languages", _EMPTY).get(self.lang, _EMPTY)
        return found

    def _language_offset(self, check_id: str) -> float:
        if self.lang == self.data.get("target_lang", "en"):
            return 0.0
        own = self._language().get("offsets", _EMPTY)
        shared = self.data.get("other_language_offset", 0.0)
        return float(own.get(check_id, self._language().get("offset", shared)))


def parse_calibration(raw: bytes, where: str) -> Calibration:
    """A Calibration from a file's bytes.

    Raises:
        CalibrationError: not JSON, or not a calibration of this schema.
    """
    try:
        data = json.loads(raw)
    except ValueError as error:
        raise CalibrationError(f"{where}: not valid JSON: {error}") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise CalibrationError(
            f"{where}: not a calibration file of this version ({SCHEMA}): make it with "
            "`mtlint calibrate`"
        )
    digest = hashlib.blake2b(raw, digest_size=6).hexdigest()
    return Calibration(data, digest, str(data.get("target_lang", "en")))


@lru_cache(maxsize=8)
def load_calibration(path: Path | None = None) -> Calibration:
    """The calibration of a file, or the one that comes with mtlint.

    Raises:
        CalibrationError: the file cannot be read or is no calibration.
    """
    if path is None:
        packaged = resources.files(__package__).joinpath(DEFAULT)
        return (
            parse_calibration(packaged.read_bytes(), DEFAULT)
            if packaged.is_file()
            else (Calibration())
        )
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CalibrationError(f"{path}: cannot be read: {error.strerror}") from error
    return parse_calibration(raw, str(path))
