"""How a word is told that is out of place where another of the article would fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtlint.check import Example
from mtlint.text.alternatives import Rival
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView
from mtlint.types import Hit, Place

# Rarity (`mtlint.text.boosted`) from which on the other word is what should stand there.
CLEAR = 2.0
MOST = 6  # of a document of up to 1,000 content words, and as many of each further 1,000

EXAMPLES = (
    Example(
        "Rangers counted the Tibetan antelopes near the lake. Female Tibetan antelopes give "
        "birth in July. On Friday forty female Tibetan scripture led three calves across the road.",
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


def told(view: DocumentView, found: Iterable[tuple[float, Rival]], verdict: str) -> Iterator[Hit]:
    """The rarest words that were found, with their rivals; `verdict` says what is wrong with a
    word."""
    ranked = sorted(found, key=lambda f: (-f[0], f[1].slot))
    for rarity, rival in ranked[: MOST * (1 + len(content(view).tokens) // 1000)]:
        yield _hit(view, rival, rarity, verdict)


def _hit(view: DocumentView, rival: Rival, rarity: float, verdict: str) -> Hit:
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
        f"“{here}” {verdict}; the article has “{rival.asked.text}” in such a place{often}",
        suggestion=rival.asked.text if rarity >= CLEAR else None,
        related=(Place(other.segment, other.start, other.end),),
        features=("several" if times > 1 else "once",),
        score=round(rarity, 2),
    )
