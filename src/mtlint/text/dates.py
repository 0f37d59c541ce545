"""Dates: which days a month has, and what a figure of one language is in an English date."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import NamedTuple

from mtlint.text.counterparts import MONTH, NUMBER, ORDINAL, WEEKDAY, Figure, written
from mtlint.text.quantities import MONTHS, WEEKDAYS

_LEAP_YEAR = 2000
_NAMES = {MONTH: MONTHS, WEEKDAY: WEEKDAYS}


def last_day(month: int, year: int | None = None) -> int:
    """The last day of a month (1 to 12); February may have 29 when the year is not known.

    >>> last_day(4), last_day(2), last_day(2, 2023), last_day(2, 2024)
    (30, 29, 28, 29)
    """
    return calendar.monthrange(year or _LEAP_YEAR, month)[1]


def english_name(figure: Figure) -> str | None:
    """The English name of a month or a day of the week that a figure stands for."""
    names = _NAMES.get(figure.kind, [])
    at = int(figure.value) - 1
    return names[at].capitalize() if 0 <= at < len(names) else None


def as_long_as(name: str, found: str) -> str:
    """The name of a month or weekday, cut to three letters where `found` is an abbreviation.

    >>> as_long_as("Tuesday", "Mon"), as_long_as("June", "July")
    ('Tue', 'June')
    """
    full = found.lower() in MONTHS or found.lower() in WEEKDAYS
    return name if full else name[:3]


class Change(NamedTuple):
    """A place of the translation, what the source says there, and what should stand."""

    start: int
    end: int
    said: str
    right: str | None
    month: Figure | None = None  # of the translation, where the place holds one


class Months:
    """The months among the figures of a text, and which of them stands beside a day."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._months = [f for f in figures if f.kind == MONTH]
        self._ends: dict[int, int] = {}
        self._starts: dict[int, int] = {}
        for at, figure in enumerate(self._months):
            self._ends.setdefault(figure.end, at)
            self._starts.setdefault(figure.start, at)

    def beside(self, day: Figure) -> Figure | None:
        """The first month with no more than a character between it and a day."""
        before = (self._ends.get(day.start - n) for n in (0, 1))
        after = (self._starts.get(day.end + n) for n in (0, 1))
        found = [at for at in (*before, *after) if at is not None]
        return self._months[min(found)] if found else None


def dated(source: Figure, told_months: Months, target: Figure, months: Months) -> Change:
    """The English date that the day `target` is part of, and what it is in the source.

    `told_months` and `months` are those of the source and of the translation.
    """
    day = f"{source.value:.0f}" + (_ending(int(source.value)) if target.kind == ORDINAL else "")
    month, told = months.beside(target), told_months.beside(source)
    name = english_name(told) if told else None
    if month is None or told is None or name is None:
        return Change(target.start, target.end, f"“{source.text}”", day)
    name = as_long_as(name, month.text)
    right = f"{name} {day}" if month.start < target.start else f"{day} {name}"
    start, end = min(month.start, target.start), max(month.end, target.end)
    first, last = sorted((told, source))
    quoted = first.text + " " * (last.start - first.end) + last.text
    return Change(
        start, end, f"{right} (“{quoted}”)" if quoted != right else f"“{quoted}”", right, month
    )


def changed_figure(source: Figure, target: Figure, how: str) -> Change:
    """What a figure is in the source, and what should stand where that is sure."""
    quoted = f"“{source.text}”"
    if source.kind in _NAMES:
        name = english_name(source) if target.text.isascii() and target.text.isalpha() else None
        right = as_long_as(name, target.text) if name else None
        said = quoted if name in (None, source.text) else f"{name} ({quoted})"
        return Change(target.start, target.end, said, right)
    plain = written(source.value) if source.kind == NUMBER else f"{source.value:.10g}"
    said = f"{quoted} ({plain})" if source.scaled or source.worded else quoted
    if how == "year" and len(target.text) == len("24") and target.text.isdecimal():
        plain = plain[-len(target.text) :]  # the second year of 2023-24
    right = plain if how in ("magnitude", "year") else None
    return Change(target.start, target.end, said, right)


def _ending(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
