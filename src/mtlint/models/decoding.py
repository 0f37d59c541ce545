"""From word probabilities to spans that an editor would underline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WordScore:
    """One word or mark, half-open code points; probability that a professional marks it.

    ``error`` counts marks of any severity, ``major`` only major ones.
    """

    start: int
    end: int
    error: float
    major: float


@dataclass(frozen=True, slots=True)
class ModelSpan:
    """A suspect stretch of text, half-open code points.

    ``error`` and ``major`` are means over its words, ``peak`` the highest error probability
    among them, ``words`` their number, ``score`` the value spans are ranked by.
    """

    start: int
    end: int
    error: float
    major: float
    peak: float
    words: int
    score: float


#: A span starts where a word reaches SEED, and grows over neighbours that reach GROW.
SEED, GROW = 0.30, 0.22
WIDEST = 12
_LEADING = frozenset({"the", "a", "an", "and", "of", "to", "in"})


def _runs(words: Sequence[WordScore]) -> list[tuple[int, int]]:
    """Maximal ranges of words at or above GROW with one at or above SEED."""
    runs, i = [], 0
    while i < len(words):
        if words[i].error < GROW:
            i += 1
            continue
        j = i
        while j < len(words) and words[j].error >= GROW:
            j += 1
        if max(w.error for w in words[i:j]) >= SEED:
            runs.append((i, j))
        i = j
    return runs


def _span(words: Sequence[WordScore]) -> ModelSpan:
    error = sum(w.error for w in words) / len(words)
    major = sum(w.major for w in words) / len(words)
    peak = max(w.error for w in words)
    return ModelSpan(
        words[0].start, words[-1].end, round(error, 3), round(major, 3), peak, len(words),
        round(error + major, 3),
    )  # fmt: skip


def decode_words(text: str, words: Sequence[WordScore], risk: float) -> list[ModelSpan]:
    """Spans by hysteresis, best first, none overlapping."""
    spans = []
    for i, j in _runs(words):
        while j - i > 1 and not text[words[j - 1].start].isalnum():
            j -= 1
        while j - i > 1 and text[words[i].start : words[i].end].lower() in _LEADING:
            i += 1
        for a in range(i, j, WIDEST):
            spans.append(_span(words[a : min(j, a + WIDEST)]))
    return sorted(spans, key=lambda s: (-s.score, s.start))
