"""The learned tagger: encoding, decoding, and that a text scores the same in any company."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from mtlint.models import tagger
from mtlint.models.decoding import WordScore, candidates, choose, decode_words
from mtlint.models.encoding import (
    SOURCE_FORM,
    SOURCE_LENGTH,
    Encoded,
    casing,
    forms,
    pair,
    space_before,
    split_words,
)

needs_model = pytest.mark.skipif(not tagger.available(), reason="no runtime or no weights")

TEXTS = [
    "The Provincial Capital held a meeting and stressed that the masses must be do well.",
    "He said on Tuesday that 1,200 people had left.",
    "",
    "  \n",
    "…，。",
    "中国 and 🙂 and a\u200bb",
    "half \ud83d of a pair",
    "A",
]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("12", 0), ("word", 1), ("NATO", 2), ("Word", 3), ("I", 3), ("iPhone", 4), ("McDonald", 4)],
)
def test_casing(word: str, kind: int) -> None:
    assert casing(word) == kind


def test_space_before() -> None:
    text = "a b  c\nd,e"
    assert [space_before(text, text.index(c)) for c in "abcd,e"] == [1, 1, 2, 2, 0, 0]


def test_pieces_of_a_word_share_its_casing() -> None:
    assert forms("Weseler x", [(0, 0), (0, 3), (3, 7), (8, 9)], [None, 0, 0, 1]) == [0, 10, 9, 4]


def test_words_are_what_an_editor_calls_words() -> None:
    text = "The U.S. can't pay 1,200.50 (state-of-the-art)."
    assert [text[a:b] for a, b in split_words(text)] == [
        "The", "U.S", ".", "can't", "pay", "1,200.50", "(", "state-of-the-art", ")", ".",
    ]  # fmt: skip


def test_windows_cover_everything() -> None:
    for length in (0, 1, 158, 159, 400, 1000):
        windows = tagger._windows(length)
        assert windows[0][0] == 0
        assert windows[-1][1] == length
        assert all(a <= end for (_, end), (a, _) in pairwise(windows))
        assert all(b - a <= tagger.WINDOW - 2 for a, b in windows)


def test_candidates_need_suspicion() -> None:
    words = [WordScore(i * 2, i * 2 + 1, p, 0.0) for i, p in enumerate((0.0, 0.9, 0.0, 0.0))]
    runs = {tuple(map(int, r)) for r in candidates(words)}
    assert (1, 2) in runs
    assert (0, 4) in runs
    assert (2, 4) not in runs
    assert len(candidates([])) == 0


@needs_model
def test_no_overlap_and_best_first() -> None:
    text = TEXTS[0]
    (scores,) = tagger.score_segments([text])
    spans = tagger.decode(scores)
    assert spans
    assert [s.score for s in spans] == sorted((s.score for s in spans), reverse=True)
    places = sorted((s.start, s.end) for s in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


@needs_model
def test_same_scores_in_any_company_and_order() -> None:
    alone = {t: tagger.score_segments([t])[0] for t in TEXTS}
    many = TEXTS * 3 + ["Some other sentence stands here. " * 8]
    random.Random(1).shuffle(many)
    for threads in (1, 2):
        together = dict(zip(many, tagger.score_segments(many, threads=threads), strict=True))
        assert all(together[t] == alone[t] for t in TEXTS)


@needs_model
def test_words_lie_in_the_text_as_given() -> None:
    for text, scores in zip(TEXTS, tagger.score_segments(TEXTS), strict=True):
        assert [(w.start, w.end) for w in scores.words] in (split_words(text), [])
        assert all(0 <= w.error <= 1 and 0 <= w.major <= 1 for w in scores.words)
        assert scores.risk >= 0


@needs_model
def test_long_texts_are_windowed() -> None:
    text = "The committee held a meeting on Tuesday and agreed. " * 60
    (scores,) = tagger.score_segments([text])
    assert len(scores.words) == len(split_words(text))
    (half,) = tagger.score_segments([text[: len(text) // 2]])
    assert scores.risk > half.risk > 0


def test_nothing_in_nothing_out() -> None:
    assert decode_words(()) == []


def test_nothing_where_no_run_is_likely_enough() -> None:
    words = (WordScore(0, 3, 0.13, 0.01), WordScore(4, 8, 0.12, 0.01))
    assert len(decode_words(words, least=0.0)) == 1
    assert decode_words(words) == []


def test_runs_do_not_meet() -> None:
    import numpy as np

    runs = np.array([[0, 2], [1, 3], [2, 4]])
    assert choose(np.array([0.5, 0.9, 0.4]), runs) == [1]
    assert choose(np.array([0.9, 0.5, 0.4]), runs) == [0, 2]


def test_surer_words_make_the_better_of_two_like_spans() -> None:
    def best(p: float) -> float:
        text = [(0.02, -5.0, -5.0), (p, -5.0, 5.0), (p, 5.0, -5.0), (0.02, -5.0, -5.0)]
        return decode_words(words_of(*text), least=0.0)[0].score

    weak, strong = best(0.3), best(0.6)
    assert strong > weak * 2**0.5  # the expected overlap, and the words by themselves
    assert best(0.999) <= 1.0


def words_of(*values: tuple[float, float, float]) -> list[WordScore]:
    """Words of four letters: probability of a mark, and log-odds that it goes on before, after."""
    return [WordScore(5 * i, 5 * i + 4, p, 0.0, *goes) for i, (p, *goes) in enumerate(values)]


def test_a_span_ends_where_marks_end() -> None:
    alike = [(0.05, -5.0, -5.0), (0.5, -5.0, 5.0), (0.5, 5.0, -5.0), (0.05, -5.0, -5.0)]
    (one,) = [s for s in decode_words(words_of(*alike)) if s.score > 0.3]
    assert (one.start, one.end) == (5, 14)
    apart = [(0.05, -5.0, -5.0), (0.5, -5.0, -5.0), (0.5, -5.0, -5.0), (0.05, -5.0, -5.0)]
    two = [s for s in decode_words(words_of(*apart)) if s.score > 0.2]
    assert sorted((s.start, s.end) for s in two) == [(5, 9), (10, 14)]


@pytest.mark.parametrize(("points", "sure"), [(9.0, True), (0.1, False)])
def test_a_lone_doubt_beside_the_source_is_less_sure(points: float, sure: bool) -> None:
    words = words_of((0.38, -5.0, -5.0), *[(0.05, -5.0, -5.0)] * 20)
    (span,) = decode_words(words, 1, sourced=True, points=points)
    assert span.sure is sure
    (own,) = decode_words(words, 1, points=points)  # a probe, and no source
    assert own.sure and own.doubt == span.doubt


def test_a_free_translation_is_doubted_less() -> None:
    words = words_of((0.5, -5.0, -5.0), *[(0.05, -5.0, -5.0)] * 20)
    found = [decode_words(words, 1, sourced=True, points=2.0, free=f)[0].sure for f in (0.0, 0.8)]
    assert found == [True, False]


def test_the_runtime_is_imported_late() -> None:
    code = (
        "import sys, mtlint.models.tagger as t; t.available(); "
        "sys.exit(bool({'onnxruntime', 'tokenizers', 'torch'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_source_stands_behind_the_target_and_has_no_places() -> None:
    target, source = Encoded([0, 7, 8, 2], [0, 3, 4, 0], [(0, 0), (0, 2), (3, 5), (0, 0)]), None
    assert pair(target, source) is target
    long = Encoded([0, *range(10, 400), 2], [5] * 392, [(0, 0)] * 392)
    both = pair(target, long)
    assert both.ids[:4] == target.ids and both.offsets == target.offsets
    assert both.ids[4:] == [*range(10, 10 + SOURCE_LENGTH), 2]
    assert set(both.forms[4:]) == {SOURCE_FORM} and len(both.forms) == len(both.ids)


def test_what_the_graph_says_of_sub_words_is_read_in_its_order() -> None:
    """Error, major, before, after, kinds: the greatest of a word's sub-words, or their mean."""
    import numpy as np

    from mtlint.models.kinds import KINDS

    kinds = [float(k) for k in range(len(KINDS))]
    said = np.array([[0.2, 0.1, -1.0, 3.0, *kinds], [0.6, 0.3, 2.0, -2.0, *kinds]], np.float32)
    row = Encoded([0, 7, 8, 2], [0, 3, 4, 0], [(0, 0), (0, 2), (2, 5), (0, 0)])
    (word,) = tagger.words_of("drift", row, said)
    assert (word.error, word.major, word.before, word.after) == (0.6, 0.3, 0.5, 0.5)
    assert word.kinds == tuple(kinds)


@needs_model
def test_the_source_is_read_where_there_is_one() -> None:
    text = "The Provincial Capital held a meeting on Tuesday."
    alone, beside, without = tagger.score_segments([text] * 3, [None, "省委星期二召开会议。", ""])
    assert alone == without and not alone.sourced
    assert beside.sourced and beside.words != alone.words


@needs_model
def test_nothing_is_told_to_anybody(tmp_path: Path) -> None:
    """The runtime keeps no number of this machine, and has nothing to send."""
    code = "import mtlint; print(mtlint.check('A mayor came.').documents[0].kind)"
    env = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    env.pop("ORT_DISABLE_TELEMETRY", None)
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("with_model\n", "")
    assert list(tmp_path.rglob("*")) == []
