"""Figures that tell the parts of one before them: "2,400 people, including 1,900 in Shiping"."""

from __future__ import annotations

from functools import lru_cache

from mtlint.text.phrases import NAME, NUMBER, Content, Token
from mtlint.text.rest import Rest

_OPENS = frozenset("including comprising".split())  # the words that open the parts, by themselves
_LINKS = ("of which", "of whom", "of them", "among which", "among whom", "among them", ", with")

_OF_PART = 3  # words behind the figure of a part that may name it


@lru_cache(maxsize=1)
def parts_of(content: Content) -> dict[int, int]:
    """The places of figures that are parts, each with the place of its whole.

    The whole is the last number before what opens the parts, and they are no larger.
    """
    found: dict[int, int] = {}
    whole, opened, sentence = -1, False, -1
    for i, token in enumerate(content.tokens):
        if token.sentence != sentence:
            whole, opened, sentence = -1, False, token.sentence
        if whole >= 0 and not opened:
            opened = token.key in _OPENS or any(words in token.link for words in _LINKS)
        if token.kind != NUMBER or token.unit in ("day", "%"):
            continue
        if not opened:
            whole = i
        elif _size(token) <= _size(content.tokens[whole]):
            found[i] = whole
    return found


def parts_beside(rest: Rest, places: set[int]) -> set[int]:
    """Those of some places of figures that are parts of a whole at another of them, and that the
    passage does not speak of by name."""
    tokens, wholes = rest.content.tokens, parts_of(rest.content)

    def named(place: int) -> bool:
        names = (t.key for t in tokens[place + 1 : place + 1 + _OF_PART] if t.kind == NAME)
        return next(names, "") in rest.here

    return {p for p in places if wholes.get(p) in places and not named(p)}


def _size(token: Token) -> float:
    try:
        return float(token.key)
    except ValueError:
        return float("inf")
