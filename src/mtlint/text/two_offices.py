"""Persons of one document who hold two offices that do not go together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from mtlint.text.alignment import distance
from mtlint.text.appositions import regions
from mtlint.text.forms import is_common
from mtlint.text.incumbents import tells_another_time
from mtlint.text.keys import same_name
from mtlint.text.offices import Office, changes_hands, offices, other_years
from mtlint.text.persons import persons
from mtlint.text.view import DocumentView
from mtlint.types import Place

BODIES, SIDES, BOTH = "bodies", "sides", "both"
# Offices that one person has of one place or team at a time.
_OF_ONE = frozenset("coach mayor magistrate".split())
# A team of a country or a people may have the coach of a club.
_NATIONAL = frozenset("national olympic youth catalan basque galician flemish bavarian".split())
_COURT = frozenset("judge prosecutor".split())
_OF_COURT = frozenset("presiding chief public trial case".split())
# The head of the party and the head of the government of a place: seldom one person in China.
_PARTY, _GOVERNMENT = "secretary", frozenset("magistrate mayor governor".split())
_SPELLING = 2  # edits: names of places so near are one, misspelt
MOST = 12  # offices of one person that are compared


class Pair(NamedTuple):
    """Two offices told of one person: `other` stands first, unless `office` is somebody else's.

    `how`: "bodies" (one office of two places or teams), "sides" (of a court), "both" (the party's
    and the government's: that may be). `rival`: who else is told to hold `office`.
    """

    office: Office
    other: Office
    how: str
    rival: Office | None


def one_person(view: DocumentView, a: Place, b: Place) -> bool:
    """Whether two places stand in the titles of one person that contradict each other."""
    return any(
        _inside(pair.office, one) and _inside(pair.other, other)
        for pair in pairs(view)
        if pair.how != BOTH
        for one, other in ((a, b), (b, a))
    )


def _inside(office: Office, place: Place) -> bool:
    return office.mention.segment == place.segment and office.start <= place.start < office.end


@lru_cache(maxsize=1)
def pairs(view: DocumentView) -> tuple[Pair, ...]:
    """One pair of offices for every person who has two that do not go together."""
    return tuple(_pairs(view))


def _pairs(view: DocumentView) -> Iterator[Pair]:
    found = list(offices(view, persons(view)))
    held: dict[tuple[str, ...], list[Office]] = defaultdict(list)
    for office in found:
        if not office.lesser:
            held[office.mention.names].append(office)
    for own in held.values():
        for a, b in combinations(own[:MOST], 2):
            how = _how(a, b)
            if how and not _apart(view, own):
                yield _pair(found, a, b, how)
                break


def _how(a: Office, b: Office) -> str:
    """In which way two offices do not go together; "" where they do."""
    heads = {a.head, b.head}
    if heads == _COURT:
        return SIDES if a.scope | b.scope <= _OF_COURT else ""
    one, other = _places(a), _places(b)
    shared = any(same_name(x, y) for x in one for y in other)
    if len(heads) == 1 and a.head in _OF_ONE:
        one_each = a.head != "coach" or ("head" in a.scope and "head" in b.scope)
        one_each = one_each and _NATIONAL.isdisjoint(a.scope | b.scope)
        apart = one_each and one and other and not shared and _distinct(one, other)
        return BODIES if apart else ""
    party = "party" in (a.scope if a.head == _PARTY else b.scope)
    both = party and _PARTY in heads and bool(heads & _GOVERNMENT)
    return BOTH if both and shared else ""


def _places(office: Office) -> frozenset[str]:
    """The words of an office that name a place or a team."""
    return frozenset(w for w in office.scope if not is_common(w))


def _distinct(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether names are of two places: no spellings of one, no country or province around it."""
    near = any(distance(x, y, _SPELLING + 1) <= _SPELLING for x in one for y in other)
    return not near and not any(same_name(w, r) for w in one | other for r in regions())


def _apart(view: DocumentView, own: Sequence[Office]) -> bool:
    """Whether the text tells that the person holds the offices at two times, or at once."""
    mentions = [o.mention for o in own]
    if len({m.sentence for m in mentions}) < len(own) or changes_hands(view, mentions):
        return True
    one_by_one = combinations(mentions[:MOST], 2)
    return any(tells_another_time(view, m) for m in mentions) or any(
        other_years(view, [a], [b]) for a, b in one_by_one
    )


def _pair(found: Sequence[Office], a: Office, b: Office, how: str) -> Pair:
    """The pair with the office first that is told of somebody else as well, or else the later."""
    for office, other in ((b, a), (a, b)) if how == BODIES else ():
        places = _places(office)
        for o in found:
            same = o.head == office.head and o.mention.names != office.mention.names
            if same and not o.lesser and _places(o) == places:
                return Pair(office, other, how, o)
    return Pair(b, a, how, None)
