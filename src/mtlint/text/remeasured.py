"""A figure of a passage that the rest has in another unit: yuan here, US dollars there."""

from __future__ import annotations

from mtlint.text.figures import figures_of
from mtlint.text.measured import Measure, measure_of
from mtlint.text.phrases import NUMBER
from mtlint.text.rest import Rest

_SURE = 2  # digits of a figure that is seldom met twice by chance
_MET = 2  # words that both places of such a figure have around them; of others, one more


def other_unit(rest: Rest, slot: int) -> tuple[Measure, int, Measure] | None:
    """What a figure is measured in, and where the rest measures it in something else of the kind.

    None where the rest has it in the same unit, or in one that cannot be told, too.
    """
    token = rest.content.tokens[slot]
    mine = measure_of(rest, slot)
    if token.kind != NUMBER or mine is None:
        return None
    found: tuple[Measure, int, Measure] | None = None
    for place in rest.outside(token.key):
        theirs = measure_of(rest, place)
        unsure = theirs is None and rest.content.tokens[place].unit == "currency"
        if unsure or (theirs and mine.may_be(theirs)):
            return None
        contrary = theirs is not None and theirs.kind == mine.kind
        if found is None and theirs and contrary and _same_thing(rest, slot, place):
            found = mine, place, theirs
    return found


def _same_thing(rest: Rest, slot: int, place: int) -> bool:
    """Whether the words around two equal figures tell of one thing."""
    near = figures_of(rest.content).surroundings
    digits = rest.content.tokens[slot].key.replace(".", "").strip("0")
    return len(near(slot)[0] & near(place)[0]) >= _MET + (len(digits) < _SURE)
