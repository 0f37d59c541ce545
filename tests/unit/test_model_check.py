"""Which of the learned model's suspicions become findings: names an article writes throughout."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mtlint.checks import model
from mtlint.segment import article
from mtlint.text.view import DocumentView
from mtlint.types import Document, Hit, ModelSpan, ModelView, Segment

NAME = "Lindal Group"


def hits(text: str, *, is_major: bool, score: float = 0.7) -> list[Hit]:
    """What the check says of an article in which the model suspects the last place of NAME."""

    def reader(texts: Sequence[str], _: Sequence[str | None] | None = None) -> list[ModelView]:
        at = texts[-1].rindex(NAME)
        share = 0.5 if is_major else 0.1
        span = ModelSpan(at, at + len(NAME), 0.8, share, 0.9, 2, score, telling=1.5, worth=0.6)
        return [*(ModelView((), 0.0) for _ in texts[1:]), ModelView((span,), 4.0)]

    view = DocumentView(article(text), reader)
    check = model.major if is_major else model.minor
    return list(check.detect(view))


@pytest.mark.parametrize(("before", "told"), [(0, True), (1, True), (2, False), (5, False)])
def test_a_name_that_stands_throughout_is_its_name(before: int, told: bool) -> None:
    text = f"The {NAME} paid. " * before + f"On Monday the {NAME} left."
    assert bool(hits(text, is_major=True)) is told


def test_what_the_model_says_of_a_span_is_handed_on() -> None:
    (hit,) = hits(f"On Monday the {NAME} left.", is_major=True)
    assert (hit.score, hit.overlap) == (1.5, 0.6)


@pytest.mark.parametrize("is_major", [True, False])
def test_a_weak_doubt_about_a_name_is_not_told(is_major: bool) -> None:
    text = f"On Monday the {NAME} left."
    assert hits(text, is_major=is_major)
    assert hits(text, is_major=is_major, score=model.LEAST_NAME - 0.01) == []


def doubts(sure: int, others: int, words: int = 100) -> list[int]:
    """Where what is told begins, of so many sure spans and others, the last the likeliest."""
    text = "ill " * max(words, sure + others)
    spans = tuple(
        ModelSpan(4 * i, 4 * i + 3, 0.4, 0.1, 0.4, 1, 0.3, doubt=i / 100, sure=i < sure)
        for i in range(sure + others)
    )
    document = Document("d", (Segment(1, text),), segmented=True)
    view = DocumentView(document, model=lambda *asked: [ModelView(spans, 1.0)])
    return [hit.start // 4 for hit in model.minor.detect(view)]


def test_an_article_has_its_likeliest_doubts_even_where_few_are_sure() -> None:
    assert doubts(2, 9) == [0, 1, 8, 9, 10]
    assert doubts(0, 3) == [0, 1, 2]
    assert doubts(0, 3, words=59) == [1, 2]
    assert doubts(7, 3) == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "doubted", "told"),
    [
        ("Signed ........ Chair", "....", False),
        ("Prices rose... and fell", "...", True),
        ("Outlook\n\nSales will rise, the firm said.", "Outlook", False),
        ("Sales outlook for spring\n\nSales will rise, the firm said.", "outlook", True),
    ],
)
def test_a_short_heading_and_a_row_of_dots_say_nothing(text: str, doubted: str, told: bool) -> None:
    def reader(texts: Sequence[str], _: Sequence[str | None] | None = None) -> list[ModelView]:
        at = texts[0].index(doubted)
        span = ModelSpan(at, at + len(doubted), 0.8, 0.1, 0.9, 1, 0.7, worth=0.6, sure=True)
        return [ModelView((span,), 4.0), *(ModelView((), 0.0) for _ in texts[1:])]

    assert bool(list(model.minor.detect(DocumentView(article(text), reader)))) is told
