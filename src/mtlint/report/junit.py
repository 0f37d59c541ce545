"""JUnit XML: a suite for each article, a test for each finding.

Without a gate every finding that is no note is a failed test. With one, those fail that break a
limit, and a test for each limit that was passed; what the gate lets pass is skipped, with the
reason.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from mtlint.report.places import path_of, probability, sentence
from mtlint.report.text import place_of
from mtlint.report.verdict import breach_line, headline, sums
from mtlint.report.xml_ import document, element
from mtlint.types import DocumentReport, Finding, Report, Verdict


def render(report: Report) -> str:
    """The report as a testsuites document."""
    root = element(None, "testsuites", name="mtlint")
    for item in report.documents:
        _suite(root, item, report.verdict)
    if report.failures:
        suite = element(root, "testsuite", name="not complete")
        for failure in report.failures:
            case = element(suite, "testcase", classname="mtlint", name=failure.where, time=0)
            element(case, "error", str(failure), type="failure", message=failure.what)
    if report.verdict is not None:
        _gate(root, report.verdict)
    for suite in (*root, root):
        _count(suite)
    return document(root)


def _count(suite: ET.Element) -> None:
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    suite.set("tests", str(sum(1 for _ in suite.iter("testcase"))))


def _suite(root: ET.Element, item: DocumentReport, verdict: Verdict | None) -> None:
    suite = element(root, "testsuite", name=item.document.id, file=path_of(item.document), time=0)
    for finding in item.findings:
        name = f"{finding.rank}. {finding.check}, {place_of(finding)}"
        case = element(suite, "testcase", classname=path_of(item.document), name=name, time=0)
        if finding.line is not None:
            case.set("line", str(finding.line))
        text = sentence(item.document, finding)
        label = f"{finding.severity}, {probability(finding)}: {text}"
        passes = verdict and (item.document.id, finding.fingerprint) not in verdict.blocking
        if passes or finding.is_note:
            why = "a note" if finding.is_note else "within the gate's limits"
            element(case, "skipped", message=f"{why}: {label}")
            element(case, "system-out", _details(finding))
        else:
            element(case, "failure", _details(finding), type=str(finding.severity), message=label)
    if not item.findings:
        name = "no suspected errors"
        element(suite, "testcase", classname=path_of(item.document), name=name, time=0)


def _details(finding: Finding) -> str:
    """What the message leaves out, a line each."""
    lines = [
        f"check: {finding.check}",
        f"category: {finding.category}",
        f"severity: {finding.severity}",
        f"confidence: {finding.confidence}",
        f"segment: {finding.segment}",
        f"start: {finding.start}",
        f"end: {finding.end}",
        f"fingerprint: {finding.fingerprint}",
        f"text: {' '.join(finding.text.split())}",
    ]
    lines += [f"also in segment {r.segment}: {' '.join(r.text.split())}" for r in finding.related]
    return "\n".join(lines)


def _gate(root: ET.Element, verdict: Verdict) -> None:
    suite = element(root, "testsuite", name="gate", time=0)
    for breach in verdict.breaches:
        where = breach.document or "batch"
        name = f"gate.{breach.limit}: {where}"
        case = element(suite, "testcase", classname="mtlint.gate", name=name, time=0)
        element(case, "failure", breach_line(breach), type="gate", message=breach.what)
    case = element(suite, "testcase", classname="mtlint.gate", name="verdict", time=0)
    if verdict.stopped:
        element(case, "error", type="incomplete", message=verdict.stopped)
    element(case, "system-out", "\n".join([headline(verdict), *sums(verdict)]))
