"""Figures that tell the parts of one before them: "2,400 people, including 1,900 in Shiping"."""

from __future__ import annotations

from functools import lru_cache

from mtlint.text.phrases import NUMBER, Content, Token

_OPENS = frozenset("including comprising".split())  # the words that open the parts, by themselves
_LINKS = ("of which", "of whom", "of them", "among which", "among whom", "among them", ", with")


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


def _size(token: Token) -> float:
    try:
        return float(token.key)
    except ValueError:
        return float("inf")
