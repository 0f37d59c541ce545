"""The column layout of the WMT MQM ratings: a row an error, the span marked `<v>…</v>`.

A segment without findings has one row "No-error", as in the ratings, so that averages come out.
Tabs and line ends, which the layout cannot hold, become spaces.
"""

from __future__ import annotations

from collections.abc import Iterable

from mtlint.types import Category, DocumentReport, Finding, Report, Severity

COLUMNS = (
    "system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity",
)  # fmt: skip
SYSTEM, RATER = "translation", "mtlint"
# The names that the ratings use where they differ from MQM-Core's.
_CATEGORY = {
    Category.UNTRANSLATED: "Accuracy/Untranslated text",
    Category.NON_TRANSLATION: "Non-translation!",
    Category.TERM_WRONG: "Terminology/Inappropriate for context",
    Category.TERM_INCONSISTENT: "Terminology/Inconsistent",
    Category.ENCODING: "Fluency/Character encoding",
    Category.NAME_FORMAT: "Locale convention/Name format",
    Category.NUMBER_FORMAT: "Locale convention/Number format",
    Category.DATE_FORMAT: "Locale convention/Date format",
    Category.DUPLICATION: "Fluency/Duplication",
    Category.MARKUP: "Other",
    Category.OTHER: "Other",
}
_SEVERITY = {
    Severity.CRITICAL: "Critical",
    Severity.MAJOR: "Major",
    Severity.MINOR: "Minor",
    Severity.NEUTRAL: "Neutral",
}


def category_name(category: Category) -> str:
    """A category as the ratings spell it: Fluency/Punctuation."""
    known = _CATEGORY.get(category)
    return known or "/".join(part.capitalize() for part in str(category).split("/"))


def cell(text: str) -> str:
    """Text in one cell; marks of the layout that the text itself holds are made harmless."""
    flat = "".join(" " if c in "\t\r\n\x0b\x0c\x85\u2028\u2029" else c for c in text)
    return flat.encode("utf-8", "replace").decode("utf-8")


def _inert(text: str) -> str:
    return text.replace("<v>", "‹v›").replace("</v>", "‹/v›")


def render(report: Report) -> str:
    """The report as tab-separated values with a header row."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    before = 0
    for item in report.documents:
        rows += _rows(item, before)
        before += len(item.document.segments)
    return "".join("\t".join(cell(c) for c in row) + "\n" for row in rows)


def _rows(item: DocumentReport, before: int) -> Iterable[tuple[str, ...]]:
    """The rows of one article; `doc_id` counts its segments, `seg_id` those of the batch."""
    document = item.document
    by_segment: dict[int, list[Finding]] = {}
    for f in item.findings:
        by_segment.setdefault(f.segment_index, []).append(f)
    for index, segment in enumerate(document.segments):
        place = (str(index + 1), str(before + index + 1))
        head = (SYSTEM, document.id, *place, RATER, segment.source or "")
        for f in sorted(by_segment.get(index, ()), key=lambda f: (f.start, f.end, f.rank)):
            start, end = f.start - segment.offset, f.end - segment.offset
            marked = (
                f"{_inert(segment.target[:start])}<v>{_inert(segment.target[start:end])}</v>"
                f"{_inert(segment.target[end:])}"
            )
            yield (*head, marked, category_name(f.category), _SEVERITY[f.severity])
        if index not in by_segment:
            yield (*head, _inert(segment.target), "No-error", "No-error")
