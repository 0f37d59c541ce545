"""The content words of a document in order: what passages are aligned by.

Function words are left out, so that "Session of the 15th Committee" and "Session of 15th
Committee" read alike; what stands between two content words is kept as `tight`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from mtlint.text.grammar_en import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from mtlint.text.keys import key_of
from mtlint.text.quantities import FIGURE_WORDS, MAGNITUDES, month, ordinal, value, weekday
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView
from mtlint.text.years import span_at

STOP = (
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | CONJUNCTIONS
    | SUBORDINATORS
    | MODALS
    | BE
    | AUXILIARIES
    | frozenset(
        "not no also very more most only just even already still there here so too to".split()
    )
) - {"one", "half", "following", "including", "concerning", "regarding", "considering", "past"}
NAME, WORD, NUMBER, ORDINAL, MONTH, WEEKDAY = (
    "name",
    "word",
    "number",
    "ordinal",
    "month",
    "weekday",
)
FIGURES = frozenset({NUMBER, ORDINAL, MONTH, WEEKDAY})
_NO_FUNCTION = frozenset({"US", "IT", "WHO"})
_REMEMBERED = 50_000  # words
_GLUE = re.compile(r"[ \u00a0\u202f\n]{1,2}")
_WITH_NOUN = re.compile(r"(\d[\d,.]*)-[a-z][a-z-]*")
_CURRENCY = re.compile(r"(?:[$€£¥￥₽₹]|RMB|CNY|USD|EUR)[ \u00a0]?$")


class Token(NamedTuple):
    """A content word, or a figure with its magnitude.

    `key` is what compares equal across spellings and plurals; `kind` is one of NAME, WORD, NUMBER,
    ORDINAL, MONTH, WEEKDAY. `link` is what joins it to the content word before: function words
    without articles, "," for any mark, "" for nothing but space, "^" at the start of a sentence.
    `unit` is what a number counts, of a month its day. `segment` is an index; `start` and `end`
    are code points in that segment; `sentence` numbers the sentences of the document.
    """

    key: str
    kind: str
    segment: int
    sentence: int
    start: int
    end: int
    link: str
    unit: str = ""

    @property
    def tight(self) -> bool:
        """Whether nothing but space parts it from the content word before."""
        return not self.link


# Tokens are made by the hundred thousand: this is what `Token(...)` comes to, without a detour.
_made: Callable[[tuple[str, str, int, int, int, int, str, str]], Token] = partial(
    tuple.__new__, Token
)


@dataclass(frozen=True, eq=False)
class Content:
    """The content words of a document, the positions of each key, and who opens which sentence."""

    tokens: tuple[Token, ...]
    places: dict[str, list[int]]

    def count(self, key: str) -> int:
        """How often a key occurs."""
        return len(self.places.get(key, ()))


def content(view: DocumentView) -> Content:
    """The content words of the whole document, made once per document."""
    return _content(view)


@lru_cache(maxsize=1)
def _content(view: DocumentView) -> Content:
    tokens: list[Token] = []
    sentence = 0
    for segment in view.segments:
        sentence = _read(segment, tokens, sentence) + 1
    places: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        places[token.key].append(i)
    return Content(tuple(tokens), dict(places))


@lru_cache(maxsize=1)
def lows_of(view: DocumentView) -> list[str]:
    """The content words as they are written, in lower case, made once per document."""
    low = [segment.lower for segment in view.segments]
    return [low[t.segment][t.start : t.end] for t in content(view).tokens]


def _read(view: SegmentView, out: list[Token], sentence: int) -> int:
    """Append the content words of one segment; the number of its last sentence with words."""
    forms, starts, gaps, index = view.forms, view.starts, view.gaps, view.index
    readings = list(map(_READINGS.__getitem__, view.forms))
    skip, last = -1, sentence
    for number, (first, stop) in enumerate(_word_ranges(view), sentence):
        opening, begun, link = True, False, "^"
        if first < stop:
            last = number
        for i in range(max(first, skip + 1), stop):
            if i <= skip:
                continue
            if begun and gaps[i] != " " and not _GLUE.fullmatch(gaps[i]):
                link += ","
            begun = True
            key, kind, opener, joint = readings[i]
            if joint is not None and (opening or forms[i] != "May"):
                opening = False
                link += joint
                continue
            if opening:
                kind = opener
            unit = _day_beside(view, i) if kind is MONTH else ""
            start = starts[i]
            end = start + len(forms[i])
            token = _made((key, kind, index, number, start, end, link, unit))
            if kind is NUMBER:
                token, skip = _with_magnitude(view, i, token, out)
            out.append(token)
            link, opening = "", False
    return last


def _word_ranges(view: SegmentView) -> Iterator[tuple[int, int]]:
    """The words of each sentence of a segment, as ranges that leave none out."""
    cuts = [bisect_left(view.starts, sentence.end) for sentence in view.sentences[:-1]]
    return pairwise((0, *cuts, len(view.forms)))


class _Readings(dict[str, tuple[str, str, str, str | None]]):
    """The key of a word, its kind inside a sentence and at the start of one, and what a function
    word adds to a link (None: it is none; "May" is one at the start of a sentence only)."""

    def __missing__(self, form: str) -> tuple[str, str, str, str | None]:
        if len(self) > _REMEMBERED:
            self.clear()
        low = form.lower()
        joint = None
        if form not in _NO_FUNCTION and (low in STOP or (len(low) == 1 and form.islower())):
            joint = "" if low in ARTICLES else " " + low
        self[form] = found = (*_content_form(form, low), joint)
        return found


_READINGS = _Readings()


def _content_form(form: str, low: str) -> tuple[str, str, str]:
    """What a word is as a content word: its key, and its kind inside and at the start."""
    if form[0].isdigit() or low in FIGURE_WORDS:
        key, kind = _figure(form, low)
        return key, kind, kind
    if form[0].isupper():
        if name := month(low, form):
            return name, MONTH, MONTH
        if name := weekday(low, form):
            return name, WEEKDAY, WEEKDAY
        return key_of(low), NAME, NAME if any(c.isupper() for c in form[1:]) else WORD
    return key_of(low), WORD, WORD


def _figure(form: str, low: str) -> tuple[str, str]:
    """The key and kind of a word that is written with digits, or is a number in words."""
    number = value(low)
    if number is not None:
        return f"{number:.12g}", NUMBER
    if (nth := ordinal(low)) is not None:
        return f"{nth}th", ORDINAL
    if form[0].isdigit():
        if glued := _WITH_NOUN.fullmatch(low):  # 200-plus, 27-foot
            number = value(glued[1])
        return key_of(low) if number is None else f"{number:.12g}", NUMBER
    return key_of(low), WORD


def _day_beside(view: SegmentView, i: int) -> str:
    """The day that stands after or before a month ("March 5", "5th March"), else ""."""
    for j in (i + 1, i - 1):
        if 0 <= j < len(view.forms):
            low = view.lowers[j]
            number = int(low) if low.isdecimal() else ordinal(low)
            if number is not None and number <= 31:
                return str(number)
    return ""


def _with_magnitude(
    view: SegmentView, i: int, token: Token, before: list[Token]
) -> tuple[Token, int]:
    """A number with the million or billion after it as one token, and what is counted.

    A span of years is one token too, however it is written.
    """
    starts, forms, text = view.starts, view.forms, view.text
    number, end, last = value(view.lowers[i]), token.end, i
    if span := span_at(text, token.start):
        number, end = None, span[1]
        last = bisect_left(view.starts, end) - 1
        token = token._replace(key=span[0])
    elif number is not None:
        while last + 1 < len(forms) and last - i < 2:
            following = starts[last + 1]
            factor = MAGNITUDES.get(view.lowers[last + 1])
            if factor is None or following - end > 1:
                break
            number, end, last = number * factor, following + len(forms[last + 1]), last + 1
    unit = ""
    if text[end : end + 1] in "%％" and end < len(text):
        unit, end = "%", end + 1
    elif _CURRENCY.search(text, max(0, token.start - 5), token.start):
        unit = "currency"
    elif last + 1 < len(forms) and starts[last + 1] - end <= 1:
        following_key = key_of(view.lowers[last + 1])
        unit = "%" if following_key in ("percent", "pct") else following_key
        if following_key == "per" and last + 2 < len(forms):
            unit = "%" if view.lowers[last + 2] == "cent" else ""
    key = token.key if number is None else f"{number:.12g}"
    if _is_day(view, i, last, token, before, number):
        unit = "day"
    return token._replace(key=key, end=end, unit="" if unit in STOP else unit), last


def _is_day(
    view: SegmentView,
    first: int,
    last: int,
    token: Token,
    before: list[Token],
    number: float | None,
) -> bool:
    """Whether a number is a day of a month that stands beside it ("March 5", "5 March")."""
    if number is None or not 1 <= number <= 31:
        return False
    if token.tight and before and before[-1].kind is MONTH:
        return True
    after = last + 1
    return after < len(view.forms) and month(view.lowers[after], view.forms[after]) is not None


def span_text(view: DocumentView, first: Token, last: Token) -> str:
    """The text from one token to another of the same segment."""
    return view.segments[first.segment].text[first.start : last.end]


def words_of(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    """The keys of tokens."""
    return tuple(t.key for t in tokens)


__all__ = [
    "FIGURES",
    "MONTH",
    "NAME",
    "NUMBER",
    "ORDINAL",
    "STOP",
    "WEEKDAY",
    "WORD",
    "Content",
    "Token",
    "Word",
    "content",
    "span_text",
]
