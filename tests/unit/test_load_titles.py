"""Markdown whose front matter holds the title, and what the text report counts as furniture."""

from __future__ import annotations

import pytest

from mtlint.config import Config
from mtlint.load import LoadOptions
from mtlint.load.plain import load_markdown
from mtlint.pipeline import check_document
from mtlint.report.text import facts
from mtlint.types import Document

TITLE = "Ten boats bought by the town"
BODY = "The county met on Monday to study the plan.\n\nFive boats were bought by the town in May.\n"


def read(text: str) -> Document:
    return load_markdown(text.encode(), "a.md", None, LoadOptions())


def found(document: Document) -> list[str]:
    report = check_document(document, Config(use_model=False, min_confidence=0.0))
    return [finding.check for finding in report.findings]


@pytest.mark.parametrize(
    ("matter", "again"),
    [
        (f"---\ntitle: {TITLE}\n---\n", f"# {TITLE}"),
        (f'---\ntitle: "{TITLE}"\n---\n', f"# **{TITLE}** #"),
        (f'+++\ntitle = "{TITLE}"\n+++\n', f"\n# {TITLE}"),
        (f"---\r\ntitle: {TITLE}\r\n---\r\n", f"# {TITLE}\r"),
        (f"---\ntitle: {TITLE}\n---\n", f"{TITLE}\n====="),
        (f"---\ntitle: {TITLE}\n---\n", f"![A boat](b.png)\n\n## {TITLE.title()}"),
    ],
)
def test_the_title_said_again_is_no_evidence(matter: str, again: str) -> None:
    document = read(f"{matter}{again}\n\n{BODY}")
    assert document.headline == TITLE
    assert [s.target for s in document.segments][1].startswith("The county")
    assert "title" in {f.kind for f in document.furniture}
    assert found(document) == ["consistency.headline-body"]


def test_another_wording_is_kept() -> None:
    document = read(f"---\ntitle: {TITLE}\n---\n# Ten boats bought by the county\n\n{BODY}")
    assert document.segments[1].target == "Ten boats bought by the county"


def test_a_title_spelled_otherwise_in_the_front_matter_is_checked_above_the_text() -> None:
    folded = TITLE.replace("by", "\n  by")
    document = read(f"---\ntitle: >\n  {folded}\n---\n\n# {TITLE}\n\n{BODY}")
    assert document.notes == () and found(document) == ["consistency.headline-body"]
    document = read(f"---\ntitle: >\n  {folded}\n---\n\n{BODY}")
    assert document.notes


def test_marks_of_markdown_are_no_page_furniture() -> None:
    text = f"# {TITLE}\n\n> **Five** boats were `bought` by the town in *May*.\n\n{BODY}"
    config = Config(use_model=False)
    document = read(text)
    assert len(document.furniture) > 3
    assert "furniture" not in facts(check_document(document, config))
    shared = check_document(read(f"{text}\nShare on Facebook Share on Twitter Copy link\n"), config)
    assert "1 piece of page furniture left out" in facts(shared)
