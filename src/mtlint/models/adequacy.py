"""How much of its source a translation renders: a bilingual lexicon, word by word.

For every word of a Chinese source the lexicon knows what translations of it usually hold, and how
much of that is usually found. What a translation falls short of it, summed over a segment and over
the whole document, tells omissions and wrong words that read well. A free translation falls short
too, a human one most of all: it is evidence for the risk of segments, not a finding.

`python -m mtlint.learn.adequacy` makes the lexicon; `MODEL_CARD.md` has its figures.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice, product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mtlint.text.pinyin import is_pinyin
from mtlint.text.romanised import sounds

FILE = "lexicon_zh_en.npz"
LONGEST = 6
#: Share of a word's translations at which half of the word counts as rendered.
HALF = 0.04
#: A single character is half as telling as a word.
SINGLE = 0.5
#: Added to the words judged, so that short segments and documents stay near 0.
SEGMENT_PRIOR, DOCUMENT_PRIOR = 5.0, 20.0
_MOST_READINGS = 8

_TARGET_WORD = re.compile(r"[A-Za-z]+|\d[\d,.]*\d|\d")
_SOURCE_RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+")
HAN, _KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")
_ENDINGS = (
    "ations", "ation", "ingly", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "ments",
    "ment", "ness", "ers", "er", "ally", "al", "ive", "ions", "ion", "y", "e",
)  # fmt: skip


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough stem, so that forms of a word and its derivations meet.

    >>> stem("Developing"), stem("development"), stem("cities"), stem("1,200")
    ('develop', 'develop', 'cit', '1200')
    """
    low = word.lower().replace(",", "")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            return low[: -len(ending)]
    return low


def target_stems(text: str) -> frozenset[str]:
    """The stems of a translation's words and figures."""
    return frozenset(stem(w) for w in _TARGET_WORD.findall(text))


def source_words(text: str, known: Container[str]) -> list[str]:
    """The distinct words of a Chinese text, in order of their code points.

    Chinese runs are cut greedily into the longest known words, else into characters; Latin words
    and figures are stemmed as in the translation.
    """
    found: set[str] = set()
    for match in _SOURCE_RUN.finditer(text):
        run = match.group()
        if not "\u4e00" <= run[0] <= "\u9fff":
            found.add(stem(run))
            continue
        at = 0
        while at < len(run):
            size = min(LONGEST, len(run) - at)
            while size > 1 and run[at : at + size] not in known:
                size -= 1
            found.add(run[at : at + size])
            at += size
    return sorted(found)


def heard(word: str, text: str) -> bool:
    """Whether a translation holds a Chinese word as it sounds, in pinyin without tones.

    A single character must begin or end a romanised name.
    """
    if not "\u4e00" <= word[0] <= "\u9fff":
        return False
    readings = map("".join, islice(product(*map(sounds, word)), _MOST_READINGS))
    if len(word) > 1:
        return any(reading in _letters(text) for reading in readings)
    names = _romanised(text)
    return any(name.startswith(r) or name.endswith(r) for r in readings for name in names)


@functools.lru_cache(maxsize=64)
def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if "a" <= c <= "z")


@functools.lru_cache(maxsize=64)
def _romanised(text: str) -> tuple[str, ...]:
    """The capitalised words of a text that are pinyin, in lower case."""
    return tuple({w.lower(): None for w in _NAME.findall(text) if is_pinyin(w)})


class Lexicon:
    """What translations of each source word hold: (stem, share) pairs, and the usual rendering;
    and how much of each word of a translation its source usually explains."""

    def __init__(
        self,
        words: Sequence[str],
        stems: Sequence[str],
        sizes: ArrayLike,
        ids: ArrayLike,
        shares: ArrayLike,
        usual: ArrayLike,
        explained: ArrayLike,
    ) -> None:
        """`sizes` tells how many of `ids` (of stems) and `shares` are each word's, in their order;
        `usual` has one value for each word and a last one for all others, `explained` one for each
        stem and a last one."""
        self.numbers = {word: n for n, word in enumerate(words)}
        self.places = {own: n for n, own in enumerate(stems)}
        self.stems = stems
        self.starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        self.ids, self.shares, self.usual = map(np.asarray, (ids, shares, usual))
        self._explained = np.asarray(explained)

    def renderings(self, word: str) -> dict[str, float] | None:
        """Stems of its translations with their shares; None for a word that is not known."""
        n = self.numbers.get(word)
        if n is None:
            return None
        own = slice(self.starts[n], self.starts[n + 1])
        pairs = zip(self.ids[own].tolist(), self.shares[own].tolist(), strict=True)
        return {self.stems[i]: share for i, share in pairs} or None

    def usually(self, word: str) -> float:
        """How much of the word translations usually render, 0 to 1."""
        return float(self.usual[self.numbers.get(word, -1)])

    def explained(self, own: str) -> float:
        """How much of the words of a stem is usually explained by their sources, 0 to 1."""
        return float(self._explained[self.places.get(own, -1)])


def rendered(
    word: str, renderings: dict[str, float] | None, stems: frozenset[str], text: str
) -> float | None:
    """How much of a source word a translation renders, 0 to 1; None where nothing is known."""
    if renderings is None:
        known = 1.0 if word in stems else None
    else:
        best = max((share for s, share in renderings.items() if s in stems), default=0.0)
        known = best / (best + HALF)
    return 1.0 if (known or 0.0) < 0.9 and heard(word, text) else known


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a translation renders less of its source than translations usually do.

    ``amount`` is the sum over words of usual minus rendered, ``words`` the weight of the words
    judged.
    """

    amount: float = 0.0
    words: float = 0.0

    def __add__(self, other: Shortfall) -> Shortfall:
        return Shortfall(self.amount + other.amount, self.words + other.words)

    def share(self, prior: float) -> float:
        """The mean over words, drawn towards 0 by `prior` words that are as usual."""
        return self.amount / (self.words + prior)


def weight_of(word: str) -> float:
    """How much a source word counts."""
    return SINGLE if len(word) == 1 else 1.0


def shortfall(source: str, target: str, lexicon: Lexicon) -> Shortfall:
    """What one translated segment falls short of its source."""
    stems = target_stems(target)
    amount = words = 0.0
    for word in source_words(source, lexicon.numbers):
        share = rendered(word, lexicon.renderings(word), stems, target)
        if share is not None:
            weight = weight_of(word)
            amount += weight * (lexicon.usually(word) - share)
            words += weight
    return Shortfall(amount, words)


@functools.cache
def load() -> Lexicon:
    """The lexicon that comes with mtlint, read on first use."""
    with (files("mtlint.models") / "weights" / FILE).open("rb") as file:
        return as_lexicon(np.load(file))


def as_lexicon(raw: Mapping[str, Any]) -> Lexicon:
    """The lexicon from its arrays (`mtlint.learn.adequacy.as_arrays`)."""
    words, stems = (bytes(raw[k]).decode("utf-8").split("\n") for k in ("words", "stems"))
    shares, usual, explained = (raw[k] / 255.0 for k in ("shares", "usual", "explained"))
    return Lexicon(words, stems, raw["sizes"], raw["ids"], shares, usual, explained)


def shortfalls(pairs: Sequence[tuple[str | None, str]]) -> list[Shortfall] | None:
    """What each (source, translation) falls short of; None where no source is Chinese."""
    sources = [source for source, _ in pairs if source]
    if not any(map(HAN.search, sources)) or any(map(_KANA.search, sources)):
        return None
    lexicon = load()
    found = [shortfall(s, t, lexicon) if s and t else Shortfall() for s, t in pairs]
    return found if any(f.words for f in found) else None


def shares(pairs: Sequence[tuple[str | None, str]]) -> list[tuple[float, float]] | None:
    """By how much document and segment fall short, for each (source, translation) of a document.

    None where no source is Chinese. Shares of a word: .05 is one word in twenty more than usual.
    """
    found = shortfalls(pairs)
    if found is None:
        return None
    whole = sum(found, Shortfall()).share(DOCUMENT_PRIOR)
    return [(whole, f.share(SEGMENT_PRIOR)) for f in found]
