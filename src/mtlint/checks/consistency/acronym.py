"""Abbreviations and what they are said to stand for."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.acronyms import Definition, definitions, is_misfit
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
    Example(
        "The Lindal Ferry Federation (LFA) met. The Lindal Ferry Association (LFA) is old.",
        hits=["Federation"],
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
    Example(
        "The International Organization for Standardization (ISO) met. The Chinese Communist Party "
        "(CPC) and the Social Democratic Party (SPD) did not.",
        hits=[],
        why="the order of another language",
    ),
    Example(
        "The Swiss People's Party (SVP) won. The Korea Composite Stock Price Index (KOSPI) fell.",
        hits=[],
        why="letters of another language, two letters of one word",
    ),
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
    differs by one letter from the initials of as many capitalised words. Others may come from
    another language, and so may the same letters in another order (ISO) and those of peoples that
    abbreviate in their own (the Swiss SVP).
    """
    found = [d for segment in view.segments for d in definitions(segment)]
    fitting = {d.short: d for d in reversed(found) if d.fits}
    by_short: dict[str, Definition] = {}
    by_long: dict[tuple[str, ...], Definition] = {}
    for d in found:
        earlier = by_short.setdefault(d.short, d)
        same_name = by_long.setdefault(d.keys, d)
        if same_name.short != d.short:
            other = same_name
            what = f"“{d.long}” is “{d.short}” here and “{other.short}” elsewhere"
            yield _hit(d, other, what, None if other.fits == d.fits else other.short, "name")
        elif d.fits and earlier.fits and earlier.keys != d.keys:
            what = f"“{d.short}” is “{d.long}” here and “{earlier.long}” elsewhere"
            yield _hit(d, earlier, what, None, "two-things")
        elif is_misfit(d):
            yield _misfit(d, fitting.get(d.short))


def _hit(d: Definition, other: Definition | None, what: str, better: str | None, kind: str) -> Hit:
    related = () if other is None else (other.view.place(other.first, other.end),)
    return d.view.hit(d.start, d.end, what, suggestion=better, related=related, features=(kind,))


def _misfit(d: Definition, right: Definition | None) -> Hit:
    """The word of the expansion whose initial the abbreviation does not have, and the word that the
    article has there in a name that fits (`right`)."""
    wrong = next(
        i
        for i, (w, letter) in enumerate(zip(d.capital, d.short, strict=True))
        if w.text[0] != letter
    )
    word = d.capital[wrong]
    what = f"“{d.short}” is not made of the initials of “{d.long}”"
    places = [d.view.place(d.start, d.end)]
    if right is not None:
        what += f"; elsewhere it stands for “{right.long}”"
        places.append(right.view.place(right.first, right.last))
    return d.view.hit(
        word.start,
        word.end,
        what,
        suggestion=right.capital[wrong].text if right else None,
        related=tuple(places),
        features=("initials",),
    )
