"""How much of its source a translation renders: lexicon, shortfall, and what risk makes of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.calibration.table import load_calibration
from mtlint.learn.adequacy import Made, as_arrays, learn, usual, usually_explained
from mtlint.learn.adequacy import Text as Pair
from mtlint.models import adequacy
from mtlint.models.adequacy import (
    Lexicon,
    Shortfall,
    heard,
    rendered,
    shares,
    shortfall,
    shortfalls,
    source_words,
    stem,
    target_stems,
)
from mtlint.risk import USUAL_POINTS, segment_risks
from mtlint.types import Document, Segment

SMALL = Lexicon(
    words=["大桥", "市长", "开通"],
    stems=["bridg", "mayor", "open"],
    sizes=[1, 1, 1],
    ids=[0, 1, 2],
    shares=[0.9, 0.8, 0.6],
    usual=[1.0, 0.9, 0.8, 0.5],
    explained=[0.8, 0.7, 0.6, 0.2],
)
SOURCE = "市长在周一宣布，连接两个城区的大桥将于六月开通。"
WHOLE = "The mayor announced on Monday that the bridge linking the two districts will open in June."


def test_words_are_cut_by_the_longest_that_is_known() -> None:
    assert source_words("新大桥ABC开通12%", SMALL.numbers) == ["12", "abc", "大桥", "开通", "新"]


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("opened") == stem("opening") == stem("opens") == "open"
    assert target_stems("Bridges, the Mayor’s 1,200") >= {"bridg", "mayor", "1200"}


def test_what_is_rendered_is_told_from_what_is_not() -> None:
    stems = target_stems("The mayor came.")
    assert rendered("市长", SMALL.renderings("市长"), stems, "The mayor came.") > 0.9
    assert rendered("大桥", SMALL.renderings("大桥"), stems, "The mayor came.") == 0.0
    assert rendered("山", SMALL.renderings("山"), stems, "The mayor came.") is None


def test_a_name_is_rendered_as_it_sounds() -> None:
    assert heard("丽水", "Fog closed the roads around Lishui on Friday.")
    assert heard("李", "Mr. Li Hua said so.") and not heard("李", "Little was said.")
    assert not heard("丽水", "Fog closed the roads.") and not heard("abc", "abc")


def test_what_is_left_out_is_a_shortfall() -> None:
    full = shortfall("市长开通大桥", "The mayor opened the bridge.", SMALL)
    cut = shortfall("市长开通大桥", "The mayor came.", SMALL)
    assert full.words == cut.words == 3.0
    assert cut.amount - full.amount == pytest.approx(0.9 / 0.94 + 0.6 / 0.64, abs=1e-6)


def test_shares_are_drawn_to_nothing_where_little_is_known() -> None:
    assert (Shortfall(1.0, 5.0) + Shortfall(1.0, 10.0)).share(5.0) == pytest.approx(0.1)
    assert Shortfall().share(5.0) == 0.0


def test_the_lexicon_that_comes_with_mtlint() -> None:
    (whole,) = shortfalls([(SOURCE, WHOLE)]) or ()
    (part,) = shortfalls([(SOURCE, "The mayor announced it on Monday.")]) or ()
    (other,) = shortfalls([(SOURCE, "Prices of pork rose again in the north.")]) or ()
    assert whole.amount < part.amount < other.amount
    assert adequacy.load() is adequacy.load()


def test_only_chinese_sources_are_judged() -> None:
    german = [("Der Bürgermeister kam 2024.", "The mayor came in 2024.")]
    assert shortfalls(german) is None and shares(german) is None
    assert shortfalls([("市長は橋を開通した。", "The mayor opened the bridge.")]) is None
    assert shortfalls([(None, "The mayor came.")]) is None
    found = shares([(SOURCE, WHOLE), (None, "He left.")])
    assert found is not None and found[1][1] == 0.0 and found[0][0] == found[1][0]


@given(st.lists(st.tuples(st.none() | st.text(max_size=60), st.text(max_size=60)), max_size=4))
def test_any_text_can_be_judged(pairs: list[tuple[str | None, str]]) -> None:
    found = shares(pairs)
    assert found is None or (
        len(found) == len(pairs) and all(-1 <= x <= 1 for pair in found for x in pair)
    )


def test_a_shortfall_raises_the_risk() -> None:
    document = Document("d", (Segment(1, WHOLE, source=SOURCE),), segmented=True)
    table = load_calibration()
    risks = [
        segment_risks(document, [0.0], table, [1.0], short)[0].risk
        for short in (None, [(0.0, 0.0)], [(0.1, 0.0)], [(0.1, 0.2)], [(9.0, 9.0)])
    ]
    assert risks[1] < risks[2] < risks[3] < risks[4] < 100
    bare = replace(table, data={**table.data, "risk": {}})
    assert segment_risks(document, [0.0], bare, [USUAL_POINTS], [(0.1, 0.2)])[0].risk == 1.0


def test_model_one_finds_who_translates_whom() -> None:
    pairs = [
        (["市长", "大桥"], ["mayor", "bridg"]),
        (["市长", "开通"], ["mayor", "open"]),
        (["大桥", "开通"], ["bridg", "open"]),
    ] * 4
    table = learn(pairs)
    assert {w: max(row, key=row.__getitem__) for w, row in table.items()} == {
        "市长": "mayor",
        "大桥": "bridg",
        "开通": "open",
    }
    texts = [(Pair("a", "市长开通大桥", "The mayor opened it."), table)] * 50
    rates, overall = usual(texts, set(table))
    assert rates["大桥"] < overall < rates["市长"]


def test_a_lexicon_survives_being_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"大桥": {"bridg": 0.75, "span": 0.25}, "市长": {"mayor": 1.0}, "生词": {}}
    arrays = as_arrays(Made(table, {"大桥": 0.8}, 0.5, {"bridg": 0.7}, 0.2))
    (tmp_path / "weights").mkdir()
    with (tmp_path / "weights" / adequacy.FILE).open("wb") as file:
        np.savez_compressed(file, **arrays)
    monkeypatch.setattr(adequacy, "files", lambda package: tmp_path)
    read = adequacy.load.__wrapped__()
    assert read.renderings("大桥") == pytest.approx({"bridg": 0.75, "span": 0.25}, abs=0.01)
    assert read.renderings("生词") is None and read.renderings("别的") is None
    assert read.usually("大桥") == pytest.approx(0.8, abs=0.01)
    assert read.usually("别的") == pytest.approx(0.5, abs=0.01)
    assert read.explained("bridg") == pytest.approx(0.7, abs=0.01)
    assert read.explained("other") == pytest.approx(0.2, abs=0.01)


def test_how_much_is_usually_explained_is_counted() -> None:
    texts = [
        (Pair("a", "市长开通大桥", "The mayor opened it."), SMALL),
        (Pair("a", "市长开通大桥", "The mayor zapped 12."), SMALL),
    ] * 20
    shares, strange = usually_explained(texts)
    assert shares["mayor"] > shares["open"] > shares["zapp"]
    assert "12" not in shares and strange == 0.0
