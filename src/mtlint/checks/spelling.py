"""Spelling: words that no English reader knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.late import late
from mtlint.text.lexicon_en import lexicon, near_proper
from mtlint.text.pinyin import is_pinyin
from mtlint.text.tokens import Word
from mtlint.text.unlisted import (
    ABBREVIATIONS,
    CLITIC,
    ELISION,
    PARTS,
    beside_name,
    beside_unlisted,
    in_foreign_sentence,
    in_running_text,
    is_foreign,
    opens_sentence,
    unlisted_forms,
)
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_RARE_RANK = 1000  # a rare word is suspect only beside a much more frequent one
_COMMON_RANK = 300
_TINY = 2  # common words of two letters are suspect too (ad, ow, ne)
_SHORT = 5
_INITIAL_RANK = 8000
# Endings of scientific and technical terms, of which no word list holds all.
_TERM = late(
    r"(?:vir|mab|nib|ase|ases|osis|itis|ology|ological|ologist|graphy|metry|morph|"
    r"oid|oids|idae|inae|aceae|us|um|ae|ii|sis|emia|uria|plasia|algia|quine|amine|azine|idine|"
    r"yl|ol|ide|ides|ate|ium|phage|cyte|some|zoan|keratin|ketone|glia|sphere|glyphs?|lith|lithic|zoic|"
    r"pod|pods|saurs?|saurids?|ptorids?|derm|dermal|ventral|dorsal|morphism|morphic|genic|tropic|"
    r"phobes?|philes?|phytes?|meters?|functions?|matism|phyletic|sporins?|mycin|cillin|"
    r"ization|isation|izations|ized|ised|izing|ising|ization|ability|ness)$"
)
_LONG = 12
_BEFORE_BE = frozenset("to will can must may not would should could might also cannot".split())
# What introduces a term that readers need not know: "a mattock known as dolabra".
_NAMING = re.compile(r"\b(?:called|known as|named|termed|terms?|words?|so-called|means|meaning) $")
_ENDINGS = frozenset("nd rd th".split())
_AFTER_I = frozenset("am was have had will would can could should do did may might must".split())
_NAMES_LETTERS = frozenset(
    "a an the vitamin hepatitis type class group letter letters variable grade plan figure where "
    "and or factor function index value number mean test score axis set".split()
)


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
        Example("They sang nd danced on the 2nd and the 3 rd of May.", hits=["nd"]),
        Example("It is a Britih firm with German owners.", hits=["Britih"]),
        Example("Shops in Xiaoshan sold silk, said Nguyen Thi Hoa.", hits=[]),
        Example("Write to info@acmetrade.cn or see www.acmetrade.cn/kontakt today.", hits=[]),
        Example("The livestream showed the reopened biobank’s freezers.", hits=[]),
        Example("It weighs 12 kg, i.e. 26 lbs, at 50 kph.", hits=[]),
        Example("They dug with a mattock known as dolabra, sold carp, savettas, and eel.", hits=[]),
        Example("Mr. Vukovarac said Snapdeal and Zomato grew.", hits=[]),
        Example("Let x be the price and n the number of buyers.", hits=[]),
    ),
)
def nonword(doc: DocumentView) -> Iterator[Hit]:
    """A word is spelt in a way that no word list knows.

    MT output misspells when the system copies or recombines word pieces; post-edited text has
    slips of the keyboard. Capitalised words in mid-sentence are names to us, and reported only
    where they are one slip away from a country, people, weekday or month;
    words that the document also writes with a capital are brands; compounds of two known words
    pass. Rare words are reported only where they differ in one letter from a very frequent one.
    English only. Source of the word list: SCOWL and native English.
    """
    unknown = unlisted_forms(doc)
    for view in doc.segments:
        if not _ENDINGS.isdisjoint(view.forms):
            yield from _lone_endings(view)
        if unknown.isdisjoint(view.forms):
            continue
        for index, form in enumerate(view.forms):
            word = view.words[index]
            if form not in unknown or not in_running_text(view, word):
                continue
            if not in_foreign_sentence(view, word):
                yield from _judge(view, index, word)


def _judge(view: SegmentView, index: int, word: Word) -> Iterator[Hit]:
    base = CLITIC.sub("", word.text)
    if len(base) == 1:
        yield from _lone_letter(view, index, word)
        return
    if PARTS.search(base):
        if not ELISION.match(base):
            yield from _compound(view, word, base)
        return
    low = base.lower()
    proper = near_proper(low) if base[0].isupper() else None
    if proper and not beside_name(view, index):
        yield _hit(view, word, base, proper, ["close-suggestion"])
        return
    if _passes_anyhow(view, word, base, low) or is_foreign(view, index, low):
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


def _lone_endings(view: SegmentView) -> Iterator[Hit]:
    """The ending of an ordinal without its figure: what is left of another word."""
    text, words = view.text, view.words
    for i in range(1, len(words) - 1):
        word, before, after = words[i], words[i - 1], words[i + 1]
        if word.text not in _ENDINGS or not (before.text.isalpha() and after.text.islower()):
            continue
        if text[before.end : word.start] == " " == text[word.end : after.start]:
            message = f"“{word.text}” without a figure is no English word"
            yield view.hit(word.start, word.end, message, features=("close-suggestion", "rare"))


def _passes_anyhow(view: SegmentView, word: Word, base: str, low: str) -> bool:
    """Whether a word is right whatever it may be corrected to, which is slow to tell: it is a name
    as far as can be told, or known and no tiny one, or comes back."""
    if base[0].isupper():
        return view.is_heading or not opens_sentence(view, word)
    words, times = lexicon(), view.doc.lower_counts[low]
    if words.is_common(low):
        return len(low) > _TINY or times > 1
    return times > (1 if words.is_word(low) else 2)


def _passes(view: SegmentView, index: int, base: str, correction: str | None) -> bool:
    """Whether an unlisted word is probably right: a name, a term, a rare word."""
    words, low = lexicon(), base.lower()
    rank = words.rank.get(correction or "", 1 << 30)
    times = view.doc.lower_counts[low]
    if base[0].isupper():
        return rank > _INITIAL_RANK
    if words.is_common(low):
        return rank > _COMMON_RANK or len(low) > _TINY or times > 1
    if words.is_word(low):
        return rank > (_COMMON_RANK if len(low) > _SHORT else _RARE_RANK) or times > 1
    if rank <= _RARE_RANK and times == 1:
        return False
    if words.is_name(low) or times > 2 or (words.is_compound(low) and rank > _RARE_RANK):
        return True
    return correction is None and (
        _TERM.search(low) is not None
        or beside_name(view, index)
        or beside_unlisted(view, index)
        or _introduced(view, index)
    )


def _introduced(view: SegmentView, index: int) -> bool:
    """Whether an unknown word is named as one, or stands in a row of kinds, as terms do."""
    text, word = view.text, view.words[index]
    before = text[max(0, word.start - 40) : word.start]
    if _NAMING.search(before):
        return True
    after = text[word.end : word.end + 5]
    if after.startswith((" (", ")")):  # explained, or itself an explanation
        return True
    row = "," in before and after.startswith((",", " and ", " or ", ", and ", ", or "))
    return before.endswith((" and ", " or ")) or (row and before.endswith(", "))


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
    gap = text[before.end : word.start]
    if gap not in (" ", ", ") or text[word.end : after.start] != " ":
        return
    if not (after.text.islower() and len(after.text) > 1):
        return
    rank = lexicon().rank
    sure = before.text in _BEFORE_BE if word.text in "eb" else word.text in "isof"
    if word.text == "i" and after.text in _AFTER_I:
        return  # the pronoun without its capital: `casing.lower-name`
    if word.text == "i" or (
        gap == " "
        and sure
        and before.text.islower()
        and before.text not in _NAMES_LETTERS
        and rank.get(after.text, 1 << 30) < _INITIAL_RANK
    ):
        message = f"a lone “{word.text}” stands between two words"
        yield view.hit(word.start, word.end, message, features=("single-letter",))


def _compound(view: SegmentView, word: Word, base: str) -> Iterator[Hit]:
    words = lexicon()
    for part in PARTS.split(base):
        if len(part) < 4 or not part.islower() or words.knows(part) or part in ABBREVIATIONS:
            continue
        correction = words.correction(part)
        if correction and words.rank[correction] < _INITIAL_RANK:
            whole = word.text.replace(part, correction, 1)
            message = f"“{part}” is not in the English word list; “{correction}” may be meant"
            yield view.hit(word.start, word.end, message, suggestion=whole, features=("compound",))
            return
