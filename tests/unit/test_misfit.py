"""The network for words put in the place of others, and the check that asks it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.checks.consistency.misfit import FEW, one_sided, term_misfit
from mtlint.config import Config
from mtlint.models import misfit
from mtlint.models.misfit import WINDOW, windows
from mtlint.pipeline import check_document, run_check
from mtlint.readers import fit_reader
from mtlint.segment import article
from mtlint.text.alternatives import Rival
from mtlint.text.misfits import MEASURES, misfits, rows
from mtlint.text.view import DocumentView
from mtlint.types import Alternative, Evidence

TEXT = (
    "Rangers counted the Tibetan antelopes near the lake. Female Tibetan antelopes give "
    "birth in July. On Friday forty female Tibetan scripture led three calves across the road."
)
AT = TEXT.index("scripture")


@given(st.lists(st.integers(0, 700), max_size=30))
def test_every_sub_word_is_in_one_window_that_has_room(lengths: list[int]) -> None:
    found = list(windows(lengths))
    for window in found:
        assert sum(end - first + 1 for _, first, end in window) + 1 <= WINDOW
    parts = [part for window in found for part in window]
    assert [(s, i) for s, a, b in parts for i in range(a, b)] == [
        (s, i) for s, length in enumerate(lengths) for i in range(length)
    ]
    assert all(a[0] <= b[0] for a, b in pairwise(parts))


def test_an_exchanged_word_looks_put_in_and_the_other_would_fit() -> None:
    fits = misfit.read([TEXT], [(0, AT)])
    intact = misfit.read([TEXT.replace("scripture", "antelopes")])
    assert fits.odds(0, AT) > 2 > intact.odds(0, AT)
    theirs, own = fits.fit(0, AT, ["antelopes", "scripture"])
    assert theirs > own
    assert fits.fit(0, AT, ["Antelopes"]) == [theirs]


def test_an_article_has_the_same_answer_whatever_is_read_beside_it() -> None:
    long = " ".join([TEXT] * 9)
    alone = misfit.read([TEXT, long], threads=1)
    again = misfit.read([TEXT, long], threads=2)
    assert alone.odds(0, AT) == again.odds(0, AT)
    assert alone.odds(1, len(long) - 5) == again.odds(1, len(long) - 5)


@pytest.mark.parametrize("texts", [[], [""], ["", "  "], ["\ud800 \udc00"], ["a" * 5000]])
def test_odd_texts_are_read(texts: list[str]) -> None:
    asked = [(s, at) for s, text in enumerate(texts) for at in (0, len(text), len(text) + 7)]
    fits = misfit.read(texts, asked)
    for segment, offset in asked:
        assert isinstance(fits.odds(segment, offset), float)
        assert len(fits.fit(segment, offset, ["word", ""])) == 2


def test_nothing_stands_behind_the_end() -> None:
    fits = misfit.read(["Rain."])
    assert fits.odds(0, 5) == -9.0
    assert fits.fit(0, 5, ["rain", "snow"]) == [0.0, 0.0]


def test_measures_are_parallel_to_their_names() -> None:
    view = DocumentView(article(TEXT), fit_reader=fit_reader("en"))
    assert view.fits is not None
    from mtlint.text.alternatives import rivals_of

    ((rival, row),) = rows(view, view.fits, rivals_of(view))
    assert len(row) == len(MEASURES)
    assert rival.asked.text == "antelopes"


def test_without_a_network_nothing_is_said() -> None:
    view = DocumentView(article(TEXT))
    assert list(misfits(view)) == []
    assert run_check(term_misfit, view) == []


def test_the_default_report_tells_it_and_the_rules_alone_do_not() -> None:
    told = [f for f in check_document(article(TEXT)).findings if f.check == term_misfit.id]
    assert [(f.text, f.related[0].text) for f in told] == [("scripture", "antelopes")]
    assert Evidence.MODEL in told[0].evidence
    rules = check_document(article(TEXT), Config(use_model=False))
    assert term_misfit.id not in {f.check for f in rules.findings}


def test_who_selects_it_need_not_wait_for_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*asked: object) -> None:
        raise AssertionError("the tagger was asked")

    monkeypatch.setattr("mtlint.readers._read", never)
    report = check_document(article(TEXT), Config(select=(term_misfit.id,)))
    assert [f.text for f in report.findings] == ["scripture"]
    assert report.kind == "rules"


def test_it_speaks_beside_a_language_model_too() -> None:
    def reader(texts: object, asked: object) -> object:
        raise AssertionError("not asked")

    view = DocumentView(
        article(TEXT),
        language_model=reader,  # type: ignore[arg-type]
        fit_reader=fit_reader("en"),
    )
    found = [view.segments[h.segment].text[h.start : h.end] for h in run_check(term_misfit, view)]
    assert found == ["scripture"]


def test_less_is_asked_for_in_a_headline() -> None:
    body = TEXT.replace("scripture", "antelopes")
    view = DocumentView(article(body, "Tibetan scripture on the road"), fit_reader=fit_reader("en"))
    (hit,) = run_check(term_misfit, view)
    assert (hit.segment, hit.related[0].segment) == (0, 1)
    report = check_document(article(body, "Tibetan scripture on the road"))
    (told,) = [f for f in report.findings if term_misfit.id in (f.check, *f.merged)]
    assert told.check == "consistency.headline-body"  # both see it, and it is told once


def test_of_two_words_told_for_each_other_one_is_told() -> None:
    asked = Alternative(0, 0, 4, "word")
    one, other = Rival(3, 7, 1, 0, asked), Rival(7, 3, 1, 0, asked)
    third = Rival(9, 3, 1, 0, asked)
    assert list(one_sided([(0.5, one), (0.9, other), (0.1, third)])) == [(0.9, other), (0.1, third)]
    assert list(one_sided([(0.5, one), (0.5, other)])) == [(0.5, one)]


def test_in_a_few_sentences_another_thing_of_the_same_topic_is_let_pass() -> None:
    text = "The exhibition hall opened in May. The exhibition hall has two floors. The exhibition "
    assert len(text.split()) < FEW
    view = DocumentView(article(text + "poster is red."), fit_reader=fit_reader("en"))
    assert run_check(term_misfit, view) == []
