"""Spans of years, also written short: 2023-24, 2023/24, 1999–2000, 2023至24, 22-23 season."""

from __future__ import annotations

import re
from typing import NamedTuple

_TO = r"[-‐‑–—−－/／~～〜至到]"
# Neither a date (2023-05-11), a telephone number, a decimal, a percentage nor an amount is one.
_NO_MORE = rf"(?!\d|[.,:]\d|\s?[%％百千万亿萬億]|\s?(?:[mb]illion|thousand|percent)\b|{_TO}\d)"
_NO_LESS = r"(?<![\d.,:$€£¥])(?<!\d[-–—/])"
_FULL = r"1\d{3}|2[01]\d\d"
_WORD = r"\s?(?:年|赛季|学年|财年|雪季|榨季)"
_SPAN = re.compile(
    rf"{_NO_LESS}(?P<from>{_FULL})年?{_TO}(?P<to>(?:{_FULL})(?={_WORD})|\d\d?{_NO_MORE})"
)
# Two figures of two digits are years only where a word says so.
_SHORT = re.compile(
    rf"{_NO_LESS}(?P<from>\d\d){_TO}['’]?(?P<to>\d\d)"
    r"(?=\s?(?:年度|赛季|学年|财年|雪季|榨季|[Ss]easons?\b"
    r"|(?:school|academic|fiscal|financial) year))"
)
_CENTURY = 100
_LONGEST = 10  # years from the nineties into another century: 1998-03 may be March as well
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_RUN = re.compile(r"((?:1[89]|2[01])\d\d)[-‐‑–—/]((?:1[89]|2[01])\d\d|\d\d)(?![\d.,]*\d|[-–/%])")


class Year(NamedTuple):
    """A figure that is, or may be, a year: what it stands for, likeliest first.

    No values: those that it has anyway. `sure` where it can hardly be anything else than a year.
    """

    values: tuple[float, ...]
    sure: bool


def years(text: str) -> dict[int, Year]:
    """The figures of a text that are part of a span of years, by their start.

    >>> years("the 2023-24 season")
    {4: Year(values=(), sure=True), 9: Year(values=(2024.0, 24.0), sure=True)}
    """
    text = text.translate(_WIDE)
    found: dict[int, Year] = {}
    for match in _SPAN.finditer(text):
        first, last = int(match["from"]), match["to"]
        full, sure = _completed(first, last)
        if full <= first:
            continue  # 2023-05 is May
        plain = float(last)
        readings = (full, plain) if sure else (plain, full)
        found[match.start("from")] = Year((), sure=True)
        found[match.start("to")] = Year(() if len(last) == 4 else readings, sure)
    for match in _SHORT.finditer(text):
        first, second = int(match["from"]), int(match["to"])
        if second == (first + 1) % _CENTURY:
            found[match.start("from")] = _short(first)
            found[match.start("to")] = _short(second)
    return found


def span_at(text: str, at: int) -> tuple[str, int] | None:
    """The span of years that starts at `at` as one key, and where it ends.

    >>> span_at("in 2023/24", 3), span_at("in 2023-2024", 3), span_at("on 2023-10-24", 3)
    (('2023-2024', 10), ('2023-2024', 12), None)
    """
    match = _RUN.match(text, at)
    if match is None:
        return None
    full = int(match[2]) if len(match[2]) == 4 else _completed(int(match[1]), match[2])[0]
    return (f"{match[1]}-{full:.0f}", match.end()) if full > int(match[1]) else None


def _completed(first: int, last: str) -> tuple[float, bool]:
    """The year that "24" is behind 2023, "8" behind 2007, "01" behind 1999; whether it is sure."""
    size = 10 ** len(last)
    full = first - first % size + int(last)
    if full > first:
        return float(full), len(last) > 1
    next_century = full + size
    if len(last) == 2 and next_century - first <= _LONGEST:
        return float(next_century), int(last) == 0
    return float(full), False


def _short(year: int) -> Year:
    """A year without its century: "22-23赛季"."""
    return Year((2000.0 + year, 1900.0 + year, float(year)), sure=True)
