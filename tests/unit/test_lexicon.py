"""The English word list, pinyin, and the signs of other languages."""

import random

import pytest

from mtlint.text.foreign import everyday_language, is_loan, looks_foreign
from mtlint.text.lexicon_en import SortedWords, lexicon
from mtlint.text.pinyin import is_pinyin


def test_sorted_words_agrees_with_a_set() -> None:
    rnd = random.Random(7)
    made = {"".join(rnd.choices("abcé’", k=rnd.randint(1, 5))) for _ in range(300)}
    kept = SortedWords("\n".join(sorted(made)).encode())
    assert all(word in kept for word in made)
    others = {"".join(rnd.choices("abcé’", k=rnd.randint(1, 6))) for _ in range(300)} - made
    assert not any(word in kept for word in others)
    assert "" not in kept
    assert "zzz" not in SortedWords(b"one")


@pytest.mark.parametrize("word", ["the", "colour", "color", "gardens", "ran", "blockchain"])
def test_knows_words_and_inflections(word: str) -> None:
    assert lexicon().knows(word)


@pytest.mark.parametrize("word", ["unabl", "thier", "goverment", "cosulate"])
def test_does_not_know_misspellings(word: str) -> None:
    assert not lexicon().knows(word)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("unabl", "unable"), ("witnss", "witness"), ("tkae", "take"), ("goverment", "government")],
)
def test_corrects_to_the_frequent_neighbour(wrong: str, right: str) -> None:
    assert lexicon().correction(wrong) == right


def test_long_words_are_not_corrected() -> None:
    assert lexicon().correction("a" * 100_000) is None


@pytest.mark.parametrize("name", ["Xiaoshan", "Zhejiang", "Lü", "Xi'an", "Deng", "Qianjiang"])
def test_pinyin_names(name: str) -> None:
    assert is_pinyin(name)


@pytest.mark.parametrize("name", ["Berlin", "Strauss", "x" * 1000, "", "'", "Vladivostok"])
def test_not_pinyin(name: str) -> None:
    assert not is_pinyin(name)


def test_words_of_other_languages() -> None:
    assert everyday_language("und") == "de"
    assert everyday_language("the") is None
    assert looks_foreign("przywódca") and looks_foreign("wirtschaftlichen")
    assert not looks_foreign("schedule")
    assert is_loan("façade") and not is_loan("está")
