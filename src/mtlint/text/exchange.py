"""A word and its rival as whole forms, so that one put for the other reads right.

“Municipal Capital” is answered by “Municipal Party Committee”, not by “Municipal Party”: both forms
reach from a neighbour that they share to the end of the name or term, as far as capitals and the
other places of the rival tell.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtlint.text.forms import role
from mtlint.text.grammar_en import classes
from mtlint.text.keys import noun_like
from mtlint.text.phrases import FIGURES, NAME, Token, span_text
from mtlint.text.rest import Rest
from mtlint.text.view import DocumentView

_MOST = 4  # words that a form goes on for
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL_WORDS = frozenset("a an and as at but by for from in nor of on or the to with".split())


class Exchange(NamedTuple):
    """Tokens `first` to `last` of the passage against `other_first` to `other_last` of the rest.

    `fits` tells whether the latter can stand in the place of the former.
    """

    first: int
    last: int
    other_first: int
    other_last: int
    fits: bool


def exchange(rest: Rest, slot: int, first: int, last: int) -> Exchange:
    """The whole forms around a slot and its rival, tokens `first` to `last` of the rest."""
    shown, other = _starts(rest, slot, first)
    stop, end = _ends(rest, slot, last)
    return Exchange(shown, stop, other, end, _alike(rest, stop, end))


def _starts(rest: Rest, slot: int, first: int) -> tuple[int, int]:
    """The first tokens of both forms: a neighbour that they share, and the rest of its name."""
    tokens, shown, other = rest.content.tokens, slot, first
    while slot - shown < _MOST and shown > rest.low and other:
        shared = tokens[shown - 1].key == tokens[other - 1].key
        in_name = shown == slot or tokens[other - 1].kind == NAME
        if not (tokens[shown].tight and tokens[other].tight and shared and in_name):
            break
        shown, other = shown - 1, other - 1
    return shown, other


def _ends(rest: Rest, slot: int, last: int) -> tuple[int, int]:
    """The last tokens of both forms."""
    tokens = rest.content.tokens
    stop, end = _tail(rest, slot, rest.high), _tail(rest, last, len(tokens))
    goes_on = [t.key for t in tokens[slot + 1 : stop + 1]]
    theirs = [t.key for t in tokens[last + 1 : end + 1]]
    if goes_on == theirs:
        return slot, last
    after = tokens[slot + 1].key if slot + 1 < rest.high and tokens[slot + 1].tight else ""
    if after in theirs:  # “Peach Storm”, “Plum Blossom Storm”
        return slot, last + theirs.index(after)
    return (stop, end) if theirs else (slot, last)


def _tail(rest: Rest, at: int, end: int) -> int:
    """The last token of the name or term that a token belongs to."""
    tokens, last = rest.content.tokens, at
    while last + 1 < end and last - at < _MOST:
        after = tokens[last + 1]
        if after.link or after.kind in FIGURES or after.segment != tokens[at].segment:
            break
        if (tokens[at].kind == NAME) != (after.kind == NAME):
            break
        if not _belongs(rest, at, last + 1):
            break
        last += 1
    return last


def _belongs(rest: Rest, at: int, after: int) -> bool:
    """Whether a word goes on a form: a part of a name, or a noun that follows it mostly."""
    token, low = rest.content.tokens[after], rest.lows[after]
    if token.kind == NAME and not rest.low <= after < rest.high:
        return True
    known = classes(low)
    verb = not {"B", "Z"}.isdisjoint(known) and ("+" not in known or after < rest.high)
    return noun_like(low) and not verb and _mostly(rest, at, after)


def _mostly(rest: Rest, at: int, after: int) -> bool:
    """Whether what stands after a form stands there in half of the form's places."""
    tokens = rest.content.tokens
    form = [t.key for t in tokens[at : after + 1]]
    places = rest.content.places[form[0]]
    n = sum([t.key for t in tokens[p : p + len(form)]] == form for p in places)
    short = sum([t.key for t in tokens[p : p + len(form) - 1]] == form[:-1] for p in places)
    return 2 * n >= short


def _alike(rest: Rest, slot: int, last: int) -> bool:
    """Whether two words are of one number and can both be nouns, or both stand before one."""
    tokens = rest.content.tokens
    roles = {role(tokens[slot], rest.lows[slot]), role(tokens[last], rest.lows[last])}
    if roles & FIGURES:
        return True
    one, other = _plural(tokens[slot], rest.lows[slot]), _plural(tokens[last], rest.lows[last])
    return one == other and roles <= {"noun", "name", "adj"}


def _plural(token: Token, low: str) -> bool:
    known = classes(low)
    return "p" in known and "n" not in known and token.key != low


def _titled(rest: Rest) -> bool:
    """Whether the passage is written in capitals, word by word."""
    tokens = rest.content.tokens[rest.low + 1 : rest.high]
    words = [t for t in tokens if t.kind not in FIGURES]
    return sum(t.kind == NAME for t in words) > 0.7 * len(words)


def suggested(view: DocumentView, rest: Rest, found: Exchange) -> str | None:
    """The form of the rest, in the passage's capitals; None where it would not read right."""
    tokens = rest.content.tokens
    start, other = tokens[found.first], tokens[found.other_first]
    new = span_text(view, other, tokens[found.other_last])
    text = view.segments[start.segment].text
    article = _ARTICLE.search(text, 0, start.start)
    if not found.fits or (article and (len(article[1]) == 2) != (new[0].lower() in "aeiou")):
        return None
    here = span_text(view, start, tokens[found.last])
    if here.isupper() and len(here) > 5:
        return new.upper()
    if _titled(rest) and here[0].isupper():
        new = _WORD.sub(lambda m: m[0] if m[0] in _SMALL_WORDS else m[0][0].upper() + m[0][1:], new)
    elif other.link == "^" and other.kind != NAME and here[0].islower():
        new = new[0].lower() + new[1:]
    first = not text[: start.start].strip("“”\"'‘’ ")
    return new[0].upper() + new[1:] if first else new
