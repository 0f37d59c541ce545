"""GitHub annotations: workflow commands, most costly first, escaped as the runner reads them."""

from __future__ import annotations

import re

from mtlint.report.places import Places, level, path_of, probability, sentence
from mtlint.report.verdict import breach_line, headline
from mtlint.types import DocumentReport, Finding, Report

_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def escape_data(text: str) -> str:
    """A message: percent signs and line ends would end or change the command."""
    text = _CONTROL.sub("\ufffd", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property's value: colons and commas would end it too."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def command(name: str, message: str, **properties: object) -> str:
    """One workflow command on a line."""
    parts = [f"{k}={escape_property(str(v))}" for k, v in properties.items() if v is not None]
    return f"::{name} {','.join(parts)}::{escape_data(message)}" if parts else (
        f"::{name}::{escape_data(message)}"
    )  # fmt: skip


def render(report: Report) -> str:
    """The report as workflow commands. GitHub shows few of each kind: the costliest come first."""
    found = [(item, f) for item in report.documents for f in item.findings]
    found.sort(key=lambda pair: -pair[1].cost)
    places = {id(item): Places(item.document) for item in report.documents}
    lines = [command("error", str(f), file=f.where, line=f.line, title="mtlint: not complete")
             for f in report.failures]  # fmt: skip
    if report.verdict is not None and not report.verdict.passed:
        lines.append(command("error", headline(report.verdict), title="mtlint gate"))
        lines += [command("error", breach_line(b), title="mtlint gate")
                  for b in report.verdict.breaches]  # fmt: skip
    lines += [_annotation(item, f, places[id(item)]) for item, f in found]
    return "".join(line + "\n" for line in lines)


def _annotation(item: DocumentReport, finding: Finding, places: Places) -> str:
    region = places.region(finding)
    # The runner's end column is inclusive, and columns count only where one line is marked.
    one_line = region.column is not None and region.end_line == region.line
    last = max(region.column or 1, (region.end_column or 1) - 1) if one_line else None
    return command(
        _COMMAND[level(finding)],
        sentence(item.document, finding),
        file=path_of(item.document),
        line=region.line,
        endLine=region.end_line,
        col=region.column if one_line else None,
        endColumn=last,
        title=f"{finding.check} ({finding.severity}, {probability(finding)})",
    )
