"""In which language a line is that may be too short for letters and their rows to tell."""

from __future__ import annotations

import re
from collections import Counter

from mtlint.text.foreign import everyday_language
from mtlint.text.language import detect
from mtlint.text.lexicon_en import lexicon
from mtlint.text.scripts import FUNCTION_WORDS, clear_language

UNKNOWN = "und"
"""The language of what is surely no English, but may be in any other (as BCP 47 has it)."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWN = {code: frozenset(words.split()) for code, words in FUNCTION_WORDS.items()}
_ENGLISH_ALONE = _OWN["en"].difference(*(words for code, words in _OWN.items() if code != "en"))
_LEAST_SHARE = 0.25  # of the words of a line that tell its language
_KNOWN_SHARE = 0.5


def other_than_english(line: str) -> str | None:
    """The language of a line that is not in English; None where it is, or may well be.

    A name is in any language. Told by the script, by everyday words, and where those are missing
    by words that English does not know; the last tells no language (`UNKNOWN`).

    >>> other_than_english("Der Hafen ist offen."), other_than_english("The port is open.")
    ('de', None)
    >>> other_than_english("Microsoft Office"), other_than_english("Sulje ikkuna")
    (None, 'und')
    """
    code = detect(line)
    if code != "en":
        return code
    forms = _WORD.findall(line)
    words = [form.lower() for form in forms]
    if not words:
        return None
    if found := clear_language(line, "en", words):
        return found
    votes = Counter(code for word in words for code in _languages(word))
    english = sum(word in _ENGLISH_ALONE for word in words)
    code, most = max(votes.items(), key=lambda vote: vote[1], default=("", 0))
    if most > english and most >= _LEAST_SHARE * len(words):
        return code
    plain = [form.lower() for form in forms if not _may_be_name(form)]
    known = sum(lexicon().is_common(w) or lexicon().is_compound(w) for w in plain)
    return UNKNOWN if known <= _KNOWN_SHARE * len(plain) and plain and not english else None


def _languages(word: str) -> tuple[str, ...]:
    """The other languages that have a word, where English has none such."""
    if word in _OWN["en"]:
        return ()
    code = everyday_language(word)
    own = tuple(c for c, words in _OWN.items() if word in words)
    return own if code is None or code in own else (*own, code)


def _may_be_name(form: str) -> bool:
    """Whether a word is written as a name that English knows, or as an abbreviation."""
    return form[0].isupper() and (lexicon().is_name(form) or (form.isupper() and len(form) < 6))
