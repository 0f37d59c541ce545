"""Chinese text as it sounds: where a romanised name stands in it, and what sounds nearly so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from mtlint.text.alignment import distance
from mtlint.text.pinyin import surnames, syllables

_FEWEST, _MOST = 2, 4  # characters of a name
_MOST_READINGS = 12
# Characters that write foreign names by their sound; such names are not spelt in pinyin.
_TRANSCRIBING = frozenset(
    "阿埃艾奥巴贝比伯博布查茨达德迪蒂丁多尔法菲费弗夫盖戈格古哈汉赫霍基吉加贾捷卡凯坎科克肯库拉莱兰朗劳勒雷里"
    "利莉隆卢鲁伦罗洛马玛麦曼梅蒙米密姆穆纳娜内尼涅努诺欧帕佩皮普奇乔切萨塞桑沙舍什施史斯苏索塔泰坦特提图托瓦维"
    "温沃乌西希夏辛雅亚扬耶伊尤约泽扎佐兹"
)


@lru_cache(maxsize=16384)
def sounds(char: str) -> tuple[str, ...]:
    """The readings of a Chinese character in pinyin without tones; ü is v.

    >>> sounds("长"), sounds("a")
    (('zhang', 'chang'), ())
    """
    from pypinyin.pinyin_dict import pinyin_dict

    found = pinyin_dict.get(ord(char), "") if char > "\u2e7f" else ""
    readings = (_plain(reading) for reading in found.split(",") if reading)
    return tuple(dict.fromkeys(r for r in readings if r))


def _plain(reading: str) -> str:
    marked = unicodedata.normalize("NFD", reading.replace("ɡ", "g"))
    return "".join(c for c in marked.replace("u\u0308", "v") if c.isascii() and (c.isalpha()))


def letters_of(name: str) -> str:
    """The bare letters of a romanised name: "Xi'an-Lü" -> "xianlv"."""
    low = unicodedata.normalize("NFC", name).lower().replace("ü", "v")
    return "".join(c for c in low if "a" <= c <= "z")


class Near(NamedTuple):
    """Characters of a text that sound nearly like a name, `edits` letters away."""

    text: str
    edits: int


def transcribes(text: str) -> bool:
    """Whether all characters are of the kind that writes foreign names by their sound."""
    return _TRANSCRIBING.issuperset(text.replace("·", ""))


@lru_cache(maxsize=256)
def spoken(text: str) -> Spoken:
    """`Spoken`, kept for the segments of a document."""
    return Spoken(text)


class Spoken:
    """A Chinese text with the readings of each character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sounds = [sounds(c) for c in text]

    def holds(self, letters: str) -> bool:
        """Whether a row of characters can be read as exactly these letters (v also as u)."""
        return any(self._reads(at, letters) for at in range(len(self.text)))

    def _reads(self, at: int, letters: str) -> bool:
        if not letters:
            return True
        if at >= len(self.text):
            return False
        for sound in self._sounds[at]:
            for form in {sound, sound.replace("v", "u"), sound.replace("v", "yu")}:
                if letters.startswith(form) and self._reads(at + 1, letters[len(form) :]):
                    return True
        return False

    def nearest(self, letters: str, most: int) -> Near | None:
        """The characters that sound most like the letters, at most `most` edits away.

        They must share their first or their last syllable with the name, so that nothing is found
        by chance.
        """
        best: Near | None = None
        for at in range(len(self.text)):
            for near in self._windows(at, letters, most):
                if best is None or near.edits < best.edits:
                    best = near
        return best

    def _windows(self, at: int, letters: str, most: int) -> Iterator[Near]:
        for size in range(_FEWEST, _MOST + 1):
            row = self._sounds[at : at + size]
            if len(row) < size or not all(row):
                return
            if not (letters.startswith(row[0]) or letters.endswith(row[-1])):
                continue
            for count, reading in enumerate(product(*row)):
                if count >= _MOST_READINGS:
                    break
                whole = "".join(reading)
                if abs(len(whole) - len(letters)) > most:
                    continue
                edits = distance(whole, letters, most)
                if 0 < edits <= most:
                    yield Near(self.text[at : at + size], edits)

    def sharing(self, surname: str, given: str) -> Near | None:
        """A person whose surname or whose given name reads like this one's, the other differing.

        The characters stand where a surname can: it is read as one of the known surnames.
        """
        size = len(syllables(given))
        for at, row in enumerate(self._sounds):
            rest = self._sounds[at + 1 : at + 1 + size]
            if len(rest) < size or not all(rest):
                continue
            same_surname = surname in row
            same_given = self._spells(at + 1, given, size)
            if same_surname != same_given and not surnames().isdisjoint(row):
                reading: tuple[str, ...] = (next((s for s in row if s in surnames()), row[0]),)
                reading += tuple(r[0] for r in rest)
                edits = distance("".join(reading), surname + given, 9)
                return Near(self.text[at : at + 1 + size], edits)
        return None

    def _spells(self, at: int, letters: str, size: int) -> bool:
        """Whether exactly the next `size` characters read as the letters."""
        return letters in {"".join(r) for r in product(*self._sounds[at : at + size])}
