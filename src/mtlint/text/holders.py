"""Whom the words around a place name: two offices of two persons are no office under two names."""

from __future__ import annotations

from mtlint.text.bystanders import humans
from mtlint.text.forms import role
from mtlint.text.phrases import NAME
from mtlint.text.rest import Rest

_AHEAD = 3  # words of an office behind one of its words
_BEHIND = 4  # words of an office before one of its words
_PARTS = 3  # words of a person's name


def holder(rest: Rest, at: int) -> frozenset[str]:
    """The name of the person who is told to hold the office that a token says more of.

    It stands right behind the office (Chief Financial Officer Dominic Yates), or before it and a
    comma (Dominic Yates, chief financial officer). Empty where nobody is named.
    """
    tokens = rest.content.tokens
    human = False  # the word for the office itself may be the one that is wrong
    for i in range(at + 1, min(at + 1 + _AHEAD, len(tokens))):
        if not tokens[i].tight:
            break
        if human and _is_name(rest, i):
            return _names(rest, i, 1)
        human = human or _is_human(rest, i)
    start = at
    while at - start < _BEHIND and tokens[start].tight:
        start -= 1
    before = human and tokens[start].link == "," and start and _is_name(rest, start - 1)
    return _names(rest, start - 1, -1) if before else frozenset()


def _is_human(rest: Rest, at: int) -> bool:
    return rest.content.tokens[at].key in humans()


def _is_name(rest: Rest, at: int) -> bool:
    token = rest.content.tokens[at]
    return token.kind == NAME and role(token, rest.lows[at]) == "name"


def _names(rest: Rest, at: int, step: int) -> frozenset[str]:
    """The words of a name, from its first or last one on."""
    tokens, found = rest.content.tokens, set[str]()
    for _ in range(_PARTS):
        found.add(tokens[at].key)
        glued = tokens[max(at, at + step)].tight if at + step < len(tokens) else False
        at += step
        if not glued or at < 0 or not _is_name(rest, at):
            break
    return frozenset(found)
