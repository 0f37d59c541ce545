"""Suspicions of the learned model: kinds of fault that no rule can name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mtlint.check import Example, document_check
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Evidence, Hit, ModelSpan, Severity

# A name that the document has so many times is its name there. Professionals mark one place of it
# no more often than others (.46 against .45 on the dev file).
USUAL = 3
# Score from which a name is told that the network alone, which doubts names readily, has read.
LEAST_NAME = 0.28
# An article is told so many doubts even where few are sure, a short one a doubt for so many words:
# where professionals mark little, these are what they mark.
FEWEST, WORDS_FOR_ONE = 5, 20

_HEADING_WORDS = 2
_LEADER = re.compile(r"[._…·-]{5,}")

_STOPS = ".,;: \u00a0"
_OPEN = {"“": "”", "‘": "’", "(": ")", "[": "]", "（": "）", "《": "》", "「": "」"}
_CLOSE = {closing: opening for opening, closing in _OPEN.items()}

_QUOTES = "\"“”‘’'«»"
_WORD = re.compile(r"[^\W_]+")
_JOINTS = frozenset({"of", "the", "and", "for"})
_DANGLING = re.compile(r"(?<=\S)(?:\s+(?:an?|and|of|or|the))+\Z")

# What the model can name, in plain words.
_NAMED = {
    "mistranslation": "Probably mistranslated",
    "term": "Probably the wrong term here",
    "name": "Looks like a wrongly rendered name",
    "grammar": "The grammar looks wrong here",
    "spelling": "Looks misspelt or wrongly cased",
    "punctuation": "The punctuation looks wrong here",
    "awkward": "Reads awkwardly",
}

_SILENT = (
    Example("The library is closed on Sundays and public holidays."),
    Example("She said the bus was late because of the snow."),
    Example("Police closed the road for two hours on Monday morning."),
)
_FAITHFUL = (
    Example(
        "She said the bus was late because of the snow.",
        source="她说因为下雪，公共汽车晚点了。",
    ),
    Example(
        "Police closed the road for two hours on Monday morning.",
        source="星期一早上，警方将道路封闭了两个小时。",
    ),
    Example(
        "The two countries signed a trade agreement on Friday.",
        source="两国星期五签署了贸易协定。",
    ),
)


def _hits(doc: DocumentView, *, major: bool, sourced: bool) -> Iterator[Hit]:
    if doc.sourced is not sourced:
        return
    for told in _told(doc):
        span = told.span
        if span.is_major is not major:
            continue
        size = "one-word" if span.words == 1 else "long" if span.words > 6 else "phrase"
        yield told.view.hit(
            told.start,
            told.end,
            _message(span, sourced),
            features=(size, "name") if told.is_name else (size,),
            score=span.telling,
            overlap=span.worth,
        )


class _Doubt(NamedTuple):
    """A span as an editor would underline it, and whether that is a name and no more."""

    view: SegmentView
    span: ModelSpan
    start: int
    end: int
    is_name: bool


def _told(doc: DocumentView) -> list[_Doubt]:
    """What is told of a document, in reading order: all that is sure, and of the rest the best, as
    many as make `FEWEST`."""
    found = list(_doubts(doc))
    fewest = min(FEWEST, sum(len(view.words) for view in doc.segments) // WORDS_FOR_ONE)
    wanted = fewest - sum(d.span.sure for d in found)
    unsure = sorted((-d.span.doubt, i) for i, d in enumerate(found) if not d.span.sure)
    kept = {i for _, i in unsure[: max(0, wanted)]}
    return [d for i, d in enumerate(found) if d.span.sure or i in kept]


def _doubts(doc: DocumentView) -> Iterator[_Doubt]:
    """What is worth telling: no names, but those that are rare here and are doubted strongly or
    not by the tagger alone."""
    for view, seen in zip(doc.segments, doc.model_views, strict=True):
        for span in sorted(seen.spans, key=lambda s: s.start):
            start, end = trimmed(view.text, span.start, span.end)
            if _says_nothing(view, start, end):
                continue
            name = is_name(view.text, start, end)
            strong = seen.fused or span.score >= LEAST_NAME
            if not name or (strong and _is_rare(doc, view.text[start:end])):
                yield _Doubt(view, span, start, end, name)


def _says_nothing(view: SegmentView, start: int, end: int) -> bool:
    """Whether a span is all of a heading of a word or two, or stands in a row of dots to be filled
    in: the network has seen too few of either."""
    if view.is_heading and len(view.words) <= _HEADING_WORDS:
        return True
    if any(map(str.isalnum, view.text[start:end])):
        return False
    return any(m.start() < end and start < m.end() for m in _LEADER.finditer(view.text))


def _message(span: ModelSpan, sourced: bool) -> str:
    what = _NAMED.get(span.kind, "Reads wrong here")
    if sourced:
        return f"{what}, beside the source."
    doubt = span.kind in {"mistranslation", "term", "name"}
    return f"{what}; compare with the source." if doubt else f"{what}."


def _is_rare(doc: DocumentView, name: str) -> bool:
    return sum(view.text.count(name) for view in doc.segments) < USUAL


def is_name(text: str, start: int, end: int) -> bool:
    """Whether a span within a sentence is a name and no more, outside quotation marks.

    Professionals mark such spans less often than others, but where they do they mark the name and
    nothing else: among the first five findings names agree with marks better than what would stand
    in their place.

    >>> is_name("head of the Lindal Lake Laboratory said", 12, 34)
    True
    >>> is_name("runs the “Lindal Window” there", 10, 23), is_name("Lindal said", 0, 6)
    (False, False)
    """
    if not start or text[start - 1] in _QUOTES or text[start] in _QUOTES:
        return False
    words = _WORD.findall(text[start:end])
    return bool(words) and all(w[0].isupper() or w in _JOINTS for w in words)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span as an editor would underline it: the words, not the stops, spaces and single
    quotation marks or brackets around them, nor an article or joint at its end; of a span that
    enters or leaves a quotation, the longer part. A span of marks alone stays as it is.

    >>> trimmed("the “No. 1 Projects”, etc.", 4, 10)
    (5, 10)
    >>> trimmed("the Lake Laboratory. , which", 4, 22)
    (4, 19)
    >>> trimmed("sing the ‘Tale’ again", 9, 15)
    (9, 15)
    >>> trimmed("as a “main move” in", 3, 15), trimmed("the “main move” of 2020", 5, 18)
    ((6, 15), (5, 14))
    >>> trimmed("fired the first gun of the spring", 6, 26), trimmed("that the", 5, 8)
    ((6, 19), (5, 8))
    >>> trimmed("“ab” of the", 1, 11), trimmed("gun of the, x", 0, 11), trimmed("x, and y", 0, 6)
    ((5, 7), (0, 3), (0, 1))
    """
    a, b = _one_side(text, start, end)
    while a < b and (text[a] in _STOPS or _unpaired(text, a, b, text[a], _OPEN)):
        a += 1
    b = _end(text, a, b)
    dangling = _DANGLING.search(text, a, b)
    if dangling and dangling.start() > a:
        b = _end(text, a, dangling.start())
    return (a, b) if b > a else (start, end)


def _end(text: str, a: int, b: int) -> int:
    """Where a span ends without the stops and single marks at its end."""
    while b > a and (text[b - 1] in _STOPS or _unpaired(text, a, b, text[b - 1], _CLOSE)):
        b -= 1
    return b


def _one_side(text: str, start: int, end: int) -> tuple[int, int]:
    """The longer of the two parts that one mark without its partner makes of a span."""
    alone = [
        i
        for i in range(start, end)
        if _unpaired(text, start, end, text[i], _OPEN)
        or _unpaired(text, start, end, text[i], _CLOSE)
    ]
    if len(alone) != 1 or (text[alone[0]] == "’" and text[alone[0] - 1 : alone[0]].isalnum()):
        return start, end
    before, after = (start, alone[0]), (alone[0] + 1, end)
    return max(before, after, key=lambda part: part[1] - part[0])


def _unpaired(text: str, start: int, end: int, mark: str, partners: Mapping[str, str]) -> bool:
    """Whether an opening (closing) mark has no partner inside the span."""
    return mark in partners and partners[mark] not in text[start:end]


@document_check(
    "model.major",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.MODEL,),
    languages=("en",),
    examples=(
        Example(
            "The mayor pointed out that it is necessary to firmly grasp the bull nose of "
            "investment attraction.",
            ["bull nose of investment attraction"],
        ),
        Example(
            "The station carried out the safety hidden danger investigation work.",
            ["safety hidden danger investigation work"],
        ),
        Example(
            "The school let the children jump out of the sea of questions to feel the labor "
            "education.",
            ["jump out of the sea of questions"],
        ),
        *_SILENT,
    ),
)
def major(doc: DocumentView) -> Iterator[Hit]:
    """Wording of a kind that professionals mark as a major error.

    A small network (`src/mtlint/models/MODEL_CARD.md`) learned from professional MQM ratings of
    Chinese-English translations how marked wording looks. It sees one segment of the translation
    and no source, so it cannot say what is wrong, only that a reviewer would likely stop here.
    Silent where the source is given: `model.source-major` speaks then. It doubts native English
    too, at single places of calm segments: how sure it is counts how doubtful the whole segment is.

    Limits: English targets; a fluent mistranslation is invisible to it; translations in other
    genres than news were few in its training. Source: ratings of WMT20, WMT21 and WMT23.
    """
    yield from _hits(doc, major=True, sourced=False)


@document_check(
    "model.minor",
    Category.AWKWARD,
    Severity.MINOR,
    needs=(Evidence.MODEL,),
    languages=("en",),
    examples=(
        Example(
            "The hospital launched the action of warm heart and benefit people.",
            ["warm heart and benefit people"],
        ),
        Example(
            "The team worked hard to do a good job in the service guarantee work.",
            ["service guarantee work"],
        ),
        Example(
            "The city will promote the rice bag project.",
            ["rice bag project"],
        ),
        *_SILENT,
    ),
)
def minor(doc: DocumentView) -> Iterator[Hit]:
    """Wording of a kind that professionals mark as awkward or slightly off.

    The same network and the same limits as `model.major`; the mark that it expects here is more
    likely a minor one.
    """
    yield from _hits(doc, major=False, sourced=False)


@document_check(
    "model.source-major",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.MODEL, Evidence.SOURCE),
    languages=("en",),
    examples=(
        Example(
            "The county carried out the action of sending the wind of civilization to the "
            "countryside.",
            ["sending the wind of civilization"],
            source="该县开展了文明新风下乡活动。",
        ),
        Example(
            "The leaders of the county played the role of wild goose.",
            ["wild goose"],
            source="县领导发挥头雁作用。",
        ),
        Example(
            "The team played the first gun of the spring tillage production.",
            ["the first gun", "spring tillage production"],
            source="该队打响了春耕生产第一枪。",
        ),
        *_FAITHFUL,
    ),
)
def source_major(doc: DocumentView) -> Iterator[Hit]:
    """Wording that, beside its source, professionals would mark as a major error.

    The network of `model.major`, reading each segment together with its source (Chinese was what
    it learned from). It points at a place and does not say what the right translation is.
    """
    yield from _hits(doc, major=True, sourced=True)


@document_check(
    "model.source-minor",
    Category.AWKWARD,
    Severity.MINOR,
    needs=(Evidence.MODEL, Evidence.SOURCE),
    languages=("en",),
    examples=(
        Example(
            "The bureau organized the convenience and benefit people service.",
            ["benefit people service"],
            source="该局组织便民惠民服务。",
        ),
        Example(
            "Nurses went to the residents home to do the free of charge physical check.",
            ["do the free of charge physical check"],
            source="护士到居民家中免费体检。",
        ),
        Example(
            "Doctors did the free of charge eye check for the pupils.",
            ["did the free of charge eye check for the pupils"],
            source="医生为小学生免费检查视力。",
        ),
        *_FAITHFUL,
    ),
)
def source_minor(doc: DocumentView) -> Iterator[Hit]:
    """Wording that, beside its source, professionals would mark as awkward or slightly off.

    The network and the limits of `model.source-major`; the mark that it expects here is more
    likely a minor one.
    """
    yield from _hits(doc, major=False, sourced=True)
