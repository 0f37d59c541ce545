"""Dates of articles with a dateline, moved past it (told as past) or before it (told with will)."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator

from mtlint.learn.siblings.plant import MONTHS, Plant
from mtlint.types import Document

_NAMES = "|".join(MONTHS)
_DATELINE = re.compile(
    rf"(?:[A-Z][^.:]{{2,60}}, )?(?P<m>{_NAMES}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:, \d{{4}})? ?"
    r"(?:\([A-Z]|--|[-–—] )"
)
_TOLD = re.compile(
    rf"(?<!ing )\b[Oo]n (?P<date>(?:{_NAMES}) \d{{1,2}})(?!\d|th|st|nd|rd|,? \d{{4}})\b"
)
_SENTENCE = re.compile(r"[^.]+(?:\.|$)")
_PAST = re.compile(r"\b(?:was|were|had|did|said|held|told|met|took|began|won|\w{2,}ed)\b")
_PLANS = re.compile(r"\b(?:would|shall|may|might|can|could|should|must|to be|plan|expect|schedul)")
_WILL = re.compile(r"\bwill\b")
_WILL_ON = re.compile(r"\bwill (?:[\w’'-]+ ){1,8}$")
LEAST, MOST = 4, 40  # days from the dateline


def tense_dates(document: Document, rng: random.Random) -> list[Plant]:
    """One plant for each date without a year whose sentence is in one tense.

    "starting on" and "ending on" may be told of what is to come, and are left out.
    """
    own = _own(document)
    return [] if own is None else [_moved(p, own, rng) for p in _dates(document)]


def _own(document: Document) -> datetime.date | None:
    for segment in document.segments[:3]:
        if found := _DATELINE.match(segment.target):
            month = MONTHS.index(found["m"]) + 1
            return datetime.date(2000, month, min(28, int(found["d"])))
    return None


def _dates(document: Document) -> Iterator[Plant]:
    """The dates as they stand; `detail` is the tense of their sentence."""
    for s, segment in enumerate(document.segments):
        for sentence in _SENTENCE.finditer(segment.target):
            text = sentence.group()
            will = _WILL.search(text)
            if _PLANS.search(text) or not (will or _PAST.search(text)):
                continue
            for found in _TOLD.finditer(text):
                if will and not _WILL_ON.search(text, 0, found.start()):
                    continue
                start = sentence.start() + found.start("date")
                date = found["date"]
                yield Plant(s, start, start + len(date), date, "will" if will else "past")


def _moved(plant: Plant, own: datetime.date, rng: random.Random) -> Plant:
    days = rng.randint(LEAST, MOST) * (1 if plant.detail == "past" else -1)
    date = own + datetime.timedelta(days)
    text = f"{MONTHS[date.month - 1]} {date.day}"
    return Plant(plant.segment, plant.start, plant.end, text, plant.detail)
