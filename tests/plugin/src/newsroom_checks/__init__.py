"""Checks of a newsroom: an example of a plug-in for mtlint.

A check is a function that yields Hits, under one of two decorators: `segment_check` is called for
each segment, `document_check` once for each article. The docstring is its documentation, the
examples are its tests (see tests/test_plugin.py); id, category and severity stand in the decorator.
`confidence` is the chance that a finding is right, as its author sees it; it counts until the check
is calibrated on ratings. Nothing else is needed: mtlint finds the module through the entry point
`mtlint.checks` in pyproject.toml, and `--select`, `[rules]`, baselines and all report formats treat
it like a check of its own.
"""

import os
import re
from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Place, Severity

_DATELINE = re.compile(r"^[A-Z][A-Z ]{2,30}, (?:[A-Z][a-z]+\.? \d{1,2} )?\((Xinhua|Reuters)\) ?--")


@segment_check(
    "newsroom.agency-dateline",
    Category.OTHER,
    Severity.MINOR,
    examples=(
        Example("BEIJING, May 1 (Xinhua) -- The plan opened.", hits=["BEIJING, May 1 (Xinhua) --"]),
        Example("LONDON, (Reuters) --The plan opened.", hits=["LONDON, (Reuters) --"]),
        Example("The plan opened in Beijing, Xinhua said."),
    ),
    confidence=0.9,
)
def agency_dateline(segment: SegmentView) -> Iterator[Hit]:
    """A dateline of a news agency stands in the text.

    The newsroom prints its own datelines; an agency's is left over from the source.
    """
    if os.environ.get("NEWSROOM_CHECKS_CRASH"):  # for the test of what a crash does to a run
        raise RuntimeError("asked to crash")
    if match := _DATELINE.match(segment.text):
        said = "The dateline of a news agency"
        yield Hit(segment.index, 0, match.end(), said, suggestion="")


@document_check(
    "newsroom.two-mayors",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    examples=(
        Example("Mayor Li Hua spoke.\n\nLater Mayor Wang Wei left.", hits=["Mayor Wang Wei"]),
        Example("Mayor Li Hua spoke.\n\nLater Mayor Li Hua left."),
    ),
    confidence=0.6,
)
def two_mayors(document: DocumentView) -> Iterator[Hit]:
    """A second mayor appears in the article.

    Both places are shown; which one is wrong, the source must tell.
    """
    first: tuple[str, Place] | None = None
    for segment in document.segments:
        for match in re.finditer(r"Mayor ([A-Z]\w+ [A-Z]\w+)", segment.text):
            place = Place(segment.index, *match.span())
            if first is None:
                first = (match[1], place)
            elif match[1] != first[0]:
                said = f"Mayor {first[0]} and Mayor {match[1]}: two mayors in one article"
                yield Hit(segment.index, *match.span(), said, related=(first[1],))
