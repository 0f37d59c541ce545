"""Code-mixing: words of other Latin-script languages left in English."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.foreign import everyday_language
from mtlint.text.tokens import Word
from mtlint.text.unlisted import ELISION, PARTS, in_running_text, is_foreign, unlisted_forms
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity


@document_check(
    "spelling.codemix",
    Category.UNTRANSLATED,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example("The bank und its owner agreed to pay.", hits=["und"]),
        Example("He thanked the spolupráci of both sides.", hits=["spolupráci"]),
        Example("The new bridge está open to all.", hits=["está"]),
        Example("Growth was przede all a matter of exports.", hits=["przede"]),
        Example("The café served crème brûlée to the naïve fiancé.", hits=[]),
        Example("She studied at the Universidad de los Andes.", hits=[]),
        Example("Per capita income rose vis-à-vis last year.", hits=[]),
        Example("It is a de facto ban, a coup d’état, a fait accompli.", hits=[]),
        Example("Both cooks learned sauté and purée work.", hits=[]),
    ),
)
def codemix(doc: DocumentView) -> Iterator[Hit]:
    """A word of another language stands untranslated in English text.

    Systems trained on many languages sometimes answer in a third one. Reported are lower-case
    words that English does not use and that are everyday words of another Latin-script language
    or are written with its letters. Foreign names are left alone: a word beside a capitalised
    one is not reported. Other scripts are the business of `residue.source-script`.
    """
    unknown = frozenset(
        form
        for form in unlisted_forms(doc)
        if form.islower() and len(form) > 1
        if not PARTS.search(form) or ELISION.match(form)
    )
    if not unknown:
        return
    for view in doc.segments:
        if unknown.isdisjoint(view.forms):
            continue
        for index, word in enumerate(view.words):
            if word.text not in unknown or not in_running_text(view, word):
                continue
            if is_foreign(view, index, word.text):
                yield _foreign_hit(view, word)


def _foreign_hit(view: SegmentView, word: Word) -> Hit:
    code = everyday_language(word.text)
    features = ("everyday",) if code else ("letters",)
    message = f"“{word.text}” is no English word; it looks left over from another language"
    return view.hit(word.start, word.end, message, features=features)
