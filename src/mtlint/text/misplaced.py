"""Places of a sentence where one of the small words stands before what it cannot govern.

Sports pages, recipes and headlines leave out so much, and the classes of their words are so often
in doubt, that a class n-gram model takes them for disorder. Words out of order leave more than
unlikely neighbours: articles without a noun, prepositions at the end, one small word behind
another. Only such places prove disorder; all others may be the lexicon's ignorance.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtlint.text.gapping import EDGES, FUNCTION, PARTICLES, is_noun
from mtlint.text.grammar_en import ARTICLES, BE, MODALS, POSSESSIVES, PREPOSITIONS
from mtlint.text.wordorder import END, Row, order_model

_UNHEARD = -40  # a gain below this (two natural logs under chance) is a place that proves something
_HEADS = (ARTICLES | POSSESSIVES | {"every"}) - {"her", "his"}  # never without a noun or adjective
_GOVERN = _HEADS | frozenset("of at from with into for".split())
_LAST = frozenset("of at from with into for and or but than by as".split())
# Determiners that are nouns, pronouns or adverbs as well: "in half", "will either go", "to that".
_FREE = frozenset("half either neither both all each this that these those".split())
_BEFORE_PHRASE = frozenset("not it me him us them you this that".split())  # "sent it by post"
_VERB_STOPS = frozenset({".", END})
_LED = frozenset("to on at from with by for".split())  # "went in to boos", "turn out on to a rack"


def misplaced(row: Row, gains: Sequence[int]) -> int:
    """How many small words of the row stand where the model never heard them.

    `gains`: those of the row where clauses may leave words out.
    """
    names = order_model().names
    symbols = [names[n] for n in row.numbers]
    found = 0
    for i in range(1, len(symbols)):
        first, second = symbols[i - 1], symbols[i]
        if first in FUNCTION and second in FUNCTION:
            gain = 0 if _may_meet(first, second) else gains[i - 1]
        else:
            noun = first in MODALS and i > 1 and is_noun(symbols[i - 2], first)
            gain = row.gains[i - 1] if _cannot_govern(first, second) and not noun else 0
        found += gain < _UNHEARD
    return found


def _may_meet(first: str, second: str) -> bool:
    """ "The end was near", "the sides went in to boos", "cut in half and chill"."""
    if second in ("and", "or"):
        return first not in _HEADS and first not in _LAST
    if second in _FREE:
        return True
    if second in PREPOSITIONS and (first in BE or first in _BEFORE_PHRASE):
        return True
    return first in PARTICLES and second in _LED


def _cannot_govern(first: str, second: str) -> bool:
    """Whether `first` governs a word and `second`, a mark or a class of words, cannot be it."""
    if second in EDGES:
        return first in _HEADS or (first in _LAST and second in _VERB_STOPS)
    if not second.startswith("="):
        return False
    kinds = set(second)
    if first in MODALS:
        return not kinds & set("Br")
    return first in _GOVERN and not kinds & set("npjrNGB")
