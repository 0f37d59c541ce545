"""Which items of a list may say more of the one before: "Lyon, France and Turin" are two cities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from mtlint.text.bystanders import humans
from mtlint.text.keys import key_of
from mtlint.text.names import is_known

# Nothing larger stands behind these to say where they are.
_WHOLE = frozenset("country nation continent language color month ocean planet religion".split())
_PLACES = frozenset(
    "state province region county district prefecture area zone island municipality territory city "
    "town village place stop port airport capital destination metropolis settlement".split()
)
_TOWNS = frozenset("city town municipality metropolis capital".split())
# Cities that are as large as provinces: not behind another city, but behind its districts.
_CITIES = frozenset(
    "beijing; shanghai; tianjin; chongqing; hong kong; macao; macau; london; tokyo; seoul; berlin; "
    "moscow; paris".split("; ")
)
_PEOPLE = frozenset("people man woman child person men women".split())
_SUFFIXES = frozenset("inc ltd llc plc co corp jr sr phd md mp esq gmbh ag".split())
_BODIES = frozenset(
    "university college school institute academy ministry department office bureau commission "
    "committee council party company corporation group bank fc united club court association "
    "federation union foundation agency hospital center centre police army navy church times post "
    "news press tribune city town county province state village ceo cfo coo".split()
)


@cache
def regions() -> frozenset[str]:
    """Countries, states and provinces, in lower case."""
    text = files("mtlint.text").joinpath("data/regions_en.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line[:1] != "#")
    return frozenset(name.strip() for line in lines for name in line.split(";"))


def fewest(head: str, items: Sequence[str]) -> int:
    """How many things names in a list are at least, where `head` is what they are said to be.

    >>> fewest("stops", ["Lyon", "France", "Turin"]), fewest("towns", ["Leeds", "York", "Derby"])
    (2, 3)
    """
    may_follow = _follower(key_of(head), items)
    number, own = 0, False
    for item in items:
        own = not (own and may_follow(item))
        number += own
    return number


def _follower(noun: str, items: Sequence[str]) -> Callable[[str], bool]:
    """What tells whether an item may say more of the one before."""
    if noun in _WHOLE or all(map(_is_region, items)):
        return _is_suffix
    if noun in _PEOPLE or noun in humans():
        several = any(" " in item for item in items)
        return lambda item: _is_no_person(item) or (several and " " not in item)
    if noun in _PLACES:
        larger = frozenset() if noun in _TOWNS else _CITIES
        return lambda item: (
            _is_region(item)
            or item.lower() in larger
            or not all(map(is_known, item.lower().split()))
        )
    return lambda item: True  # a club and its town, a firm and its owner: who knows


def _is_region(item: str) -> bool:
    return item.lower().removeprefix("the ") in regions()


def _is_suffix(item: str) -> bool:
    return item.lower() in _SUFFIXES


def _is_no_person(item: str) -> bool:
    """Whether an item is a place, a body, an office or "Jr" rather than a person."""
    words = item.lower().split()
    office = words[-1] in humans() or "of" in words
    return _is_region(item) or _is_suffix(item) or office or not _BODIES.isdisjoint(words)
