"""A word that looks put in the place of another which the article has there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtlint.check import document_check
from mtlint.checks.consistency.rivals import EXAMPLES, told
from mtlint.text.alternatives import Rival
from mtlint.text.misfits import misfits
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Severity

LEAST = -2.5  # rarity (`mtlint.text.boosted`) from which on a word is told
# In a few sentences any other thing that shares a word with the topic looks odd.
# Content words of such a text, the rarity from which on one is told there, and how much less it
# is taken for.
FEW, LEAST_OF_FEW, LESS = 100, 0.0, 1.0
# In a headline, which has few words, one is told from this rarity on in articles of any length.
LEAST_IN_HEADLINE = -1.5


@document_check(
    "consistency.term-misfit",
    Category.TERM_INCONSISTENT,
    Severity.MINOR,
    needs=(Evidence.MODEL,),
    languages=("en",),
    examples=EXAMPLES,
    noted=True,
    tagged=False,
)
def term_misfit(view: DocumentView) -> Iterator[Hit]:
    """A word is out of place where a word that the article has beside its neighbour would fit.

    A small network that learned to find exchanged words in native English reads the article. Words
    are asked about that stand once beside a neighbour which the article otherwise has with another
    word; trees fitted to planted exchanges weigh how misplaced the word looks, how well the other
    would fit, and how often it stands there. Where too little speaks for an exchange it is a note,
    which costs nothing, and a segment's risk does not count it. With `--deep` a language model is
    asked the same (`consistency.term-expected`).
    Limits: what the network knows of names and of the world is little; a sibling that fits as well
    is not seen, nor one that an article has in no such place.
    """
    headline = view.headline
    first = None if headline is None else headline.index
    tokens = content(view).tokens
    few = len(tokens) < FEW
    found = []
    for misfit in misfits(view):
        opening = tokens[misfit.rival.slot].segment == first
        least = LEAST_IN_HEADLINE if opening else LEAST_OF_FEW if few else LEAST
        if misfit.rarity >= least:
            found.append((misfit.rarity - few * LESS, misfit.rival))
    yield from told(view, one_sided(found), "looks out of place")


def one_sided(found: Sequence[tuple[float, Rival]]) -> Iterator[tuple[float, Rival]]:
    """Of two words each of which is told for the other, the one that more speaks against (of
    equals the first)."""
    best = {rival.slot: (rarity, -rival.slot, rival.other) for rarity, rival in found}
    for rarity, rival in found:
        against = best.get(rival.other)
        if against is None or against[2] != rival.slot or against < (rarity, -rival.slot):
            yield rarity, rival
