"""Siblings of what an article says of its persons: their names, offices and genders."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mtlint.learn.siblings.names import respell
from mtlint.learn.siblings.plant import Plant, repeats
from mtlint.text.pinyin import is_pinyin, surnames, syllables
from mtlint.types import Document

_PAIR = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b(?! [A-Z])(?!-)")
_TITLES = (
    "Prime Minister|President|Premier|Chancellor|Foreign Minister|Defence Minister|Mayor|Governor|"
    "Chairman|Director|Secretary|Minister|Ambassador|Secretary General|Secretary-General|"
    "director|mayor|governor|chairman|minister|secretary"
)
_OFFICE = re.compile(rf"\b({_TITLES}) ((?:[A-Z][a-z]+(?:-[a-z]+)? ){{1,2}}[A-Z][a-z]+)\b(?! [A-Z])")
_ADDRESS = re.compile(r"\b(Mr|Ms|Mrs|Miss)\b(?=\.? [A-Z][a-z])")
_PRONOUN = re.compile(r"\b([Hh]e|[Ss]he|[Hh]imself|[Hh]erself)\b(?! [A-Z])")
_OTHER = {
    "he": "she", "she": "he", "himself": "herself", "herself": "himself",
    "mr": "Ms", "ms": "Mr", "mrs": "Mr", "miss": "Mr",
}  # fmt: skip
# How Wade-Giles is printed in newspapers, syllable by syllable: initials, then finals.
_WADE = [
    (re.compile(old), new)
    for old, new in (
        ("^zh(?=i$)", "ch"), ("^(?:zh|q|j)", "ch"), ("^x", "hs"), ("^[zc](?!h)", "ts"), ("^b", "p"),
        ("^d", "t"), ("^g", "k"), ("^r", "j"), ("^([cs]h)i$", r"\1ih"), ("ian$", "ien"),
        ("^yan$", "yen"), ("^he$", "ho"), ("(?<=[tjl])e$", "eh"), ("ong$", "ung"), ("ie$", "ieh"),
        ("ue$", "ueh"), ("^([tk]|ts|l|hu|n|ch|sh)uo$", r"\1o"),
    )
]  # fmt: skip
_OVERSEAS = {
    "li": "Lee", "chen": "Chan", "wang": "Wong", "huang": "Wong", "zhou": "Chow", "yang": "Yeung",
    "lin": "Lam", "liu": "Lau", "liang": "Leung", "guo": "Kwok",
}  # fmt: skip


class _Place(NamedTuple):
    segment: int
    start: int
    end: int
    text: str


def _found(document: Document, pattern: re.Pattern[str], group: int = 0) -> Iterator[_Place]:
    for i, segment in enumerate(document.segments):
        for m in pattern.finditer(segment.target):
            yield _Place(i, m.start(group), m.end(group), m[group])


def _repeated(places: Iterator[_Place]) -> dict[str, list[_Place]]:
    by_text: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        by_text[place.text].append(place)
    return {text: found for text, found in by_text.items() if len(found) >= 2}


def _chinese(document: Document) -> dict[str, list[_Place]]:
    """Whole Chinese names in pinyin that stand twice."""
    names = _repeated(_found(document, _PAIR))
    return {
        text: found
        for text, found in names.items()
        if text != "Hong Kong"
        and text.split()[0].lower() in surnames()
        and is_pinyin(text.split()[1])
    }


def turned(document: Document, rng: random.Random) -> list[Plant]:
    """A whole name with given name and surname turned round."""
    return [
        _plant(rng.choice(found), " ".join(reversed(text.split())), repeats(len(found)))
        for text, found in _chinese(document).items()
    ]


def romanised(document: Document, rng: random.Random) -> list[Plant]:
    """A whole name in Wade-Giles, turned round or not, or with an overseas surname."""
    made = []
    for text, found in _chinese(document).items():
        surname, given = text.lower().split()
        other, how = _wade(surname), "wade-giles"
        name = "-".join(_wade(s) for s in syllables(given)).capitalize()
        if surname in _OVERSEAS and rng.random() < 0.3:
            other, name, how = _OVERSEAS[surname], given.capitalize(), "overseas surname"
        words = [other.capitalize(), name]
        if how == "wade-giles" and rng.random() < 0.4:
            words.reverse()
            how = "wade-giles turned"
        new = " ".join(words)
        if new.replace("-", "").lower() != text.lower():
            made.append(_plant(rng.choice(found), new, f"{how}, {repeats(len(found))}"))
    return made


def _wade(syllable: str) -> str:
    for pattern, new in _WADE:
        syllable = pattern.sub(new, syllable)
    return syllable


def holders(document: Document, rng: random.Random) -> list[Plant]:
    """The name behind a title that stands twice, with each word heard otherwise, twice over."""
    made = []
    for found in _repeated(_found(document, _OFFICE)).values():
        place = rng.choice(found)
        name = _OFFICE.fullmatch(place.text)
        assert name
        words = [respell(respell(w, rng) or w, rng) or w for w in name[2].split()]
        new = " ".join(words)
        if sum(a != b for a, b in zip(new.split(), name[2].split(), strict=True)) > 1:
            spot = place._replace(start=place.start + name.start(2))
            made.append(_plant(spot, new, repeats(len(found))))
    return made


def ranks(document: Document, rng: random.Random) -> list[Plant]:
    """A title that stands twice before one name, made the deputy's in one place."""
    made = []
    for text, found in _repeated(_found(document, _OFFICE)).items():
        place = rng.choice(found)
        before = document.segments[place.segment].target[: place.start].lower()
        if before.endswith(("deputy ", "vice ", "prime ", "general ", "chief ")):
            continue
        rank = "deputy" if text[0].islower() else "Deputy"
        end = place._replace(end=place.start, text="")
        made.append(_plant(end, f"{rank} ", repeats(len(found))))
    return made


def addressed(document: Document, rng: random.Random) -> list[Plant]:
    """Mr. for Ms. or the other way, before a name that stands there with it twice."""
    whole = re.compile(_ADDRESS.pattern + r"\.? (?:[A-Z][\w-]+ ?){1,3}(?=\W|$)")
    made = []
    for text, found in _repeated(_found(document, whole)).items():
        place = rng.choice(found)
        word = re.split(r"\W", text)[0]
        spot = place._replace(end=place.start + len(word))
        made.append(_plant(spot, _OTHER[word.lower()], repeats(len(found))))
    return made


def pronouns(document: Document, rng: random.Random) -> list[Plant]:
    """he for she or the other way, in an article that has one of them only, twice at least."""
    found = list(_found(document, _PRONOUN))
    kinds = {p.text.lower()[0] for p in found}
    if len(found) < 2 or len(kinds) > 1:
        return []
    place = rng.choice(found)
    new = _OTHER[place.text.lower()]
    return [_plant(place, new.capitalize() if place.text[0].isupper() else new, "one gender")]


def _plant(place: _Place, new: str, detail: str) -> Plant:
    return Plant(place.segment, place.start, place.end, new, detail)


Planter = Callable[[Document, random.Random], Sequence[Plant]]
PLANTERS: dict[str, Planter] = {
    "person-turned": turned,
    "person-romanised": romanised,
    "office-holder": holders,
    "office-rank": ranks,
    "gender-address": addressed,
    "gender-pronoun": pronouns,
}
