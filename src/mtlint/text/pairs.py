"""Which content words stand side by side in a document, and which slots have rivals at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from mtlint.text.alignment import frequency_rank
from mtlint.text.lazy import lazy
from mtlint.text.phrases import FIGURES, Content, Token

Count = dict[str, int]
# How often a neighbour must stand there to be the usual one: beside most words, and beside the
# commonest ones of English, which stand beside anything.
COMMON = 400
FEW, OFTEN = 2, 4
Frame = tuple[str, str, str, str]


class Pairs:
    """Which keys of a document stand beside which, and how often."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._after: dict[str, Count] = {}
        self._before: dict[str, Count] = {}

    @lazy
    def _keys(self) -> list[str]:
        return [t.key for t in self.content.tokens]

    @lazy
    def often(self) -> list[int]:
        """How often the keys of each token and of the next one stand in a row."""
        return _times(self._keys, self._keys[1:])

    def after(self, key: str) -> Count:
        """The keys that follow a key with nothing but space between, and how often."""
        if (found := self._after.get(key)) is None:
            tokens = self.content.tokens
            places = (p + 1 for p in self.content.places.get(key, ()))
            found = _counted([tokens[p] for p in places if p < len(tokens) and tokens[p].tight])
            self._after[key] = found
        return found

    def before(self, key: str) -> Count:
        """The same of the keys that stand before it."""
        if (found := self._before.get(key)) is None:
            tokens = self.content.tokens
            places = self.content.places.get(key, ())
            found = _counted([tokens[p - 1] for p in places if tokens[p].tight])
            self._before[key] = found
        return found

    def bound(self, key: str) -> int:
        """How often a key stands beside the one word that it stands beside most."""
        both = (self.after(key), self.before(key))
        return max(max(count.values(), default=0) for count in both)

    def contested(self) -> list[int]:
        """Slots where the document otherwise has another word.

        Right beside a word that mostly has another neighbour there; between two words that have
        another word between them elsewhere; or after (before) two words in a row that have another
        word there elsewhere.
        """
        tokens, places, keys = self.content.tokens, self.content.places, self._keys
        found = self._shared_frames()
        # What stands beside a word once only is the usual neighbour of none.
        twice = [i for i, n in enumerate(self.often) if n > 1]
        for key in {keys[i] for i in twice}:
            if rare := _outnumbered(key, self.after(key)):
                at = [p + 1 for p in places[key] if p + 1 < len(tokens)]
                found.update(i for i in at if keys[i] in rare and tokens[i].tight)
        for key in {keys[i + 1] for i in twice}:
            if rare := _outnumbered(key, self.before(key)):
                found.update(p - 1 for p in places[key] if keys[p - 1] in rare and tokens[p].tight)
        return sorted(i for i in found if tokens[i].kind not in FIGURES)

    def _shared_frames(self) -> set[int]:
        """Slots of frames (the words on both sides, or two on one side) with several fillers.

        Of what stands in a row once there is no second filler.
        """
        tokens, often = self.content.tokens, pairwise(self.often)
        around = _times(self._keys, self._keys[2:])
        frames: dict[Frame, list[int]] = defaultdict(list)
        for i, ((before, after), both) in enumerate(zip(often, around, strict=True), 1):
            if before == after == both == 1:
                continue
            a, b, c = tokens[i - 1], tokens[i], tokens[i + 1]
            if a.sentence != c.sentence:
                continue
            # The frames of `b`, then those of `c` after `a b`, and of `a` before `b c`.
            if both > 1:
                frames[a.key, b.link, c.link, c.key].append(i)
            if before > 1:
                frames[a.key, b.link, b.key, c.link + ">"].append(i + 1)
            if after > 1:
                frames["<" + b.link, b.key, c.link, c.key].append(i - 1)
        return {
            i
            for slots in frames.values()
            if len(slots) > 1 and len({tokens[i].key for i in slots}) > 1
            for i in slots
        }


def _times(ones: list[str], others: list[str]) -> list[int]:
    """How often each of these pairs is among them."""
    # As text, for the garbage collector keeps no books of that as it does of tuples.
    rows = list(map(" ".join, zip(ones, others, strict=False)))
    return list(map(Counter(rows).__getitem__, rows))


def _counted(tokens: Iterable[Token]) -> Count:
    """How often each key is among some tokens, in their order."""
    found: Count = {}
    for token in tokens:
        found[token.key] = found.get(token.key, 0) + 1
    return found


def _outnumbered(key: str, neighbours: Count) -> set[str]:
    """The neighbours of a word that stand there at most half as often as the most frequent one."""
    if len(neighbours) < 2:
        return set()
    most = max(neighbours.values())
    least = FEW if frequency_rank(key) >= COMMON else OFTEN
    return {k for k, n in neighbours.items() if 2 * n <= most} if most >= least else set()


@lru_cache(maxsize=1)
def pairs_of(content: Content) -> Pairs:
    """The pairs of a document, made once."""
    return Pairs(content)


def sentence_of(content: Content, slot: int) -> tuple[int, int]:
    """The token range of the sentence around a slot."""
    tokens = content.tokens
    sentence, low, high = tokens[slot].sentence, slot, slot + 1
    while low and tokens[low - 1].sentence == sentence:
        low -= 1
    while high < len(tokens) and tokens[high].sentence == sentence:
        high += 1
    return low, high


def contested_by_sentence(
    content: Content, skip: frozenset[int]
) -> Iterator[tuple[int, int, list[int]]]:
    """Contested slots with the token range of their sentence; segments of `skip` left out."""
    tokens = content.tokens
    slots = [i for i in pairs_of(content).contested() if tokens[i].segment not in skip]
    at = 0
    while at < len(slots):
        low, high = sentence_of(content, slots[at])
        until = at
        while until < len(slots) and slots[until] < high:
            until += 1
        yield low, high, slots[at:until]
        at = until
