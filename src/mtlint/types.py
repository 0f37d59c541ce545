"""Every record that travels between rooms. Frozen, plain; of mtlint only MQM's names are imported.

Coordinates: spans are half-open and count Unicode code points. A `Segment.target` is always an
exact slice of its document: for articles `Document.text[offset : offset + len(target)]`, for
inputs that carry segments the segment's own text, with `offset` 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from mtlint.mqm import Category as Category
from mtlint.mqm import Severity as Severity


class Evidence(StrEnum):
    """What a finding was drawn from."""

    TARGET = "target"
    SOURCE = "source"
    REFERENCE = "reference"
    GLOSSARY = "glossary"
    MODEL = "model"


class Part(StrEnum):
    """Which part of the article a segment belongs to."""

    HEADLINE = "headline"
    BODY = "body"


class Role(StrEnum):
    """What a segment is: one heading line, one sentence of ours, or a unit given by the input.

    A unit may hold several sentences, or be a heading that the input did not mark as one.
    """

    HEADING = "heading"
    SENTENCE = "sentence"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of target text that is checked as one.

    `paragraph` numbers the paragraphs of the document from 0; segments of one paragraph follow
    one another. `offset` is the code point in `Document.text` where `target` starts (0 when the
    input carried its own segments).
    """

    id: int | str
    target: str
    part: Part = Part.BODY
    role: Role = Role.UNIT
    paragraph: int = 0
    offset: int = 0
    source: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a glossary: approved translations of a source term, best first, and wrong ones.

    `source` is "" where only the translation is known. Languages are BCP 47 tags; None fits all.
    """

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What is known of a source term: its usual rendering, and in how many segments it has it.

    `key` is the rendering as it is compared, `text` as it is written most often; `times` of
    `total` segments with the term have it.
    """

    source: str
    key: tuple[str, ...]
    text: str
    times: int
    total: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of the page that is not text of the article: kept out of checks and word count."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A comment in the article that silences checks for the text it stands at.

    `start` and `end` are code points in `Document.text`, `checks` dotted prefixes, `line` where
    the comment stands in the file. A silence without text to stand at covers nothing.
    """

    checks: tuple[str, ...]
    reason: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article: headline and body, cut into segments.

    `segmented` tells that the input carried its own segments, so that positions are given within
    a segment's target. `text` is the text that positions point into otherwise. `extracted` tells
    that `text` was taken out of another format (HTML, .docx) and travels with the report. `line`
    is where a batch has the article's record.
    """

    id: str
    segments: tuple[Segment, ...]
    text: str = ""
    headline: str | None = None
    path: str | None = None
    source_lang: str | None = None
    target_lang: str = "en"
    furniture: tuple[Furniture, ...] = ()
    segmented: bool = False
    extracted: bool = False
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done: an input not read, a check that crashed.

    `absent` tells that there was nothing to check (no such file, an empty one) rather than
    something that could not be checked.
    """

    where: str
    what: str
    remedy: str = ""
    line: int | None = None
    absent: bool = False

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line else self.where
        return f"{place}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one segment, by the segment's index in its document."""

    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ModelSpan:
    """A suspect stretch of a segment's target, as the learned model sees it (half-open).

    `error` and `major` are mean probabilities over its words that a professional marks them (at
    all, as a major error), `peak` is the highest `error` among them, `words` their number,
    `score` what such spans are ranked by, `kind` the kind of error ("": not sure), and
    `contrast` the log-odds by which the span is more suspect than its segment as a whole.
    """

    start: int
    end: int
    error: float
    major: float
    peak: float
    words: int
    score: float
    kind: str = ""
    contrast: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelView:
    """What the learned model says of one segment: suspect spans and the expected MQM penalty."""

    spans: tuple[ModelSpan, ...]
    risk: float
    major: float


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: a place, a message, and what the ranker may learn from.

    `features` are names (not texts) of what sets this hit apart from others of its check;
    calibration keeps a confidence for each. `score` is a continuous strength, where a check has
    one (higher = surer); calibration maps it to a probability.
    """

    segment: int
    start: int
    end: int
    message: str
    suggestion: str | None = None
    related: tuple[Place, ...] = ()
    features: tuple[str, ...] = ()
    score: float | None = None


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
    place. `merged` names the other checks whose findings at the same place this one absorbed, and
    `covers` the fingerprints of all that it absorbed or gathered. `confirmed` tells that a person
    has said that it is an error; until then it is suspected.
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

    @property
    def cost(self) -> float:
        """Expected MQM penalty: what the ranking orders by.

        The confidence times `weight`, the mean MQM points of what professionals mark at such
        places, or the points of the severity where that is not known. A finding that a person
        confirmed counts the points of its severity in full.
        """
        if self.confirmed:
            return self.severity.weight
        points = self.severity.weight if self.weight is None else self.weight
        return points * self.confidence


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

    `known` holds the fingerprints of the baseline that were met here.
    """

    document: Document
    words: int
    findings: tuple[Finding, ...]
    segments: tuple[SegmentRisk, ...]
    score: Score
    suppressed: int = 0
    failures: tuple[Failure, ...] = ()
    known: tuple[str, ...] = ()


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
