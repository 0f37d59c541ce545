"""Figures of the source against those of the translation: changed, missing, added."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.counterparts import (
    DAY,
    MONTH,
    PERCENT,
    WEEKDAY,
    YEAR,
    Comparison,
    Figure,
    compare,
    figures,
)
from mtlint.text.dates import Months, changed_figure, dated
from mtlint.text.digits import spaced, within
from mtlint.text.language import primary
from mtlint.text.placing import anchors, offset
from mtlint.text.replaced import pairs
from mtlint.text.view import SegmentView
from mtlint.types import Category, Evidence, Hit, Severity

_READ_IN_FULL = frozenset({"zh", "ja", "en"})
# What a numeral in characters may turn into: 百 is "1" with zeros, 半 is "5" or "30".
_HAN_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    **dict.fromkeys("十百千万亿", "1"), "两": "2", "零": "0", "半": "5", "廿": "2", "仨": "3",
}  # fmt: skip
_NAME_BEFORE = re.compile(r"(?:[^\W\d_][-‐‑]?|[:+#/])$")
_NAMED = (MONTH, WEEKDAY)  # a word in English, and told for sure
_BESIDE = 1  # words shown on either side of the place where a figure is missing
_SMALL = 3  # counts up to this are said in too many ways: both, second, once, a few


def _left_over(view: SegmentView) -> Comparison | None:
    """What stays without an answer; None where a side is missing."""
    source = view.segment.source
    if not source or not view.text.strip():
        return None
    found = compare(*_sides(view))
    full = _READ_IN_FULL.issuperset(_languages(view))
    missing = [f for f in found.missing if _tells(f, full)]
    spaced_out = spaced(view.text, {d for f in missing if (d := _spaced_digits(f))})
    extra = (
        f
        for f in found.extra
        if f.kind in _NAMED or (f.value and not f.worded and not _part_of_name(f, view.text))
    )
    kept = (f for f in missing if _spaced_digits(f) not in spaced_out)
    return Comparison(tuple(kept), tuple(extra))


def _languages(view: SegmentView) -> tuple[str, str]:
    source = view.segment.source or ""
    lang = primary(view.doc.document.source_lang) or ("zh" if _is_han(source) else "")
    return lang, primary(view.doc.lang)


def _sides(view: SegmentView) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures of the source and those of the translation."""
    source_lang, lang = _languages(view)
    return figures(view.segment.source or "", source_lang), figures(view.text, lang)


def _spaced_digits(figure: Figure) -> str:
    """The digits of a figure that may stand in the translation with other gaps: "8599 3119",
    "67, 367". Those are for the checks of punctuation.
    """
    digits = re.sub(r"\D", "", figure.text)
    return "" if len(digits) < 2 or figure.scaled else digits


def _part_of_name(figure: Figure, text: str) -> bool:
    """COVID-19, G20, au123.com, 4K, and the minutes of 4:30; but not the 24 of 2023/24."""
    before, after = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 1]
    if figure.kind == YEAR and before[:1].isdigit():
        return False
    return bool(_NAME_BEFORE.search(before)) or after.isalpha() or after == ":"


def _is_han(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _tells(figure: Figure, full: bool) -> bool:
    """Whether a figure must show in the translation: the smallest may hide in a word.

    In languages whose number words are not read, only figures that nobody spells out do.
    """
    if not full:
        return figure.value > 12
    return figure.value > _SMALL or figure.kind in (PERCENT, DAY, *_NAMED)


@segment_check(
    "numbers.changed",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    examples=(
        Example("It has 36 million users.", ["36 million"], source="它有3.6亿用户。"),
        Example("Sales rose by 6%.", ["6%"], source="销售额增长百分之五。"),
        Example("It was founded in 2012.", ["2012"], source="公司成立于2021年。"),
        Example("It costs 16,000 or 17,000 yuan.", source="花费一万六七千元。"),
        Example("It won the 2023-2024 season.", source="它在2023-24赛季夺冠。"),
        Example("It won the 2023/25 season.", ["25"], source="它在2023-24赛季夺冠。"),
        Example("It takes 60 to 85 billion kWh.", source="达到600至850亿千瓦时。"),
        Example("It serves more than 30 million.", source="服务3000多万人。"),
        Example("It costs about 167,000 yuan.", ["167,000"], source="花费一万六七千元。"),
        Example("He came on Monday.", ["Monday"], source="他星期二来了。"),
        Example("It opened in July, on a Sunday.", ["July"], source="6月一个星期天开业。"),
        Example("It opened on May 18, 2020.", ["May 18"], source="2020年5月16日开业。"),
        Example("It opened on 18 June.", ["18 June"], source="5月16日开业。", why="one date"),
        Example("It shut on the 18th.", ["18th"], source="16日关闭。"),
        Example("It opened on May 16 with 18 shops.", source="5月16日开业，有18家店。"),
        Example("It has 360 million users.", source="它有3.6亿用户。"),
        Example("Sales rose by half in the 1990s.", source="上世纪90年代销售额增长五成。"),
        Example("It cost 128 million yuan, 15 percent more, in May.",
                source="5月花费1.28亿元，增加15%。"),
        Example("About a dozen people waited for half an hour until 3:30 p.m.",
                source="约12人等了30分钟，直到15时30分。"),
    ),
)  # fmt: skip
def changed(view: SegmentView) -> Iterator[Hit]:
    """A figure of the translation differs from the one that the source has in its place.

    Chinese counts in wan (10,000) and yi (100 million), so that powers of ten are lost; digits are
    swapped and percentages misread. Told by what is left over when every figure has found its
    answer: rounding, number words, units (mu, jin), half hours and decades count as answers.
    """
    found = _left_over(view)
    if found is None:
        return
    changes = list(pairs(found))
    sides = _sides(view)
    months = tuple(map(Months, sides))
    dates = {t: dated(s, months[0], t, months[1]) for s, t, how in changes if how == "day"}
    in_dates = {date.month for date in dates.values()}  # one finding tells of the whole date
    for source, target, how in changes:
        if target in in_dates:
            continue
        change = dates.get(target) or changed_figure(source, target, how)
        yield view.hit(
            change.start,
            change.end,
            f"The source says {change.said}; here “{view.text[change.start : change.end]}”",
            suggestion=change.right,
            features=(how,),
        )


@segment_check(
    "numbers.missing",
    Category.OMISSION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    examples=(
        Example("The plant employs many people.", ["plant employs many"],
                source="该厂有员工4500人。"),
        Example("Sales rose sharply.", ["Sales rose sharply"], source="销售额增长15%。"),
        Example("In 2019 it opened. It had many beds, and 12 cars.", ["It had many"],
                source="2019年开业。有340张床，12辆车。"),
        Example("It opened in the spring of that year.", ["It opened in"],
                source="2019年春天开业。"),
        Example("The plant employs 4,500 people.", source="该厂有员工4500人。"),
        Example("It has two halls, and both are full.", source="有2个厅，都满了。"),
        Example("It opened in May.", source="5月开业。"),
        Example("A quarter of them came on the twentieth.", source="20日来了四分之一。"),
    ),
)  # fmt: skip
def missing(view: SegmentView) -> Iterator[Hit]:
    """A figure of the source has no counterpart in the translation.

    What is missing has no place; shown are the few words about the place where it would stand: as
    far into the segment as the figure is into the source, or as it stands between figures that
    both have. (Most professionals mark it in the source, and few about that place.)
    Figures up to three are not asked for, nor any that another figure seems to stand for
    (numbers.changed).
    """
    found = _left_over(view)
    if found is None:
        return
    replaced = {source for source, _, _ in pairs(found)}
    sides = _sides(view)
    months = {f.value for f in sides[1] if f.kind == MONTH}
    gone = [f for f in found.missing if f not in replaced and _asked(f, months)]
    known = anchors(*sides, (len(view.segment.source or ""), len(view.text)))
    by_sentence: dict[int, list[tuple[int, Figure]]] = {}
    for figure in gone:
        at = offset(known, figure.start)
        by_sentence.setdefault(_sentence(view, at), []).append((at, figure))
    for index, group in by_sentence.items():
        quoted = ", ".join(f"“{f.text}”" for _, f in group)
        yield view.hit(
            *_about(view, index, group[0][0]),
            f"The source says {quoted}, which is not here",
            features=tuple(sorted({f.kind for _, f in group})),
        )


def _asked(figure: Figure, months: set[float]) -> bool:
    """A weekday may have become a date, the first of May its name, and 12/12 one figure."""
    if figure.kind == DAY:
        return figure.value > _SMALL and figure.value not in months
    return figure.kind != WEEKDAY


def _sentence(view: SegmentView, at: int) -> int:
    """The number of the sentence that an offset is in, else of the nearest before it."""
    return max(0, bisect_right(view.sentences, at, key=lambda s: s.start) - 1)


def _about(view: SegmentView, index: int, at: int) -> tuple[int, int]:
    """The word at an offset with its neighbours in the sentence of that number."""
    words = view.sentences[index].words if view.sentences else ()
    if not words:
        start = len(view.text) - len(view.text.lstrip())
        return start, len(view.text.rstrip())
    middle = bisect_right(words, at, key=lambda w: w.start) - 1
    first = min(max(0, middle - _BESIDE), max(0, len(words) - 1 - 2 * _BESIDE))
    return words[first].start, words[min(first + 2 * _BESIDE, len(words) - 1)].end


@segment_check(
    "numbers.added",
    Category.ADDITION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    triggers="0123456789",
    examples=(
        Example("The plant employs 4,500 people.", ["4,500"], source="该厂员工很多。"),
        Example("It opened in 2019 with 30 rooms.", ["30"], source="2019年开业。"),
        Example("He is 45 years old.", ["45"], source="他已到中年。"),
        Example("The plant employs 4,500 people.", source="该厂有员工四千五百人。"),
        Example("It is 3.5 kilometres long.", source="全长3500米。", why="another unit"),
        Example("It has 1 hall.", source="有一个厅。"),
        Example("The 20th century was over in 2000.", source="二十世纪在2000年结束。"),
    ),
)  # fmt: skip
def added(view: SegmentView) -> Iterator[Hit]:
    """A figure stands in the translation that the source does not have.

    Only figures in digits, and none that may be a source figure in another unit (its digits are
    the same) or a numeral that the source writes in characters.
    """
    found = _left_over(view)
    if found is None:
        return
    replacing = {target for _, target, _ in pairs(found)}
    source = view.segment.source or ""
    digits = {_significant(f.text) for lang in ("zh", "en", "") for f in figures(source, lang)}
    numerals = {_HAN_DIGITS[c] for c in source if c in _HAN_DIGITS}
    new = [f for f in found.extra if not f.worded and f not in replacing and f.value > _SMALL]
    known = digits | within({m for f in new if len(m := _own_digits(f)) > 1}, digits)
    for figure in new:
        mine = _own_digits(figure)
        if mine in known or numerals.issuperset(mine):
            continue
        yield view.hit(
            figure.start,
            figure.end,
            f"“{figure.text}” is not in the source",
            features=(figure.kind,),
        )


def _own_digits(figure: Figure) -> str:
    """What of the digits of an added figure a source would have."""
    mine = _significant(figure.text)
    if figure.kind == YEAR and len(mine) == 4:
        return mine[2:].strip("0")  # 80后 are those born in the 1980s
    return mine


def _significant(text: str) -> str:
    digits = "".join(c for c in text if c.isdigit())
    return digits if len(digits) == 4 and digits[:2] in ("19", "20") else digits.strip("0")
