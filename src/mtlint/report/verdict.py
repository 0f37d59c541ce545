"""The gate's verdict in words: which limit was passed, by how much, and what to fix first."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.report.excerpt import suggested, visible
from mtlint.report.text import place_of
from mtlint.types import Breach, Finding, Verdict

_BREACHES_SHOWN = 20


def headline(verdict: Verdict) -> str:
    """The verdict in one line."""
    if verdict.breaches:
        n = len(verdict.breaches)
        also = f"; {verdict.stopped}" if verdict.stopped else ""
        return f"FAILED: {n} limit{'s' if n > 1 else ''} passed{also}"
    if verdict.stopped:
        return f"NOT PASSED: {verdict.stopped}"
    return "PASSED"


def breach_line(breach: Breach) -> str:
    """One limit: where, what, and by how much it was passed."""
    where = breach.document if breach.document is not None else "batch"
    over = abs(breach.value - breach.allowed)
    allowed = f"{breach.allowed:g} allowed, {over:.4g} beyond"
    return f"{visible(where)}: {breach.what}; {allowed} (gate.{breach.limit})"


def sums(verdict: Verdict) -> list[str]:
    """Penalty total, word count, suspected against confirmed, and the formula."""
    suspected, confirmed = verdict.findings
    total = verdict.suspected + verdict.confirmed
    lines = [
        f"penalty total {total:.1f} MQM points in {verdict.words:,} evaluated words of "
        f"{verdict.documents:,} article{'s' if verdict.documents != 1 else ''}",
        f"suspected {verdict.suspected:.1f} points ({_findings(suspected)}), "
        f"confirmed {verdict.confirmed:.1f} points ({_findings(confirmed)})",
        *verdict.notes,
        f"formula: {verdict.formula}",
    ]
    return lines


def _findings(n: int) -> str:
    return f"{n} finding" if n == 1 else f"{n} findings"


def fix_line(where: str, finding: Finding) -> str:
    """One finding to fix first, in a line."""
    mark = "confirmed" if finding.confirmed else f"{finding.confidence:.0%}"
    text = visible(finding.text)
    text = text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"
    better = ""
    if finding.suggestion:
        shown = visible(suggested(finding.text, finding.suggestion))
        better = f" → “{shown}”" if shown == visible(finding.suggestion) else f" → {shown}"
    return (
        f"{visible(where)}, {place_of(finding)}: {finding.severity} {mark} {finding.check} "
        f"“{text}”{better}"
    )


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"gate: {headline(verdict)}"
    for breach in verdict.breaches[:_BREACHES_SHOWN]:
        yield f"  {breach_line(breach)}"
    if len(verdict.breaches) > _BREACHES_SHOWN:
        yield f"  and {len(verdict.breaches) - _BREACHES_SHOWN} more"
    for line in sums(verdict):
        yield f"  {line}"
    if verdict.first and verdict.breaches:
        yield "  fix first:"
        for number, (where, finding) in enumerate(verdict.first, 1):
            yield f"    {number}. {fix_line(where, finding)}"


def verdict_text(verdict: Verdict) -> str:
    """The verdict for a terminal or a log."""
    return "\n".join(_lines(verdict)) + "\n"
