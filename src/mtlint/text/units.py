"""Units of measure beside figures, in Chinese and in English: what each measures, and its name."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtlint.text.late import late


class Unit(NamedTuple):
    """A unit and what it measures, e.g. ("kilometer", "length")."""

    name: str
    measures: str


# One line for a unit: its English name, how Chinese writes it, how English does (an expression).
_TABLE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "length": (
        ("millimeter", "毫米", r"millimet(?:er|re)s?|mm"),
        ("centimeter", "厘米", r"centimet(?:er|re)s?|cm"),
        ("meter", "米", r"met(?:er|re)s?|m"),
        ("kilometer", "公里 千米", r"kilomet(?:er|re)s?|km"),
        ("nautical mile", "海里", r"nautical miles?"),
        ("mile", "英里", r"miles?"),
        ("foot", "英尺", r"feet|foot|ft"),
        ("inch", "英寸", r"inch(?:es)?"),
        ("yard", "", r"yards?"),
    ),
    "area": (
        ("square meter", "平方米 平米", r"square met(?:er|re)s?|sq\.? ?m|m²|m2"),
        ("square kilometer", "平方公里 平方千米", r"square kilomet(?:er|re)s?|sq\.? ?km|km²|km2"),
        ("hectare", "公顷", r"hectares?|ha"),
        ("mu", "亩", r"mu|mus"),
        ("acre", "英亩", r"acres?"),
        ("square mile", "平方英里", r"square miles?"),
        ("square foot", "平方英尺", r"square (?:feet|foot)"),
    ),
    "weight": (
        ("milligram", "毫克", r"milligrams?|mg"),
        ("gram", "克", r"grams?|g"),
        ("jin", "斤", r"jin|catt(?:y|ies)"),
        ("kilogram", "公斤 千克", r"kilograms?|kilos?|kg"),
        ("ton", "吨", r"tons?|tonnes?|metric tons?"),
        ("pound", "磅", r"pounds?|lbs?"),
    ),
    "volume": (
        ("milliliter", "毫升", r"millilit(?:er|re)s?|ml"),
        ("liter", "升", r"lit(?:er|re)s?"),
        ("cubic meter", "立方米", r"cubic met(?:er|re)s?|m³|m3"),
        ("cubic kilometer", "立方公里", r"cubic kilomet(?:er|re)s?"),
        ("gallon", "加仑", r"gallons?"),
    ),
    "temperature": (
        ("degree Celsius", "摄氏度 ℃", r"degrees? (?:Celsius|centigrade)|° ?C|℃"),
        ("degree Fahrenheit", "华氏度 ℉", r"degrees? Fahrenheit|° ?F|℉"),
    ),
    "time": (
        ("second", "秒 秒钟", r"seconds?"),
        ("minute", "分钟", r"minutes?|mins?"),
        ("hour", "小时 个小时", r"hours?"),
        ("day", "天", r"days?"),
        ("week", "周 星期 个星期", r"weeks?"),
        ("month", "个月", r"months?"),
        ("year", "", r"years?"),
    ),
    "power": (
        ("kilowatt", "千瓦", r"kilowatts?|kW"),
        ("megawatt", "兆瓦", r"megawatts?|MW"),
        ("gigawatt", "吉瓦", r"gigawatts?|GW"),
        ("kilowatt-hour", "千瓦时 度电", r"kilowatt[- ]hours?|kWh"),
    ),
}  # fmt: skip
_HAN = {
    han: Unit(name, measures)
    for measures, rows in _TABLE.items()
    for name, every, _ in rows
    for han in every.split()
}
_ROWS = [
    (Unit(name, measures), english)
    for measures, rows in _TABLE.items()
    for name, _, english in rows
]
# More is another word: 5克拉 carats, 3天然, 2周年 anniversary, 8米粒 grains.
_AFTER_HAN = late(
    rf"\s?[多余]?(?P<unit>{'|'.join(sorted(_HAN, key=len, reverse=True))})"
    r"(?![拉隆然地空上下生命年岁级粒饭线色])"
)
_AFTER_ENGLISH = late(
    r"(?P<gap>[ \u00a0-]?)(?:"
    + "|".join(
        f"(?P<u{i}>{english})"
        for i, (_, english) in sorted(enumerate(_ROWS), key=lambda row: -len(row[1][1]))
    )
    + r")(?![\w²³])"
)


_ODD = {"foot": "feet", "square foot": "square feet", "inch": "inches", "mu": "mu", "jin": "jin"}


class Said(NamedTuple):
    """A unit behind a figure: where it stands, and what is between the two."""

    unit: Unit
    start: int
    end: int
    gap: str = ""


def in_chinese(text: str, at: int) -> Said | None:
    """The unit behind a figure that ends at `at`."""
    found = _AFTER_HAN.match(text, at)
    return Said(_HAN[found["unit"]], *found.span("unit")) if found else None


def in_english(text: str, at: int) -> Said | None:
    """The unit behind a figure that ends at `at`."""
    found = _AFTER_ENGLISH.match(text, at)
    if not found or not (row := found.lastgroup):
        return None
    return Said(_ROWS[int(row[1:])][0], *found.span(row), found["gap"])


def written_like(unit: Unit, other: str) -> str:
    """The name of a unit, plural and spelt as another one is: "kilometres" like "metres".

    >>> written_like(Unit("kilometer", "length"), "metres"), written_like(Unit("mu", "area"), "ha")
    ('kilometres', 'mu')
    """
    name = unit.name
    if re.search(r"(?:met|lit)re", other):
        name = re.sub(r"(met|lit)er", r"\1re", name)
    head, gap, scale = name.partition(" ") if name.startswith("degree") else (name, "", "")
    return _ODD.get(head, f"{head}s") + gap + scale
