"""The gate: a batch and its limits become a verdict.

Articles are added one by one, so that a stream is judged without keeping it in memory. The linear
score follows MQM: absolute penalty total = sum of MQM points x probability over the findings
(confirmed ones count in full); per 1,000 words it is divided by the evaluated word count (EWC).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mtlint.config import Limits
from mtlint.merge import only_points
from mtlint.registry import matches
from mtlint.types import Breach, DocumentReport, Evidence, Failure, Finding, Severity, Verdict

FORMULA = (
    "absolute penalty total (APT) = Σ MQM points (minor 1, major 5, critical 25; for some checks "
    "the mean that professionals give such places) × probability, the points in full if confirmed; "
    "per 1,000 words = 1,000 × APT ÷ evaluated word count (EWC)"
)
FIRST = 5
LOWER_IS_BETTER = frozenset({"TER"})


@dataclass(slots=True)
class Gate:
    """Judges a batch by `limits`; `with_baseline` tells that known findings were taken out."""

    limits: Limits
    with_baseline: bool = False
    breaches: list[Breach] = field(default_factory=list)
    blocking: set[tuple[str, str]] = field(default_factory=set)
    first: list[tuple[bool, str, Finding]] = field(default_factory=list)
    documents: int = 0
    words: int = 0
    scored_words: int = 0
    scored_penalty: float = 0.0
    allowed_penalty: float = 0.0
    sourced_words: int = 0
    batch_limited: bool = False
    penalty: float = 0.0
    confirmed: float = 0.0
    confirmed_findings: int = 0
    findings: int = 0
    unscored: int = 0
    failures: int = 0

    def add(self, item: DocumentReport) -> None:
        """Judge one article."""
        self.documents += 1
        self.words += item.words
        self.penalty += item.score.penalty
        self.findings += sum(not f.is_note for f in item.findings)
        sure = [f for f in item.findings if f.confirmed]
        self.confirmed += sum(f.cost for f in sure)
        self.confirmed_findings += len(sure)
        self.failures += len(item.failures)
        blocking = self._count_limits(item)
        self._score_limits(item)
        self._keep_first(item, blocking)

    def _count_limits(self, item: DocumentReport) -> set[str]:
        """Critical and confident major findings of the chosen checks; returns what blocks."""
        blocking: set[str] = set()
        for severity, allowed, least in (
            (Severity.CRITICAL, self.limits.critical, self.limits.critical_confidence),
            (Severity.MAJOR, self.limits.major, self.limits.major_confidence),
        ):
            if allowed is None:
                continue
            found = [f for f in item.findings if self._counts(f, severity, least)]
            if len(found) > allowed:
                sure = sum(f.confirmed for f in found)
                what = (
                    f"{len(found)} {severity} finding{'s' if len(found) > 1 else ''} "
                    f"({len(found) - sure} suspected with at least {least:.0%}, {sure} confirmed)"
                )
                self._breach(str(severity), len(found), allowed, item.document.id, what)
                blocking |= {f.fingerprint for f in found}
        self.blocking |= {(item.document.id, name) for name in blocking}
        return blocking

    def _counts(self, finding: Finding, severity: Severity, least: float) -> bool:
        chosen = not self.limits.checks or any(
            matches(c, self.limits.checks) for c in (finding.check, *finding.merged)
        )
        sure = finding.confirmed or finding.confidence >= least
        seen = self.limits.model_findings or finding.confirmed or not _model_alone(finding)
        return chosen and sure and seen and finding.severity is severity

    def _score_limits(self, item: DocumentReport) -> None:
        limits, name = self.limits, item.document.id
        sourced = item.kind == "with_source"
        if sourced:
            limits = limits.beside_source()
        most, batch = limits.penalty_per_1000_words, limits.batch_penalty_per_1000_words
        self.batch_limited |= batch is not None
        if item.words < limits.min_words:
            self.unscored += most is not None
        else:
            if batch is not None:
                self.scored_words += item.words
                self.sourced_words += item.words if sourced else 0
                self.scored_penalty += item.score.penalty
                self.allowed_penalty += batch * item.words / 1000
            rate = item.score.per_1000_words
            if most is not None and rate > most:
                what = f"expected penalty {rate:.1f} per 1,000 words in {item.words:,} words"
                self._breach(_key("penalty_per_1000_words", sourced), rate, most, name, what)
        at_risk = sum(s.risk >= limits.risk for s in item.segments)
        share = at_risk / max(1, len(item.segments))
        if limits.segments_at_risk is not None and share > limits.segments_at_risk:
            what = (
                f"{at_risk} of {len(item.segments)} segments are at risk "
                f"(expected penalty of {limits.risk:g} or more)"
            )
            self._breach("segments_at_risk", share, limits.segments_at_risk, name, what)

    def _breach(
        self, limit: str, value: float, allowed: float, document: str | None, what: str
    ) -> None:
        self.breaches.append(Breach(limit, round(value, 3), allowed, document, what))

    def _keep_first(self, item: DocumentReport, blocking: set[str]) -> None:
        """The five findings to fix first: those that block, then the most costly."""
        place = item.document.path or item.document.id
        named = place if not item.document.path else _named(place, item.document.id)
        errors = (f for f in item.findings if not f.is_note)
        found = ((f.fingerprint not in blocking, named, f) for f in errors)
        ordered = sorted((*self.first, *found), key=lambda x: (x[0], -x[2].cost))
        self.first = ordered[:FIRST]

    def verdict(
        self, failures: Iterable[Failure] = (), metrics: Mapping[str, float] | None = None
    ) -> Verdict:
        """What the gate says of all articles that were added.

        Args:
            failures: what could not be read or checked beside the articles' own failures.
            metrics: sacrebleu's figures of the batch by name, where it has references.
        """
        self._batch_limits(metrics or {})
        rest = list(failures)
        stopped = None
        if any(not f.absent for f in rest) or self.failures or (rest and self.documents):
            stopped = "not everything could be checked"
        elif not self.documents:
            stopped = "nothing was checked"
        return Verdict(
            breaches=tuple(sorted(self.breaches, key=lambda b: b.document is not None)),
            first=tuple((place, f) for _, place, f in self.first),
            documents=self.documents,
            words=self.words,
            suspected=round(self.penalty - self.confirmed, 3),
            confirmed=round(self.confirmed, 3),
            findings=(self.findings - self.confirmed_findings, self.confirmed_findings),
            notes=self._notes(),
            formula=FORMULA,
            blocking=frozenset(self.blocking),
            stopped=stopped,
        )

    def _batch_is_scored(self) -> bool:
        return self.scored_words > 0 and self.scored_words >= self.limits.batch_min_words

    def _notes(self) -> tuple[str, ...]:
        """Where the linear score was not used, and why."""
        notes = []
        limits = self.limits
        if self.unscored:
            one = self.unscored == 1
            notes.append(
                f"{self.unscored} article{' has' if one else 's have'} fewer than "
                f"{limits.min_words:,} words: not judged by penalty per 1,000 words"
            )
        if self.batch_limited and not self._batch_is_scored():
            notes.append(
                f"the batch has {self.scored_words:,} words in articles that are long enough, "
                f"fewer than {limits.batch_min_words:,}: not judged by penalty per 1,000 words"
            )
        return tuple(notes)

    def _batch_limits(self, metrics: Mapping[str, float]) -> None:
        """The limits of the batch; on its penalty, the mean of those of its articles by words."""
        limits = self.limits
        if self._batch_is_scored() and self.scored_penalty > self.allowed_penalty:
            rate = 1000 * self.scored_penalty / self.scored_words
            most = round(1000 * self.allowed_penalty / self.scored_words, 3)
            what = f"expected penalty {rate:.1f} per 1,000 words in {self.scored_words:,} words"
            name = _key("batch_penalty_per_1000_words", self.sourced_words == self.scored_words)
            self._breach(name, rate, most, None, what)
        if limits.new_findings is not None and self.findings > limits.new_findings:
            known = "that the baseline does not know" if self.with_baseline else "(no baseline)"
            what = f"{self.findings} findings {known}"
            self._breach("new_findings", self.findings, limits.new_findings, None, what)
        for name, limit in limits.metrics.items():
            if name in metrics and worse(name, metrics[name], limit):
                what = f"{name} {metrics[name]:.1f} against the reference"
                self._breach(f"metrics.{name}", metrics[name], limit, None, what)


def _key(limit: str, sourced: bool) -> str:
    """What a limit is called in the configuration."""
    return f"source_{limit}" if sourced else limit


def _model_alone(finding: Finding) -> bool:
    """Only the learned model sees it: no rule stands behind the finding."""
    checks = (finding.check, *finding.merged)
    return Evidence.MODEL in finding.evidence and all(map(only_points, checks))


def worse(name: str, value: float, limit: float) -> bool:
    """Whether a metric's value is on the wrong side of its limit."""
    return value > limit if name in LOWER_IS_BETTER else value < limit


def _named(path: str, id: str) -> str:
    return path if path.replace("\\", "/").endswith(id) else f"{path} [{id}]"


def judge(items: Sequence[DocumentReport], limits: Limits) -> Verdict:
    """The verdict on reports that are already there."""
    gate = Gate(limits)
    for item in items:
        gate.add(item)
    return gate.verdict()
