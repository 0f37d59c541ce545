"""Checkstyle XML: an error element for each finding, grouped by file."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from mtlint.report.places import Places, level, path_of, probability, sentence
from mtlint.report.xml_ import document, element
from mtlint.types import Report

_SEVERITY = {"error": "error", "warning": "warning", "note": "info"}


def render(report: Report) -> str:
    """The report as a checkstyle document; failures are errors of their files."""
    root = element(None, "checkstyle", version="8.0")
    files: dict[str, ET.Element] = {}

    def file(name: str) -> ET.Element:
        if name not in files:
            files[name] = element(root, "file", name=name)
        return files[name]

    for item in report.documents:
        places, parent = Places(item.document), file(path_of(item.document))
        for finding in item.findings:
            region = places.region(finding)
            text = sentence(item.document, finding)
            made = element(
                parent,
                "error",
                line=region.line,
                severity=_SEVERITY[level(finding)],
                message=f"{text} ({finding.severity}, {probability(finding)})",
                source=f"mtlint.{finding.check}",
            )
            if region.column is not None:
                made.set("column", str(region.column))
    for failure in report.failures:
        parent = file(failure.where)
        line = failure.line or 1
        text = str(failure)
        element(parent, "error", line=line, severity="error", message=text, source="mtlint")
    return document(root)
