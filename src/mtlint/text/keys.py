"""Words as they are compared: the key that forms of one word share, and what is kin to what."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from mtlint.text.grammar_en import classes

_BRITISH_VERB = tuple("nise lise nomise tomise imise arise orise erise urise alyse".split())
_NOUN_END = re.compile(
    r"(?:tion|sion|ment|ness|ity|ship|ance|ence|ism|ist|hood|age|ure|ology|graphy|er|or|ee|cy|dom|"
    r"ian|eer|ing)s?$"
)
_DEMONYM = frozenset("n an ian ean nian ese nese ish i er ers r ns ans ians o's".split())
# Adjectives that are shorter than the country by another letter than those endings drop.
_SHORTER = frozenset({("german", "germany"), ("lao", "laos")})


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """The form of a lower-case word that its plural, possessive and British spelling share.

    >>> key_of("policies"), key_of("programmes"), key_of("china’s"), key_of("hong-zhong")
    ('policy', 'program', 'china', 'hong-zhong')
    """
    w = word.replace("’", "'")
    if w.endswith("'s"):
        w = w[:-2]
    w = w.replace("'", "").replace("‑", "-").replace("‐", "-")
    if len(w) > 4 and w[-1] == "s" and w[-2] not in "sui":
        if w.endswith("ies"):
            w = w[:-3] + "y"
        elif w.endswith(("ches", "shes", "xes", "sses", "zes")):
            w = w[:-2]
        else:
            w = w[:-1]
    if len(w) > 5:
        if w.endswith(_BRITISH_VERB):
            w = w[:-2] + "ze"
        elif w.endswith("isation"):
            w = w[:-7] + "ization"
        elif w.endswith("our"):
            w = w[:-3] + "or"
        elif w.endswith("tre"):
            w = w[:-3] + "ter"
        elif w.endswith("programme"):
            w = w[:-2]
        elif w.endswith("ence") and w[:-4] in ("def", "off", "lic", "pret"):
            w = w[:-2] + "se"
    return w


@lru_cache(maxsize=16384)
def noun_like(word: str) -> bool:
    """Whether a lower-case word may head a noun phrase (in doubt, it may not).

    Verbs in the third person that are seldom nouns, adverbs and pure adjectives may not.
    """
    known = classes(word)
    if known:
        if "D" in known or "N" in known or "!" in known or ("Z" in known and "+" not in known):
            return False
        return "n" in known or "p" in known
    return bool(_NOUN_END.search(word))


def related_forms(a: str, b: str) -> bool:
    """Whether two keys look like forms of one stem (regulate/regulation, China/Chinese)."""
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if a[:4] == b[:4]:
        shared = max(4, math.ceil(0.6 * len(short)))
        if a[:shared] == b[:shared]:
            return True
    if "-" not in long or len(short) < 3:
        return False
    # An abbreviation of the other, or a part of a hyphenated word.
    return short in long.split("-") or long.replace("-", "") == short


def same_name(a: str, b: str) -> bool:
    """Whether one name is the other's adjective or its short form (China/Chinese, Cuba/Cuban).

    >>> same_name("germany", "german"), same_name("laos", "lao"), same_name("jiangsu", "jiangxi")
    (True, True, False)
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if (short, long) in _SHORTER:
        return True
    for cut in (0, 1) if len(short) < len(long) else ():
        stem = short[: len(short) - cut]
        if len(stem) >= 3 and long.startswith(stem) and long[len(stem) :] in _DEMONYM:
            return True
    return len(short) >= 3 and short in long.split("-")
