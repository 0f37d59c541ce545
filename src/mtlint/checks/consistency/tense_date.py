"""Dates told as past that are to come by the article's own date, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.datelines import Day, Own, apart, dateline, dates, own_date
from mtlint.text.told import Told, told
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

SLACK = 1  # days: other time zones
NEAR = 60  # days within which a date without a year is of the same year
# What may put a date without a year into another one.
_OTHER_YEAR = re.compile(
    r"\b(?:(?:1[89]|20)\d\d|last year|next year|years? ago|year before|previous year|following "
    r"year|that year|each year|every year|annual\w*|years? later|anniversary|history|same year)\b",
    re.IGNORECASE,
)


@document_check(
    "consistency.tense-date",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "ORLAND, March 1, 2025 (Coast News) -- The ferry fair was held on March 25, 2025 and "
            "drew large crowds.",
            hits=["March 25, 2025"],
        ),
        Example(
            "March 1, 2025 09:30\n\nThe harbour bridge was opened in Orland on April 5. Thousands "
            "came.",
            hits=["April 5"],
        ),
        Example(
            "(Coast News) Orland, June 20 (Reporter Ann Kolby) The new market will open on June 2, "
            "the mayor said on Friday.",
            hits=["June 2"],
        ),
        Example(
            "Coast News, Orland, July 25, 2024: On August 14, 2025, the town council voted for the "
            "new school.",
            hits=["August 14, 2025"],
        ),
        Example(
            "ORLAND, June 23 (Reporter Ann Kolby) The team told the press on Thursday, June 22, "
            "2023. The paper was published in Orland on September 2, 2023.",
            hits=["September 2, 2023"],
        ),
        Example(
            "ORLAND, March 1, 2025 (Coast News) -- The ferry fair will be held on March 25, 2025. "
            "Last year's was held on March 28, 2024.",
            hits=[],
        ),
        Example(
            "The ferry fair was held on March 25, 2025. The next will be held on March 1, 2024.",
            hits=[],
            why="when the article was written is not known",
        ),
        Example(
            "ORLAND, June 20 (Coast News) -- He said that the bridge was opened on July 5 last "
            "year. The fair, which was due to be held on July 9, has been moved.",
            hits=[],
        ),
        Example(
            "ORLAND, June 20 (Coast News) -- The council approved the plan on June 21 at 1 am.",
            hits=[],
            why="the day begins earlier elsewhere",
        ),
        Example(
            "ORLAND, June 20 (Coast News) -- The mayor was asked about the fair on July 9.", hits=[]
        ),
    ),
)
def tense_date(view: DocumentView) -> Iterator[Hit]:
    """A date to come is told as past, or a past one with "will".

    Chinese verbs have no tense, and a translator guesses it from the words around; figures of
    dates get lost as well. Only where the article's own date is certain: from the stamp of its
    page, or a dateline ("ORLAND, March 1 (Coast News) --"). Dates without a year count within two
    months of it, unless the paragraph speaks of another year. Limits: only where the grammar around
    the date leaves no doubt; of what lies ahead, only "will" and "is due to" beside the date.
    """
    own = own_date(view)
    if own is None:
        return
    for segment in view.segments:
        if not segment.is_heading and any(c.isdigit() for c in segment.marks):
            yield from _hits(segment, own)


def _hits(segment: SegmentView, own: Own) -> Iterator[Hit]:
    line = dateline(segment.text)
    for sentence in segment.sentences:
        text = sentence.text
        for match, day in dates(text):
            if line and match.group() == line[1] and sentence.start + match.start() < 80:
                continue
            how = told(text, match.start(), match.end())
            if how is None or not _contradicts(own, day, how):
                continue
            if not day.year and _other_year(segment, own):
                continue
            start = sentence.start + match.start()
            side, verb = ("after", "past") if how is Told.PAST else ("before", "to come")
            yield segment.hit(
                start,
                start + len(match.group()),
                f"“{match.group()}” lies {side} the article's own date, {own.text}, but is told as "
                f"{verb}",
                features=(how.name.lower(), "year" if day.year else "no-year"),
            )


def _contradicts(own: Own, day: Day, how: Told) -> bool:
    """Whether a date cannot be past (or to come) on the article's own date."""
    if day.year and not own.last.year:
        return False
    if not day.day:
        months = [(d.year, d.month) for d in (own.first, own.last)]
        month = day.year, day.month
        return month > months[1] if how is Told.PAST else month < months[0]
    most = NEAR if not day.year else 10**6
    if how is Told.PAST:
        return SLACK < apart(own.last, day) <= most
    return SLACK < -apart(own.first, day) <= most


def _other_year(segment: SegmentView, own: Own) -> bool:
    """Whether the paragraph, or the two before it, may speak of another year than the article's."""
    year = str(own.last.year)
    for at in range(max(0, segment.index - 2), segment.index + 1):
        text = segment.doc.segments[at].text
        if any(m.group() != year for m in _OTHER_YEAR.finditer(text)):
            return True
    return False
