"""Marks that cannot stand where they stand: colliding with another one, or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.marks import ends_abbreviation
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_SPACED_LANGUAGES = ("en", "de", "fr", "es", "ru")

# Two marks side by side or one space apart. Runs of dots and doubled marks are not collisions.
_MEETING = re.compile(r"[.,;:!?](?P<gap>[ \u00a0]?)[.,;:!?](?:[ \u00a0][,;:.](?=\s|$))*")
_TWO_MARKS = re.compile(r"[.,;:!?][ \u00a0]?[.,;:!?]")
_COLLIDING = frozenset(
    "., .; .: .! .? ,. ,; ,: ,! ,? ;, ;. ;: :. :, :; !, !; !: ?, ?; ?: !. ?. ..".split()
)
_RUN = frozenset(".,;:!?…")
_INSIDE = frozenset("/()-_\\")  # emoticons, paths, code
_CAPITALISED = re.compile(r"[^\W\d_]+$")


@segment_check(
    "punctuation.stray",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=".,;:!?",
    languages=_SPACED_LANGUAGES,
    examples=(
        Example("The plan creates new jobs. , and raises incomes.", [". ,"]),
        Example("He met Wang, director of the lab. , who agreed.", [". ,"]),
        Example("The mayor left early,. The talks went on.", [",."]),
        Example("The firm grew;, its rival shrank.", [";,"]),
        Example("Acme Inc., the owner, agreed.", []),
        Example("The U.S., Japan et al., and others (e.g., Peru) came.", []),
        Example("Rice, wheat, etc., were sold by J. R., who left.", []),
        Example("Well . . . we shall see, he said ... later.", []),
        Example("He asked “Why?”, then left.", []),
        Example("A march in Portland, Ore., drew a crowd.", []),
    ),
)
def stray(view: SegmentView) -> Iterator[Hit]:
    """Two marks that cannot meet stand side by side.

    Machine translation cuts a long Chinese sentence into clauses, closes one with a full stop and
    leaves the comma that followed (". ,"). A reader stumbles, and a full stop in the middle of a
    sentence changes what belongs to what.

    Limits: silent after abbreviations, initials and names that carry their own mark. Source:
    common ground of English, German, French, Spanish and Russian style guides.
    """
    if not _TWO_MARKS.search(view.gap_kinds):
        return
    text = view.text
    for match in _MEETING.finditer(text):
        start, end = match.span()
        gap, pair = match["gap"], text[start] + text[match.end("gap")]
        if pair not in _COLLIDING or (pair == ".." and not gap):
            continue
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before in _RUN or after in _RUN or after.isalnum() or after in _INSIDE:
            continue
        if pair == ".." and match.group().count(".") > 2:  # ". . ." is an ellipsis
            continue
        if _may_meet(view, start, pair, gap) or (gap and pair[1] in view.profile.space_before):
            continue
        yield view.hit(
            start,
            end,
            f"“{match.group()}”: these marks cannot stand side by side",
            suggestion=_better(text, end, pair),
            features=("spaced" if gap else "glued", "final" if end == len(text) else "inside"),
        )


def _may_meet(view: SegmentView, start: int, pair: str, gap: str) -> bool:
    """The first mark belongs to its word (Inc., Ore., Yahoo!), or the quotation is unmarked."""
    text = view.text
    if pair[0] == "." and pair[1] != "." and not gap:
        return _own_dot(view, start)
    if pair[0] in "!?":
        return not gap
    return pair == ",." and text[start + 2 : start + 3] in ('"', "”")


def _own_dot(view: SegmentView, dot: int) -> bool:
    """Whether the word before the dot is an abbreviation of any kind, or a US state ("Ore.")."""
    if ends_abbreviation(view.text, dot, view.profile):
        return True
    word = _CAPITALISED.search(view.text, max(0, dot - 12), dot)
    return word is not None and len(word[0]) <= 5 and word[0][0].isupper()


def _better(text: str, end: int, inner: str) -> str | None:
    """The mark that fits: a full stop before a capital, a comma before a small letter."""
    following = text[end : end + 2].strip()
    if not text[end:].strip():
        return inner[0] if inner[0] in "!?" else "."
    if following[:1].islower():
        return ","
    return "." if following[:1].isupper() and "." in inner else None


# The lookahead keeps out ellipses, code (a::b), emoticons and paths.
_DOUBLED = re.compile(r"(?:,[ ]?,|;[ ]?;|::|\.\.)(?![.,;:!?…/\\\w])")


@segment_check(
    "punctuation.doubled",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=",;:.",
    languages=(*_SPACED_LANGUAGES, "it", "pt", "nl"),
    examples=(
        Example("The talks ended today.. Both sides agreed.", [".."]),
        Example("In reply,, he said that he would stay.", [",,"]),
        Example("They sold rice, oil, wine, etc.. Prices rose.", [".."]),
        Example("He waited ... and waited.", []),
        Example("Copy it to ../data and call a::b() there.", []),
        Example("The story ends with Kagan, T.J.", []),
        Example("“Who goes there?” he asked.", []),
    ),
)
def doubled(view: SegmentView) -> Iterator[Hit]:
    """The same mark stands twice in a row.

    Typical where a translation adds a full stop to a headline or abbreviation that has one.

    Limits: says nothing of three or more dots, nor of "!!" and "??", which are a
    register. Source: every style guide.
    """
    if not _TWO_MARKS.search(view.gap_kinds):
        return
    for match in _DOUBLED.finditer(view.text):
        if view.text[max(0, match.start() - 1) : match.start()] in _RUN:
            continue
        mark = match.group()[0]
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}”: the mark stands twice",
            suggestion=mark,
            features=(f"mark {mark}",),
        )
