"""Hits -> ranked Findings: judge, suppress, merge, order, score."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from mtlint.calibration.table import Calibration, load_calibration, subdued
from mtlint.check import Check
from mtlint.config import ACCEPTED, Config
from mtlint.merge import distinguish, fingerprint, gather, merge, only_points, place_of
from mtlint.registry import all_checks, matches, resolve
from mtlint.risk import article_rate
from mtlint.silence import silencer
from mtlint.text.late import late
from mtlint.text.scripts import western
from mtlint.text.tokens import WORD
from mtlint.types import (
    Document,
    Evidence,
    Finding,
    Hit,
    Part,
    Related,
    Score,
    Severity,
)

# Scripts written without spaces between words: Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar.
_UNSPACED = late(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)


# From here on a finding is rather right than wrong.
CONFIDENT = 0.5
# Power of the points in the order. The points of a kind of finding say little of a single one.
POINTS = 0.25


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with what the ranker decided about it; `overlap` and `doubt` as in a `Finding`."""

    check: Check
    hit: Hit
    severity: Severity
    confidence: float
    overlap: float
    weight: float | None = None
    doubt: float = 0.0


class Lines:
    """Line and column of code points in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """1-based line and column."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the ranker makes of a document's hits.

    `costs` is the expected MQM penalty of the findings of each segment, `rule_costs` that of those
    that do not rest on the learned model, and of notes were they errors: too weak to be told as
    such, they still make a segment suspect; `article_rate` is what these tell of the whole article
    (`mtlint.risk`). They count what a display filter (`min_confidence`,
    `top`) leaves out, so that a score does not depend on how much of a report is shown. `hidden`
    counts the findings that a person or the configuration silenced; `known` holds the fingerprints
    of the baseline that were met; `notes` tell of comments that silenced nothing.
    """

    findings: tuple[Finding, ...]
    costs: tuple[float, ...]
    rule_costs: tuple[float, ...]
    article_rate: float
    hidden: int
    known: tuple[str, ...]
    notes: tuple[str, ...] = ()


def rank(
    document: Document,
    hits: Sequence[tuple[Check, Hit]],
    config: Config,
    calibration: Calibration,
) -> Ranked:
    """The findings of a document, most costly first.

    Hidden are the findings of ignored checks, of names and terms that are right, of places that a
    comment silences, and those that a baseline accepts.
    """
    table = calibration.for_language(document.target_lang)
    judged = [item for check, hit in hits if (item := judge(check, hit, config, table))]
    found = distinguish(findings_of(document, judged))
    decisions = config.decisions
    silenced = silencer(document, config)
    kept, hidden = [], 0
    for finding in found:
        decision = decisions.get(finding.fingerprint)
        if decision == ACCEPTED or matches(finding.check, config.ignore) or silenced(finding):
            hidden += 1
        else:
            kept.append(replace(finding, confirmed=True) if decision else finding)
    merged = merge(gather(kept))
    costs = costs_of(document, merged)
    # A segment's risk weighs what rules say; what networks say of it has a part of its own there.
    told = [f for f in kept if Evidence.MODEL not in f.evidence]
    if len(told) < len(kept):
        merged = merge(gather(told))
    rule_costs = costs_of(document, merged, doubts=True)
    rate = article_rate(document, merged)
    found_here = merge(gather([f for f in kept if is_shown(f, config)]))
    shown = order(found_here, headline_of(document), config.headline_weight)
    known = tuple(sorted({f.fingerprint for f in found} & decisions.keys()))
    ids = [c.id for c in all_checks()] if document.silences else []
    notes = tuple(silenced.idle(ids))
    return Ranked(shown[: config.top], costs, rule_costs, rate, hidden, known, notes)


def costs_of(
    document: Document, findings: Iterable[Finding], *, doubts: bool = False
) -> tuple[float, ...]:
    """The expected MQM penalty of findings that were merged, by segment; with `doubts` also what
    notes would cost were they errors."""
    costs = [0.0] * len(document.segments)
    for finding in findings:
        if finding.whole:
            costs = [cost + finding.cost for cost in costs]
            continue
        costs[finding.segment_index] += finding.cost
        if doubts and finding.is_note:
            costs[finding.segment_index] += finding.doubt
    return tuple(costs)


def is_shown(finding: Finding, config: Config) -> bool:
    """Sure enough to be shown. A rule that switches a check on lifts `min_confidence` for it: who
    asks for a check wants to see what it finds."""
    asked = resolve(finding.check, config.rules, "") not in {"", "off"}
    return asked or finding.confirmed or finding.confidence >= config.min_confidence


def judge(check: Check, hit: Hit, config: Config, calibration: Calibration) -> Judged | None:
    """What a hit is worth under this configuration; None when it is not to be counted.

    A rule that names a severity sets it. A rule that switches the check on also lifts what its
    calibration asks of score and features. Where a check is on and says that weak hits are worth
    knowing, these become notes: they cost nothing.
    """
    if config.select and not matches(check.id, config.select):
        return None
    rule = resolve(check.id, config.rules, "")
    confidence = confidence_of(check, hit, calibration)
    overlap = hit.overlap
    if overlap is None:
        overlap = calibration.overlap(check.id, hit.features) * confidence * math.sqrt(confidence)
    overlap = min(1.0, max(0.0, overlap))
    weight = calibration.weight(check.id)
    wanted = calibration.wanted(check.id, hit.features, hit.score) or check.id in config.select
    if rule == "off" or (not rule and not wanted):
        if not check.noted or rule or not calibration.enabled(check.id):
            return None
        doubt = confidence * (check.severity.weight if weight is None else weight)
        # What claims no error is never confident.
        return Judged(check, hit, Severity.NEUTRAL, subdued(confidence), overlap, 0.0, doubt)
    if rule in {"", "on"}:
        return Judged(check, hit, check.severity, confidence, overlap, weight)
    return Judged(check, hit, Severity(rule), confidence, overlap)


def confidence_of(check: Check, hit: Hit, calibration: Calibration) -> float:
    """The calibrated probability; what the check states itself where it was never calibrated."""
    if check.confidence is not None and calibration.precision(check.id) is None:
        return check.confidence
    return calibration.confidence(check.id, hit.features, hit.score)


def evidence_of(check: Check) -> tuple[Evidence, ...]:
    """What a check's findings rest on: the target, and whatever else the check needs."""
    return (Evidence.TARGET, *sorted(check.needs - {Evidence.TARGET}))


def findings_of(document: Document, judged: Sequence[Judged]) -> list[Finding]:
    """Findings in the report's coordinates, not yet merged or ordered."""
    placed = bool(judged) and not (document.segmented or document.extracted)
    lines = Lines(document.text) if placed else None
    found = []
    for item in judged:
        hit, check = item.hit, item.check
        segment = document.segments[hit.segment]
        base = segment.offset
        line, column = lines.position(base + hit.start) if lines else (None, None)
        found.append(
            Finding(
                check=check.id,
                category=check.category,
                severity=item.severity,
                confidence=round(item.confidence, 3),
                evidence=evidence_of(check),
                message=hit.message[:1].upper() + hit.message[1:],
                text=segment.target[hit.start : hit.end],
                segment=segment.id,
                start=base + hit.start,
                end=base + hit.end,
                segment_index=hit.segment,
                suggestion=hit.suggestion,
                line=line,
                column=column,
                related=tuple(_related(document, hit, lines)),
                fingerprint=fingerprint(check.id, segment.target, hit.start, hit.end),
                weight=item.weight,
                overlap=item.overlap,
                doubt=item.doubt,
                whole=check.alone,
            )
        )
    return found


def _related(document: Document, hit: Hit, lines: Lines | None) -> Iterable[Related]:
    for place in hit.related:
        segment = document.segments[place.segment]
        start, end = segment.offset + place.start, segment.offset + place.end
        yield Related(
            segment.id,
            start,
            end,
            segment.target[place.start : place.end],
            lines.position(start)[0] if lines else None,
        )


def urgency(finding: Finding, headline: Collection[int], weight: float) -> float:
    """What findings are ordered by: how much of a professional's mark a finding is expected to
    meet, times the root of how sure its place is to be marked (both are in `Finding.overlap`) and
    the fourth root of the MQM points of such marks; in the headline `weight` times that, but for
    what the learned model doubts, which doubts headlines for being terse; those that a person
    confirmed come first of all.

    `headline` are the indexes of its segments. At most `most_urgent(weight)`.
    """
    dear = finding.overlap * math.pow(finding.points, POINTS)
    if finding.segment_index in headline and not any(
        map(only_points, (finding.check, *finding.merged))
    ):
        dear *= weight
    return dear + most_urgent(weight) / 2 if finding.confirmed else dear


def most_urgent(weight: float) -> float:
    """The urgency of a confirmed critical error in the headline that lies where a mark would."""
    return 2 * max(1.0, weight) * math.pow(Severity.CRITICAL.weight, POINTS)


def headline_of(document: Document) -> frozenset[int]:
    """Indexes of the segments that are the headline."""
    return frozenset(i for i, s in enumerate(document.segments) if s.part is Part.HEADLINE)


def order(
    findings: Iterable[Finding], headline: Collection[int] = (), weight: float = 1.0
) -> tuple[Finding, ...]:
    """Most urgent first, then by place, notes last; ranks from 1."""
    key = sorted(findings, key=lambda f: (f.is_note, -urgency(f, headline, weight), place_of(f)))
    return tuple(replace(f, rank=i) for i, f in enumerate(key, 1))


def words_in(document: Document, known: Sequence[int] = ()) -> int:
    """Evaluated words: those of the segments, furniture left out.

    Scripts that part no words (Chinese, Japanese, Thai …) count one word for two characters.
    `known`: how many words each segment was cut into, where that was done already.
    """
    total = 0
    for i, segment in enumerate(document.segments):
        text, unspaced = segment.target, 0
        if not western(text):
            text, unspaced = _UNSPACED.subn(" ", text)
            total += (unspaced + 1) // 2
        total += known[i] if known and not unspaced else len(WORD.findall(text))
    return total


def score(
    document_words: int,
    costs: Iterable[float],
    calibration: Calibration | None = None,
    kind: str = "rules",
) -> Score:
    """Expected MQM penalty of what was found in a document, per 1,000 words, and its grade among
    those of the `kind` (`Calibration.grades`).

    The sum over findings was preferred to the sum of the learned segment risks: on 150 articles
    of the training files that the model had not seen they foretell the raters' penalty per 1,000
    words equally well (Spearman .29 and .26), and only the former falls when a finding is mended
    or accepted, which a limit of the gate needs.
    """
    penalty = sum(costs)
    per_1000 = 1000 * penalty / max(1, document_words)
    grades = (calibration or load_calibration()).grades(kind)
    grade = next((name for name, limit in grades if per_1000 <= limit), "F" if grades else "")
    return Score(round(penalty, 3), round(per_1000, 3), grade)
