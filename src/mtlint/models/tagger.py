"""A learned eye on the translation alone: error probabilities by word, risk by segment.

The network was trained on professional MQM ratings (``MODEL_CARD.md`` says how). It runs in
onnxruntime on the CPU. Each text is run by itself, never padded beside others: int8 activations
take their range from the whole input, so only then a text has the same scores in every batch
and order. Threads work on different texts.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.models.decoding import ModelSpan, WordScore, decode_words
from mtlint.models.encoding import Encoded, encode, split_words

__all__ = [
    "ModelSpan", "SegmentScores", "WordScore",
    "available", "decode", "identity", "score_segments",
]  # fmt: skip

NAME = "mtlint-tagger-1"
FILES = ("tagger.onnx", "tokenizer.json", "decoder.json")

#: Sub-words seen at once, special tokens included, and how many of them windows share.
WINDOW, OVERLAP = 160, 48

#: Probabilities are given to this many decimals: beyond them sums differ between processors.
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class SegmentScores:
    """What the model says of one text.

    ``risk`` is the expected MQM penalty of the text (0 is clean, 5 one major error), ``major``
    the probability that most professionals see a major error in it.
    """

    words: tuple[WordScore, ...]
    risk: float
    major: float


def _weights() -> Traversable:
    return files("mtlint.models") / "weights"


def available() -> bool:
    """Whether runtime and weights are both present; imports neither."""
    if any(importlib.util.find_spec(name) is None for name in ("onnxruntime", "tokenizers")):
        return False
    return all((_weights() / name).is_file() for name in FILES)


@functools.cache
def identity() -> str:
    """Name of the model and the first twelve digits of the SHA-256 of its weights."""
    return f"{NAME}:{hashlib.sha256((_weights() / 'tagger.onnx').read_bytes()).hexdigest()[:12]}"


_loading = threading.Lock()


@functools.cache
def _load() -> tuple[Any, Any]:
    """Tokenizer and session, made on first use. One thread in the session: ours are outside."""
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str((_weights() / "tokenizer.json").read_text(encoding="utf8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    session = onnxruntime.InferenceSession(
        (_weights() / "tagger.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session


def _windows(length: int) -> list[tuple[int, int]]:
    """Half-open windows over ``length`` sub-words (special tokens not counted)."""
    size = WINDOW - 2
    if length <= size:
        return [(0, length)]
    starts = [*range(0, length - size, size - OVERLAP), length - size]
    return [(a, a + size) for a in starts]


def _run(
    session: Any, row: Encoded
) -> tuple[NDArray[np.float32], float, float]:  # scores [sub-words, 2], risk, major
    """Run one text, in overlapping windows where it is long.

    In an overlap each sub-word takes the scores of the window whose edge is farther away. The
    risks of windows add up, each counted for the sub-words that are its own.
    """
    inner = len(row.ids) - 2
    tokens = np.zeros((inner, 2), np.float32)
    depth = np.full(inner, -1)
    owner = np.zeros(inner, np.int64)
    results: list[tuple[float, float]] = []
    for k, (a, b) in enumerate(_windows(inner)):
        ids = [row.ids[0], *row.ids[a + 1 : b + 1], row.ids[-1]]
        forms = [0, *row.forms[a + 1 : b + 1], 0]
        out, two = session.run(
            ["tokens", "segment"], {"ids": np.array([ids]), "forms": np.array([forms])}
        )
        at = np.arange(a, b)
        deep = np.minimum(at - a, b - 1 - at)
        better = at[deep > depth[a:b]]
        tokens[better], owner[better] = out[0, better - a + 1], k
        depth[better] = deep[better - a]
        results.append((float(np.expm1(max(0.0, two[0, 0]))), float(two[0, 1])))
    size = min(inner, WINDOW - 2)
    risk = sum(r * float((owner == k).sum()) / size for k, (r, _) in enumerate(results))
    return tokens, risk, max(m for _, m in results)


def _words(text: str, row: Encoded, tokens: NDArray[np.float32]) -> tuple[WordScore, ...]:
    """Scores of words: the highest among the sub-words that a word touches."""
    done: list[WordScore] = []
    offsets = row.offsets[1:-1]
    first = 0
    for start, end in split_words(text):
        while first < len(offsets) and offsets[first][1] <= start:
            first += 1
        last = first
        while last < len(offsets) and offsets[last][0] < end:
            last += 1
        best = tokens[first:last].max(0) if last > first else np.zeros(2)
        error, major = (round(float(v), DECIMALS) for v in best)
        done.append(WordScore(start, end, error, major))
    return tuple(done)


def _score(session: Any, text: str, row: Encoded) -> SegmentScores:
    if len(row.ids) <= 2:
        return SegmentScores((), 0.0, 0.0)
    tokens, risk, major = _run(session, row)
    return SegmentScores(_words(text, row, tokens), round(risk, DECIMALS), round(major, DECIMALS))


def score_segments(texts: Sequence[str], *, threads: int = 2) -> list[SegmentScores]:
    """Score texts of any length, in the order given; equal texts are run once.

    ``threads`` bounds the processor threads used. Texts are taken up longest first, so that
    no long one is left over at the end for one thread alone.
    """
    unique = sorted(set(texts), key=lambda t: (-len(t), t))
    if not unique:
        return []
    with _loading:
        tokenizer, session = _load()
    rows = encode(tokenizer, unique)
    if threads <= 1 or len(unique) == 1:
        scores = [_score(session, t, r) for t, r in zip(unique, rows, strict=True)]
    else:
        with ThreadPoolExecutor(threads) as pool:
            scores = list(pool.map(lambda t, r: _score(session, t, r), unique, rows))
    known = dict(zip(unique, scores, strict=True))
    return [known[text] for text in texts]


def decode(text: str, scores: SegmentScores) -> list[ModelSpan]:
    """Suspect spans of a text, the most suspect first; a superset for the ranker to cut."""
    return decode_words(text, scores.words, scores.risk)
