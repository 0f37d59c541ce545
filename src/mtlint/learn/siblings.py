"""Plausible siblings of what an article repeats: other terms, names, figures and dates.

Nothing here looks at how the checks work: siblings come from the other articles of the corpus or
from a change of digits, letters or calendar words.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from mtlint.text.grammar_en import classes
from mtlint.text.lexicon_en import lexicon
from mtlint.text.tokens import Word, words
from mtlint.types import Document, Part

KINDS = ("term-headline", "term-body", "name", "number-headline", "date-headline", "number-body")
MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PLAIN = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_DIGITS = re.compile(r"\d[\d,.]*")
_STOP = frozenset(
    "the a an of in on at to for by with from and or but as is are was were be been has have had "
    "will would can could should may might must that this these those it its he she they we i you "
    "his her their our my your not no also more most very about into over under after before "
    "during between through against than so if when while who which what where how there said "
    "says one all some any each other such only first second two three out new last next day days "
    "time times year years month months week many much same own local today well good lot number "
    "total part way use used hundred thousand million billion trillion yuan dollar dollars "
    "percent including celebrate save".split()
)


@dataclass(frozen=True)
class Plant:
    """Replace `[start, end)` of a segment by `text`; `detail` names the sub-kind."""

    segment: int
    start: int
    end: int
    text: str
    detail: str


@dataclass
class Pools:
    """What stands beside which word in the corpus, and its names."""

    after: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    names: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Pools:
        """Counts over all documents."""
        pools, names = cls(), Counter[str]()
        for document in documents:
            for segment in document.segments:
                row = words(segment.target)
                for a, b in pairwise(row):
                    if b.start - a.end == 1 and _content(a) and _content(b):
                        pools.after[a.text.lower()][b.text.lower()] += 1
                        pools.before[b.text.lower()][a.text.lower()] += 1
                names.update(w.text for w in row[1:] if _is_name(w))
        pools.names = sorted(w for w, n in names.items() if n >= 3)
        return pools


def _content(word: Word) -> bool:
    return bool(_PLAIN.fullmatch(word.text)) and word.text.lower() not in _STOP


def _noun(word: str) -> bool:
    known = classes(word)
    return ("n" in known or "p" in known) and "!" not in known


def _is_name(word: Word) -> bool:
    text = word.text
    return (
        len(text) > 2
        and text[0].isupper()
        and text[1:].islower()
        and text.isalpha()
        and not lexicon().is_common(text.lower())
    )


def plants_of(document: Document, kind: str, pools: Pools, rng: random.Random) -> list[Plant]:
    """Possible plants of one kind in an article (at most one a place)."""
    rows = [words(s.target) for s in document.segments]
    headline = document.segments[0].part is Part.HEADLINE
    if kind.endswith("-headline"):
        # Where the input has no headline, the first segment is the lead that stands for it.
        where = [0]
    elif kind == "name":
        where = list(range(len(rows)))
    else:
        where = list(range(1 if headline else 0, len(rows)))
    if kind.startswith("term"):
        return _terms(document, rows, where, pools, rng, kind)
    if kind == "name":
        return _names(rows, where, pools, rng)
    if kind == "date-headline":
        return _dates(rows, where, rng)
    return _numbers(rows, where, rng, body=kind == "number-body")


def _terms(
    document: Document,
    rows: list[tuple[Word, ...]],
    where: list[int],
    pools: Pools,
    rng: random.Random,
    kind: str,
) -> list[Plant]:
    count: Counter[tuple[str, ...]] = Counter()
    places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for s, row in enumerate(rows):
        for n in (2, 3, 4):
            for i in range(len(row) - n + 1):
                gram = row[i : i + n]
                if not all(_content(w) for w in gram) or not _noun(gram[-1].text.lower()):
                    continue
                if any(b.start - a.end != 1 for a, b in pairwise(gram)):
                    continue
                key = tuple(w.text.lower() for w in gram)
                count[key] += 1
                places[key].append((s, i))
    made: list[Plant] = []
    allowed = set(where)
    for key, total in count.items():
        if total < 2:
            continue
        if kind == "term-headline" and not any(s > 0 for s, _ in places[key]):
            continue
        options = [p for p in places[key] if p[0] in allowed]
        if not options:
            continue
        s, i = rng.choice(options)
        made.extend(_term_plant(rows, s, i, key, total, count, pools, rng))
    return made


def _term_plant(
    rows: list[tuple[Word, ...]],
    s: int,
    i: int,
    key: tuple[str, ...],
    total: int,
    count: Counter[tuple[str, ...]],
    pools: Pools,
    rng: random.Random,
) -> Iterable[Plant]:
    head = rng.random() < 0.7
    if head:
        at, pool = i + len(key) - 1, pools.after[key[-2]]
        taken = {k[1] for k in count if len(k) == 2 and k[0] == key[-2]}
    else:
        at, pool = i, pools.before[key[1]]
        taken = {k[0] for k in count if len(k) == 2 and k[1] == key[1]}
    old = rows[s][at]
    stem = old.text.lower()[:4]
    options = sorted(
        w
        for w, n in pool.items()
        if n >= 2
        and w not in taken
        and w[:4] != stem
        and len(w) > 2
        and (_noun(w) if head else (_noun(w) or "j" in classes(w)))
    )
    if not options:
        return
    new = rng.choice(options)
    new = new.capitalize() if old.text[0].isupper() else new
    role = "head" if head else "modifier"
    yield Plant(s, old.start, old.end, new, f"{role}, {min(len(key), 3)} words, x{min(total, 4)}")


def _names(
    rows: list[tuple[Word, ...]], where: list[int], pools: Pools, rng: random.Random
) -> list[Plant]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for s, row in enumerate(rows):
        for i, word in enumerate(row):
            if _is_name(word) and word.text not in MONTHS and word.text not in WEEKDAYS:
                places[word.text].append((s, i))
    made: list[Plant] = []
    for name, found in places.items():
        if len(found) < 2:
            continue
        s, i = rng.choice(found)
        if s not in where:
            continue
        word = rows[s][i]
        row = rows[s]
        in_run = any(
            0 <= j < len(row) and row[j].text[0].isupper() and abs(row[j].start - word.start) < 20
            for j in (i - 1, i + 1)
        )
        draw = rng.random()
        size = f"x{min(4, len(found))}"
        if draw < 0.7:
            made.append(Plant(s, word.start, word.end, _respell(name, rng), f"respelt {size}"))
        elif draw < 0.8 and len(name) > 4 and in_run:
            cut = rng.randint(2, len(name) - 2)
            made.append(
                Plant(s, word.start, word.end, f"{name[:cut]}-{name[cut:]}", f"split {size}")
            )
        elif pools.names:
            other = rng.choice(pools.names)
            if other not in places:
                where_ = "headline" if s == 0 else ("run" if in_run else "alone")
                made.append(Plant(s, word.start, word.end, other, f"other, {where_} {size}"))
    return made


_SOUNDS = (
    ("zh", "z"), ("z", "j"), ("sh", "s"), ("s", "x"), ("q", "ch"), ("x", "hs"), ("j", "ch"),
    ("ing", "in"), ("in", "ing"), ("ang", "an"), ("an", "ang"), ("eng", "en"), ("en", "eng"),
    ("ong", "ung"), ("ou", "o"), ("ei", "e"), ("ie", "ia"), ("a", "e"), ("e", "i"), ("i", "e"),
    ("o", "u"), ("u", "o"), ("l", "r"), ("r", "l"), ("k", "c"), ("c", "k"), ("ph", "f"),
    ("b", "p"), ("d", "t"), ("g", "k"), ("f", "v"), ("v", "w"), ("m", "n"), ("y", "i"), ("t", "d"),
)  # fmt: skip


def _respell(name: str, rng: random.Random) -> str:
    """One sound of the name written another way."""
    low = name.lower()
    options = []
    for old, new in _SOUNDS:
        at = low.find(old, 0 if len(old) > 1 else 1)
        if at >= 0:
            options.append(low[:at] + new + low[at + len(old) :])
    options = [o for o in options if o != low]
    if not options:
        return name + "a"
    return rng.choice(options).capitalize()


def _figure_places(
    rows: list[tuple[Word, ...]], with_noun: bool
) -> dict[str, list[tuple[int, int]]]:
    """Places of each figure; `with_noun`, of each figure with the word that it counts."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for s, row in enumerate(rows):
        for i, word in enumerate(row):
            if not _DIGITS.fullmatch(word.text):
                continue
            key = word.text
            if with_noun:
                if i + 1 >= len(row) or not _content(row[i + 1]) or row[i + 1].text in MONTHS:
                    continue
                key = f"{word.text} {row[i + 1].text.lower()}"
            places[key].append((s, i))
    return places


def _numbers(
    rows: list[tuple[Word, ...]], where: list[int], rng: random.Random, *, body: bool
) -> list[Plant]:
    places = _figure_places(rows, body)
    made: list[Plant] = []
    for key, found in places.items():
        value = key.split(" ")[0]
        if len(found) < 2 or len(value) < 2 or (re.fullmatch(r"(19|20)\d\d", value)):
            continue
        if body:
            options = [p for p in found if p[0] in where]
        else:
            options = [p for p in found if p[0] == 0] if any(p[0] > 0 for p in found) else []
        if not options:
            continue
        s, i = rng.choice(options)
        word = rows[s][i]
        if (i and rows[s][i - 1].text in MONTHS) or (
            i + 1 < len(rows[s]) and rows[s][i + 1].text in MONTHS
        ):
            continue
        new, detail = _other_number(value, rng)
        if all(new != k.split(" ")[0] for k in places):
            made.append(Plant(s, word.start, word.end, new, f"{detail} x{min(4, len(found))}"))
    return made


def _other_number(value: str, rng: random.Random) -> tuple[str, str]:
    """Another figure of the same shape."""
    digits = [i for i, c in enumerate(value) if c.isdigit()]
    draw = rng.random()
    if draw < 0.3:
        i = rng.choice(digits[:-1]) if len(digits) > 1 else digits[0]
        j = digits[digits.index(i) + 1] if len(digits) > 1 else i
        if value[i] != value[j] and not (i == 0 and value[j] == "0"):
            swapped = list(value)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            return "".join(swapped), "swapped"
    if draw < 0.4 and value.isdigit():
        return value + "0", "tenfold"
    i = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != value[i]])
    return value[:i] + new + value[i + 1 :], "digit"


def _dates(rows: list[tuple[Word, ...]], where: list[int], rng: random.Random) -> list[Plant]:
    body = Counter(w.text for row in rows[1:] for w in row)
    body_dates = {(a.text, b.text) for row in rows[1:] for a, b in pairwise(row)}
    made: list[Plant] = []
    for s in where:
        row = rows[s]
        for i, word in enumerate(row):
            text = word.text
            if text in MONTHS and body[text]:
                new = rng.choice([m for m in MONTHS if not body[m]])
                made.append(Plant(s, word.start, word.end, new, "month"))
            elif text in WEEKDAYS and body[text]:
                new = rng.choice([d for d in WEEKDAYS if not body[d]])
                made.append(Plant(s, word.start, word.end, new, "weekday"))
            elif re.fullmatch(r"(19|20)\d\d", text) and body[text]:
                year = int(text) + rng.choice([-10, -2, -1, 1, 2, 10])
                if not body[str(year)]:
                    made.append(Plant(s, word.start, word.end, str(year), "year"))
            elif (
                i
                and text.isdigit()
                and row[i - 1].text in MONTHS
                and (row[i - 1].text, text) in body_dates
            ):
                day = rng.choice([d for d in range(1, 29) if str(d) != text and not body[str(d)]])
                made.append(Plant(s, word.start, word.end, str(day), "day"))
    return made
