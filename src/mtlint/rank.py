"""Hits -> ranked Findings: suppress, merge, calibrate, order, score."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mtlint.check import Check
from mtlint.types import Document, Evidence, Finding, Hit, Related, Severity

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with what the ranker decided about it."""

    check: Check
    hit: Hit
    severity: Severity
    confidence: float


class Lines:
    """Line and column of code points in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """1-based line and column."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def evidence_of(check: Check) -> tuple[Evidence, ...]:
    """What a check's findings rest on: the target, and whatever else the check needs."""
    return (Evidence.TARGET, *sorted(check.needs - {Evidence.TARGET}))


def findings_of(document: Document, judged: Iterable[Judged]) -> list[Finding]:
    """Findings in the report's coordinates, not yet merged or ordered."""
    lines = None if document.segmented or document.extracted else Lines(document.text)
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
                message=hit.message,
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


def fingerprint(check: str, text: str, start: int, end: int) -> str:
    """A key that survives edits elsewhere: the check, the quoted text and its near context."""
    before = _SPACE.sub(" ", text[max(0, start - 40) : start]).split(" ")[-4:]
    after = _SPACE.sub(" ", text[end : end + 40]).split(" ")[:4]
    inside = _SPACE.sub(" ", text[start:end])
    raw = "\x1f".join((check, " ".join(before), inside, " ".join(after)))
    return hashlib.blake2b(raw.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Most costly first (severity weight x confidence), then by place; ranks from 1."""
    key = sorted(findings, key=lambda f: (-f.cost, f.segment_index, f.start, f.end, f.check))
    return tuple(replace(f, rank=i) for i, f in enumerate(key, 1))
