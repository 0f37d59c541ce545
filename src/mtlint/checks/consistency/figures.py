"""Figures and dates that contradict one another in one document."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.phrases import Token, content, span_text
from mtlint.text.slips import Slip, figure_slips
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Severity

LEAST_RARITY = 1.0  # one place in 2,000 words of text where nothing is wrong
MOST = 4  # of one document of up to 1,000 words, and as many of each further 1,000


@document_check(
    "consistency.number",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "The dam at Lindal will supply 2,400 farms with water. Work begins in spring. They say "
            "that the dam at Lindal would supply 4,200 farms with water.",
            hits=["4,200"],
        ),
        Example(
            "A landslide buried 36 railway workers in their beds. Rescuers came at dawn. The slope "
            "had buried 63 railway workers in their beds, they said.",
            hits=["63"],
        ),
        Example(
            "The city planted 12,000 camphor trees along the ring road. It is proud of them. It "
            "planted 21,000 camphor trees along the ring road.",
            hits=["21,000"],
        ),
        Example(
            "Exports of steel pipes rose by 3 percent in March. Exports of steel pipes rose by 5 "
            "percent in April.",
            hits=[],
            why="two months, two facts",
        ),
        Example(
            "The harbour employs 198 crane drivers. It employs about 200 crane drivers.",
            hits=[],
            why="rounded",
        ),
        Example(
            "The club raised fees from 40 yuan a month to 60 yuan a month.",
            hits=[],
            why="a change told in one sentence",
        ),
    ),
)
def number(view: DocumentView) -> Iterator[Hit]:
    """Two sentences say the same with two different figures.

    Figures are lost and swapped when numbers are converted between scales (wan, yi), and readers
    rely on them most. Two facts are told from one by trees that were fitted to planted exchanges
    and to quiet text: the unit, the words, names and other figures around, the shape of both
    figures. Roundings count as equal, and a figure that stands twice is never doubted.
    """
    yield from _slips(view, dates=False)


def _slips(view: DocumentView, *, dates: bool) -> Iterator[Hit]:
    """Figures (or dates) that stand where the document has another one, surest first."""
    text = content(view)
    headline = view.headline
    skip = frozenset() if headline is None else frozenset({headline.index})
    found = figure_slips(text, skip, LEAST_RARITY, dates=dates)
    most = MOST * (1 + len(text.tokens) // 1000)
    for slip in sorted(found, key=lambda s: (-s.rarity, s.slot))[:most]:
        yield _figure_hit(view, text.tokens, slip)


def _figure_hit(view: DocumentView, tokens: tuple[Token, ...], slip: Slip) -> Hit:
    token, other = tokens[slip.slot], tokens[slip.first]
    segment = view.segments[token.segment]
    here, there = segment.text[token.start : token.end], span_text(view, other, other)
    several = slip.times > 1
    return segment.hit(
        token.start,
        token.end,
        f"“{here}” here, “{there}”{f' ({slip.times} times)' if several else ''} where the article "
        "seems to tell of the same"
        + ("" if several else "; which one is right cannot be told from the text"),
        suggestion=there if several else None,
        related=(view.segments[other.segment].place(other.start, other.end),),
        features=("several" if several else "once",),
        score=round(slip.rarity, 2),
    )


@document_check(
    "consistency.date-slip",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "The harbour bridge at Orland was opened on March 5. Thousands of people came to see "
            "it. Since the harbour bridge at Orland was opened on May 5, traffic has doubled. The "
            "town had waited for it since March.",
            hits=["May"],
        ),
        Example(
            "The two mayors signed the ferry treaty in 2016. Nobody read it then. The ferry treaty "
            "that the two mayors signed in 2006 ends soon. Both towns want to keep what was signed "
            "in 2016.",
            hits=["2006"],
        ),
        Example(
            "The strike at the Kolby shipyard began on Tuesday. Wages are low there. Ships wait. "
            "Before the strike at the Kolby shipyard began on Friday, talks had failed. It had "
            "been called for Tuesday.",
            hits=["Friday"],
        ),
        Example("Sales rose in March. Sales fell in April. Nobody knows why.", hits=[]),
        Example("He was born in 1961. He died in 2019. His wife was born in 1964.", hits=[]),
        Example("The fair opens on Monday. The fair closes on Friday.", hits=[]),
    ),
)
def date_slip(view: DocumentView) -> Iterator[Hit]:
    """A date where the article has another one, twice or more, for what may be the same event.

    Judged as `consistency.number` judges two figures. Limits: most articles tell of several dates
    in the same words, and professionals mark these places less often than others, so that the
    check is off unless asked for; it is there for proofs that must not miss a date.
    """
    yield from (h for h in _slips(view, dates=True) if h.suggestion)
