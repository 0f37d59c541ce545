"""Which words of a translation its source explains, and what the words' judges make of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.models.adequacy import load
from mtlint.models.decoding import WordScore
from mtlint.models.explained import INPUTS, Explained, Source, lacks
from mtlint.models.fusion import fused, inputs
from mtlint.models.tagger import SegmentScores
from mtlint.types import Opinion

SOURCE = "市长在丽水宣布，医院将于六月开放。"
RIGHT = "In Lishui the mayor announced that the hospital will open in June ."
WRONG = "In Lishui the mayor announced that the umbrella will open in June ."


def test_words_are_explained_by_their_source() -> None:
    source = Source(SOURCE, load())
    assert source.explains("hospital") > 0.8 and source.explains("mayor") > 0.8
    assert source.explains("umbrella") < 0.2
    assert source.explains("Lishui") == 1.0 > source.explains("lishui")  # a name, as it sounds
    assert Source("ABC公司", load()).explains("ABC") == 1.0


def test_a_wrong_word_lacks_what_explains_it_and_so_do_its_neighbours() -> None:
    source = Source(SOURCE, load())
    right, wrong = lacks(RIGHT.split(), source), lacks(WRONG.split(), source)
    (place,) = np.flatnonzero(right[:, 0] != wrong[:, 0]).tolist()
    assert RIGHT.split()[place] == "hospital"
    at = INPUTS.index("lack near")
    assert wrong[place - 1, at] > right[place - 1, at] and wrong[0, at] == right[0, at]
    assert wrong[-1, INPUTS.index("judged")] == 0.0  # a mark


def test_only_chinese_sources_explain() -> None:
    known = Explained(["The mayor came.", "He left.", "So."], [SOURCE, "Er ging.", None])
    assert known.lacks(0, [(0, 3), (4, 9)]).shape == (2, len(INPUTS))  # type: ignore[union-attr]
    assert known.lacks(1, [(0, 2)]) is None and known.lacks(2, [(0, 2)]) is None
    assert Explained(["The mayor came."], ["市長は橋を開通した。"]).lacks(0, [(0, 3)]) is None


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_any_text_can_be_explained(text: str, words: list[str]) -> None:
    found = lacks(words, Source(text, load()))
    assert found.shape == (len(words), 4) and np.isfinite(found).all()
    assert (np.abs(found) <= 1).all()


def scores(text: str) -> SegmentScores:
    starts = np.cumsum([0, *(len(w) + 1 for w in text.split())]).tolist()
    return SegmentScores(
        tuple(
            WordScore(a, a + len(w), 0.2, 0.1) for a, w in zip(starts, text.split(), strict=False)
        ),
        1.0,
        sourced=True,
    )


def test_what_is_not_explained_is_doubted_more() -> None:
    found = []
    for text in (RIGHT, WRONG):
        own = scores(text)
        places = [(w.start, w.end) for w in own.words]
        found.append(fused(own, None, Explained([text], [SOURCE]).lacks(0, places)))
    right, wrong = ([w.error for w in own.words] for own in found)
    place = RIGHT.split().index("hospital")
    assert wrong[place] > right[place]
    assert found[1].risk > found[0].risk and found[0].fused == 1


def test_others_have_their_part_where_they_are_there() -> None:
    own = scores(RIGHT)
    opinion = Opinion(((0.5, 0.1),) * len(own.words), 1.0)
    lack = Explained([RIGHT], [SOURCE]).lacks(0, [(w.start, w.end) for w in own.words])
    assert fused(own, None) is own
    assert fused(own, opinion).fused == 1 and fused(own, opinion, lack).fused == 2
    assert inputs(own.words, opinion, lack).shape == (len(own.words), 4 + len(INPUTS))
    odd = Opinion(((0.5, 0.1),), 1.0)
    assert fused(own, odd) is own and fused(own, odd, lack).fused == 1
    assert pytest.approx(own.words[0].error) == 0.2
