"""Sentences that cannot stand: cut in two by a full stop, or without a finite verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mtlint.check import Example, document_check
from mtlint.text.elliptic import goes_on, has_doubtful_verb
from mtlint.text.grammar_en import (
    DETERMINERS,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATORS,
    any_finite,
    classes,
)
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, Sentence
from mtlint.types import Category, Hit, Severity

# Words on which no sentence can end.
_NO_END = frozenset(
    "a an the my our their its your every and or but than from into during among between "
    "because although if whether while unless toward towards including such".split()
)
# Verbs that need an object: "to further promote." was cut before it.
_NEEDS_OBJECT = frozenset(
    "promote strengthen ensure enhance establish provide include create safeguard maintain enable "
    "require involve accelerate deepen implement formulate optimize optimise cultivate".split()
)
# Base forms that open sentences for other reasons.
_NO_IMPERATIVE = frozenset("except suppose let see note thank come save run read click".split())
_MIN_WORDS = 6
_QUOTES = frozenset('"“”‘«»„')


_Pair = tuple[Sentence, Sentence, Sequence[str], Sequence[str]]


@lru_cache(maxsize=1)  # the checks that need them ask for the same document in turn
def _pairs(doc: DocumentView) -> list[_Pair]:
    """Neighbouring sentences of one paragraph with their words as they are written; headings are
    passed over."""
    found: list[_Pair] = []
    last: tuple[Sentence, Sequence[str]] | None = None
    paragraph = -1
    for view in doc.segments:
        if view.is_heading:
            last = None
            continue
        if view.segment.paragraph != paragraph:
            last, paragraph = None, view.segment.paragraph
        for sentence in view.sentences:
            here = sentence.forms
            if last is not None and here and last[1]:
                found.append((last[0], sentence, last[1], here))
            last = (sentence, here)
    return found


@document_check(
    "sentence.cut",
    Category.GRAMMAR,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "They will promote state-owned enterprises. Capital state-owned enterprises will grow.",
            ["Capital"],
        ),
        Example(
            "“We try,” Li Hong said. Accelerate the construction of the centre and launch a brand.",
            ["Accelerate"],
        ),
        Example("The team visited the. Two mills were open.", ["the."]),
        Example("The city will further promote. The mills were open.", ["promote."]),
        Example("The port sells cars. The cars are new. State cars remain."),
        Example("“Stay here,” he said. “Open the door and go in.” Then he left."),
        Example("Wash the rice. Add the water and boil it. Serve the rice."),
        Example("This is plan A. The plan is good. What is it for? It is what we dreamed of."),
        Example("He said it was over. Will the talks go on? Read on for the news."),
    ),
)
def cut(doc: DocumentView) -> Iterator[Hit]:
    """A full stop cuts one sentence in two: neither piece can stand alone.

    Chinese lets a clause run on; systems put a stop in it and the second piece loses its subject
    ("… said. Accelerate the construction of …"), or the first its object. Seen are: a bare verb
    that opens a sentence after one that reports speech; a last word that cannot end a sentence;
    the same noun phrase on both sides of the stop. Instructions, quotations and headings are
    left alone. Source: editing practice on Chinese-English news.
    """
    for first, second, before, after in _pairs(doc):
        view = first.view
        if view.text[first.end - 1] != ".":
            continue
        low = before[-1]
        if low in _NO_END or (low in _NEEDS_OBJECT and _is_verb_here(before)):
            word = first.words[-1]
            if len(before) == 1 or word.end >= first.end - 1:
                yield view.hit(
                    word.start,
                    first.end,
                    f"no sentence ends on “{low}”: it seems cut in two here",
                    features=("end",),
                )
                continue
        start = second.start
        if second.view.starts[second.word_range[0]] != start:
            continue
        if _bare_verb(before, after, second):
            yield second.view.hit(
                start,
                start + len(after[0]),
                f"“{after[0]}” has no subject: this seems to go on the sentence before it",
                related=(view.place(first.words[-1].start, first.end),),
                features=("bare-verb",),
            )
        elif _same_phrase(before, after):
            one, two = first.words[-2:]
            yield second.view.hit(
                start,
                start + len(after[0]),
                f"“{one.text} {two.text}” stands on both sides of the full stop: "
                "one sentence seems cut in two",
                related=(view.place(one.start, two.end),),
                features=("same-phrase",),
            )


def _is_verb_here(before: Sequence[str]) -> bool:
    previous = before[-2].lower() if len(before) > 1 else ""
    return previous in {"to", "will", "should", "must", "and", "further", "can", "better"}


def _bare_verb(before: Sequence[str], after: Sequence[str], second: Sentence) -> bool:
    """Whether the second sentence opens with a base form after a sentence that reports."""
    if len(after) < 5 or second.text[-1] != "." or not _QUOTES.isdisjoint(second.text[:1]):
        return False
    low = after[0].lower()
    key = classes(low)
    if "B" not in key or set(key) & set("DNjr+") or low in _NO_IMPERATIVE:
        return False
    if set(key) & set("np") and "!" not in key:
        return False
    if after[1].lower() in {"me", "him", "us", "your", "you", "yourself"}:
        return False
    return any(form.lower() in REPORTING for form in before)


def _same_phrase(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the last two words of a sentence return near the start of the next one."""
    if len(before) < 4 or len(after) < 5:
        return False
    one, two = before[-2].lower(), before[-1].lower()
    if len(one) < 4 or len(two) < 4 or not before[-2].islower() or not two.isalpha():
        return False
    opening = after[0].lower()
    if opening in DETERMINERS or opening in PREPOSITIONS or opening in SUBORDINATORS:
        return False
    key = classes(opening)
    if not set(key) & set("nj") or opening == one:
        return False
    return after[1].lower() == one and after[2].lower() == two


@document_check(
    "sentence.fragment",
    Category.GRAMMAR,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "The plan was read out. A powerful action of the county and the deployed committee.",
            ["A powerful action of the county and the deployed committee."],
        ),
        Example(
            "They met in May. Making the new services of the city more open to visitors.",
            ["Making the new services of the city more open to visitors."],
        ),
        Example(
            "Prices rose. Through the continuous improvement of the old system of trade.",
            ["Through the continuous improvement of the old system of trade."],
        ),
        Example(
            "They met in May. A powerful action that is important and deployed by the whole town.",
            ["A powerful action that is important and deployed by the whole town."],
        ),
        Example("They met. The man that was there left. The plan that is best for all will win."),
        Example("He came home. Not a chance. No way at all. Same here."),
        Example("He asked twice. “A new house for the old men of the town.” She laughed."),
        Example("They met. Photo by Ann Lee, staff writer of the Daily News in London."),
        Example("They met. What a great day for the people of the town! Why not now?"),
        Example("The red pens ran dry. The blue one, too, but only in the last week."),
        Example("Mail us. Failing that, ring the office on the second floor by noon."),
        Example("It was read. Tel: 555 1234, Main Street 5, Old Town, Springfield, London."),
    ),
)
def fragment(doc: DocumentView) -> Iterator[Hit]:
    """A sentence of running text has no finite verb.

    A clause that lost its verb or its main clause stands alone with a full stop ("A powerful
    action that is …" without a verb). Needed are six words; in doubt a word counts as a verb.
    Headlines, captions, quotations, exclamations, lists with colons and answers to questions
    are left alone. Source: editing practice.
    """
    for first, second, _, after in _pairs(doc):
        if len(after) < _MIN_WORDS or second.view.text[second.end - 1] != ".":
            continue
        if first.view.text[first.end - 1] not in '.。”"':
            continue
        text = second.text
        if not _QUOTES.isdisjoint(text) or any(mark in text for mark in ":;?!(|/@…"):
            continue
        if not after[0][0].isupper() or _names_only(after):
            continue
        hanging = any_finite(after)
        if hanging and not _only_relative(after):
            continue
        if not hanging and _is_elliptic(second, second.words):
            continue
        yield second.view.hit(
            second.start,
            second.end,
            "this sentence has no verb but that of its relative clause"
            if hanging
            else "this sentence has no finite verb",
            features=("relative" if hanging else "ing" if "G" in classes(after[0]) else "nominal",),
        )


def _is_elliptic(sentence: Sentence, words: Sequence[Word]) -> bool:
    text = sentence.view.text
    return has_doubtful_verb(text, words) or goes_on(text, words)


def _only_relative(forms: Sequence[str]) -> bool:
    """Whether a noun phrase with its relative clause is all: "A plan that is good for the town".

    The relative pronoun must be followed by its verb at once, and no other verb may follow.
    """
    lows = [form.lower() for form in forms]
    if lows[0] not in ("a", "an", "the"):
        return False
    for i, low in enumerate(lows[: len(lows) - 2]):
        if low in ("that", "which", "who"):
            verb = lows[i + 1] in _COPULAS
            return i > 1 and verb and not any_finite(forms[:i]) and _no_verb(forms[i + 2 :])
    return False


def _no_verb(forms: Sequence[str]) -> bool:
    """No finite verb, participles after "and" or "," apart ("that is made and used there")."""
    kept = [
        form
        for k, form in enumerate(forms)
        if not (k and forms[k - 1].lower() in ("and", "or") and "N" in classes(form))
    ]
    return not any_finite(kept)


_COPULAS = frozenset("is are was were has have".split())


def _names_only(forms: Sequence[str]) -> bool:
    """A caption, a credit or an address: mostly capitals and figures."""
    return 2 * sum(not form[0].islower() for form in forms) > len(forms) or (
        forms[0].lower() in {"photo", "photos", "source", "picture", "caption", "editor", "by"}
    )
