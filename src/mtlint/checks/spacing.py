"""Space around marks: before them and after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.marks import moved_marks, token_around
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Role, Severity

_LANGUAGES = ("en", "de", "fr", "es", "ru")
# A mark between two spaces, or between a space and the end. ".NET", "...", ":-)" stay out.
_SPACED_MARK = re.compile(
    r"[ \u00a0]{1,4}(?P<mark>[,.;:!?)\]])(?=[\s\"”’)»]|$)|[(\[](?P<gap>[ \u00a0]{1,4})(?=[\w\"“])"
)
_OFF = re.compile(r"[ \u00a0][,.;:!?)\]]|[(\[][ \u00a0]")
_ANY_MARK = re.compile(r"[,.;:!?)](?=[\s\"”’)»]|$)")


class _Space:
    """Spaces before marks in one segment: where, and whether they are its rule."""

    def __init__(self, view: SegmentView) -> None:
        allowed = view.profile.space_before
        text = view.text
        found = _SPACED_MARK.finditer(text)
        self.places = [
            m for m in found if not (m["mark"] and (m["mark"] in allowed or _excused(text, m)))
        ]
        self.marks = sum(1 for _ in _ANY_MARK.finditer(text)) if self.places else 0

    @property
    def tokenized(self) -> bool:
        """Most of the segment's marks stand off: its text was cut into tokens and not rejoined."""
        n = len(self.places)
        return (n > 2 and 2 * n > self.marks) or (n > 1 and n >= self.marks)


def _may_stand_off(view: SegmentView) -> bool:
    """A cheap look before the pattern is asked: spaces and marks stand between words."""
    return _OFF.search(view.gap_kinds) is not None


def _excused(text: str, match: re.Match[str]) -> bool:
    """An ellipsis in three parts, a smiley, an empty bracket's end, or a line of marks."""
    at = match.start("mark")
    before, after = text[match.start() - 1 : match.start()], text[at + 1 : at + 3]
    if match.start() == 0 or before in frozenset(".,;:!?…("):
        return True
    if match["mark"] == "." and after.startswith((" .", ".")):
        return True
    return match["mark"] in ":;" and after[:1] in (")", "(", "-")


@segment_check(
    "punctuation.tokenized",
    Category.PUNCTUATION,
    Severity.MINOR,
    languages=_LANGUAGES,
    examples=(
        Example(
            "The mayor , who is ill , stayed away .", ["The mayor , who is ill , stayed away ."]
        ),
        Example(
            "Rice , wheat , and oil ( all dear ) rose .",
            ["Rice , wheat , and oil ( all dear ) rose ."],
        ),
        Example(
            "Das Dorf , sagte er , liegt am See .",
            ["Das Dorf , sagte er , liegt am See ."],
            lang="de",
        ),
        Example("Well . . . he waited . . . and left.", []),
        Example("Vraiment ? Oui ! Voici : du pain ; du vin.", [], lang="fr"),
        Example("One stray , comma is another check's business.", []),
    ),
)
def tokenized(view: SegmentView) -> Iterator[Hit]:
    """Every mark of the segment stands off by a space, as tokenised text has it.

    The output of a translation system was not joined again before it was published. One finding a
    segment says so, instead of one for each mark.

    Limits: needs two such marks that are most of the segment's marks. Source: the tokenised output
    of the Moses tools and their like.
    """
    if not _may_stand_off(view):
        return
    space = _Space(view)
    if space.tokenized:
        count = len(space.places)
        text = view.text
        yield view.hit(
            len(text) - len(text.lstrip()),
            len(text.rstrip()),
            f"{count} marks stand off by a space, as in tokenised text",
        )


@segment_check(
    "punctuation.space-before",
    Category.PUNCTUATION,
    Severity.MINOR,
    languages=_LANGUAGES,
    examples=(
        Example("He sold the cultural park , and left for the coast.", [" ,"]),
        Example("They modernised the whole province .", [" ."]),
        Example("The firm (based in Lyon ) agreed, and so did others.", [" )"]),
        Example("The firm ( based in Lyon) agreed, and so did others.", ["( "]),
        Example("Er kam spät , und sie ging, ohne zu warten.", [" ,"], lang="de"),
        Example("She writes .NET code at .5 of the cost ... or less.", []),
        Example("Well . . . he left :) and smiled ;) today.", []),
        Example("Vraiment ? Oui !", [], lang="fr"),
        Example("A blank to fill: ____ , here.", ["____ ,"][:0]),
        Example(
            "She paid the rent ,left town ;that was all .The flat is empty.", [" ,", " ;", " ."]
        ),
        Example("Sie kam spät ,er ging.", [" ,"], lang="de"),
        Example("He wrote .net code, a .csv file, list ,1, and said :smile: or :wave: today.", []),
    ),
)
def space_before(view: SegmentView) -> Iterator[Hit]:
    """A space stands before a mark, or inside a bracket.

    Left over from tokenised text or from a deleted word; the mark may wrap to the next line alone.
    Where none follows the mark ("a mark ,here") it has changed places with its space.

    Limits: French sets such spaces before : ; ! ? by rule; ellipses and smileys are left alone.
    Source: typographic rules of each language.
    """
    if not _may_stand_off(view):
        return
    space = _Space(view)
    if space.tokenized:
        return
    text = view.text
    for match in space.places:
        if text[match.start() - 1 : match.start()] == "_":
            continue
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}”: no space belongs "
            + ("before this mark" if match["mark"] else "after an opening bracket"),
            suggestion=match.group().strip(),
            features=("bracket" if match.group().strip() in "()[]" else "mark",),
        )
    for match in moved_marks(text, view.profile):
        mark = match["mark"]
        yield view.hit(
            match.start(),
            match.end("mark"),
            f"“{match.group()}”: the space belongs behind this mark, not before it",
            suggestion=f"{mark} ",
            features=("mark",),
        )


# Left letter, mark, right letter with nothing between; what kind of token it is decides the rest.
_GLUED = re.compile(
    r"[^\W\d_]{2}(?:(?P<stop>[.!?])(?=[^\W\d_]{2})|(?P<comma>[,;])(?=[^\W\d_]{2})"
    r"|(?P<colon>:)(?=[^\W\d_]{2})|(?P<open>\()(?=[^()\s]{0,40}[^()]{4})|(?P<number>,)(?=\d))"
    r"|\d(?P<comma2>,)(?=[^\W\d_]{2})"
)
_AFTER_BRACKET = re.compile(r"\)(?=[^\W\d_]{2})")
# Wider than `_missing`, which decides: a bracket after letters, another mark before them.
_GLUED_MARK = re.compile(r"[,;:.!?()](?:(?<=[^\W\d_]{2}\()|(?<!\()(?=[^\W\d_]{2}))")
_ADDRESS = re.compile(
    r"[/@\\=_<>&#*{}]|www\.|\.(?:com|org|net|cn|gov|edu|io|co|html?|pdf|js|py)\b", re.I
)


@segment_check(
    "punctuation.space-after",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=".,;:!?()",
    languages=_LANGUAGES,
    examples=(
        Example("The session ended.The delegates went home.", ["."]),
        Example("The firm (in Lyon.The capital) agreed.", [".The"]),
        Example("They sold rice,wheat and oil.", [",wheat"]),
        Example("The agency(founded in 1957) agreed.", ["agency("]),
        Example("The agency (founded in 1957)agreed.", [")agreed"]),
        Example("Source:Xinhua", [":Xinhua"]),
        Example("See www.example.com, e.g. chinanews.com, or ask@example.org for 1,000 files.", []),
        Example("The U.S.A. and J.R.R. Tolkien, at 10:30 p.m., by 3:2 and v1.2.Final.", []),
        Example("The member(s) chose node.js and ASP.NET and/or Yahoo!Japan.", []),
        Example("An (un)likely case of f(x)dx.", []),
        Example("Call std::sort() at http://example.org/a,b.", []),
    ),
)
def space_after(view: SegmentView) -> Iterator[Hit]:
    """The space after a mark, or outside a bracket, is missing.

    Chinese sets no space after its marks, and translations carry that over; two sentences run into
    one word, which search, hyphenation and reading machines take for a name.

    Limits: addresses, file names, code, initials, numbers, plural "(s)" and brand names with a mark
    inside are left alone. Source: typographic rules of each language.
    """
    text = view.text
    for match in _GLUED_MARK.finditer(text):
        at = match.start()
        found = _missing(text, at)
        if not found or _ADDRESS.search(token_around(text, at, at + 1)):
            continue
        start, end = found
        quoted = text[start:end]
        fixed = f"{quoted[0]} {quoted[1:]}" if start == at else f"{quoted[:-1]} {quoted[-1]}"
        yield view.hit(
            start,
            end,
            f"“{quoted}”: a space is missing " + ("after the mark" if start == at else "here"),
            suggestion=fixed,
            features=(f"mark {text[at]}",),
        )
    if _runs_on(view):
        end = len(text)
        yield view.hit(
            end - 1,
            end,
            f"“{text[-1]}”: a space is missing between two sentences",
            suggestion=f"{text[-1]} ",
            features=(f"mark {text[-1]}",),
        )


def _runs_on(view: SegmentView) -> bool:
    """The next sentence of the paragraph follows the final mark without a space."""
    segment, doc = view.segment, view.doc
    if segment.role is not Role.SENTENCE or view.index + 1 >= len(doc.segments):
        return False
    following = doc.segments[view.index + 1]
    return (
        following.segment.paragraph == segment.paragraph
        and following.segment.offset == segment.offset + len(view.text)
        and view.text[-1] in ".!?"
        and following.text[0].isalpha()
    )


_WORD = re.compile(r"[^\W\d_]+")


def _missing(text: str, at: int) -> tuple[int, int] | None:
    """The span of a mark and the word glued to it, or None where that is right."""
    mark = text[at]
    left, right = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    if mark == "(":
        return _glued_bracket(text, at) if left.isalpha() and len(left) == 2 else None
    if len(right) < 2 or not right.isalpha():
        return None
    if mark == ")":
        return _after_bracket(text, at)
    if mark in ",;" and not (left.isalnum() and (len(left) == 2 or left.isdigit())):
        return None
    if mark in ".:!?" and not (len(left) == 2 and left.isalpha() and left.islower()):
        return None
    if mark in ".!?:" and not (right[0].isupper() and right[1].islower()):
        return None
    if mark == "!" and _capitalised(text, at):
        return None
    word = _WORD.match(text, at + 1)
    return (at, word.end() if word else at + 3)


def _capitalised(text: str, at: int) -> bool:
    start = text.rfind(" ", max(0, at - 30), at) + 1
    return text[start : start + 1].isupper()


def _glued_bracket(text: str, at: int) -> tuple[int, int] | None:
    """ "agency(founded": a bracket of some length without the space before it."""
    close = text.find(")", at, at + 200)
    inside = text[at + 1 : close if close >= 0 else at + 60]
    if len(inside) < 4 or (close >= 0 and text[close + 1 : close + 2].isalnum()):
        return None
    if not inside.lstrip()[:1].isalpha() or not (
        " " in inside or inside.isupper() or len(inside) > 9
    ):
        return None
    start = at
    while start > 0 and at - start < 40 and text[start - 1].isalpha():
        start -= 1
    return (start, at + 1)


def _after_bracket(text: str, at: int) -> tuple[int, int] | None:
    """ ")agreed": not the end of a bracketed syllable ("(un)likely") or of a list number ("1)")."""
    opened = text.rfind("(", max(0, at - 200), at)
    if opened < 0 or (" " not in text[opened:at] and at - opened < 8):
        return None
    word = _WORD.match(text, at + 1)
    return (at, word.end() if word else at + 2)
