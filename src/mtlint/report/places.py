"""Where a finding stands, in the terms of tools that know files, lines and columns.

Inputs without lines of their own (web pages, Word documents, batches) get the line of their record,
or the first; what is known beyond that goes into the message.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from typing import NamedTuple

from mtlint.report.excerpt import suggested
from mtlint.types import Document, Finding, Related, Severity

_LINE_END = re.compile(r"\r\n|\r|\n")
# Below this a major suspicion is shown as a warning: it is more likely wrong than right.
_LIKELY = 0.5


class Region(NamedTuple):
    """1-based lines and columns (code points); the end is exclusive. Columns are None where the
    input has no lines of its own."""

    line: int
    column: int | None
    end_line: int
    end_column: int | None


class Places:
    """Regions in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.has_lines = not (document.segmented or document.extracted)
        self._starts = [0]
        if self.has_lines:
            self._starts += [m.end() for m in _LINE_END.finditer(document.text)]

    def position(self, offset: int) -> tuple[int, int]:
        """1-based line and column of a code point of the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def region(self, place: Finding | Related) -> Region:
        """Where a finding or a related place stands in the file."""
        if not self.has_lines:
            line = self.document.line or 1
            return Region(line, None, line, None)
        return Region(*self.position(place.start), *self.position(place.end))

    def bytes_before(self, offset: int) -> int:
        """UTF-8 bytes from the start of the line to a code point of the text."""
        start = self._starts[self.position(offset)[0] - 1]
        return len(self.document.text[start:offset].encode("utf-8", "replace"))


def path_of(document: Document) -> str:
    """The document's file with forward slashes, relative to the working folder where it is below
    it; its id where it came from no file."""
    path = document.path
    if not path or path.startswith("<"):
        return document.id
    if os.path.isabs(path):
        below = os.path.relpath(path) if _same_drive(path) else path
        path = path if below.startswith("..") else below
    return path.replace("\\", "/").removeprefix("./")


def _same_drive(path: str) -> bool:
    return os.path.splitdrive(path)[0].lower() == os.path.splitdrive(os.getcwd())[0].lower()


def level(finding: Finding) -> str:
    """error, warning or note: the severity, one step lower for what is more likely wrong."""
    likely = finding.confirmed or finding.confidence >= _LIKELY
    if finding.severity is Severity.CRITICAL:
        return "error"
    if finding.severity is Severity.MAJOR:
        return "error" if likely else "warning"
    if finding.severity is Severity.MINOR:
        return "warning" if likely else "note"
    return "note"


def probability(finding: Finding) -> str:
    """The confidence in words: a percentage, or that a person confirmed it."""
    return "confirmed" if finding.confirmed else f"{finding.confidence:.0%}"


def sentence(document: Document, finding: Finding) -> str:
    """Message, quoted text and suggestion, and the segment where there are no lines to point to."""
    parts = [finding.message]
    if finding.text and finding.text not in finding.message:
        parts.append(f"“{finding.text}”")
    if finding.suggestion is not None:
        parts.append(f"suggestion: {suggested(finding.text, finding.suggestion)}")
    if document.segmented or document.extracted:
        where = f"segment {finding.segment}"
        parts.append(where if document.path is None else f"{document.id}, {where}")
    return " · ".join(parts)
