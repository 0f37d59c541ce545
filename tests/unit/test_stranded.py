"""Prepositions and auxiliaries that may end their clause, and those that cannot."""

import re

import pytest

from mtlint.text.stranded import may_end_clause


def judged(text: str) -> bool:
    """`may_end_clause` of the word before the "|" that stands in for the mark."""
    lead, rest = text.split("|")
    *before, word = re.findall(r"[\w'’-]+|,", lead.lower())
    return may_end_clause(before, word, rest.split()[0], rest)


@pytest.mark.parametrize(
    "text",
    [
        "Some were for| some against.",
        "Sixty-one voted for| 58 against.",
        "Most of those who could| fled.",
        "The girl was well cared for| her aunt believed it.",
        "The school she went to| the shop and the church are gone.",
        "The car the mayor sat in| the old one, was sold.",
        "She had much to look forward to| the others had little.",
        "They did not want to| the rest did.",
        "It is, or was| the largest.",
        "As it was| built things cost more.",
        "She liked it more than before| the rent was lower.",
        "The house was broken into| police said.",
    ],
)
def test_may_end(text: str) -> None:
    assert judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "The house was| built by her father.",
        "Tomorrow there will be rain and the wind will| be strong.",
        "He gave the money to| the poor.",
        "They want to| build a bridge.",
        "Damage which is| impossible to repair.",
        "The ministry of| the interior agreed.",
        "The roads have| been cut off.",
        "The meeting, held in Rome and Paris and a big city in| the north, failed.",
    ],
)
def test_goes_on(text: str) -> None:
    assert not judged(text)
