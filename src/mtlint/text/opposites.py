"""Verbs of the news that say the contrary of one another: rise and fall, approve and reject."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

# Base, third person, past (and the participle where it is another word). What stands on one line
# says the contrary of the next one. "moves" are said with a figure, "acts" of an object.
_PAIRS = {
    "moves": (
        "rise rises rose risen|increase increases increased|grow grows grew grown|"
        "climb climbs climbed|jump jumps jumped|surge surges surged|soar soars soared|"
        "gain gains gained|expand expands expanded|rebound rebounds rebounded|up",
        "fall falls fell fallen|decrease decreases decreased|drop drops dropped|"
        "decline declines declined|shrink shrinks shrank shrunk|slump slumps slumped|"
        "plunge plunges plunged|tumble tumbles tumbled|lose loses lost|contract contracts "
        "contracted|slide slides slid|dip dips dipped|slip slips slipped|down",
    ),
    "approves": (
        "approve approves approved|pass passes passed|adopt adopts adopted|uphold upholds upheld|"
        "accept accepts accepted|grant grants granted|endorse endorses endorsed",
        "reject rejects rejected|veto vetoes vetoed|dismiss dismisses dismissed|"
        "refuse refuses refused|oppose opposes opposed",
    ),
    "opens": (
        "open opens opened|reopen reopens reopened",
        "close closes closed|shut shuts shut",
    ),
    "wins": (
        "win wins won|beat beats beat beaten|defeat defeats defeated",
        "lose loses lost",
    ),
}


class Direction(NamedTuple):
    """What a verb says: `family` and `up` (1 or -1); `forms` are the verb's, `at` which this is."""

    family: str
    up: int
    forms: tuple[str, ...]
    at: int


@cache
def _table() -> dict[str, tuple[Direction, ...]]:
    table: dict[str, tuple[Direction, ...]] = {}
    for family, sides in _PAIRS.items():
        for up, side in zip((1, -1), sides, strict=True):
            for verb in side.split("|"):
                forms = tuple(verb.split())
                for at, form in reversed(list(enumerate(forms))):
                    said = Direction(family, up, forms, at)
                    table[form] = (*table.get(form, ()), said)
    return table


def directions(low: str) -> tuple[Direction, ...]:
    """What a word in lower case may say.

    >>> [(d.family, d.up) for d in directions("lost")], directions("house")
    ([('moves', -1), ('wins', -1)], ())
    """
    return _table().get(low, ())


def in_form(other: Direction, like: Direction) -> str:
    """A verb in the form of another one; "" where one of the two has no forms.

    >>> in_form(directions("rose")[0], directions("falls")[0])
    'rises'
    """
    if len(other.forms) == 1 or len(like.forms) == 1:
        return ""
    return other.forms[min(like.at, len(other.forms) - 1)]
