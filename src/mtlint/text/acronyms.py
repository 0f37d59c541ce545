"""Abbreviations in capitals: where they are explained, and which need no explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtlint.text.keys import key_of
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Place

SMALL = frozenset("of the and for in on to de & at".split())
PAREN = re.compile(r"[(（] ?(?P<a>[A-Z]{3,6}) ?[)）]")
MOST_WORDS = 12  # of an expansion, small words counted

# What journalists do not explain: countries and blocs, world bodies, well-known agencies and
# parties, firms and broadcasters, offices, technology and medicine, units, money and time zones.
WELL_KNOWN = frozenset(
    """
    USA UAE DPRK PRC ROK USSR GDR DRC NYC LAX JFK NSW
    NATO WHO WTO IMF OPEC ASEAN BRICS APEC UNESCO UNICEF UNHCR IAEA ILO FAO WFP OECD ECB ICC ICJ
    IOC FIFA UEFA NBA NFL NHL MLB NCAA FIA ATP WTA PGA UFC WWE USGA AFC
    FBI CIA NSA FDA CDC EPA NASA FAA FCC FTC FEMA IRS DEA ICE TSA DHS NIH NHS SEC DOJ GOP NRA NAACP
    ACLU KGB NYPD LAPD BBC CNN NBC CBS ABC PBS NPR ITV RTE CCTV CGTN DPA AFP RIA TASS UPI MTV ESPN
    HBO NYT WSJ CPC CCP PLA CPPCC NPC SAR HKSAR NDRC SCO KMT DPP MCA CAS
    IBM BMW KFC HSBC UBS AMD TSMC SAP ARM BYD ING NYSE FTSE HSI IPO ETF ATM
    CEO CFO COO CTO CIO HRH PHD MBA PRO VIP LGBT LGBTQ MVP GOAT NGO NGOS SME SMES PPP
    GDP GNP CPI PPI PMI VAT FDI ROI GPS AIDS HIV SARS MERS COVID ADHD PTSD DNA RNA MRNA PCR ICU IVF
    PPE BMI STD CPR MRI ECG FAQ DIY ASAP RSVP AKA FYI TBA TBC
    RADAR LASER SONAR SIM USB LED LCD HDMI WIFI VPN URL HTML HTTP HTTPS PDF SMS MMS GIF JPEG CPU GPU
    RAM ROM SSD APP APPS API IOT BIOS LTE CCTV DVD HDTV UHD OLED VHS RFID NFC SUV UFO
    USD RMB CNY EUR GBP JPY HKD AUD CAD
    GMT UTC BST CET EST EDT PST PDT CST HKT JST MPH KPH RPM KWH BTU PSI
    """.split()
)


# Peoples that abbreviate in Latin letters the names they have in a language other than English.
_OTHER_TONGUES = frozenset(
    "albanian argentine argentinian austrian basque bavarian belgian bolivian bosnian brazilian "
    "catalan chilean colombian costa croatian cuban czech danish dominican dutch ecuadorian "
    "estonian finnish flemish french galician german guatemalan honduran hungarian icelandic "
    "indonesian italian kosovo kurdish latvian lithuanian luxembourg mexican moldovan montenegrin "
    "mozambican nicaraguan norwegian panamanian paraguayan peruvian polish portuguese romanian "
    "salvadoran serbian sicilian slovak slovenian spanish swedish swiss turkish uruguayan "
    "venezuelan vietnamese".split()
)


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
    def capital(self) -> list[Word]:
        """The words that have the initials."""
        words = self.view.words
        return [w for w in words if self.first <= w.start < self.last and w.text[0].isupper()]

    @property
    def keys(self) -> tuple[str, ...]:
        words = (w.strip(",.'’") for w in self.long.lower().split())
        return tuple(key_of(w) for w in words if w not in SMALL)


def is_misfit(d: Definition) -> bool:
    """Whether an abbreviation must be wrong for its name, or the name for it.

    Not where it only has the initials in another order, as other languages have them (ISO, UTC, the
    SPD), where it may be of another language (the Swiss SVP), or has two letters of one word
    (KOrea: KOSPI).
    """
    capital = [w.text for w in d.capital]
    initials = [w[0] for w in capital]
    if d.fits or sorted(initials) == sorted(d.short):
        return False
    if capital[0].lower() in _OTHER_TONGUES:
        return False
    at = next(i for i, (a, b) in enumerate(zip(initials, d.short, strict=True)) if a != b)
    return capital[at - 1][1:2].upper() != d.short[at]


def one_short(view: DocumentView, a: Place, b: Place) -> bool:
    """Whether two places stand in two names of one abbreviation, whose letters tell that they
    differ: one of the names must be wrong for it, or both have its initials."""
    return any(
        d.short == e.short and ((d.fits and e.fits) or is_misfit(d) or is_misfit(e))
        for d in _names_at(view, a)
        for e in _names_at(view, b)
    )


def _names_at(view: DocumentView, place: Place) -> list[Definition]:
    segment = view.segments[place.segment]
    return [d for d in definitions(segment) if d.first <= place.start < d.last]


def definitions(segment: SegmentView, *, lower: bool = False) -> Iterator[Definition]:
    """Abbreviations in brackets after a row of capitalised words with (nearly) their initials.

    `lower`: after words in small letters too, of which only the exact initials count.
    """
    if "(" not in segment.chars and "（" not in segment.chars:
        return
    text, words = segment.text, segment.words
    ends = {w.end: i for i, w in enumerate(words)}
    for match in PAREN.finditer(text):
        at = match.start()
        while at > 0 and text[at - 1] in ' \u00a0"”':
            at -= 1
        last = ends.get(at)
        if last is None:
            continue
        short = match["a"]
        found = _capitals(words, last, short, text, at)
        if found is None and lower:
            found = _initials(words, last, short, text, at)
        if found is not None:
            first, fits = found
            yield Definition(segment, short, match.start("a"), match.end("a"), first, at, fits)


def _capitals(
    words: tuple[Word, ...], last: int, short: str, text: str, at: int
) -> tuple[int, bool] | None:
    """Where the capitalised expansion that ends with word `last` begins, and whether it fits."""
    initials, first = "", last
    i = last
    while i >= 0 and len(initials) < len(short) and last - i < MOST_WORDS:
        word = words[i].text
        if word[0].isupper():
            initials, first = word[0] + initials, i
        elif word.lower() not in SMALL:
            break
        i -= 1
    if initials != short and i >= 0 and _goes_on(words[i], words[first]):
        return None  # a longer name: which of its words are abbreviated is not known
    if len(initials) != len(short) or _broken(text, words[first].start, at):
        return None
    fits = initials == short
    return (words[first].start, fits) if fits or _near(initials, short) else None


def _initials(
    words: tuple[Word, ...], last: int, short: str, text: str, at: int
) -> tuple[int, bool] | None:
    """The same for an expansion in small letters: a word for each letter."""
    letters = list(short.lower())
    i = last
    while i >= 0 and letters and last - i < MOST_WORDS:
        low = words[i].text.lower()
        if low[0] == letters[-1]:
            letters.pop()
        elif low not in SMALL:
            return None
        i -= 1
    start = words[i + 1].start
    return None if letters or _broken(text, start, at) else (start, True)


def _goes_on(before: Word, first: Word) -> bool:
    capital = before.text[0].isupper() and before.text.lower() not in SMALL
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


class Use(NamedTuple):
    """An abbreviation in running text; `bare`: not in brackets, nor right before them."""

    view: SegmentView
    short: str
    start: int
    end: int
    bare: bool


_SHORT = re.compile(r"[A-Z]{3,6}(?=s?(?:['’]s)?$)")
_SHOUT = 0.3  # share of words in capitals from which on a line is shouted


def uses(segment: SegmentView) -> Iterator[Use]:
    """The abbreviations of a segment, unless it is shouted in capitals."""
    found = [
        (i, match)
        for i in segment.capitals
        if (match := _SHORT.match(segment.forms[i])) and len(segment.forms[i]) > 2
    ]
    if len(found) > max(2, _SHOUT * len(segment.forms)):
        return
    text = segment.text
    for i, match in found:
        start = segment.words[i].start
        end = start + match.end()
        before = text[max(0, start - 2) : start].rstrip()[-1:]
        after = text[segment.words[i].end :].lstrip()[:1]
        bare = (
            before not in ("(", "（") and after not in ("(", "（") and not _glued(text, start, end)
        )
        yield Use(segment, match[0], start, end, bare)


def _glued(text: str, start: int, end: int) -> bool:
    """Whether it is part of something longer: a code, an address, a compound with a hyphen."""
    return text[start - 1 : start] in ("-", "/", "@", "#", ".", "_") or text[end : end + 1] in (
        "-",
        "/",
        "_",
        "&",
    )


class Name(NamedTuple):
    """A whole row of capitalised words (small words between them), with its initials."""

    view: SegmentView
    initials: str
    start: int
    end: int


def long_names(segment: SegmentView) -> Iterator[Name]:
    """Rows of three to six capitalised words, also from each "the" inside a longer row on."""
    if len(segment.capitals) < 3:
        return
    row: list[int] = []
    for i in [*segment.capitals, -1]:
        if row and (i < 0 or not _joined(segment, row[-1], i)):
            yield from _names(segment, row)
            row = []
        if i >= 0 and segment.forms[i][0].isupper() and (row or segment.lowers[i] not in SMALL):
            row.append(i)


def _names(segment: SegmentView, row: list[int]) -> Iterator[Name]:
    words = segment.words
    for at in range(max(0, len(row) - 6), len(row)):
        i = row[at]
        if at and segment.lowers[i - 1] != "the":
            continue
        initials = "".join(words[j].text[0] for j in row[at:])
        if len(initials) >= 3 and initials.isupper():
            yield Name(segment, initials, words[i].start, words[row[-1]].end)


def _joined(segment: SegmentView, before: int, after: int) -> bool:
    """Whether nothing but small words and single spaces stand between two capitalised words."""
    form = segment.forms[before]
    if form.endswith(("'s", "’s")) or form.isupper() or after - before > 3:
        return False
    between = range(before + 1, after + 1)
    return all(segment.gaps[j] in (" ", " & ", "\u00a0") for j in between) and all(
        segment.lowers[j] in SMALL for j in between[:-1]
    )
