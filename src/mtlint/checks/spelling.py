"""Spelling: words that no English reader knows, and words of other languages left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtlint.check import Example, document_check
from mtlint.text.foreign import everyday_language, is_loan, looks_foreign
from mtlint.text.lexicon_en import Lexicon, lexicon
from mtlint.text.pinyin import is_pinyin
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_CLITIC = re.compile(r"(?:['’](?:s|d|ll|re|ve|m|t)|['’])$")
_PARTS = re.compile(r"[-‐‑&'’ʼ]")
# Units, clock and list marks, Latin and loan words that word lists leave out.
_FINE = frozenset(
    "km cm mm kg mg ml kw kwh mw gw hz khz mhz ghz kb mb gb tb kph mph bn mn tn yr hrs mins secs "
    "am pm etc eg ie vs al et op cit ibid viz ca sic fl ft oz lbs pp nos www http https html com "
    "org cn co uk url pdf mm sq min max avg th rd st non ex pre anti de la le du da di del der "
    "van von bin ibn al el ul nt lol omg ok tv ppm rpm dna rna ph ii iii iv vi vii "
    "viii ix xi xii".split()
)
_RARE_RANK = 1000  # a rare word is suspect only beside a much more frequent one
_COMMON_RANK = 300
_TINY = 2  # common words of two letters are suspect too (ad, ow, ne)
_SHORT = 5
_INITIAL_RANK = 8000
# Endings of scientific and technical terms, of which no word list holds all.
_TERM = re.compile(
    r"(?:vir|mab|nib|ase|ases|ine|ines|osis|itis|emia|ology|ological|ologist|graphy|metry|morph|"
    r"oid|oids|idae|inae|aceae|us|um|ae|ii|is|ia|yl|ol|ide|ides|ate|ium|phage|cyte|some|zoan|"
    r"ization|isation|izations|ized|ised|izing|ising|ization|ability|ness)$"
)
_LONG = 12
_ENDLESS = 45  # letters beyond which a run is no word: a key, a hash, an encoded string
# What is left of is/in/it, as/so, of/to/on when a letter is lost; the rest are variables.
_LONE = frozenset("isoebf")
_BEFORE_BE = frozenset("to will can must may not would should could might also cannot".split())
_NAMES_LETTERS = frozenset(
    "a an the vitamin hepatitis type class group letter letters variable grade plan figure where "
    "and or factor function index value number mean test score axis set".split()
)
_NEIGHBOURS = frozenset("@#/\\_~=%$<>{}")


@lru_cache(maxsize=1)  # two checks ask for the same document in turn
def _candidates(doc: DocumentView) -> frozenset[str]:
    """Word forms of the document that the lexicon does not vouch for."""
    words = lexicon()
    rank = words.rank
    return frozenset(
        form for form in doc.word_counts if form not in rank and not _vouched(words, doc, form)
    )


def _vouched(words: Lexicon, doc: DocumentView, form: str) -> bool:
    if _right_anywhere(form):
        return True
    base = _CLITIC.sub("", form)
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
    base = _CLITIC.sub("", plain)
    if len(base) < 2:
        return base not in _LONE
    if len(base) > _ENDLESS or not base[1:].islower() or any(c.isdigit() or c == "." for c in base):
        return True
    low = base.lower()
    if low in _FINE or not _latin(low):
        return True
    if base[0].isupper():
        return words.knows(base) or is_pinyin(base)
    return low in words.rank or (everyday_language(low) is None and is_loan(low))


def _latin(word: str) -> bool:
    return all(c < "ɐ" or not c.isalpha() for c in word)


def _clear(view: SegmentView, word: Word) -> bool:
    """Whether the word stands in running text, not in a URL, handle, path or formula."""
    text = view.text
    before = text[word.start - 1] if word.start else " "
    after = text[word.end] if word.end < len(text) else " "
    if before in _NEIGHBOURS or after in _NEIGHBOURS or before == ".":
        return False
    return not (after == "." and word.end + 1 < len(text) and text[word.end + 1].isalnum())


def _opens_sentence(view: SegmentView, word: Word) -> bool:
    head = view.text[max(0, word.start - 6) : word.start].rstrip(" \"“‘'(")
    return not head or head[-1] in ".!?:\n"


def _beside_name(view: SegmentView, index: int) -> bool:
    """Whether a neighbour carries a capital (Museo de los Andes): part of a foreign name."""
    words = view.words
    # A word with accents may well be a leftover when the name only follows it.
    sides = (index - 1,) if not words[index].text.isascii() else (index - 1, index + 1)
    near = [words[i] for i in sides if 0 <= i < len(words)]
    return any(w.text[0].isupper() and not _opens_sentence(view, w) for w in near)


@document_check(
    "spelling.nonword",
    Category.SPELLING,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("The comittee approved the budget.", hits=["comittee"]),
        Example("They were unabl to reach the village.", hits=["unabl"]),
        Example("The police opened an investigaton into the fire.", hits=["investigaton"]),
        Example("Prices rose i the second quarter.", hits=["i"]),
        Example("It was a long-awaitd reform.", hits=["long-awaitd"]),
        Example("Acording to the ministry, rain is likely.", hits=["Acording"]),
        Example("Shops in Xiaoshan sold silk, said Nguyen Thi Hoa.", hits=[]),
        Example("Write to info@acmetrade.cn or see www.acmetrade.cn/kontakt today.", hits=[]),
        Example("The livestream showed the reopened biobank’s freezers.", hits=[]),
        Example("It weighs 12 kg, i.e. 26 lbs, at 50 kph.", hits=[]),
        Example("Mr. Vukovarac said Snapdeal and Zomato grew.", hits=[]),
        Example("Let x be the price and n the number of buyers.", hits=[]),
    ),
)
def nonword(doc: DocumentView) -> Iterator[Hit]:
    """A word is spelt in a way that no word list knows.

    MT output misspells when the system copies or recombines word pieces; post-edited text has
    slips of the keyboard. Capitalised words in mid-sentence are names to us and never reported;
    words that the document also writes with a capital are brands; compounds of two known words
    pass. Rare words are reported only where they differ in one letter from a very frequent one.
    English only. Source of the word list: SCOWL and native English.
    """
    unknown = _candidates(doc)
    if not unknown:
        return
    for view in doc.segments:
        for index, word in enumerate(view.words):
            if word.text in unknown and _clear(view, word):
                yield from _judge(view, index, word)


def _judge(view: SegmentView, index: int, word: Word) -> Iterator[Hit]:
    base = _CLITIC.sub("", word.text)
    if len(base) == 1:
        yield from _lone_letter(view, index, word)
        return
    if _PARTS.search(base):
        yield from _compound(view, word, base)
        return
    low = base.lower()
    if _codemixed(view, index, low):
        return
    correction = lexicon().correction(low)
    if _passes(view, index, base, correction):
        return
    features = ["close-suggestion" if correction else "no-suggestion"]
    if base[0].isupper():
        features.append("initial")
    elif lexicon().is_word(low):
        features.append("rare")
    if is_pinyin(low):
        features.append("pinyin-like-lowercase")
    if len(low) >= _LONG:
        features.append("long")
    yield _hit(view, word, base, correction, features)


def _passes(view: SegmentView, index: int, base: str, correction: str | None) -> bool:
    """Whether an unlisted word is probably right: a name, a term, a rare word."""
    words, low = lexicon(), base.lower()
    rank = words.rank.get(correction or "", 1 << 30)
    times = view.doc.lower_counts[low]
    if base[0].isupper():
        return (
            rank > _INITIAL_RANK or view.is_heading or not _opens_sentence(view, view.words[index])
        )
    if words.is_common(low):
        return rank > _COMMON_RANK or len(low) > _TINY or times > 1
    if words.is_word(low):
        return rank > (_COMMON_RANK if len(low) > _SHORT else _RARE_RANK) or times > 1
    if rank <= _RARE_RANK and times == 1:
        return False
    if words.is_name(low) or times > 2 or (words.is_compound(low) and rank > _RARE_RANK):
        return True
    return correction is None and (
        _TERM.search(low) is not None or _beside_name(view, index) or _beside_unknown(view, index)
    )


def _beside_unknown(view: SegmentView, index: int) -> bool:
    """Whether the next or the last word is unlisted too: a phrase of another language, a taxon."""
    words = view.words
    unknown = _candidates(view.doc)
    return any(
        0 <= i < len(words) and words[i].text in unknown and not lexicon().is_word(words[i].lower)
        for i in (index - 1, index + 1)
    )


def _hit(
    view: SegmentView, word: Word, base: str, correction: str | None, features: list[str]
) -> Hit:
    if correction and base[0].isupper():
        correction = correction.capitalize()
    message = f"“{word.text}” is not in the English word list"
    if "rare" in features:
        message = f"“{word.text}” is a rare word, one letter away from a frequent one"
    if correction:
        message += f"; “{correction}” may be meant"
        correction += word.text[len(base) :]
    return view.hit(word.start, word.end, message, suggestion=correction, features=tuple(features))


def _lone_letter(view: SegmentView, index: int, word: Word) -> Iterator[Hit]:
    """A single small letter between two words of running text: i the, s a."""
    text, words = view.text, view.words
    if not 0 < index < len(words) - 1:
        return
    before, after = words[index - 1], words[index + 1]
    if text[before.end : word.start] != " " or text[word.end : after.start] != " ":
        return
    if not (after.text.islower() and len(after.text) > 1):
        return
    rank = lexicon().rank
    sure = before.text in _BEFORE_BE if word.text in "eb" else word.text in "isof"
    if word.text == "i" or (
        sure
        and before.text.islower()
        and before.text not in _NAMES_LETTERS
        and rank.get(after.text, 1 << 30) < _INITIAL_RANK
    ):
        message = f"a lone “{word.text}” stands between two words"
        yield view.hit(word.start, word.end, message, features=("single-letter",))


def _compound(view: SegmentView, word: Word, base: str) -> Iterator[Hit]:
    words = lexicon()
    for part in _PARTS.split(base):
        if len(part) < 4 or not part.islower() or words.knows(part) or part in _FINE:
            continue
        correction = words.correction(part)
        if correction and words.rank[correction] < _INITIAL_RANK:
            whole = word.text.replace(part, correction, 1)
            message = f"“{part}” is not in the English word list; “{correction}” may be meant"
            yield view.hit(word.start, word.end, message, suggestion=whole, features=("compound",))
            return


def _codemixed(view: SegmentView, index: int, low: str) -> bool:
    words = lexicon()
    if words.is_common(low) or _beside_name(view, index):
        return False
    if everyday_language(low):
        return len(low) > 2 and not (is_loan(low) and _beside_loan(view, index))
    return looks_foreign(low) and not words.knows(low)


def _beside_loan(view: SegmentView, index: int) -> bool:
    """Whether a neighbour belongs to a loan phrase too (fait accompli)."""
    words = view.words
    return any(0 <= i < len(words) and is_loan(words[i].lower) for i in (index - 1, index + 1))


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
        for form in _candidates(doc)
        if form.islower() and len(form) > 1 and not _PARTS.search(form)
    )
    if not unknown:
        return
    for view in doc.segments:
        for index, word in enumerate(view.words):
            if word.text not in unknown or not _clear(view, word):
                continue
            if _codemixed(view, index, word.text):
                yield _foreign_hit(view, word)


def _foreign_hit(view: SegmentView, word: Word) -> Hit:
    code = everyday_language(word.text)
    features = ("everyday",) if code else ("letters",)
    message = f"“{word.text}” is no English word; it looks left over from another language"
    return view.hit(word.start, word.end, message, features=features)
