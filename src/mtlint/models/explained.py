"""How much of each word of a translation its source explains: the lexicon, read from behind.

A word is explained as far as some word of the source is often rendered by it; a name as well where
it sounds like characters of the source, and what the source itself holds. A word that usually is
explained and here is not, and more so a few of them together, stand where translations are marked.
By itself that is weak evidence; it has its part in the log-odds of words (`mtlint.models.fusion`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from mtlint.models.adequacy import HALF, HAN, Lexicon, load, shares, source_words, stem
from mtlint.text.romanised import sounds

Floats = NDArray[np.float64]

#: What is told of a word: by how much it is less explained than usual, the same for the words so
#: many places around it (mean over words that can be judged and one more), whether it can be; and
#: by how much segment and document fall short of their source (`mtlint.models.adequacy.shares`).
INPUTS = ("lack", "lack near", "lack around", "judged", "segment", "document")
NEAR, AROUND = 2, 5
#: Longest name that is listened for and the readings of a character, so that cost stays linear.
_SYLLABLES, _READINGS = 4, 3
_WORD = re.compile(r"[^\W\d_]")


class Source:
    """What explains words in one source segment."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        words = source_words(text, lexicon.numbers)
        self.lexicon = lexicon
        self.said = frozenset(words)
        self.best: dict[str, float] = {}
        for word in words:
            for own, share in (lexicon.renderings(word) or {}).items():
                self.best[own] = max(share, self.best.get(own, 0.0))
        self.text = text

    @functools.cached_property
    def sounds(self) -> frozenset[str]:
        """What up to four neighbouring characters sound like, in pinyin without tones."""
        found: set[str] = set()
        for at in range(len(self.text)):
            own = {""}
            for char in takewhile(HAN.match, self.text[at : at + _SYLLABLES]):
                own = {said + sound for said in own for sound in sounds(char)[:_READINGS]}
                found |= own
        return frozenset(found)

    def explains(self, word: str) -> float:
        """How much of a word of the translation is explained, 0 to 1."""
        own = stem(word)
        best = self.best.get(own, 0.0)
        known = best / (best + HALF)
        if known < 0.9 and (
            own in self.said or (word[0].isupper() and word.lower() in self.sounds)
        ):
            return 1.0
        return known


def is_judged(word: str) -> bool:
    """Whether the lexicon may know something of a word: not of marks and figures."""
    return _WORD.match(word) is not None


def lacks(words: Sequence[str], source: Source) -> Floats:
    """The first four of `INPUTS` for each word or mark of a translation [words, 4]."""
    judged = np.array([is_judged(word) for word in words], float)
    lack = np.array(
        [
            source.lexicon.explained(stem(word)) - source.explains(word) if own else 0.0
            for word, own in zip(words, judged.tolist(), strict=True)
        ]
    )
    return np.column_stack(
        [lack, _around(lack, judged, NEAR), _around(lack, judged, AROUND), judged]
    )


def _around(lack: Floats, judged: Floats, reach: int) -> Floats:
    """The sum of a lack over the words so far around each, by one more than are judged there."""
    places = np.arange(len(lack))
    low, high = np.maximum(0, places - reach), np.minimum(len(lack), places + reach + 1)
    sums, counts = (np.concatenate([[0.0], np.cumsum(x)]) for x in (lack, judged))
    mean: Floats = (sums[high] - sums[low]) / (counts[high] - counts[low] + 1)
    return mean


class Explained:
    """What explains the words of a document's segments."""

    def __init__(self, texts: Sequence[str], sources: Sequence[str | None]) -> None:
        """`sources` has the source of each text, or None for it."""
        self.texts, self.sources = texts, sources
        self.short = shares(list(zip(sources, texts, strict=True)))

    def lacks(self, i: int, words: Sequence[tuple[int, int]]) -> Floats | None:
        """`INPUTS` of the words of text `i` [words, 6], half-open code points; None where its
        source is not Chinese."""
        text, source = self.texts[i], self.sources[i]
        if self.short is None or not source or not HAN.search(source):
            return None
        own = lacks([text[start:end] for start, end in words], Source(source, load()))
        document, segment = self.short[i]
        return np.column_stack([own, np.full((len(own), 2), [segment, document])])
