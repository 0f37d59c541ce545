"""Sentences that look verbless and are whole: their verb is in doubt, or stands before them.

"Failing that, ring the office" has a verb that is mostly a noun; "The red one, but with the lid
off" and "Less cold in the south" go on with what was just said.
"""

from __future__ import annotations

from collections.abc import Sequence

from mtlint.text.grammar_en import (
    ARTICLES,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    classes,
)
from mtlint.text.tokens import Word

_OBJECTS = ARTICLES | POSSESSIVES | OBJECT_PRONOUNS | frozenset("it you this that them".split())
_FLOATING = frozenset("all both each".split())  # "his friends all cried"
_SUBJECTS = frozenset("it he she this that".split())
_STARTS = frozenset(",;:—–-")
# Words that open a sentence by reference to the one before it.
_GRADES = frozenset("less better worse".split())
_GOES_ON = frozenset("same ditto likewise nor neither".split())
_QUANTITIES = frozenset("some none most others few many much both all neither either".split())
_SHORT = 10  # words of a line of figures
_HEAD = 5  # words in which "one" must stand, when it means what was spoken of


def has_doubtful_verb(text: str, words: Sequence[Word]) -> bool:
    """Whether a word that may be a noun, or an adjective, stands where only a verb can.

    `text`: the segment that the words stand in.
    """
    lows = [w.lower for w in words]
    return any(_is_verb(text, words, lows, i) for i in range(len(lows)))


def _is_verb(text: str, words: Sequence[Word], lows: Sequence[str], i: int) -> bool:
    key = classes(lows[i])
    before, after = lows[i - 1] if i else "", lows[i + 1] if i + 1 < len(lows) else ""
    if lows[i] == "be":
        return bool(before) and _noun(before)  # a wish: "Glory be to God"
    if "Z" in key and before in _SUBJECTS:
        return True
    if "Z" in key and i and _noun(before):
        return after in _OBJECTS or classes(after) == "r"  # "GCC labels the file"
    if "D" in key:
        return i > 1 and before in _FLOATING
    return "B" in key and after in _OBJECTS and _opens_clause(text, words, i)


def _noun(low: str) -> bool:
    key = classes(low)
    return not key or bool(set(key) & set("np"))


def _opens_clause(text: str, words: Sequence[Word], i: int) -> bool:
    if i == 0 or words[i - 1].lower in ("and", "or", "then"):
        return i == 0 or "B" in classes(words[i].lower)
    return any(c in _STARTS for c in text[words[i - 1].end : words[i].start])


def goes_on(text: str, words: Sequence[Word]) -> bool:
    """Whether a verbless sentence goes on with the one before it, and leaves out what that said."""
    lows = [w.lower for w in words]
    opening, second = lows[0], lows[1]
    if opening in _GRADES:
        return not _noun(lows[2])  # not "Less attractive regions"
    if opening in _GOES_ON or (opening == "not" and second != "only"):
        return True
    if opening == "more":
        return second in ("of", "than")
    if opening == "then":
        return second in PREPOSITIONS or text[words[0].end : words[1].start].startswith(",")
    if opening in _QUANTITIES and text[words[0].end : words[1].start].startswith(","):
        return True
    if any(low in ("one", "ones") for low in lows[1:_HEAD]) or lows.count("one") > 1:
        return True
    figures = sum(any(c.isdigit() for c in low) for low in lows)
    return figures > 1 and len(words) <= _SHORT and _noun(opening)  # forecasts, scores, prices
