"""Siblings of repeated multi-word terms."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Container
from itertools import pairwise

from mtlint.learn.siblings.plant import Plant, Rows, is_content, is_noun, repeats
from mtlint.learn.siblings.pools import Pools
from mtlint.text.grammar_en import classes

HEADS = 0.7  # share of plants that exchange the last word
Grams = dict[tuple[str, ...], list[tuple[int, int]]]


def terms(rows: Rows, allowed: Container[int], pools: Pools, rng: random.Random) -> list[Plant]:
    """One plant for each term that stands at least twice, in an allowed segment.

    Where only the first segment is allowed, the term must stand in another one as well.
    """
    grams = _grams(rows)
    body = 1 in allowed
    made: list[Plant] = []
    for key, places in grams.items():
        options = [p for p in places if p[0] in allowed]
        if len(places) < 2 or not options or not (body or any(s > 0 for s, _ in places)):
            continue
        plant = _exchange(rows, key, rng.choice(options), grams, pools, rng)
        if plant:
            made.append(plant)
    return made


def _grams(rows: Rows) -> Grams:
    """Two to four content words in a row, the last one a noun -> where each begins."""
    found: Grams = defaultdict(list)
    for s, row in enumerate(rows):
        for n in (2, 3, 4):
            for i in range(len(row) - n + 1):
                gram = row[i : i + n]
                if not all(is_content(w) for w in gram) or not is_noun(gram[-1].text.lower()):
                    continue
                if all(b.start - a.end == 1 for a, b in pairwise(gram)):
                    found[tuple(w.text.lower() for w in gram)].append((s, i))
    return found


def _exchange(
    rows: Rows,
    key: tuple[str, ...],
    place: tuple[int, int],
    grams: Grams,
    pools: Pools,
    rng: random.Random,
) -> Plant | None:
    s, i = place
    head = rng.random() < HEADS
    if head:
        at, pool = i + len(key) - 1, pools.after[key[-2]]
        taken = {k[1] for k in grams if len(k) == 2 and k[0] == key[-2]}
    else:
        at, pool = i, pools.before[key[1]]
        taken = {k[0] for k in grams if len(k) == 2 and k[1] == key[1]}
    old = rows[s][at]
    stem = old.text.lower()[:4]
    options = sorted(
        w
        for w, n in pool.items()
        if n >= 2
        and w not in taken
        and w[:4] != stem
        and len(w) > 2
        and (is_noun(w) or (not head and "j" in classes(w)))
    )
    if not options:
        return None
    new = rng.choice(options)
    new = new.capitalize() if old.text[0].isupper() else new
    role, size = "head" if head else "modifier", "2 words" if len(key) == 2 else "3 or 4 words"
    return Plant(s, old.start, old.end, new, f"{role}, {size}, {repeats(len(grams[key]))}")
