"""What a foreign headline says otherwise, and when a swap counts as noticed."""

import random

import pytest

from mtlint.learn.consistency_benchmark import Reader
from mtlint.learn.headline_swaps import (
    CHECK,
    INTACT,
    Article,
    differences,
    measure,
    pairs,
    swapped,
)
from mtlint.segment import article
from mtlint.types import Document, Part, Segment

BODY = (
    "The harbour council of Weststrand met on March 5. Mayor Orlakova said that the harbour "
    "council wants 240 berths.",
    "Orlakova told reporters that the harbour council pays for 240 berths in Weststrand.",
    "On March 9 the harbour council will meet again.",
)


def translated(headline: str, system: str, source: str = "a") -> Document:
    texts = (headline, *BODY)
    segments = tuple(
        Segment(i, text, Part.BODY if i else Part.HEADLINE, paragraph=i)
        for i, text in enumerate(texts)
    )
    return Document(f"set/{source}/{system}", segments, headline=headline)


OWN = translated("Orlakova: harbour council wants 240 berths in March", "A")


@pytest.mark.parametrize(
    ("headline", "kind", "word", "other"),
    [
        ("Orlakova: harbour board wants 240 berths in March", "term", "board", "council"),
        ("Orlakowa: harbour council wants 240 berths in March", "name", "Orlakowa", "orlakova"),
        ("Orlakova: harbour council wants 420 berths in March", "figure", "420", "240"),
        ("Orlakova: harbour council wants 240 berths in May", "figure", "May", "march"),
    ],
)
def test_differences_of_two_headlines(headline: str, kind: str, word: str, other: str) -> None:
    (found,) = differences(Article.of(translated(headline, "B")), Article.of(OWN))
    assert (found.kind, headline[found.start : found.end], found.other) == (kind, word, other)


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour council of Weststrand would like 240 berths, Orlakova says",
        "Orlakova: harbour councils want about 250 berths in March",
        "Weststrand plans larger port",
        "Orlakova: harbour council wants 240 berths by March 9",
    ],
)
def test_other_words_for_the_whole_are_no_difference(headline: str) -> None:
    assert not list(differences(Article.of(translated(headline, "B")), Article.of(OWN)))


def test_only_translations_of_one_source_with_other_headlines_are_paired() -> None:
    other = translated("Harbour council wants berths", "B")
    same = translated(OWN.segments[0].target, "C")
    elsewhere = translated("Another town", "A", "b")
    without = article("No headline here. Two sentences.")
    found = pairs([("", d) for d in (OWN, other, same, elsewhere, without)])
    names = {(a.id[-1], b.id[-1]) for a, b in found}
    assert names == {("A", "B"), ("B", "A"), ("B", "C"), ("C", "B")}


def test_a_swap_keeps_the_body() -> None:
    other = translated("Harbour board wants berths", "B")
    both = swapped(other, OWN)
    assert both.headline == both.segments[0].target == "Harbour board wants berths"
    assert both.segments[1:] == OWN.segments[1:] and both.id != OWN.id


def test_what_is_noticed_is_counted_by_kind() -> None:
    other = translated("Orlakova: harbour board wants 240 berths in March", "B")
    counts, shown = measure(
        [("A", OWN), ("B", other)], Reader.of(CHECK), 2, random.Random(0), show=5
    )
    assert counts["term"]["swaps"] == 1 and counts["none"]["swaps"] == 1
    assert counts[INTACT]["swaps"] == 2
    assert counts["term"]["form shown"] <= counts["term"]["on it"] <= counts["term"]["noticed"]
    assert any("board" in line for line in shown)
