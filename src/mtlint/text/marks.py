"""Punctuation marks: which words end in a dot by right, and which marks lack a partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtlint.text.profiles import LanguageProfile

_LOOK_BACK = 24  # longest abbreviation worth knowing, in characters
_DOTTED = re.compile(r"[^\s\"“”‘’'()\[\]«»„/,;:]+$")
_TOKEN_STOP = re.compile(r"\s")


def ends_abbreviation(text: str, dot: int, profile: LanguageProfile) -> bool:
    """Whether the dot at `text[dot]` belongs to the word before it: Inc., U.S., J., Wash.

    Beside the profile's abbreviations: single letters and initialisms with inner dots.
    """
    match = _DOTTED.search(text, max(0, dot - _LOOK_BACK), dot)
    if not match:
        return False
    word = match.group().lower()
    if len(word) == 1:
        return True
    return word in profile.abbreviations or "." in word.strip(".")


def token_around(text: str, start: int, end: int, reach: int = 60) -> str:
    """The run of non-space characters around `text[start:end]`, cut at `reach` on both sides."""
    left = start
    while left > 0 and start - left < reach and not text[left - 1].isspace():
        left -= 1
    right = _TOKEN_STOP.search(text, end, end + reach)
    return text[left : right.start() if right else min(len(text), end + reach)]


# " ,here": a mark behind the space instead of before it. ":)" and ":smile:" stay out, and so do
# ".net" and ".csv": behind a dot only words that open sentences count.
_MOVED = re.compile(
    r"(?<=[\w%”\")])[ \u00a0](?P<mark>[,;:.])(?P<word>[^\W\d_]{2,40}+)(?![\w:(=/@]|\.\w)"
)
_IN_CODE = re.compile(r"[/@\\=_<>#*{}|]")


def moved_marks(text: str, profile: LanguageProfile) -> Iterator[re.Match[str]]:
    """Marks with a space before them and none after: "a mark ,here". `mark` and `word` are named.

    Marks that the language sets off by a space are left alone.
    """
    for match in _MOVED.finditer(text):
        mark, word = match["mark"], match["word"]
        if mark in profile.space_before or _IN_CODE.search(token_around(text, *match.span("word"))):
            continue
        if mark != "." or (len(word) > 2 and word.lower() in profile.openers):
            yield match


class Mark(NamedTuple):
    """A paired mark: where it stands, and what it does there (`open`, `close`, `either`)."""

    segment: int
    paragraph: int
    at: int
    does: str
    first: bool = False  # nothing but space stands before it in its segment


def unpaired(marks: Iterable[Mark], reach: int, *, nests: bool) -> Iterator[tuple[Mark, str]]:
    """Marks of one kind that lack their partner, with "opening" or "closing".

    A pair may span `reach` segments, or any number inside one paragraph. With `nests`, pairs may
    stand inside one another (brackets); without, a second opening mark means that the first was
    never closed, unless it repeats the first at the start of a segment, as English does where a
    quotation goes on in the next paragraph.
    """
    waiting: list[Mark] = []
    for mark in marks:
        while waiting and not _near(waiting[-1], mark, reach):
            yield waiting.pop(), "opening"
        if mark.does == "close" or (mark.does == "either" and waiting):
            if waiting:
                waiting.pop()
            else:
                yield mark, "closing"
            continue
        if waiting and not nests:
            last = waiting.pop()
            if last.segment == mark.segment or not mark.first:
                yield last, "opening"
        waiting.append(mark)
    for mark in waiting:
        yield mark, "opening"


def _near(one: Mark, other: Mark, reach: int) -> bool:
    return other.segment - one.segment <= reach or one.paragraph == other.paragraph
