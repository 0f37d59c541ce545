"""JSON: the whole report as one object (`mtlint.report/1`), or one document a line."""

from __future__ import annotations

import json
from typing import Any

from mtlint.types import DocumentReport, Failure, Finding, Related, Report, Verdict

SCHEMA = "mtlint.report/1"


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as the contract lays it out; absent things are left out."""
    record: dict[str, Any] = {
        "rank": finding.rank,
        "check": finding.check,
        "category": str(finding.category),
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "evidence": [str(e) for e in finding.evidence],
        "message": finding.message,
        "suggestion": finding.suggestion,
        "text": finding.text,
        "segment": finding.segment,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "related": [_related(r) for r in finding.related],
        "fingerprint": finding.fingerprint,
    }
    if finding.merged:
        record["merged"] = list(finding.merged)
    if finding.covers:
        record["covers"] = list(finding.covers)
    if finding.confirmed:
        record["confirmed"] = True
    optional = {"suggestion", "line", "column"}
    return {k: v for k, v in record.items() if v is not None or k not in optional}


def _related(place: Related) -> dict[str, Any]:
    record: dict[str, Any] = {"segment": place.segment, "start": place.start, "end": place.end}
    if place.line is not None:
        record["line"] = place.line
    record["text"] = place.text
    return record


def failure_record(failure: Failure) -> dict[str, Any]:
    """A failure: where, what, and what to do."""
    record: dict[str, Any] = {"where": failure.where, "what": failure.what}
    if failure.line is not None:
        record["line"] = failure.line
    if failure.remedy:
        record["remedy"] = failure.remedy
    return record


def document_record(item: DocumentReport) -> dict[str, Any]:
    """A document with its findings, segments and furniture."""
    doc = item.document
    record: dict[str, Any] = {
        "id": doc.id,
        "path": doc.path,
        "source_lang": doc.source_lang,
        "target_lang": doc.target_lang,
        "headline": doc.headline,
        "words": item.words,
        "furniture": [{"start": f.start, "end": f.end, "kind": f.kind} for f in doc.furniture],
        "score": {
            "penalty": item.score.penalty,
            "per_1000_words": item.score.per_1000_words,
            "grade": item.score.grade,
        },
        "segments": [
            {"id": s.id, "part": str(s.part), "start": s.start, "end": s.end, "risk": s.risk}
            for s in item.segments
        ],
        "findings": [finding_record(f) for f in item.findings],
    }
    if doc.extracted:
        record["text"] = doc.text
    if doc.encoding:
        record["encoding"] = doc.encoding
    if doc.notes:
        record["notes"] = list(doc.notes)
    if item.failures:
        record["failures"] = [failure_record(f) for f in item.failures]
    return record


def dumps(record: Any, indent: int | None = None) -> str:
    """JSON text that is always valid UTF-8: lone surrogates of broken input are escaped."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True, indent=indent)
    return text


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """The gate's verdict: what was passed, by how much, and the sums it rests on."""
    suspected, confirmed = verdict.findings
    return {
        "passed": verdict.passed,
        "stopped": verdict.stopped,
        "breaches": [
            {
                "limit": b.limit,
                "value": b.value,
                "allowed": b.allowed,
                "document": b.document,
                "what": b.what,
            }
            for b in verdict.breaches
        ],
        "penalty": round(verdict.suspected + verdict.confirmed, 3),
        "suspected": {"penalty": verdict.suspected, "findings": suspected},
        "confirmed": {"penalty": verdict.confirmed, "findings": confirmed},
        "words": verdict.words,
        "documents": verdict.documents,
        "notes": list(verdict.notes),
        "formula": verdict.formula,
        "first": [{"where": where, "fingerprint": f.fingerprint} for where, f in verdict.first],
    }


def render(report: Report) -> str:
    """The report as one JSON object."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "signature": dict(report.signature),
        "documents": [document_record(d) for d in report.documents],
        "suppressed": report.suppressed,
        "failures": [failure_record(f) for f in report.failures],
    }
    if report.verdict is not None:
        record["gate"] = verdict_record(report.verdict)
    return dumps(record, indent=1) + "\n"


def render_document(item: DocumentReport) -> str:
    """One line of JSON for one document, for streaming."""
    return dumps(document_record(item)) + "\n"


def render_lines(report: Report) -> str:
    """One JSON document a line; a last line carries failures and the gate's verdict, if any."""
    return "".join(render_document(d) for d in report.documents) + closing_line(report)


def closing_line(report: Report) -> str:
    """The last line of a stream that was not complete, or was judged."""
    record: dict[str, Any] = {}
    if report.failures:
        record["failures"] = [failure_record(f) for f in report.failures]
    if report.verdict is not None:
        record["gate"] = verdict_record(report.verdict)
    return dumps(record) + "\n" if record else ""
