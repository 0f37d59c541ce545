"""Source terms and what stands for them in the translation, learned from the segments themselves.

No dictionary: a phrase of the translation goes with a term of the source when both stand in the
same segments, at about the same place, and the phrase seldom stands anywhere else. The same works
in one document and over a batch; the more segments, the surer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from mtlint.text.late import late
from mtlint.text.lexicon_en import lexicon
from mtlint.text.phrases import STOP
from mtlint.text.tokens import words
from mtlint.types import Usage

LEAST_HAN, MOST_HAN = 3, 10
MOST_WORDS = 5
_HAN_RUN = late(r"[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)*")
# Characters that hardly a term starts or ends with: particles, conjunctions, pronouns, numerals.
_EDGE = frozenset(
    "的了在是和与及或对将以等这那其之也就都而并从向被把让于着得们个你我他她它吗呢吧很最更还又再因如若则但却且只已即便使"
    "据指每该此并时日一二三四五六七八九十两几多名位次"
)
_PARTICLE = re.compile("[的了]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INNER = frozenset("of the for and on in to with de der des du la le".split())


class Place(NamedTuple):
    """A stretch of one side of a segment (code points)."""

    segment: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """One rendering: its key (lower case, singular), and where it stands for the term."""

    key: tuple[str, ...]
    places: tuple[Place, ...]
    precision: float
    """Share of all its occurrences that stand beside the term."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A source term, the segments that hold it, and its commonest rendering."""

    source: str
    segments: tuple[int, ...]
    main: Form

    @property
    def lacking(self) -> tuple[int, ...]:
        """Segments with the term but without its commonest rendering."""
        have = {place.segment for place in self.main.places}
        return tuple(s for s in self.segments if s not in have)


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A word in lower case without the plural's ending or a possessive.

    >>> singular("Policies"), singular("Xi's"), singular("process")
    ('policy', 'xi', 'process')
    """
    low = word.lower()
    for tail in ("'s", "’s"):
        low = low.removesuffix(tail)
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-2] if low.endswith(("ches", "shes", "xes", "sses")) else low[:-1]
    return low


def usages(pairs: Sequence[tuple[str, str]], least: int = 3) -> tuple[Usage, ...]:
    """The usual renderings of the terms that come back in `least` segments or more."""
    bitext = Bitext(pairs)
    found = []
    for item in bitext.rendered(least):
        written = Counter(pairs[p.segment][1][p.start : p.end] for p in item.main.places)
        text = max(written, key=lambda w: (written[w], w))
        times = len({p.segment for p in item.main.places})
        found.append(Usage(item.source, item.main.key, text, times, len(item.segments)))
    return tuple(found)


class Bitext:
    """Segments with source and translation, indexed by terms and phrases."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = pairs
        self.phrases: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        self.words: list[list[tuple[str, int, int]]] = []
        for number, (_, target) in enumerate(pairs):
            tokens = [(singular(w.text), w.start, w.end) for w in words(target)]
            self.words.append(tokens)
            for first, last in phrase_spans(tokens, target):
                key = tuple(t[0] for t in tokens[first:last])
                place = Place(number, tokens[first][1], tokens[last - 1][2])
                self.phrases[key].append(place)
        self.terms = source_terms([source for source, _ in pairs])

    def rendered(self, least: int = 3) -> Iterator[Rendered]:
        """The terms of at least `least` segments whose commonest rendering can be told."""
        for term, places in self.terms.items():
            inside = sorted({p.segment for p in places})
            if len(inside) < least:
                continue
            main = self._main(term, places, inside)
            if main is not None:
                yield Rendered(term, tuple(inside), main)

    def _main(self, term: str, places: list[Place], inside: list[int]) -> Form | None:
        """The phrase that goes with the term best; None where none does well."""
        candidates: Counter[tuple[str, ...]] = Counter()
        for segment in inside:
            tokens = self.words[segment]
            keys = {
                tuple(t[0] for t in tokens[a:b])
                for a, b in phrase_spans(tokens, self.pairs[segment][1])
            }
            candidates.update(keys)
        scored: list[tuple[tuple[float, int, float], Form]] = []
        for key, times in candidates.items():
            if times < 2 or 2 * times <= len(inside):
                continue
            form = self.form(key, places, inside)
            if times == len(inside) and form.precision >= 0.4 and _says_it_all(key, term):
                return None  # the term has one rendering
            score = self._score(term, form, len(inside))
            if score[0]:
                scored.append((score, form))
        if not scored:
            return None
        best = max(scored, key=lambda item: (item[0], item[1].key))[1]
        # What all renderings share is only a part of each: "share" of repurchases and buybacks.
        longer = [s for s in scored if _contains(s[1].key, best.key)]
        if longer and not _says_it_all(best.key, term):
            best = max(longer, key=lambda item: (item[0], item[1].key))[1]
        return best

    def form(self, key: tuple[str, ...], places: list[Place], inside: list[int]) -> Form:
        """A phrase with its places in the term's segments."""
        all_places = self.phrases[key]
        own = set(inside)
        here = tuple(p for p in all_places if p.segment in own)
        return Form(
            key, here, len({p.segment for p in here}) / len({p.segment for p in all_places})
        )

    def _score(self, term: str, form: Form, total: int) -> tuple[float, int, float]:
        """How well a phrase goes with a term: agreement, then length, then nearness; 0 if badly."""
        recall = len({p.segment for p in form.places}) / total
        offset = self._offset(term, form)
        if form.precision < 0.7 or offset > 0.3:
            return 0.0, 0, 0.0
        f1 = 2 * recall * form.precision / (recall + form.precision)
        return round(f1, 2), min(len(form.key), len(term)), -offset

    def _offset(self, term: str, form: Form) -> float:
        """How far apart term and phrase stand, as shares of their segments' lengths, on average."""
        first = {p.segment: p for p in reversed(form.places)}
        return sum(self.offset(term, p) for p in first.values()) / len(first)

    def offset(self, term: str, place: Place) -> float:
        """How far apart a term and a phrase stand in a segment, as shares of its two lengths."""
        source, target = self.pairs[place.segment]
        at = (source.find(term) + len(term) / 2) / max(1, len(source))
        return abs(at - (place.start + place.end) / 2 / max(1, len(target)))


def _contains(key: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether a longer phrase holds a shorter one in a row."""
    starts = range(len(key) - len(part) + 1)
    return len(key) > len(part) and any(key[i : i + len(part)] == part for i in starts)


def _says_it_all(key: tuple[str, ...], term: str) -> bool:
    """Whether a phrase is long enough to be the whole of a term, or is a name."""
    if len(key) == 1 and not lexicon().is_common(key[0]):
        return True
    content = sum(w not in STOP for w in key)
    return 4 * content >= 3 * len(term) if _is_han(term[0]) else 2 * content > len(term.split())


def phrase_spans(tokens: Sequence[tuple[str, int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Rows of up to five words, parted by a space, that neither start nor end with a small word."""
    for first, (word, _, _) in enumerate(tokens):
        if word in STOP or not word[0].isalpha():
            continue
        for last in range(first, min(first + MOST_WORDS, len(tokens))):
            here, start, _ = tokens[last]
            if last > first and text[tokens[last - 1][2] : start] not in (" ", "-"):
                break
            if here in STOP:
                if here not in _INNER:
                    break
                continue
            yield first, last + 1


def source_terms(texts: Sequence[str]) -> dict[str, list[Place]]:
    """Rows of Chinese characters that come back in several segments, the longest of each kind.

    A row that a longer one always holds is left out. For other scripts: rows of words.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    for number, source in enumerate(texts):
        for term, start in _rows(source):
            found[term].append(Place(number, start, start + len(term)))
    several = {t: p for t, p in found.items() if len({x.segment for x in p}) > 1}
    held: set[str] = set()
    for term, places in several.items():
        for shorter in (term[1:], term[:-1]):
            if len(several.get(shorter, ())) == len(places):
                held.add(shorter)
    cohesion = Cohesion(texts)
    return {
        t: p
        for t, p in sorted(several.items())
        if t not in held and _is_term(t) and cohesion.whole(t, p, texts)
    }


class Cohesion:
    """How strongly neighbouring characters belong together, by how often they meet in the texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._single: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        for text in texts:
            self._single.update(text)
            self._pairs.update(map("".join, pairwise(text)))

    def of(self, pair: str) -> float:
        """Share of the rarer character's occurrences that are in this pair, discounted when few."""
        times = self._pairs[pair]
        return (times - 0.5) / min(self._single[pair[0]], self._single[pair[1]]) if times else 0.0

    def whole(self, term: str, places: Sequence[Place], texts: Sequence[str]) -> bool:
        """Whether the row of characters is not cut out of words: its ends cling to it, not to what
        stands beside it, in most places."""
        cut = 0
        first, last = self.of(term[:2]), self.of(term[-2:])
        for place in places:
            text = texts[place.segment]
            before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
            torn = (_is_han(before) and self.of(before + term[0]) >= first) or (
                _is_han(after) and self.of(term[-1] + after) >= last
            )
            cut += torn
        return 3 * cut < len(places)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _rows(source: str) -> Iterator[tuple[str, int]]:
    for run in _HAN_RUN.finditer(source):
        text = run[0]
        for start in range(len(text)):
            for end in range(start + LEAST_HAN, min(len(text), start + MOST_HAN) + 1):
                yield text[start:end], run.start() + start
    tokens = list(_WORD.finditer(source))
    latin = [t for t in tokens if not _HAN_RUN.search(t[0])]
    for first, token in enumerate(latin):
        for last in range(first + 1, min(first + 4, len(latin))):
            if source[latin[last - 1].end() : latin[last].start()] != " ":
                break
            yield source[token.start() : latin[last].end()], token.start()


def _is_term(term: str) -> bool:
    if "\u3400" <= term[0] <= "\u9fff":
        return term[0] not in _EDGE and term[-1] not in _EDGE and not _PARTICLE.search(term)
    first, last = term.split()[0], term.split()[-1]
    return min(len(first), len(last)) > 3
