"""SARIF 2.1.0, as code-scanning services read it: level, rank, precision, stable fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from mtlint.report.json_ import dumps, verdict_record
from mtlint.report.places import Places, Region, level, path_of, probability, sentence
from mtlint.types import CheckInfo, DocumentReport, Failure, Finding, Related, Report, Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "mtlintContext/v1"
_LEVEL = {"critical": "error", "major": "error", "minor": "warning", "neutral": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}
_WORST = Severity.CRITICAL.weight


def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    run: dict[str, Any] = {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            r for i in report.documents for r in _results(i, [c.id for c in report.checks])
        ],
    }
    properties = {"mtlint/signature": dict(report.signature)}
    if report.verdict is not None:
        properties["mtlint/gate"] = verdict_record(report.verdict)
    run["properties"] = properties
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _driver(report: Report) -> dict[str, Any]:
    return {
        "name": "mtlint",
        "semanticVersion": str(report.signature.get("version", "0")),
        "rules": [_rule(check) for check in report.checks],
    }


def _rule(check: CheckInfo) -> dict[str, Any]:
    first, _, rest = check.docs.strip().partition("\n")
    return {
        "id": check.id,
        "name": "".join(p.title() for p in check.id.replace("-", ".").split(".")),
        "shortDescription": {"text": first},
        "fullDescription": {"text": " ".join(rest.split()) or first},
        "help": {
            "text": f"{check.docs.strip()}\n\nmtlint explain {check.id}",
            "markdown": f"{check.docs.strip()}\n\n`mtlint explain {check.id}`",
        },
        "defaultConfiguration": {"level": _LEVEL[str(check.severity)]},
        "properties": {
            "category": str(check.category),
            "precision": _precision(check.precision),
            "problem.severity": _PROBLEM[_LEVEL[str(check.severity)]],
            "tags": ["machine-translation", *str(check.category).split("/")],
        },
    }


def _precision(share: float | None) -> str:
    """The measured share in the words that code scanning knows; unmeasured checks are low."""
    if share is None:
        return "low"
    return next(w for w, least in (("very-high", 0.9), ("high", 0.7), ("medium", 0.5), ("low", 0))
                if share >= least)  # fmt: skip


def _invocation(report: Report) -> dict[str, Any]:
    return {
        "executionSuccessful": not report.failures,
        "toolExecutionNotifications": [_notification(f) for f in report.failures],
    }


def _notification(failure: Failure) -> dict[str, Any]:
    made: dict[str, Any] = {"level": "error", "message": {"text": str(failure)}}
    if failure.line is not None:
        made["locations"] = [_location(failure.where, Region(failure.line, None, 0, None))]
    return made


def _results(item: DocumentReport, rules: list[str]) -> Iterable[dict[str, Any]]:
    places, path = Places(item.document), path_of(item.document)
    for finding in item.findings:
        text = f"{sentence(item.document, finding)} ({finding.severity}, {probability(finding)})"
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "level": level(finding),
            "rank": round(100 * finding.cost / _WORST, 2),
            "message": {"text": text},
            "locations": [_location(path, places.region(finding), finding)],
            "partialFingerprints": {FINGERPRINT: finding.fingerprint},
            "properties": _properties(item, finding),
        }
        if finding.check in rules:
            result["ruleIndex"] = rules.index(finding.check)
        if finding.related:
            result["relatedLocations"] = [
                _location(path, places.region(r), r, number)
                for number, r in enumerate(finding.related, 1)
            ]
        if finding.suggestion is not None and places.has_lines:
            result["fixes"] = [_fix(path, places.region(finding), finding.suggestion)]
        yield result


def _properties(item: DocumentReport, finding: Finding) -> dict[str, Any]:
    return {
        "document": item.document.id,
        "segment": finding.segment,
        "start": finding.start,
        "end": finding.end,
        "severity": str(finding.severity),
        "category": str(finding.category),
        "confidence": finding.confidence,
        "confirmed": finding.confirmed,
        "evidence": [str(e) for e in finding.evidence],
    }


def _location(
    path: str, region: Region, place: Finding | Related | None = None, id: int | None = None
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(path)},
            "region": _region(region),
        }
    }
    if place is not None:
        if place.text:
            made["physicalLocation"]["region"]["snippet"] = {"text": place.text}
        made["logicalLocations"] = [{"name": f"segment {place.segment}", "kind": "segment"}]
    if id is not None and place is not None:
        made |= {"id": id, "message": {"text": f"“{place.text}”"}}
    return made


def _uri(path: str) -> str:
    """The path as part of a URI: its bytes as the file system has them, UTF-8 or not.

    >>> _uri("u/a b.txt"), _uri("u/lat\\udce9.txt"), _uri("id \\ud800")
    ('u/a%20b.txt', 'u/lat%E9.txt', 'id%20%3F')
    """
    try:
        return quote(path, safe="/:", errors="surrogateescape")
    except UnicodeEncodeError:  # an id with half a character in it, which no file system has
        return quote(path, safe="/:", errors="replace")


def _region(region: Region) -> dict[str, Any]:
    made = {"startLine": region.line}
    if region.column is not None and region.end_column is not None:
        made |= {
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    return made


def _fix(path: str, region: Region, suggestion: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(region), "insertedContent": {"text": suggestion}}
    change = {"artifactLocation": {"uri": _uri(path)}, "replacements": [replacement]}
    return {"description": {"text": "mtlint's suggestion"}, "artifactChanges": [change]}
