"""Whole numbers in running text, in digits or words, and what is said before and after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from mtlint.text.quantities import value

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
# A whole number: no part of another figure, no decimal, no percentage, no money.
NUM = (
    r"(?<![\w.,$€£¥-])(?:\d{1,3}(?:,\d{3})+|\d{1,7}"
    rf"|(?i:(?:{_TENS})(?:-(?:{_ONES}))?|{_TEENS}|{_ONES}))(?![\w%-]|[.,]\d)"
)
_ROUGHLY = frozenset(
    "least most than about around roughly nearly almost over under some approximately up only just "
    "first last top other another further more every no fewer".split()
)
_SHARES = frozenset("some many most all several each any none half few both".split())
_WORDS = re.compile(r"[\w'’]+")
QUANTITIES = frozenset("some others most many few all none both several half".split())


class Count(NamedTuple):
    """A stated count or amount and its place; the place of its parts, and what those come to."""

    start: int
    end: int
    stated: int | Decimal
    parts: tuple[int, int]
    found: int | Decimal
    addends: tuple[int | Decimal, ...] = ()


def holds(text: str, marks: Sequence[str]) -> bool:
    """Whether one of some words or marks stands in a text: a look before an expression is tried."""
    return any(map(text.__contains__, marks))


def whole(text: str) -> int:
    """The number that a match of `NUM` stands for.

    >>> whole("1,200"), whole("Twenty-three")
    (1200, 23)
    """
    return int(value(text.lower()) or 0)


def counts(low: str) -> bool:
    """Whether a word in lower case, by itself, may stand for so many: "61", "two", "some".

    >>> counts("61"), counts("twelve"), counts("others"), counts("house")
    (True, True, True, False)
    """
    return low in QUANTITIES or low[:1].isdigit() or value(low) is not None


def rough(text: str, at: int) -> bool:
    """Whether the count at `at` is rough, or that of a larger whole: "two of the five"."""
    before = [w.lower() for w in _WORDS.findall(text[max(0, at - 32) : at])][-3:]
    if _ROUGHLY.intersection(before[-2:]) or "among" in before or "amongst" in before:
        return True
    if before[-1:] == ["of"]:
        return before[-2:-1] != [] and (before[-2] in _SHARES or value(before[-2]) is not None)
    return before[-2:-1] == ["of"]
