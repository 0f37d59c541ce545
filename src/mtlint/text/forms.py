"""The words of a document by form: which names resemble one another, which words are kin."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from mtlint.text.alignment import distance
from mtlint.text.grammar_en import classes
from mtlint.text.keys import noun_like
from mtlint.text.lazy import lazy
from mtlint.text.lexicon_en import lexicon
from mtlint.text.phrases import FIGURES, NAME, Content, Token


@lru_cache(maxsize=16384)
def is_common(key: str) -> bool:
    """Whether a key is an ordinary English word, not a name."""
    return lexicon().is_common(key)


def role(token: Token, low: str) -> str:
    """What a token can be: its kind for figures, else "name", "noun", "adj", "verbish" or "".

    "verbish" words may be nouns but are at least as often verbs (needs, lives, charged).
    """
    if token.kind in FIGURES:
        return token.kind
    return word_role(token.kind, token.key, low)


@lru_cache(maxsize=32768)
def word_role(kind: str, key: str, low: str) -> str:
    """`role` of a token that is no figure, by its kind, its key and its word in lower case."""
    if not is_common(low) and not is_common(key):
        return "name" if kind == NAME or len(low) > 2 else ""
    if noun_like(low):
        return "noun"
    known = classes(low)
    if "j" in known and not set(known) & set("rDBZ"):
        return "adj"
    return "verbish" if "n" in known or "p" in known or "j" in known or not known else ""


def is_head(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether no other noun follows the token closely, so that it heads its phrase."""
    after = at + 1
    if after >= end or tokens[after].link:
        return True
    nxt = tokens[after]
    return nxt.kind in FIGURES or not noun_like(nxt.key)


class Kin:
    """Finds keys of a document that may be spelt alike."""

    def __init__(self, content: Content) -> None:
        self._content = content

    @lazy
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._content.places:
            found[key[0]].append(key)
        return found

    def beside(self, key: str) -> list[str]:
        """Keys that start with the same letter."""
        return self._by_letter.get(key[0], [])


def similar(a: str, b: str) -> bool:
    """Whether two names may be spellings of one: few edits for their length.

    >>> similar("hongzhong", "hong-zhong"), similar("wang", "wan"), similar("li", "lu")
    (True, True, False)
    """
    a, b = a.replace("-", ""), b.replace("-", "")
    if a == b:
        return True
    short = min(len(a), len(b))
    if short < 3:
        return False
    allowed = 1 if short < 6 else 2
    return distance(a, b, allowed) <= allowed


__all__ = ["Kin", "is_common", "is_head", "role", "similar", "word_role"]
