"""An English word list: which words exist, which are rare, and what a wrong one may have been.

The data file holds four sections of one word a line: `frequent` (seen at least twice in native
English, most frequent first), `common` and `rare` (SCOWL up to size 60, and up to 80), and `names`
(words that occur with a capital only). Built by `python -m mtlint.learn.lexicon`; licence beside
it in `data/lexicon_en.LICENSE`.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

SECTIONS = ("frequent", "common", "rare", "names")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PREFIXES = (
    "non anti multi micro neuro geo bio cyber crypto nano mega hyper inter pre post sub super "
    "ultra under over un re co semi pseudo eco electro photo mis out self counter trans tele "
    "socio agro hydro thermo cardio immuno radio para mid intra infra poly mono tri tetra iso endo "
    "exo epi peri meta quasi arch palaeo paleo hypo proto retro ultra vice step fore grand great"
).split()
_SUFFIXES = ("like", "wide", "less", "ness", "based", "free", "style", "proof", "goer", "goers")
_MAX_CORRECTED = 18
_LONG_PROPER = 6  # letters from which a slip is told from another name


@cache
def proper_words() -> frozenset[str]:
    """Words in lower case that English always writes with a capital."""
    data = files("mtlint.text").joinpath("data/proper_en.txt").read_text(encoding="utf-8")
    lines = (line for line in data.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def _proper_by_initial() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in sorted(proper_words()):
        if len(word) >= _LONG_PROPER:
            table.setdefault(word[0], []).append(word)
    return {initial: tuple(words) for initial, words in table.items()}


@lru_cache(maxsize=4096)
def near_proper(word: str) -> str | None:
    """The country, people, weekday or month that a lower-case form is one slip away from, if any.

    A slip is a letter dropped, doubled, put in or swapped with its neighbour after the first one.
    """
    for proper in _proper_by_initial().get(word[:1], ()):
        longer, shorter = (proper, word) if len(proper) > len(word) else (word, proper)
        if len(longer) == len(shorter) + 1 and longer != shorter + "s":
            if any(longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer))):
                return proper
        elif len(longer) == len(shorter) and sorted(longer) == sorted(shorter):
            swapped = [i for i in range(len(word)) if word[i] != proper[i]]
            if len(swapped) == 2 and swapped[1] == swapped[0] + 1:
                return proper
    return None


Asked = Callable[[str], bool]


class SortedWords:
    """A set of words kept as one sorted blob: nothing to build, a lookup bisects it.

    A Python set of 270,000 words takes longer to fill than a short article takes to check.
    """

    def __init__(self, blob: bytes) -> None:
        self._blob = b"\n" + blob + b"\n"
        self._spans: dict[bytes, tuple[int, int]] = {}

    def __contains__(self, word: str) -> bool:
        key = word.encode("utf-8", "surrogatepass")
        opening = key[:3]
        span = self._spans.get(opening)
        if span is None:
            # The first word from the opening on, and the first beyond all that start with it.
            span = self._from(opening), self._from(opening + b"\xff")
            if span[0] < span[1]:  # so there are never more spans than openings in the list
                self._spans[opening] = span
        return self._blob.find(b"\n" + key + b"\n", span[0], span[1] + 1) >= 0

    def _from(self, key: bytes) -> int:
        """Where the newline before the first word lies that is not less than a key."""
        blob = self._blob
        low, high = 0, len(blob) - 1  # both at a newline; the words lie between
        while low < high:
            start = blob.rfind(b"\n", low, (low + high) // 2 + 1) + 1
            end = blob.find(b"\n", start)
            if blob[start:end] < key:
                low = end
            else:
                high = start - 1
        return low


class Lexicon:
    """Words by section. Membership tests are case-sensitive: lower-case words and names apart."""

    def __init__(self, frequent: bytes, common: bytes, rare: bytes, names: bytes) -> None:
        self.rank = {word: i for i, word in enumerate(frequent.decode("utf-8").split("\n"))}
        self.common = SortedWords(common)
        self.rare = SortedWords(rare)
        self.names = SortedWords(names)
        # Answers are kept by the word alone, as long as the one lexicon of the run lives.
        kept = lru_cache(maxsize=32768)
        self.is_common: Asked = kept(self._is_common)
        self.is_word: Asked = kept(self._is_word)
        self.is_name: Asked = kept(self._is_name)
        self.is_compound: Asked = kept(self._is_compound)
        self.knows: Asked = kept(self._knows)

    def _is_common(self, word: str) -> bool:
        """A lower-case word that readers know."""
        return word in self.rank or word in self.common

    def _is_word(self, word: str) -> bool:
        """A lower-case word of the list, however rare."""
        return word in self.rank or word in self.common or word in self.rare

    def _is_name(self, word: str) -> bool:
        """A word of the list that is written with a capital, in that form or in full capitals."""
        return word in self.names or word.capitalize() in self.names

    def _is_compound(self, word: str) -> bool:
        """Two common words in one (blockchain), or a common word with a usual prefix or suffix."""
        for prefix in _PREFIXES:
            if word.startswith(prefix) and self._part(word[len(prefix) :]):
                return True
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and self._part(word[: -len(suffix)]):
                return True
        return any(
            word[:cut] in self.rank and word[cut:] in self.rank for cut in range(4, len(word) - 3)
        )

    def _part(self, word: str) -> bool:
        return len(word) >= 4 and self.is_common(word)

    def _knows(self, word: str) -> bool:
        """Whether `word`, in this or lower case, needs no correction as far as spelling goes."""
        low = word.lower()
        return self.is_word(low) or self.is_name(word) or self.is_compound(low)

    def correction(self, word: str) -> str | None:
        """The most frequent native word at edit distance 1 of a lower-case word, if any.

        A dropped, doubled or swapped letter is likelier than another one in its place, so
        replacements compete with their rank doubled. Words of over 18 letters get none.
        """
        return _correct(self, word) if len(word) <= _MAX_CORRECTED else None


@lru_cache(maxsize=4096)
def _correct(lexicon: Lexicon, word: str) -> str | None:
    best, best_rank = None, 1 << 30
    for candidate, factor in _edits(word):
        rank = lexicon.rank.get(candidate)
        if rank is not None and len(candidate) > 1 and rank * factor < best_rank:
            best, best_rank = candidate, rank * factor
    return best


def _edits(word: str) -> Iterator[tuple[str, int]]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        for letter in _LETTERS:
            yield head + letter + tail, 1
        if tail:
            yield head + tail[1:], 1
            for letter in _LETTERS:
                yield head + letter + tail[1:], 2
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], 1


@cache
def lexicon() -> Lexicon:
    """The English lexicon, read on first use."""
    raw = files("mtlint.text").joinpath("data", "lexicon_en.txt.gz").read_bytes()
    frequent, common, rare, names = gzip.decompress(raw).split(b"\n\n")
    return Lexicon(frequent, common, rare, names)
