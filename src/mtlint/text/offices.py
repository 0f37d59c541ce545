"""Offices beside the names of those who hold them, as a document states them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtlint.text.gendered import NOUNS
from mtlint.text.grammar_en import classes
from mtlint.text.keys import key_of, same_name
from mtlint.text.persons import HEADS, HONORIFICS, RANKS, Mention
from mtlint.text.phrases import STOP
from mtlint.text.view import DocumentView, SegmentView, Sentence

# Offices that one person at a time holds, wherever the text stands: no place need be named.
UNIQUE = frozenset(
    {"prime minister", "premier", "president", "chancellor", "king", "queen", "pope"}
)
# What says in a title that its holder is not, or not the only one, who has it.
_TIMED = frozenset(
    "former then ex late new newly outgoing incoming next previous acting interim future designate "
    "elect emeritus honorary first second founding retired onetime co joint".split()
)
# What says in a sentence that an office changes hands.
_CHANGE = frozenset(
    "former formerly predecessor successor succeed succeeds succeeded succeeding replace replaces "
    "replaced replacing appoint appoints appointed appointing appointment promote promoted "
    "promotion elected election became resign resigned resignation sworn inaugurated dismissed "
    "nominated candidate stepped transferred ousted concurrently previously".split()
)
_KIN = frozenset({*NOUNS, "family", "namesake", "cousin", "ancestor", "in-law"})
_BESIDE = 3  # words between a person and the noun that says whose relative that is
_YEAR = re.compile(r"(?<![\w.,$£€-])(?:1[5-9]|20)\d\d(?![\w,]|\.\d)")
# Honorifics and degrees are no offices.
_OFFICES = (HEADS - frozenset({"dr", "doctor", "professor", "general", "captain", "leader"})) - set(
    HONORIFICS
)
_JOINTS = frozenset("-'’")  # words that hold one have parts
_OF = frozenset("of at for in".split())
_ARTICLES = frozenset("the a an its his her their".split())
_VERBS = frozenset("see meet tell ask visit call between".split())  # before a title
_SPACE = " \u00a0"
_MOST = 12  # words of a title
_APPOSITION = re.compile(r",[ \u00a0]?")


class Office(NamedTuple):
    """An office held by a mentioned person.

    `head` is the bare office ("prime minister", "director"), `scope` what it is an office of, as
    keys; `lesser` whether it is the deputy's. `start` and `end` are the title's span.
    """

    mention: Mention
    head: str
    scope: frozenset[str]
    lesser: bool
    start: int
    end: int


def offices(view: DocumentView, mentions: Sequence[Mention]) -> Iterator[Office]:
    """The offices that stand right before a whole name, or behind it after a comma."""
    for m in mentions:
        if m.whole:
            segment = view.segments[m.segment]
            for office in (title_before(segment, m), title_after(segment, m)):
                if office:
                    yield office


def title_before(view: SegmentView, m: Mention) -> Office | None:
    """The office that stands right before a name, be it a surname only."""
    return _read(view, m, *_before(view, m))


def title_after(view: SegmentView, m: Mention) -> Office | None:
    """The office that stands between commas behind a name."""
    return _read(view, m, *_after(view, m))


def _before(view: SegmentView, m: Mention) -> tuple[int, int]:
    """The words of the title that ends right before a name (half-open)."""
    low = m.first
    while low and m.first - low < _MOST and not view.gaps[low].strip(_SPACE):
        if _starts_clause(view.lowers[low - 1], view.forms[low - 1]):
            break
        low -= 1
    return low, m.first


def _starts_clause(low: str, form: str) -> bool:
    """Whether a word stands before a title and is no part of it."""
    if low in _OF or low in _ARTICLES:
        return False
    return low in STOP or low in _VERBS or (form == low and not {"Z", "D"}.isdisjoint(classes(low)))


def _after(view: SegmentView, m: Mention) -> tuple[int, int]:
    """The words of the title between the comma behind a name and the next mark (half-open)."""
    low = m.last + 1
    if low >= len(view.forms) or not _APPOSITION.fullmatch(view.gaps[low]):
        return low, low
    high = low + 1
    while high < len(view.forms) and high - low < _MOST and not view.gaps[high].strip():
        high += 1
    closed = high >= len(view.forms) or view.gaps[high].strip()
    return (low, high) if closed else (low, low)


def _read(view: SegmentView, m: Mention, low: int, high: int) -> Office | None:
    """The one office that words name; none where there are two or none."""
    written = " ".join(view.lowers[low:high])
    if _OFFICES.isdisjoint(written.split(" ")) and _JOINTS.isdisjoint(written):
        return None
    lows = [part for i in range(low, high) for part in _parts(view, i)]
    if any(word == "and" for word, _ in lows):
        return None
    of = next((k for k, (word, _) in enumerate(lows) if word in _OF), len(lows))
    at = next((k for k in reversed(range(of)) if lows[k][0] in _OFFICES), -1)
    if at < 0 or (at != of - 1 and of < len(lows)):
        return None
    if at != of - 1 and (of != len(lows) or at != len(lows) - 1):
        return None
    first = at
    while first and lows[first - 1][0] not in STOP:
        first -= 1
    words = [word for word, _ in lows[first:at]]
    head = lows[at][0]
    if words and words[-1] == "prime" and head == "minister":
        head, words = "prime minister", words[:-1]
    rest = [word for word, _ in lows[of:] if word not in STOP]
    if not (_TIMED | _KIN).isdisjoint([*words, *rest]):
        return None
    lesser = not RANKS.isdisjoint(words)
    scope = frozenset(key_of(w) for w in [*words, *rest] if w not in RANKS)
    start = view.words[lows[first][1]].start
    end = view.words[lows[-1][1]].end
    return Office(m, head, scope, lesser, start, end)


def _parts(view: SegmentView, i: int) -> list[tuple[str, int]]:
    """A word in lower case, without 's, cut at hyphens: vice-mayor, Secretary-General."""
    low = view.lowers[i]
    low = low[:-2] if low.endswith(("'s", "’s")) else low
    return [(part, i) for part in low.split("-") if part]


def same_scope(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two offices are of the same body: the same words, or China for Chinese.

    >>> same_scope(frozenset({"china"}), frozenset({"chinese"}))
    True
    """
    return len(a) == len(b) and all(any(same_name(x, y) for y in b) for x in a)


def changes_hands(view: DocumentView, mentions: Sequence[Mention]) -> bool:
    """Whether the sentences of these mentions tell of a change of office."""
    return any(not _CHANGE.isdisjoint(_sentence(view, m)) for m in mentions)


def is_relative(view: DocumentView, office: Office) -> bool:
    """Whether the holder of an office is told to be a relative: "her father, Mayor Lee"."""
    segment, m = view.segments[office.mention.segment], office.mention
    at = bisect_left(segment.starts, min(office.start, m.start))
    before = segment.lowers[max(0, at - _BESIDE) : at]
    behind = segment.lowers[m.last + 1 : m.last + 1 + _BESIDE]
    enclosed = segment.text[m.end : m.end + 1] == ","
    return not _KIN.isdisjoint(before) or (enclosed and not _KIN.isdisjoint(behind))


def other_years(view: DocumentView, a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    """Whether the sentences of both tell years, none of them the same."""
    one, other = ({y for m in side for y in _years(view, m)} for side in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def _years(view: DocumentView, m: Mention) -> list[str]:
    s = _sentence_of(view.segments[m.segment], m)
    return _YEAR.findall(s.text) if s else []


def _sentence(view: DocumentView, m: Mention) -> list[str]:
    segment = view.segments[m.segment]
    s = _sentence_of(segment, m)
    first, stop = s.word_range if s else (0, 0)
    return [p for low in segment.lowers[first:stop] for p in low.split("-")]


def _sentence_of(segment: SegmentView, m: Mention) -> Sentence | None:
    return next((s for s in segment.sentences if s.start <= m.start < s.end), None)
