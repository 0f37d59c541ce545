"""Digits of a text by themselves, as they stand together and as parts of longer figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_GROUP = re.compile(r"\d+")
_GAP = re.compile(r"[\s,.\u00a0-]{0,2}")
_LONG = 40  # digits of a figure that is looked for by itself


def spaced(text: str, wanted: Collection[str]) -> frozenset[str]:
    """Which of some digits stand in a text as a whole figure, with small gaps or without.

    >>> sorted(spaced("8599 3119, 67, 367", ["85993119", "859931", "67367", "367"]))
    ['367', '67367', '85993119']
    """
    short = {digits for digits in wanted if len(digits) <= _LONG}
    found = {d for d in wanted if len(d) > _LONG and _stands(d, text)}
    most = max(map(len, short), default=0)
    open_rows: list[str] = []  # what the groups before add up to, from each of them on
    end = 0
    for group in _GROUP.finditer(text) if short else ():
        if not _GAP.fullmatch(text, end, group.start()):
            open_rows = []
        rows = [row + group[0] for row in (*open_rows, "") if len(row) + len(group[0]) <= most]
        found.update(short.intersection(rows))
        open_rows, end = rows, group.end()
    return frozenset(found)


def _stands(digits: str, text: str) -> bool:
    return bool(re.search(r"(?<!\d)" + _GAP.pattern.join(digits) + r"(?!\d)", text))


def within(wanted: Iterable[str], figures: Iterable[str]) -> frozenset[str]:
    """Which of some rows of digits are a part of any of some figures.

    >>> sorted(within(["20", "12", "45"], ["1200", "345"]))
    ['12', '20', '45']
    """
    by_length: dict[int, set[str]] = {}
    for digits in wanted:
        by_length.setdefault(len(digits), set()).add(digits)
    found: set[str] = set()
    for figure in figures:
        for length, rows in by_length.items():
            parts = (figure[i : i + length] for i in range(len(figure) - length + 1))
            found.update(rows.intersection(parts))
    return frozenset(found)
