"""A report made by hand that is hard to write down: for the formats' goldens and parsers.

It holds what breaks formats: line ends of every kind, wide and astral characters, markup, commas,
colons, percent signs, tabs, control characters, lone surrogates, a span over two lines, an empty
span, a finding without suggestion and one whose suggestion is empty, articles with and without
lines, ids that look like commands, and a gate that failed.
"""

from __future__ import annotations

from mtlint.config import Limits
from mtlint.gate import Gate
from mtlint.types import (
    Category,
    CheckInfo,
    Document,
    DocumentReport,
    Evidence,
    Failure,
    Finding,
    Part,
    Related,
    Report,
    Score,
    Segment,
    SegmentRisk,
    Severity,
)

TEXT = (
    "=SUM(A1) plan: 100%, <b>done</b>\r\n\r\n"
    "The 𐐀 代表 met | the @editor. , and `left`\r\nthe \u0007hall #1.\r\n\r\n"
    "The End -->]]> ::error::"
)
CHECKS = {
    "punctuation.stray": (Category.PUNCTUATION, Severity.MINOR, 0.41),
    "consistency.headline-body": (Category.TERM_INCONSISTENT, Severity.MAJOR, 0.92),
    "residue.mojibake": (Category.ENCODING, Severity.CRITICAL, None),
}


def found(check: str, document: Document, at: int, text: str, rank: int, **rest: object) -> Finding:
    """A finding of `check` at the code point `at` of the document (or of its segment)."""
    category, severity, _ = CHECKS[check]
    index = next(
        i for i, s in enumerate(document.segments) if s.offset <= at <= s.offset + len(s.target)
    )
    values: dict[str, object] = {
        "confidence": 0.83,
        "evidence": (Evidence.TARGET,),
        "message": f"“{text}”: wrong, 100%: see\nbelow | <b>&amp;</b>",
        "segment_index": index,
        "segment": document.segments[index].id,
        "fingerprint": f"{check}-{document.id}-{at}".replace("=", "").lower(),
    }
    if not document.segmented and not document.extracted:
        before = document.text[:at].replace("\r\n", "\n")
        values["line"] = before.count("\n") + 1
        values["column"] = len(before) - before.rfind("\n")
    return Finding(
        check=check, category=category, severity=severity, text=text, rank=rank,
        start=at, end=at + len(text),
        **{**values, **rest},  # type: ignore[arg-type]
    )  # fmt: skip


def reported(document: Document, findings: tuple[Finding, ...], words: int) -> DocumentReport:
    """The report of a document with these findings."""
    risks = tuple(
        SegmentRisk(s.id, s.part, s.offset, s.offset + len(s.target), 2.0)
        for s in document.segments
    )
    penalty = sum(f.cost for f in findings)
    score = Score(round(penalty, 3), round(1000 * penalty / words, 3), "C")
    return DocumentReport(document, words, findings, risks, score)


def _text_file() -> DocumentReport:
    pieces = [(0, 32, Part.HEADLINE), (36, len(TEXT) - 28, Part.BODY)]
    pieces.append((len(TEXT) - 24, len(TEXT), Part.BODY))
    segments = tuple(
        Segment(i, TEXT[s:e], part, paragraph=i, offset=s)
        for i, (s, e, part) in enumerate(pieces, 1)
    )
    document = Document("plan, v1: 100%.txt", segments, TEXT, path="news/plan, v1: 100%.txt")
    stray, end = TEXT.index(". ,"), TEXT.index("The End")
    two = TEXT[TEXT.index("`left`") : TEXT.index("hall")]
    findings = (
        found("residue.mojibake", document, TEXT.index(two), two, 1, confidence=0.97),
        found("consistency.headline-body", document, 9, "plan: 100%", 2, suggestion="End\t=1",
              related=(Related(3, end, end + 7, "The End", 6),)),
        found("punctuation.stray", document, stray, ". ,", 3, suggestion=",", confidence=0.45),
        found("punctuation.stray", document, end + 7, "", 4, suggestion="", confidence=0.31),
    )  # fmt: skip
    return reported(document, findings, 200)


def _batch() -> DocumentReport:
    segments = (
        Segment("h", "A 计划 <v>opens</v>\there", Part.HEADLINE, source="一\t个"),
        Segment(2, "Nothing wrong here.", paragraph=1, source="没有错"),
        Segment(3, "@all +1 | GH-7 https://example.org", paragraph=2, source="全部"),
    )
    document = Document("-1+cmd|'/C calc'!A0", segments, path="batch.jsonl", segmented=True, line=7)
    first = found("consistency.headline-body", document, 2, "计划", 1, confidence=0.4)
    last = found("punctuation.stray", document, 0, "@all +1 | GH-7", 2, segment_index=2, segment=3)
    return reported(document, (first, last), 20)


def _page() -> DocumentReport:
    text = "Talks\n\nThe talks went on. ,"
    segments = (
        Segment(1, "Talks", Part.HEADLINE),
        Segment(2, "The talks went on. ,", paragraph=1, offset=7),
    )
    document = Document("page.html", segments, text, path="page.html", extracted=True)
    only = found("punctuation.stray", document, 24, ". ,", 1, confirmed=True)
    return reported(document, (only,), 160)


def sample(*, gated: bool = True) -> Report:
    """The report, with the verdict of the default gate unless `gated` is false."""
    clean = Document("clean.txt", (Segment(1, "All is well."),), "All is well.", path="clean.txt")
    items = (_text_file(), _batch(), _page(), reported(clean, (), 3))
    failures = (
        Failure("bad, one.txt", "is: empty\nor 100% broken", "mend it", 3),
        Failure("plug-in x", "could not be loaded: \x00"),
    )
    gate = Gate(
        Limits(
            major_confidence=0.8,
            penalty_per_1000_words=100.0,
            batch_penalty_per_1000_words=50.0,
            batch_min_words=300,
        )
    )
    for item in items:
        gate.add(item)
    return Report(
        signature={"tool": "mtlint", "version": "1.2.3", "calibration": "x"},
        documents=items,
        suppressed=2,
        failures=failures,
        checks=tuple(
            CheckInfo(name, category, severity, f"What {name} says.\n\nWhy & <how>.", share)
            for name, (category, severity, share) in sorted(CHECKS.items())
        ),
        verdict=gate.verdict(failures) if gated else None,
    )
