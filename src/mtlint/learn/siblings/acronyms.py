"""Abbreviations explained once more, too late, or no longer."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from mtlint.learn.siblings.plant import Plant
from mtlint.text.acronyms import WELL_KNOWN
from mtlint.types import Document, Part

_LONG = re.compile(
    r"(?P<long>(?!The )[A-Z][\w’-]+(?: (?:of |and |for |the |on )*[A-Z][\w’-]+){2,5}) ?"
    r"\((?P<a>[A-Z]{3,6})\)"
)
_SMALL = frozenset("of and for the on".split())


class _Told(NamedTuple):
    """ "Long Name (LN)" in a segment, and where the abbreviation stands by itself later on."""

    segment: int
    start: int
    end: int
    long: str
    short: str
    later: list[tuple[int, int]]


def acronyms(document: Document, kind: str, rng: random.Random) -> list[Plant]:
    """One plant for each abbreviation that is explained once and stands by itself later on.

    "again": it is explained in a later place as well. "late": the explanation and a later use
    change places. "undefined": the brackets of its explanation are taken away.
    """
    made = []
    for told in _told(document):
        s, at = rng.choice(told.later)
        end = at + len(told.short)
        full = f"{told.long} ({told.short})"
        known = "well known" if told.short in WELL_KNOWN else "to be explained"
        if kind == "again":
            made.append(Plant(s, at, end, full, known))
        elif kind == "late":
            other = Plant(s, at, end, full, "")
            made.append(Plant(told.segment, told.start, told.end, told.short, known, other))
        else:
            made.append(Plant(told.segment, told.start, told.end, told.long, known))
    return made


def _told(document: Document) -> Iterator[_Told]:
    body = [(i, s.target) for i, s in enumerate(document.segments) if s.part is Part.BODY]
    for s, text in body:
        for found in _LONG.finditer(text):
            long, short = found["long"], found["a"]
            initials = "".join(w[0] for w in long.split() if w not in _SMALL)
            everywhere = [(i, m) for i, t in body for m in _uses(t, short)]
            brackets = sum(t.count(f"({short})") for _, t in body)
            if initials != short or brackets > 1:
                continue
            later = [(i, m) for i, m in everywhere if i > s]
            if later and not any(i < s for i, _ in everywhere):
                yield _Told(s, found.start("long"), found.end(), long, short, later)


def _uses(text: str, short: str) -> list[int]:
    return [m.start() for m in re.finditer(rf"(?<![\w-]){short}(?![\w/-])", text)]
