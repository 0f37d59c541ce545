"""CSV: one finding a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any

from mtlint.report.excerpt import suggested, surroundings
from mtlint.types import Document, Finding, Report

COLUMNS = (
    "document",
    "rank",
    "severity",
    "confidence",
    "check",
    "category",
    "text",
    "suggestion",
    "message",
    "before",
    "after",
    "also",
    "part",
    "segment",
    "line",
    "column",
    "start",
    "end",
    "evidence",
    "path",
    "fingerprint",
)
# What makes a spreadsheet read a cell as a formula (OWASP, "CSV Injection"), full-width forms
# included, also behind leading space.
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n|%")
_CONTEXT = 40


def safe(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it, and without the
    control characters that no spreadsheet can show."""
    cell = "".join(c if c >= " " or c in "\n\t" else "\ufffd" for c in cell)
    cell = cell.encode("utf-8", "replace").decode("utf-8")
    stripped = cell.lstrip()
    if (cell and cell[0] in _FORMULA) or (stripped and stripped[0] in _FORMULA):
        return "'" + cell
    return cell


def _row(document: Document, finding: Finding) -> dict[str, Any]:
    around, start, end = surroundings(document, finding)
    segment = document.segments[finding.segment_index]
    text: dict[str, str] = {
        "document": document.id,
        "severity": str(finding.severity),
        "check": finding.check,
        "category": str(finding.category),
        "text": finding.text,
        "suggestion": suggested(finding.text, finding.suggestion) if finding.suggestion else "",
        "message": finding.message,
        "before": around[max(0, start - _CONTEXT) : start],
        "after": around[end : end + _CONTEXT],
        "also": " | ".join(r.text for r in finding.related),
        "part": str(segment.part),
        "segment": str(finding.segment),
        "evidence": " ".join(str(e) for e in finding.evidence),
        "path": document.path or "",
        "fingerprint": finding.fingerprint,
    }
    row: dict[str, Any] = {name: safe(value) for name, value in text.items()}
    row |= {
        "rank": finding.rank,
        "confidence": finding.confidence,
        "line": finding.line,
        "column": finding.column,
        "start": finding.start,
        "end": finding.end,
    }
    return row


def render(report: Report) -> str:
    """The findings as comma-separated values with a header row."""
    out = io.StringIO()
    # Not by pandas: a spreadsheet of some dozen rows is no reason to load it.
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_row(d.document, f) for d in report.documents for f in d.findings)
    return out.getvalue()
