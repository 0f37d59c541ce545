"""Figures of Chinese text: digits and numerals with wan and yi, percent, tenths, dates, times.

Numerals written in characters are read only where they surely count something (二十三, 五个, 三年):
many words hold one (十分 very, 四川 Sichuan, 统一 unite).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.text.counterparts import (
    CLOCK,
    DAY,
    FRACTION,
    MONTH,
    NUMBER,
    ORDINAL,
    PERCENT,
    WEEKDAY,
    YEAR,
    Figure,
)

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．，％：億萬兩點", "0123456789.,%:亿万两点")
_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_H = "[零〇一二两三四五六七八九十百千万亿]"
_D = "[零〇一二三四五六七八九]"
_MAGNITUDE = "(?:[多余]?[十百千]?[万亿]+|[百千](?![克米瓦卡帕伏赫焦安字]))"
_AMOUNT = rf"(?:{_N})\s?{_MAGNITUDE}(?:(?:{_N})[百千]?万|\d{{1,3}}千|\d{{1,4}}(?!\d))?|{_N}"
# Words after 成 that make it another word than "tenths".
_NO_TENTHS = "(?![为功立员长果本绩交都年就人熟分品像语型效千百了份不])"
_FIGURE = re.compile(
    rf"(?P<percent>百分之(?:(?P<pn>{_N})|(?P<ph>{_H}+(?:点{_D}+)?)))"
    rf"|(?P<fraction>(?P<fd>{_H}+|\d+)分之(?P<fn>{_H}+|\d+))"
    rf"|(?<![\d.])(?P<tenths>\d(?:\.\d)?|[一二两三四五六七八九])成(?P<half>半)?{_NO_TENTHS}"
    r"|(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![年刊线些起])"
    rf"|(?P<year>(?<!\d)(?:[12]\d{{3}}|{_D}{{4}}))年(?![级薪])"
    rf"|(?P<decade>(?<!\d)\d0|[二三四五六七八九]十)年代"
    rf"|(?P<month>(?<![\d.])(?:1[0-2]|0?[1-9])|(?<!{_H})(?:十[一二]?|[一二三四五六七八九]))"
    r"月(?![饼球亮经子])"
    rf"|(?P<day>(?<![\d.])(?:[12]\d|3[01]|0?[1-9])|(?<!{_H})(?:二十{_D}?|三十一?|十{_D}))"
    r"[日号](?![线楼元])"
    rf"|(?P<clock>(?<![\d.:])(?:[01]?\d|2[0-4]))"
    rf"(?:[时点時](?![多评赞击心])(?:(?P<cm>[0-5]?\d)分|半)?|:(?P<cs>[0-5]\d)(?!\d))"
    rf"|第(?P<ordinal>\d+|{_H}+)"
    rf"|(?P<amount>{_AMOUNT})(?P<pct>\s?%|个?百分点)?"
    rf"|(?P<han>{_H}+(?:点{_D}+)?)"
)
_MEASURE = re.compile(
    r"(?:多|余)?(?:个(?!人)|名|位|次|倍|岁|天|周(?!年)|小时|分钟|家|项|条|种|元|美元|公里|米|吨|届|年(?!级)|人(?!民)"
    r"|件|辆|架|艘|所|座|场|份|套|台|亩|公斤|斤|平方|层|支|批|国(?!家))"
)
_INDEFINITE = re.compile(r"[几数上成近百千万亿]$")
_UNITS = "十百千万亿"
_ROUGHLY = re.compile(
    rf"^[两{_D[1:-1]}]{{2,}}$|{_D}{{2}}[十百千万亿]"
)  # 九二 is a name, 四五十 is 40 or 50
# 四五十: 40 or 50; 一万六七千: 16,000 or 17,000
_EITHER = re.compile(rf"((?:{_H}*[十百千万亿])?)({_D})({_D})([十百千万亿]+)")
_FEW = re.compile(r"[几数]")
_NUMBERED = re.compile(r"\s*\d{1,2}[.,、．:：)）\s]")
_RANGE = re.compile(rf"\s?[-—–~～至到、]{{1,2}}\s?(?:{_N})\s?({_MAGNITUDE})")
_UNIT = re.compile(
    r"\s?(?:多|余)?(?P<u>亩|公斤|斤|里(?!面|程)|倍|周年|年|个月|个星期|周|小时|天|对|双|刻)"
)


def read(text: str) -> Iterator[Figure]:
    """The figures of a Chinese text."""
    text = text.translate(_WIDE)
    for match in _FIGURE.finditer(text):
        name = next(n for n in _READ if match[n] is not None)
        if found := _READ[name](match, text):
            values, kind = found
            scaled = any(c in "万亿" for c in match[0])
            worded = not any(c.isdigit() for c in match[0])
            yield Figure(match.start(), match.end(), match[0], values, kind, scaled, worded)


Reading = tuple[tuple[float, ...], str] | None


def _percent(match: re.Match[str], text: str) -> Reading:
    value = number(match["pn"]) if match["pn"] else numeral(match["ph"])
    return None if value is None else ((value, value / 100), PERCENT)


def _fraction(match: re.Match[str], text: str) -> Reading:
    low, high = _any(match["fd"]), _any(match["fn"])
    if not low or not high:
        return None
    share = high / low
    return (share, 100 * share, low), FRACTION


def _tenths(match: re.Match[str], text: str) -> Reading:
    value = _any(match["tenths"])
    if value is None or _INDEFINITE.search(text, 0, match.start()):
        return None
    value += 0.5 if match["half"] else 0
    return (10 * value, value / 10, value), PERCENT


def _year(match: re.Match[str], text: str) -> Reading:
    digits = "".join(str(_DIGIT.get(c, c)) for c in match["year"])
    value = float(digits)
    return ((value, value % 100), YEAR) if 1000 <= value <= 2199 else ((value,), NUMBER)


def _decade(match: re.Match[str], text: str) -> Reading:
    value = _any(match["decade"])
    return None if value is None else ((1900 + value, 2000 + value, 1800 + value, value), YEAR)


def _month(match: re.Match[str], text: str) -> Reading:
    value = _any(match["month"])
    return None if value is None else ((value,), MONTH)


def _day(match: re.Match[str], text: str) -> Reading:
    value = _any(match["day"])
    return None if value is None else ((value,), DAY)


def _weekday(match: re.Match[str], text: str) -> Reading:
    return (float("一二三四五六日".find(match["weekday"].replace("天", "日")) + 1),), WEEKDAY


def _clock(match: re.Match[str], text: str) -> Reading:
    hour = float(match["clock"])
    other = hour - 12 if hour >= 12 else hour + 12
    if (match["cm"] or match["cs"]) is None and text[match.end() - 1] in "点":
        return (hour, other, hour + 0.5), CLOCK  # 3点 may be points, or half past
    return (hour, other), CLOCK


def _ordinal(match: re.Match[str], text: str) -> Reading:
    value = _any(match["ordinal"])
    return None if value is None or value < 2 else ((value,), ORDINAL)


def _amount(match: re.Match[str], text: str) -> Reading:
    value = amount(match["amount"])
    if _NUMBERED.fullmatch(text[: match.end() + 1]):
        return None  # the number of a list's item
    if match["pct"]:
        return (value, value / 100), PERCENT
    values = with_units(value, text, match.end())
    if further := _RANGE.match(text, match.end()):  # 25到30万: the first may be scaled too
        for unit in further[1].lstrip("多余"):
            value *= _SMALL.get(unit) or _LARGE[unit]
        values = (*values, value)
    if match["amount"].count(",") and not match["amount"].startswith("0"):
        parts = match["amount"].split(",")  # 249,289,299 may be three prices
        values = (*values, *(float(p) for p in parts if p.isdigit() and len(p) == 3))
    return values, NUMBER


def _han(match: re.Match[str], text: str) -> Reading:
    if _FEW.search(text, max(0, match.start() - 1), match.start()):
        return None  # several tens, some hundreds
    run = match["han"]
    if either := _EITHER.fullmatch(run):
        low, high = (numeral(f"{either[1]}{digit}{either[4]}") for digit in (either[2], either[3]))
        return ((low, high), NUMBER) if low and high and low < high else None
    value = numeral(run)
    if value is None or value < 2 or run[0] in "百千万亿" or _ROUGHLY.search(run):
        return None
    counted = value > 19 and any(c in _DIGIT for c in run) and any(c in _UNITS for c in run)
    if not (counted or _MEASURE.match(text, match.end())):
        return None
    return with_units(value, text, match.end()), NUMBER


_READ = {
    "percent": _percent,
    "fraction": _fraction,
    "tenths": _tenths,
    "year": _year,
    "decade": _decade,
    "month": _month,
    "day": _day,
    "weekday": _weekday,
    "clock": _clock,
    "ordinal": _ordinal,
    "amount": _amount,
    "han": _han,
}


def with_units(value: float, text: str, at: int) -> tuple[float, ...]:
    """The value, and what it becomes in the units that an English text may use instead."""
    unit = _UNIT.match(text, at)
    if not unit:
        return (value,)
    more: dict[str, tuple[float, ...]] = {
        "亩": (value / 15, value / 6),
        "斤": (value / 2,),
        "里": (value / 2,),
        "倍": (value + 1, value - 1),
        "年": (value / 10, value + 2000, value + 1900) if value < 100 else (value / 100,),
        "周年": (value / 10, value / 100),
        "个月": (value / 12, value / 3),
        "个星期": (7 * value,),
        "周": (7 * value,),
        "小时": (value / 24, 60 * value),
        "天": (value / 7, 24 * value),
        "对": (2 * value,),
        "双": (2 * value,),
        "刻": (15 * value,),
    }
    return (value, *more.get(unit["u"], ()))


def number(digits: str) -> float:
    """The value of digits with commas."""
    return float(digits.replace(",", ""))


def amount(text: str) -> float:
    """The value of digits with Chinese magnitudes, one after the other.

    >>> amount("1.2万亿"), amount("3亿5000万"), amount("5千万"), amount("1,200")
    (1200000000000.0, 350000000.0, 50000000.0, 1200.0)
    """
    total = 0.0
    for digits, units in re.findall(rf"({_N})\s?[多余]?([十百千万亿]*)", text):
        value = number(digits)
        for unit in units:
            value *= _SMALL.get(unit) or _LARGE[unit]
        total += value
    return total


def numeral(text: str) -> float | None:
    """The value of a numeral in characters; None for what is none.

    >>> numeral("二十三"), numeral("两千三百万"), numeral("二〇二〇"), numeral("三点五")
    (23.0, 23000000.0, 2020.0, 3.5)
    """
    whole, _, rest = text.partition("点")
    if rest:
        base = numeral(whole)
        digits = "".join(str(_DIGIT[c]) for c in rest)
        return None if base is None else base + float(f"0.{digits}")
    if len(whole) > 1 and all(c in _DIGIT for c in whole):
        return float("".join(str(_DIGIT[c]) for c in whole))
    total, section, digit = 0, 0, -1
    for c in whole:
        if c in _DIGIT:
            digit = _DIGIT[c]
        elif c in _SMALL:
            section += (digit if digit >= 0 else 1) * _SMALL[c]
            digit = -1
        elif c in _LARGE:
            part = section + max(digit, 0)
            total = (total + (part or 1)) * _LARGE[c] if not total else total + part * _LARGE[c]
            if part == 0:
                total = max(total, _LARGE[c])
            section, digit = 0, -1
    return float(total + section + max(digit, 0)) if whole else None


def _any(text: str) -> float | None:
    return number(text) if text[0].isdigit() else numeral(text)
