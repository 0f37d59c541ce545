"""Term pairs and regular expressions of a house; names and terms that are right; comments."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from mtlint.config import Config, PatternRule, TermRule
from mtlint.load import LoadOptions, load_paths
from mtlint.pipeline import check_document
from mtlint.segment import article
from mtlint.silence import Request, parse_comment
from mtlint.types import Document, DocumentReport, Finding, Segment

RULES = Config(use_model=False, select=("house",))
STRAY = "punctuation.stray"


def found(text: str, config: Config) -> list[Finding]:
    return list(check_document(article(text), config).findings)


def test_a_term_pair() -> None:
    rule = TermRule("productive force", "new productive force", note="style guide, 3.2")
    config = replace(RULES, terms=(rule,))
    (only,) = found("The productive force grows, and a new productive force too.", config)
    assert (only.check, only.text, str(only.severity)) == (
        "house.term",
        "productive force",
        "major",
    )
    assert only.suggestion == "new productive force" and "style guide" in only.message
    assert only.confidence == 0.95
    (capital,) = found("Productive force grows in the productive forces of us.", config)
    assert capital.suggestion == "New productive force"
    exact = replace(RULES, terms=(TermRule("Capital", "Committee"),))
    assert [f.start for f in found("The capital met the Capital there.", exact)] == [20]


def test_a_term_pair_that_asks_for_its_source() -> None:
    config = replace(RULES, terms=(TermRule("capital", "Party Committee", source="省委"),))
    segments = (
        Segment(1, "The provincial capital met.", source="省委开会"),
        Segment(2, "The provincial capital grew.", source="省会发展"),
    )
    report = check_document(Document("d", segments, segmented=True), config)
    (only,) = report.findings
    assert only.segment == 1 and "source" in [str(e) for e in only.evidence]
    without = tuple(replace(s, source=None) for s in segments)
    assert not check_document(Document("d", without, segmented=True), config).findings


def test_a_pattern() -> None:
    rule = PatternRule("year", r"(?<!\d)(\d{4}) year\b", "Write “in 2024”", r"in \1", "major")
    (only,) = found("It was 2024 year when we came.", replace(RULES, patterns=(rule,)))
    assert (only.check, only.text, only.suggestion) == ("house.year", "2024 year", "in 2024")
    off = replace(RULES, patterns=(rule,), select=(), rules={"house.year": "off"})
    assert not [f for f in found("It was 2024 year when we came.", off) if "house" in f.check]


def test_a_pattern_that_runs_away_is_stopped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtlint.house.PATTERN_SECONDS", 0.2)
    rule = PatternRule("bomb", r"(?:(\w|\s)+)+\d", "x")
    other = PatternRule("plain", "word", "y")
    config = replace(RULES, patterns=(rule, other))
    before = time.monotonic()
    report = check_document(article("word " * 60 + "end."), config)
    assert time.monotonic() - before < 20
    assert {f.check for f in report.findings} == {"house.plain"}
    (failure,) = report.failures
    assert "house.bomb" in failure.what and "0.2 s" in failure.what and not failure.absent


def test_names_and_terms_that_are_right() -> None:
    text = "The the Beatles sang. , and the the crowd cheered with the Beatles."
    config = Config(use_model=False, min_confidence=0.0, select=("repetition.word", STRAY))
    everything = check_document(article(text), config)
    assert len([f for f in everything.findings if f.check == "repetition.word"]) >= 1
    right = check_document(article(text), replace(config, known_names=("The the Beatles",)))
    assert right.suppressed == 1
    assert any(f.check == STRAY for f in right.findings)
    assert sum(s.risk for s in right.segments) <= sum(s.risk for s in everything.segments)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (" mtlint: ignore a.b: why not ", Request(("a.b",), "why not", False)),
        ("mtlint: ignore a, b.c", Request(("a", "b.c"), "", False)),
        ("mtlint: ignore-file a:\n two\n lines", Request(("a",), "two lines", True)),
        (" a comment ", None),
        ("see mtlint: ignore", None),
    ],
)
def test_comments(text: str, made: Request | None) -> None:
    assert parse_comment(text) == made


@pytest.mark.parametrize("text", ["mtlint: ignore", "mtlint: ignroe a", "mtlint:", "MTLINT: x"])
def test_garbled_comments_say_how(text: str) -> None:
    assert "mtlint: ignore CHECK: reason" in str(parse_comment(text))


BAD = "The office opened a new line. , and many visitors cheered in the town that day."


def check_file(path: Path, text: str) -> DocumentReport:
    path.write_text(text, encoding="utf-8")
    (document,) = load_paths([str(path)], LoadOptions())
    assert isinstance(document, Document)
    return check_document(
        document, Config(use_model=False, min_confidence=0.0, select=(STRAY, "repetition"))
    )


def markdown(*blocks: str) -> str:
    return "\n\n".join(["# A plan opens", *blocks]) + "\n"


def html(*blocks: str) -> str:
    parts = (b if b.startswith("<!--") else f"<p>{b}</p>" for b in blocks)
    body = "\n".join(parts)
    return f"<html><body><article><h1>A plan opens</h1>\n{body}\n</article></body></html>"


@pytest.mark.parametrize(("suffix", "made"), [(".md", markdown), (".html", html)])
def test_a_comment_silences_its_paragraph_only(tmp_path: Path, suffix: str, made: object) -> None:
    assert callable(made)
    path = tmp_path / f"a{suffix}"
    other = BAD.replace("office", "museum")
    plain = check_file(path, made(BAD, other))
    assert len(plain.findings) == 2
    before = check_file(path, made(f"<!-- mtlint: ignore {STRAY}: quoted -->", BAD, other))
    assert [f.start > 40 for f in before.findings] == [True] and before.suppressed == 1
    inside = check_file(path, made(BAD, f"{other} <!-- mtlint: ignore punctuation: meant -->"))
    assert len(inside.findings) == 1 and inside.suppressed == 1
    assert inside.findings[0].start < before.findings[0].start
    whole = check_file(
        path, made("<!-- mtlint: ignore-file punctuation: an old text -->", BAD, other)
    )
    assert not whole.findings and whole.suppressed == 2
    assert not whole.document.notes
    wrong = check_file(path, made("<!-- mtlint: ignore spelling: no -->", BAD, other))
    assert len(wrong.findings) == 2
    assert any("silences nothing" in note for note in wrong.document.notes)


def test_a_comment_in_a_list_silences_its_item_only(tmp_path: Path) -> None:
    items = f"- {BAD} <!-- mtlint: ignore {STRAY}: meant -->\n- {BAD.replace('office', 'hall')}"
    report = check_file(tmp_path / "a.md", markdown(items))
    assert len(report.findings) == 1 and report.suppressed == 1
    assert report.findings[0].line == 4
    above = f"<!-- mtlint: ignore {STRAY}: meant -->\n{items.partition(' <!--')[0]}\n- {BAD}"
    assert check_file(tmp_path / "a.md", markdown(above)).suppressed == 1


def test_comments_in_code_are_examples(tmp_path: Path) -> None:
    fence = f"```html\n<!-- mtlint: ignore-file {STRAY}: x -->\n```"
    inline = f"Write `<!-- mtlint: ignore-file {STRAY}: x -->` to silence it in a text like this."
    report = check_file(tmp_path / "a.md", markdown(fence, inline, BAD))
    assert len(report.findings) == 1 and not report.document.silences


def test_comments_that_cannot_work_are_said(tmp_path: Path) -> None:
    text = markdown("<!-- mtlint: ignore -->", "<!-- mtlint: ignore punctuaton.stray: x -->", BAD)
    notes = "\n".join(check_file(tmp_path / "a.md", text).document.notes)
    assert "line 3" in notes and "cannot be read" in notes
    assert "line 5" in notes and "did you mean 'punctuation.stray'" in notes
    text = markdown(BAD, "<!-- mtlint: ignore punctuation -->")
    notes = "\n".join(check_file(tmp_path / "a.md", text).document.notes)
    assert "gives no reason" in notes and "silences nothing" in notes
