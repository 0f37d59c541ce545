"""Where a phrase halts at a comma and goes on behind it: "entry into, and use of, the park".

Two openers may share what they govern, and an aside may stand between an opener and its head. Both
leave a comma after a word that native text otherwise never parts from the next one. No tagger: the
words around the comma tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtlint.text.grammar_en import ARTICLES, AUXILIARIES, BE, POSSESSIVES, PREPOSITIONS, classes

# What joins a second opener to the first: "has, or may have, …", "as tall as, if not taller than,".
_JOINS = frozenset(
    "and or but nor if not though although albeit yet perhaps even as rather while".split()
)
_REACH = 20  # words and commas: how far the first opener may stand before the second
_OPENERS = (
    frozenset({*PREPOSITIONS, "of", "to", "than", "as"}),
    frozenset({*AUXILIARIES, *BE}),
    frozenset({*ARTICLES, *POSSESSIVES}),
)
_DETERMINERS = _OPENERS[2]
# An aside before its head: "more than, say, ten", "a, shall we say, mixed blessing".
_ASIDE = re.compile(r" ?([\w'’]+)((?: [\w'’-]+){0,3}),")
_INTERJECTIONS = frozenset(
    "say er erm um uh ah oh ahem hmm well let shall dare like yes no".split()
)


def is_suspended(before: Sequence[str], word: str, rest: str) -> bool:
    """Whether the phrase that `word` opens is only halted by the comma behind it.

    `before`: the words and commas of the sentence before it, in lower case; `rest`: the text
    behind the comma.

    >>> is_suspended("entry into , and use".split(), "of", " the park"), is_suspended(
    ...     "the use".split(), "of", " the park"), is_suspended(["more"], "than", " say, ten")
    (True, False, True)
    """
    return _shares_head(before, word) or _interrupted(rest)


def _shares_head(before: Sequence[str], word: str) -> bool:
    """Whether an opener of the same kind halted at a comma of its own, and `word` is joined to it.

    A determiner may halt after any opener: "one of, if not the, best".
    """
    kinds = [kind for kind in _OPENERS if word in kind]
    if word in _DETERMINERS:
        kinds = list(_OPENERS)
    near = before[-_REACH:]
    return any(
        mark == "," and join in _JOINS and any(first in kind for kind in kinds)
        for first, mark, join in zip(near, near[1:], near[2:], strict=False)
    )


def _interrupted(rest: str) -> bool:
    """Whether a few words that speak of the wording, or an adverb, stand before a second comma."""
    aside = _ASIDE.match(rest)
    if aside is None:
        return False
    first = aside[1]
    if first in _INTERJECTIONS:
        return True
    return not aside[2] and first.islower() and classes(first) == "r"
