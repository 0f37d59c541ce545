"""Figures and dates of a passage against those that the rest of the document has of their kind.

A candidate is a figure of the passage that the rest does not have, and one that the rest has where
this one would be expected. What speaks for their telling of one thing is counted in a row of
measures, weighed by boosted trees (`python -m mtlint.learn.consistency_model`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from operator import ne

from mtlint.text.boosted import trees
from mtlint.text.breakdown import parts_beside
from mtlint.text.measured import may_be_one
from mtlint.text.phrases import FIGURES, MONTH, NAME, NUMBER, ORDINAL, WEEKDAY, Content, Token
from mtlint.text.quantities import supports
from mtlint.text.rest import Rest, is_year
from mtlint.text.series import series_of
from mtlint.text.tallies import tallies_of, values

Row = tuple[int, tuple[float, ...]]  # a place, and the measures of what stands there
Surroundings = tuple[frozenset[str], frozenset[str], frozenset[str]]
MOST = 24  # figures of one kind or unit that one is held against
_NEAR = 6
DATES = frozenset({MONTH, WEEKDAY, "year", "day"})
MEASURES = (
    "number", "ordinal", "month", "weekday", "year", "day",
    "same-unit", "other-unit", "no-unit", "one-digit", "swapped", "tenfold", "digits", "ratio",
    "same-length", "left", "right", "link", "overlap", "overlap-share", "names-met",
    "names-missed", "figures-met", "figures-missed", "other-times", "other-here", "alone",
    "of-kind", "same-day", "rough", "value", "distance", "passage", "size",
)  # fmt: skip
_KINDS = (NUMBER, ORDINAL, MONTH, WEEKDAY, "year", "day")
_KIND_ROWS = {kind: tuple(float(kind == k) for k in _KINDS) for kind in _KINDS}
_ABOUT = frozenset("about around over nearly almost under than".split())


class FigureIndex:
    """Places of the figures of a document by kind and unit."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._near: dict[int, Surroundings] = {}
        self._dated: dict[int, frozenset[str]] = {}
        self.of_kind: dict[str, list[int]] = defaultdict(list)
        self._alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, token in enumerate(content.tokens):
            if token.kind in FIGURES:
                self.of_kind[_kind(token)].append(i)
                if token.kind == NUMBER:
                    self._alike["unit", token.unit].append(i)
                    self._alike["digits", _digits(token.key)].append(i)

    def single(self, *, dates: bool) -> list[int]:
        """Figures (or dates) that the document has once, and another of their kind beside."""
        return sorted(
            p
            for kind, places in self.of_kind.items()
            if (kind in DATES) == dates and len(places) > 1
            for p in places
            if self.content.count(self.content.tokens[p].key) == 1
        )

    def beside(self, token: Token, low: int, high: int) -> list[int]:
        """Figures that may tell of the same thing, outside the tokens `low` to `high`."""
        places = self.of_kind[_kind(token)]
        if len(places) > MOST and token.kind == NUMBER and not is_year(token):
            unit, digits = ("unit", token.unit), ("digits", _digits(token.key))
            found = self._alike.get(unit, [])[:MOST] if token.unit else []
            places = sorted({*found, *self._alike.get(digits, [])[:MOST]})
        return [p for p in places if not low <= p < high][: 2 * MOST]

    def dated(self, one: int, other: int) -> bool:
        """Whether both places have months, days, weekdays or years near them, none in common."""
        a = self._dates(one)
        return bool(a) and bool(b := self._dates(other)) and not a & b

    def _dates(self, at: int) -> frozenset[str]:
        found = self._dated.get(at)
        if found is None:
            tokens, sentence = self.content.tokens, self.content.tokens[at].sentence
            near = tokens[max(0, at - 2 * _NEAR) : at + 2 * _NEAR + 1]
            found = self._dated[at] = frozenset(
                t.key
                for t in near
                if t.sentence == sentence
                and t.kind in FIGURES
                and t is not tokens[at]
                and _kind(t) in DATES
            )
        return found

    def surroundings(self, at: int) -> Surroundings:
        """What stands in the sentence near a place, looked up once."""
        found = self._near.get(at)
        if found is None:
            found = self._near[at] = _surroundings(self.content, at)
        return found


@lru_cache(maxsize=1)
def figures_of(content: Content) -> FigureIndex:
    """The figures of a document, indexed once."""
    return FigureIndex(content)


def best_figure(rest: Rest, slot: int, model: str) -> tuple[float, int] | None:
    """The likeliest figure that one was put for, with its rarity by a model (`Trees.rarity`).

    None where the rest has the figure, too, or a rounding of it.
    """
    parts = series_of(rest.content)
    rows = [
        row
        for row in figure_rows(rest, slot)
        if parts.contradict(slot, row[0], rest.low, rest.high)
        and not _is_part(rest.content.tokens[slot], rest.content.tokens[row[0]])
    ]
    if not rows or tallies_of(rest.content).bear_out(rest, slot):
        return None
    parted = parts_beside(rest, {place for place, _ in rows})
    rows = [row for row in rows if row[0] not in parted]
    learned = trees(model)
    score, place = max((learned.score(row), -place) for place, row in rows)
    return learned.rarity(score), -place


def _is_part(one: Token, other: Token) -> bool:
    """Whether a figure is one of the two of a pair: 30 and "30-20"."""
    a, b = values(one), values(other)
    return len(a) != len(b) and not set(a).isdisjoint(b)


def figure_rows(rest: Rest, slot: int) -> Iterator[Row]:
    """(place, measures) of every figure that this one may be held against."""
    tokens = rest.content.tokens
    token = tokens[slot]
    again = bool(rest.times(token.key)) and _kind(token) != "day"
    if again and _borne_out(rest, slot):
        return
    index = figures_of(rest.content)
    others = [p for p in index.beside(token, rest.low, rest.high) if tokens[p].key != token.key]
    if not others or _supported(rest, slot, others):
        return
    kinds = len({tokens[p].key for p in others})
    for p in others:
        # Beside an equal number of another thing, only figures of the same noun count.
        one_noun = not again or (token.unit and token.unit == tokens[p].unit)
        if one_noun and _comparable(rest.content, index, slot, p):
            yield p, (*_values(token, tokens[p]), *_context(rest, index, slot, p, kinds))


def _borne_out(rest: Rest, slot: int) -> bool:
    """Whether the rest has the figure, too, of what may be the same thing."""
    key = rest.content.tokens[slot].key
    places = rest.outside(key)
    return rest.times(key) > len(places) or any(may_be_one(rest, slot, p) for p in places)


def _comparable(content: Content, index: FigureIndex, slot: int, place: int) -> bool:
    """Whether anything at all speaks for two figures telling of one thing."""
    a, b = content.tokens[slot], content.tokens[place]
    if not ((a.unit and a.unit == b.unit) or _digits(a.key) == _digits(b.key)):
        # Sets of the words around are kept, and say yes more often than rows that agree.
        met = len(index.surroundings(slot)[0] & index.surroundings(place)[0])
        if met < (2 if a.kind == NUMBER else 1) and not (
            _agreeing(content, slot, place, -1) or _agreeing(content, slot, place, 1)
        ):
            return False
    return _kind(a) != NUMBER or not index.dated(slot, place)  # two dates, two facts


def _kind(token: Token) -> str:
    if token.kind == NUMBER:
        return "year" if is_year(token) else "day" if token.unit == "day" else NUMBER
    return token.kind


@lru_cache(maxsize=4096)
def _digits(key: str) -> str:
    """The digits of a figure in order of size, noughts left out: what swaps and powers of ten keep.

    >>> _digits("1250"), _digits("21.5")
    ('125', '125')
    """
    return "".join(sorted(c for c in key if c.isdigit() and c != "0"))


def _values(a: Token, b: Token) -> tuple[float, ...]:
    """The two figures by themselves."""
    kind = _kind(a)
    x, y = _value(a), _value(b)
    p, q = a.key.replace(".", ""), b.key.replace(".", "")
    numbers = x is not None and y is not None
    differing = sum(map(ne, p, q)) if len(p) == len(q) else 9
    ratio = abs(math.log10((x + 1e-9) / (y + 1e-9))) if x and y and x > 0 and y > 0 else 0.0
    return (
        *_KIND_ROWS[kind],
        float(bool(a.unit) and a.unit == b.unit),
        float(bool(a.unit and b.unit) and a.unit != b.unit),
        float(not a.unit),
        float(numbers and differing == 1),
        float(numbers and p != q and _digits(p) == _digits(q) and len(p) == len(q)),
        float(numbers and len(p) != len(q) and p.rstrip("0") == q.rstrip("0")),
        float(min(6, len(p))) if numbers else 0.0,
        min(4.0, ratio),
        float(len(p) == len(q)),
    )


def _context(
    rest: Rest, index: FigureIndex, slot: int, place: int, kinds: int
) -> tuple[float, ...]:
    """How the two places compare."""
    tokens = rest.content.tokens
    a, b = tokens[slot], tokens[place]
    words, names, figures = index.surroundings(slot)
    other_words, other_names, other_figures = index.surroundings(place)
    met, met_names, met_figures = (
        len(words & other_words),
        len(names & other_names),
        len(figures & other_figures),
    )
    return (
        float(_agreeing(rest.content, slot, place, -1)),
        float(_agreeing(rest.content, slot, place, 1)),
        float(a.link == b.link),
        float(min(8, met)),
        met / max(1, min(len(words), len(other_words))),
        float(met_names),
        float(len(names) + len(other_names) - 2 * met_names),
        float(met_figures),
        float(len(figures) + len(other_figures) - 2 * met_figures),
        float(min(6, rest.times(b.key))),
        float(b.key in rest.here),
        float(kinds == 1),
        float(min(12, kinds)),
        float(a.kind == MONTH and bool(a.unit) and a.unit == b.unit)
        - float(a.kind == MONTH and bool(a.unit and b.unit) and a.unit != b.unit),
        float(rest.rough(slot) or a.link.rsplit(" ", 1)[-1] in _ABOUT),
        min(9.0, math.log10(1 + abs(_value(a) or 0.0))),
        float(min(400, abs(place - slot))),
        float(min(20, rest.high - rest.low)),
        float(min(3000, len(tokens))),
    )


def _surroundings(content: Content, at: int) -> Surroundings:
    """Words, names and other figures of the sentence near a place."""
    tokens = content.tokens
    sentence = tokens[at].sentence
    words, names, figures = set(), set(), set()
    for i in range(max(0, at - 2 * _NEAR), min(len(tokens), at + 2 * _NEAR + 1)):
        token = tokens[i]
        if i == at or token.sentence != sentence:
            continue
        if token.kind in FIGURES:
            figures.add(token.key)
            continue
        words.add(token.key)
        if token.kind == NAME and abs(i - at) <= _NEAR:
            names.add(token.key)
    return frozenset(words), frozenset(names), frozenset(figures)


def _agreeing(content: Content, here: int, there: int, step: int) -> int:
    """How many content words in a row agree from two places on."""
    tokens, n = content.tokens, 0
    a, b = tokens[here].sentence, tokens[there].sentence
    while n < 4:
        here, there = here + step, there + step
        if not (0 <= here < len(tokens) and 0 <= there < len(tokens)):
            break
        one, two = tokens[here], tokens[there]
        if one.key != two.key or one.sentence != a or two.sentence != b:
            break
        n += 1
    return n


def _supported(rest: Rest, slot: int, others: list[int]) -> bool:
    """Whether another number of the rest bears this one out: a rounding, a limit."""
    tokens = rest.content.tokens
    token = tokens[slot]
    a = _value(token)
    if a is None or _kind(token) != NUMBER:
        return False
    word = token.link.rsplit(" ", 1)[-1]
    limit = word in ("over", "than", "least")
    short = len(token.key.strip("0").replace(".", "")) <= 2
    loose = short and (word in _ABOUT or rest.rough(slot))
    for other in map(tokens.__getitem__, others):
        b = _value(other)
        if b is None or (token.unit and other.unit and token.unit != other.unit):
            continue
        if (limit and a < b < 1.5 * a) or supports(a, b, loose=loose):
            return True
    return False


def _value(token: Token) -> float | None:
    return _number(token.key)


@lru_cache(maxsize=4096)
def _number(key: str) -> float | None:
    try:
        return float(key)
    except ValueError:
        return None
