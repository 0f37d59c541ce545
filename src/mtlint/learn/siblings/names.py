"""Siblings of names: other spellings, and other names."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator

from mtlint.learn.siblings.plant import Plant, Rows, is_name, repeats
from mtlint.learn.siblings.pools import Pools
from mtlint.text.tokens import Word

HYPHENS = 0.15  # share of names that get a hyphen, where they are long enough
# How one sound comes out in another romanisation or ear. Not one letter is dropped or doubled.
_SOUNDS = [
    (re.compile(old), new)
    for old, new in (
        ("zh", "z"), ("z", "j"), ("sh", "s"), ("(?<!^)s", "x"), ("q", "ch"), ("x", "hs"),
        ("j", "ch"), ("ing", "in"), ("in(?!g)", "ing"), ("ang", "an"), ("an(?!g)", "ang"),
        ("eng", "en"), ("en(?!g)", "eng"), ("ong", "ung"), ("ou", "o"), ("ei", "e"), ("ie", "ia"),
        ("(?<!^)a", "e"), ("(?<!^)e", "i"), ("(?<!^)i", "e"), ("(?<!^)o", "u"), ("(?<!^)u", "o"),
        ("(?<!^)l", "r"), ("(?<!^)r", "l"), ("(?<!^)k", "c"), ("(?<!^)c(?!h)", "k"), ("ph", "f"),
        ("(?<!^)b", "p"), ("(?<!^)d", "t"), ("(?<!^)g", "k"), ("(?<!^)f", "v"), ("(?<!^)v", "w"),
        ("(?<!^)m", "n"), ("(?<!^)y", "i"), ("(?<!^)t(?!h)", "d"),
    )
]  # fmt: skip


def _repeated(rows: Rows) -> Iterator[tuple[str, list[tuple[int, Word]]]]:
    """Names that stand at least twice, with their places."""
    places: dict[str, list[tuple[int, Word]]] = defaultdict(list)
    for s, row in enumerate(rows):
        for word in row:
            if is_name(word):
                places[word.text].append((s, word))
    return ((name, found) for name, found in places.items() if len(found) >= 2)


def respelt(rows: Rows, rng: random.Random) -> list[Plant]:
    """One plant for each repeated name: another spelling in one place."""
    made = []
    for name, found in _repeated(rows):
        s, word = rng.choice(found)
        if rng.random() < HYPHENS and len(name) > 5:
            cut = rng.randint(2, len(name) - 3)
            new, how = f"{name[:cut]}-{name[cut:]}", "hyphen"
        else:
            new, how = respell(name, rng), "sound"
        size = "3 or 4 letters" if len(name) < 5 else "longer"
        if new:
            made.append(
                Plant(s, word.start, word.end, new, f"{how}, {size}, {repeats(len(found))}")
            )
    return made


def respell(name: str, rng: random.Random) -> str:
    """One sound of the name written another way; "" where no rule fits."""
    low = name.lower()
    options = [
        low[: m.start()] + new + low[m.end() :]
        for pattern, new in _SOUNDS
        for m in [pattern.search(low)]
        if m
    ]
    return rng.choice(options).capitalize() if options else ""


def swapped(rows: Rows, pools: Pools, rng: random.Random) -> list[Plant]:
    """One plant for each repeated name: another name in one place."""
    made = []
    have = {w.text for row in rows for w in row}
    for _, found in _repeated(rows):
        s, word = rng.choice(found)
        other = rng.choice(pools.names) if pools.names else ""
        if other and other not in have:
            made.append(Plant(s, word.start, word.end, other, repeats(len(found))))
    return made
