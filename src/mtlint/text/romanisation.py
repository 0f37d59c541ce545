"""Chinese names in other spellings than pinyin: Wade-Giles, and the surnames of Hong Kong, Taiwan
and overseas."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import islice, product

from mtlint.text.pinyin import SYLLABLES, is_pinyin, surnames, syllables

_MOST_READINGS = 24
_MOST_SYLLABLES = 3  # of a given name
_LONGEST = 6  # letters of a syllable in Wade-Giles: chuang
# Wade-Giles as it is printed, without the apostrophes that tell p from p': initials, whole
# syllables, finals.
_INITIALS = (
    ("zh", "ch"), ("q", "ch"), ("j", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("b", "p"),
    ("d", "t"), ("g", "k"), ("r", "j"),
)  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu",
    "si": "ssu", "er": "erh", "you": "yu", "ye": "yeh", "yan": "yen", "yong": "yung",
    "ge": "ko", "ke": "ko", "he": "ho", "e": "o", "guo": "kuo", "kuo": "kuo", "huo": "huo",
    "shuo": "shuo", "xu": "hsu", "yi": "i",
}  # fmt: skip
_FINALS = (
    ("ian", "ien"), ("iong", "iung"), ("ong", "ung"), ("ie", "ieh"), ("ue", "ueh"), ("ui", "uei"),
    ("uo", "o"),
)  # fmt: skip
_ALSO = {
    "i": "yi",
    "kuei": "kui",
    "hui": "hui",
    "ssu": "szu",
    "tzu": "tze",
    "yueh": "yue",
    "te": "teh",
    "che": "cheh",
}
# Surnames as the Cantonese, Hokkien and overseas Chinese write them; pinyin behind the colon.
_SURNAMES = (
    "lee:li wong:wang,huang chan:chen cheung:zhang chow:zhou yeung:yang lam:lin lau:liu "
    "leung:liang ho:he kwok:guo kwan:guan tse:xie yip:ye ng:wu,huang ngai:wei cheng:zheng,cheng "
    "chung:zhong tsang:zeng fung:feng poon:pan siu:xiao,shao mak:mai lui:lu,lei law:luo lo:luo,lu "
    "choi:cai choy:cai tan:chen,tan lim:lin goh:wu teo:zhang ong:wang koh:xu,gao toh:du chua:cai "
    "yuen:yuan,ruan hui:xu,hui kam:gan,jin sze:shi szeto:situ auyeung:ouyang soong:song woo:hu,wu "
    "koo:gu loh:luo moy:mei tsui:cui,xu"
)


@cache
def _wade_giles() -> dict[str, tuple[str, ...]]:
    """Syllables as Wade-Giles writes them -> the syllables of pinyin they may stand for."""
    table: dict[str, set[str]] = defaultdict(set)
    for pinyin in SYLLABLES:
        for form in _forms(pinyin):
            table[form].add(pinyin)
    return {form: tuple(sorted(found)) for form, found in table.items()}


def _forms(pinyin: str) -> set[str]:
    form, written = _WHOLE.get(pinyin), ""
    if form is None:
        initial = next((i for i in ("zh", "ch", "sh") if pinyin.startswith(i)), pinyin[:1])
        if initial in "aeiouwy":
            initial = ""
        final = pinyin[len(initial) :]
        written = next((new for old, new in _INITIALS if old == initial), initial)
        form = written + next((new for old, new in _FINALS if old == final), final)
    if form.endswith("uei") and written not in ("k", "w"):
        form = form.replace("uei", "ui")
    return {form, _ALSO.get(form, form)}


@cache
def _overseas() -> dict[str, tuple[str, ...]]:
    pairs = (entry.split(":") for entry in _SURNAMES.split())
    return {written: tuple(pinyin.split(",")) for written, pinyin in pairs}


@lru_cache(maxsize=8192)
def given_readings(name: str) -> tuple[str, ...]:
    """The pinyin that a given name of one to three syllables may stand for, as bare letters.

    A name that is pinyin stands for itself, and for others only if it has a hyphen, which pinyin
    has not. `name` is in lower case; hyphens and spaces may part its syllables.

    >>> given_readings("liyan"), "liyan" in given_readings("li-yen"), given_readings("smith")
    (('liyan',), True, ())
    """
    parts = re.split(r"[- ]", name.replace("'", "").replace("’", ""))
    bare = "".join(parts)
    found = [bare] if is_pinyin(bare) and len(syllables(bare)) <= _MOST_SYLLABLES else []
    if is_pinyin(bare) and "-" not in name:
        return tuple(found)
    row = [syllable for part in parts for syllable in _cut(part) or ("",)]
    if all(row) and len(row) <= _MOST_SYLLABLES:
        options = product(*(_wade_giles()[s] for s in row))
        found += ("".join(o) for o in islice(options, _MOST_READINGS))
    return tuple(dict.fromkeys(found))


def _cut(letters: str) -> tuple[str, ...]:
    """The fewest syllables of Wade-Giles that letters can be read as; none where they cannot."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, piece = best[start], letters[start:end]
            if before is not None and piece in _wade_giles():
                now = best[end]
                if now is None or len(before) + 1 < len(now):
                    best[end] = (*before, piece)
    return best[-1] or ()


@lru_cache(maxsize=8192)
def surname_readings(name: str) -> tuple[str, ...]:
    """The surnames in pinyin that a word in lower case may stand for, itself first.

    >>> surname_readings("hsia"), surname_readings("lee"), surname_readings("xia")
    (('xia',), ('li',), ('xia',))
    """
    bare = name.replace("-", "")
    found = [bare] if bare in surnames() else []
    found += [p for p in _wade_giles().get(bare, ()) if p in surnames()]
    found += _overseas().get(bare, ())
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def is_foreign_surname(name: str) -> bool:
    """Whether a word in lower case is a Chinese surname in another spelling than pinyin's."""
    return name not in surnames() and bool(surname_readings(name))
