"""Figures in a text as values with places, and which of two languages' figures answer each other.

`figures(text, lang)` reads Chinese (Japanese with it) and English in full: magnitudes, percent,
dates, number words. In other languages it reads digits alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from mtlint.text.nearest import Nearest, Roundings
from mtlint.text.quantities import supports
from mtlint.text.years import years

PERCENT, YEAR, MONTH, DAY, WEEKDAY, CLOCK, ORDINAL, NUMBER, FRACTION = (
    "percent", "year", "month", "day", "weekday", "clock", "ordinal", "number", "fraction",
)  # fmt: skip
READERS = {
    "zh": "mtlint.text.figures_zh",
    "ja": "mtlint.text.figures_zh",
    "en": "mtlint.text.figures_en",
}
_DIGITS = re.compile(r"\d[\d.,\u00a0\u202f’' ]*\d|\d", re.ASCII)
_LARGE = 10_000  # what news rounds
_EXACT, _CONVERTED = 1e-6, 0.03


class Figure(NamedTuple):
    """A figure of a text. `values` are its readings, the plain one first.

    `scaled` tells that a magnitude word (million, 亿) is part of it; `worded` that no digit is.
    """

    start: int
    end: int
    text: str
    values: tuple[float, ...]
    kind: str = NUMBER
    scaled: bool = False
    worded: bool = False

    @property
    def value(self) -> float:
        """The plain reading."""
        return self.values[0]


@lru_cache(maxsize=4096)
def figures(text: str, lang: str) -> tuple[Figure, ...]:
    """The figures of a text in its order. `lang` is a primary subtag.

    >>> [f.value for f in figures("约3.6亿人，增长百分之五", "zh")]
    [360000000.0, 5.0]
    """
    read: Callable[[str], Iterable[Figure]] = (
        import_module(READERS[lang]).read if lang in READERS else _plain
    )
    return tuple(_in_spans(text, read(text)))


def _in_spans(text: str, found: Iterable[Figure]) -> Iterable[Figure]:
    """The figures, those of "2023-24" and "2023–2024" read as years."""
    spans = years(text)
    for figure in found:
        year = spans.get(figure.start)
        if year is None or figure.scaled:
            yield figure
        elif year.sure:
            yield figure._replace(values=year.values or figure.values, kind=YEAR)
        else:
            yield figure._replace(values=tuple(dict.fromkeys((*figure.values, *year.values))))


def _plain(text: str) -> Iterable[Figure]:
    """Digits, with separators read both ways: 1.234 is a thousand or a decimal."""
    for match in _DIGITS.finditer(text):
        found = match[0]
        bare = re.sub(r"[^\d.,]", "", found)
        readings = []
        for decimal, group in ((".", ","), (",", ".")):
            plain = bare.replace(group, "")
            if plain.count(decimal) <= 1:
                readings.append(float(plain.replace(decimal, ".")))
        if " " in found:  # "5 000" is one figure, "2019 100" are two
            readings.extend(float(n) for n in re.findall(r"\d+", found))
        if readings:
            year = len(found) == 4 and found.isdecimal() and "1000" <= found <= "2199"
            values = tuple(dict.fromkeys(readings))
            yield Figure(match.start(), match.end(), found, values, YEAR if year else NUMBER)


def same_value(a: float, b: float, within: float = 1e-6) -> bool:
    """Equal but for a share `within` of the larger."""
    return a == b or abs(a - b) <= within * max(abs(a), abs(b))


def answers(source: Figure, target: Figure) -> bool:
    """Whether a figure of the translation says what one of the source says.

    Large figures may be rounded, years may not; a figure in another unit may be a little off.
    """
    if not _comparable(source.kind, target.kind):
        return False
    for a in source.values:
        within = _within(source, a)
        if any(same_value(a, b, within) for b in target.values):
            return True
    return _is_large(source) and any(supports(b, source.value) for b in target.values)


def _comparable(one: str, other: str) -> bool:
    """Whether figures of two kinds may be one thing."""
    kinds = {one, other}
    return not ((WEEKDAY in kinds and len(kinds) > 1) or kinds == {MONTH, DAY})


def _within(source: Figure, reading: float) -> float:
    """How far off a reading of a figure may be: a little where it is converted."""
    exact = reading == source.value or float(reading).is_integer()
    return _EXACT if exact else _CONVERTED


def _is_large(source: Figure) -> bool:
    return source.value >= _LARGE and source.kind != YEAR


class Answers:
    """Figures of a translation, asked whether any of them answers one of the source."""

    def __init__(self, target: Iterable[Figure]) -> None:
        values: dict[str, list[float]] = defaultdict(list)
        for figure in target:
            values[figure.kind].extend(figure.values)
        self._near = {kind: Nearest(numbers) for kind, numbers in values.items()}
        self._rounded = {kind: Roundings(numbers) for kind, numbers in values.items()}

    def has(self, source: Figure) -> bool:
        """Whether `answers` is true of a figure of the source and any of these."""
        for kind, near in self._near.items():
            if not _comparable(source.kind, kind):
                continue
            for a in source.values:
                if any(same_value(a, b, _within(source, a)) for b in near.beside(a)):
                    return True
            if _is_large(source):
                rounded = self._rounded[kind].of(source.value)
                if any(supports(b, source.value) for b in rounded):
                    return True
        return False


class _Questions:
    """Figures of a source, asked whether a figure of the translation answers any of them."""

    def __init__(self, source: Iterable[Figure]) -> None:
        values: dict[tuple[str, float], list[float]] = defaultdict(list)
        large: dict[str, list[float]] = defaultdict(list)
        for figure in source:
            for a in figure.values:
                values[figure.kind, _within(figure, a)].append(a)
            if _is_large(figure):
                large[figure.kind].append(figure.value)
        self._near = {key: Nearest(numbers) for key, numbers in values.items()}
        self._large = {kind: Nearest(numbers) for kind, numbers in large.items()}

    def have(self, target: Figure) -> bool:
        """Whether `answers` is true of any of these and a figure of the translation."""
        return any(
            same_value(a, b, within)
            for (kind, within), near in self._near.items()
            if _comparable(kind, target.kind)
            for b in target.values
            for a in near.beside(b)
        ) or any(
            supports(b, full)
            for kind, near in self._large.items()
            if _comparable(kind, target.kind)
            for b in target.values
            for full in near.beside(b)
        )


class Comparison(NamedTuple):
    """Figures of the source that nothing answers, and of the translation that answer nothing."""

    missing: tuple[Figure, ...]
    extra: tuple[Figure, ...]


def compare(source: Sequence[Figure], target: Sequence[Figure]) -> Comparison:
    """Which figures of source and translation are left over.

    Figures that stand in a text again and again are compared once, and no more than a few with
    each: those beside it in size, and what it may have been rounded to.
    """
    ours, theirs = ({_anywhere(f) for f in side} for side in (source, target))
    same = {(f.kind, f.values) for f in ours} & {(f.kind, f.values) for f in theirs}
    open_ours = [f for f in ours if (f.kind, f.values) not in same]
    open_theirs = [f for f in theirs if (f.kind, f.values) not in same]
    answered, asked = Answers(theirs), _Questions(ours)
    missing = {s for s in open_ours if not answered.has(s)}
    extra = {t for t in open_theirs if not asked.have(t)}
    return Comparison(
        tuple(f for f in source if _anywhere(f) in missing),
        tuple(f for f in target if _anywhere(f) in extra),
    )


def _anywhere(figure: Figure) -> Figure:
    return figure._replace(start=0, end=0)


def off_by_magnitude(source: Figure, target: Figure) -> bool:
    """The same digits with another power of ten: 3.6亿 and "36 million"."""
    a, b = source.value, target.value
    if a <= 0 or b <= 0 or not (source.scaled or target.scaled):
        return False
    ratio = max(a, b) / min(a, b)
    while ratio > 9.9:
        ratio /= 10
        if same_value(ratio, 1.0, 0.006):
            return True
    return False


def written(value: float) -> str:
    """A value as English news writes it.

    >>> written(360000000.0), written(12500.0), written(1.2e12), written(2020.0)
    ('360 million', '12,500', '1.2 trillion', '2,020')
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:,.6g} {name}"
    return f"{value:,.10g}"
