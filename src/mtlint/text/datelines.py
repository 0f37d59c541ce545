"""The date of an article itself, where the text or its page says it beyond doubt."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtlint.text.late import late
from mtlint.text.quantities import MONTHS, WEEKDAYS
from mtlint.text.view import DocumentView

_NAMES = "|".join(
    [m.capitalize() for m in MONTHS]
    + [rf"{m[:3].capitalize()}\.?" for m in MONTHS if len(m) > 4]
    + [r"Sept\.?"]
)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?P<m>{_NAMES}) (?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|,\d|[-–]\d)(?:,? (?P<y>{_YEAR})\b)?"
    rf"|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)? (?:of )?(?P<m2>{_NAMES})\b(?:,? (?P<y2>{_YEAR})\b)?"
    rf"|(?P<y3>{_YEAR})[-/.](?P<m3>[01]?\d)[-/.](?P<d3>[0-3]?\d)(?!\d)"
    rf"|(?P<y4>{_YEAR})年(?P<m4>[01]?\d)月(?P<d4>[0-3]?\d)日"
    rf"|(?P<m5>{_NAMES}),? (?P<y5>{_YEAR})\b)"
)
DATE = re.compile(rf"(?<![\w-]){_DATE}")
# What may stand before the date of a dateline, beside names: "Xinhua News Agency, Xining, reported
# July 25 (Correspondent: ...", and what must stand behind it.
_SMALL = frozenset("of and by the reporter reporters report reported news agency on in at".split())
_NO_DATELINE = frozenset("on in at since from by until after before the this as between".split())
_BEHIND = late(r",?\s*(?:[(（\[【](?!local|Beijing time)|--|[—–|]|-\s|[:：]|\d{1,2}[:：]\d\d|$)")
_WORD = re.compile(r"[^\s,(（\[\])）:：/·|【】<>\"“”]+")
_MOST_BEFORE = 70
_NEAR_TOP = 4  # segments in which a dateline is looked for
_FIELD = re.compile(
    r"^\s*[\"']?(?:date|published|pub_?date|publish_?date|date_?published|lastmod|updated|modified)"
    r"[\"']?\s*[:=](?P<value>.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_WEEKDAY_BEFORE = late(rf"\b({'|'.join(d.capitalize() for d in WEEKDAYS)}),? $")
_SPREAD = 3  # days between which the dates of one article may lie


class Day(NamedTuple):
    """A date as far as it is told: `year` or `month` and `day` may be 0, for not told."""

    year: int
    month: int
    day: int


class Own(NamedTuple):
    """The article's own date, `first` to `last` where it says several; `text` as it stands."""

    first: Day
    last: Day
    text: str


def own_date(view: DocumentView) -> Own | None:
    """The date of the article: of its page's stamps, or else of the dateline at its start."""
    full = sorted((day, text) for day, text in _stamps(view) if day.year and day.day)
    if full:
        return Own(full[0][0], full[-1][0], full[-1][1])
    lines = [found for s in view.segments[:_NEAR_TOP] if (found := dateline(s.text))]
    full = sorted((day, text) for day, text in lines if day.year)
    if full:
        return Own(full[0][0], full[-1][0], full[-1][1])
    if not lines or any(abs(apart(lines[0][0], day)) > _SPREAD for day, _ in lines):
        return None
    day, text = lines[0]
    day = day._replace(year=_year_beside(view, day))
    return Own(day, day, text)


def _year_beside(view: DocumentView, own: Day) -> int:
    """The year of a dateline without one, where the text above all names the day, or one just
    before it, in full and by its weekday ("June 23 -- … on Thursday, June 22, 2023"); else 0.
    Without a weekday it may be of a year that is remembered."""
    found = {
        day.year
        for segment in view.segments[:_NEAR_TOP]
        for match, day in dates(segment.text)
        if day.year and day.day and -_SPREAD <= apart(own, day) <= 0
        for name in [
            _WEEKDAY_BEFORE.search(segment.text, max(0, match.start() - 12), match.start())
        ]
        if name and WEEKDAYS.index(name[1].lower()) == datetime.date(*day).weekday()
    }
    return found.pop() if len(found) == 1 else 0


def _stamps(view: DocumentView) -> Iterator[tuple[Day, str]]:
    """Dates in the furniture of the page that tell when it was published."""
    text = view.document.text
    for piece in view.document.furniture:
        shown = text[piece.start : piece.end]
        if piece.kind in ("timestamp", "byline"):
            yield from ((day, m.group()) for m, day in dates(shown))
        elif piece.kind == "front-matter":
            values: Iterable[str] = (m["value"] for m in _FIELD.finditer(shown))
            yield from ((day, m.group()) for value in values for m, day in dates(value))


def dateline(text: str) -> tuple[Day, str] | None:
    """The date at the start of a paragraph that is part of no sentence."""
    match = DATE.search(text, 0, _MOST_BEFORE + 30)
    if match is None or match.start() > _MOST_BEFORE or not _BEHIND.match(text, match.end()):
        return None
    before = _WORD.findall(text[: match.start()])
    if before and before[0].lower() in _NO_DATELINE:
        return None
    if not all(w[0].isupper() or w.lower() in _SMALL or "." in w for w in before):
        return None
    alone = not before and match.end() < len(text) and not text[match.end()].isspace()
    day = day_of(match)
    return None if day is None or not day.day or alone else (day, match.group())


def dates(text: str) -> Iterator[tuple[re.Match[str], Day]]:
    """The dates of a text: with or without a year, or a month with a year."""
    for match in DATE.finditer(text):
        if (day := day_of(match)) is not None:
            yield match, day


def day_of(match: re.Match[str]) -> Day | None:
    """The date that DATE matched; None for one that no calendar has."""
    get = match.groupdict().get
    year = int(next((v for k in ("y", "y2", "y3", "y4", "y5") if (v := get(k))), 0))
    name = next((v for k in ("m", "m2", "m5") if (v := get(k))), "")
    month = _month(name) if name else int(get("m3") or get("m4") or 0)
    day = int(next((v for k in ("d", "d2", "d3", "d4") if (v := get(k))), 0))
    try:
        datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return Day(year, month, day)


def _month(name: str) -> int:
    low = name[:3].lower()
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(low))


def apart(own: Day, told: Day) -> int:
    """Days from one date to the other; without both years the nearer way round the calendar."""
    with_years = own.year and told.year
    a = datetime.date(own.year if with_years else 2000, own.month, own.day)
    b = datetime.date(told.year if with_years else 2000, told.month, told.day)
    days = (b - a).days
    return days if with_years else (days + 183) % 366 - 183
