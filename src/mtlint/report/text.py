"""Text for a terminal: each finding with its excerpt underlined and the other place beside it."""

from __future__ import annotations

import io
from pathlib import PurePath

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from mtlint.report.excerpt import cells, excerpt, suggested, surroundings, visible
from mtlint.report.places import probability
from mtlint.types import Document, DocumentReport, Finding, Report, Severity

_STYLE = {
    Severity.CRITICAL: "bold magenta",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "dim",
}
_RELATED_SHOWN = 4
# What a file is written in, and what its author put there for no reader: not of a page around it.
_MARKS = frozenset({"markup", "comment", "front-matter", "title", "code", "table", "image"})


def render(report: Report, width: int = 80, color: bool = False) -> str:
    """The report as text of at most `width` columns, with ANSI colours when `color`."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for item in report.documents:
        _document(console, item, width)
    _summary(console, report)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _document(console: Console, item: DocumentReport, width: int) -> None:
    doc = item.document
    console.print(Text(visible(name_of(doc)), style="bold"))
    if doc.headline:
        console.print(Text(visible(doc.headline), style="italic"))
    console.print(Text(facts(item), style="dim"))
    for note in doc.notes:
        console.print(Text(f"note: {visible(note)}", style="dim"))
    for finding in item.findings:
        console.print()
        _finding(console, item, finding, width)
    console.print()


def name_of(document: Document) -> str:
    """What an article is called: its file, and in a batch, which holds several, its id as well."""
    path = document.path
    if not path or document.id in (path.strip("<>"), PurePath(path).name, PurePath(path).stem):
        return path or document.id
    return f"{path} · {document.id}"


def facts(item: DocumentReport) -> str:
    """Words, number of findings and score in one line."""
    notes = sum(f.is_note for f in item.findings)
    n = len(item.findings) - notes
    found = "no suspected errors" if not n else f"{n} suspected error{'s' if n > 1 else ''}"
    parts = [f"{item.words:,} words", found]
    if notes:
        parts.append(f"{notes} note{'s' if notes > 1 else ''}")
    if n:
        score = item.score
        parts.append(
            f"expected penalty {score.penalty:.1f} ({score.per_1000_words:.1f} per 1,000 words)"
        )
        if score.grade:
            parts.append(f"grade {score.grade}")
    pieces = sum(f.kind not in _MARKS for f in item.document.furniture)
    if pieces:
        parts.append(f"{pieces} piece{'s' if pieces > 1 else ''} of page furniture left out")
    return " · ".join(parts)


def _finding(console: Console, item: DocumentReport, finding: Finding, width: int) -> None:
    style = _STYLE[finding.severity]
    head = Text(f"{finding.rank:>3}  ")
    head.append(str(finding.severity), style)
    head.append(f"  {probability(finding)}  ")
    head.append(finding.check, "cyan")
    head.append(f"  {place_of(finding)}", "dim")
    console.print(head)
    shown = excerpt(*surroundings(item.document, finding), width - 7)
    line = Text("     " + shown.before)
    line.append(shown.span, style)
    line.append(shown.after)
    console.print(line, no_wrap=True, overflow="ignore", crop=False)
    pad = " " * (5 + cells(shown.before))
    console.print(Text(pad + "^" * max(1, cells(shown.span)), style), no_wrap=True, crop=False)
    _explain(console, finding)


def _explain(console: Console, finding: Finding) -> None:
    def say(text: str) -> None:
        console.print(Padding(escape(text), (0, 0, 0, 5)))

    say(visible(finding.message))
    if finding.suggestion is not None:
        say(f"suggestion: {visible(suggested(finding.text, finding.suggestion))}")
    for place in finding.related[:_RELATED_SHOWN]:
        where = f"line {place.line}" if place.line else f"segment {place.segment}"
        say(f"also {where}: “{visible(place.text)}”")
    hidden = len(finding.related) - _RELATED_SHOWN
    if hidden > 0:
        say(f"and {hidden} more place{'s' if hidden > 1 else ''}")
    if finding.merged:
        say(f"also seen by: {', '.join(finding.merged)}")


def place_of(finding: Finding) -> str:
    """Where a finding stands, in the words of the input's format."""
    if finding.line is not None:
        return f"line {finding.line}, column {finding.column}"
    return f"segment {visible(str(finding.segment))}"


def _summary(console: Console, report: Report) -> None:
    if len(report.documents) > 1:
        words = sum(d.words for d in report.documents)
        findings = sum(not f.is_note for d in report.documents for f in d.findings)
        console.print(
            f"{len(report.documents):,} documents, {words:,} words, {findings:,} suspected errors"
        )
    if report.suppressed:
        console.print(f"{report.suppressed} suppressed")
    for failure in report.failures:
        console.print(Text(f"not complete: {visible(str(failure))}", style="bold red"))
