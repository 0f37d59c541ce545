"""Which lines inside an article are subheadings."""

from __future__ import annotations

import re

from mtlint.text.view import SegmentView
from mtlint.types import Part, Role

LEAST_WORDS, MOST_WORDS = 2, 30
MOST_UNMARKED = 16
_UNMARKED = re.compile(r"[A-Z][^.!?。:;\"“”()\[\]…]*[a-z0-9)%]")
_SPOKEN = frozenset("i you we my your our me us please thanks he she his her it they".split())


def is_subheading(view: SegmentView) -> bool:
    """A short heading inside the body; of units given by the input, one that looks like it.

    Such a unit stands in an article with a headline, starts with a capital, ends without a mark
    and is nothing that a chat, a review or a quotation would say.
    """
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
