"""Approved and forbidden terms, found in running text in any inflection.

Words are compared without their endings: by rule for English, by their common start for other
languages that part words with spaces. Scripts without spaces are searched character by character.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtlint.text.language import primary
from mtlint.text.profiles import profile
from mtlint.types import Term

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my", "yue"})
# Words of a phrase may be parted by spaces, hyphens and slashes.
_JOINT = re.compile(r"[\s\u00a0‐‑/-]+")
_MOST_WORDS = 12


class Match(NamedTuple):
    """A phrase found in a text: code points, and the phrase's index in its list."""

    start: int
    end: int
    phrase: int

    def inside(self, others: Iterable[Match]) -> bool:
        """Whether a longer match, or one of the same place, of `others` covers this one."""
        return any(o.start <= self.start and self.end <= o.end for o in others if o is not self)


@lru_cache(maxsize=32768)
def bases(word: str) -> frozenset[str]:
    """The forms that an English word (lower case) may be an inflection of, itself among them.

    >>> sorted(bases("policies")), "promote" in bases("promoting")
    (['polici', 'policie', 'policies', 'policy'], True)
    """
    for tail in ("'s", "’s", "s'", "s’"):
        if word.endswith(tail) and len(word) > 3:
            word = word[: -len(tail)] + ("s" if tail[0] == "s" else "")
    found = {word}
    for ending, fillers in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            found.update(stem + f for f in fillers)
            if ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return frozenset(found)


_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("s", ("",)),
    ("es", ("",)),
    ("ies", ("y",)),
    ("ed", ("", "e")),
    ("ied", ("y",)),
    ("ing", ("", "e")),
)


def same_word(a: str, b: str, lang: str) -> bool:
    """Whether two words (lower case) are forms of one word, by what their language allows."""
    if a == b:
        return True
    if lang == "en":
        return a[:2] == b[:2] and not bases(a).isdisjoint(bases(b))
    if a.isdecimal() or b.isdecimal():
        return False
    shared = _common(a, b)
    rest = max(len(a), len(b)) - shared
    return shared >= 3 and rest <= 3 and shared >= 0.6 * max(len(a), len(b))


def _common(a: str, b: str) -> int:
    """Letters that two words share at their start, diacritics aside."""
    a, b = _plain(a), _plain(b)
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


class Phrase(NamedTuple):
    """A phrase as it is searched. `exact` asks for its capitals too."""

    text: str
    words: tuple[str, ...]
    exact: bool


class Matcher:
    """Finds phrases in a text, longest first; those inside a longer one are left out."""

    def __init__(self, phrases: Sequence[str], lang: str, exact: frozenset[int]) -> None:
        self.lang = primary(lang)
        self.spaced = self.lang not in _UNSPACED and profile(self.lang).spaced
        self.phrases = [
            Phrase(p, tuple(m[0].lower() for m in _WORD.finditer(p)), i in exact)
            for i, p in enumerate(phrases)
        ]
        self._starts: dict[str, list[int]] = defaultdict(list)
        for i, phrase in enumerate(self.phrases):
            if self.spaced and phrase.words:
                self._starts[_plain(phrase.words[0])[:2]].append(i)
            elif not self.spaced and phrase.text:
                self._starts[phrase.text[0].lower()].append(i)

    def find(self, text: str) -> list[Match]:
        """All matches in `text`, in order."""
        found = self._by_words(text) if self.spaced else self._by_characters(text)
        if len(found) < 2:
            return found
        kept: list[Match] = []
        for match in sorted(found, key=lambda m: (m.start, -m.end)):
            if not kept or match.end > kept[-1].end or match[:2] == kept[-1][:2]:
                kept.append(match)
        return kept

    def _by_words(self, text: str) -> list[Match]:
        words = words_in(text)
        lows = [w[0].lower() for w in words]
        found = []
        for at, low in enumerate(lows):
            for i in self._starts.get(_plain(low)[:2], ()):
                phrase = self.phrases[i]
                end = at + len(phrase.words)
                if end > len(lows) or not self._fits(phrase, lows, at):
                    continue
                start, stop = words[at].start(), words[end - 1].end()
                if joined(text, words[at:end]) and (
                    not phrase.exact or same_capitals(text[start:stop], phrase.text)
                ):
                    found.append(Match(start, stop, i))
        return found

    def _fits(self, phrase: Phrase, lows: list[str], at: int) -> bool:
        return all(same_word(w, lows[at + n], self.lang) for n, w in enumerate(phrase.words))

    def _by_characters(self, text: str) -> list[Match]:
        low = text.lower() if len(text.lower()) == len(text) else text
        return [
            Match(at, at + len(self.phrases[i].text), i)
            for at, c in enumerate(low)
            for i in self._starts.get(c, ())
            if low.startswith(self.phrases[i].text.lower(), at)
        ]


def same_capitals(found: str, phrase: str) -> bool:
    """Whether words that may differ in their endings agree in their capitals."""
    pairs = zip(_WORD.findall(found), _WORD.findall(phrase), strict=False)
    return all(
        a[: min(len(a), len(b))].isupper() == b[: min(len(a), len(b))].isupper()
        and a[0].isupper() == b[0].isupper()
        for a, b in pairs
    )


def words_in(text: str) -> list[re.Match[str]]:
    """Words, those joined by hyphens apart."""
    return list(_WORD.finditer(text))


def joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but spaces and hyphens stands between neighbouring words."""
    return all(_JOINT.fullmatch(text, a.end(), b.start()) for a, b in pairwise(words))


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The terms of one language pair, ready to be searched.

    `approved` and `forbidden` hold phrases; `approved_of[i]`, `forbidden_of[i]` the index of the
    term that phrase i belongs to. The phrases of `sources` are the terms' own source terms.
    """

    terms: tuple[Term, ...]
    sources: Matcher
    approved: Matcher
    forbidden: Matcher
    approved_of: tuple[int, ...]
    forbidden_of: tuple[int, ...]

    def in_source(self, text: str) -> set[int]:
        """The terms whose source term stands in the source text."""
        return {match.phrase for match in self.sources.find(text)}


class Glossary:
    """The entries of a glossary file. `digest` names its content."""

    def __init__(self, terms: Iterable[Term], digest: str = "") -> None:
        self.terms = tuple(terms)
        self.digest = digest
        self._books: dict[tuple[str, str], Book] = {}

    def book(self, source_lang: str | None, target_lang: str) -> Book:
        """The entries for a language pair; entries without a language fit every one."""
        key = primary(source_lang), primary(target_lang)
        if key not in self._books:
            self._books[key] = _book(self.terms, *key)
        return self._books[key]


def _book(terms: Iterable[Term], source_lang: str, target_lang: str) -> Book:
    chosen = _merged(
        t
        for t in terms
        if primary(t.target_lang) in ("", target_lang)
        and ("" in (source_lang, primary(t.source_lang)) or primary(t.source_lang) == source_lang)
    )
    approved = [(i, text) for i, t in enumerate(chosen) for text in t.targets]
    forbidden = [(i, text) for i, t in enumerate(chosen) for text in t.forbidden]
    known, bad = ({text.lower() for _, text in own} for own in (approved, forbidden))
    # "internet" is forbidden where "Internet" is approved; IT is no form of "it".
    exact = frozenset(
        n for n, (_, text) in enumerate(forbidden) if text.lower() in known or _is_acronym(text)
    )
    cased = frozenset(
        n for n, (_, text) in enumerate(approved) if text.lower() in bad or _is_acronym(text)
    )
    given = source_lang or next((primary(t.source_lang) for t in chosen if t.source_lang), "")
    return Book(
        chosen,
        Matcher([t.source for t in chosen], given or _guess(chosen), frozenset()),
        Matcher([text for _, text in approved], target_lang, cased),
        Matcher([text for _, text in forbidden], target_lang, exact),
        tuple(i for i, _ in approved),
        tuple(i for i, _ in forbidden),
    )


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper() and " " not in text


def _guess(terms: Sequence[Term]) -> str:
    """Chinese where most source terms hold characters that only it and Japanese write."""
    han = sum(1 for t in terms if any("\u3400" <= c <= "\u9fff" for c in t.source))
    return "zh" if han > len(terms) / 2 else "und"


def _merged(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Entries of one source term as one: what one of them approves is not forbidden."""
    by_source: dict[str, list[Term]] = {}
    for number, term in enumerate(terms):
        by_source.setdefault(term.source.casefold() or f"\0{number}", []).append(term)
    merged = []
    for group in by_source.values():
        targets = tuple(dict.fromkeys(t for term in group for t in term.targets))
        forbidden = dict.fromkeys(f for term in group for f in term.forbidden if f not in targets)
        first = group[0]
        merged.append(
            Term(first.source, targets, tuple(forbidden), first.source_lang, first.target_lang)
        )
    return tuple(merged)
