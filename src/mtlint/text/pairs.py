"""Which content words stand side by side in a document, and which slots have rivals at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from mtlint.text.alignment import frequency_rank
from mtlint.text.phrases import FIGURES, Content

Count = dict[str, int]
# How often a neighbour must stand there to be the usual one: beside most words, and beside the
# commonest ones of English, which stand beside anything.
COMMON = 400
FEW, OFTEN = 2, 4
Frame = tuple[str, str, str, str]


class Pairs:
    """`after[a][b]`, `before[b][a]`: how often `b` follows `a` with nothing but space between."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.after: dict[str, Count] = defaultdict(dict)
        self.before: dict[str, Count] = defaultdict(dict)
        last = ""
        for token in content.tokens:
            key = token.key
            if not token.link:
                one, two = self.after[last], self.before[key]
                one[key] = one.get(key, 0) + 1
                two[last] = two.get(last, 0) + 1
            last = key

    def bound(self, key: str) -> int:
        """How often a key stands beside the one word that it stands beside most."""
        one, two = self.after.get(key), self.before.get(key)
        return max(max(one.values(), default=0) if one else 0, max(two.values()) if two else 0)

    def contested(self) -> list[int]:
        """Slots where the document otherwise has another word.

        Right beside a word that mostly has another neighbour there; between two words that have
        another word between them elsewhere; or after (before) two words in a row that have another
        word there elsewhere.
        """
        weak_after, weak_before = _outnumbered(self.after), _outnumbered(self.before)
        shared = self._shared_frames()
        tokens, found = self.content.tokens, []
        end = len(tokens) - 1
        for i, token in enumerate(tokens):
            if token.kind in FIGURES:
                continue
            following = tokens[i + 1] if i < end else None
            if (
                (not token.link and token.key in weak_after.get(tokens[i - 1].key, ()))
                or (
                    following is not None
                    and not following.link
                    and token.key in weak_before.get(following.key, ())
                )
                or i in shared
            ):
                found.append(i)
        return found

    def _shared_frames(self) -> set[int]:
        """Slots of frames (the words on both sides, or two on one side) with several fillers."""
        tokens = self.content.tokens
        frames: dict[Frame, list[int]] = defaultdict(list)
        again = [len(self.content.places[t.key]) > 1 for t in tokens]
        for i in range(1, len(tokens) - 1):
            if not again[i - 1] and not again[i + 1]:
                continue
            a, b, c = tokens[i - 1], tokens[i], tokens[i + 1]
            if a.sentence != c.sentence:
                continue
            # The frames of `b`, then those of `c` after `a b`, and of `a` before `b c`.
            if again[i - 1] and again[i + 1]:
                frames[a.key, b.link, c.link, c.key].append(i)
            if again[i]:
                if again[i - 1]:
                    frames[a.key, b.link, b.key, c.link + ">"].append(i + 1)
                if again[i + 1]:
                    frames["<" + b.link, b.key, c.link, c.key].append(i - 1)
        return {
            i
            for slots in frames.values()
            if len(slots) > 1 and len({tokens[i].key for i in slots}) > 1
            for i in slots
        }


def _outnumbered(neighbours: dict[str, Count]) -> dict[str, set[str]]:
    """Per word the neighbours that stand there at most half as often as the most frequent one."""
    found = {}
    for key, counts in neighbours.items():
        if len(counts) < 2:
            continue
        least = FEW if frequency_rank(key) >= COMMON else OFTEN
        if (most := max(counts.values())) >= least:
            found[key] = {k for k, n in counts.items() if 2 * n <= most}
    return found


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
