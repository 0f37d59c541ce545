"""The learned models of the consistency checks: their trees, their scale, the slots they see."""

import pytest

from mtlint.segment import article
from mtlint.text import figures, terms
from mtlint.text.boosted import FIRST, GIVEN_UP, Trees, trees
from mtlint.text.pairs import contested_by_sentence, pairs_of
from mtlint.text.phrases import Content, content
from mtlint.text.view import DocumentView

STUMP = [0, 1.5, -1.0, [1, 0.5, 0.25, 2.0]]


def read(text: str, headline: str | None = None) -> Content:
    return content(DocumentView(article(text, headline)))


def test_a_score_is_the_sum_of_the_leaves() -> None:
    model = Trees(("a", "b"), 0.5, [STUMP, STUMP])
    assert model.score((1.0, 0.0)) == -1.5
    assert model.score((2.0, 0.5)) == 1.0
    assert model.score((2.0, 0.6)) == 4.5


def test_rows_without_hope_are_given_up_after_the_first_trees() -> None:
    model = Trees(("a", "b"), 0.0, [STUMP] * (FIRST + 1), hopeless=-5.0)
    assert model.score((1.0, 0.0)) == GIVEN_UP
    assert model.score((2.0, 1.0)) == 2.0 * (FIRST + 1)


def test_rarity_is_read_between_points_and_kept_at_the_ends() -> None:
    model = Trees((), 0.0, [], quiet=[(-1.0, 0.0), (1.0, 2.0), (2.0, 5.0)])
    assert model.rarity(0.0) == pytest.approx(1.0)
    assert model.rarity(1.5) == pytest.approx(3.5)
    assert (model.rarity(GIVEN_UP), model.rarity(9.0)) == (0.0, 5.0)


@pytest.mark.parametrize(
    ("name", "measures"),
    [
        ("term-headline", terms.MEASURES),
        ("term-body", terms.MEASURES),
        ("name-body", terms.MEASURES),
        ("figure-headline", figures.MEASURES),
        ("figure-body", figures.MEASURES),
    ],
)
def test_the_models_that_ship_take_the_measures_that_are_made(
    name: str, measures: tuple[str, ...]
) -> None:
    model = trees(name)
    assert model.measures == measures
    assert model.rarity(model.score([0.0] * len(measures))) <= 5.0
    assert model.rarity(GIVEN_UP) < model.rarity(99.0)


def test_a_slot_is_contested_where_another_word_is_usual() -> None:
    text = read(
        "The harbour council met. The harbour council voted. The harbour office closed. Two ships "
        "left the harbour."
    )
    found = {
        text.tokens[i].key for *_, slots in contested_by_sentence(text, frozenset()) for i in slots
    }
    assert "office" in found
    assert found.isdisjoint({"harbor", "council", "ship", "closed"})


def test_a_slot_is_contested_where_another_word_stands_between_the_same_two() -> None:
    text = read("They opened new rail links here. Later they opened new road links there.")
    found = {text.tokens[i].key for i in pairs_of(text).contested()}
    assert {"rail", "road"} <= found


def test_a_slot_is_contested_beside_two_words_that_have_another_word_there() -> None:
    after = read("Four old harbour cranes fell. Nobody saw the old harbour walls. It rained.")
    found = {after.tokens[i].key for i in pairs_of(after).contested()}
    assert {"crane", "wall"} <= found and "rained" not in found
    before = read("The ministry sent tidal power engineers. They met steam power engineers there.")
    found = {before.tokens[i].key for i in pairs_of(before).contested()}
    assert {"tidal", "steam"} <= found
    apart = read("Four old harbour cranes fell. Nobody saw the old, grey harbour walls.")
    assert "wall" not in {apart.tokens[i].key for i in pairs_of(apart).contested()}


def test_sentences_of_contested_slots() -> None:
    text = read("A harbour council. A harbour council. Then a harbour office opened.")
    ((low, high, slots),) = contested_by_sentence(text, frozenset())
    assert [t.key for t in text.tokens[low:high]][-3:] == ["harbor", "office", "opened"]
    assert low <= slots[0] < high
    skipped = frozenset(t.segment for t in text.tokens)
    assert list(contested_by_sentence(text, skipped)) == []
