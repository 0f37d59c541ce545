"""What a plant is, and which words may be part of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtlint.text.grammar_en import classes
from mtlint.text.lexicon_en import lexicon
from mtlint.text.tokens import Word

Rows = list[tuple[Word, ...]]
MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PLAIN = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_STOP = frozenset(
    "the a an of in on at to for by with from and or but as is are was were be been has have had "
    "will would can could should may might must that this these those it its he she they we i you "
    "his her their our my your not no also more most very about into over under after before "
    "during between through against than so if when while who which what where how there said "
    "says one all some any each other such only first second two three out new last next day days "
    "time times year years month months week many much same own local today well good lot number "
    "total part way use used hundred thousand million billion trillion yuan dollar dollars "
    "percent including celebrate save".split()
)


@dataclass(frozen=True)
class Plant:
    """Replace `[start, end)` of a segment by `text`; `detail` names its properties, by commas.

    `other` is replaced as well, in another segment.
    """

    segment: int
    start: int
    end: int
    text: str
    detail: str
    other: Plant | None = None


def is_content(word: Word) -> bool:
    """Whether a word may be part of a term."""
    return bool(_PLAIN.fullmatch(word.text)) and word.text.lower() not in _STOP


def is_noun(word: str) -> bool:
    """Whether a word in lower case is a noun more often than a verb."""
    known = classes(word)
    return ("n" in known or "p" in known) and "!" not in known


def is_name(word: Word) -> bool:
    """A capitalised word with a vowel that no dictionary has as a common word."""
    text = word.text
    return (
        len(text) > 2
        and text[0].isupper()
        and text[1:].islower()
        and text.isalpha()
        and bool(set("aeiouy") & set(text.lower()))
        and text not in MONTHS
        and text not in WEEKDAYS
        and not lexicon().is_common(text.lower())
    )


def repeats(times: int) -> str:
    """How often a thing stood before one of it was exchanged."""
    return "once each" if times == 2 else "repeated"
