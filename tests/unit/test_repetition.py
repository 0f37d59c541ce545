"""Phrases said twice: joints of chunks are told, clauses of laws and speeches are not."""

import pytest

from mtlint.checks.repetition import doubled_phrase
from mtlint.pipeline import run_check
from mtlint.segment import article
from mtlint.text.view import DocumentView


def told(text: str) -> list[str]:
    return [text[h.start : h.end] for h in run_check(doubled_phrase, DocumentView(article(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "It names the one who must and who must not pay.",
        "Anyone who must, who must pay, shall pay.",
        "Who pays and who pays not is known.",
        "Those who vote and those who vote again will be heard.",
        "Those who, those who came, left early.",
        "They help those who teach those who teach.",
        "They know who they are, who they are not.",
        "What he did and what he did not do was told.",
        "That it is and that it is not are two things.",
        "He stays because he can, because he can only stay.",
        "He came and he came again.",
        "A member or a member of his family may vote.",
        "The director or the director who signs is bound.",
        "Employers who must register and employers who must pay are bound.",
    ],
)
def test_clauses_that_begin_alike(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("The workers who must who must pay left.", "who must"),
        ("The plan of those who those who left is good.", "those who"),
        ("He said that he said that the port was open.", "he said that"),
        ("They came to the office and to the office in May.", "to the office"),
        ("The talks, the talks were held in the spring.", "the talks"),
        ("It needs good governance or good governance.", "good governance"),
        ("It tells what he did and what he did.", "what he did"),
    ],
)
def test_joints_of_chunks(text: str, twice: str) -> None:
    assert told(text) == [twice]
