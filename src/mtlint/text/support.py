"""What of one passage the rest of the document supports, and what stands there instead.

A passage (a headline, a subheading, the lead) is read word by word against the rest. A word that
the rest knows only from other surroundings, or not at all, gets its rivals: what the rest has
between the same neighbours, a figure that counts the same thing, a name spelt alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mtlint.text.alignment import MAX_PLACES, Rival, rivals
from mtlint.text.forms import Kin, is_head, role, similar
from mtlint.text.phrases import (
    FIGURES,
    MONTH,
    NUMBER,
    ORDINAL,
    WEEKDAY,
    Content,
    Token,
    related_forms,
    same_name,
)
from mtlint.text.quantities import supports

_ROUGH = frozenset("nearly almost roughly approximately exceed exceeding surpass least".split())


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


class Rest:
    """The document without the tokens `low` to `high` (exclusive), indexed for support."""

    def __init__(
        self,
        content: Content,
        lows: list[str],
        low: int,
        high: int,
        kin: Kin,
        figures: dict[str, list[int]],
    ) -> None:
        self.content, self.lows, self.low, self.high, self.kin = content, lows, low, high, kin
        self.here = Counter(t.key for t in content.tokens[low:high])
        self.figures = figures

    def rough(self, slot: int) -> bool:
        """Whether the word before the token says that the figure is rounded."""
        return slot > self.low and self.content.tokens[slot - 1].key in _ROUGH

    def times(self, key: str) -> int:
        """How often the rest has a key."""
        return self.content.count(key) - self.here[key]

    def has_pair(self, first: int) -> bool:
        """Whether the rest has the tokens `first` and `first + 1` side by side, too."""
        tokens = self.content.tokens
        a, b = tokens[first].key, tokens[first + 1].key
        for p in self.content.places[a][: 4 * MAX_PLACES]:
            if self.low <= p < self.high or p + 1 >= len(tokens):
                continue
            if tokens[p + 1].key == b and tokens[p + 1].sentence == tokens[p].sentence:
                return True
        return False

    def knows(self, key: str) -> bool:
        """Whether the rest has the key or another form of it."""
        return self.times(key) > 0 or any(self.times(k) > 0 for k in self.kin.related(key))

    def only(self, figure: Token) -> bool:
        """Whether the rest has no other figure of that kind."""
        tokens = self.content.tokens
        return all(
            tokens[p].key == figure.key or self.low <= p < self.high
            for p in self.figures[figure.kind][:MAX_PLACES]
        )

    def overlap(self, place: int) -> int:
        """How many keys of the passage stand in the sentence around a place (24 tokens at most)."""
        tokens = self.content.tokens
        sentence = tokens[place].sentence
        near = {t.key for t in tokens[max(0, place - 12) : place + 13] if t.sentence == sentence}
        return sum(1 for key in self.here if key in near)

    def outside(self, key: str) -> list[int]:
        """Places of a key in the rest."""
        places = self.content.places.get(key, [])
        return [p for p in places[: MAX_PLACES + 8] if not self.low <= p < self.high]


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


def _frames(rest: Rest, slot: int, kinds: tuple[str, ...]) -> list[Rival]:
    """Rivals of the same role that are no other form of the token, best context first."""
    content, tokens = rest.content, rest.content.tokens
    head = is_head(tokens, slot, rest.high)
    found = []
    for r in rivals(content, slot, rest.low, rest.high):
        if not r.two_sided:
            if r.context < 1.9 and not _close(tokens, slot, r):
                continue
            if head and r.left:
                r = r._replace(last=_head_of(tokens, r.first))
            if is_head(tokens, r.last, len(tokens)) != head:
                continue
        if role(tokens[r.last], rest.lows[r.last]) not in kinds:
            continue
        filler = tokens[r.first : r.last + 1]
        if any(related_forms(tokens[slot].key, t.key) for t in filler):
            continue
        if any(t.key in rest.here for t in filler):
            continue  # the passage has that, too: two things, not two names of one
        found.append(r)
    return sorted(found, key=lambda r: (-r.context, r.first))


def _head_of(tokens: tuple[Token, ...], first: int) -> int:
    """The head of the noun phrase that goes on from a token."""
    last = first
    while last - first < 2 and not is_head(tokens, last, len(tokens)):
        last += 1
    return last


def _close(tokens: tuple[Token, ...], slot: int, r: Rival) -> bool:
    """Whether the slot stands right beside the neighbour that agrees."""
    return tokens[slot].tight if r.left else tokens[slot + 1].tight


def _noun(rest: Rest, slot: int, kind: str) -> Conflict | None:
    tokens = rest.content.tokens
    before = slot > rest.low and tokens[slot - 1].sentence == tokens[slot].sentence
    after = slot + 1 < rest.high and tokens[slot + 1].sentence == tokens[slot].sentence
    if (before and rest.has_pair(slot - 1)) or (after and rest.has_pair(slot)):
        return None
    known = rest.knows(tokens[slot].key)
    kinds = ("noun", "adj") if not is_head(tokens, slot, rest.high) else (kind,)
    frames = _frames(rest, slot, kinds)
    if not frames:
        return None
    votes: Counter[tuple[str, ...]] = Counter(_form(tokens, r) for r in frames)
    best = frames[0]
    strength = best.context
    if strength >= (1.5 if best.two_sided else 1.9) + 0.8 * known:
        return Conflict(slot, best.first, best.last, "frame", strength, votes[_form(tokens, best)])
    return _pair(rest, slot, votes, frames, known)


def _form(tokens: tuple[Token, ...], r: Rival) -> tuple[str, ...]:
    return tuple(t.key for t in tokens[r.first : r.last + 1])


def _pair(
    rest: Rest,
    slot: int,
    votes: Counter[tuple[str, ...]],
    frames: list[Rival],
    known: bool,
) -> Conflict | None:
    """One neighbour agrees, and in the rest it has one and the same partner nearly always.

    Where that is seen only once, the sentence around it must tell what the passage tells.
    """
    tokens = rest.content.tokens
    form, times = votes.most_common(1)[0]
    same = [r for r in frames if _form(tokens, r) == form]
    best = max(same, key=lambda r: (rest.overlap(r.first), -r.first))
    neighbour = tokens[slot - 1] if best.left else tokens[slot + 1]
    share = times / max(1, rest.times(neighbour.key))
    overlap = rest.overlap(best.first)
    strength = 0.4 * min(3, times) * share + 0.2 * overlap
    if share < (0.5 if not known else 0.7) or strength < (0.75 if not known else 1.1):
        return None
    return Conflict(slot, best.first, best.last, "pair", strength, times)


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
    frames = _frames(rest, slot, ("name",))
    if frames:
        best = frames[0]
        return Conflict(
            slot, best.first, best.last, "frame", best.context, rest.times(tokens[best.last].key)
        )
    return _alone(rest, slot)


def _is_name(rest: Rest, key: str) -> bool:
    places = rest.outside(key)
    return any(role(rest.content.tokens[p], rest.lows[p]) == "name" for p in places[:4])


def _alone(rest: Rest, slot: int) -> Conflict | None:
    """A name that the rest never has, where the rest has another one all the time."""
    return None


def _figure(rest: Rest, slot: int) -> Conflict | None:
    tokens = rest.content.tokens
    token = tokens[slot]
    if rest.times(token.key) and token.unit != "day":
        return None
    candidates = []
    for p in rest.figures.get(token.kind, ()):
        if rest.low <= p < rest.high or not _comparable(token, tokens[p]):
            continue
        if _supported(rest, slot, tokens[p]):
            return None
        candidates.append(p)
    if not candidates:
        return None
    scored = [(_agreement(rest, slot, p), -p) for p in candidates[: 4 * MAX_PLACES]]
    agreement, place = max(scored)
    if agreement < _ENOUGH[token.kind]:
        return None
    times = rest.times(tokens[-place].key)
    return Conflict(slot, -place, -place, "figure", agreement, times)


_ENOUGH = {NUMBER: 1.6, ORDINAL: 1.5, MONTH: 0.9, WEEKDAY: 0.4}


def _comparable(a: Token, b: Token) -> bool:
    """Whether two figures of one kind may tell of one thing: years with years, days with days."""
    if a.kind != NUMBER:
        return True
    if _is_year(a) != _is_year(b) or (a.unit == "day") != (b.unit == "day"):
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


_ABOUT = frozenset("about around over nearly almost under up to than".split())


def _agreement(rest: Rest, slot: int, place: int) -> float:
    """How much speaks for two figures being of one thing: unit, neighbours, sentence, shape."""
    tokens = rest.content.tokens
    a, b = tokens[slot], tokens[place]
    total = 0.0
    if a.unit and a.unit == b.unit:
        total += 0.5 if a.unit == "day" else 0.8
    total += 0.6 * _beside(rest, slot, place, -1) + 0.6 * _beside(rest, slot, place, 1)
    total += min(2.0, 0.25 * rest.overlap(place))
    if a.kind == NUMBER and a.unit != "day" and _alike_digits(a.key, b.key):
        total += 0.8
    if b.key in rest.here:
        total -= 0.8
    return total + 0.7 * (a.kind != NUMBER and rest.only(b))


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
    x, y = a.replace(".", "").rstrip("0"), b.replace(".", "").rstrip("0")
    if x == y:
        return True
    if len(x) != len(y) or len(x) < 2:
        return False
    return sum(p != q for p, q in zip(x, y, strict=True)) == 1 or sorted(x) == sorted(y)


def _value(token: Token) -> float | None:
    try:
        return float(token.key)
    except ValueError:
        return None


def _is_year(token: Token) -> bool:
    return (
        token.kind == NUMBER
        and not token.unit
        and len(token.key) == 4
        and token.key[:2] in ("18", "19", "20")
    )
