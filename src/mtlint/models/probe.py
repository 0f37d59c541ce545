"""What the states of a language model tell of errors: a probe, trained on professional ratings.

Six layers of the model, trained further so that every token of a segment sees all others, and a
small network on them say of each token how likely a professional is to mark it, and what penalty
the segment would get. The probe knows the states of one file of weights only, which `probe.json`
names. It runs in onnxruntime on the CPU, each text by itself.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.models.encoding import owners, pieces_of_words, split_words, summed, windows
from mtlint.models.runtime import runtime
from mtlint.models.shipped import digest
from mtlint.models.shipped import weights as _folder
from mtlint.types import Opinion

FILES = ("probe.onnx", "probe.json")
#: Tokens seen at once, and how many of them windows share.
WINDOW, OVERLAP = 200, 48
#: Log-odds are given to this many decimals: beyond them sums differ between processors.
DECIMALS = 2
#: Log-odds of a word that holds no token.
NOTHING = -6.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One segment as a language model has read it: states [tokens, size] and places of its tokens
    (half-open code points) [tokens, 2]. A token holds the space before its word."""

    states: NDArray[Any]
    offsets: NDArray[np.int64]


@functools.cache
def _load() -> Any:
    onnxruntime = runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    # make floating point of the weights once, when they are loaded, and compute with it
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(
        (_folder() / "probe.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )


_loading = threading.Lock()


@functools.cache
def identity() -> str:
    """The first twelve digits of the SHA-256 of its weights."""
    return digest(FILES[0])


class Probe:
    """The probe that comes with mtlint; its weights are loaded on first use."""

    def judge_all(
        self, texts: Sequence[str], seen: Sequence[Seen], threads: int = 2
    ) -> tuple[Opinion, ...]:
        """What it says of each segment, in their order; ``threads`` bounds those used."""
        with ThreadPoolExecutor(threads) as pool:
            return tuple(pool.map(self.judge, texts, seen))

    def judge(self, text: str, seen: Seen) -> Opinion:
        """What it says of one segment."""
        if not len(seen.offsets):
            return Opinion(tuple((NOTHING, NOTHING) for _ in split_words(text)), 0.0)
        with _loading:
            session = _load()
        tokens, penalty = self._run(session, seen.states)
        words = words_of(text, seen.offsets, tokens)
        return Opinion(words, round(penalty, DECIMALS))

    def _run(self, session: Any, states: NDArray[Any]) -> tuple[NDArray[np.float32], float]:
        """Log-odds of tokens [tokens, 2], and the penalty of one text.

        In an overlap of windows each token takes what the window whose edge is farther away says.
        The penalties of windows add up, each counted for the tokens that are its own.
        """
        length = len(states)
        tokens = np.zeros((length, 2), np.float32)
        spans = spread(length)
        owner = owners(spans)
        penalties = []
        for k, (a, b) in enumerate(spans):
            out, segment = session.run(None, {"states": states[a:b].astype(np.float32)})
            mine = np.flatnonzero(owner == k)
            tokens[mine] = out[mine - a]
            penalties.append(float(np.expm1(max(0.0, segment[0]))))
        return tokens, summed(penalties, owner, spans)


def spread(length: int) -> list[tuple[int, int]]:
    """Half-open windows over so many tokens, which overlap.

    >>> spread(20), spread(300)
    ([(0, 20)], [(0, 174), (126, 300)])
    """
    return windows(length, WINDOW, OVERLAP)


def words_of(
    text: str, offsets: NDArray[np.int64], tokens: NDArray[np.float32]
) -> tuple[tuple[float, float], ...]:
    """Log-odds of words: the highest of the tokens that a word touches."""
    done = []
    for _, _, first, last in pieces_of_words(text, offsets.tolist()):
        own = tokens[first:last].max(0) if last > first else (NOTHING, NOTHING)
        done.append((round(float(own[0]), DECIMALS), round(float(own[1]), DECIMALS)))
    return tuple(done)


@functools.cache
def probe_for(weights: str) -> Probe | None:
    """The probe for a language model, by the identity of its weights; None where there is none."""
    there = all((_folder() / name).is_file() for name in FILES)
    if not there or importlib.util.find_spec("onnxruntime") is None:
        return None
    return Probe() if json.loads((_folder() / "probe.json").read_text())["of"] == weights else None
