"""Abbreviations and what they are said to stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtlint.check import Example, document_check
from mtlint.text.phrases import key_of
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_PAREN = re.compile(r"[(（] ?(?P<a>[A-Z]{3,6}) ?[)）]")
_SMALL = frozenset("of the and for on in to de & at".split())


class Definition(NamedTuple):
    """ "Expansion (ABC)": where the abbreviation and its expansion stand, and whether it fits."""

    view: SegmentView
    short: str
    start: int
    end: int
    first: int
    last: int
    fits: bool

    @property
    def long(self) -> str:
        return self.view.text[self.first : self.last]

    @property
    def keys(self) -> tuple[str, ...]:
        words = (w.strip(",.'’") for w in self.long.lower().split())
        return tuple(key_of(w) for w in words if w not in _SMALL)


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
        if "(" not in segment.chars and "（" not in segment.chars:
            continue
        for d in _definitions(segment):
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


def _definitions(segment: SegmentView) -> Iterator[Definition]:
    """Abbreviations in brackets after a row of capitalised words with (nearly) their initials."""
    text, words = segment.text, segment.words
    ends: dict[int, int] = {}
    for i, w in enumerate(words):
        ends[w.end] = i
    for match in _PAREN.finditer(text):
        at = match.start()
        while at > 0 and text[at - 1] in ' \u00a0"”':
            at -= 1
        last = ends.get(at)
        if last is None:
            continue
        initials, first = "", last
        short = match["a"]
        i = last
        while i >= 0 and len(initials) < len(short) and last - i < 12:
            word = words[i].text
            if word[0].isupper():
                initials, first = word[0] + initials, i
            elif word.lower() not in _SMALL:
                break
            i -= 1
        if initials != short and i >= 0 and _goes_on(words[i], words[first]):
            continue  # a longer name: which of its words are abbreviated is not known
        if len(initials) != len(short) or _broken(text, words[first].start, at):
            continue
        fits = initials == short
        if fits or _near(initials, short):
            yield Definition(
                segment, short, match.start("a"), match.end("a"), words[first].start, at, fits
            )


def _goes_on(before: Word, first: Word) -> bool:
    capital = before.text[0].isupper() and before.text.lower() not in _SMALL
    return capital and first.start - before.end == 1


def _broken(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in ",.;:()")


def _near(a: str, b: str) -> bool:
    """One letter other, or two neighbours swapped; the first letter the same."""
    if a[0] != b[0] or len(a) < 3:
        return False
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(wrong) == 1:
        return True
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(a) == sorted(b)
