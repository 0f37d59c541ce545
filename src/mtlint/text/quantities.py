"""Numbers, magnitudes and dates as values: what a figure says, however it is written."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_MONTH_OF = {m: m for m in MONTHS} | {m[:3]: m for m in MONTHS} | {"sept": "september"}
_WEEKDAY_OF = {d: d for d in WEEKDAYS} | {
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
}
_WORDS = (
    {w: float(i) for i, w in enumerate(_UNITS)}
    | {w: 10.0 * i for i, w in enumerate(_TENS, 2)}
    | {
        f"{t}-{u}": 10.0 * i + j
        for i, t in enumerate(_TENS, 2)
        for j, u in enumerate(_UNITS[1:10], 1)
    }
)
_ORDINAL_WORDS = (
    {w: i for i, w in enumerate(_ORDINALS)}
    | {w[:-1] + "ieth": 10 * i for i, w in enumerate(_TENS, 2)}
    | {
        f"{t}-{o}": 10 * i + j
        for i, t in enumerate(_TENS, 2)
        for j, o in enumerate(_ORDINALS[1:10], 1)
    }
)
FIGURE_WORDS = (_WORDS.keys() | _ORDINAL_WORDS.keys()) - {"zero", "zeroth", "one"}
"""Words that are figures wherever they stand; "one" mostly is none."""
_NUMBER = re.compile(r"\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?", re.ASCII)
_GLUED = re.compile(r"(\d[\d,.]{0,18})(m|mn|bn|k|b|tn)", re.ASCII)
_GLUED_FACTOR = {"m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3, "tn": 1e12}
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)", re.ASCII)


@lru_cache(maxsize=8192)
def value(word: str) -> float | None:
    """The value of a cardinal number in digits or words (lower case), if it is one.

    >>> value("1,200"), value("twenty-one"), value("3.5bn"), value("may")
    (1200.0, 21.0, 3500000000.0, None)
    """
    if _NUMBER.fullmatch(word):
        return float(word.replace(",", ""))
    if glued := _GLUED.fullmatch(word):
        inner = value(glued[1].rstrip(".,"))
        return None if inner is None else inner * _GLUED_FACTOR[glued[2]]
    return _WORDS.get(word)


def ordinal(word: str) -> int | None:
    """The value of an ordinal number in digits or words (lower case), if it is one."""
    if found := _ORDINAL.fullmatch(word):
        return int(found[1])
    return _ORDINAL_WORDS.get(word)


def month(word: str, form: str) -> str | None:
    """The month that a word names; `form` is the word as written ("may" is none, "May" is)."""
    return _MONTH_OF.get(word) if form[:1].isupper() else None


def weekday(word: str, form: str) -> str | None:
    """The day of the week that a word names."""
    return _WEEKDAY_OF.get(word) if form[:1].isupper() else None


def supports(given: float, full: float, *, loose: bool = False) -> bool:
    """Whether a body that says `full` supports a headline that says `given`.

    Headlines round: 280 stands for 284.5, and (`loose`: "nearly", "more than") 300 for 284.
    """
    if given == full:
        return True
    if not given or not full:
        return False
    off = abs(given - full) / max(abs(given), abs(full))
    if loose and off <= 0.12:
        return True
    if full <= 20 or off >= 0.06:
        return False
    places, form = exactly(given)
    return f"{full:.{places}e}" == form


def exactly(given: float) -> tuple[int, str]:
    """How many places a number has behind its first digit, and how it is written with so many.

    >>> exactly(3.6e8)
    (1, '3.6e+08')
    """
    digits = f"{given:.15g}".replace(".", "").strip("0")
    places = max(1, len(digits)) - 1
    return places, f"{given:.{places}e}"
