"""Which lines are subheadings."""

import pytest

from mtlint.segment import article
from mtlint.text.subheadings import is_subheading
from mtlint.text.view import DocumentView
from mtlint.types import Document, Part, Role, Segment


def test_headings_of_the_body_are() -> None:
    text = "The ferry is late.\n\nWhy the ferry is late\n\nNobody knows it.\n\nNo\n\nIt came."
    view = DocumentView(article(text, "Ferry late again"))
    assert [s.text for s in view.segments if is_subheading(s)] == ["Why the ferry is late"]


@pytest.mark.parametrize(
    ("text", "headline", "is_one"),
    [
        ("Why the ferry is late", "Ferry late again", True),
        ("Why the ferry is late", None, False),
        ("Why the ferry is late.", "Ferry late again", False),
        ("We like the new ferry", "Ferry late again", False),
        ("(Reporter Ann Kolby)", "Ferry late again", False),
        ("ferries of the last year", "Ferry late again", False),
    ],
)
def test_units_that_look_like_headings(text: str, headline: str | None, is_one: bool) -> None:
    segments = (
        Segment(0, headline or "The ferry was late.", Part.HEADLINE if headline else Part.BODY),
        Segment(1, text, role=Role.UNIT, paragraph=1),
    )
    view = DocumentView(Document("a", segments, headline=headline, segmented=True))
    assert is_subheading(view.segments[1]) is is_one


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Adults: 30 yuan", "Children: 15 yuan"], []),
        (["Balance: £640.00", "It was more than last year.", "Total: £1,632.75"], []),
        (["First prize 300 yuan", "Second prize 200 yuan", "Third prize 100 yuan"], []),
        (["Apples and pears", "Plums", "Flour from the mill"], []),
        (["What the fair costs", "30 yuan for adults"], ["What the fair costs"]),
        (["What 30 yuan buy"], ["What 30 yuan buy"]),
    ],
)
def test_lines_of_a_list_are_none(lines: list[str], found: list[str]) -> None:
    text = "\n\n".join(["The tea fair opened on Sunday.", *lines, "It lasts until Friday."])
    view = DocumentView(article(text, "Tea fair opens"))
    assert [s.text for s in view.segments if is_subheading(s)][:1] == found
