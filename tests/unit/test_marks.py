"""Which marks are to be expected, and what runs of words share with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.models.marks import BAND, LONGEST, _shares, expected, shares

SHARE = st.floats(0.0, 1.0)
WORDS = st.lists(st.tuples(SHARE, SHARE, SHARE), min_size=1, max_size=30)


@given(WORDS)
def test_there_are_no_more_marks_than_marked_words(words: list[Any]) -> None:
    error, before, after = np.array(words).T
    marks = expected(error, before, after)
    assert marks.shape == (len(words), LONGEST) and (marks >= 0).all()
    assert marks.sum() <= error.sum() + 1e-9
    for length in range(LONGEST):
        assert not marks[max(0, len(words) - length) :, length].any()  # none beyond the end


@given(WORDS)
def test_both_ways_to_read_say_the_same(words: list[Any]) -> None:
    error, before, after = np.array(words).T
    marks = expected(error, before, after)
    turned = expected(error[::-1], after[::-1], before[::-1])
    for first, more in zip(*np.nonzero(marks > 1e-6), strict=True):
        assert turned[len(words) - 1 - first - more, more] == pytest.approx(marks[first, more])


def test_marks_that_agree_with_their_words() -> None:
    """A text whose marks are known: of ten raters four mark the words 1 and 2 together, two the
    word 2 alone."""
    error = np.array([0.0, 0.4, 0.6, 0.0])
    before = np.array([0.0, 0.0, 4 / 6, 0.0])
    after = np.array([0.0, 1.0, 0.0, 0.0])
    marks = expected(error, before, after)
    assert marks[1, 1] == pytest.approx(0.4)
    assert marks[2, 0] == pytest.approx(0.2)
    assert marks.sum() == pytest.approx(0.6)
    starts, ends = np.array([0, 5, 10, 15]), np.array([4, 9, 14, 19])
    overlap, met = shares(starts, ends, np.array([[1, 3], [2, 3], [3, 4]]), marks)
    part = 8 / 13  # Dice of one of the two words with both
    assert overlap == pytest.approx([0.4 + 0.6 * 0.2 * part, 0.2 + 0.8 * 0.4 * part, 0.0])
    assert met == pytest.approx([0.6, 0.6, 0.0])


@given(WORDS, st.integers(1, 10))
def test_an_overlap_is_no_more_than_what_it_meets(words: list[Any], width: int) -> None:
    error, before, after = np.array(words).T
    n = len(words)
    starts = np.arange(n) * 5
    runs = np.array([(i, min(n, i + width)) for i in range(n)])
    overlap, met = shares(starts, starts + 4, runs, expected(error, before, after))
    assert (overlap >= 0).all() and (overlap <= met + 1e-9).all()


def test_a_long_text_is_reckoned_band_by_band() -> None:
    rng = np.random.default_rng(3)
    n = 3 * BAND + 5
    error, before, after = rng.random((3, n))
    starts = np.arange(n) * 5
    marks = expected(error, before, after)
    runs = np.array([(i, min(n, i + k)) for i in range(n) for k in (1, 3, 10)])
    for ours, whole in zip(
        shares(starts, starts + 4, runs, marks),
        _shares(starts, starts + 4, runs, marks),
        strict=True,
    ):
        assert ours == pytest.approx(whole)


def test_what_marks_say_of_sub_words() -> None:
    pytest.importorskip("torch")
    from mtlint.learn.tagger.reach import ends

    text = "a new ball game"
    pieces = [(0, 0), (0, 1), (2, 5), (6, 8), (8, 10), (11, 15), (0, 0)]
    mark = {"side": "target", "start": 2, "end": 10, "severity": "major"}
    rows = ends(text, pieces, [[mark], []])
    half, quarter = 1 / 2, 1 / 4  # of two raters, of two pieces
    assert sorted(rows) == [
        (2, 0, False, half), (2, 1, True, half),
        (3, 0, True, quarter), (3, 1, False, quarter),
        (4, 0, True, quarter), (4, 1, False, quarter),
    ]  # fmt: skip
    whole = {"side": "target", "start": 0, "end": 15, "severity": "minor"}
    assert all(goes_on for _, _, goes_on, _ in ends(text, pieces, [[whole]]))
    assert (
        ends(text, pieces, [[{"side": "source", "start": 0, "end": 4, "severity": "minor"}]]) == []
    )


def test_weights_are_found_again(tmp_path: Any) -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("torch")
    import json

    from mtlint.learn.tagger import decoder
    from mtlint.models.decoding import overlap

    x = np.random.default_rng(2).normal(size=(4000, 3))
    weights = np.array([-1.0, 0.9, -0.3, 0.1])
    path = tmp_path / "weights.json"
    path.write_text('{"telling": [1.0]}', encoding="utf-8")
    decoder.write(x, overlap(x, weights), path)
    written = json.loads(path.read_text())
    assert written["decoder"] == pytest.approx(weights, abs=0.05)
    assert written["telling"] == [1.0]  # what others learned stays
