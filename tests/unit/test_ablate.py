"""What the ablation leaves out, and that its figures are those of the words it is given."""

from __future__ import annotations

import numpy as np
import pytest

from mtlint.learn.corpus import Mark, RatedArticle, RatedSegment
from mtlint.models.decoding import WordScore

pytest.importorskip("torch")

from mtlint.learn.tagger import ablate
from mtlint.learn.tagger.prepare import NATIVE, RATED, Example
from mtlint.models.encoding import Encoded

WMT20, WMT21 = RATED[:2]


def example(name: str, *systems: str) -> Example:
    row = Encoded([0, 5, 2], [0, 0, 0], [(0, 0), (0, 4), (0, 0)])
    return Example("Text", row, (name, "doc", "1"), source=row, systems=list(systems))


def test_a_variant_leaves_out_its_file_or_people() -> None:
    rows = [
        example(WMT20, "Human-A.0"), example(WMT20, "Human-A.0", "Online-B.1"),
        example(WMT21, "ref.A"), example(WMT21, "Facebook-AI"), example(NATIVE[0], ""),
    ]  # fmt: skip

    def kept(variant: str) -> list[int]:
        left = ablate.without(rows, variant)
        assert all(e.source is None for e in left)
        return [i for i, e in enumerate(rows) if any(e.systems is x.systems for x in left)]

    assert kept(ablate.NOTHING) == [0, 1, 2, 3, 4]
    assert kept(WMT20) == [2, 3, 4]
    assert kept(NATIVE[0]) == [0, 1, 2, 3]
    assert kept(ablate.PEOPLE) == [1, 3, 4]
    assert set(ablate.VARIANTS) == {ablate.NOTHING, ablate.PEOPLE, *RATED, *NATIVE}


def test_areas_are_of_words_that_marks_meet() -> None:
    mark = Mark("target", "major", "Accuracy/Mistranslation", 5, 9)
    article = RatedArticle("a/x", "x", "zh", "en", (RatedSegment(1, "good evil", ((mark,), ())),))
    right = ((WordScore(0, 4, 0.1, 0.1), WordScore(5, 9, 0.9, 0.6)),)
    wrong = ((WordScore(0, 4, 0.9, 0.6), WordScore(5, 9, 0.1, 0.1)),)
    # one rater marked the second word, the other nothing
    assert ablate.areas([article], right) == pytest.approx({"words": 5 / 6, "major words": 5 / 6})
    assert ablate.areas([article], wrong) == pytest.approx({"words": 1 / 6, "major words": 1 / 6})


def test_the_best_span_of_a_text_meets_the_suspect_word() -> None:
    article = RatedArticle("a/x", "x", "zh", "en", (RatedSegment(1, "good evil good", ((),)),))
    words = (WordScore(0, 4, 0.05, 0.0), WordScore(5, 9, 0.9, 0.8), WordScore(10, 14, 0.05, 0.0))
    (found,) = ablate.predictions([article], [words]).values()
    risk, best = found[0], found[1]
    assert risk.score is not None and risk.score > 0 and risk.start is None
    assert best.start is not None and best.start <= 5 and best.end >= 9
    assert best.severity == "major"


def test_flagged_is_a_share_of_words() -> None:
    said = [tuple(WordScore(i, i + 1, p, 0.0) for i, p in enumerate(np.linspace(0, 0.9, 10)))]
    assert ablate.flagged(said, 0.75) == pytest.approx(0.2)
