"""How far the wording around two words of an article is the same, word for word.

Where “15 dental implant medical service price items” is what an article has everywhere, "projects"
after the same five words says more than after “price” alone, which many things follow.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from mtlint.text.phrases import Token
from mtlint.text.view import DocumentView, SegmentView

REACH = 6  # words that are compared on either side
SHORT = 3  # letters of a word that says little
_END = re.compile(r"[.!?;。！？；\n]")


class Wording(NamedTuple):
    """Words in a row that agree before and after a place, and how many of them are not `SHORT`."""

    before: int
    after: int
    long_before: int
    long_after: int

    @property
    def words(self) -> int:
        """All words that agree."""
        return self.before + self.after

    @property
    def long(self) -> int:
        """All words that agree and are not short."""
        return self.long_before + self.long_after


def shared_wording(view: DocumentView, one: Token, other: Token) -> Wording:
    """What agrees around two tokens: words in any case, with the same marks between them, up to
    the ends of sentences."""
    here, there = view.segments[one.segment], view.segments[other.segment]
    before = _shared(here, there, _at(here, one.start), _at(there, other.start), -1)
    after = _shared(here, there, _at(here, one.end) - 1, _at(there, other.end) - 1, 1)
    return Wording(len(before), len(after), _long(before), _long(after))


def _at(segment: SegmentView, offset: int) -> int:
    """The first word that starts at a code point or behind it."""
    return bisect_left(segment.starts, offset)


def _long(words: list[str]) -> int:
    return sum(len(word) > SHORT for word in words)


def _shared(here: SegmentView, there: SegmentView, i: int, j: int, step: int) -> list[str]:
    """The words that agree from words `i` and `j` on, in one direction."""
    found: list[str] = []
    for _ in range(REACH):
        gap = here.gaps[i + (step > 0)]
        if gap != there.gaps[j + (step > 0)] or _END.search(gap):
            break
        i, j = i + step, j + step
        if not (0 <= i < len(here.lowers) and 0 <= j < len(there.lowers)):
            break
        if here.lowers[i] != there.lowers[j]:
            break
        found.append(here.lowers[i])
    return found
