"""Quoted names of one document (slogans, works) that may be one name in two wordings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mtlint.text.families import alternations
from mtlint.text.keys import key_of, related_forms
from mtlint.text.phrases import STOP
from mtlint.text.quantities import ordinal, value
from mtlint.text.tokens import WORD

_QUOTED = re.compile(
    r"“([^“”\"]{4,80})”|\"([^\"“”]{4,80})\"|(?<!\w)‘([^‘’“”\"]{4,80})’(?!\w)|(?<!\w)'([^'\"“”]{4,80})'(?!\w)"
)
_FEWEST, _MOST = 2, 8  # content words of a name
MAX_QUOTED = 400  # quoted names of a document that are compared
SERIES = 3  # names that differ in one word only, and are this many, are a series: Plan A, Plan B


class Quoted(NamedTuple):
    """A quoted name: its place, its text, and its content words as keys, in order."""

    segment: int
    sentence: int
    start: int
    end: int
    text: str
    keys: tuple[str, ...]


class Rewording(NamedTuple):
    """Two wordings of one name. `how`: "order" (the same words), "word" (one word exchanged)."""

    one: Quoted
    other: Quoted
    how: str


def quoted(texts: Sequence[tuple[int, int, int, str]]) -> Iterator[Quoted]:
    """The quoted names in sentences, given as (segment, sentence, offset, text)."""
    for segment, sentence, offset, text in texts:
        for match in _QUOTED.finditer(text):
            group = next(i for i in (1, 2, 3, 4) if match[i] is not None)
            inner = match[group].rstrip(" ,.;:!?")
            keys = tuple(_key(w) for w in WORD.findall(inner) if w.lower() not in STOP)
            if _FEWEST <= len(keys) <= _MOST and inner[-1:] not in ("—", "-"):
                start = offset + match.start(group)
                yield Quoted(segment, sentence, start, start + len(inner), inner, keys)


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    low = word.lower()
    number = value(low)
    if number is None and (nth := ordinal(low)) is not None:
        number = float(nth)
    return key_of(low) if number is None else f"{number:g}"


def rewordings(found: Sequence[Quoted]) -> Iterator[Rewording]:
    """Pairs of quoted names that look like one name, the later against the earlier."""
    first: dict[tuple[str, ...], Quoted] = {}
    for q in found[:MAX_QUOTED]:
        first.setdefault(q.keys, q)
    frames: dict[tuple[str, ...], list[Quoted]] = defaultdict(list)
    bags: dict[tuple[str, ...], Quoted] = {}
    for q in first.values():
        other = bags.setdefault(tuple(sorted(q.keys)), q)
        if other is not q and other.sentence != q.sentence:
            yield Rewording(q, other, "order")
        for i in range(len(q.keys)):
            frames[(*q.keys[:i], "*", *q.keys[i + 1 :])].append(q)
    for frame, members in frames.items():
        if len(members) == SERIES - 1:
            one, other = members
            if _same(frame, one, other):
                yield Rewording(other, one, "word")


def _same(frame: tuple[str, ...], one: Quoted, other: Quoted) -> bool:
    """Whether two names that differ in one word are one name."""
    if one.sentence == other.sentence or not (_titled(one) and _titled(other)):
        return False
    at = frame.index("*")
    a, b = one.keys[at], other.keys[at]
    if a[:1].isdigit() or b[:1].isdigit():
        return False
    return (a, b) in alternations() or related_forms(a, b) or len(frame) >= 4


def _titled(q: Quoted) -> bool:
    """Whether the name is written as a title: with at least two capitals."""
    words: list[str] = WORD.findall(q.text)
    return sum(w[0].isupper() for w in words) >= 2


__all__ = ["Quoted", "Rewording", "quoted", "rewordings"]
