"""Names of one document that may be spellings of one name.

Names are compared by a sound key that levels what romanisations write differently (zh/j, x/hs,
ng/n, double letters), and by single edits of it: each key is filed under itself and under itself
without one letter, so that alike names meet in a bucket and no pair is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from mtlint.text.alignment import distance
from mtlint.text.forms import is_common
from mtlint.text.keys import same_name
from mtlint.text.lexicon_en import lexicon
from mtlint.text.phrases import NAME, Content, Token
from mtlint.text.pinyin import is_pinyin

MAX_BUCKET = 24
_SOUNDS = (
    ("zh", "j"), ("ch", "q"), ("hs", "x"), ("sh", "x"), ("ts", "c"), ("tz", "z"), ("ph", "f"),
    ("ck", "k"), ("ng", "n"), ("ou", "o"), ("ei", "e"), ("ue", "u"), ("ui", "uei"), ("th", "t"),
)  # fmt: skip
_LEVEL = str.maketrans("zscyvkq", "jxjiwgj")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Variant:
    """A rarer spelling against the commoner one, each with its places (token positions).

    `near` tells how surely both are one: "joined" (only hyphens or spaces differ), "beside" (the
    same name stands beside both), "long" (one edit in a long name), "sound" (other letters for
    the same sounds), "slip" (an unknown word, one letter from a name that everybody knows or from
    one that is good pinyin, while it is not), "short" (a name of four letters, once, one edit from
    one that stands three times). `known`: the word list has the commoner one only as a name, or it
    alone is good pinyin.
    """

    rare: str
    common: str
    rare_places: tuple[int, ...]
    common_places: tuple[int, ...]
    near: str
    known: bool


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
    """Names of the document: key -> token positions. `forms` are the tokens as written.

    Words that are common as well (Chinese, Hong, Hung) count where they always have a capital and
    have it inside a sentence.
    """
    found: dict[str, list[int]] = {}
    for key, places in content.places.items():
        if not 1 < len(key) < 31 or (len(places) == 1 and not forms[places[0]][0].isupper()):
            continue
        if not key.isalpha() and not key.replace("-", "").isalpha():
            continue
        capital = [
            p for p in places if forms[p][0].isupper() and _is_name(content.tokens[p], forms[p])
        ]
        if not capital or 2 * len(capital) < len(places):
            continue
        if is_common(key) and not _always_name(content, capital, len(places)):
            continue
        found[key] = capital
    return found


def _is_name(token: Token, form: str) -> bool:
    """Whether a capitalised token may be a name, and no abbreviation."""
    return token.kind in (NAME, "word") and not form.isupper()


def _always_name(content: Content, capital: list[int], times: int) -> bool:
    return len(capital) == times and any(content.tokens[p].kind == NAME for p in capital)


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
            known = _standing(common) > _standing(rare)
            yield Variant(rare, common, tuple(names[rare]), tuple(names[common]), near, known)


def _pairs(names: dict[str, list[int]]) -> set[tuple[str, str]]:
    # Most starts are one name's: they are looked through only where a name meets another one.
    owners: dict[str, str] = {}
    buckets: dict[str, list[str]] = {}
    for name in names:
        if len(name) < 3:
            continue
        starts = _starts(name)
        if not owners.keys().isdisjoint(starts):
            shared = owners.keys() & starts
            for start in shared:
                bucket = buckets.setdefault(start, [owners[start]])
                if len(bucket) < MAX_BUCKET:
                    bucket.append(name)
            starts = starts.difference(shared)
        owners.update(dict.fromkeys(starts, name))

    def standing(name: str) -> tuple[int, int, int]:
        """Of two that stand as often, the unknown one is the rarer, or else the later."""
        return len(names[name]), _standing(name), -names[name][0]

    met = {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}
    return {(a, b) if standing(a) <= standing(b) else (b, a) for a, b in met}


@lru_cache(maxsize=8192)
def _starts(name: str) -> frozenset[str]:
    """What a name is filed under: itself, and its letters and sounds with one left out or none."""
    starts = {name}
    for key in (name.replace("-", ""), sound_key(name)):
        starts.add(key)
        starts.update(key[:i] + key[i + 1 :] for i in range(len(key)))
    return frozenset(starts)


def is_known(name: str) -> bool:
    """Whether the name is in the word list."""
    return lexicon().is_name(name) or is_common(name)


def _standing(name: str) -> int:
    """How surely a spelling is a right one: as a name of the word list, or as good pinyin.

    A word that the list has in small letters only (chiming) may be one by chance.
    """
    return 2 if lexicon().is_name(name) else int(is_pinyin(name.replace("-", "")))


def _nearness(content: Content, names: dict[str, list[int]], rare: str, common: str) -> str:
    """How surely two names are one; "" for not at all."""
    if len(names[rare]) > 3 or same_name(rare, common):
        return ""
    plain, other = rare.replace("-", ""), common.replace("-", "")
    if plain == other:
        return "joined"
    short = min(len(rare), len(common))
    edits = distance(rare, common, 2)
    beside = edits <= 1 + (short >= 4) and _beside(content, names, rare, common)
    if is_common(rare):
        return "beside" if beside and not _together(content, names, rare, common) else ""
    strange, familiar = not is_known(rare), is_known(common)
    once = len(names[rare]) == 1
    slip = strange and once and edits == 1 and plain[0] == other[0]
    if slip and short >= 4 and is_pinyin(other) and not is_pinyin(plain):
        return "slip"
    if slip and familiar and short >= 5:
        return "slip" if _together(content, names, rare, common) else "long"
    if _together(content, names, rare, common):
        return ""
    if beside:
        return "beside"
    if not strange and familiar:
        return ""
    return _alike(rare, common, edits, once, len(names[common]))


def _alike(rare: str, common: str, edits: int, once: bool, times: int) -> str:
    """How surely two names that nothing stands beside are one, by their letters."""
    short = min(len(rare), len(common))
    one, other = sound_key(rare), sound_key(common)
    if one[0] != other[0]:
        return ""
    if short >= 5:
        if edits == 1:
            return "long"
        if one == other:
            return "sound"
        return "long" if edits == 2 and short >= 8 else ""
    if short < 4 or is_pinyin(rare):  # Weng and Wang are two surnames
        return ""
    return "short" if once and edits == 1 and times >= 3 else ""


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
