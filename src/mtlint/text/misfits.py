"""What speaks for a word having been put in the place of another that the article has there.

The same words are asked about as in `mtlint.text.alternatives`; here a network answers that knows
which words of a text were exchanged (`mtlint.models.misfit`), without a language model.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtlint.text.alternatives import AROUND, Rival, Row, around, rivals_of
from mtlint.text.boosted import trees
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView, WordFits
from mtlint.text.wording import Wording, shared_wording

MODEL = "term-misfit"
# Log-odds below which nothing is told: so has one planted word in some hundreds that would be.
HOPELESS = -6.0
MEASURES = (
    "odds", "there", "above", "share", "fit", "alternative", "gain", "best-by", *AROUND,
    "long-before", "long-after", "alike", "any-alike",
)  # fmt: skip
ALIKE = 3  # words in a row around two places that make them alike
MOST_PLACES = 20  # of a rival that are compared with the word's


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
        beside = worded(view, some, best)
        yield some[best], (*measured, *around(view, some[best]), *beside)


def worded(view: DocumentView, rivals: Sequence[Rival], best: int) -> Row:
    """How much of the wording around a word stands around its rivals too, the last four of
    MEASURES: longer words that agree at the best place of the `best` rival, places of that rival
    which are alike, words that agree at any place of any."""
    every = [list(_places(view, rival)) for rival in rivals]
    nearest = max(every[best], key=lambda w: (w.long, w.words))
    return (
        float(nearest.long_before),
        float(nearest.long_after),
        float(sum(w.words >= ALIKE for w in every[best])),
        float(max(w.words for own in every for w in own)),
    )


def _places(view: DocumentView, rival: Rival) -> Iterator[Wording]:
    """What agrees around a word and each place of a rival; at the least the one that it names."""
    text = content(view)
    token, other = text.tokens[rival.slot], text.tokens[rival.other]
    for place in dict.fromkeys((rival.other, *text.places[other.key][:MOST_PLACES])):
        if place != rival.slot:
            yield shared_wording(view, token, text.tokens[place])
