"""How a sentence reads when its clauses may leave words out, as clauses side by side do.

"Six went in, two out." "The council voted 61 for, 58 against." "In Leeds house prices rose 3%."
The word-order model has seen few such places and calls them unlikely, though every writer knows
them. Here each of them is lifted to what chance would give, so that only other places tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtlint.text.counts import counts
from mtlint.text.grammar_en import (
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    classes,
)
from mtlint.text.wordorder import END, SCALE, START, Row, order_model

EDGES = frozenset({",", ";", ":", ".", "|", START, END})
_JOINS = frozenset("and or but nor".split())
FUNCTION = frozenset({"not", "to", "there"}).union(
    DETERMINERS, PREPOSITIONS, PRONOUNS, CONJUNCTIONS, SUBORDINATORS, AUXILIARIES, BE, POSSESSIVES
)
# Particles: they may end a clause ("what it is for") and open it with the verb ("in came …").
PARTICLES = frozenset(
    "about above across after against along around at away back before behind below by down for "
    "from in into of off on out over since through to under up upon with without".split()
)
_FINITE = AUXILIARIES | BE
# "The will of the people", "a can of paint", "the might of the empire".
_NOUN_MODALS = frozenset("will can must might".split())
_BEFORE_NOUN = (ARTICLES | POSSESSIVES | {"this", "that", "no"}) - {"her"}
_NO_VERB = ARTICLES | POSSESSIVES  # nothing that follows a subject
_CHANCE = 0  # the gain of a word that stands where it stands by chance
_UNREAD = -int(SCALE)  # a word no more than this unlikely does not count as a low place


def lenient_gains(row: Row) -> list[int]:
    """The gains of a row, lifted wherever a clause may begin, end or leave out its verb.

    Two content words side by side say little: the model sees their classes alone, and cannot tell
    "house prices rose" from three nouns.
    """
    names = order_model().names
    symbols = [names[n] for n in row.numbers]
    forms = row.forms
    verbs = [o >= 0 and _verb(forms[o]) for o in row.owners]
    counted = [o >= 0 and _counted(forms[o].lower()) for o in row.owners]
    gains = list(row.gains)
    for i in range(1, len(symbols)):
        first, second = symbols[i - 1], symbols[i]
        before = symbols[i - 2] if i > 1 else ""
        after = symbols[i + 1] if i + 1 < len(symbols) else END
        stranded = second in PARTICLES and _opens(after)
        share = counted[i - 1] and _after_count(second)
        subject = _subject(first, second, verb=verbs[i], next_verb=verbs[i + 1 : i + 2] == [True])
        subject = subject or (verbs[i - 1] and _relative_ends(symbols[max(0, i - 3) : i], second))
        noun = is_noun(first, second) or (is_noun(before, first) and second not in _NO_VERB)
        if stranded or share or subject or noun or _clause_edge(before, first, second):
            gains[i - 1] = max(gains[i - 1], _CHANCE)
        elif _content(first) and _content(second):
            gains[i - 1] = max(gains[i - 1], _UNREAD)
    return gains


def _subject(first: str, second: str, *, verb: bool, next_verb: bool) -> bool:
    """A pronoun before its verb, or behind the noun that its clause is about ("gifts she got")."""
    if first in SUBJECT_PRONOUNS:
        return verb
    noun = _content(first) or first in ("one", "ones", "all")
    return second in SUBJECT_PRONOUNS and next_verb and noun


def _relative_ends(before: Sequence[str], second: str) -> bool:
    """A verb behind a clause without "that" and its own verb: "the one she wore was"."""
    if len(before) < 3 or second not in _FINITE:
        return False
    noun, subject, _ = before
    return subject in SUBJECT_PRONOUNS and (_content(noun) or noun in ("one", "ones", "all"))


def is_noun(before: str, symbol: str) -> bool:
    """Whether a word that mostly is none must be a noun, for it has an article or the like.

    >>> is_noun("the", "will"), is_noun("they", "will"), is_noun("the", "one")
    (True, False, True)
    """
    if symbol in ("one", "ones"):
        return before == "the"
    return symbol in _NOUN_MODALS and before in _BEFORE_NOUN


def _verb(word: str) -> bool:
    return word.lower() in AUXILIARIES or bool(set(classes(word)) & set("BZD"))


def _opens(symbol: str) -> bool:
    return symbol in EDGES or symbol in _JOINS


def _clause_edge(before: str, first: str, second: str) -> bool:
    """The first word of a clause, the one after its particle, or what follows its last word."""
    if _opens(first) or (first in PARTICLES and _opens(before)):
        return True
    return _opens(second) and (first in PARTICLES or first in AUXILIARIES)


def _counted(low: str) -> bool:
    return low == "another" or counts(low)


def _after_count(symbol: str) -> bool:
    """ "61 for", "two out", "some were"."""
    return symbol in PARTICLES or symbol in AUXILIARIES


def _content(symbol: str) -> bool:
    return symbol not in FUNCTION and symbol not in EDGES
