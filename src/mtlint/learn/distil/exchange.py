"""Copies of articles in which some words stand that do not belong there.

A teacher can be asked about any text, and there are only so many that professionals have rated. So
words of rated and of native text are exchanged: for others of like meaning or form (neighbours
among the language model's word vectors), for any other, or with the word beside them. What is
exchanged is one piece in both ways to cut text, lower case for lower case and capital for capital,
so that no text need be cut anew: a copy has the places of its original. Nobody has rated a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mtlint.learn.distil.articles import TRAIN
from mtlint.learn.distil.corpus import Corpus, Ints, ranges

#: What stands before a word in a piece of the tagger's and of the language model's.
BEFORE, BEFORE_TOKEN = "▁", "Ġ"
#: Neighbours that may take a word's place, and how often one of them does, not any other word.
NEAREST, NEAR = 16, 0.7
#: Share of segments that stay as they are; of the words of others, the least and the largest share
#: that is exchanged; and how often a word changes places with the next.
WHOLE, LEAST, MOST, TURNED = 0.2, 0.03, 0.25, 0.02


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are one piece either way: their pieces and tokens [words], whether each begins
    with a capital, and which words are near it [words, NEAREST]."""

    pieces: Ints
    tokens: Ints
    capital: NDArray[np.bool_]
    near: Ints


def words_of(pieces: Sequence[str], tokens: Sequence[str], vectors: NDArray[np.float32]) -> Words:
    """The words that both vocabularies have; ``vectors`` are those of the tokens [tokens, size]."""
    known = {t: i for i, t in enumerate(tokens)}
    found = [
        (i, known[BEFORE_TOKEN + word], word[0].isupper())
        for i, piece in enumerate(pieces)
        if (word := piece.removeprefix(BEFORE)) != piece and word.isascii() and word.isalpha()
        if len(word) > 1 and (word.islower() or word.istitle()) and BEFORE_TOKEN + word in known
    ]
    own, tokens_of, capital = (np.array(column) for column in zip(*found, strict=True))
    unit = vectors[tokens_of]
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    near = np.zeros((len(own), NEAREST), np.int64)
    for kind in (False, True):
        rows = np.flatnonzero(capital == kind)
        for a in range(0, len(rows), 1024):
            some = rows[a : a + 1024]
            like = unit[some] @ unit[rows].T
            like[np.arange(len(some)), np.arange(a, a + len(some))] = -1
            count = max(1, min(NEAREST, len(rows) - 1))
            best = np.argpartition(-like, count - 1, 1)[:, :count]
            near[some] = rows[best[:, np.arange(NEAREST) % count]]
    return Words(own, tokens_of, capital.astype(bool), near)


@dataclass(frozen=True, slots=True)
class Places:
    """Where whole words stand that are one piece either way: the sub-word, the token, the number
    of the word and the segment, one after another."""

    piece: Ints
    token: Ints
    word: Ints
    segment: Ints


def places_of(corpus: Corpus, words: Words, begins: NDArray[np.bool_]) -> Places:
    """The places of the texts to learn from; ``begins`` says of each of the tagger's pieces that
    no word goes on in it."""
    c = corpus
    which, low, high = c.touching()
    token = np.minimum(low, len(c.ids) - 1)
    number = np.full(int(c.own.max()) + 1, -1)
    usable = words.pieces < len(number)
    number[words.pieces[usable]] = np.flatnonzero(usable)
    word = number[c.own]
    whole = np.r_[begins[c.own[1:]], True]
    fits = (high - low == 1) & (word >= 0) & whole & (c.part[c.article[which]] == TRAIN)
    fits &= words.tokens[word] == c.ids[token]
    at = np.flatnonzero(fits)
    return Places(at, token[at], word[at], which[at])


def with_copies(
    corpus: Corpus, words: Words, places: Places, copies: int, rng: np.random.Generator
) -> Corpus:
    """The corpus with so many copies of the articles to learn from behind it."""
    for _ in range(copies):
        corpus = _joined(corpus, *_exchanged(corpus, words, places, rng))
    return corpus


def _exchanged(
    corpus: Corpus, words: Words, places: Places, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Tokens and sub-words of all texts with some words exchanged."""
    segments = len(corpus.article)
    share = np.where(rng.random(segments) < WHOLE, 0, rng.uniform(LEAST, MOST, segments))
    n = len(places.word)
    new = places.word.copy()
    likely = np.bincount(places.word, minlength=len(words.pieces)) ** 0.75
    kinds = words.capital[places.word]
    for kind in (False, True):
        rows = np.flatnonzero(kinds == kind)
        chances = likely * (words.capital == kind)
        if len(rows):
            new[rows] = rng.choice(len(chances), len(rows), p=chances / chances.sum())
    beside = words.near[places.word, rng.integers(0, NEAREST, n)]
    new = np.where(rng.random(n) < NEAR, beside, new)
    taken = rng.random(n) < share[places.segment]
    new = np.where(taken, new, places.word)
    turned = np.flatnonzero(
        (np.diff(places.piece) == 1) & (np.diff(places.token) == 1)
        & (kinds[1:] == kinds[:-1]) & ~taken[1:] & ~taken[:-1]
        & (rng.random(n - 1) < TURNED) & (share[places.segment[1:]] > 0)
    )  # fmt: skip
    turned = turned[np.diff(turned, prepend=-2) > 1]
    new[turned], new[turned + 1] = places.word[turned + 1], places.word[turned]
    ids, own = corpus.ids.copy(), corpus.own.copy()
    ids[places.token], own[places.piece] = words.tokens[new], words.pieces[new]
    return ids, own


def _joined(corpus: Corpus, ids: Ints, own: Ints) -> Corpus:
    """The corpus, and behind it the articles to learn from that it began with, as ``ids`` and
    ``own`` have them. Copies make groups of their own, in which nothing is rated."""
    c = corpus
    originals = int(c.copy.max()) + 1
    articles = np.flatnonzero((c.part == TRAIN) & (c.copy == 0))
    number = np.full(len(c.part), -1)
    number[articles] = np.arange(len(articles)) + len(c.part)
    begin = c.begins()
    rows = np.flatnonzero(number[c.article] >= 0)
    size, own_size = np.diff(begin)[articles], (c.own_last - c.own_first)[rows]
    tokens, pieces = ranges(begin[articles], size)[1], ranges(c.own_first[rows], own_size)[1]
    place = np.full(len(c.part), -1)  # where a copied article begins behind all there are
    place[articles] = len(c.ids) + np.cumsum(size) - size
    shift = place[c.article[rows]] - begin[c.article[rows]]
    own_first = len(c.own) + np.cumsum(own_size) - own_size
    return replace(
        c,
        ids=np.r_[c.ids, ids[tokens]],
        part=np.r_[c.part, c.part[articles]],
        copy=np.r_[c.copy, np.full(len(articles), originals, c.copy.dtype)],
        article=np.r_[c.article, number[c.article[rows]]],
        first=np.r_[c.first, c.first[rows] + shift],
        last=np.r_[c.last, c.last[rows] + shift],
        own_first=np.r_[c.own_first, own_first],
        own_last=np.r_[c.own_last, own_first + own_size],
        source=np.r_[c.source, c.source[rows]],
        group=np.r_[c.group, c.group[rows] + int(c.group.max()) + 1],
        made=np.r_[c.made, np.ones(len(rows), c.made.dtype)],
        own=np.r_[c.own, own[pieces]],
        forms=np.r_[c.forms, c.forms[pieces]],
        touched=np.r_[c.touched, c.touched[pieces]],
    )
