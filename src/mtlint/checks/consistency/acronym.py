"""Abbreviations and what they are said to stand for."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.acronyms import Definition, definitions
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Severity

EXAMPLES = (
    Example(
        "The Harbor Safety Council (HSC) met on Monday. Critics of the Health Supply Company (HSC) "
        "were not let in.",
        hits=["HSC"],
    ),
    Example(
        "The Northern Dairy Union (NDU) raised prices. Members of the Northern Dairy Union (NUD) "
        "agreed.",
        hits=["NUD"],
    ),
    Example("The Lake Protection Agency (LPG) closed the beach.", hits=["Agency"]),
    Example("The World Trade Organization (WTO) met. The WTO said no.", hits=[]),
    Example(
        "The Harbor Safety Council (HSC) met on Monday. The members of the Harbour Safety Council "
        "(HSC) voted.",
        hits=[],
        why="British spelling",
    ),
    Example(
        "The French health watchdog (HAS) and the state railway (SNCF) agreed.",
        hits=[],
        why="abbreviations of another language",
    ),
    Example("The Ministry of Water and Power (MWP) paid.", hits=[]),
)


@document_check(
    "consistency.acronym",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=EXAMPLES,
)
def acronym(view: DocumentView) -> Iterator[Hit]:
    """An abbreviation stands for two things, or does not belong to the name beside it.

    A translator that expands abbreviations anew in each sentence gives one of them two expansions,
    or a name two abbreviations. Only "Name (ABC)" is read. An abbreviation counts as wrong when it
    differs by one letter, or by two letters swapped, from the initials of as many capitalised
    words; others may come from another language and stay silent.
    """
    by_short: dict[str, Definition] = {}
    by_long: dict[tuple[str, ...], Definition] = {}
    for segment in view.segments:
        for d in definitions(segment):
            earlier = by_short.setdefault(d.short, d)
            same_name = by_long.setdefault(d.keys, d)
            if same_name.short != d.short:
                other = same_name
                what = f"“{d.long}” is “{d.short}” here and “{other.short}” elsewhere"
                yield _hit(d, other, what, None if other.fits == d.fits else other.short, "name")
            elif d.fits and earlier.fits and earlier.keys != d.keys:
                what = f"“{d.short}” is “{d.long}” here and “{earlier.long}” elsewhere"
                yield _hit(d, earlier, what, None, "two-things")
            elif not d.fits:
                yield _misfit(d)


def _hit(d: Definition, other: Definition | None, what: str, better: str | None, kind: str) -> Hit:
    related = () if other is None else (other.view.place(other.first, other.end),)
    return d.view.hit(d.start, d.end, what, suggestion=better, related=related, features=(kind,))


def _misfit(d: Definition) -> Hit:
    """The word of the expansion whose initial the abbreviation does not have."""
    capital = [w for w in d.view.words if d.first <= w.start < d.last and w.text[0].isupper()]
    wrong = [w for w, letter in zip(capital, d.short, strict=True) if w.text[0] != letter]
    start, end = (wrong[0].start, wrong[0].end) if len(wrong) == 1 else (d.start, d.end)
    return d.view.hit(
        start,
        end,
        f"“{d.short}” is not made of the initials of “{d.long}”",
        related=(d.view.place(d.start, d.end),),
        features=("initials",),
    )
