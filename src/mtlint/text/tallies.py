"""Votes and scores: "30-20" in a headline is what "50 voted, 30 of them in favor" says in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mtlint.text.phrases import NUMBER, Content, Token
from mtlint.text.rest import Rest

_PAIR = re.compile(r"(\d{1,4})-(\d{1,4})", re.ASCII)
_VOTE = frozenset(
    "vote votes voted voting voter ballot favor favour favored abstain abstained abstaining "
    "abstention yes aye yea nay veto vetoed turnout referendum dissent dissented dissenting "
    "unanimous poll polled".split()
)
_AGAINST = " against"
_FEW = 24  # places of a figure that are looked at, and figures of a passage
_PERCENT = 100.0


class Tallies:
    """The figures of a document by value: numbers, the two of pairs such as "30-20", and what
    numbers that follow each other in a sentence about a vote come to."""

    def __init__(self, content: Content) -> None:
        self._tokens = content.tokens
        self._votes = {t.sentence for t in self._tokens if t.key in _VOTE or _AGAINST in t.link}
        self._places: dict[float, list[int]] = defaultdict(list)
        self._sums: dict[float, list[int]] = defaultdict(list)
        row: list[float] = []
        sentence = -1
        for i, token in enumerate(self._tokens):
            if token.kind != NUMBER:
                continue
            for value in values(token):
                self._places[value].append(i)
                row = [*row[-2:], value] if token.sentence == sentence else [value]
                sentence = token.sentence
                if sentence in self._votes:
                    for first in range(len(row) - 1):
                        self._sums[sum(row[first:])].append(i)

    def bear_out(self, rest: Rest, slot: int) -> bool:
        """Whether the rest says a figure of the passage in another way.

        "30-20" is said where 30 and 20 stand near each other, or, of a vote, 30 and what both come
        to; so is "20 against" beside "30 in favor" in the passage, and "50 vote" by both of them.
        """
        token = self._tokens[slot]
        mine = values(token)
        if len(mine) == 2:
            one, other = mine
            whole = (self._near(rest, part, one + other, vote=True) for part in mine)
            return self._near(rest, one, other) or any(whole)
        return bool(mine) and (
            any(len(values(self._tokens[i])) == 2 for i in self._outside(rest, mine[0]))
            or bool(_outside(self._sums.get(mine[0], ()), rest))
            or any(
                self._near(rest, w, _PERCENT if token.unit == "%" else mine[0] + w, vote=True)
                for w in self._beside(rest, slot)
            )
        )

    def _beside(self, rest: Rest, slot: int) -> Iterator[float]:
        """The other figures of the passage, near a slot."""
        unit = self._tokens[slot].unit == "%"
        for i in range(max(rest.low, slot - _FEW), min(rest.high, slot + _FEW)):
            token = self._tokens[i]
            if i != slot and token.kind == NUMBER and (token.unit == "%") == unit:
                yield from values(token)

    def _outside(self, rest: Rest, value: float) -> list[int]:
        return _outside(self._places.get(value, ()), rest)

    def _near(self, rest: Rest, one: float, other: float, *, vote: bool = False) -> bool:
        """Whether the rest has two values in one sentence, or in two that follow each other."""
        there = {self._tokens[i].sentence for i in self._outside(rest, other)}
        return any(
            not there.isdisjoint((sentence - 1, sentence, sentence + 1))
            and (not vote or sentence in self._votes)
            for sentence in (self._tokens[i].sentence for i in self._outside(rest, one))
        )


def _outside(places: Sequence[int], rest: Rest) -> list[int]:
    """The first of those places that lie in the rest."""
    low, high = bisect_left(places, rest.low), bisect_left(places, rest.high)
    return [*places[: min(low, _FEW)], *places[high : high + _FEW]]


def values(token: Token) -> tuple[float, ...]:
    """The value of a number, or the two of a pair.

    >>> values(Token("30-20", NUMBER, 0, 0, 0, 5, "")), values(Token("5", NUMBER, 0, 0, 0, 1, ""))
    ((30.0, 20.0), (5.0,))
    """
    return _values(token.key)


@lru_cache(maxsize=4096)
def _values(key: str) -> tuple[float, ...]:
    if pair := _PAIR.fullmatch(key):
        return float(pair[1]), float(pair[2])
    try:
        return (float(key),)
    except ValueError:
        return ()


@lru_cache(maxsize=1)
def tallies_of(content: Content) -> Tallies:
    """The tallies of a document, found once."""
    return Tallies(content)
