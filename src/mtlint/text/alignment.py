"""Passages that say the same but for one place: what stands there in each of them.

A slot is one content word (or figure) with the content words beside it. Its rivals are what other
passages have between the same neighbours. Neighbours are looked up in the index of positions, at
most `MAX_PLACES` of each, so the work per slot is bounded however long the document is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtlint.text.lexicon_en import lexicon
from mtlint.text.phrases import FIGURES, Content, Token

MAX_PLACES = 64
MAX_CONTEXT = 6
MAX_FILLER = 3
UNLISTED = 40_000


class Rival(NamedTuple):
    """What stands in a slot elsewhere: tokens `first` to `last`, and how much agrees around it.

    `left` and `right` are weights: about one for each agreeing content word in a row.
    """

    first: int
    last: int
    left: float
    right: float

    @property
    def context(self) -> float:
        """Weight of all agreeing neighbours."""
        return self.left + self.right

    @property
    def two_sided(self) -> bool:
        """Whether both neighbours agree."""
        return self.left > 0 and self.right > 0


def weight(content: Content, token: Token) -> float:
    """How much an agreeing neighbour says: less for figures and for what fills the document."""
    often = len(content.places[token.key])
    base = 0.7 if token.kind in FIGURES else rarity(token.key)
    return base * (1.0 if often <= 8 else 0.75 if often <= 20 else 0.5)


@lru_cache(maxsize=16384)
def frequency_rank(key: str) -> int:
    """Place of a word in the list of frequent English words, or UNLISTED."""
    return lexicon().rank.get(key, UNLISTED)


@lru_cache(maxsize=16384)
def rarity(key: str) -> float:
    """Less than one for the commonest words of English: new, first, people, time."""
    rank = frequency_rank(key)
    return 0.45 if rank < 400 else 0.75 if rank < 1500 else 1.0


def rivals(
    content: Content, slot: int, low: int, high: int, *, last: int | None = None
) -> Iterator[Rival]:
    """Other fillers of the slot `slot`..`last`, outside the tokens `low` to `high`.

    `high` is exclusive. Fillers have up to three tokens where both sides agree, else one.
    """
    last = slot if last is None else last
    lefts = _sides(content, slot, -1, low, high)
    rights = _sides(content, last, 1, low, high)
    tokens = content.tokens
    used: set[int] = set()
    for first, left in lefts.items():
        sentence = tokens[first].sentence
        for end in range(first, min(first + MAX_FILLER, len(tokens))) if rights else ():
            right = rights.get(end)
            if right is not None and tokens[end].sentence == sentence:
                used.add(end)
                yield Rival(first, end, left, right)
                break
        else:
            if sentence == tokens[first - 1].sentence:
                yield Rival(first, first, left, 0.0)
    for end, right in rights.items():
        if end not in used and end >= 0 and tokens[end].sentence == tokens[end + 1].sentence:
            yield Rival(end, end, 0.0, right)


def _sides(content: Content, slot: int, step: int, low: int, high: int) -> dict[int, float]:
    """Positions elsewhere whose neighbour is the slot's, hung on in the same way ("of", nothing, a
    comma), and the weight of the row that agrees from there on."""
    tokens = content.tokens
    at = slot + step
    if not 0 <= at < len(tokens) or tokens[at].sentence != tokens[slot].sentence:
        return {}
    joint = 0 if step > 0 else 1  # the later one of a filler and its neighbour, from the neighbour
    link = tokens[at + joint].link
    own = weight(content, tokens[at])
    found: dict[int, float] = {}
    for place in content.places[tokens[at].key][:MAX_PLACES]:
        if low <= place < high or place + joint == len(tokens):
            continue
        if tokens[place + joint].link == link:
            found[place - step] = _row(content, at, place, step, own)
    return found


def _row(content: Content, here: int, there: int, step: int, total: float) -> float:
    """Weight of the neighbours that agree in a row from `here` and `there` on, which do and weigh
    `total`."""
    tokens = content.tokens
    a, b = tokens[here].sentence, tokens[there].sentence
    for _ in range(MAX_CONTEXT - 1):
        here += step
        there += step
        if not (0 <= here < len(tokens) and 0 <= there < len(tokens)):
            break
        one, other = tokens[here], tokens[there]
        if one.key != other.key or one.sentence != a or other.sentence != b:
            break
        total += weight(content, one)
    return total


def distance(a: str, b: str, most: int = 3) -> int:
    """Edits (insert, drop, replace, swap of neighbours) between two words; `most` + 1 for more."""
    if abs(len(a) - len(b)) > most or max(len(a), len(b)) > 32:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before = before, row
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
