"""Word tokens with offsets: the one tokenisation that all checks share."""

from __future__ import annotations

import re
from itertools import accumulate, repeat
from typing import NamedTuple

# Letters and digits, held together by apostrophes, hyphens and ampersands, by . , : between
# digits (3.5, 1,000, 10:30) and by the dots of initialisms (U.S). A run of Chinese characters is
# one word: nothing here needs finer cuts of it. What may hold a word together is one set of
# characters, judged by what stands around them once read: a set is passed over faster than
# alternatives are. Atomic groups, for until 3.11.4 Python mismatches a possessive one that fails
# half way (gh-106052).
_WORD = (
    r"{0}++(?>(?:['’ʼ‐‑&.,:-]"
    r"(?:(?<![.,:])|(?<=\d[.,:])(?=\d)|(?<=\b[A-Za-z]\.)(?=[A-Za-z]\b)){0}++)*)"
)
WORD = re.compile(_WORD.format(r"[^\W_]"))
_PIECES = re.compile(f"({WORD.pattern})")
# The same in ASCII text, where a table of letters is quicker than Unicode's classes.
_ASCII_PIECES = re.compile(f"({_WORD.format('[A-Za-z0-9]')})")


class Word(NamedTuple):
    """A word and where it stands (code points in its segment's target)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()


def pieces(text: str) -> list[str]:
    """`text` cut into gaps and words by turns: gap, word, gap, …, gap. Gaps may be empty."""
    return (_ASCII_PIECES if text.isascii() else _PIECES).split(text)


def words_of(parts: list[str]) -> tuple[Word, ...]:
    """The words among `pieces`, with their places.

    Everything here runs in C: words are made by the hundred thousand.
    """
    edges = list(accumulate(map(len, parts)))
    spans = zip(parts[1::2], edges[::2], edges[1::2], strict=False)
    return tuple(map(tuple.__new__, repeat(Word), spans))


def words(text: str) -> tuple[Word, ...]:
    """All words of `text`, in order, in one pass."""
    return words_of(pieces(text))
