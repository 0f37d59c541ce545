"""Measures in another unit than the source has."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.counterparts import Figure, figures
from mtlint.text.units import Said, Unit, in_chinese, in_english, written_like
from mtlint.text.view import SegmentView
from mtlint.types import Category, Evidence, Hit, Severity

# Units that do for one another: a jin is a pound and a tenth.
_DO = frozenset({("jin", "pound")})


@segment_check(
    "numbers.unit",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    languages=("en",),
    triggers="0123456789",
    examples=(
        Example("It rained 286 centimeters.", ["286 centimeters"], source="降雨量达286毫米。"),
        Example("The road is 46 metres long.", ["46 metres"], source="公路长46公里。"),
        Example("They sent 8 kilograms of rice.", ["8 kilograms"], source="送去8吨大米。"),
        Example("It was 38 degrees Fahrenheit.", ["38 degrees Fahrenheit"], source="38摄氏度。"),
        Example("They planted 120 acres of tea.", ["120 acres"], source="种茶120亩。"),
        Example("It took 15 days.", ["15 days"], source="用了15个月。"),
        Example("It rained 286 millimeters.", source="降雨量达286毫米。"),
        Example("It rained 28.6 cm.", source="降雨量达286毫米。", why="another unit, as much"),
        Example("They planted 8 hectares of tea.", source="种茶120亩。"),
        Example("A 46-kilometer road, 46 meters above the sea.", source="公路长46公里，海拔46米。"),
        Example("He ran 5 km in 20 minutes.", source="他20分钟跑了5公里。"),
        Example("Sow 30 pounds of seed.", source="播种30斤。", why="nearly as much"),
        Example("It opened 15 days later.", source="15日开业。"),
    ),
)  # fmt: skip
def unit(view: SegmentView) -> Iterator[Hit]:
    """A measure has the figure of the source and another unit.

    286 毫米 are millimeters, no centimeters; 亩 (mu) are no acres and 斤 (jin) no kilograms. Only
    units that both sides name and that measure the same kind of thing are compared, and only equal
    figures: what was converted has another one.
    """
    source = view.segment.source
    if not source:
        return
    there = _measures(source, chinese=True)
    if not there:
        return
    here = _measures(view.text, chinese=False)
    given = {(figure.value, said.unit) for figure, said in there}
    for figure, said in there:
        equal = [m for m in here if m[0].value == figure.value]
        same = [m for m in equal if m[1].unit.measures == said.unit.measures]
        if any(_does(said.unit, own.unit) for _, own in same):
            continue
        for measure in same:
            if (measure[0].value, measure[1].unit) not in given:
                yield _hit(view, source[figure.start : said.end], said.unit, *measure)
                break


def _measures(text: str, *, chinese: bool) -> list[tuple[Figure, Said]]:
    read = in_chinese if chinese else in_english
    found = ((f, read(text, f.end)) for f in figures(text, "zh" if chinese else "en"))
    return [(figure, said) for figure, said in found if said]


def _does(given: Unit, found: Unit) -> bool:
    return given == found or (given.name, found.name) in _DO


def _hit(view: SegmentView, quoted: str, right: Unit, figure: Figure, said: Said) -> Hit:
    text = view.text
    number = text[figure.start : figure.end]
    plain = said.gap not in ("", "-") and figure.value > 1
    return view.hit(
        figure.start,
        said.end,
        f"The source says “{quoted}” ({right.name}); here “{text[figure.start : said.end]}”",
        suggestion=f"{number} {written_like(right, text[said.start : said.end])}"
        if plain
        else None,
        features=(right.measures,),
    )
