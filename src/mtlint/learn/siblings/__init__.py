"""Plausible siblings of what an article repeats: what the consistency benchmark plants.

One occurrence of something that stands at least twice in an article is exchanged:

- **term**: of two to four content words in a row that end in a noun, the last one (seven in ten)
  or the first one, for another noun (or adjective) that other articles have beside the same
  neighbour at least twice, and this article never has there. "once each": the term stood twice, so
  that one form stands against one; "repeated": it stood three times or more.
- **name**: one sound of it written as another romanisation, or another ear, would write it, or a
  hyphen put into it (Hongzhong: Hongzhung, Hong-zhong).
- **name-swap**: the name exchanged for another one of the corpus that the article does not have.
- **person-turned**, **person-romanised**: a whole Chinese name in the other order; in Wade-Giles,
  or with the surname as written overseas.
- **office-holder**, **office-rank**: the name behind a title heard otherwise, two sounds a word; a
  title made the deputy's.
- **gender-address**, **gender-pronoun**: Mr. for Ms., he for she, or the other way.
- **number**: a figure of two digits or more, not a year, with a digit changed, two swapped or a
  nought added; in the body only figures that stand twice before the same noun.
- **date**: a month, weekday, year or day for another one that the body does not have.
- **tense-date**: in articles with a dateline, a date without a year moved four to forty days past
  it (told as past) or before it (told with "will").
- **acronym-again**, **-late**, **-undefined**: "Long Name (LN)" that the article uses later on is
  explained a second time, only later, or no longer.

The place is the **headline** (a first segment that looks like one; the body must have the thing as
well), the **lead** (the first segment of articles without a headline, likewise), a **subheading**
(`subheadings.subheaded` puts one in), or the **body** (names: anywhere). Nothing here looks at how
the checks work: siblings come from the other articles of the corpus, or from a change of digits,
letters or calendar words.
"""

from __future__ import annotations

import random
from dataclasses import replace

from mtlint.learn.siblings.acronyms import acronyms
from mtlint.learn.siblings.figures import dates, numbers
from mtlint.learn.siblings.names import respelt, swapped
from mtlint.learn.siblings.persons import PLANTERS
from mtlint.learn.siblings.plant import Plant, Rows
from mtlint.learn.siblings.pools import Pools
from mtlint.learn.siblings.subheadings import subheaded, subheading
from mtlint.learn.siblings.tenses import tense_dates
from mtlint.learn.siblings.terms import terms
from mtlint.text.tokens import words
from mtlint.types import Document, Part

HEADLINE, LEAD, BODY, SUBHEADING = "headline", "lead", "body", "subheading"
KINDS = (
    "term-headline",
    "term-lead",
    "term-body",
    "name",
    "name-swap",
    *PLANTERS,
    "number-headline",
    "number-lead",
    "number-body",
    "date-headline",
    "date-lead",
    "date-body",
)
# Plants that need an article of a certain make: with a subheading, a dateline, an explanation.
MADE_KINDS = (
    "term-subheading",
    "number-subheading",
    "date-subheading",
    "tense-date",
    "acronym-again",
    "acronym-late",
    "acronym-undefined",
)


def plants_of(document: Document, kind: str, pools: Pools, rng: random.Random) -> list[Plant]:
    """Possible plants of one kind in an article (at most one of each thing that it repeats)."""
    rows: Rows = [words(s.target) for s in document.segments]
    what, _, where = kind.partition("-")
    if kind in PLANTERS:
        return list(PLANTERS[kind](document, rng))
    if kind == "name":
        return respelt(rows, rng)
    if kind == "name-swap":
        return swapped(rows, pools, rng)
    if what == "acronym":
        return acronyms(document, where, rng)
    if what == "tense":
        return tense_dates(document, rng)
    if where == SUBHEADING:
        return _in_subheading(rows, what, subheading(document), pools, rng)
    titled = document.segments[0].part is Part.HEADLINE
    if where != BODY and titled != (where == HEADLINE):
        return []
    allowed = range(int(titled), len(rows)) if where == BODY else range(1)
    return _siblings(rows, what, allowed, pools, rng)


def _siblings(
    rows: Rows, what: str, allowed: range, pools: Pools, rng: random.Random
) -> list[Plant]:
    if what == "term":
        return terms(rows, allowed, pools, rng)
    if what == "date":
        return dates(rows, allowed, rng)
    return numbers(rows, allowed, rng)


def _in_subheading(rows: Rows, what: str, at: int, pools: Pools, rng: random.Random) -> list[Plant]:
    """Plants in segment `at`, as in a headline: it is read as if it stood first."""
    if not at:
        return []
    turned = [rows[at], *rows[:at], *rows[at + 1 :]]
    made = _siblings(turned, what, range(1), pools, rng)
    return [replace(plant, segment=at) for plant in made]


__all__ = [
    "KINDS",
    "MADE_KINDS",
    "SUBHEADING",
    "Plant",
    "Pools",
    "plants_of",
    "subheaded",
    "subheading",
]
