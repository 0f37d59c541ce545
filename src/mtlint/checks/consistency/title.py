"""Slogans, programmes and works under several wordings."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.titles import Quoted, quoted, rewordings
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

MARKS = "“\"‘'"

EXAMPLES = (
    Example(
        "Visitors saw the exhibition “Good Songs of Lusatia”. Later the museum will show “Lusatia "
        "Good Songs” abroad.",
        hits=["Lusatia Good Songs"],
    ),
    Example(
        "The city joined the “Green Roof Building Programme” in May. Owners who join the “Green "
        "Roof Construction Programme” pay less tax.",
        hits=["Green Roof Construction Programme"],
    ),
    Example(
        "They printed the “2023 Returned Students Employment Report”. The “2023 Returnee Students "
        "Employment Report” is free.",
        hits=["2023 Returnee Students Employment Report"],
    ),
    Example(
        "The province runs the “No. 1 Reform Project”, the “No. 1 Opening Project” and the “No. 1 "
        "Development Project”. The “No. 1 Reform Project” is the oldest.",
        hits=[],
        why="a series",
    ),
    Example(
        "The book “Birds of the North” sold well. Its sequel “Birds of the South” did not.",
        hits=[],
        why="two works",
    ),
    Example(
        "The “knowledge sharing officer” leads the team. All “knowledge sharing officers” met.",
        hits=[],
        why="plural",
    ),
)


@document_check(
    "consistency.title",
    Category.INCONSISTENCY,
    Severity.MINOR,
    languages=("en",),
    examples=EXAMPLES,
)
def title(view: DocumentView) -> Iterator[Hit]:
    """A quoted slogan, programme or title comes in two wordings.

    Names of programmes, exhibitions and works are translated anew at every mention: “Good Songs of
    Lusatia”, “Lusatia Good Songs”. Two quoted names are one when they have the same content words
    in another order, or, written as titles, differ in one word of four or in two words that
    translators use for one another. Three or more that differ in the same place are a series, and
    two in one sentence are two things. Limits: quoted names of two to eight content words only.
    """
    texts = [
        (segment.index, i, s.start, s.text)
        for segment in view.segments
        if not segment.marks.isdisjoint(MARKS)
        for i, s in enumerate(segment.sentences, 1000 * segment.index)
    ]
    found = list(quoted(texts)) if texts else []
    for pair in rewordings(found):
        yield _hit(view, found, pair.one, pair.other, pair.how)


def _hit(view: DocumentView, found: list[Quoted], one: Quoted, other: Quoted, how: str) -> Hit:
    here = [q for q in found if q.keys == one.keys]
    there = [q for q in found if q.keys == other.keys]
    if len(here) > len(there):
        here, there = there, here
    tie = len(here) == len(there)
    first, better = here[0], there[0]
    unknown = "; which one is right cannot be told from the text" if tie else ""
    return view.segments[first.segment].hit(
        first.start,
        first.end,
        f"“{first.text}” ({len(here)}x) and “{better.text}” ({len(there)}x) look like one name in "
        f"two wordings{unknown}",
        suggestion=None if tie else better.text,
        related=tuple(Place(q.segment, q.start, q.end) for q in (*here[1:4], *there[:4])),
        features=(how,),
    )
