"""Word documents: all that Word shows is read, and nothing that was deleted."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.growth import grows_linearly

from mtlint.load.options import LoadOptions
from mtlint.load.word import load_docx
from mtlint.types import Document, Part


def load(*blocks: str) -> Document:
    """A document of the given blocks; bare text is a run."""
    word = docx.Document()
    body = word.element.body
    for block in blocks:
        made = block if block.startswith("<w:") else p(block)
        body.insert(len(body) - 1, parse_xml(made.replace(">", f" {nsdecls('w')}>", 1)))
    saved = io.BytesIO()
    word.save(saved)
    return load_docx(saved.getvalue(), "a", None, LoadOptions(target_lang="en"))


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside if inside[:1] == '<' else r(inside)}</w:p>"


def r(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def tc(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(map(p, paragraphs))}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


TITLE = p("Road opens", '<w:pStyle w:val="Title"/>')
CHANGE = 'w:id="1" w:author="A"'


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:ins {CHANGE}>{r('not ')}</w:ins>",
        f"<w:moveTo {CHANGE}>{r('not ')}</w:moveTo>",
        f'<w:fldSimple w:instr="REF x">{r("not ")}</w:fldSimple>',
        f'<w:smartTag w:element="x">{r("not ")}</w:smartTag>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('not ')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink><w:ins {CHANGE}>{r('not ')}</w:ins></w:hyperlink>",
        f"{r('not ')}<w:del {CHANGE}>{r('at all ', 'delText')}</w:del>",
        f"{r('not ')}<w:moveFrom {CHANGE}>{r('at all ')}</w:moveFrom>",
        f"{r('not ')}{r('PAGE', 'instrText')}",
    ],
)
def test_words_within_a_paragraph(inside: str) -> None:
    assert load(p(f"{r('It did ')}{inside}{r('open.')}")).text == "It did not open."


def test_paragraphs_in_content_controls() -> None:
    inner = f"<w:sdt><w:sdtContent>{p('It rained.')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('It opened.')}{inner}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Type here.')}"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{p('The start 1')}"
    )
    end = "</w:sdtContent></w:sdt>"
    document = load(TITLE, contents + end, block, prompt + end, "It closed.")
    assert document.text == "Road opens\n\nIt opened.\n\nIt rained.\n\nIt closed."


def test_cells_are_paragraphs_by_themselves() -> None:
    rows = (tc("Town") + tc("Ships"), tc("Hill") + tc("Twelve came.", "Two left."))
    document = load(TITLE, "It opened.", tbl(*rows), "It closed.")
    assert document.text.split("\n\n") == [
        "Road opens", "It opened.", "Town", "Ships", "Hill", "Twelve came.", "Two left.",
        "It closed.",
    ]  # fmt: skip
    assert document.headline == "Road opens"


def test_a_title_below_a_letterhead_stays_the_headline() -> None:
    document = load(tbl(tc("Office of the Mayor") + tc("No. 12")), TITLE, "It opened.")
    assert document.headline == "Road opens"
    assert document.segments[0].part is Part.HEADLINE
    assert [s.target for s in document.segments][1:] == [
        "Office of the Mayor",
        "No. 12",
        "It opened.",
    ]


def test_deleted_rows_cells_and_paragraph_marks() -> None:
    row = f"<w:tr><w:trPr><w:del {CHANGE}/></w:trPr>{tc('Old row.')}</w:tr>"
    cell = f"<w:tc><w:tcPr><w:cellDel {CHANGE}/></w:tcPr>{p('Old cell.')}</w:tc>"
    table = f"<w:tbl>{row}<w:tr>{cell}{tc('New cell.')}</w:tr></w:tbl>"
    cut = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    document = load(
        TITLE, p("It opened ", cut), "today.", p("It rained.", cut), table, "It closed."
    )
    assert document.text.split("\n\n")[1:] == [
        "It opened today.", "It rained.", "New cell.", "It closed.",
    ]  # fmt: skip


def test_time_is_linear_in_the_size() -> None:
    def run(rows: int) -> None:
        load(tbl(*[tc("It opened.") + tc("It closed.")] * rows), *["It rained."] * rows)

    assert grows_linearly(run, 200)


def test_the_seed_is_read_as_before() -> None:
    path = Path(__file__).resolve().parents[2] / "seeds" / "pocket-parks.docx"
    lines = [" ".join(x.text.split()) for x in docx.Document(str(path)).paragraphs]
    document = load_docx(path.read_bytes(), "a", None, LoadOptions())
    assert document.text == "\n\n".join(line for line in lines if line)
