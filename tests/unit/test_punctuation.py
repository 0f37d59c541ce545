"""Tricky cases of the punctuation checks that a list of examples does not show."""

import time

import pytest

from mtlint.check import Check
from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.segment import article
from mtlint.text.marks import Mark, ends_abbreviation, token_around, unpaired
from mtlint.text.profiles import profile
from mtlint.text.view import DocumentView
from mtlint.types import Document, Hit, Segment

CHECKS = {c.id: c for c in builtin_checks() if c.family == "punctuation"}


def found(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """(check, marked text) of every punctuation hit in an article."""
    document = article(text, lang=lang)
    view = DocumentView(document)
    hits = [(c, h) for c in CHECKS.values() if c.speaks(lang) for h in run_check(c, view)]
    return [(c.id, document.segments[h.segment].target[h.start : h.end]) for c, h in hits]


def in_units(check: str, *targets: str, lang: str = "en") -> list[Hit]:
    """Hits of one check in a document that carries its own segments."""
    segments = tuple(Segment(i, t, paragraph=i) for i, t in enumerate(targets))
    view = DocumentView(Document("x", segments, target_lang=lang, segmented=True))
    return list(run_check(CHECKS[check], view))


CLEAN = {
    "en": [
        "The U.S., Japan and others (e.g., Peru) met at 10:30 a.m. in St. Louis, Mo., on Jan. 5.",
        "“We begin today,” he said. “Tomorrow we rest.” The ’90s were the workers’ decade.",
        'He wrote "Why?" in 1,000 letters; she paid $3.50, or 4–5 euros, for each.',
        "See www.example.com/a_b?c=d, mail ask@example.org, or run foo.py --all.",
        "Acme Inc. and Bros. Ltd., et al., sold .NET tools, node.js, and/or Yahoo! shares.",
        "It ended 3-2 (after extra time); the short- and long-term loans were well-known.",
        "J. R. R. Tolkien waited ... and waited. . . . Then he left — at last – for good.",
        "The list: (a) rice, (b) oil; 1) wheat, 2) salt. He smiled :) and she wept :(",
    ],
    "de": [
        "Er sagte: „Wir gehen heim.“ Sie fragte »warum?« und ging am 3. Mai um 10.30 Uhr.",
        "In der Schweiz schreibt man «ja» und ‹nein›, z. B. in Zürich; 5 % sagten nichts.",
    ],
    "fr": [
        "Il a dit : « Oui, bien sûr ! » Pourquoi ? Personne ne sait ; voici 5 % des voix.",
        "Elle répond : “oui”, puis s’en va…",
    ],
    "es": ["¿Por qué no vino? ¡Nadie lo sabe! Dijo: «Sí, “quizá” mañana»."],
    "ru": ["Он сказал: «Да, „возможно“ завтра», — и ушёл. В 2019 г. было 5 % голосов."],
    "zh": ["他说：“我们今天开始。”《茶馆》是一部话剧（1957年），很有名……大家都知道——真的。"],
}


@pytest.mark.parametrize(
    ("lang", "text"), [(lang, text) for lang, texts in CLEAN.items() for text in texts]
)
def test_right_typography_is_left_alone(lang: str, text: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He built new skills. , made friends, and left.", ("punctuation.stray", ". ,")),
        ("They share funds , and take the lead.", ("punctuation.space-before", " ,")),
        ("The mayor agreed，and left.", ("punctuation.fullwidth", "，")),
        ("“We agree.” said Wang Jie, its head.", ("punctuation.quote-stop", ".” said")),
        ("The firm (founded in 1990 sold its mill.", ("punctuation.unpaired-bracket", "(")),
        ("He met the, mayor on Monday.", ("punctuation.mid-phrase", "the,")),
    ],
)
def test_fault_is_found_where_it_stands(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_quotation_over_several_segments_is_paired() -> None:
    parts = ('He said: "We begin.', "We go on.", 'We end." She left.')
    assert in_units("punctuation.unpaired-quote", *parts) == []


def test_lost_quote_is_found_between_paired_ones() -> None:
    hits = in_units("punctuation.unpaired-quote", 'The "one" and "two and "three" came.')
    assert [(h.start, h.end) for h in hits] == [(14, 15)]


def test_opening_and_closing_of_two_styles_is_one_finding() -> None:
    hits = in_units("punctuation.unpaired-quote", 'He chose "one” today.')
    assert len(hits) == 1 and hits[0].related


def test_edges_of_a_lone_segment_are_not_judged() -> None:
    assert in_units("punctuation.unpaired-quote", '"We begin today and go on.') == []


def test_tokenised_text_is_one_finding_and_not_a_rain() -> None:
    text = "The mayor , who is ill , stayed away ( at home ) ."
    assert len(in_units("punctuation.tokenized", text)) == 1
    assert in_units("punctuation.space-before", text) == []


def test_missing_final_mark_in_units() -> None:
    check = "punctuation.missing-final"
    assert in_units(check, "The council has agreed to close the old port in the spring")
    assert not in_units(check, "The council has agreed to close the old port in the spring.")
    headline = "The council has agreed to close the old port in the spring"
    assert not in_units(check, headline, "The port is old.", "It was built in 1900.")


def test_lines_without_final_marks_are_a_style() -> None:
    line = "The council has agreed to close the old port and the new one in the spring of the year"
    assert in_units("punctuation.missing-final", *([line] * 5)) == []


def test_sentences_without_space_between_them() -> None:
    assert ("punctuation.space-after", ".") in found("The session ended.The guests went home.")


def test_quote_mix_shows_both_places_once() -> None:
    hits = in_units("punctuation.quote-mix", 'A "one" and "two".', "A “three”.", "A “four”.")
    assert len(hits) == 1 and len(hits[0].related) == 1


def test_abbreviations_own_their_dot() -> None:
    english = profile("en")
    for text in ("Acme Inc.", "the U.S.", "by J.", "et al.", "at 5 p.m."):
        assert ends_abbreviation(text, len(text) - 1, english), text
    assert not ends_abbreviation("the mayor.", 9, english)


def test_token_around_is_bounded() -> None:
    assert token_around("see a.b/c now", 5, 6) == "a.b/c"
    assert len(token_around("a" * 1000, 500, 501)) <= 121


def test_brackets_nest_and_quotes_do_not() -> None:
    marks = [Mark(0, 0, i, d) for i, d in enumerate(("open", "open", "close", "close"))]
    assert list(unpaired(marks, 1, nests=True)) == []
    lonely = [(m.at, side) for m, side in unpaired(marks, 1, nests=False)]
    assert lonely == [(0, "opening"), (3, "closing")]


HOSTILE = ["a", "a ", ". , ", '"', "( ", "x' ", "a; ", "- ", "--", "，", " ,", 'd." ', "1: 0 "]
HOSTILE += ["a_ ", "“a ", "a? b ", "a(b", "a)b", "a. ", "the, ", "of: ", " 's", "\u00a0"]


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda c: c.id)
def test_time_is_linear(check: Check) -> None:
    for piece in HOSTILE:
        text = piece * (30_000 // len(piece))
        view = DocumentView(Document("x", (Segment(1, text),)))
        _ = view.segments[0].words, view.segments[0].sentences
        begin = time.process_time()
        run_check(check, view)
        assert time.process_time() - begin < 1.0, piece
