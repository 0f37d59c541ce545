"""Reviewdog's diagnostic format (rdjson): ranges with UTF-8 byte columns, suggestions."""

from __future__ import annotations

from typing import Any

from mtlint.report.json_ import dumps
from mtlint.report.places import Places, level, path_of, probability, sentence
from mtlint.types import Document, Finding, Report

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(report: Report) -> str:
    """The report as one DiagnosticResult; failures are diagnostics of their files."""
    diagnostics: list[dict[str, Any]] = []
    for item in report.documents:
        places = Places(item.document)
        diagnostics += [_diagnostic(item.document, f, places) for f in item.findings]
    for failure in report.failures:
        location: dict[str, Any] = {"path": failure.where}
        if failure.line is not None:
            location["range"] = {"start": {"line": failure.line}}
        diagnostics.append({"message": str(failure), "location": location, "severity": "ERROR"})
    return dumps({"source": {"name": "mtlint"}, "diagnostics": diagnostics}, indent=1) + "\n"


def _diagnostic(document: Document, finding: Finding, places: Places) -> dict[str, Any]:
    where = _range(finding, places)
    made: dict[str, Any] = {
        "message": f"{sentence(document, finding)} ({finding.severity}, {probability(finding)})",
        "location": {"path": path_of(document), "range": where},
        "severity": _SEVERITY[level(finding)],
        "code": {"value": finding.check},
    }
    if finding.suggestion is not None and places.has_lines:
        made["suggestions"] = [{"range": where, "text": finding.suggestion}]
    return made


def _range(finding: Finding, places: Places) -> dict[str, Any]:
    region = places.region(finding)
    if region.column is None:
        return {"start": {"line": region.line}}
    return {
        "start": {"line": region.line, "column": places.bytes_before(finding.start) + 1},
        "end": {"line": region.end_line, "column": places.bytes_before(finding.end) + 1},
    }
