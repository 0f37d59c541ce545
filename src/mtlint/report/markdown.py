"""Markdown for a pull-request comment: the verdict, then the costliest findings of each article."""

from __future__ import annotations

import re

from mtlint.report.excerpt import excerpt, suggested, surroundings, visible
from mtlint.report.places import path_of, probability
from mtlint.report.text import facts, place_of
from mtlint.report.verdict import breach_line, headline, sums
from mtlint.types import DocumentReport, Finding, Report, Verdict

# GitHub refuses comments of more than 65,536 characters.
MOST_CHARACTERS = 60_000
_WIDTH = 70
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
# An @name would call people, a #number or a link would point somewhere: a word joiner breaks them.
_ACTIVE = re.compile(r"@(?=\w)|#(?=\d)|(?<=http)(?=s?://)|(?<=www)(?=\.)|\bGH-(?=\d)")


def inert(text: str) -> str:
    """Text of the article on one line, shown as it is and doing nothing."""
    shown = _SPECIAL.sub(r"\\\1", visible(text))
    return _ACTIVE.sub(lambda m: m.group() + "\u2060", shown)


def render(report: Report) -> str:
    """The report as Markdown; what does not fit into a comment is counted at the end."""
    parts = _verdict(report.verdict) if report.verdict is not None else ["## mtlint", ""]
    for failure in report.failures:
        parts.append(f"- **not complete**: {inert(str(failure))}")
    parts.append("")
    size, left_out = sum(len(p) + 1 for p in parts), 0
    for item in sorted(report.documents, key=lambda d: -d.score.penalty):
        block, cut = _document(item, MOST_CHARACTERS - size)
        parts += block
        left_out += cut
        size += sum(len(p) + 1 for p in block)
    if left_out:
        parts.append(f"{left_out} more findings do not fit into a comment.")
    return "\n".join(parts).rstrip("\n") + "\n"


def _verdict(verdict: Verdict) -> list[str]:
    lines = [f"## mtlint gate: {inert(headline(verdict))}", ""]
    lines += [f"- {inert(breach_line(b))}" for b in verdict.breaches[:20]]
    if len(verdict.breaches) > 20:
        lines.append(f"- and {len(verdict.breaches) - 20} more")
    return [*lines, "", *(f"{inert(line)}  " for line in sums(verdict)), ""]


def _document(item: DocumentReport, room: int) -> tuple[list[str], int]:
    """The table of an article as far as it fits into `room` characters, and how many are cut."""
    doc = item.document
    name = path_of(doc) if path_of(doc).endswith(doc.id) else f"{path_of(doc)} [{doc.id}]"
    head = [f"### {inert(name)}", "", inert(facts(item)), ""]
    if not item.findings:
        return (head, 0) if sum(map(len, head)) + 8 < room else ([], 0)
    head += ["| | severity | where | what | check |", "|---:|---|---|---|---|"]
    used, rows = sum(len(line) + 1 for line in head) + 1, []
    for finding in item.findings:
        row = _row(item, finding)
        if used + len(row) + 1 > room:
            break
        rows.append(row)
        used += len(row) + 1
    cut = len(item.findings) - len(rows)
    return ([*head, *rows, ""] if rows else []), cut


def _row(item: DocumentReport, finding: Finding) -> str:
    shown = excerpt(*surroundings(item.document, finding), _WIDTH)
    span = f"**{inert(shown.span)}**" if shown.span.strip() else inert(shown.span)
    text = f"{inert(shown.before)}{span}{inert(shown.after)}<br>{inert(finding.message)}"
    if finding.suggestion is not None:
        text += f"<br>suggestion: {inert(suggested(finding.text, finding.suggestion))}"
    severity = f"{finding.severity}, {probability(finding)}"
    where = inert(place_of(finding))
    return f"| {finding.rank} | {severity} | {where} | {text} | {inert(finding.check)} |"
