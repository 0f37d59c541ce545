"""Text to model input: sub-words, with casing and spacing of their words beside them.

Used by training and by inference alike, so that both see exactly the same numbers. No
inference runtime is imported here: the sub-word tokenizer is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.text.surrogates import without_surrogates

#: A word an editor would call one: letters and digits joined by inner marks, or one lone mark.
WORD = re.compile(r"\w+(?:[.,:'’\-/&]\w+)*|[^\w\s]")

#: Form id of the sub-words of a source text; those of the target have five casings times three
#: kinds of space before the sub-word.
SOURCE_FORM = 15
FORMS = 16

#: Most sub-words of a source that the network is shown.
SOURCE_LENGTH = 160

_NOT_LETTERS, _LOWER, _CAPITALS, _INITIAL, _MIXED = range(5)


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text as sub-words, special tokens included at both ends.

    ``offsets`` are half-open code point ranges in the text; special tokens have ``(0, 0)``.
    """

    ids: list[int]
    forms: list[int]
    offsets: list[tuple[int, int]]


def casing(word: str) -> int:
    """Casing class of one word: no letters, lower, ALL CAPITALS, Initial, or miXed."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _NOT_LETTERS
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return _LOWER
    if upper == len(letters) and upper > 1:
        return _CAPITALS
    if upper == 1 and letters[0].isupper():
        return _INITIAL
    return _MIXED


def space_before(text: str, at: int) -> int:
    """Kind of space before code point ``at``: 0 none, 1 one space, 2 more or a line break."""
    if at == 0:
        return 1
    if not text[at - 1].isspace():
        return 0
    return 1 if text[at - 1] == " " and (at < 2 or not text[at - 2].isspace()) else 2


def forms(text: str, offsets: Sequence[tuple[int, int]], words: Sequence[int | None]) -> list[int]:
    """Form id of every sub-word: ``casing * 3 + space``; special tokens get 0.

    ``words`` is the tokenizer's word number of each sub-word (None for special tokens): the
    casing is that of the whole word, so that every piece of a name knows it is a name.
    """
    spans: dict[int, tuple[int, int]] = {}
    for (start, end), word in zip(offsets, words, strict=True):
        if word is not None:
            first, last = spans.get(word, (start, end))
            spans[word] = (min(first, start), max(last, end))
    casings = {word: casing(text[a:b]) for word, (a, b) in spans.items()}
    return [
        0 if word is None else casings[word] * 3 + space_before(text, start)
        for (start, _), word in zip(offsets, words, strict=True)
    ]


def pair(target: Encoded, source: Encoded | None) -> Encoded:
    """Target and source as one input: ``<s> target </s> source </s>``; only the target has places.

    A long source is cut, keeping its beginning.
    """
    if source is None:
        return target
    tail = [*source.ids[1:-1][:SOURCE_LENGTH], source.ids[-1]]
    forms = [*target.forms, *[SOURCE_FORM] * len(tail)]
    return Encoded([*target.ids, *tail], forms, target.offsets)


def encode(tokenizer: Any, texts: Sequence[str]) -> list[Encoded]:
    """Encode texts with a ``tokenizers.Tokenizer`` that neither pads nor truncates.

    Halves of surrogate pairs, which no tokenizer takes, are read as replacement characters.
    """
    done = []
    whole = [without_surrogates(text) for text in texts]
    # A few are not worth the threads of a batch.
    rows = tokenizer.encode_batch(whole) if len(whole) > 2 else map(tokenizer.encode, whole)
    for text, row in zip(texts, rows, strict=True):
        offsets = [(int(a), int(b)) for a, b in row.offsets]
        done.append(Encoded(list(row.ids), forms(text, offsets, row.word_ids), offsets))
    return done


def split_words(text: str) -> list[tuple[int, int]]:
    """Words and lone marks of a text as half-open code point ranges, in order."""
    return [m.span() for m in WORD.finditer(text)]


def pieces_of_words(
    text: str, places: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Of each word its start and end, and the half-open range of the pieces that it touches.

    ``places`` are the pieces' half-open code point ranges in the text, in order.

    >>> list(pieces_of_words("ab c.", [(0, 1), (1, 2), (2, 5)]))
    [(0, 2, 0, 2), (3, 4, 2, 3), (4, 5, 2, 3)]
    """
    first = 0
    for start, end in split_words(text):
        while first < len(places) and places[first][1] <= start:
            first += 1
        last = first
        while last < len(places) and places[last][0] < end:
            last += 1
        yield start, end, first, last


def windows(length: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open windows over so many pieces: as few as overlap by at least `overlap`, all as long
    as they need be for that, so that little is read twice.

    >>> windows(20, 200, 48), windows(300, 200, 48), windows(210, 200, 48)
    ([(0, 20)], [(0, 174), (126, 300)], [(0, 129), (81, 210)])
    """
    if length <= size:
        return [(0, length)]
    parts = -(-(length - overlap) // (size - overlap))
    each = -(-(length + (parts - 1) * overlap) // parts)
    return [(a, a + each) for a in (k * (length - each) // (parts - 1) for k in range(parts))]


def owners(spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """The window that each piece belongs to: in an overlap the one whose edge is farther away.

    >>> owners([(0, 4), (2, 6)]).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    length = spans[-1][1]
    depth, owner = np.full(length, -1), np.zeros(length, np.int64)
    for k, (a, b) in enumerate(spans):
        at = np.arange(a, b)
        deep = np.minimum(at - a, b - 1 - at)
        better = deep > depth[a:b]
        owner[a:b][better], depth[a:b][better] = k, deep[better]
    return owner


def summed(
    penalties: Sequence[float], owner: NDArray[np.int64], spans: Sequence[tuple[int, int]]
) -> float:
    """The penalties of windows together, each counted for the pieces of its window that it owns.

    >>> summed([3.0, 6.0], owners([(0, 4), (2, 6)]), [(0, 4), (2, 6)])
    6.75
    """
    owned = np.bincount(owner, minlength=len(spans))
    return sum(p * float(n) / (b - a) for p, n, (a, b) in zip(penalties, owned, spans, strict=True))
