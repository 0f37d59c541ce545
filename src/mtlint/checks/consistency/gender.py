"""One person who is a man here and a woman there."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.genders import Contradiction, Vote, contradictions
from mtlint.text.persons import persons
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

EXAMPLES = (
    Example(
        "Mr. Qian Yuling runs the shop. All know Mr. Qian Yuling. On Sundays Ms. Qian Yuling "
        "sells pears.",
        hits=["Ms. Qian Yuling"],
    ),
    Example(
        "Zheng Lanying said in his speech that the dam is safe. She also said that it will be "
        "raised next year.",
        hits=["She"],
    ),
    Example(
        "Petra Novakova said that she would stay. The work goes on. Petra Novakova said he had no "
        "plans to leave.",
        hits=["he"],
    ),
    Example(
        "Zhou Guilan, the head of the school, said she had never thought of leaving. In 1993 Zhou "
        "Guilan came with a bag of books. He walked for six hours.",
        headline="Teacher stays for 30 years",
        hits=["He"],
        why="the teacher of the headline is no other person",
    ),
    Example(
        "Mr. Qian sells pears. Ms. Qian sells plums. Qian Yuling, a neighbour, buys both.",
        hits=[],
        why="a surname that several people may have",
    ),
    Example(
        "Zheng Lanying praised the singer. She bowed. Zheng Lanying said he was moved.",
        hits=[],
        why="somebody else is meant",
    ),
    Example(
        "Dieter Holm said that he would pay. “She is right,” Dieter Holm added.",
        hits=[],
        why="quoted",
    ),
    Example(
        "Dieter Holm wrote the book himself. Anna Holm drew the pictures. She signed each of them.",
        hits=[],
        why="two persons of one surname",
    ),
    Example(
        "He Lanfen has baked bread since 1983. He Lanfen said she rises at three. He Lanfen stays.",
        hits=[],
        why="a surname, no pronoun",
    ),
    Example(
        "Fang Xiaoyan said that he had not closed her eyes for two days.",
        hits=["her"],
        why="eyes that one closes for days are one's own",
    ),
    Example(
        "Fang Xiaoyan said that he had told her to do her best.",
        hits=[],
        why="somebody else is told",
    ),
    Example(
        "Ye's wife, Mr. Song Lijuan, holds eight percent.",
        hits=["Mr. Song Lijuan"],
        why="a wife is no Mr.",
    ),
    Example(
        "Anna Holm, wife of Dieter Holm, said that he was ill.",
        hits=[],
        why="her husband is",
    ),
    Example(
        "The flat is his wife's. For his wife, Mr. Song Lijuan, ill since May, pays nothing.",
        hits=[],
        why="the name is the subject",
    ),
    Example(
        "Cao Deming took advantage of his position and took bribes. Cao Deming fled to Lanshan "
        "City. She was arrested in May.",
        hits=["She"],
        why="the position that one takes advantage of is one's own",
    ),
)


@document_check(
    "consistency.gender",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=EXAMPLES,
)
def gender(view: DocumentView) -> Iterator[Hit]:
    """A named person is a man in one sentence and a woman in another.

    Chinese says the same for he and she when it is spoken, and often leaves the pronoun out;
    machine translation then guesses, sentence by sentence. Read are Mr., Ms. and Mrs. before a
    name, nouns of kin beside it (“Li's wife, Mr. Song Min, said”), and pronouns that can mean
    nobody else: the subject after the only name of a sentence, the next sentence that opens with
    one, what one has or does with nobody else's (“said in his speech”, “lost her temper”). Pronouns
    in quotations and beside other persons, named or not, are passed over, and so are surnames that
    a couple may share; He and She are surnames too.
    Limits: most pronouns are passed over; persons who changed their form of address are reported.
    """
    for found in contradictions(view, persons(view)):
        yield _hit(view, found)


def _hit(view: DocumentView, found: Contradiction) -> Hit:
    rare, common = found.rare, found.common
    first, other = rare[0], common[0]
    named = max((v.mention for v in (*rare, *common)), key=lambda m: len(m.names))
    name = view.segments[named.segment].text[named.start : named.end]
    tie = len(rare) == len(common)
    return view.segments[first.segment].hit(
        first.start,
        first.end,
        f"{name} is “{_text(view, first)}” here ({first.gender}, {len(rare)}x) and "
        f"“{_text(view, other)}” elsewhere ({other.gender}, {len(common)}x)"
        + ("; which one is right cannot be told from the text" if tie else ""),
        suggestion=None if tie else _suggested(view, first, other),
        related=tuple(Place(v.segment, v.start, v.end) for v in (*rare[1:3], *common[:5])),
        features=(first.by, "tie" if tie else "minority"),
    )


def _text(view: DocumentView, vote: Vote) -> str:
    return view.segments[vote.segment].text[vote.start : vote.end]


def _suggested(view: DocumentView, vote: Vote, other: Vote) -> str | None:
    """The word in the other gender; where only a form of address stands for it, that one."""
    if vote.by == "address":
        return _text(view, other) if other.by == "address" else None
    if vote.by == "kin":
        return None
    swap = {"he": "she", "she": "he", "his": "her", "himself": "herself", "herself": "himself"}
    word = _text(view, vote)
    new = "his" if word.lower() == "her" else swap[word.lower()]
    return new.capitalize() if word[0].isupper() else new
