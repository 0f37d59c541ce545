"""What a number measures or counts: twelve years, 46.2 billion US dollars, 12 branches."""

from __future__ import annotations

from typing import NamedTuple

from mtlint.text.keys import key_of, noun_like
from mtlint.text.late import late
from mtlint.text.phrases import NUMBER, Token
from mtlint.text.rest import Rest, is_year
from mtlint.text.series import series_of

_GLUED = late(r"\d[\d,.]*-?([a-z]+)")
# What is measured in one of these is not counted in another, by what it measures.
_MEASURES = {
    "time": "year month week day hour minute second",
    "length": "kilometer meter mile foot feet inch centimeter millimeter yard",
    "mass": "ton kilogram gram pound",
    "area": "acre hectare mu",
    "money": "yuan dollar euro yen won ruble rupee peso baht dong franc krone",
    "power": "volt watt kilowatt megawatt gigawatt",
    "speed": "mph kilometer-per-hour",
    "": "degree liter gallon barrel story storey",
}
_DIMENSIONS = {word: name for name, words in _MEASURES.items() for word in words.split()}
_LEVEL = {
    "km": "kilometer", "kilometre": "kilometer", "metre": "meter", "feet": "foot",
    "centimetre": "centimeter", "millimetre": "millimeter", "cm": "centimeter", "mm": "millimeter",
    "ft": "foot", "kg": "kilogram", "tonne": "ton", "litre": "liter", "kw": "kilowatt",
    "mw": "megawatt", "gw": "gigawatt", "kmh": "kilometer-per-hour", "kph": "kilometer-per-hour",
    "rmb": "yuan", "renminbi": "yuan", "rouble": "ruble",
    "u.s": "us", "u.s.": "us", "american": "us",
}  # fmt: skip
_SQUARE = frozenset({"square", "cubic"})
_AHEAD = 3  # words behind a number among which its noun is sought
_QUALIFIED = frozenset(
    "us american hong kong australian canadian singapore new taiwan british chinese japanese "
    "korean zealand".split()
)


class Measure(NamedTuple):
    """What a number is measured in: the unit's words, what it measures, and its last token."""

    words: tuple[str, ...]
    kind: str
    last: int

    def may_be(self, other: Measure) -> bool:
        """Whether two units may be one: dollars may be US dollars."""
        bare = 1 in (len(self.words), len(other.words)) and self.kind == other.kind == "money"
        return self.words == other.words or (bare and self.words[-1] == other.words[-1])


def measure_of(rest: Rest, at: int) -> Measure | None:
    """What a number is measured in, where the words behind it say so; no pure counts."""
    if glued := _GLUED.match(rest.lows[at]):
        word = _level(key_of(glued[1]))
        kind = _DIMENSIONS.get(word)
        return Measure((word,), kind, at) if kind else None
    words: list[str] = []
    for last, token in enumerate(_behind(rest, at), at + 1):
        word = _level(token.key)
        words.append(word)
        if kind := _DIMENSIONS.get(word):
            square = words[0] in _SQUARE
            fits = len(words) == 1 or square or (kind == "money" and {*words[:-1]} <= _QUALIFIED)
            return Measure(tuple(words), words[0] if square else kind, last) if fits else None
    return None


def _level(key: str) -> str:
    return _LEVEL.get(key, key)


def other_measure(rest: Rest, one: int, other: int, *, money: bool = False) -> bool:
    """Whether two numbers are measured in two units: six years, a 15.6-kilometer tunnel.

    Sums are written in so many ways that they are left out without `money`, and beside a symbol.
    """
    a, b = (_level(u) for u in (_unit(rest, one), _unit(rest, other)))
    kinds = {_DIMENSIONS.get(a), _DIMENSIONS.get(b)} - {None}
    sums = "money" in kinds and (not money or "currency" in (a, b))
    return bool(a and b) and a != b and bool(kinds) and not sums


def _unit(rest: Rest, at: int) -> str:
    token = rest.content.tokens[at]
    glued = _GLUED.match(rest.lows[at])
    return (key_of(glued[1]) if glued else token.unit) if token.kind == NUMBER else ""


def may_be_one(rest: Rest, slot: int, place: int) -> bool:
    """Whether an equal number may be of the same thing: no day of a month, no part of a series,
    and not twelve years where twelve branches are counted."""
    tokens = rest.content.tokens
    one, other = tokens[slot], tokens[place]
    if one.kind != NUMBER or other.kind != NUMBER or one.unit == "day":
        return True
    if other.unit == "day" or is_year(one) != is_year(other):
        return False
    parts = series_of(rest.content)
    if parts.of(place) is not None and parts.of(slot) is None:
        return False
    return not other_measure(rest, slot, place, money=True) or not _counts(rest, slot, place)


def _counts(rest: Rest, slot: int, place: int) -> bool:
    """Whether what stands behind both numbers is a noun, and none of the words behind one number
    is the other's: twelve long years are twelve years."""
    units = [_unit(rest, at) for at in (slot, place)]
    nouns = all(noun_like(u) or u in _LEVEL or u in _DIMENSIONS for u in units)
    ahead = [{t.key for t in _behind(rest, at)} | {_unit(rest, at)} for at in (slot, place)]
    return nouns and ahead[0].isdisjoint(ahead[1])


def _behind(rest: Rest, at: int) -> list[Token]:
    tokens, found = rest.content.tokens, list[Token]()
    for token in tokens[at + 1 : at + 1 + _AHEAD]:
        if not token.tight:
            break
        found.append(token)
    return found
