"""Trains the word-order model on native English and human translations.

    python -m mtlint.learn.wordorder --data DIR [--words N] [--out FILE]

Counts symbols (see `mtlint.text.wordorder`), smooths by Witten-Bell, and keeps as signed bytes
the log ratios to the unigram probability. The weights of the sentence score are fitted to tell
native sentences from the same sentences shuffled, fold by fold on sentences that the counts have
not seen.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import itertools
import json
import math
import random
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from mtlint.learn.lexicon import native_segments
from mtlint.text.profiles import profile
from mtlint.text.sentences import split_sentences
from mtlint.text.tokens import WORD, Word
from mtlint.text.wordorder import SCALE, START, OrderModel, sentence_features, symbols

OUT = Path(__file__).parents[1] / "text" / "data" / "word_order_en.bin.gz"
CLASSES = OUT.with_name("word_classes_en.txt")
FOLDS = 4
MIN_WORDS = 5
Row = tuple[str, ...]


def native_sentences(data: Path) -> Iterator[str]:
    """Sentences of five or more words, headings in capitals left out."""
    english = profile("en")
    for text in native_segments(data):
        for start, end in split_sentences(text, english):
            sentence = text[start:end]
            words = WORD.findall(sentence)
            capitals = sum(w[0].isupper() for w in words)
            if len(words) >= MIN_WORDS and capitals <= 0.6 * len(words):
                yield sentence


def frequent_words(sentences: Iterable[str], limit: int) -> list[str]:
    """The words that get a symbol of their own."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for match in WORD.finditer(sentence):
            word = match.group().replace("’", "'")
            if word.islower() and not any(c.isdigit() for c in word):
                counts[word] += 1
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]
    return sorted([*(word for word, _ in best), "i", "i'm"])


def row_of(sentence: str, known: dict[str, int]) -> Row:
    """The symbols of a sentence."""
    words = tuple(Word(m[0], m.start(), m.end()) for m in WORD.finditer(sentence))
    return tuple(symbols(sentence, words, known)[0])


def shuffled(sentence: str, rnd: random.Random) -> str:
    """The same words in random order: the capital stays in front, the full stop at the end."""
    end = sentence[-1] if sentence[-1] in ".!?" else ""
    parts = sentence[: len(sentence) - len(end)].split()
    if parts[0][1:].islower() or len(parts[0]) == 1:
        parts[0] = parts[0].lower()
    rnd.shuffle(parts)
    parts[0] = parts[0][:1].upper() + parts[0][1:]
    return " ".join(parts) + end


class Counted:
    """N-gram counts of rows of symbols."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.one: Counter[str] = Counter()
        self.two: Counter[tuple[str, str]] = Counter()
        self.three: Counter[tuple[str, str, str]] = Counter()
        for row in rows:
            self.one.update(row[1:])
            self.one[START] += 1
            self.two.update(itertools.pairwise(row))
            self.three.update(zip(row, row[1:], row[2:], strict=False))


def quantise(ratio: float) -> int:
    """A natural log ratio as a signed byte."""
    return max(-127, min(127, round(ratio * SCALE)))


def tables(counted: Counted) -> tuple[dict[str, Any], list[bytes]]:
    """Header and arrays of the data file."""
    names = sorted({*counted.one, *",;.|~#-", "Name", "Name's", "n's"})
    number = {name: i for i, name in enumerate(names)}
    size, total = len(names), counted.one.total() - counted.one[START]
    after: Counter[str] = Counter(a for a, _ in counted.two)
    after2: Counter[tuple[str, str]] = Counter((a, b) for a, b, _ in counted.three)
    p1 = {name: max(0.5, counted.one[name]) / total for name in names}
    uni = {a: counted.one[a] for a in names}

    def p2(a: str, b: str) -> float:
        types = after[a] or 1
        return (counted.two[a, b] + types * p1[b]) / ((uni[a] or 0) + types)

    backoff1 = [quantise(math.log((after[a] or 1) / (uni[a] + (after[a] or 1)))) for a in names]
    pairs = {
        number[a] * size + number[b]: quantise(math.log(p2(a, b) / p1[b])) for a, b in counted.two
    }
    backoff2, triples = {}, {}
    for (a, b), types in after2.items():
        n = counted.two[a, b]
        if n >= 4:
            backoff2[number[a] * size + number[b]] = quantise(math.log(types / (n + types)))
    for (a, b, c), n in counted.three.items():
        history = counted.two[a, b]
        if n < 2 or history < 4:
            continue
        types = after2[a, b]
        p3 = (n + types * p2(b, c)) / (history + types)
        triples[(number[a] * size + number[b]) * size + number[c]] = quantise(math.log(p3 / p1[c]))
    parts = [array("b", backoff1).tobytes()]
    for table in (pairs, backoff2, triples):
        parts += pack(table)
    head = {
        "symbols": names,
        "counts": [uni[a] for a in names],
        "lengths": [len(p) for p in parts],
        "classes": classes_digest(),
    }
    return head, parts


def classes_digest() -> str:
    """Fingerprint of the word classes that symbols are made of: a change asks for new training."""
    raw = CLASSES.read_bytes()
    return hashlib.blake2b(raw, digest_size=8).hexdigest()


def pack(table: dict[int, int]) -> list[bytes]:
    """Ascending keys as differences, and their values."""
    keys = sorted(table)
    steps = array("I", (b - a for a, b in zip([0, *keys], keys, strict=False)))
    if sys.byteorder == "big":
        steps.byteswap()
    return [steps.tobytes(), array("b", (table[k] for k in keys)).tobytes()]


def model_of(counted: Counted, weights: dict[str, float]) -> tuple[OrderModel, bytes]:
    """The model and the bytes of its data file."""
    head, parts = tables(counted)
    head["weights"] = weights
    raw = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return OrderModel(head, b"".join(parts)), raw + b"".join(parts)


def features(model: OrderModel, sentence: str) -> list[float]:
    """What the sentence score is made of."""
    words = tuple(Word(m[0], m.start(), m.end()) for m in WORD.finditer(sentence))
    return sentence_features(model.gains(model.row(sentence, words)[0]))


def fit(rows: Sequence[tuple[list[float], int]]) -> list[float]:
    """Logistic regression by Newton's method; the last weight is the constant."""
    import numpy as np

    x = np.array([[*f, 1.0] for f, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - 1e-3 * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(hessian, gradient)
    return [float(v) for v in w]


def train(data: Path, limit: int) -> bytes:
    """The data file's text. Prints how well held-out shuffles are told apart."""
    sentences = list(dict.fromkeys(native_sentences(data)))
    known = {word: i for i, word in enumerate(frequent_words(sentences, limit))}
    rows = [row_of(s, known) for s in sentences]
    rnd = random.Random(11)
    fold = [rnd.randrange(FOLDS) for _ in sentences]
    examples: list[tuple[list[float], int]] = []
    for k in range(FOLDS):
        model, _ = model_of(Counted(r for r, f in zip(rows, fold, strict=True) if f != k), {})
        for sentence, f in zip(sentences, fold, strict=True):
            if f == k:
                examples.append((features(model, sentence), 0))
                examples.append((features(model, shuffled(sentence, rnd)), 1))
    weights = fit(examples)
    score = [sum(w * v for w, v in zip(weights, [*f, 1.0], strict=True)) for f, _ in examples]
    native = sorted(s for s, (_, label) in zip(score, examples, strict=True) if not label)
    mixed = [s for s, (_, label) in zip(score, examples, strict=True) if label]
    for share in (0.002, 0.005, 0.01):
        cut = native[int(len(native) * (1 - share))]
        seen = sum(s > cut for s in mixed) / len(mixed)
        print(f"above {cut:.2f}: {share:.1%} of native, {seen:.1%} of shuffled")
    names = ("mean", "low_share", "low_depth", "short", "constant")
    _, raw = model_of(Counted(rows), dict(zip(names, weights, strict=True)))
    return raw


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    raw = gzip.compress(train(options.data, options.words), 9, mtime=0)
    options.out.write_bytes(raw)
    print(f"{options.out.name}: {len(raw)} bytes")


if __name__ == "__main__":
    main()
