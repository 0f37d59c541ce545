"""What else might stand in a place: words that the article has beside the same neighbour.

Where an article speaks of an “antelope herd” again and again, and once of an “antelope scripture”,
a language model that has read it all can tell how much better “herd” would fit. Which words are
worth asking about is told here, and what of the answer speaks for a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from mtlint.text.alignment import frequency_rank
from mtlint.text.forms import is_head, role
from mtlint.text.keys import related_forms
from mtlint.text.phrases import Content, Token, content, lows_of
from mtlint.text.view import DocumentView
from mtlint.types import Alternative, Contrast

KINDS = frozenset({"noun", "adj", "name", "verbish"})
MOST = 4  # alternatives tried for one word
MANY = 50  # companions of a neighbour, beyond which only the most frequent are looked at
MODEL = "term-expected"
AROUND = (
    "left", "right", "two-sided", "slot-count", "other-count", "slot-name", "other-name",
    "slot-adj", "head", "capital", "meet", "slot-rank", "other-rank", "neighbour-count",
    "distance", "opening", "size",
)  # fmt: skip
MEASURES = ("gain", "word", "alternative", "then", "then-alternative", *AROUND, "best-by")
Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """Token `slot` and a token that the article has beside the same neighbour: `left` times after
    the word before, `right` times before the word after."""

    slot: int
    other: int
    left: int
    right: int
    asked: Alternative


@lru_cache(maxsize=1)
def rivals_of(view: DocumentView) -> tuple[Rival, ...]:
    """Every word that has rivals, in order, with the most frequent ones."""
    return tuple(r for slot in range(len(content(view).tokens)) for r in rivals_at(view, slot))


def rivals_at(view: DocumentView, slot: int) -> Iterator[Rival]:
    """The rivals of one token; none where the article has it beside that neighbour again."""
    text, lows = content(view), lows_of(view)
    token = text.tokens[slot]
    if role(token, lows[slot]) not in KINDS:
        return
    found: dict[str, list[int]] = {}  # key -> left, right, first place
    for side, neighbour in ((0, slot - 1), (1, slot + 1)):
        beside = _beside(text, slot, neighbour)
        if beside is None:
            continue
        if len(beside.get(token.key, ())) > 1:
            return
        for key in _crowded(text)[side].get(text.tokens[neighbour].key, beside):
            places = beside[key]
            if not related_forms(key, token.key):
                entry = found.setdefault(key, [0, 0, places[0]])
                entry[side] += len(places)
    for left, right, other in sorted(found.values(), key=_worth)[:MOST]:
        if role(text.tokens[other], lows[other]) in KINDS:
            yield Rival(slot, other, left, right, _asked(view, token, text.tokens[other]))


def _worth(entry: list[int]) -> tuple[int, int]:
    left, right, other = entry
    return -(left + right + 3 * (left > 0 and right > 0)), other


def _beside(text: Content, slot: int, neighbour: int) -> dict[str, list[int]] | None:
    """What stands beside a neighbour on the slot's side: key -> places; None for no neighbour."""
    tokens = text.tokens
    if not 0 <= neighbour < len(tokens) or not tokens[max(slot, neighbour)].tight:
        return None
    after, before = _indexed(text)
    return (after if neighbour < slot else before).get(tokens[neighbour].key)


@lru_cache(maxsize=1)
def _indexed(
    text: Content,
) -> tuple[dict[str, dict[str, list[int]]], dict[str, dict[str, list[int]]]]:
    """`after[a][b]`, `before[b][a]`: the places of the second key, side by side with the first."""
    after: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    before: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in range(1, len(text.tokens)):
        a, b = text.tokens[i - 1], text.tokens[i]
        if b.tight:
            after[a.key][b.key].append(i)
            before[b.key][a.key].append(i - 1)
    return after, before


@lru_cache(maxsize=1)
def _crowded(text: Content) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Of each neighbour that has very many companions behind it (before it) the most frequent, the
    earliest first among equals: no others are asked about, so that cost stays in proportion to the
    length of the text."""

    def often(sides: dict[str, dict[str, list[int]]]) -> dict[str, list[str]]:
        return {
            key: nsmallest(MANY, beside, key=lambda k: (-len(beside[k]), beside[k][0]))
            for key, beside in sides.items()
            if len(beside) > MANY
        }

    after, before = _indexed(text)
    return often(after), often(before)


def _asked(view: DocumentView, token: Token, other: Token) -> Alternative:
    """The rival in the token's place, with a capital where the token has one."""
    here = view.segments[token.segment].text[token.start : token.end]
    word = view.segments[other.segment].text[other.start : other.end]
    if here[:1].isupper():
        word = word[:1].upper() + word[1:]
    elif word[1:].islower():
        word = word.lower()
    return Alternative(token.segment, token.start, token.end, word)


def measures(view: DocumentView, rival: Rival, said: Contrast, best_by: float) -> Row:
    """What speaks for a slip, parallel to MEASURES. `best_by`: by how much the rival fits better
    than the word's other rivals."""
    return (
        min(25.0, said.gain),
        said.word,
        said.alternative,
        said.then,
        said.then_alternative,
        *around(view, rival),
        min(25.0, best_by),
    )


def around(view: DocumentView, rival: Rival) -> Row:
    """What the article itself says of a word and its rival, parallel to AROUND."""
    text, lows = content(view), lows_of(view)
    token, other = text.tokens[rival.slot], text.tokens[rival.other]
    own, theirs = role(token, lows[rival.slot]), role(other, lows[rival.other])
    neighbour = text.tokens[rival.slot - 1 if rival.left else rival.slot + 1]
    return (
        float(min(8, rival.left)),
        float(min(8, rival.right)),
        float(rival.left > 0 and rival.right > 0),
        float(min(8, text.count(token.key))),
        float(min(12, text.count(other.key))),
        float(own == "name"),
        float(theirs == "name"),
        float("adj" in (own, theirs)),
        float(is_head(text.tokens, rival.slot, len(text.tokens))),
        float(view.segments[token.segment].text[token.start].isupper()),
        float(token.sentence == other.sentence),
        float(frequency_rank(token.key)),
        float(frequency_rank(other.key)),
        float(min(12, text.count(neighbour.key))),
        float(min(400, abs(rival.other - rival.slot))),
        float(token.link == "^"),
        float(min(3000, len(text.tokens))),
    )


def answered(
    view: DocumentView, rivals: Sequence[Rival], contrasts: Sequence[Contrast | None]
) -> Iterator[tuple[Rival, Contrast, Row]]:
    """Of each word the rival that fits best, with the answer and the measures."""
    by_slot: dict[int, list[tuple[float, Rival, Contrast]]] = defaultdict(list)
    for rival, said in zip(rivals, contrasts, strict=True):
        if said is not None:
            by_slot[rival.slot].append((said.gain, rival, said))
    for some in by_slot.values():
        ranked = sorted(some, key=lambda s: (-s[0], s[1].other))
        gain, rival, said = ranked[0]
        best_by = gain - ranked[1][0] if len(ranked) > 1 else gain
        yield rival, said, measures(view, rival, said, best_by)
