"""What of one passage the rest of the document supports, and what stands there instead.

A passage (a headline, a subheading, the lead) is read word by word against the rest. A word that
the rest knows only from other surroundings, or not at all, gets its rivals: what the rest has
between the same neighbours, a figure that counts the same thing, a name spelt alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtlint.text.alignment import MAX_PLACES
from mtlint.text.forms import role, similar
from mtlint.text.phrases import (
    FIGURES,
    MONTH,
    NUMBER,
    ORDINAL,
    WEEKDAY,
    Token,
    same_name,
)
from mtlint.text.quantities import supports
from mtlint.text.rest import Rest, is_year
from mtlint.text.terms import HEADLINE, candidates


@dataclass(frozen=True, slots=True)
class Conflict:
    """Token `slot` of the passage against tokens `first` to `last` of the rest.

    `why` is how they were paired: "frame" (the same neighbours), "unit" (counts the same),
    "spelling", "pair" (one neighbour, always followed by the other form), "alone" (the commonest
    name of its shape). `strength` is about the number of content words that agree.
    """

    slot: int
    first: int
    last: int
    why: str
    strength: float
    times: int


def conflicts(rest: Rest) -> Iterator[Conflict]:
    """The best rival of every token of the passage that the rest contradicts."""
    tokens = rest.content.tokens
    for slot in range(rest.low, rest.high):
        token = tokens[slot]
        kind = role(token, rest.lows[slot])
        if kind in FIGURES:
            found = _figure(rest, slot)
        elif kind == "name":
            found = _name(rest, slot)
        elif kind:
            found = _noun(rest, slot, kind)
        else:
            continue
        if found:
            yield found


def _noun(rest: Rest, slot: int, kind: str) -> Conflict | None:
    scored = [(c.score(HEADLINE), -c.first, c) for c in candidates(rest, slot, kind)]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda s: s[:2])
    if score < rest.least:
        return None
    return Conflict(slot, best.first, best.last, "frame", score, best.times)


def _name(rest: Rest, slot: int) -> Conflict | None:
    tokens = rest.content.tokens
    token = tokens[slot]
    if rest.times(token.key) or len(token.key) < 3:
        return None
    if any(rest.times(k) and same_name(k, token.key) for k in rest.kin.beside(token.key)):
        return None
    alike = [k for k in rest.kin.beside(token.key) if rest.times(k) and similar(k, token.key)]
    alike = [k for k in alike if _is_name(rest, k)]
    if alike:
        key = max(alike, key=lambda k: (rest.times(k), k))
        place = rest.outside(key)[0]
        return Conflict(slot, place, place, "spelling", 2.0, rest.times(key))
    return _noun(rest, slot, "name")


def _is_name(rest: Rest, key: str) -> bool:
    places = rest.outside(key)
    return any(role(rest.content.tokens[p], rest.lows[p]) == "name" for p in places[:4])


def _figure(rest: Rest, slot: int) -> Conflict | None:
    tokens = rest.content.tokens
    token = tokens[slot]
    if rest.times(token.key) and token.unit != "day":
        return None
    candidates = []
    for p in rest.figures.get(token.kind, ()):
        if rest.low <= p < rest.high:
            continue
        often = (
            rest.bold
            and token.kind == MONTH
            and rest.times(tokens[p].key) > 1
            and rest.only(tokens[p])
        )
        if not _comparable(token, tokens[p], often):
            continue
        if _supported(rest, slot, tokens[p]):
            return None
        candidates.append(p)
    if not candidates:
        return None
    scored = [(_agreement(rest, slot, p), -p) for p in candidates[: 4 * MAX_PLACES]]
    agreement, place = max(scored)
    small = token.kind == NUMBER and token.unit != "day" and (_value(token) or 0) <= _SMALL
    if agreement < _ENOUGH[token.kind] + 0.9 * small - 0.4 * (rest.bold and is_year(token)):
        return None
    times = rest.times(tokens[-place].key)
    return Conflict(slot, -place, -place, "figure", agreement, times)


_ENOUGH = {NUMBER: 1.5, ORDINAL: 1.5, MONTH: 0.9, WEEKDAY: 0.4}
_SMALL = 10  # counts up to here are too often of something else


def _comparable(a: Token, b: Token, often: bool) -> bool:
    """Whether two figures of one kind may tell of one thing: years with years, days with days.

    `often`: the rest has `b` several times, and no other figure of the kind.
    """
    if a.kind == MONTH:
        return not (a.unit and b.unit) or a.unit == b.unit or often
    if a.kind != NUMBER:
        return True
    if is_year(a) != is_year(b) or (a.unit == "day") != (b.unit == "day"):
        return False
    return a.unit == b.unit or not (_strong_unit(a) and _strong_unit(b))


def _strong_unit(token: Token) -> bool:
    return token.unit in ("%", "currency")


def _supported(rest: Rest, slot: int, other: Token) -> bool:
    token = rest.content.tokens[slot]
    if token.kind != NUMBER:
        return False
    a, b = _value(token), _value(other)
    if a is None or b is None:
        return token.key == other.key
    word = token.link.rsplit(" ", 1)[-1]
    if word in ("over", "than", "least") and a < b < 1.5 * a:
        return True
    short = len(token.key.strip("0").replace(".", "")) <= 2
    return supports(a, b, loose=short and (word in _ABOUT or rest.rough(slot)))


_ABOUT = frozenset("about around over nearly almost under than".split())


def _agreement(rest: Rest, slot: int, place: int) -> float:
    """How much speaks for two figures being of one thing: unit, neighbours, sentence, shape."""
    tokens = rest.content.tokens
    a, b = tokens[slot], tokens[place]
    total = 0.0
    if a.unit and a.unit == b.unit:
        total += 0.5 if a.unit == "day" else 0.9
    total += 0.6 * _beside(rest, slot, place, -1) + 0.6 * _beside(rest, slot, place, 1)
    total += min(2.0, 0.25 * rest.overlap(place))
    if a.kind == NUMBER and a.unit != "day" and _alike_digits(a.key, b.key):
        total += 0.8
    if b.key in rest.here:
        total -= 0.8
    if a.kind == MONTH and a.unit and a.unit == b.unit:
        total += 1.0
    if a.kind == WEEKDAY or is_year(a):
        total += 0.7 * rest.only(b)
    elif a.kind == MONTH and rest.bold and rest.only(b):
        total += 0.5 if rest.times(b.key) == 1 else 0.7
    return total + 0.3 * (a.unit != "day" and rest.times(b.key) >= 2)


def _beside(rest: Rest, slot: int, place: int, step: int) -> int:
    tokens = rest.content.tokens
    i, j = slot + step, place + step
    if not (rest.low <= i < rest.high and 0 <= j < len(tokens)):
        return 0
    near = tokens[i].sentence == tokens[slot].sentence
    return int(
        near and tokens[j].sentence == tokens[place].sentence and tokens[i].key == tokens[j].key
    )


def _alike_digits(a: str, b: str) -> bool:
    """One digit other, two swapped, or a factor of ten or a thousand."""
    x, y = a.replace(".", ""), b.replace(".", "")
    if x.rstrip("0") == y.rstrip("0"):
        return True
    if len(x) != len(y) or len(x) < 2:
        return False
    return sum(p != q for p, q in zip(x, y, strict=True)) == 1 or sorted(x) == sorted(y)


def _value(token: Token) -> float | None:
    try:
        return float(token.key)
    except ValueError:
        return None
