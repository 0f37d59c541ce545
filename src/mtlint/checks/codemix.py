"""Code-mixing: words of other Latin-script languages left in English."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.foreign import everyday_language
from mtlint.text.grammar_en import DETERMINERS
from mtlint.text.lexicon_en import lexicon
from mtlint.text.pinyin import is_pinyin
from mtlint.text.tokens import Word
from mtlint.text.unlisted import (
    ELISION,
    PARTS,
    in_foreign_sentence,
    in_running_text,
    is_foreign,
    opens_sentence,
    unlisted_forms,
)
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_AFTER_ET = frozenset("al cetera seq sequentes tu alia alii".split())
_NAME_PARTICLES = frozenset("de da di do du del la le van von y".split())
_LONG_OPENER = 4  # letters of a capitalised word that may be no name


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
        Example("Nowak rovněž called for calm.", hits=["rovněž"]),
        Example("The storm hit farms in jihozápadě Texas on Monday.", hits=["jihozápadě"]),
        Example("They cost more than mass-produced předměty.", hits=["předměty"]),
        Example("All of them failed to clasificarse for the final.", hits=["clasificarse"]),
        Example("Bisher, the owner has agreed to all of it.", hits=["Bisher"]),
        Example(
            "They felt the Wasser rise et left the valley lui-même.",
            hits=["et", "Wasser", "lui-même"],
        ),
        Example("He left. Der Bürgermeister hat gestern dort neue Brücken eröffnet.", hits=[]),
        Example("Los Angeles is far. Una left early. Ma Hong came late.", hits=[]),
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
    or are written with its letters; an everyday word may open its sentence too. Foreign names are
    left alone: a word between capitalised ones is not reported. Other scripts are the business of
    `residue.source-script`.
    """
    unknown = frozenset(
        form
        for form in unlisted_forms(doc)
        if (form.islower() and len(form) > 1) or _may_open(form)
        if not PARTS.search(form) or ELISION.match(form) or _all_foreign(form)
    )
    for view in doc.segments:
        if "et" in view.forms:
            yield from _joints(view)
        if unknown.isdisjoint(view.forms):
            continue
        for index, word in enumerate(view.words):
            if word.text not in unknown or not in_running_text(view, word):
                continue
            if in_foreign_sentence(view, word):
                continue
            if word.text[0].isupper() and not (_opens(view, index) or _noun_here(view, index)):
                continue
            if _all_foreign(word.text) or is_foreign(view, index, word.text.lower()):
                yield _foreign_hit(view, word)


def _may_open(form: str) -> bool:
    """Whether a capitalised form is an everyday word of another language and no name."""
    low = form.lower()
    if len(form) < _LONG_OPENER or not form[1:].islower() or everyday_language(low) is None:
        return False
    return not lexicon().is_name(form) and not is_pinyin(low)


def _opens(view: SegmentView, index: int) -> bool:
    """Whether the word opens its sentence, and an English word in lower case goes on."""
    words = view.words
    if index + 1 >= len(words) or not opens_sentence(view, words[index]):
        return False
    after = words[index + 1].text
    return after.islower() and lexicon().is_common(after)


def _noun_here(view: SegmentView, index: int) -> bool:
    """Whether a capitalised word stands between small English ones as German nouns do.

    What an article leads is no person; what a verb of saying leads may be one.
    """
    words = view.words
    if not 0 < index < len(words) - 1:
        return False
    before, after = words[index - 1].text, words[index + 1].text
    english = after.islower() and lexicon().is_common(after) and everyday_language(after) is None
    return before in DETERMINERS and english and after not in _NAME_PARTICLES


def _all_foreign(form: str) -> bool:
    """Whether a compound in lower case is made of everyday words of one other language."""
    parts = form.split("-")
    codes = {everyday_language(part) for part in parts}
    return len(parts) > 1 and len(codes) == 1 and None not in codes


def _joints(view: SegmentView) -> Iterator[Hit]:
    """ "et" between English words, where English has "and"; not "et al.", "et cetera"."""
    words, lows = view.words, view.lowers
    for i in range(1, len(lows) - 1):
        sides = (lows[i - 1], lows[i + 1])
        if words[i].text != "et" or sides[1] in _AFTER_ET or view.gaps[i + 1] != " ":
            continue
        if all(
            words[k].text.islower() and lexicon().is_common(words[k].text) for k in (i - 1, i + 1)
        ):
            yield _foreign_hit(view, words[i])


def _foreign_hit(view: SegmentView, word: Word) -> Hit:
    code = everyday_language(word.text.lower())
    features = ("everyday",) if code else ("letters",)
    message = f"“{word.text}” is no English word; it looks left over from another language"
    return view.hit(word.start, word.end, message, features=features)
