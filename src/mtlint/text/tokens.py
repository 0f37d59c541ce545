"""Word tokens with offsets: the one tokenisation that all checks share."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters and digits, held together by apostrophes, hyphens and ampersands, by . , : between
# digits (3.5, 1,000, 10:30) and by the dots of initialisms (U.S). A run of Chinese characters is
# one word: nothing here needs finer cuts of it.
WORD = re.compile(
    r"[^\W_]+(?:(?:['’ʼ‐‑&-]|(?<=\d)[.,:](?=\d)|(?<=\b[A-Za-z])\.(?=[A-Za-z]\b))[^\W_]+)*"
)


class Word(NamedTuple):
    """A word and where it stands (code points in its segment's target)."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()


def words(text: str) -> tuple[Word, ...]:
    """All words of `text`, in order, in one pass."""
    return tuple([Word(m[0], m.start(), m.end()) for m in WORD.finditer(text)])
