"""Segments beside their source: nothing there, the source itself, far too little, far too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtlint.check import Example, segment_check
from mtlint.text.language import primary
from mtlint.text.late import late
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Evidence, Hit, Severity

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = late(r"[\u3040-\u30ff\u3400-\u9fff]")  # and kana
_LEAST_SOURCE = 15  # weight of a source (see _size) below which its length tells nothing
_IN_HAN = frozenset({"zh", "ja"})
_LEAST_SEGMENTS = 8  # of a document that knows its own ratio
_FACTOR = 2.2  # ten thousand rated segments lie within it but for one in two hundred
# Letters of a translation for each letter of the source, by target and source.
_RATIO = {("zh", "en"): 4.0, ("ja", "en"): 2.9, ("en", "zh"): 0.27}
_RUN = (
    "The old harbour was opened to visitors again on Friday after years of work on its walls, "
    "its cranes and its warehouses."
)
_RUN_ZH = (
    "经过多年对城墙、起重机和仓库的整修，这座古老的港口于星期五重新向游客开放，市长出席了仪式。"
)


@segment_check(
    "accuracy.empty",
    Category.OMISSION,
    Severity.CRITICAL,
    needs=(Evidence.SOURCE,),
    examples=(
        Example("\n\nIt rained.", [""], source="港口开放了。\n\n下雨了。"),
        Example(" \n\nIt rained.", [""], source="港口\n\n下雨了。"),
        Example("…\n\nIt rained.", [""], source="港口开放了。\n\n下雨了。"),
        Example("It opened.", source="开放了。"),
        Example("\n\nIt rained.", source="\n\n下雨了。"),
        Example("—\n\nIt rained.", source="——\n\n下雨了。", why="the source has no word either"),
    ),
)
def empty(view: SegmentView) -> Iterator[Hit]:
    """The source says something, and the translation nothing at all.

    A segment without a letter or a figure counts as nothing.
    """
    source = view.segment.source or ""
    if _LETTER.search(source) and not any(c.isalnum() for c in view.text):
        shown = source.strip()[:30]
        yield view.hit(0, 0, f"Nothing stands here for “{shown}” of the source")


@segment_check(
    "accuracy.untranslated-segment",
    Category.UNTRANSLATED,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    examples=(
        Example("Der Hafen wurde wieder geöffnet.", ["Der Hafen wurde wieder geöffnet."],
                source="Der Hafen wurde wieder geöffnet."),
        Example("  Le port est ouvert ", ["Le port est ouvert"], source="Le port est ouvert"),
        Example("港口开放了。", ["港口开放了。"], source="港口开放了。"),
        Example("Hamburg", source="Hamburg"),
        Example("Visual Studio Code 1.85", source="Visual Studio Code 1.85"),
        Example("The harbour is open.", source="Der Hafen ist offen."),
        Example("https://example.org/ab/cd", source="https://example.org/ab/cd"),
    ),
)  # fmt: skip
def untranslated(view: SegmentView) -> Iterator[Hit]:
    """The translation is the source, letter for letter.

    Names, numbers, addresses and titles in capitals stay as they are; asked for are three words
    of which two start small, or Chinese.
    """
    source, target = (view.segment.source or "").strip(), view.text.strip()
    if (
        not source
        or source != target
        or primary(view.doc.document.source_lang) == primary(view.doc.lang)
    ):
        return
    small = [w for w in _WORD.findall(source) if w[0].islower()]
    running = len(small) >= 2 and len(_WORD.findall(source)) >= 3 and "://" not in source
    if running or len(_HAN.findall(source)) >= 3:
        start = view.text.index(target)
        yield view.hit(start, start + len(target), "This is the source, not its translation")


@segment_check(
    "accuracy.too-short",
    Category.OMISSION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    examples=(
        Example("The harbour was opened.", ["The harbour was opened."], source=_RUN_ZH),
        Example("On Friday the mayor was there.", ["On Friday the mayor was there."],
                source=_RUN_ZH),
        Example("Its walls and cranes.", ["Its walls and cranes."], source=_RUN_ZH),
        Example(_RUN, source=_RUN_ZH),
        Example("It rained.", source="下雨了。"),
        Example(f"It rained.\n\n{_RUN_ZH}", source=f"下雨了。\n\n{_RUN_ZH}",
                why="not translated at all"),
        Example(f"{_RUN} 社区", source=_RUN_ZH, why="a leftover of the source"),
        Example("The order is 503-4265464-1830254.", source="订单编号是503-4265464-1830254。"),
    ),
)  # fmt: skip
def too_short(view: SegmentView) -> Iterator[Hit]:
    """The translation is less than half as long as its source lets expect: something is missing.

    The measure is the document's own, where it has enough segments, else what is usual for the two
    languages. Headings and short segments are not asked for.
    """
    ratio = _against_usual(view)
    if ratio is not None and ratio < 1 / _FACTOR:
        yield _whole(
            view, f"Only {ratio:.0%} as long as its source lets expect: is all of it here?"
        )


@segment_check(
    "accuracy.too-long",
    Category.ADDITION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    examples=(
        Example(f"{_RUN} {_RUN}", [_RUN], source="经过多年整修，古老的港口星期五重新开放。"),
        Example(f"{_RUN} It rained. {_RUN}", [_RUN],
                source="经过多年整修，老港口星期五重新开放。"),
        Example(f"{_RUN} {_RUN} Yes.", ["Yes."], source="经过多年整修，老港口星期五重新开放。"),
        Example(_RUN, source=_RUN_ZH),
        Example("It rained all day and all night long, and then it rained.", source="下雨了。"),
        Example("The North Atlantic Treaty Organization.", source="北约。"),
    ),
)  # fmt: skip
def too_long(view: SegmentView) -> Iterator[Hit]:
    """The translation is more than twice as long as its source lets expect: something was added.

    Systems that lose the thread go on by themselves; what they add stands last, and so the last
    sentence is shown.
    """
    ratio = _against_usual(view)
    if ratio is not None and ratio > _FACTOR:
        last = view.sentences[-1]
        yield view.hit(
            last.start,
            last.end,
            f"{ratio:.1f} times as long as its source lets expect: is this in the source?",
        )


def _whole(view: SegmentView, message: str) -> Hit:
    start = len(view.text) - len(view.text.lstrip())
    return view.hit(start, len(view.text.rstrip()), message)


def _against_usual(view: SegmentView) -> float | None:
    """Length of the translation over the length to expect; None where that is not known."""
    source = view.segment.source or ""
    size = _size(source, source=True)
    if size < _LEAST_SOURCE or not view.text.strip() or view.is_heading:
        return None
    if _prevails(view.text) and primary(view.doc.lang) not in _IN_HAN:
        return None  # left untranslated, which other checks tell
    usual = _usual(view.doc)
    return None if usual is None else _size(view.text) / size / usual


@lru_cache(maxsize=1)
def _usual(doc: DocumentView) -> float | None:
    """What is usual in a document, reckoned once: every segment asks."""
    ratios = [
        _size(s.text) / _size(s.segment.source, source=True)
        for s in doc.segments
        if s.segment.source
        and _size(s.segment.source, source=True) >= _LEAST_SOURCE
        and s.text.strip()
    ]
    if len(ratios) >= _LEAST_SEGMENTS:
        from statistics import median  # rarely: it loads fractions, decimals and chance

        return median(ratios)
    source_lang = primary(doc.document.source_lang)
    if not source_lang and any(_HAN.search(s.segment.source or "") for s in doc.segments[:3]):
        source_lang = "zh"
    target_lang = primary(doc.lang)
    return _RATIO.get((source_lang, target_lang))


def _size(text: str, *, source: bool = False) -> float:
    """Letters and digits: spaces and marks are used differently from script to script.

    In Chinese and Japanese text, where a character says more, four foreign letters count as one.
    A translation is such text only where they prevail: some may be left over from the source.
    """
    letters = sum(map(str.isalnum, text))
    han = len(_HAN.findall(text))
    return han + (letters - han) / 4 if han and (source or _prevails(text)) else letters


def _prevails(text: str) -> bool:
    """Whether a translation is Chinese or Japanese text more than anything else."""
    return 5 * len(_HAN.findall(text)) > sum(map(str.isalnum, text))
