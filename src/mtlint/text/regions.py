"""A country, state or province of a passage where the rest of a document has another one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mtlint.text.alignment import rivals
from mtlint.text.keys import key_of
from mtlint.text.rest import Rest

# Names of one place, or of a part that stands for it.
_SAME = tuple(
    frozenset(group.split())
    for group in (
        "britain uk england scotland wale", "us usa", "holland netherland", "burma myanmar",
        "tibet xizang", "turkey turkiye", "czechia czech", "ireland britain",
    )
)  # fmt: skip
_ROW = 1.5  # weight of the words in a row before both places (`alignment.weight`)
_SHARED, _SHARE = 3, 0.6  # words of the passage, and share of them, around the other place


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The keys of regions of one word, each with the headings that the list has it under."""
    text = files("mtlint.text").joinpath("data/regions_en.txt").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line
            continue
        for name in map(str.strip, line.split(";")):
            key = key_of(name)
            found[key] = found.get(key, frozenset()) | {heading}
    return found


def other_region(rest: Rest, slot: int) -> int | None:
    """Where the rest has another region of the kind in the place of token `slot`.

    It stands behind the same words in a row, or it is the only one of its kind that the rest has
    and most of the passage stands around it.
    """
    kinds = _kinds().get(rest.content.tokens[slot].key)
    if not kinds:
        return None
    for rival in rivals(rest.content, slot, rest.low, rest.high):
        if rival.left >= _ROW and _is_other(rest, slot, rival.first, kinds):
            return rival.first
    return _only_one(rest, slot, kinds)


def _is_other(rest: Rest, slot: int, place: int, kinds: frozenset[str]) -> bool:
    here, there = rest.content.tokens[slot].key, rest.content.tokens[place].key
    known = _kinds().get(there, frozenset())
    one = here == there or any({here, there} <= group for group in _SAME)
    return not (one or known.isdisjoint(kinds) or there in rest.here)


def _only_one(rest: Rest, slot: int, kinds: frozenset[str]) -> int | None:
    """The place of the rest's only region of a kind, if it is where the slot is."""
    tokens, places = rest.content.tokens, rest.content.places
    others = {k for k in _kinds().keys() & places.keys() if rest.times(k)}
    others = {k for k in others if not _kinds()[k].isdisjoint(kinds)}
    if len(others) != 1:
        return None
    need = max(_SHARED, _SHARE * (rest.high - rest.low - 1))
    for place in rest.outside(others.pop()):
        alike = tokens[place].link == tokens[slot].link
        if alike and rest.overlap(place) >= need and _is_other(rest, slot, place, kinds):
            return place
    return None
