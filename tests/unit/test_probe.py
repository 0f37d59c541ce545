"""The probe of a language model's states, and how it and the tagger are weighed together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from mtlint.calibration.table import load_calibration, parse_calibration
from mtlint.models import fusion, probe
from mtlint.models.decoding import WordScore
from mtlint.models.encoding import split_words
from mtlint.models.penalty import expected_penalty
from mtlint.models.probe import NOTHING, Probe, Seen, probe_for, spread, words_of
from mtlint.models.tagger import SegmentScores, available
from mtlint.segment import article
from mtlint.text.view import DocumentView
from mtlint.types import ModelView, Opinion, Reading

TEXT = "The ferry left on Monday."
WEIGHTS = {
    "alone": [[0, 0, 0, 1, 0], [0, 0, 0, 0, 1]],
    "beside": [[0, 1, 0, 0, 0], [0, 0, 1, 0, 0]],
}

needs_weights = pytest.mark.skipif(
    not available() or not (probe._folder() / "probe.onnx").is_file(), reason="no weights"
)


def test_windows_overlap_and_cover_everything() -> None:
    for length in (1, probe.WINDOW, probe.WINDOW + 1, 1000):
        found = spread(length)
        assert found[0][0] == 0 and found[-1][1] == length
        assert all(b - a <= probe.WINDOW for a, b in found)
        assert all(a < end for (_, end), (a, _) in pairwise(found))


def test_a_word_is_as_suspect_as_its_worst_token() -> None:
    offsets = np.array([[0, 3], [3, 7], [7, 9]])  # "The", " fer", "ry"
    tokens = np.array([[-3.0, -4.0], [-1.0, -5.0], [0.5, -2.0]], np.float32)
    said = words_of(TEXT, offsets, tokens)
    assert said[:2] == ((-3.0, -4.0), (0.5, -2.0))
    assert set(said[2:]) == {(NOTHING, NOTHING)}
    assert len(said) == len(split_words(TEXT))


def seen(tokens: int, seed: int = 1) -> Seen:
    size = probe._load().get_inputs()[0].shape[1]
    states = np.random.default_rng(seed).normal(size=(tokens, size)).astype(np.float32)
    return Seen(states, np.array([[2 * i, 2 * i + 2] for i in range(tokens)]))


@needs_weights
def test_the_probe_judges_texts_of_any_length() -> None:
    for tokens in (1, 7, 450):
        text = "a " * tokens
        opinion = Probe().judge(text, seen(tokens))
        assert len(opinion.words) == tokens and opinion.risk >= 0
        assert Probe().judge(text, seen(tokens)) == opinion
    texts, found = ["a " * n for n in (3, 9, 1)], [seen(n, n) for n in (3, 9, 1)]
    alone = tuple(Probe().judge(t, s) for t, s in zip(texts, found, strict=True))
    assert Probe().judge_all(texts, found) == alone
    assert Probe().judge("", Seen(np.zeros((0, 4)), np.zeros((0, 2), np.int64))) == Opinion((), 0.0)


def test_the_probe_knows_one_file_of_weights_only() -> None:
    assert probe_for("another:0123456789ab") is None


def scores(error: float, sourced: bool = False) -> SegmentScores:
    words = tuple(WordScore(a, b, error, error / 2) for a, b in split_words(TEXT))
    return SegmentScores(words, expected_penalty(words), sourced)


def test_both_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {name: np.array(rows) for name, rows in WEIGHTS.items()}
    monkeypatch.setattr(fusion, "_weights", lambda probe: table)
    opinion = Opinion(((0.0, -1.0),) * 6, 0.0)
    alone = fusion.fused(scores(0.2), opinion)
    assert {w.error for w in alone.words} == {0.5} and alone.fused
    assert [w.major for w in alone.words] == pytest.approx([0.269] * 6, abs=0.001)
    assert alone.risk == pytest.approx(expected_penalty(alone.words), abs=0.001)
    assert alone.risk > scores(0.2).risk  # what the probe doubts costs
    beside = fusion.fused(scores(0.2, sourced=True), opinion)
    assert {w.error for w in beside.words} == {0.2}


def test_without_an_opinion_the_tagger_is_heard_alone() -> None:
    own = scores(0.2)
    assert fusion.fused(own, None) is own
    assert fusion.fused(own, Opinion((), 0.0)) is own  # another cut of the text


def test_the_model_hears_what_the_probe_says() -> None:
    heard: list[Sequence[Opinion]] = []

    def reader(
        texts: Sequence[str], sources: Sequence[str | None], opinions: Sequence[Opinion] = ()
    ) -> list[ModelView]:
        heard.append(opinions)
        return [ModelView((), 0.0) for _ in texts]

    said = tuple(Opinion((), float(i)) for i in range(len(article(TEXT).segments)))
    reading = Reading(((),) * len(said), (), said)
    assert DocumentView(article(TEXT), reader, language_model=lambda *_: reading).model_views
    assert DocumentView(article(TEXT), reader).model_views
    assert heard == [said, ()]


def test_a_deep_table_says_something_else_of_the_same_check() -> None:
    plain = load_calibration()
    data = {**plain.data, "deep": {"checks": {"model.major": {"p": 0.9, "on": True}}}}
    table = parse_calibration(json.dumps(data).encode(), "test")
    assert table.deep().confidence("model.major") == pytest.approx(0.9)
    assert table.confidence("model.major") != pytest.approx(0.9)
    assert table.deep().confidence("model.minor") == table.confidence("model.minor")
    grades = {"with_model": {"at": [["A", 99.0]]}}
    graded = parse_calibration(json.dumps({**data, "deep": {"grades": grades}}).encode(), "test")
    assert graded.deep().grades("with_model") == [("A", 99.0)]
    bare = replace(plain, data={"grades": {"with_model": {"at": [["A", 9.0]]}}})
    assert bare.grades("with_source") == [("A", 9.0)] and bare.grades() == []
    assert plain.grades("with_source") != plain.grades("with_model")
    assert graded.deep().grades() == plain.grades()
    none = parse_calibration(json.dumps({**data, "deep": {}}).encode(), "test")
    assert none.deep() is none
