"""Dates that the calendar does not have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.counts import holds
from mtlint.text.dates import last_day
from mtlint.text.grammar_en import classes
from mtlint.text.late import late
from mtlint.text.quantities import MONTHS, WEEKDAYS
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_MONTH = "|".join(m.capitalize() for m in MONTHS)
_DAY = "|".join(d.capitalize() for d in WEEKDAYS)
_DATE = late(
    rf"\b(?P<w>{_DAY}),? (?:the )?(?:(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})),? (?P<y>(?:19|20)\d\d)\b"
    rf"|\b(?:(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d4>\d{{1,2}}) (?P<m4>{_MONTH}))"
    rf",? (?P<y2>(?:19|20)\d\d),? \(?(?P<w2>{_DAY})\b"
)
# The months that are too short for some day up to 31, in full or cut short.
_SHORT = r"(?:Feb(?:ruary|\.)?|Apr(?:il|\.)?|Jun(?:e|\.)?|Sept?(?:ember|\.)?|Nov(?:ember|\.)?)"
_YEAR = r"(?:,? (?P<{0}>(?:1[89]|20)\d\d)\b(?![\d.,]*\d))?"
_LATE = late(
    rf"\b(?P<m>{_SHORT}) (?P<d>29|30|31)(?P<th>st|nd|rd|th)?{_YEAR.format('y')}(?![\w-])"
    rf"|(?<![\d:.,/$€£-])\b(?P<d2>29|30|31)(?P<th2>st|nd|rd|th)?(?P<of> (?:day )?of)? "
    rf"(?P<m2>{_SHORT}){_YEAR.format('y2')}(?![\w-])"
    r"|(?<![\w-])(?P<y3>(?:19|20)\d\d)-(?P<m3>02|04|06|09|11)-(?P<d3>29|30|31)(?![\w-])"
)
_LATE_DAYS = ("29", "30", "31")
_BEFORE_DATE = frozenset(
    "on by until till since from to before after of around dated through between and the".split()
)
_AFTER_DATE = frozenset("at for by after before until to with when as on and or but".split())
_COUNTED = late(rf"\b(?:{_MONTH}),? (?:3[2-9]|[4-9]\d|\d{{3}})\b(?!\d)")


@segment_check(
    "consistency.date",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    triggers="0123456789",
    examples=(
        Example("The vote was held on Monday, March 5, 2024.", hits=["Monday, March 5, 2024"]),
        Example("It opens on 1 May 2023 (Sunday).", hits=["1 May 2023 (Sunday)"]),
        Example("It opened on February 30.", hits=["February 30"]),
        Example("It shut on April 31, 2023, not on 31 June.", hits=["April 31, 2023", "31 June"]),
        Example("The law of 29 February 2023 (Wednesday) is new.", hits=["29 February 2023"]),
        Example("The law of February 29 dates from February 29, 2024.", hits=[]),
        Example("In June 31 people came, and in April 31 of 40 did.", hits=[]),
        Example("Deaths: April 31, May 62, June 31. The February 30-year bond fell.", hits=[]),
        Example(
            "They met on Friday 13 June 2024 in the old town hall.", hits=["Friday 13 June 2024"]
        ),
        Example("The vote was held on Tuesday, March 5, 2024.", hits=[]),
        Example("It opens on 1 May 2023 (Monday).", hits=[]),
        Example("On Monday, March 5, the shops were shut.", hits=[], why="no year"),
        Example(
            "The bill of February 30, 2024, Friday's joke, is a fake.", hits=["February 30, 2024"]
        ),
    ),
)
def date(view: SegmentView) -> Iterator[Hit]:
    """The weekday does not belong to the date beside it, or no month has such a day.

    The day of the week is often translated wrongly, since Chinese counts weekdays and church
    Sundays apart; digits of dates are swapped. A weekday is judged only beside a date with a year,
    29 February only with a year. "In June 31 people came" counts people and is left alone.
    """
    yield from _impossible(view)
    if "day" not in view.text:
        return
    for match in _DATE.finditer(view.text):
        get = match.groupdict().get
        month = get("m") or get("m2") or get("m3") or get("m4") or ""
        day = get("d") or get("d2") or get("d3") or get("d4") or "0"
        given = (get("w") or get("w2") or "").lower()
        try:
            when = datetime.date(
                int(get("y") or get("y2") or 1), MONTHS.index(month.lower()) + 1, int(day)
            )
        except ValueError:
            continue  # no such day: told above
        right = WEEKDAYS[when.weekday()].capitalize()
        if right.lower() != given:
            yield view.hit(
                match.start(),
                _balanced(view.text, match.start(), match.end()),
                f"{when.day} {month} {when.year} was a {right}, not a {given.capitalize()}",
            )


def _balanced(text: str, start: int, end: int) -> int:
    """The end of a span, with the closing bracket behind it where the span holds the opening."""
    inside = text[start:end]
    return end + (inside.count("(") > inside.count(")") and text[end : end + 1] == ")")


def _impossible(view: SegmentView) -> Iterator[Hit]:
    if not holds(view.text, _LATE_DAYS):
        return
    counts = _COUNTED.search(view.text) is not None  # a row of counts, month by month
    for match in _LATE.finditer(view.text):
        get = match.groupdict().get
        given = get("m") or get("m2")
        month = _month_number(given) if given else int(get("m3") or 1)
        day = int(get("d") or get("d2") or get("d3") or 1)
        years = get("y") or get("y2") or get("y3")
        year = int(years) if years else None
        last = last_day(month, year)
        if day <= last or not (year or match["of"] or (not counts and _is_date(view.text, match))):
            continue
        name = MONTHS[month - 1].capitalize()
        when = f"{name} {year}" if year and month == 2 else name
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}”: {when} has {last} days"
            + ("" if year or month != 2 else " at most"),
            features=("calendar",),
        )


def _month_number(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether month and figure are a date, and not "in June 31 people came"."""
    after = re.match(r" ([\w'’]+)", text[match.end() : match.end() + 30])
    if after and after[1].lower() not in _AFTER_DATE:
        return False
    if match["th"] or match["th2"]:
        return True
    lead = re.findall(r"[\w'’]+|[^\w\s]", text[max(0, match.start() - 40) : match.start()])
    last = lead[-1].lower() if lead else ""
    named = (
        last in _BEFORE_DATE
        or last in WEEKDAYS
        or (last == "," and lead[-2:-1] and lead[-2].lower() in WEEKDAYS)
    )
    opened = last in ("(", "") and not after
    return bool(named or opened or "D" in classes(last) or (match["d2"] and last != "in"))
