"""Which figures are parts of another one, and which of them a headline is held against."""

import pytest

from mtlint.checks.consistency.headline_body import headline_body
from mtlint.segment import article
from mtlint.text.breakdown import parts_of
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView

RAIN = (
    "As of 18:00 on July 9, a total of 2,400 people had been relocated in the county, including "
    "1,900 in Shiping Township, 1,500 in Gaoqiao Town and 800 in Shawan Town."
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (RAIN, ["1900", "1500", "800"]),
        ("The fire killed 36 miners, of whom 13 were from Shiping.", ["13"]),
        ("Of 36 miners 13 were from Shiping. They include 12 cooks.", []),
        ("Some 13 miners, including 36 others, came.", []),
    ],
)
def test_parts_stand_behind_a_word_that_opens_them(text: str, parts: list[str]) -> None:
    text_content = content(DocumentView(article(text)))
    assert [text_content.tokens[i].key for i in parts_of(text_content)] == parts


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Yunxi County Hit by Heavy Rain, 4,200 People Relocated", "2,400"),
        ("Heavy Rain: 1,850 People Relocated in Shiping", "1,900"),
    ],
)
def test_a_headline_is_held_against_the_whole_or_the_part_it_names(
    headline: str, told: str
) -> None:
    view = DocumentView(article(RAIN, headline))
    assert [hit.suggestion for hit in headline_body.detect(view)] == [told]
