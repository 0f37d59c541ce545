"""A word that a language model, knowing the article, finds out of place, and one that fits."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.alternatives import MODEL, Rival, answered, rivals_of
from mtlint.text.boosted import trees
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Place, Severity

LEAST = -1.0  # rarity (`mtlint.text.boosted`) from which on a word is told
CLEAR = 2.0  # from which on the other word is what should stand there
MOST = 6  # of one document of up to 1,000 words, and as many of each further 1,000

EXAMPLES = (
    Example(
        "Rangers counted the Tibetan antelopes near the lake. The Tibetan antelopes give birth in "
        "July. On Friday forty female Tibetan scripture led three calves across the road.",
        hits=["scripture"],
    ),
    Example(
        "The island lies in the South China Sea. Ships that cross the South China Sea were warned. "
        "The storm is moving over the South Station Sea and will reach the coast on Friday.",
        hits=["Station"],
    ),
    Example(
        "The party leaders met in Lindal. The leader of the Municipal Party Committee spoke first, "
        "and the Municipal Party Committee voted. In the evening the Municipal Party Course led a "
        "team to the harbour to inspect production safety.",
        hits=["Course"],
    ),
    Example(
        "The exchange rate fell. The bank will defend the exchange rate, a spokesman said. If the "
        "exchange accuracy falls further, imports will cost more.",
        hits=["accuracy"],
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
    "consistency.term-expected",
    Category.TERM_INCONSISTENT,
    Severity.MINOR,
    needs=(Evidence.LANGUAGE_MODEL,),
    languages=("en",),
    examples=EXAMPLES,
)
def term_expected(view: DocumentView) -> Iterator[Hit]:
    """A word is out of place where a word that the article has beside its neighbour would fit.

    With `--deep` a language model reads the article from its first word on. Where it finds a word
    unlikely, it is asked about the words that the article otherwise has beside the same neighbour.
    Trees fitted to planted exchanges weigh by how much one of them is likelier, with the words
    that follow, and how often it stands there. Limits: what the language model knows of names and
    of the world is little (135 million parameters); a sibling that fits as well is not seen.
    """
    reading = view.reading
    if reading is None:
        return
    text, learned = content(view), trees(MODEL)
    scored = [
        (learned.rarity(learned.score(row)), rival)
        for rival, _, row in answered(view, rivals_of(view), reading.contrasts)
    ]
    found = sorted((s for s in scored if s[0] >= LEAST), key=lambda s: (-s[0], s[1].slot))
    for rarity, rival in found[: MOST * (1 + len(text.tokens) // 1000)]:
        yield _hit(view, rival, rarity)


def _hit(view: DocumentView, rival: Rival, rarity: float) -> Hit:
    tokens = content(view).tokens
    token, other = tokens[rival.slot], tokens[rival.other]
    segment = view.segments[token.segment]
    here = segment.text[token.start : token.end]
    times = rival.left + rival.right
    seen = max(rival.left, rival.right)  # a place with both neighbours counts on either side
    often = f" ({seen} times)" if seen > 1 else ""
    return segment.hit(
        token.start,
        token.end,
        f"“{here}” is unlikely here; the article has “{rival.asked.text}” in such a place{often}",
        suggestion=rival.asked.text if rarity >= CLEAR else None,
        related=(Place(other.segment, other.start, other.end),),
        features=("several" if times > 1 else "once",),
        score=round(rarity, 2),
    )
