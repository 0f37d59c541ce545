"""Sums of money in another currency than the source has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.counterparts import Answers, Figure, answers, figures
from mtlint.text.late import late
from mtlint.text.view import SegmentView
from mtlint.types import Category, Evidence, Hit, Severity

_SOURCE = {
    "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY",
    "日圆": "JPY", "英镑": "GBP", "卢布": "RUB", "新元": "SGD", "新币": "SGD", "澳元": "AUD",
    "加元": "CAD", "韩元": "KRW", "新台币": "TWD", "台币": "TWD", "澳门元": "MOP", "人民币": "CNY",
    "元": "CNY", "块钱": "CNY",
}  # fmt: skip
_AFTER_SOURCE = re.compile(
    rf"[多余]?({'|'.join(sorted(_SOURCE, key=len, reverse=True))})(?![旦首素年])"
)
_BEFORE = {
    "US$": "USD", "USD": "USD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD",
    "A$": "AUD", "AUD": "AUD", "C$": "CAD", "NT$": "TWD", "MOP": "MOP", "$": "$", "€": "EUR",
    "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "¥", "RMB": "CNY", "CNY": "CNY", "JPY": "JPY",
}  # fmt: skip
_BEFORE_TARGET = re.compile(
    rf"(?<![A-Za-z])({'|'.join(re.escape(s) for s in sorted(_BEFORE, key=len, reverse=True))})\s?$"
)
_MOST_BEFORE = 4  # characters of a currency before a figure
_AFTER_TARGET = late(
    r"[\s-]{0,2}(?:(?P<CNY>(?:Chinese )?yuan|RMB|renminbi|CNY)"
    r"|(?P<USD>(?:U\.?S\.?|American) dollars?|USD)|(?P<HKD>(?:Hong Kong|HK) dollars?|HKD)"
    r"|(?P<SGD>Singapore(?:an)? dollars?|SGD)|(?P<AUD>Australian dollars?|AUD)"
    r"|(?P<CAD>Canadian dollars?)|(?P<TWD>(?:New )?Taiwan(?:ese)? dollars?)|(?P<dollar>dollars?)"
    r"|(?P<EUR>euros?|EUR)|(?P<GBP>(?:British )?pounds? sterling|British pounds?|GBP)"
    r"|(?P<JPY>(?:Japanese )?yen|JPY)|(?P<RUB>rubles?|roubles?|RUB)|(?P<KRW>(?:Korean )?won)"
    r"|(?P<MOP>patacas?|MOP))\b",
    re.IGNORECASE,
)
# A bare yuan may be the dollar of a Chinese-speaking place, if the article is about one.
_OTHER_YUAN = re.compile("[港澳台臺]|新加坡")


@segment_check(
    "numbers.currency",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    languages=("en",),
    triggers="0123456789",
    examples=(
        Example("It costs less than $10,000.", ["$10,000"], source="费用不到1万元。"),
        Example("They spent 300 million yuan.", ["300 million yuan"], source="他们花了3亿美元。"),
        Example("It paid 80 US dollars.", ["80 US dollars"], source="它支付人民币80元。"),
        Example("It costs less than 10,000 yuan.", source="费用不到1万元。"),
        Example("It costs HK$500.", source="香港门票500元。", why="the yuan of Hong Kong"),
        Example("It costs $500 in Taipei.", source="台北门票500元。"),
        Example("They spent $300 million.", source="他们花了3亿美元。"),
        Example("The fund has ¥500 left.", source="基金还有500元。"),
    ),
)  # fmt: skip
def currency(view: SegmentView) -> Iterator[Hit]:
    """A sum of money stands in another currency than in the source.

    The figure is right and the unit beside it is not: "1万元" is 10,000 yuan, not dollars. Only
    currencies that both sides name are compared. A bare 元 beside Hong Kong, Macao, Taiwan or
    Singapore may be a dollar, and "$" any country's.
    """
    source = view.segment.source
    if not source or ("元" not in source and not _AFTER_SOURCE.search(source)):
        return
    local = bool(_OTHER_YUAN.search("".join(s.segment.source or "" for s in view.doc.segments)))
    targets = [(f, *_target(view.text, f)) for f in figures(view.text, "en")]
    named_here: dict[str, list[Figure]] = {}
    for figure, code, _, _ in targets:
        named_here.setdefault(code, []).append(figure)
    sums = {code: Answers(found) for code, found in named_here.items() if code}
    for figure in figures(source, "zh"):
        named = _AFTER_SOURCE.match(source, figure.end)
        if not named:
            continue
        given = _SOURCE[named[1]]
        same = [code for code, those in sums.items() if those.has(figure)]
        before = source[max(0, figure.start - 4) : figure.start]
        bare = named[1] in ("元", "块钱") and "人民币" not in before
        if same and not any(_fits(given, code, bare and local) for code in same):
            _, found, start, end = next(t for t in targets if t[1] and answers(figure, t[0]))
            yield view.hit(
                start,
                end,
                f"The source says “{figure.text}{named[1]}” ({given}); here "
                f"“{view.text[start:end]}”",
                features=(f"{given}-{found}",),
            )


def _fits(given: str, found: str, local: bool) -> bool:
    if given == found or (found == "¥" and given in ("CNY", "JPY")):
        return True
    if found == "$":
        return local or given not in ("CNY", "EUR", "JPY", "GBP", "RUB", "KRW")
    return local and found in ("HKD", "TWD", "MOP", "SGD")


def _target(text: str, figure: Figure) -> tuple[str, int, int]:
    """The currency beside a figure of the translation, "" where none is named, and the span."""
    if before := _BEFORE_TARGET.search(text, max(0, figure.start - _MOST_BEFORE), figure.start):
        return _BEFORE[before[1]], before.start(), figure.end
    if after := _AFTER_TARGET.match(text, figure.end):
        name = after.lastgroup or ""
        return ("$" if name == "dollar" else name), figure.start, after.end()
    return "", figure.start, figure.end
