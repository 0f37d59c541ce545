"""The light English lexicon."""

import pytest

from mtlint.text.grammar_en import classes, has_finite_verb
from mtlint.text.repeats import gaps_of
from mtlint.text.tokens import words


@pytest.mark.parametrize(
    "text",
    [
        "The company reports profits",
        "Enterprises will become stronger",
        "This led to cracks",
        "They all trust the bank",
        "The doctor quickly intubated him",
        "It’s late",
        "The team won’t go",
    ],
)
def test_finite(text: str) -> None:
    assert has_finite_verb(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "A new plan for the province",
        "Making the new services of the city more open to visitors",
        "A powerful action of the county",
        "To accelerate the construction of the port",
        "Not a chance",
    ],
)
def test_not_finite(text: str) -> None:
    assert not has_finite_verb(words(text))


def test_classes_ignore_case_and_tell_unknown_words() -> None:
    assert "B" in classes("Accelerate")
    assert classes("xqzt") == ""


def test_gaps_are_distances_of_longer_words() -> None:
    assert gaps_of(("home", "home", "to", "to", "go")) == {1}
    assert gaps_of(("the", "old", "man", "the", "old", "man")) == {3}
