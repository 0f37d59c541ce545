"""Which lines inside an article are subheadings."""

from __future__ import annotations

import re

from mtlint.text.view import SegmentView
from mtlint.types import Part, Role

LEAST_WORDS, MOST_WORDS = 2, 30
MOST_UNMARKED = 16
_UNMARKED = re.compile(r"[A-Z][^.!?。:;\"“”()\[\]…]*[a-z0-9)%]")
_FIGURE = re.compile(r"\d")
# A label and its value: "Adults: 30 yuan", "Total – £1,632.75".
_ENTRY = re.compile(
    r"[^\d:：]{2,60}(?:[:：]|[ \t][–—-]|\t)[ \t]*\W{0,2}\d[\d.,]*%?(?: [^\s\d]+){0,4}"
)
_ROW = 2  # lines beside one that make it a line of a list
_SPOKEN = frozenset("i you we my your our me us please thanks he she his her it they".split())


def is_subheading(view: SegmentView) -> bool:
    """A short heading inside the body; of units given by the input, one that looks like it.

    Such a unit stands in an article with a headline, starts with a capital, ends without a mark
    and is nothing that a chat, a review or a quotation would say. Lines of a list are none.
    """
    return _looks_like_one(view) and not _is_listed(view)


def _looks_like_one(view: SegmentView) -> bool:
    if view.segment.part is not Part.BODY or not LEAST_WORDS <= len(view.forms) <= MOST_WORDS:
        return False
    if view.segment.role is Role.HEADING:
        return True
    return (
        view.segment.role is Role.UNIT
        and len(view.forms) <= MOST_UNMARKED
        and view.doc.document.headline is not None
        and _UNMARKED.fullmatch(view.text) is not None
        and _SPOKEN.isdisjoint(view.lowers)
    )


def _is_listed(view: SegmentView) -> bool:
    """Whether a line is one of a list or a table: a label with a value, or beside other such lines.

    Two lines with figures are enough ("First prize 300 yuan", "Second prize 200 yuan"), others are
    three.
    """
    if _ENTRY.fullmatch(view.text):
        return True
    before, after = _row(view, -1), _row(view, 1)
    if len(before) + len(after) >= _ROW:
        return True
    beside = (*before[:1], *after[:1])
    return _FIGURE.search(view.text) is not None and any(_FIGURE.search(v.text) for v in beside)


def _row(view: SegmentView, step: int) -> list[SegmentView]:
    """The lines right before or behind a line that look like headings too, two at most."""
    every, found = view.doc.segments, list[SegmentView]()
    at = view.index + step
    while 0 <= at < len(every) and len(found) < _ROW and _line(every[at]):
        found.append(every[at])
        at += step
    return found


def _line(view: SegmentView) -> bool:
    """Whether a segment may be a line of a list: a heading by its form, or a single word."""
    heading = view.segment.role is Role.HEADING and view.segment.part is Part.BODY
    return heading or _looks_like_one(view)
