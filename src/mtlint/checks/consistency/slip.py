"""A word of a term that stands once where the document otherwise has another."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.acronyms import one_short
from mtlint.text.persons import of_two_persons
from mtlint.text.phrases import Content, content, lows_of, span_text
from mtlint.text.slips import Slip, term_slips
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

# Rarity (`mtlint.text.boosted`) from which on a slip is told at all; from which on it is an error
# and no note, calibration says.
LEAST = -1.0
MOST = 5  # of one document of up to 1,000 words, and as many of each further 1,000

EXAMPLES = (
    Example(
        "The Coastal Fisheries Inspection Board fined two ships. The Coastal Fisheries Inspection "
        "Board meets in May. A spokesman of the Coastal Fisheries Inspection Board declined to "
        "comment. The Coastal Fisheries Inspection Bank has nine members.",
        hits=["Bank"],
    ),
    Example(
        "Farmers near Lindal grow salt-tolerant northern sea rice on poor soil. Seeds of "
        "salt-tolerant northern sea rice cost more. The ministry tried salt-tolerant northern sea "
        "grain in three villages last year, the paper said.",
        hits=["grain"],
    ),
    Example(
        "The museum bought two paintings. The Lindal Marine Biology Institute breeds mussels in "
        "cold water. On Sunday the director of the Lindal Marine Biology Authority opened a second "
        "hall for visitors. The Lindal Marine Biology Institute paid for it.",
        hits=["Authority"],
        why="three words of the name agree",
    ),
    Example(
        "The Lindal Civil Engineering Academy trains divers. Four teachers left the Lindal Civil "
        "Engineering Academy. Two books on the Lindal Civil Engineering Academy are out. The "
        "minister praised the Lindal Civil Engineering Garage for its work.",
        hits=["Garage"],
    ),
    Example(
        "Police officers closed the road. Two police officers were hurt. The police officers found "
        "a car, a police spokesman said.",
        hits=[],
        why="another word in its own right",
    ),
    Example(
        "The city council met. The city council voted. The city library, which the city council "
        "built, is closed.",
        hits=[],
        why="both in one sentence",
    ),
    Example(
        "The fund pays for medical and technical innovation. Lindal lives on medical and technical "
        "innovation. Medical and technical innovation takes time. It brings medical and technical "
        "discoveries to the market.",
        hits=[],
        why="two words in a row have many companions",
    ),
    Example(
        "The city repaired the old harbour cranes last year. Tourists like to walk along the old "
        "harbour walls in the evening. The old harbour gate is closed.",
        hits=[],
        why="two common words in a row, and three things",
    ),
    Example(
        "The county party committee met in May and chose a new chairman. In June the county party "
        "school opened a course for the villages.",
        hits=[],
        why="two institutions that share two words",
    ),
    Example("The port is old. The port is busy. The port is rich.", hits=[]),
    Example(
        "Lindal Mayor Ann Teague opened it. Her father, Lindal Mayor Tom Teague, built it.",
        hits=[],
        why="two who share a surname",
    ),
)


@document_check(
    "consistency.term-slip",
    Category.TERM_INCONSISTENT,
    Severity.MINOR,
    languages=("en",),
    examples=EXAMPLES,
    noted=True,
)
def term_slip(view: DocumentView) -> Iterator[Hit]:
    """A word stands where the article otherwise has another word in the same surroundings.

    Of a long term, a translation engine now and then renders one word by another sense (a board
    becomes a bank), or puts another name to an office. Judged by trees that were fitted to planted
    exchanges and to quiet text: how much of the surroundings agrees, how often and how closely,
    how bound the words are to one another. The headline is left to `consistency.headline-body`.
    Where too little speaks for a slip it is a note, which costs nothing; two names of one
    abbreviation are left to `consistency.acronym`.
    Limits: two things that share most of a long name and are named once only look the same; a term
    that stands twice, each time in another form and other surroundings, is not seen, nor is a word
    that only its sense tells from the usual one.
    """
    text = content(view)
    lows = lows_of(view)
    headline = view.headline
    skip = frozenset() if headline is None else frozenset({headline.index})
    found = sorted(term_slips(text, lows, skip, LEAST), key=lambda s: (-s.rarity, s.slot))
    most = MOST * (1 + len(text.tokens) // 1000)
    for slip in found[:most]:
        here, there = _place(text, slip.slot), _place(text, slip.first)
        if not one_short(view, here, there) and not of_two_persons(view, here, there):
            yield _hit(view, slip)


def _place(text: Content, slot: int) -> Place:
    token = text.tokens[slot]
    return Place(token.segment, token.start, token.end)


def _hit(view: DocumentView, slip: Slip) -> Hit:
    tokens = content(view).tokens
    token, first, last = tokens[slip.slot], tokens[slip.first], tokens[slip.last]
    segment = view.segments[token.segment]
    here, other = segment.text[token.start : token.end], span_text(view, first, last)
    times = f" ({slip.times} times)" if slip.times > 1 else ""
    unknown = "" if slip.times > 1 else "; which one is right cannot be told from the text"
    return segment.hit(
        token.start,
        token.end,
        f"“{here}” here; in the same surroundings elsewhere “{other}”{times}{unknown}",
        suggestion=other if slip.times > 1 else None,
        related=(Place(first.segment, first.start, last.end),),
        features=("several" if slip.times > 1 else "once",),
        score=round(slip.rarity, 2),
    )
