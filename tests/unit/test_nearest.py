"""Thousands of figures are compared as few are: the same results, nearly in linear time."""

import random

import pytest
from tests.growth import grows_linearly

from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.text.counterparts import (
    DAY,
    MONTH,
    NUMBER,
    ORDINAL,
    PERCENT,
    WEEKDAY,
    YEAR,
    Comparison,
    Figure,
    answers,
    compare,
    off_by_magnitude,
)
from mtlint.text.nearest import Nearest, Ranges, Roundings
from mtlint.text.replaced import pairs
from mtlint.text.view import DocumentView
from mtlint.types import Document, Segment

NUMBERS = [c for c in builtin_checks() if c.id.startswith("numbers.")]
KINDS = (PERCENT, YEAR, MONTH, DAY, WEEKDAY, ORDINAL, NUMBER)
ROUND = (3.6e8, 3.55e8, 1.249e6, 1.25e6, 12345.0, 12300.0, 99950.0, 1e5, 31.0, 7.0, 0.5, 2020.0)
NEAR = (1.0, 1.0000005, 0.97, 1.03, 10.0, 0.1, 9.95, 9.939, 10.0604, 999.0, 1000.0, 0.001)


def some(rand: random.Random, start: int) -> Figure:
    value = rand.choice((*ROUND, float(rand.randrange(100_000)), rand.uniform(0, 30)))
    more = [value / 15, value - 1, value * 10][: rand.randrange(3)]
    scaled = rand.random() < 0.4
    return Figure(start, start + 1, "x", (value, *more), rand.choice(KINDS), scaled)


def sides(seed: int) -> tuple[list[Figure], list[Figure]]:
    rand = random.Random(seed)
    source = [some(rand, i) for i in range(rand.randrange(30))]
    target = [some(rand, i) for i in range(rand.randrange(20))]
    for i, figure in enumerate(source):
        near = figure.value * rand.choice(NEAR)
        kind = rand.choice((figure.kind, NUMBER))
        target.append(Figure(100 + i, 101 + i, "x", (near,), kind, rand.random() < 0.5))
    rand.shuffle(target)
    return source, target


@pytest.mark.parametrize("seed", range(200))
def test_what_is_left_over_is_what_no_pair_answers(seed: int) -> None:
    source, target = sides(seed)
    left = compare(source, target)
    same = {(f.kind, f.values) for f in source} & {(f.kind, f.values) for f in target}
    for f in source:
        open_ = (f.kind, f.values) not in same and not any(answers(f, t) for t in target)
        assert (f in left.missing) == open_
    for t in target:
        open_ = (t.kind, t.values) not in same and not any(answers(f, t) for f in source)
        assert (t in left.extra) == open_


def fits(source: Figure, target: Figure) -> str:
    """How a figure may stand for another, tried one by one."""
    if off_by_magnitude(source, target):
        return "magnitude"
    if source.kind == DAY:
        return DAY if target.kind in (DAY, ORDINAL) and target.value <= 31 else ""
    if source.kind == NUMBER:
        few, many = sorted((source.value, target.value))
        counted = target.kind in (NUMBER, DAY) and (source.scaled or not target.scaled)
        return NUMBER if counted and many < 1000 * max(1.0, few) else ""
    return source.kind if source.kind == target.kind else ""


@pytest.mark.parametrize("seed", range(200))
def test_each_takes_the_first_that_is_left(seed: int) -> None:
    source, target = sides(seed)
    left, expected = list(target), []
    for f in source:
        told = [(t, fits(f, t)) for t in left]
        found = next((p for p in told if p[1] == "magnitude"), None)
        found = found or next((p for p in told if p[1]), None)
        if found:
            left.remove(found[0])
            expected.append((f, *found))
    assert list(pairs(Comparison(tuple(source), tuple(target)))) == expected


def test_numbers_by_size() -> None:
    assert list(Nearest([5, 1, 9, 5]).beside(6)) == [5, 9]
    assert list(Nearest([5, 1]).beside(0)) == [1] and list(Nearest([]).beside(1)) == []
    assert sorted(Roundings([3.6e8, 3.55e8, 4e8]).of(3.5501e8)) == [3.55e8, 3.6e8, 4e8]
    ranges = Ranges(enumerate([7, 3, 5, 3]))
    assert ranges.first(3, 5) == 1 and ranges.first(8, 9) is None
    ranges.take(1)
    assert ranges.first(3, 5) == 2 and ranges.first(3, 4) == 3
    ranges.put_back(1)
    assert ranges.first(3, 5) == 1


MANY = {
    "others": ("{0}人", "{1} people"),
    "money": ("{0}元", "{0} yuan, "),
    "shares": ("增长{0}.5%", "{1}.25%"),
    "scaled": ("{0}万人", "{1} million people"),
    "none": ("{0}人", "Many people came."),
    "added": ("人", "{1} people"),
    "dates": ("5月{2}日", "June {2}"),
}


@pytest.mark.parametrize("name", MANY)
def test_thousands_of_figures_in_one_segment(name: str) -> None:
    def run(n: int) -> None:
        source, target = (
            ", ".join(form.format(7 * i + 100_003, 7 * i + 900_007, i % 28 + 1) for i in range(n))
            for form in MANY[name]
        )
        segment = Segment(0, target, source=source)
        document = Document("d", (segment,), source_lang="zh", target_lang="en", segmented=True)
        for check in NUMBERS:
            run_check(check, DocumentView(document))

    assert grows_linearly(run, 500)
