"""The two halves of a sentence around a semicolon: is each of them a clause?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mtlint.text.grammar_en import classes, has_finite_verb
from mtlint.text.tokens import Word
from mtlint.text.view import SegmentView

# What opens an afterthought or a reference, neither of which needs a verb.
_ADDS = (
    *(f"{word} " for word in "and or but to with hence thus perhaps probably also".split()),
    *("cf", "viz", "esp", "e.g", "i.e", "ibid"),
)


_THOU = frozenset("thou thee thy thine ye art hath doth".split())


def _archaic(low: str) -> bool:
    """A word of the Bible and of hymns: their verbs are not in the lexicon ("runneth")."""
    return low in _THOU or (len(low) > 4 and low.endswith("eth"))


def is_alone(text: str, at: int) -> bool:
    """No other mark of the kind stands in the text: no list of such parts."""
    mark = text[at]
    return text.find(mark, at + 1) < 0 and text.rfind(mark, 0, at) < 0


def lacks_a_verb(view: SegmentView, at: int) -> bool:
    """One side of the only semicolon has no finite verb, and no list stands around it.

    Headlines may join what has none, with a capital ("Storm Hits Coast; Hundreds Homeless").
    """
    if view.text[:1] in "([" or (view.is_heading and view.text[at + 2 : at + 3].isupper()):
        return False  # "(Reporting by …; Editing by …)"
    first, end = next(
        ((s.start, s.end) for s in view.sentences if s.start <= at < s.end), (0, len(view.text))
    )
    start = max(first, *(view.text.rfind(mark, first, at) + 1 for mark in (": ", "“", '"')))
    if "," in view.text[at:end] or view.text[at + 2 : end].lower().startswith(_ADDS):
        return False  # an enumeration, an afterthought, a reference
    left = [w for w in view.words if start <= w.start < at]
    right = [w for w in view.words if at < w.start < end]
    if view.is_heading:
        return not (_headed(left[1:]) and _headed(right))
    return not (_clause(left) and _clause(right))


def _headed(words: Sequence[Word]) -> bool:
    """A verb as headlines have it: the present, its subject left out ("visits Hunan; calls for
    progress"), or an infinitive that speaks of what will be ("work to begin")."""
    lows = [w.lower for w in words]
    soon = any(a == "to" and "B" in classes(b) for a, b in pairwise(lows))
    return soon or _clause(words) or any("Z" in classes(low) for low in lows)


def _clause(words: Sequence[Word]) -> bool:
    """A finite verb, as far as it can be told."""
    return has_finite_verb(words) or any(_archaic(w.lower) for w in words)
