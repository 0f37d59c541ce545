"""Signs that a Latin-script word inside English text belongs to another language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from mtlint.text.lexicon_en import lexicon

# Letter rows that open, close or fill no English word: szcz, przy, -keit, -ungen, -ción, qui-.
_ENGLISH_ACCENTS = re.compile(r"é(?:es?)?$|^é|ï|ö|ê|ô|è|ç|ñ")  # kept in good English type
_FOREIGN = re.compile(
    r"^(?:prz|trz|krz|wsz|szcz|zwy|wz|vz|vy[^ei]|sv[aeo]|zd[ruv]|jsm|gn[ií])|"
    r"szcz|[^aeiou]rzy|dzi[aeo]|(?:keit|heit|lich(?:e[nrms]?)?|ungen|schaft(?:en)?|isch(?:e[nrms]?)?"
    r"|zione|zioni|azioni|mente|aient|eux|euse|ement[eio]|iamo|ywać|ować|owane[gj]?o?|ego|ych|"
    r"ości|ního|ích|ční|ského|owan[aeoy]|owych?|ienie|[ae]ndo(?:ne|si)|[aei]rs[ei]|[iu]ale|izza|uvo|"
    r"zzare|icare)$"
)


_PLURAL = re.compile(r"[^aeiouáéíóúâêôãõäöüąęěůy]s$")
_ROMANISED = frozenset("āēīōūë")  # of Japanese and Indian terms; coëxist


@cache
def _everyday() -> dict[str, str]:
    text = files("mtlint.text").joinpath("data", "foreign_words.txt").read_text("utf-8")
    rank = lexicon().rank
    found: dict[str, str] = {}
    for line in text.splitlines():
        code, colon, rest = line.partition(": ")
        if colon and not line.startswith("#"):
            for word in rest.split():
                if len(word) > 1 and word not in rank:
                    found.setdefault(word, code)
    return found


def everyday_language(word: str) -> str | None:
    """The language (ISO 639-1) whose everyday word this lower-case form is, if English has none."""
    return _everyday().get(word)


@cache
def _loans() -> frozenset[str]:
    text = files("mtlint.text").joinpath("data", "loans_en.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[0] != "#" for w in line.split())


def listed_loan(word: str) -> bool:
    """Whether the list of loan words has this lower-case form."""
    return word in _loans()


def without_accents(word: str) -> str:
    """`word` with the accents of its letters taken off (façade -> facade)."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def is_loan(word: str) -> bool:
    """Whether English prints this lower-case foreign form unchanged, or knows it unaccented."""
    if word in _loans():
        return True
    return _ENGLISH_ACCENTS.search(word) is not None and lexicon().is_word(without_accents(word))


def looks_foreign(word: str) -> bool:
    """Whether a lower-case word that English does not know has letters or rows of other tongues.

    An accented word in -s is rather a term with an English plural (crannógs).
    """
    if _FOREIGN.search(word) is not None:
        return True
    return not word.isascii() and _ROMANISED.isdisjoint(word) and not _PLURAL.search(word)
