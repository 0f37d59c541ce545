"""Figures of Chinese and English text as values, and which answer each other."""

from __future__ import annotations

import pytest

from mtlint.text.counterparts import compare, figures, off_by_magnitude, written


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("约3.6亿人", [3.6e8]),
        ("总额1.2万亿元", [1.2e12]),
        ("3亿5000万", [3.5e8]),
        ("1万2千人", [12000]),
        ("服务3000多万人", [3e7]),
        ("３个百分点", [3]),
        ("增长百分之十五", [15]),
        ("五成以上", [50]),
        ("三分之一", [1 / 3]),
        ("2020年11月3日", [2020, 11, 3]),
        ("二〇二一年五月", [2021, 5]),
        ("上世纪90年代", [1990]),
        ("第十九届", [19]),
        ("下午15时30分", [15]),
        ("两千三百万", [2.3e7]),
        ("二十三家", [23]),
        ("1000千伏", [1000]),
        ("4.续航只有9天", [9]),
        ("几十人、数百家、上万人", []),
        ("十分重要，统一四川，千方百计", []),
        ("九二共识，十一黄金周，三一集团", []),
        ("四五十天，一万六七千元", [40, 16000]),
        ("成功，成本，一成不变的成员", []),
    ],
)
def test_chinese(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text, "zh")] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("360 million people", [3.6e8]),
        ("1.2 trillion yuan", [1.2e12]),
        ("twenty-three million", [2.3e7]),
        ("two hundred and fifty thousand", [250000]),
        ("one hundred and one", [101]),
        ("3.5bn and 40k", [3.5e9, 40000]),
        ("15 percent, 5 per cent, 2%", [15, 5, 2]),
        ("Nov. 3, 2020", [11, 3, 2020]),
        ("it may rain in May", [5]),
        ("the 1990s", [1990]),
        ("the 19th and the twentieth", [19, 20]),
        ("a dozen, a pair, tenfold", [12, 2, 10]),
        ("1,234,567", [1234567]),
        ("10G PON", [10]),
    ],
)
def test_english(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text, "en")] == pytest.approx(values)


def test_places_are_exact() -> None:
    for lang, text in (
        ("zh", "约3.6亿人，增长百分之五。"),
        ("en", "Some 360 million, five percent."),
    ):
        for figure in figures(text, lang):
            assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("9时半后", "After 9:30 a.m."),
        ("20时", "8 p.m."),
        ("600至850亿千瓦时", "60 to 85 billion kWh"),
        ("25到30万元", "250,000 to 300,000 yuan"),
        ("100亩", "6.7 hectares"),
        ("10年", "a decade"),
        ("30年", "three decades"),
        ("6个月", "half a year"),
        ("增长2倍", "three times as many"),
        ("增长五成", "rose by half"),
        ("1.28亿", "nearly 130 million"),
        ("三分之二", "two-thirds"),
        ("12人", "a dozen people"),
        ("80后", "born in the 1980s, at 80"),
        ("90年代", "the nineties"),
    ],
)
def test_answered(source: str, target: str) -> None:
    assert compare(figures(source, "zh"), figures(target, "en")).missing == ()


@pytest.mark.parametrize(
    ("source", "target", "magnitude"),
    [
        ("3.6亿", "36 million", True),
        ("5亿", "5 million", True),
        ("成立于2021年", "founded in 2012", False),
        ("960亩", "906 mu", False),
        ("8218.35万", "82.835 million", False),
    ],
)
def test_not_answered(source: str, target: str, magnitude: bool) -> None:
    found = compare(figures(source, "zh"), figures(target, "en"))
    (missing,), (extra,) = found.missing, found.extra
    assert off_by_magnitude(missing, extra) is magnitude


@pytest.mark.parametrize(
    "source",
    ["2023-24年度", "2023-2024年度", "2023/24赛季", "2023至24学年", "2023年—2024年", "23-24赛季",
     "２０２３－２４财年"],
)  # fmt: skip
@pytest.mark.parametrize("target", ["2023-24", "2023–2024", "2023/24", "FY2023-24", "2023-4"])
def test_spans_of_years(source: str, target: str) -> None:
    assert compare(figures(source, "zh"), figures(target, "en")) == ((), ())
    assert compare(figures(target, "en"), figures(source, "zh")) == ((), ())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2023-24", "2023-2025"),
        ("2023-2024", "2023-25"),
        ("2023-24", "2022-24"),
        ("1999-2001", "1999-00"),
        ("the 22-23 season", "the 2022-24 season"),
    ],
)
def test_other_years_of_a_span(source: str, target: str) -> None:
    found = compare(figures(source, "en"), figures(target, "en"))
    assert [f.kind for f in (*found.missing, *found.extra)] == ["year", "year"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2023-05-11", [2023, 5, 11]),
        ("from 2023-05 on", [2023, 5]),
        ("1500-20 million", [1500, 2e7]),
        ("1500-60%", [1500, 60]),
        ("$1990-99", [1990, 99]),
        ("tel. 2023-2434", [2023, 2434]),
        ("a 22-23 win", [22, 23]),
        ("1999-00, 1998-03", [1999, 2000, 1998, 3]),
    ],
)
def test_no_spans_of_years(text: str, values: list[float]) -> None:
    assert [f.value for f in figures(text, "en")] == values


def test_other_languages_are_read_by_their_digits() -> None:
    german = figures("Rund 1.234 Menschen, 3,5 Prozent", "de")
    assert [set(f.values) for f in german] == [{1.234, 1234.0}, {3.5, 35.0}]
    assert compare(figures("1,234 people", "en"), german).missing == ()


def test_written() -> None:
    assert [written(v) for v in (3.6e8, 12500.0, 1.2e12, 0.5)] == [
        "360 million", "12,500", "1.2 trillion", "0.5",
    ]  # fmt: skip
