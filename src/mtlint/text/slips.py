"""Words and figures of the body where the document otherwise has others in the same place.

Every sentence is read against the rest of the document. Only slots that can have a rival at all
are looked at (`Pairs.contested`), so that the cost stays in proportion to the length.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtlint.text.another import is_apart
from mtlint.text.figures import best_figure, figures_of
from mtlint.text.forms import role
from mtlint.text.pairs import contested_by_sentence, sentence_of
from mtlint.text.phrases import Content
from mtlint.text.pinyin import surnames
from mtlint.text.rest import Rest
from mtlint.text.series import series_of
from mtlint.text.terms import best_candidate

NAMES = 2.5  # the least rarity for a name: two people may hold one office
KINDS = frozenset({"noun", "adj", "name"})
MOST_TIMES = 3  # a word that stands more often is at home in the document


class Slip(NamedTuple):
    """Token `slot` against tokens `first` to `last`, which stand `times` in such places.

    `rarity` is how seldom so much speaks for a slip where there is none (`Trees.rarity`).
    """

    rarity: float
    slot: int
    first: int
    last: int
    times: int


def is_slot(content: Content, slot: int, kind: str) -> bool:
    """Whether a token of some role may be a slip at all."""
    return kind in KINDS and content.count(content.tokens[slot].key) <= MOST_TIMES


def term_slips(
    content: Content, lows: list[str], skip: frozenset[int], least: float
) -> Iterator[Slip]:
    """Words that stand where the document otherwise has another word; segments of `skip` left
    out. Of two words that were put for one another, the rarer one, or the later."""
    tokens = content.tokens
    taken: dict[tuple[str, str], Slip] = {}
    for low, high, slots in contested_by_sentence(content, skip):
        roles = [(i, role(tokens[i], lows[i])) for i in slots]
        asked = [(i, kind) for i, kind in roles if is_slot(content, i, kind)]
        if not asked:
            continue
        rest = Rest(content, lows, low, high)
        for slot, kind in asked:
            model = "name-body" if kind == "name" else "term-body"
            found = best_candidate(rest, slot, kind, model, telling=True)
            if found and found[0] >= (max(least, NAMES) if kind == "name" else least):
                rarity, c = found
                if not c.telling:
                    continue
                if is_apart(rest, c):
                    continue
                if kind == "name" and _given(content, slot) and _given(content, c.first):
                    continue
                slip = Slip(rarity, slot, c.first, c.last, c.times)
                _keep(taken, slip, tokens[slot].key, tokens[c.last].key)
    yield from taken.values()


def _given(content: Content, slot: int) -> bool:
    """Whether a name stands behind a surname: two people who share one are no slip, whatever they
    are and do (spellings of one person are `mtlint.text.whole_names`' business)."""
    tokens = content.tokens
    return slot > 0 and tokens[slot].tight and tokens[slot - 1].key in surnames()


def figure_slips(
    content: Content, skip: frozenset[int], least: float, *, dates: bool
) -> Iterator[Slip]:
    """Figures (or dates) that stand where the document has another one of the same thing."""
    tokens, parts = content.tokens, series_of(content)
    taken: dict[tuple[str, str], Slip] = {}
    for slot in figures_of(content).single(dates=dates):
        if tokens[slot].segment in skip or parts.of(slot) is not None:
            continue
        rest = Rest(content, [], *sentence_of(content, slot))
        found = best_figure(rest, slot, "figure-body")
        if found and found[0] >= least:
            other = tokens[found[1]]
            slip = Slip(found[0], slot, found[1], found[1], rest.times(other.key))
            _keep(taken, slip, tokens[slot].key, other.key)
    yield from taken.values()


def _keep(taken: dict[tuple[str, str], Slip], slip: Slip, here: str, there: str) -> None:
    """Of a pair that contradicts each other keep one: the surer slip, or else the later."""
    pair = (here, there) if here < there else (there, here)
    other = taken.get(pair)
    if other is None or (slip.times, slip.rarity, slip.slot) > (
        other.times,
        other.rarity,
        other.slot,
    ):
        taken[pair] = slip
