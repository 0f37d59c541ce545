"""One concept under several terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mtlint.check import Example, document_check
from mtlint.text.families import Family, Phrase, counts, families
from mtlint.text.phrases import Content, content, lows_of
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

MOST = 6  # families shown of one document
EXAMPLES = (
    Example(
        "The plenary session opened on Monday. Delegates to the plenary session heard two reports. "
        "The plenary session proposed a new harbour law. On Friday the plenary meeting proposed to "
        "rebuild the dam. After the plenary session the delegates went home.",
        hits=["plenary meeting"],
    ),
    Example(
        "Island countries asked for help. The island countries fear the rising sea. Nobody gave "
        "the island countries a loan. On Friday the island nations left the hall.",
        hits=["island nations"],
    ),
    Example(
        "Farmers in Yanling should develop new productive forces this year, the paper said. Work "
        "on new productive forces goes on. The village, it said, will support the development of "
        "new productivity.",
        hits=["new productivity"],
    ),
    Example(
        "The party committee met on Monday. The party school opened a course on Tuesday. The party "
        "committee sent a greeting to the party school.",
        hits=[],
        why="two institutions that share a modifier",
    ),
    Example(
        "The Donghai Sea Bridge Company paid the fine. The bridge company will not appeal. The "
        "company said so on Monday.",
        hits=[],
        why="short form after long form",
    ),
    Example(
        "The labour market is tight. Labor markets elsewhere are slack. The labour market will "
        "loosen next year.",
        hits=[],
        why="British and American spelling, plural",
    ),
    Example(
        "Police officers closed the road. A police spokesman said that police officers found the "
        "car. The police station is closed.",
        hits=[],
    ),
)


@document_check(
    "consistency.term",
    Category.TERM_INCONSISTENT,
    Severity.MINOR,
    languages=("en",),
    examples=EXAMPLES,
    noted=True,
)
def term(view: DocumentView) -> Iterator[Hit]:
    """One concept seems to go by several terms in the article.

    Translated sentence by sentence, a term comes out now as “plenary session”, now as “plenary
    meeting”, and the reader takes them for two things. Phrases with a common modifier or head are
    a family when they stand in the same surroundings, when translators use their words for one
    another (learned from ten to fifteen translations of the same news), or when the modifier of
    one is the head of another (productive forces, productivity). Forms that meet in one sentence
    are two things and stay silent. One finding a family, at the first place of the rarer form.
    Weak families are notes, which cost nothing: professionals mark their places no more often than
    others, but an editor should decide once for the whole article.
    Limits: a term with another modifier and another head, and terms of one word, are not seen.
    """
    text = content(view)
    lows = lows_of(view)
    for shown, family in enumerate(families(text, lows)):
        if shown == MOST:
            return
        yield _hit(view, text, family)


def _hit(view: DocumentView, text: Content, family: Family) -> Hit:
    main = family.forms[0]
    rarer = [p for form in family.forms[1:] for p in form]
    tie = len(family.forms[1]) == len(main)
    place = min(rarer, key=lambda p: p.first)
    first, last = text.tokens[place.first], text.tokens[place.last]
    segment = view.segments[first.segment]
    written = [_written(view, text, form[0]) for form in family.forms for _ in form]
    message = f"One concept may go by several terms here: {counts(written)}" + (
        "; which one is right cannot be told from the text" if tie else ""
    )
    others = [p for p in (*rarer[:8], *main[:6]) if p is not place]
    return segment.hit(
        first.start,
        last.end,
        message,
        suggestion=None if tie else _usual(view, text, place, main),
        related=tuple(_place(text, p) for p in others),
        features=(
            family.evidence,
            "tie" if tie else "minority",
        ),
        score=round(family.strength, 2),
    )


def _usual(view: DocumentView, text: Content, place: Phrase, main: Sequence[Phrase]) -> str:
    """The usual form, in lower case where the article has it so and the place is so too; else as
    it stands most often."""
    forms = [_written(view, text, p) for p in main]
    lower = _written(view, text, place).islower()
    alike = [form for form in forms if form.islower() == lower]
    return Counter(alike or forms).most_common(1)[0][0]


def _written(view: DocumentView, text: Content, phrase: Phrase) -> str:
    first, last = text.tokens[phrase.first], text.tokens[phrase.last]
    return view.segments[first.segment].text[first.start : last.end]


def _place(text: Content, phrase: Phrase) -> Place:
    first, last = text.tokens[phrase.first], text.tokens[phrase.last]
    return Place(first.segment, first.start, last.end)
