"""How likely is this order of words? A small class n-gram model of native English.

Frequent words stand for themselves, all others for their word classes or their ending. For every
word the model says how much likelier it is after the two before it than anywhere: the log ratio
of its trigram probability to its unigram probability (Witten-Bell smoothing). In English as people
write it that is well above zero on average; in shuffled words it is below. Trained by
`python -m mtlint.learn.wordorder`.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from mtlint.text.grammar_en import classes
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView, Sentence

START, END = "<s>", "</s>"
_REMEMBERED = 50_000  # words, and triples of them
# How often chance alone must have put two words together in training for their never meeting to
# say something; more where one of them is a class of words.
WORD_PAIR, CLASS_PAIR = 45.0, 60.0
SCALE = 20.0  # the stored log ratios are in twentieths of a natural log, within a signed byte
_SUFFIXES = (
    "ing ings ed ly tion tions sion ment ments ness ity ities ism ist ists ous ful less able ible "
    "al ic ive ish ize ise ized ised er ers or ors est ance ence ship hood es s"
).split()
_GAP = re.compile(r"[,;:.!?…()\[\]\"“”—–/]| - ")
_GAP_SYMBOL = {",": ",", ";": ";", ":": ";", ".": ".", "!": ".", "?": ".", "…": "."}


def symbol(word: str, opens: bool, known: Mapping[str, int]) -> str:
    """What a word is to the model. `opens`: it starts the sentence, so its capital says nothing."""
    low = word.lower().replace("’", "'")
    if low in known and (opens or word.islower() or low == "i" or low[:2] == "i'"):
        return low
    if word[0].isdigit() or any(c.isdigit() for c in word):
        return "#"
    if word[0].isupper() and not opens:
        return "Name's" if low.endswith("'s") else "Name"
    if "-" in word:
        return "-"
    if low.endswith(("'s", "s'")):
        return "n's"
    key = classes(low)
    if key:
        return "=" + key
    return next(("~" + suffix for suffix in _SUFFIXES if low.endswith(suffix)), "~")


@lru_cache(maxsize=256)
def gap_symbol(gap: str) -> str:
    """The symbol of what stands between two words; "" for a space."""
    match = _GAP.search(gap)
    return _GAP_SYMBOL.get(match.group(), "|") if match else ""


def symbols(
    text: str, words: Sequence[Word], known: Mapping[str, int]
) -> tuple[list[str], list[int]]:
    """Symbols of a sentence from start to end, and for each the index of its word (-1: none)."""
    row, owner = [START], [-1]
    last = -1
    for i, word in enumerate(words):
        if i and word.start - last > 1:
            mark = gap_symbol(text[last : word.start])
            if mark:
                row.append(mark)
                owner.append(-1)
        row.append(symbol(word.text, i == 0, known))
        owner.append(i)
        last = word.end
    row.append(END)
    owner.append(-1)
    return row, owner


class _Numbers(dict[str, int]):
    """Numbers of the symbols of words at the opening of a sentence, or inside it."""

    def __init__(self, ids: Mapping[str, int], unknown: int, *, opens: bool) -> None:
        self._ids, self._unknown, self._opens = ids, unknown, opens

    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[word] = found = self._ids.get(symbol(word, self._opens, self._ids), self._unknown)
        return found


class _Gains(dict[int, int]):
    """Gains by triple: those that were seen in training, and the last that were not."""

    def __init__(self, model: OrderModel) -> None:
        super().__init__(model.triples)
        self._model = model

    def __missing__(self, triple: int) -> int:
        seen = self._model.triples
        if len(self) > len(seen) + _REMEMBERED:
            self.clear()
            self.update(seen)
        self[triple] = found = self._model.unseen(triple)
        return found


class OrderModel:
    """Log ratios of trigram to unigram probability, in stored units (`SCALE` a natural log)."""

    def __init__(self, head: Mapping[str, object], blob: bytes) -> None:
        self.names: Sequence[str] = head["symbols"]  # type: ignore[assignment]
        self.ids = {name: i for i, name in enumerate(self.names)}
        self.size = len(self.names)
        self.counts: Sequence[int] = head["counts"]  # type: ignore[assignment]
        self.total = sum(self.counts)
        self.unknown = self.ids["~"]
        self.classes = str(head["classes"])
        self._single = [n[0].islower() and n != "n's" for n in self.names]
        self.weights: Mapping[str, float] = head["weights"]  # type: ignore[assignment]
        parts = iter(_cut(blob, head["lengths"]))  # type: ignore[arg-type]
        self.backoff1 = array("b", next(parts))
        self.pairs = dict(zip(_keys(next(parts)), array("b", next(parts)), strict=True))
        self.backoff2 = dict(zip(_keys(next(parts)), array("b", next(parts)), strict=True))
        self.triples = dict(zip(_keys(next(parts)), array("b", next(parts)), strict=True))
        self._gains = _Gains(self)
        self._opening = _Numbers(self.ids, self.unknown, opens=True)
        self._inside = _Numbers(self.ids, self.unknown, opens=False)

    def row(self, text: str, words: Sequence[Word]) -> tuple[list[int], list[int]]:
        """`numbered` for words with their places in a text."""
        gaps = ["", *[text[a.end : b.start] for a, b in pairwise(words)]]
        return self.numbered([word.text for word in words], gaps)

    def numbered(self, forms: Sequence[str], gaps: Sequence[str]) -> tuple[list[int], list[int]]:
        """Symbol numbers of a sentence from start to end, and the index of each one's word.

        `gaps[i]` stands before word i; the first one does not count.
        """
        ids = self.ids
        numbers = list(map(self._inside.__getitem__, forms))
        numbers[0] = self._opening[forms[0]]
        row, owner, done = [ids[START]], [-1], 0
        wide = [i for i, size in enumerate(map(len, gaps)) if size > 1]
        for i in wide:
            if i and (mark := gap_symbol(gaps[i])):
                row += numbers[done:i]
                row.append(ids[mark])
                owner += range(done, i)
                owner.append(-1)
                done = i
        row += numbers[done:]
        row.append(ids[END])
        owner += range(done, len(numbers))
        owner.append(-1)
        return row, owner

    @cached_property
    def strangers(self) -> frozenset[tuple[int, int]]:
        """Pairs never seen in training that chance would have put together often."""
        common = sorted(range(self.size), key=self.counts.__getitem__, reverse=True)
        found = set()
        for a in common:
            for b in common:
                if self.expected(a, b) < min(WORD_PAIR, CLASS_PAIR):
                    break  # the rest is rarer still
                words = self.names_word(a) and self.names_word(b)
                enough = self.expected(a, b) >= (WORD_PAIR if words else CLASS_PAIR)
                if enough and not self.seen(a, b):
                    found.add((a, b))
        return frozenset(found)

    def expected(self, a: int, b: int) -> float:
        """How often `b` would have followed `a` in training, had the order been random."""
        return self.counts[a] * self.counts[b] / self.total

    def seen(self, a: int, b: int) -> bool:
        """Whether `b` followed `a` in training at all."""
        return a * self.size + b in self.pairs

    def names_word(self, number: int) -> bool:
        """Whether the symbol is one word, not a class, a mark or an end."""
        return self._single[number]

    def gains(self, row: Sequence[int]) -> list[int]:
        """`gain` of each symbol after the first, its neighbours given."""
        size = self.size
        # No symbol has the number `size`: no history before the start. Everything here runs in C.
        before = map(size.__mul__, [size, *row])
        pairs = map(add, before, row)
        triples = map(add, map(size.__mul__, pairs), row[1:])
        return list(map(self._gains.__getitem__, triples))

    def unseen(self, triple: int) -> int:
        """The gain of a symbol in a triple that was not seen in training."""
        left, c = divmod(triple, self.size)
        b = left % self.size
        known = self.pairs.get(b * self.size + c)
        return (self.backoff1[b] if known is None else known) + self.backoff2.get(left, 0)


class Row(NamedTuple):
    """A sentence as the model sees it, with the words `first` to `stop` of its segment.

    `gains[i]` is that of `numbers[i + 1]`.
    """

    view: SegmentView
    sentence: Sentence
    first: int
    stop: int
    numbers: Sequence[int]
    owners: Sequence[int]
    gains: Sequence[int]

    @property
    def words(self) -> Sequence[Word]:
        return self.view.words[self.first : self.stop]

    @property
    def forms(self) -> Sequence[str]:
        """The words as they are written."""
        return self.view.forms[self.first : self.stop]

    def word(self, i: int) -> Word:
        """One of the words: rows may be long, and `words` is made anew."""
        return self.view.words[self.first + i]

    def form(self, i: int) -> str:
        """One of the words as it is written."""
        return self.view.forms[self.first + i]

    @property
    def size(self) -> int:
        """How many words there are."""
        return self.stop - self.first


@lru_cache(maxsize=1)  # the checks that need it ask for the same document in turn
def rows_of(doc: DocumentView) -> tuple[Row, ...]:
    """The rows of all sentences of a document that have words."""
    model = order_model()
    found = []
    for view in doc.segments:
        for sentence in view.sentences:
            first, stop = sentence.word_range
            if first < stop:
                numbers, owners = model.numbered(view.forms[first:stop], view.gaps[first:stop])
                gains = model.gains(numbers)
                found.append(Row(view, sentence, first, stop, numbers, owners, gains))
    return tuple(found)


def sentence_score(model: OrderModel, gains: Sequence[int]) -> float:
    """Log-odds that the words of a sentence with these gains stand in random order."""
    w = model.weights
    mean, share, depth, short = sentence_features(gains)
    return (
        w["mean"] * mean
        + w["low_share"] * share
        + w["low_depth"] * depth
        + w["short"] * short
        + w["constant"]
    )


def sentence_features(gains: Sequence[int]) -> list[float]:
    """Mean gain; share and mean depth of positions less likely than by chance; shortness."""
    n = len(gains)
    low = [g for g in gains if g < -SCALE]
    return [sum(gains) / n / SCALE, len(low) / n, sum(low) / n / SCALE, 1 / math.sqrt(n)]


def _cut(blob: bytes, lengths: Sequence[int]) -> list[bytes]:
    ends = list(accumulate(lengths))
    return [blob[end - n : end] for n, end in zip(lengths, ends, strict=True)]


def _keys(raw: bytes) -> accumulate[int]:
    """Ascending keys from their differences (unsigned 32 bits, little-endian)."""
    return accumulate(array("I", raw))


@cache
def order_model() -> OrderModel:
    """The model that comes with mtlint, read on first use."""
    raw = gzip.decompress(
        files("mtlint.text").joinpath("data", "word_order_en.bin.gz").read_bytes()
    )
    head, _, blob = raw.partition(b"\n")
    return OrderModel(json.loads(head), blob)
