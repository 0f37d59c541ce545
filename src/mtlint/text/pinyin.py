"""Romanised Chinese: does a word parse fully into syllables of Hanyu Pinyin?"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

# Initials with the finals that Standard Chinese joins to them (ü as v or u, er apart).
_TABLE = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(
    initial + final for initial, finals in _TABLE.items() for final in finals.split()
)
_LONGEST = max(map(len, SYLLABLES))
_MAX_LETTERS = 24


@lru_cache(maxsize=8192)
def is_pinyin(word: str) -> bool:
    """Whether all of `word` (any case, apostrophes allowed) is a row of pinyin syllables.

    Words of more than 24 letters are none: no Chinese name is that long in one piece.
    """
    letters = word.lower().replace("'", "").replace("’", "").replace("ü", "v")
    if not letters or len(letters) > _MAX_LETTERS:
        return False
    reachable = [True] + [False] * len(letters)
    for end in range(1, len(letters) + 1):
        reachable[end] = any(
            reachable[start] and letters[start:end] in SYLLABLES
            for start in range(max(0, end - _LONGEST), end)
        )
    return reachable[-1]


@lru_cache(maxsize=8192)
def syllables(letters: str) -> tuple[str, ...]:
    """The fewest syllables of pinyin that bare letters can be read as; none where they cannot.

    >>> syllables("xiaoming"), syllables("smith")
    (('xiao', 'ming'), ())
    """
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, piece = best[start], letters[start:end]
            if before is not None and piece in SYLLABLES:
                found, now = (*before, piece), best[end]
                if now is None or len(found) < len(now):
                    best[end] = found
    return best[-1] or ()


@cache
def surnames() -> frozenset[str]:
    """Romanised Chinese surnames in lower case."""
    text = files("mtlint.text").joinpath("data/surnames_zh.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.split())
