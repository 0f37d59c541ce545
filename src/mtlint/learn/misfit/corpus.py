"""What the network learns from, as arrays: texts as numbers of their chunks (what spaces part).

    python -m mtlint.learn.misfit.corpus --data DIR --base BASE --out WORK --texts FILE [FILE ...]

`FILE` are written by `texts` and `generate`; of the training files human translations and native
English are taken, but for what is `held` back. Machine translations only tell which words stand
beside which.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.learn import installed
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import NATIVE, TRAIN, file_of
from mtlint.learn.misfit import held
from mtlint.learn.misfit.texts import Text, tidied
from mtlint.learn.siblings.plant import _STOP, is_noun
from mtlint.models import language
from mtlint.text.grammar_en import classes

Ints = NDArray[np.int64]

#: How a word of the vocabulary may stand: in small letters or with a capital, before these marks.
MARKS = ("", ",", ".")
FORMS = 2 * len(MARKS)
OFTEN, SEEN = 4, 6  # times a word stands in texts, or in translations, to be in the vocabulary
NEAR = 20  # neighbours in meaning that are kept for a word
TIMES = 2  # human translations and ordered native English count so often
HUMAN = ("Human", "ref")
_CHUNK = re.compile(r"([A-Za-z][A-Za-z’'-]*[A-Za-z])([,.]?)")
_ALIKE = 4  # letters in which words of one family agree

Beside = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts as chunks, chunks as sub-words, and what may stand in a word's place.

    `stream` holds the chunks of all segments, of which `segments` are the ends, and `texts` the
    ends of texts in segments. `pieces` holds the sub-words of all chunks, of which `lengths` are
    the numbers. The first FORMS chunks are of word 0, and so on, for `grades` words: 1 a noun, 2
    an adjective (3 both). `after` are the words that stand after each, from `after_at` on, `before`
    those before it, `near` its neighbours in meaning (-1: none).
    """

    stream: Ints
    segments: Ints
    texts: Ints
    lengths: Ints
    pieces: Ints
    grades: Ints
    after_at: Ints
    after: Ints
    before_at: Ints
    before: Ints
    near: Ints
    often: NDArray[np.float32]

    def save(self, path: Path) -> None:
        """Write all arrays."""
        np.savez_compressed(path, **{f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def load(cls, path: Path) -> Corpus:
        """Read what `save` wrote."""
        with np.load(path) as known:
            return cls(**{f.name: known[f.name] for f in fields(cls)})


def free(data: Path, names: Iterable[str]) -> Iterator[tuple[str, RatedArticle]]:
    """The articles of training files that are not held back, with the file of each."""
    for name in names:
        for article in read_articles(file_of(data, name)):
            if not held(article.id if name in NATIVE else article.origin):
                yield name, article


def rated(data: Path) -> Iterator[Text]:
    """Human translations and native English of the training files, but for what is held back."""
    for name, article in free(data, (*TRAIN, *NATIVE)):
        if name in NATIVE or article.system.startswith(HUMAN):
            times = 1 if "wiki" in name else TIMES
            yield from [(name, [s.target for s in article.segments])] * times


def written(paths: Iterable[Path]) -> Iterator[Text]:
    """What `texts` and `generate` wrote."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            known = json.loads(line)
            yield known["kind"], known["segments"]


def translated(data: Path) -> Iterator[str]:
    """All translations that are not held back."""
    for _, article in free(data, TRAIN):
        yield from (" ".join(s.target.split()) for s in article.segments)


def words_in(segment: str) -> list[tuple[str, bool] | None]:
    """Of each chunk its word in small letters and whether a mark follows; None for no word.

    >>> words_in("The old pier, rebuilt in 2019.")
    [('the', False), ('old', False), ('pier', True), ('rebuilt', False), ('in', False), None]
    """
    found = (_CHUNK.fullmatch(chunk) for chunk in segment.split(" "))
    return [(m[1].lower(), bool(m[2])) if m else None for m in found]


@dataclass
class Counts:
    """How often words stand, and which beside which."""

    words: Counter[str]
    after: dict[str, Counter[str]]
    before: dict[str, Counter[str]]

    @classmethod
    def of(cls, segments: Iterable[str]) -> Counts:
        """Counts over segments."""
        made = cls(Counter(), defaultdict(Counter), defaultdict(Counter))
        for segment in segments:
            row = words_in(segment)
            made.words.update(w[0] for w in row if w)
            for a, b in pairwise(row):
                if a and b and not a[1]:
                    made.after[a[0]][b[0]] += 1
                    made.before[b[0]][a[0]] += 1
        return made


def vocabulary(own: Counter[str], theirs: Counter[str]) -> list[str]:
    """Words that may be exchanged, in order."""
    every = {w for w in (*own, *theirs) if len(w) > 2 and w not in _STOP}
    return sorted(w for w in every if own[w] >= OFTEN or theirs[w] >= SEEN)


def companions(words: list[str], *sorts: Beside) -> tuple[Ints, Ints]:
    """Where the companions of each word begin, and all of them: those that stand there twice."""
    numbers = {w: i for i, w in enumerate(words)}
    at, found = [0], list[int]()
    for word in words:
        total: Counter[str] = Counter()
        for beside in sorts:
            total.update(beside.get(word, {}))
        found += [numbers[w] for w, n in total.items() if n >= 2 and w in numbers]
        at.append(len(found))
    return np.array(at, np.int32), np.array(found, np.int32)


def neighbours(words: list[str]) -> Ints:
    """The nearest words of other families in the language model's word vectors [words, NEAR]."""
    model = language.open_model(installed.weights())
    single = {}
    for i, word in enumerate(words):
        ids = model.tokenizer.encode(f" {word}").ids
        if len(ids) == 1:
            single[i] = ids[0]
    own = np.array(list(single))
    table = model.model.words[list(single.values())]
    table = table - table.mean(0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    near: Ints = np.full((len(words), NEAR), -1, np.int32)
    for a in range(0, len(own), 2000):
        likeness = table[a : a + 2000] @ table.T
        for row, word in zip(np.argsort(-likeness, 1)[:, : 2 * NEAR], own[a:], strict=False):
            stem = words[word][:_ALIKE]
            others = [own[j] for j in row if words[own[j]][:_ALIKE] != stem][:NEAR]
            near[word, : len(others)] = others
    return near


def made(texts: list[Text], data: Path, tokenizer: Any) -> Corpus:
    """The arrays."""
    own = Counts.of(s for _, segments in texts for s in segments)
    theirs = Counts.of(translated(data))
    words = vocabulary(own.words, theirs.words)
    chunks = [form + mark for w in words for form in (w, w.capitalize()) for mark in MARKS]
    index = {chunk: i for i, chunk in enumerate(chunks)}
    stream, segments, ends = list[int](), list[int](), list[int]()
    for _, parts in texts:
        for segment in parts:
            for chunk in segment.split(" "):
                stream.append(index.setdefault(chunk, len(index)))
            segments.append(len(stream))
        ends.append(len(segments))
    rows = tokenizer.encode_batch(list(index), add_special_tokens=False)
    after_at, after = companions(words, own.after, theirs.after)
    before_at, before = companions(words, own.before, theirs.before)
    return Corpus(
        np.array(stream, np.uint32),
        np.array(segments, np.uint32),
        np.array(ends, np.uint32),
        np.array([len(r.ids) for r in rows], np.uint16),
        np.array([i for r in rows for i in r.ids], np.uint16),
        np.array([is_noun(w) | ("j" in classes(w)) << 1 for w in words], np.uint8),
        after_at,
        after,
        before_at,
        before,
        neighbours(words),
        np.array([own.words[w] + theirs.words[w] / 10 for w in words], np.float32),
    )


def main() -> None:
    """Command line entry."""
    from tokenizers import Tokenizer

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    texts = list(tidied([*written(options.texts), *rated(options.data)]))
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    corpus = made(texts, options.data, tokenizer)
    options.out.mkdir(parents=True, exist_ok=True)
    corpus.save(options.out / "corpus.npz")
    print(f"{len(corpus.stream)} chunks, {len(corpus.grades)} words that may be exchanged")


if __name__ == "__main__":
    main()
