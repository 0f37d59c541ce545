"""Words of a document that the English word list does not vouch for, and where they stand."""

from __future__ import annotations

import re
from functools import lru_cache

from mtlint.text.foreign import everyday_language, is_loan, listed_loan, looks_foreign
from mtlint.text.grammar_en import ARTICLES, AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, classes
from mtlint.text.lexicon_en import Lexicon, lexicon
from mtlint.text.pinyin import is_pinyin
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView

CLITIC = re.compile(r"(?:['’](?:s|d|ll|re|ve|m|t)|['’])$")
PARTS = re.compile(r"[-‐‑&'’ʼ]")
ELISION = re.compile(r"(?:l|d|qu|dell|nell|all|sull|dall|un)['’][^\W\d_]{3,}$")  # l'eau, dell'arte
# Units, clock and list marks, Latin and loan words that word lists leave out.
ABBREVIATIONS = frozenset(
    "km cm mm kg mg ml kw kwh mw gw hz khz mhz ghz kb mb gb tb kph mph bn mn tn yr hrs mins secs "
    "am pm etc eg ie vs al et op cit ibid viz ca sic fl ft oz lbs pp nos www http https html com "
    "org cn co uk url pdf mm sq min max avg th rd st non ex pre anti de la le du da di del der "
    "van von bin ibn al el ul nt lol omg ok tv ppm rpm dna rna ph ii iii iv vi vii "
    "viii ix xi xii plc retd rtd cf tsp tsps tbsp tbsps pls plz thx btw fyi imo asap".split()
)
_MANY, _MUCH = 4, 0.35  # unlisted words of a sentence that is of another language, and their share
_ENDLESS = 45  # letters beyond which a run is no word: a key, a hash, an encoded string
# What is left of is/in/it, as/so, of/to/on when a letter is lost; the rest are variables.
_LONE = frozenset("isoebf")
_SMALL = frozenset({"in", "a"})
_NEIGHBOURS = frozenset("@#/\\_~=%$<>{}`")


@lru_cache(maxsize=1)  # two checks ask for the same document in turn
def unlisted_forms(doc: DocumentView) -> frozenset[str]:
    """Word forms of the document that the lexicon does not vouch for."""
    words = lexicon()
    rank = words.rank
    return frozenset(
        form for form in doc.word_counts if form not in rank and not _vouched(words, doc, form)
    )


def _vouched(words: Lexicon, doc: DocumentView, form: str) -> bool:
    if _right_anywhere(form):
        return True
    base = CLITIC.sub("", form)
    if len(base) < 2:
        return False
    if base[0].isupper():
        return doc.word_counts[form] > 1
    return base.capitalize() in doc.word_counts or base.upper() in doc.word_counts


@lru_cache(maxsize=65536)
def _right_anywhere(form: str) -> bool:
    """Whether no document could make this form a misspelling."""
    words = lexicon()
    plain = form.replace("’", "'")
    low = plain.lower()
    if low in words.rank or ("'" in low and words.is_word(low)):
        return True
    base = CLITIC.sub("", plain)
    if len(base) < 2:
        return base not in _LONE
    if len(base) > _ENDLESS or not base[1:].islower() or any(c.isdigit() or c == "." for c in base):
        return True
    low = base.lower()
    if low in ABBREVIATIONS or not _latin(low):
        return True
    if base[0].isupper():
        return words.knows(base) or is_pinyin(base)
    if low.endswith(("eth", "est")) and any("B" in classes(verb) for verb in _stems(low)):
        return True
    return low in words.rank or (everyday_language(low) is None and is_loan(low))


def _stems(low: str) -> tuple[str, ...]:
    """What "maketh", "leadeth", "runneth", "preparest" may be forms of."""
    return low[:-2], low[:-3], low[:-4] if low[-4:-3] == low[-5:-4] else ""


def _latin(word: str) -> bool:
    return all(c < "ɐ" or not c.isalpha() for c in word)


def in_running_text(view: SegmentView, word: Word) -> bool:
    """Whether the word stands in running text, not in a URL, handle, path or formula."""
    text = view.text
    before = text[word.start - 1] if word.start else " "
    after = text[word.end] if word.end < len(text) else " "
    if before in _NEIGHBOURS or after in _NEIGHBOURS or before == ".":
        return False
    return not (after == "." and word.end + 1 < len(text) and text[word.end + 1].isalnum())


def opens_sentence(view: SegmentView, word: Word) -> bool:
    head = view.text[max(0, word.start - 6) : word.start].rstrip(" \"“‘'(")
    return not head or head[-1] in ".!?:\n"


def beside_name(view: SegmentView, index: int) -> bool:
    """Whether a neighbour carries a capital (Museo de los Andes): part of a foreign name."""
    words = view.words
    sides = (index - 1, index + 1)
    near = [words[i] for i in sides if 0 <= i < len(words)]
    return any(w.text[0].isupper() and not opens_sentence(view, w) for w in near)


def _inside_foreign_name(view: SegmentView, index: int) -> bool:
    """Whether the words on both sides are names or foreign too (Museo de los Andes)."""
    words = view.words

    def foreign(i: int) -> bool:
        if not 0 <= i < len(words):
            return True
        low = words[i].lower
        if words[i].text[0].isupper():
            return not opens_sentence(view, words[i])
        if low in _SMALL:  # the "in" of "in situ" is a loan word too
            return False
        return is_loan(low) or not all(map(lexicon().is_common, low.split("-")))

    return foreign(index - 1) and foreign(index + 1)


def beside_unlisted(view: SegmentView, index: int) -> bool:
    """Whether the next or the last word is unlisted too: a phrase of another language, a taxon."""
    words = view.words
    unknown = unlisted_forms(view.doc)
    return any(
        0 <= i < len(words) and words[i].text in unknown and not lexicon().is_word(words[i].lower)
        for i in (index - 1, index + 1)
    )


@lru_cache(maxsize=4)
def _foreign_stretches(view: SegmentView) -> tuple[tuple[int, int], ...]:
    """Sentences of a segment in which many words are unlisted: those of another language."""
    unknown = unlisted_forms(view.doc)
    if sum(map(unknown.__contains__, view.forms)) < _MANY:
        return ()
    found = []
    for sentence in view.sentences:
        words = [w for w in sentence.words if w.text.islower()]
        odd = sum(w.text in unknown for w in words)
        if odd >= _MANY and odd >= _MUCH * len(words):
            found.append((sentence.start, sentence.end))
    return tuple(found)


def in_foreign_sentence(view: SegmentView, word: Word) -> bool:
    """Whether the word's sentence is another language's: the sentence is to be reported, not it."""
    return any(start <= word.start < end for start, end in _foreign_stretches(view))


def is_foreign(view: SegmentView, index: int, low: str) -> bool:
    """Whether a word that English does not use is another language's, left by a translation."""
    words = lexicon()
    if words.is_common(low) or _inside_foreign_name(view, index):
        return False
    if not low.isascii() and listed_loan(low):
        return False
    if _in_foreign_phrase(view, index):  # a title or phrase that is quoted on purpose
        return False
    if ELISION.match(low):
        led_by_name = index > 0 and view.forms[index - 1][0].isupper()
        return not (led_by_name or is_loan(low.replace("’", "'")))
    if everyday_language(low) and _noun_here(view, index, low):
        return False
    if everyday_language(low):
        return len(low) > 2 and not _beside_loan(view, index, is_loan(low))
    return looks_foreign(low) and not words.knows(low)


def _noun_here(view: SegmentView, index: int, low: str) -> bool:
    """Whether a word that dictionaries have stands as English nouns do: "a minder, who slept"."""
    if not index or view.forms[index - 1].lower() not in ARTICLES or not lexicon().is_word(low):
        return False
    if view.gaps[index + 1].strip():
        return True
    return view.lowers[index + 1] in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES


def _in_foreign_phrase(view: SegmentView, index: int) -> bool:
    """Whether a neighbour is unlisted too; a name before the word does not tell, one after it does.

    "das Unheimliche" is a phrase, "Nowak również said" is not. Nor does a name tell that opens the
    sentence, unless it is an everyday word of another language.
    """
    words, unknown = view.words, unlisted_forms(view.doc)
    near = [words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
    return any(
        w.text in unknown
        and not _all_words(w.lower)
        and (w.text.islower() or w is near[-1] or _opens_foreign(view, w))
        for w in near
    )


def _all_words(low: str) -> bool:
    """Whether English knows a word, or each part of a compound."""
    return all(map(lexicon().is_word, low.split("-")))


def _opens_foreign(view: SegmentView, word: Word) -> bool:
    return opens_sentence(view, word) and everyday_language(word.lower) is not None


def _beside_loan(view: SegmentView, index: int, loan: bool) -> bool:
    """Whether a neighbour belongs to the same loan phrase (fait accompli, grandes écoles)."""
    words = view.words
    near = [words[i].lower for i in (index - 1, index + 1) if 0 <= i < len(words)]
    return any(is_loan(low) and (loan or not low.isascii()) for low in near)
