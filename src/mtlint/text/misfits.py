"""What speaks for a word having been put in the place of another that the article has there.

The same words are asked about as in `mtlint.text.alternatives`; here a network answers that knows
which words of a text were exchanged (`mtlint.models.misfit`), without a language model.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from mtlint.text.alternatives import AROUND, Rival, Row, around, rivals_of
from mtlint.text.boosted import trees
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView, WordFits

MODEL = "term-misfit"
# Log-odds below which nothing is told: so has one planted word in some hundreds that would be.
HOPELESS = -6.0
MEASURES = (
    "odds", "there", "above", "share", "fit", "alternative", "gain", "best-by", *AROUND,
)  # fmt: skip


class Misfit(NamedTuple):
    """A word against the rival that fits best; `rarity` is how seldom so much speaks for an
    exchange where there is none (`Trees.rarity`)."""

    rarity: float
    rival: Rival


def misfits(view: DocumentView) -> Iterator[Misfit]:
    """Every word that has rivals, with the best of them; none where no network reads."""
    rivals = rivals_of(view)
    if not rivals or view.fits is None:
        return
    learned = trees(MODEL)
    for rival, row in rows(view, view.fits, rivals, HOPELESS):
        yield Misfit(learned.rarity(learned.score(row)), rival)


def rows(
    view: DocumentView, fits: WordFits, rivals: tuple[Rival, ...], least: float = -math.inf
) -> Iterator[tuple[Rival, Row]]:
    """Of each word the rival that fits best, and what speaks for an exchange (see MEASURES); words
    whose log-odds are below the `least` are passed over."""
    text = content(view)
    odds = [fits.odds(token.segment, token.start) for token in text.tokens]
    ranked, mean = sorted(odds), math.fsum(odds) / len(odds)
    by_slot: dict[int, list[Rival]] = defaultdict(list)
    for rival in rivals:
        if odds[rival.slot] >= least:
            by_slot[rival.slot].append(rival)
    for slot, some in by_slot.items():
        token = text.tokens[slot]
        here = view.segments[token.segment].text[token.start : token.end]
        asked = [here, *(r.asked.text for r in some)]
        own, *others = fits.fit(token.segment, token.start, asked)
        best = max(range(len(some)), key=lambda i: (others[i], -some[i].other))
        second = max((x for i, x in enumerate(others) if i != best), default=own)
        mine = odds[slot]
        measured = (
            mine,
            odds[some[best].other],
            mine - mean,
            bisect_left(ranked, mine) / len(ranked),
            own,
            others[best],
            others[best] - own,
            others[best] - second,
        )
        yield some[best], (*measured, *around(view, some[best]))
