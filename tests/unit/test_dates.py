"""Days, months and weekdays that a translation has otherwise than its source."""

import pytest
from tests.growth import grows_linearly

from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.text.view import DocumentView
from mtlint.types import Document, Hit, Segment

NUMBERS = [c for c in builtin_checks() if c.id.startswith("numbers.")]


def hits(source: str, target: str) -> list[tuple[str, Hit]]:
    segment = Segment(0, target, source=source)
    document = Document("d", (segment,), source_lang="zh", target_lang="en", segmented=True)
    return [(c.id, h) for c in NUMBERS for h in run_check(c, DocumentView(document))]


@pytest.mark.parametrize(
    ("source", "target", "place", "right"),
    [
        ("会议于5月16日召开。", "The meeting was held on May 18.", "May 18", "May 16"),
        ("5月16日开业。", "It opened on 18 May.", "18 May", "16 May"),
        ("5月16日开业。", "It opened on June 18th.", "June 18th", "May 16th"),
        ("5月16日至18日举行。", "It was held from May 16 to 19.", "19", "18"),
        ("3月1日开业。", "It opened on March 3.", "March 3", "March 1"),
        ("21日开业。", "It opened on the 22nd.", "22nd", "21st"),
        ("他周二来了。", "He came on Mon.", "Mon", "Tue"),
        ("6月16日开业。", "It opened on July 16.", "July", "June"),
    ],
)
def test_a_changed_date_is_one_finding(source: str, target: str, place: str, right: str) -> None:
    ((check, hit),) = hits(source, target)
    assert check == "numbers.changed"
    assert target[hit.start : hit.end] == place and hit.suggestion == right


def test_the_message_names_the_day_and_not_its_number() -> None:
    ((_, hit),) = hits("他周二来了。", "He came on Monday.")
    assert hit.message == "The source says Tuesday (“周二”); here “Monday”"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("5月16日，有18人到场。", "On May 16, 18 people came."),
        ("12月12日开业。", "It opened in December."),
        ("5月1日放假。", "May Day is a holiday."),
        ("5月有16人到场。", "In May 16 people came."),
    ],
)
def test_dates_that_agree_are_passed(source: str, target: str) -> None:
    assert hits(source, target) == []


DATE = next(c for c in builtin_checks() if c.id == "consistency.date")


def places(text: str) -> list[str]:
    document = Document("d", (Segment(0, text),), target_lang="en", segmented=True)
    return [text[h.start : h.end] for h in run_check(DATE, DocumentView(document))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He died on Feb. 30.", ["Feb. 30"]),
        ("It shut on June 31st, and the 31st of September is the day.",
         ["June 31st", "31st of September"]),
        ("The meeting is set for 31 November.", ["31 November"]),
        ("He was born on February 29, 2001 (Thursday).", ["February 29, 2001"]),
        ("The form of 2023-02-30 is lost.", ["2023-02-30"]),
        ("They met (Monday, May 19, 2024).", ["Monday, May 19, 2024"]),
        ("It opens on May 19, 2024 (Monday).", ["May 19, 2024 (Monday)"]),
    ],
)  # fmt: skip
def test_days_that_no_calendar_has(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "In April 31 men were hired, and in June 31 women.",
        "By June 31 firms had gone.",
        "Deaths: April 31, May 62, June 31.",
        "From April 30, 31 trains will run. The February 30-year bond fell.",
        "On Feb. 29, 2024, he left. The February 29 vote is near.",
        "He came on May 31 and left on July 31, 2023.",
        "Births were 29 in February and 31 in April.",
    ],
)
def test_counts_beside_a_month_are_no_days(text: str) -> None:
    assert places(text) == []


def test_linear_time() -> None:
    def run(n: int) -> None:
        assert len(places("Monday, February 30, 2024 in June 31 people (May 18 " * n)) == n

    assert grows_linearly(run, 500)
