"""Siblings of figures and dates."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Container
from itertools import pairwise

from mtlint.learn.siblings.plant import MONTHS, WEEKDAYS, Plant, Rows, is_content, repeats
from mtlint.text.tokens import Word

_DIGITS = re.compile(r"\d[\d,.]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHIFTS = (-10, -2, -1, 1, 2, 10)  # years


def numbers(rows: Rows, allowed: Container[int], rng: random.Random) -> list[Plant]:
    """One plant for each figure that stands at least twice; in the body, before the same noun.

    Where only the first segment is allowed, the figure must stand in another one as well.
    """
    body = 1 in allowed
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for s, row in enumerate(rows):
        for i, word in enumerate(row):
            if key := _figure(row, i, word, body):
                places[key].append((s, i))
    values = {key.split(" ")[0] for key in places}
    made: list[Plant] = []
    for key, found in places.items():
        value = key.split(" ")[0]
        options = [p for p in found if p[0] in allowed]
        if len(found) < 2 or not options or not (body or any(s > 0 for s, _ in found)):
            continue
        s, i = rng.choice(options)
        new, how = _other_number(value, rng)
        if new not in values:
            word = rows[s][i]
            made.append(Plant(s, word.start, word.end, new, f"{how}, {repeats(len(found))}"))
    return made


def _figure(row: tuple[Word, ...], i: int, word: Word, with_noun: bool) -> str:
    """A figure that may be changed (`with_noun`: and the noun that it counts), else ""."""
    text = word.text
    beside = {row[j].text for j in (i - 1, i + 1) if 0 <= j < len(row)}
    if not _DIGITS.fullmatch(text) or len(text) < 2 or _YEAR.fullmatch(text):
        return ""
    if beside & set(MONTHS):
        return ""
    if not with_noun:
        return text
    if i + 1 >= len(row) or not is_content(row[i + 1]):
        return ""
    return f"{text} {row[i + 1].text.lower()}"


def _other_number(value: str, rng: random.Random) -> tuple[str, str]:
    """Another figure of the same shape, and how it was made."""
    digits = [i for i, c in enumerate(value) if c.isdigit()]
    draw = rng.random()
    if draw < 0.3:
        i = rng.choice(digits[:-1])
        j = digits[digits.index(i) + 1]
        if value[i] != value[j] and not (i == 0 and value[j] == "0"):
            swapped = list(value)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            return "".join(swapped), "swapped digits"
    if draw < 0.4 and value.isdigit():
        return value + "0", "tenfold"
    i = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != value[i]])
    return value[:i] + new + value[i + 1 :], "one digit"


def dates(rows: Rows, allowed: Container[int], rng: random.Random) -> list[Plant]:
    """Plants for months, weekdays, years and days that stand in the body as well."""
    inside = 1 in allowed
    rest = rows if inside else rows[1:]
    body = Counter(w.text for row in rest for w in row)
    pairs = Counter((a.text, b.text) for row in rest for a, b in pairwise(row))
    least = 2 if inside else 1  # the place itself is part of the body
    made: list[Plant] = []
    for s, row in enumerate(rows):
        for i, word in enumerate(row if s in allowed else ()):
            before = row[i - 1].text if i else ""
            if new := _other_date(word.text, before, body, pairs, least, rng):
                text, what = new
                made.append(Plant(s, word.start, word.end, text, what))
    return made


def _other_date(
    text: str,
    before: str,
    body: Counter[str],
    pairs: Counter[tuple[str, str]],
    least: int,
    rng: random.Random,
) -> tuple[str, str] | None:
    for names, what in ((MONTHS, "month"), (WEEKDAYS, "weekday")):
        if text in names and body[text] >= least:
            others = [n for n in names if not body[n]]
            return (rng.choice(others), what) if others else None
    if _YEAR.fullmatch(text) and body[text] >= least:
        year = str(int(text) + rng.choice(_SHIFTS))
        return None if body[year] else (year, "year")
    if text.isdigit() and before in MONTHS and pairs[before, text] >= least:
        days = [str(d) for d in range(1, 29) if not body[str(d)]]
        return (rng.choice(days), "day") if days else None
    return None
