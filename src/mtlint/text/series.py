"""Figures that name the parts of a series: Step 3, Chapter 2, the third reason, "4. Pay".

They count nothing: two of them are two parts of a thing, and no contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from mtlint.text.keys import noun_like
from mtlint.text.phrases import NAME, NUMBER, ORDINAL, Content, Token

_SERIES = frozenset(
    "step phase part chapter day days round question article section subsection item point stage "
    "lesson level season episode volume book act scene module unit exercise appendix annex clause "
    "paragraph verse canto issue week game leg lap quarter inning count exhibit option scenario "
    "example figure table note page slide task priority pillar goal topic theme reason tip rule "
    "principle problem myth fact mistake way sign trick hint argument proposal measure entry "
    "lecture class course session meeting heat match set tier grade draft version edition".split()
)
# Behind an ordinal other words of those are too often what is meant: the 15th session.
_NTH = frozenset(
    "step phase part chapter day round question article section point stage lesson episode reason "
    "tip rule principle problem myth mistake way sign".split()
)
_TOGETHER = frozenset({" and", " or", " to", ",", ", and", ", or", " number", " no", " no,"})
_LARGEST = 999
_MANY = 3  # numbers behind one noun from which on it numbers the parts of something


class Series:
    """Which tokens of a document name the parts of which series."""

    def __init__(self, content: Content) -> None:
        self._tokens = content.tokens
        self._words = _SERIES | self._numbered_words()
        self._of: dict[int, str] = {}
        for i, token in enumerate(self._tokens):
            if token.kind in (NUMBER, ORDINAL) and (word := self._series(i)) is not None:
                self._of[i] = word
        self._known: dict[tuple[str, int, int], int] = {}
        self._places: dict[str, list[int]] = defaultdict(list)
        for i, word in self._of.items():
            self._places[word].append(i)

    def of(self, at: int) -> str | None:
        """The series whose part a token names; "" where a mark alone tells ("4. Pay")."""
        return self._of.get(at)

    def contradict(self, here: int, there: int, low: int, high: int) -> bool:
        """Whether a figure of the tokens `low` to `high` may be wrong beside one outside them.

        Two figures that name no parts may. A part does where the rest names one of its series
        alone: it speaks of no other.
        """
        word = self.of(here)
        if word is None or self.of(there) != word:
            return word is None and self.of(there) is None
        return bool(word) and self._numbers_outside(word, low, high) == 1

    def _numbers_outside(self, word: str, low: int, high: int) -> int:
        """How many parts of a series are named outside the tokens `low` to `high`."""
        found = self._known.get((word, low, high))
        if found is None:
            outside = (i for i in self._places[word] if not low <= i < high)
            numbers = {self._tokens[i].key.removesuffix("th") for i in outside}
            found = self._known[word, low, high] = len(numbers)
        return found

    def _numbered_words(self) -> frozenset[str]:
        """Words that stand before a number at the start of a line and a mark behind it, or nouns
        before so many numbers that these can hardly be counts."""
        found: set[str] = set()
        numbers: dict[str, set[str]] = defaultdict(set)
        for i, token in enumerate(self._tokens[1:], 1):
            if token.kind != NUMBER or not token.tight or token.unit or not _small(token):
                continue
            word = self._tokens[i - 1]
            if word.link == "^" and self._marked(i):
                found.add(word.key)
            elif noun_like(word.key):
                numbers[word.key].add(token.key)
        return frozenset(found | {w for w, n in numbers.items() if len(n) >= _MANY})

    def _marked(self, at: int) -> bool:
        """Whether a mark or the end of a sentence is behind a token."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return after is None or after.link[:1] in (",", "^")

    def _series(self, at: int) -> str | None:
        token, tokens = self._tokens[at], self._tokens
        if not _small(token):
            return None
        if token.kind == ORDINAL:
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            return after.key if after and after.tight and after.key in _NTH else None
        if token.link == "^":
            return "" if self._marked(at) else None
        before = tokens[at - 1]
        if before.key in self._words and token.link in ("", " number", " no", " no,"):
            sure = not token.unit or before.kind == NAME or before.link == "^"
            return before.key if sure else None  # "that day 21 miners died"
        return self._of.get(at - 1) if token.link in _TOGETHER else None


def _small(token: Token) -> bool:
    number = token.key.removesuffix("th")
    return number.isdecimal() and int(number) <= _LARGEST and token.unit not in ("%", "currency")


@lru_cache(maxsize=1)
def series_of(content: Content) -> Series:
    """The series of a document, found once."""
    return Series(content)
