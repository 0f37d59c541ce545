"""Names of one document that may be spellings of one name.

Names are compared by a sound key that levels what romanisations write differently (zh/j, x/hs,
ng/n, double letters), and by single edits of it: each key is filed under itself and under itself
without one letter, so that alike names meet in a bucket and no pair is searched for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtlint.text.alignment import distance
from mtlint.text.forms import is_common
from mtlint.text.lexicon_en import lexicon
from mtlint.text.phrases import NAME, Content, Token, same_name

MAX_BUCKET = 24
_SOUNDS = (
    ("zh", "j"), ("ch", "q"), ("hs", "x"), ("sh", "x"), ("ts", "c"), ("tz", "z"), ("ph", "f"),
    ("ck", "k"), ("ng", "n"), ("ou", "o"), ("ei", "e"), ("ue", "u"), ("ui", "uei"), ("th", "t"),
)  # fmt: skip
_LEVEL = str.maketrans("zscyvk", "jxqiwg")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Variant:
    """A rarer spelling against the commoner one, each with its places (token positions).

    `near` tells how surely both are one: "joined" (only hyphens or spaces differ), "beside" (the
    same name stands beside both), "long" (one edit in a long name), "sound" (other letters for
    the same sounds), "slip" (an unknown word, one letter from a name that everybody knows).
    """

    rare: str
    common: str
    rare_places: tuple[int, ...]
    common_places: tuple[int, ...]
    near: str


@lru_cache(maxsize=8192)
def sound_key(name: str) -> str:
    """What romanisations of one name share (roughly).

    >>> sound_key("hsieh") == sound_key("xieh"), sound_key("hong-zhong") == sound_key("hongjong")
    (True, True)
    """
    key = name.replace("-", "").replace("'", "")
    for old, new in _SOUNDS:
        key = key.replace(old, new)
    return _DOUBLE.sub(r"\1", key.translate(_LEVEL))


def inventory(content: Content, forms: list[str]) -> dict[str, list[int]]:
    """Names of the document: key -> token positions. `forms` are the tokens as written."""
    found: dict[str, list[int]] = {}
    for key, places in content.places.items():
        if len(key) < 2 or len(key) > 30 or not key.replace("-", "").isalpha() or is_common(key):
            continue
        capital = [p for p in places if _is_name(content.tokens[p], forms[p])]
        if capital and 2 * len(capital) >= len(places):
            found[key] = capital
    return found


def _is_name(token: Token, form: str) -> bool:
    return form[0].isupper() and token.kind in (NAME, "word") and not form.isupper()


def variants(content: Content, forms: list[str]) -> Iterator[Variant]:
    """Pairs of names that look like spellings of one, the rarer one of each once."""
    names = inventory(content, forms)
    seen: set[str] = set()
    pairs = sorted(_pairs(names), key=lambda p: (len(names[p[0]]), -len(names[p[1]]), p))
    for rare, common in pairs:
        if rare in seen:
            continue
        near = _nearness(content, names, rare, common)
        if near:
            seen.add(rare)
            yield Variant(rare, common, tuple(names[rare]), tuple(names[common]), near)


def _pairs(names: dict[str, list[int]]) -> set[tuple[str, str]]:
    buckets: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) < 3:
            continue
        starts = {name}
        for key in (name.replace("-", ""), sound_key(name)):
            starts.add(key)
            starts.update(key[:i] + key[i + 1 :] for i in range(len(key)))
        for start in sorted(starts):
            bucket = buckets[start]
            if len(bucket) < MAX_BUCKET:
                bucket.append(name)
    found = set()
    for bucket in buckets.values():
        for i, a in enumerate(bucket):
            for b in bucket[i + 1 :]:
                rare, common = sorted((a, b), key=lambda n: (len(names[n]), -names[n][0]))
                found.add((rare, common))
    return found


def _nearness(content: Content, names: dict[str, list[int]], rare: str, common: str) -> str:
    """How surely two names are one; "" for not at all."""
    if len(names[rare]) > 3 or same_name(rare, common):
        return ""
    if rare.replace("-", "") == common.replace("-", ""):
        return "joined"
    short = min(len(rare), len(common))
    edits = distance(rare, common, 2)
    words = lexicon()
    strange, familiar = not words.is_name(rare), words.is_name(common)
    slip = strange and edits == 1 and rare[0] == common[0]
    if _together(content, names, rare, common):
        return "slip" if slip and familiar and short >= 5 and len(names[rare]) == 1 else ""
    if edits <= 1 + (short >= 4) and _beside(content, names, rare, common):
        return "beside"
    if not strange and familiar:
        return ""
    if sound_key(rare)[0] != sound_key(common)[0]:
        return ""
    if short >= 5:
        if edits == 1:
            return "long"
        if sound_key(rare) == sound_key(common):
            return "sound"
        return "long" if edits == 2 and short >= 8 else ""
    return "slip" if slip and familiar and short == 4 and len(names[common]) > 1 else ""


def _together(content: Content, names: dict[str, list[int]], a: str, b: str) -> bool:
    """Whether both stand in one sentence: two names then."""
    sentences = {content.tokens[p].sentence for p in names[a]}
    return any(content.tokens[p].sentence in sentences for p in names[b])


def _beside(content: Content, names: dict[str, list[int]], a: str, b: str) -> bool:
    """Whether the same name stands right before or after both."""
    return any(
        _neighbours(content, names, a, step) & _neighbours(content, names, b, step)
        for step in (-1, 1)
    )


def _neighbours(content: Content, names: dict[str, list[int]], name: str, step: int) -> set[str]:
    tokens = content.tokens
    found = set()
    for p in names[name][:32]:
        q = p + step
        if 0 <= q < len(tokens) and tokens[max(p, q)].tight and tokens[q].key in names:
            found.add(tokens[q].key)
    return found
