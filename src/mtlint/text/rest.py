"""A document without one passage of it, indexed to tell what it knows of that passage."""

from __future__ import annotations

from mtlint.text.alignment import MAX_PLACES
from mtlint.text.lazy import lazy
from mtlint.text.phrases import NUMBER, Content, Token

_ROUGH = frozenset("nearly almost roughly approximately exceed exceeding surpass least".split())


def is_year(token: Token) -> bool:
    """Whether a number is a year, as far as its form tells: 2019, but not 2000 people."""
    return (
        token.kind == NUMBER
        and len(token.key) == 4
        and token.key[:2] in ("18", "19", "20")
        and (not token.unit or (token.key[2:] != "00" and token.unit not in ("%", "currency")))
    )


class Rest:
    """The document without the tokens `low` to `high` (exclusive), indexed for support."""

    def __init__(
        self,
        content: Content,
        lows: list[str],
        low: int,
        high: int,
    ) -> None:
        self.content, self.lows, self.low, self.high = content, lows, low, high
        self._overlaps: dict[int, int] = {}

    @lazy
    def here(self) -> dict[str, int]:
        """How often the passage has each of its keys."""
        found: dict[str, int] = {}  # a Counter takes longer to make for so few tokens
        for token in self.content.tokens[self.low : self.high]:
            found[token.key] = found.get(token.key, 0) + 1
        return found

    def rough(self, slot: int) -> bool:
        """Whether the word before the token says that the figure is rounded."""
        return slot > self.low and self.content.tokens[slot - 1].key in _ROUGH

    def times(self, key: str) -> int:
        """How often the rest has a key."""
        return len(self.content.places.get(key, ())) - self.here.get(key, 0)

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

    def overlap(self, place: int) -> int:
        """How many keys of the passage stand in the sentence around a place (24 tokens at most)."""
        known = self._overlaps.get(place)
        if known is not None:
            return known
        tokens, here = self.content.tokens, self.here
        sentence = tokens[place].sentence
        near = tokens[max(0, place - 12) : place + 13]
        shared = {t.key for t in near if t.sentence == sentence and t.key in here}
        found = self._overlaps[place] = len(shared)
        return found

    def outside(self, key: str) -> list[int]:
        """Places of a key in the rest."""
        places = self.content.places.get(key, [])
        return [p for p in places[: MAX_PLACES + 8] if not self.low <= p < self.high]
