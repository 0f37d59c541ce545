"""A learned eye on a translation, alone or beside its source: errors by word, risk by segment.

The network was trained on professional MQM ratings (``MODEL_CARD.md`` says how). It runs in
onnxruntime on the CPU. Each text is run by itself, never padded beside others: int8 activations
take their range from the whole input, so only then a text has the same scores in every batch
and order. Threads work on different texts.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import as_file
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.models.decoding import WordScore, decode_words
from mtlint.models.encoding import Encoded, encode, owners, pair, pieces_of_words, windows
from mtlint.models.kinds import KINDS
from mtlint.models.penalty import expected_penalty
from mtlint.models.runtime import runtime
from mtlint.models.shipped import available, identity
from mtlint.models.shipped import weights as _weights
from mtlint.models.words import vectors
from mtlint.types import ModelSpan

__all__ = [
    "ModelSpan", "SegmentScores", "WordScore",
    "available", "decode", "identity", "score_segments", "scored", "words_of",
]  # fmt: skip

#: Sub-words seen at once, special tokens included, and how many of them windows share.
WINDOW, OVERLAP = 160, 48

#: Probabilities are given to this many decimals: beyond them sums differ between processors.
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class SegmentScores:
    """What the model says of one text.

    ``risk`` is the expected MQM penalty of the text (0 is clean, 5 one major error), as its words
    have it (`mtlint.models.penalty`). ``sourced`` tells that the model saw the source too,
    ``fused`` how many others have their part in the words (`mtlint.models.fusion`), ``free`` by
    how much the document falls short of its source (`mtlint.models.explained`).
    """

    words: tuple[WordScore, ...]
    risk: float
    sourced: bool = False
    fused: int = 0
    free: float = 0.0


_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Model:
    """Tokenizer, word vectors [words, bytes] and session."""

    tokenizer: Any
    table: NDArray[np.uint8]
    session: Any


@functools.cache
def _load() -> _Model:
    """Everything, made on first use: the tokenizer here, the session in a thread beside.

    The tokenizer comes last, for while it is made no other thread can run Python: the session must
    do so once, some hundredths of a second after its start, and would wait.
    """
    with ThreadPoolExecutor(1) as pool:
        session = pool.submit(_opened, "tagger.onnx", runtime())
        from tokenizers import Tokenizer

        identity()
        with as_file(_weights() / "words.npy") as path:
            table = np.load(path, mmap_mode="r")
        tokenizer = Tokenizer.from_buffer((_weights() / "tokenizer.json").read_bytes())
        return _Model(tokenizer, table, session.result())


def _opened(name: str, onnxruntime: Any) -> Any:
    """A network of the folder of weights, ready to run in one thread: ours are outside."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    # By its path: read here, the file would be in memory twice.
    with as_file(_weights() / name) as path:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def session(name: str) -> Any:
    """Another network of the folder of weights, ready to run."""
    return _opened(name, runtime())


def vocabulary() -> tuple[Any, NDArray[np.uint8]]:
    """The tokenizer and the word vectors [words, bytes], which another network may stand on."""
    with _loading:
        model = _load()
    return model.tokenizer, model.table


def load(after: Callable[[], object]) -> threading.Thread:
    """Have a thread make ready what scoring and a report's signature need, and then do `after`,
    while other work is done.

    The runtime is imported first, in the thread that asks: Python imports no faster in two. What
    goes wrong is said when something is to be scored.
    """
    runtime()

    def quietly() -> None:
        with suppress(Exception):
            with _loading:
                _load()
            after()

    thread = threading.Thread(target=quietly, name="load")
    thread.start()
    return thread


def _windows(length: int) -> list[tuple[int, int]]:
    """Half-open windows over ``length`` sub-words (special tokens not counted)."""
    return windows(length, WINDOW - 2, OVERLAP)


def _run(
    model: _Model, row: Encoded, source: Encoded | None
) -> NDArray[np.float32]:  # scores [sub-words, 4 + kinds]
    """Run one text, in overlapping windows where it is long, each beside the whole source.

    In an overlap each sub-word takes the scores of the window whose edge is farther away.
    """
    inner = len(row.ids) - 2
    tokens = np.zeros((inner, 4 + len(KINDS)), np.float32)
    spans = _windows(inner)
    owner = owners(spans)
    for k, (a, b) in enumerate(spans):
        ids = [row.ids[0], *row.ids[a + 1 : b + 1], row.ids[-1]]
        own = pair(Encoded(ids, [0, *row.forms[a + 1 : b + 1], 0], []), source)
        (out,) = model.session.run(
            ["tokens"],
            {
                "words": vectors(model.table, np.array(own.ids))[None],
                "forms": np.array([own.forms]),
            },
        )
        mine = np.flatnonzero(owner == k)
        tokens[mine] = out[0, mine - a + 1]
    return tokens


def words_of(text: str, row: Encoded, tokens: NDArray[np.float32]) -> tuple[WordScore, ...]:
    """Scores of words: the highest (kinds: the mean) of the sub-words that a word touches."""
    done: list[WordScore] = []
    single = tokens.tolist()
    for start, end, first, last in pieces_of_words(text, row.offsets[1:-1]):
        if last == first + 1:  # most words are one piece
            values = single[first]
        elif last > first:
            own = tokens[first:last]
            values = [*own[:, :2].max(0).tolist(), *own[:, 2:].mean(0).tolist()]
        else:
            values = [0.0] * tokens.shape[1]
        error, major = (round(v, DECIMALS) for v in values[:2])
        before, after, *kinds = (round(v, 1) for v in values[2:])
        done.append(WordScore(start, end, error, major, before, after, tuple(kinds)))
    return tuple(done)


def _score(model: _Model, text: str, row: Encoded, source: Encoded | None) -> SegmentScores:
    if len(row.ids) <= 2:
        return SegmentScores((), 0.0)
    words = words_of(text, row, _run(model, row, source))
    return SegmentScores(words, round(expected_penalty(words), DECIMALS), source is not None)


def score_segments(
    texts: Sequence[str], sources: Sequence[str | None] | None = None, *, threads: int = 2
) -> list[SegmentScores]:
    """Scores of texts of any length, in the order given: see `scored`."""
    found = dict(scored(texts, sources, threads=threads))
    return [found[i] for i in range(len(texts))]


def scored(
    texts: Sequence[str], sources: Sequence[str | None] | None = None, *, threads: int = 2
) -> Iterator[tuple[int, SegmentScores]]:
    """The numbers of texts of any length and their scores, as they are done; equal ones are run
    once.

    ``sources`` has the source of each text, or None for it. ``threads`` bounds the processor
    threads used. Texts are taken up longest first, so that no long one is left over at the end
    for one thread alone.
    """
    places: dict[tuple[str, str | None], list[int]] = {}
    for i, own in enumerate(zip(texts, sources or [None] * len(texts), strict=True)):
        places.setdefault(own, []).append(i)
    unique = sorted(places, key=lambda p: (-len(p[0]), p[0], p[1] or ""))
    if not unique:
        return
    with _loading:
        model = _load()

    def run(pair: tuple[str, str | None]) -> SegmentScores:
        text, source = pair
        row, *beside = encode(model.tokenizer, [text, source] if source else [text])
        return _score(model, text, row, beside[0] if beside else None)

    with ThreadPoolExecutor(threads) as pool:
        each = map if threads <= 1 or len(unique) == 1 else pool.map
        for own, scores in zip(unique, each(run, unique), strict=True):
            yield from ((i, scores) for i in places[own])


def decode(scores: SegmentScores, least: float | None = None) -> list[ModelSpan]:
    """Suspect spans of a text, as `decode_words` gives them."""
    return decode_words(
        scores.words,
        scores.fused,
        least,
        sourced=scores.sourced,
        points=scores.risk,
        free=scores.free,
    )
