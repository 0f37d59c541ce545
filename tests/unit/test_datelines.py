"""An article's own date, and how a sentence tells a date."""

import pytest

from mtlint.load.options import LoadOptions
from mtlint.load.plain import load_markdown, load_text
from mtlint.segment import article
from mtlint.text.datelines import Day, apart, dateline, dates, own_date
from mtlint.text.told import Told, told
from mtlint.text.view import DocumentView


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ORLAND, March 1, 2025 (Coast News) -- The fair is over.", Day(2025, 3, 1)),
        ("Coast News Agency, Orland, reported July 25th (Correspondent: Ann)", Day(0, 7, 25)),
        ("(Coast News) Orland, Sept. 3 -- Rain.", Day(0, 9, 3)),
        ("coastnews.example, 3 March (Reporter Ann Kolby) Rain.", Day(0, 3, 3)),
        ("2025-03-01 13:09:10 [Source: Coast News]", Day(2025, 3, 1)),
        ("March 1, 2025 09:30", Day(2025, 3, 1)),
    ],
)
def test_datelines(text: str, day: Day) -> None:
    found = dateline(text)
    assert found is not None
    assert found[0] == day


@pytest.mark.parametrize(
    "text",
    [
        "On March 1 (a Sunday), the fair was held.",
        "The fair of March 1 -- the first one -- was held.",
        "In Orland, March 1 is a holiday.",
        "Orland, March 1 (local time): rain.",
        "ORLAND, February 31 (Coast News) -- Rain.",
        "Orland, March 1-7: rain.",
        "No date here (at all).",
    ],
)
def test_no_datelines(text: str) -> None:
    assert dateline(text) is None


def test_dates_of_a_text() -> None:
    text = "On 5 May 2024, in June 2025, on July 4th and on 2025年3月1日, not on May 50 or in 2024."
    assert [day for _, day in dates(text)] == [
        Day(2024, 5, 5),
        Day(2025, 6, 0),
        Day(0, 7, 4),
        Day(2025, 3, 1),
    ]


def test_days_apart_go_round_the_new_year() -> None:
    assert apart(Day(2024, 12, 30), Day(2025, 1, 4)) == 5
    assert apart(Day(0, 12, 30), Day(0, 1, 4)) == 5
    assert apart(Day(0, 1, 4), Day(2024, 12, 30)) == -5
    assert apart(Day(2025, 3, 1), Day(2026, 3, 1)) == 365


def test_stamps_of_the_page_come_first() -> None:
    page = (
        b"Fair is over\n\nPublished: 2025-03-01 09:30\n\nUpdated: March 4, 2025 10:00\n\n"
        b"ORLAND, June 20 (Coast News) -- The harbour fair of Orland is over.\n\nNobody came."
    )
    own = own_date(DocumentView(load_text(page, "a", None, LoadOptions())))
    assert own is not None
    assert (own.first, own.last) == (Day(2025, 3, 1), Day(2025, 3, 4))


def test_front_matter_tells_the_date() -> None:
    page = b"---\ntitle: Fair is over\ndate: 2025-03-01\nevent: 2031-01-01\n---\n\nNobody came.\n"
    own = own_date(DocumentView(load_markdown(page, "a", None, LoadOptions())))
    assert own is not None
    assert (own.first, own.last) == (Day(2025, 3, 1), Day(2025, 3, 1))


def test_datelines_that_disagree_tell_nothing() -> None:
    text = "ORLAND, June 20 (Coast News) -- Rain.\n\nKOLBY, July 9 (Coast News) -- Sun."
    assert own_date(DocumentView(article(text))) is None
    assert own_date(DocumentView(article("It rained on June 20."))) is None


PAST, TO_COME = Told.PAST, Told.TO_COME


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("The fair was held in Orland on March 5.", PAST),
        ("The Coast Guard (CG) said on March 5 that it would rain.", PAST),
        ("On the morning of March 5, the mayor told reporters about it.", PAST),
        ("ORLAND (Ann Kolby) On March 5, local time, the council met.", PAST),
        ("The council passed the new ferry law on March 5.", PAST),
        ("The tunnel was dug to its end on March 5.", PAST),
        ("The mayor had passed the gate at 17:07 on March 5.", PAST),
        ("The town hall was officially opened in Kolby, Orland County on March 5.", PAST),
        ("The fair will be held in Orland on March 5.", TO_COME),
        ("The town will host the ferry fair on March 5.", TO_COME),
        ("On March 5, the mayor will speak.", TO_COME),
        ("The fair is to be held on March 5.", None),
        ("The fair would be held on March 5, he said.", None),
        ("The fair, which was expected to be opened on March 5, was moved.", None),
        ("The mayor was asked about the fair on March 5.", None),
        ("On March 5, the newly elected mayor plans to speak.", None),
        ("He praised the plan for the bridge; the opening on March 5 is near.", None),
        ("It should have been opened on March 5.", None),
    ],
)
def test_how_a_date_is_told(sentence: str, how: Told | None) -> None:
    start = sentence.index("March 5")
    assert told(sentence, start, start + len("March 5")) is how
