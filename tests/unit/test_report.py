"""Reports: the contract's fields, exact underlines, and nothing that a reader's tool would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from mtlint.report import FORMATS, format_of, render
from mtlint.report.csv_ import COLUMNS, safe
from mtlint.report.excerpt import cells, excerpt, suggested, visible
from mtlint.report.html import pieces
from mtlint.report.text import render as render_text
from mtlint.segment import article
from mtlint.types import (
    Category,
    DocumentReport,
    Evidence,
    Failure,
    Finding,
    Furniture,
    Related,
    Report,
    Score,
    SegmentRisk,
    Severity,
)

BODY = "The Plenary Meeting opened today. , and the 代表 cheered.\n\nThe Plenary Session closed."


def finding(rank: int, start: int, end: int, text: str, **fields: object) -> Finding:
    made = Finding(
        check="punctuation.stray",
        category=Category.PUNCTUATION,
        severity=Severity.MINOR,
        confidence=0.83,
        evidence=(Evidence.TARGET,),
        message="Two marks meet.",
        text=text,
        segment=2,
        start=start,
        end=end,
        segment_index=1,
        rank=rank,
        line=3,
        column=1,
        fingerprint=f"f{rank}",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.fixture
def report() -> Report:
    document = article(BODY, "Meeting opens", id="doc-1")
    document = replace(document, path="a.txt", furniture=(Furniture(0, 7, "site-name"),))
    start = document.text.index(". ,")
    other = document.text.index("Plenary Session")
    segment = next(i for i, s in enumerate(document.segments) if s.offset + len(s.target) > start)
    found = finding(
        1,
        start,
        start + 3,
        ". ,",
        segment_index=segment,
        segment=document.segments[segment].id,
        suggestion=",",
        related=(Related(4, other, other + 15, "Plenary Session", 5),),
        merged=("grammar.x",),
    )
    risks = tuple(
        SegmentRisk(s.id, s.part, s.offset, s.offset + len(s.target), 0.5)
        for s in document.segments
    )
    item = DocumentReport(document, 12, (found,), risks, Score(0.83, 69.2, "C"))
    return Report({"version": "1", "calibration": "x"}, (item,), 2, (Failure("b.txt", "is empty"),))


def test_json_has_what_the_contract_names(report: Report) -> None:
    made = json.loads(render(report, "json"))
    assert made["schema"] == "mtlint.report/1"
    assert made["suppressed"] == 2
    assert made["failures"] == [{"where": "b.txt", "what": "is empty"}]
    document = made["documents"][0]
    assert {"id", "path", "source_lang", "target_lang", "headline", "words"} <= set(document)
    assert document["furniture"] == [{"start": 0, "end": 7, "kind": "site-name"}]
    assert document["score"] == {"penalty": 0.83, "per_1000_words": 69.2, "grade": "C"}
    assert set(document["segments"][0]) == {"id", "part", "start", "end", "risk"}
    found = document["findings"][0]
    assert found["category"] == "fluency/punctuation"
    assert found["evidence"] == ["target"]
    assert set(found["related"][0]) == {"segment", "start", "end", "line", "text"}
    text = report.documents[0].document.text
    assert text[found["start"] : found["end"]] == found["text"] == ". ,"


def test_json_lines_are_one_document_each(report: Report) -> None:
    lines = render(report + report, "jsonl").splitlines()
    assert [json.loads(line).get("id") for line in lines] == ["doc-1", "doc-1", None]
    assert "failures" in json.loads(lines[-1])


def test_json_survives_lone_surrogates(report: Report) -> None:
    item = report.documents[0]
    broken = replace(item, findings=(replace(item.findings[0], text="\ud800"),))
    for name in FORMATS:
        render(replace(report, documents=(broken,)), name).encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_needs_file_names_in_utf_8(report: Report, name: str) -> None:
    document = replace(report.documents[0].document, path="u/lat\udce9.txt", id="lat\udce9 \ud800")
    item = replace(report.documents[0], document=document)
    failure = Failure("half \ud800", "is not JSON", "mend the line", 7)
    shown = render(replace(report, documents=(item,), failures=(failure,)), name)
    assert "\udce9" not in shown
    if name == "sarif":
        assert '"u/lat%E9.txt"' in shown
        assert '"half%20%3F"' in shown


def test_csv_is_one_row_a_finding(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(render(report, "csv"))))
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["text"] == ". ,"
    assert rows[0]["also"] == "Plenary Session"
    assert rows[0]["line"] == "3"
    assert rows[0]["before"].endswith("opened today")


def test_csv_of_nothing_has_a_header() -> None:
    assert render(Report(), "csv").startswith("document,rank,severity")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =cmd|' /C calc'!A0", "%0A=1", "|x"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell)[0] == "'"


def test_plain_cells_stay_as_they_are() -> None:
    assert safe("The price rose 3% = a lot") == "The price rose 3% = a lot"


def test_underline_stands_under_the_span(report: Report) -> None:
    lines = render_text(report, width=80).splitlines()
    at = next(i for i, line in enumerate(lines) if line.strip() == "^^^")
    column = lines[at].index("^")
    assert lines[at - 1][column : column + 3] == ". ,"
    assert all(cells(line) <= 80 for line in lines)
    assert any("also line 5: “Plenary Session”" in line for line in lines)


def test_underline_counts_wide_characters() -> None:
    shown = excerpt("代表代表 cheered. , loudly", 12, 15, 60)
    assert cells(shown.before) == 16
    assert shown.span == ". ,"


def test_excerpt_of_a_long_line_is_short_and_holds_the_span() -> None:
    text = "word " * 400 + "WRONG" + " word" * 400
    shown = excerpt(text, 2000, 2005, 70)
    assert shown.span == "WRONG"
    assert cells("".join(shown)) <= 72
    assert shown.before.startswith("…") and shown.after.endswith("…")


@pytest.mark.parametrize(
    ("text", "suggestion", "shown"),
    [
        (".", ". ", "(add a space after it)"),
        ("(", " (", "(add a space before it)"),
        (" ,", ",", "(delete the space before it)"),
        ("  ", " ", "(one space)"),
        (" - ", "-", "(delete the space before it and delete the space after it)"),
        ("a\u00a0", "a ", "(another space)"),
        ("end.The", "end. The", "end. The"),
        ("the the", "the", "the"),
        (".", "", "(delete)"),
    ],
)
def test_space_that_does_not_show_is_told_in_words(text: str, suggestion: str, shown: str) -> None:
    assert suggested(text, suggestion) == shown


def test_a_space_to_add_is_told_to_readers_and_exact_for_tools(report: Report) -> None:
    (document,) = report.documents[:1]
    found = replace(document.findings[0], text=".", suggestion=". ")
    made = replace(report, documents=(replace(document, findings=(found,)),))
    for name in ("text", "html", "csv", "markdown"):
        assert "(add a space after it)" in render(made, name).replace("\\", ""), name
    assert json.loads(render(made, "json"))["documents"][0]["findings"][0]["suggestion"] == ". "


def test_terminal_gets_no_escape_sequences_from_input() -> None:
    assert "\x1b" not in visible("\x1b[31mred\x1b]0;title\x07")
    assert "\u202e" not in visible("abc\u202edef")


def test_html_pieces_rebuild_the_text_and_nest() -> None:
    segment = article("One two three four.").segments[0]
    marks = [
        finding(1, 4, 13, "two three", segment_index=0),
        finding(2, 8, 18, "three four", segment_index=0, severity=Severity.MAJOR),
    ]
    made = list(pieces(segment, marks, [(0, 3)]))
    assert "".join(p.text for p in made) == segment.target
    assert [p.rank for p in made] == [None, None, 1, 1, 2, None]
    assert made[0].other
    assert [p.opens for p in made if p.opens] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("a.html", ("html", "a.html")),
        ("a.HTM", ("html", "a.HTM")),
        ("csv:out.dat", ("csv", "out.dat")),
        ("x/y.jsonl", ("jsonl", "x/y.jsonl")),
        ("C:\\reports\\a.json", ("json", "C:\\reports\\a.json")),
    ],
)
def test_output_names_its_format(output: str, expected: tuple[str, str]) -> None:
    assert format_of(output) == expected


def test_unknown_suffix_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"report format of 'a\.pdf'"):
        format_of("a.pdf")


def test_a_batch_names_its_articles(report: Report) -> None:
    (item,) = report.documents
    named = [
        replace(item, document=replace(item.document, id=id, path="b.jsonl"))
        for id in ("first", "second", "b.jsonl")
    ]
    shown = render_text(replace(report, documents=tuple(named))).split("\n")
    heads = [line.strip() for line in shown if line.startswith("b.jsonl")]
    assert heads == ["b.jsonl · first", "b.jsonl · second", "b.jsonl"]
