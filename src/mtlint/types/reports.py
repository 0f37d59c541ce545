"""What a run has to say: findings, scores, verdicts, reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mtlint.types.documents import Document, Failure, Part
from mtlint.types.mqm import Category, Evidence, Severity


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, in the report's coordinates."""

    segment: int | str
    start: int
    end: int
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A suspected translation error, ranked and with a calibrated probability.

    `confidence` is the probability that at least one of three professional reviewers marks the
    place, of a note one held below one half. Where a rule speaks inside a place that the learned
    model doubts, the place is the model's, and `suggestion` is of that width. `merged` names the
    other checks whose findings at the same place this one absorbed, and `covers` the fingerprints
    of all that it absorbed or gathered. `confirmed` tells that a person has said that it is an
    error; until then it is suspected. `overlap` is the expected Dice overlap with the mark of one
    professional (0 where nobody marks the place), times the root of the probability that the place
    is marked. `doubt` is the MQM penalty that a note would be expected to cost were it an error; it
    is no part of `cost`. `whole` tells that it speaks of the whole article, and costs as much in
    every segment.
    """

    check: str
    category: Category
    severity: Severity
    confidence: float
    evidence: tuple[Evidence, ...]
    message: str
    text: str
    segment: int | str
    start: int
    end: int
    segment_index: int
    rank: int = 0
    suggestion: str | None = None
    line: int | None = None
    column: int | None = None
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    merged: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    confirmed: bool = False
    weight: float | None = None
    overlap: float = 0.0
    doubt: float = 0.0
    whole: bool = False

    @property
    def cost(self) -> float:
        """Expected MQM penalty: what scores add up.

        The confidence times `weight`, the mean MQM points of what professionals mark at such
        places, or the points of the severity where that is not known. A finding that a person
        confirmed counts the points of its severity in full.
        """
        if self.confirmed:
            return self.severity.weight
        return self.points * self.confidence

    @property
    def is_note(self) -> bool:
        """Whether it is for the reader to know and claims no error."""
        return self.severity is Severity.NEUTRAL

    @property
    def points(self) -> float:
        """Mean MQM points of such a place, or those of the severity where that is not known."""
        return self.severity.weight if self.weight is None else self.weight


@dataclass(frozen=True, slots=True)
class SegmentRisk:
    """A segment's expected MQM penalty, comparable across documents."""

    id: int | str
    part: Part
    start: int
    end: int
    risk: float


@dataclass(frozen=True, slots=True)
class Score:
    """Expected MQM penalty of a document: total, per 1,000 evaluated words, and a grade."""

    penalty: float
    per_1000_words: float
    grade: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document with what was found in it.

    `known` holds the fingerprints of the baseline that were met here; `kind` tells how it was read,
    as the calibration's grades are called: "rules" alone, "with_model", or "with_source".
    """

    document: Document
    words: int
    findings: tuple[Finding, ...]
    segments: tuple[SegmentRisk, ...]
    score: Score
    suppressed: int = 0
    failures: tuple[Failure, ...] = ()
    known: tuple[str, ...] = ()
    kind: str = "rules"


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """What a report tells of a check; `precision` is the share of findings that raters marked."""

    id: str
    category: Category
    severity: Severity
    docs: str
    precision: float | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit of the gate that was passed; `document` is None where the batch as a whole did."""

    limit: str
    value: float
    allowed: float
    document: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a batch.

    Penalties are MQM points: `suspected` of findings that no person judged (points x
    probability), `confirmed` of those that a person confirmed. `notes` tell where the linear score
    was not used. `first` holds the findings to fix first, each with its article's
    name; `blocking` (article, fingerprint) those that break a limit by themselves; `stopped` says
    why a batch without a breach cannot pass.
    """

    breaches: tuple[Breach, ...]
    first: tuple[tuple[str, Finding], ...]
    documents: int
    words: int
    suspected: float
    confirmed: float
    findings: tuple[int, int]
    notes: tuple[str, ...]
    formula: str
    blocking: frozenset[tuple[str, str]] = frozenset()
    stopped: str | None = None

    @property
    def passed(self) -> bool:
        """The batch was checked as a whole and no limit was passed."""
        return not self.breaches and self.stopped is None


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run. `a + b` merges the reports of two parts of a batch.

    `checks` describes the checks that found something; `verdict` is the gate's, where asked.
    """

    signature: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[DocumentReport, ...] = ()
    suppressed: int = 0
    failures: tuple[Failure, ...] = ()
    checks: tuple[CheckInfo, ...] = ()
    verdict: Verdict | None = None

    def __add__(self, other: Report) -> Report:
        known = {c.id: c for c in (*other.checks, *self.checks)}
        return replace(
            self,
            signature={**other.signature, **self.signature},
            documents=self.documents + other.documents,
            suppressed=self.suppressed + other.suppressed,
            failures=self.failures + other.failures,
            checks=tuple(known[name] for name in sorted(known)),
            verdict=None,
        )
