"""A word that looks put in the place of another which the article has there."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.misfits import Misfit, misfits
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Place, Severity

LEAST = -2.5  # rarity (`mtlint.text.boosted`) from which on a word is told
# In a few sentences any other thing that shares a word with the topic looks odd.
# Content words of such a text, the rarity from which on one is told there, and how much less it
# is taken for.
FEW, LEAST_OF_FEW, LESS = 60, 0.8, 1.0
CLEAR = 2.0  # from which on the other word is what should stand there
MOST = 6  # of a document of up to 1,000 content words, and as many of each further 1,000

EXAMPLES = (
    Example(
        "Rangers counted the Tibetan antelopes near the lake. The Tibetan antelopes give birth in "
        "July. On Friday forty female Tibetan scripture led three calves across the road.",
        hits=["scripture"],
    ),
    Example(
        "The exchange rate fell. The bank will defend the exchange rate, a spokesman said. If the "
        "exchange accuracy falls further, imports will cost more.",
        hits=["accuracy"],
    ),
    Example(
        "The party leaders met in Lindal. The leader of the Municipal Party Committee spoke first, "
        "and the Municipal Party Committee voted. In the evening the Municipal Party Course led a "
        "team to the harbour to inspect production safety.",
        hits=["Course"],
    ),
    Example(
        "The island lies in the South China Sea. Ships that cross the South China Sea were warned. "
        "The storm is moving over the South Station Sea and will reach the coast on Friday.",
        hits=["Station"],
    ),
    Example(
        "The city council met on Monday. The city council voted for the budget. The city library "
        "is closed until Friday.",
        hits=[],
        why="another thing in its own right",
    ),
    Example(
        "Police officers closed the road. Two police officers were hurt. A police spokesman said "
        "that the officers found the car.",
        hits=[],
    ),
    Example(
        "The party committee met on Monday. The party school opened a course on Tuesday. The party "
        "committee sent a greeting to the party school.",
        hits=[],
        why="two institutions, both named again",
    ),
    Example(
        "The steel industry shrank last year. The steel industry wants lower tariffs. The steel "
        "workers want higher wages and shorter hours.",
        hits=[],
    ),
)


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
    which costs nothing, and a segment's risk does not count it. The headline is left to
    `consistency.headline-body`, and with `--deep` a language model answers in its stead
    (`consistency.term-expected`).
    Limits: what the network knows of names and of the world is little; a sibling that fits as well
    is not seen, nor one that an article has in no such place.
    """
    if view.language_model is not None:
        return
    headline = view.headline
    skip = None if headline is None else headline.index
    tokens = content(view).tokens
    few = len(tokens) < FEW
    least = LEAST_OF_FEW if few else LEAST
    told = (m for m in misfits(view) if m.rarity >= least)
    found = sorted(
        (m for m in told if tokens[m.rival.slot].segment != skip),
        key=lambda m: (-m.rarity, m.rival.slot),
    )
    for misfit in found[: MOST * (1 + len(tokens) // 1000)]:
        yield _hit(view, misfit._replace(rarity=misfit.rarity - LESS) if few else misfit)


def _hit(view: DocumentView, misfit: Misfit) -> Hit:
    rival, tokens = misfit.rival, content(view).tokens
    token, other = tokens[rival.slot], tokens[rival.other]
    segment = view.segments[token.segment]
    here = segment.text[token.start : token.end]
    times = rival.left + rival.right
    seen = max(rival.left, rival.right)  # a place with both neighbours counts on either side
    often = f" ({seen} times)" if seen > 1 else ""
    return segment.hit(
        token.start,
        token.end,
        f"“{here}” looks out of place; the article has “{rival.asked.text}” in such a place{often}",
        suggestion=rival.asked.text if misfit.rarity >= CLEAR else None,
        related=(Place(other.segment, other.start, other.end),),
        features=("several" if times > 1 else "once",),
        score=round(misfit.rarity, 2),
    )
