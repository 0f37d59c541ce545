"""Repetition at short distance: words of one stem side by side, a speaker named twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq

from mtlint.check import Example, document_check, segment_check
from mtlint.text.grammar_en import REPORTING, classes
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_ENDINGS = (
    "izations isations ization isation ational ations ation ments ment ized ised izing ising ize "
    "ise izes ises ness ities ity ers er ors or ings ing ed ive ion ions al ally ly es s e y"
).split()
_MIN_STEM = 4
_LINKS = frozenset("of the a an and to".split())
# Pairs of one stem that English joins: "well-being", "living life", "national nation".
_FINE = frozenset(
    "international national part party state united general several person real relative local "
    "former form place center centre second physical mental special".split()
)


def _stem(low: str) -> str:
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _MIN_STEM:
            return low[: -len(ending)]
    return low


@segment_check(
    "repetition.stem",
    Category.AWKWARD,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("The province leads in modern modernization.", ["modern modernization"]),
        Example("They want to develop development faster.", ["develop development"]),
        Example("A creative creation of the team was shown.", ["creative creation"]),
        Example("The nation's national park; it is far farther, a teacher teaching teachers."),
        Example("He reported, reporting to the reporter. It is safe, safety first."),
        Example("China’s Chinese name; investors invested; workers work; sing a song."),
        Example("Operating Operations Ltd. The party parties on. Read reading lists."),
    ),
)
def same_stem(view: SegmentView) -> Iterator[Hit]:
    """Two neighbouring words share one stem: "modern modernization".

    Two source words that differ come out as one stem when a system picks the commonest word for
    each. Seen are an adjective or a base verb before the noun made from it; names, verbs with
    their subject (workers work) and words parted by a mark are left alone. Source: editing
    practice on translated news.
    """
    lows = view.lowers
    heads = [low[:4] for low in lows]
    for i in compress(range(1, len(lows)), map(eq, heads, heads[1:])):
        one, two = lows[i - 1], lows[i]
        if one == two or len(two) <= len(one) - 2 or len(one) < 4:
            continue
        if not _made_from(one, two) or one in _FINE or two in _FINE:
            continue
        first, second = view.words[i - 1], view.words[i]
        if view.text[first.end : second.start] != " " or second.text[0].isupper():
            continue
        yield view.hit(
            first.start,
            second.end,
            f"“{first.text}” and “{second.text}” say the same thing twice",
        )


def _made_from(one: str, two: str) -> bool:
    """Whether `two` is a noun made from the adjective or base verb `one`."""
    if _stem(one) != _stem(two) or not one.isalpha() or not two.isalpha():
        return False
    head, tail = set(classes(one)), set(classes(two))
    if not tail & set("np") or tail & set("BDZ") or not (head & set("Bj")) or head & set("pZD"):
        return False
    return two.endswith(("ment", "ments", "tion", "tions", "ity", "ness", "sion", "sions"))


_VERBS = ("said", "says", "stated", "noted", "added", "emphasized", "explained", "stressed")
_SPOKE = re.compile(
    r"\b([A-Z][a-zA-Z'’-]{0,30}(?: [A-Z][a-zA-Z'’-]{0,30}){0,2}) (?:" + "|".join(_VERBS) + r")\b"
)


@document_check(
    "repetition.speaker",
    Category.AWKWARD,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example(
            "Lu Wei, chairman of the group, said: “It has made us strong.” Lu Wei said that the "
            "group will grow.",
            ["Lu Wei said"],
        ),
        Example("Ann Lee said it was late. Ann Lee said that it was cold.", ["Ann Lee said"]),
        Example(
            "“It works,” Xu Na said. Xu Na added that more would come.",
            ["Xu Na added"],
        ),
        Example("Ann Lee said it was late. She said that it was cold."),
        Example("Ann Lee said it was late. Bob Ray said that it was cold."),
        Example("Ann Lee said it was late.\n\nIt rained. Snow fell.\n\nAnn Lee said so."),
        Example("The Ministry said so. Later the Council said so as well."),
    ),
)
def speaker_again(doc: DocumentView) -> Iterator[Hit]:
    """The same speaker is named in full again in the very next sentence.

    Chinese news repeats the speaker where English goes on with a pronoun: "Lu Wei, chairman,
    said: … Lu Wei said that …". Only neighbouring sentences of one paragraph are compared.
    """
    last, paragraph = "", -1
    for view in doc.segments:
        if view.segment.paragraph != paragraph:
            last, paragraph = "", view.segment.paragraph
        for sentence in view.sentences:
            text = sentence.text
            told = last and any(verb in text for verb in _VERBS)
            match = _SPOKE.search(text) if told else None
            if match and " " in match[1] and _spoke(last, match[1]):
                start = sentence.start + match.start()
                yield view.hit(
                    start,
                    sentence.start + match.end(),
                    f"“{match[1]}” was named as the speaker in the sentence before",
                )
            last = text


def _spoke(sentence: str, name: str) -> bool:
    at = sentence.find(name)
    return at >= 0 and any(w.strip(',:.”“"') in REPORTING for w in sentence[at:].split())
