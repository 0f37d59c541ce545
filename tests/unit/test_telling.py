"""How much a doubt tells, and how that is learned."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.models.decoding import WordScore
from mtlint.models.tagger import SegmentScores
from mtlint.models.telling import USUAL, measures, telling, weights
from mtlint.types import ModelSpan


def test_a_doubt_in_a_doubtful_segment_tells_more() -> None:
    calm = telling(0.4, 0.5, 20)
    assert telling(0.6, 0.5, 20) > calm
    assert telling(0.4, 3.0, 20) > calm > telling(0.4, 0.5, 60)
    assert len(weights()) == 1 + len(measures(0.4, 0.5, 20))


@given(st.floats(0, 1), st.floats(0, 100), st.integers(0, 500))
def test_every_span_can_be_judged(score: float, points: float, words: int) -> None:
    assert math.isfinite(telling(score, points, words))
    assert measures(score, 0.0, 0)[1] == pytest.approx(math.log(USUAL))


def test_what_parts_both_sides_is_learned() -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("torch")
    from mtlint.learn.tagger.telling import fitted

    machine = [measures(0.3 + 0.05 * (i % 4), 2.0 + i % 3, 20) for i in range(40)]
    native = [measures(0.25 + 0.05 * (i % 3), 0.3 + 0.1 * (i % 3), 20) for i in range(8)]
    constant, score, density = fitted(machine, native)
    assert density > 0

    def odds(row: tuple[float, float]) -> float:
        return constant + score * row[0] + density * row[1]

    assert min(map(odds, machine)) > 0 > max(map(odds, native))


def test_what_is_learned_from_are_the_spans_that_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("torch")
    from mtlint.learn.tagger import telling as learned

    spans = [ModelSpan(0, 4, 0.6, 0.1, 0.7, 1, score) for score in (0.3, 0.5)]
    monkeypatch.setattr(learned, "decode", lambda own: spans if own.words else [])
    words = (WordScore(0, 4, 0.6, 0.1), WordScore(5, 9, 0.1, 0.0))
    texts = [SegmentScores(words, 3.0), SegmentScores((), 0.0)]
    assert learned.rows(texts) == [measures(0.3, 3.0, 2), measures(0.5, 3.0, 2)]
