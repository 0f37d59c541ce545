"""Scripts of letters, and what a stretch of text says of its own language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from mtlint.text.late import late

SCRIPTS = {
    "Chinese": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f",
    "Japanese": "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff",
    "Korean": "\u1100-\u11ff\u3131-\u3163\u3165-\u318e\uac00-\ud7a3",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Hebrew": "\u05d0-\u05ea",
    "Arabic": "\u0620-\u064a\u066e-\u06d3",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Devanagari": "\u0904-\u0939\u0958-\u0961",
}
_WESTERN = re.compile(r"[\x00-\u036f\u1e00-\u1eff\u2000-\u20cf]*+")
_PATTERNS = {name: late(f"[{ranges}]") for name, ranges in SCRIPTS.items()}
_OWN = {
    "latin": (),
    "cyrillic": ("Cyrillic",),
    "han": ("Chinese",),
}
_OWN_BY_LANGUAGE = {
    "zh": ("Chinese",),
    "ja": ("Chinese", "Japanese"),
    "ko": ("Korean", "Chinese"),
    "el": ("Greek",),
    "he": ("Hebrew",),
    "yi": ("Hebrew",),
    "ar": ("Arabic",),
    "fa": ("Arabic",),
    "ur": ("Arabic",),
    "ps": ("Arabic",),
    "ug": ("Arabic",),
    "th": ("Thai",),
    "hi": ("Devanagari",),
    "mr": ("Devanagari",),
    "ne": ("Devanagari",),
    "uk": ("Cyrillic",),
    "be": ("Cyrillic",),
    "bg": ("Cyrillic",),
    "sr": ("Cyrillic",),
    "mk": ("Cyrillic",),
    "kk": ("Cyrillic",),
    "ky": ("Cyrillic",),
    "mn": ("Cyrillic",),
    "tg": ("Cyrillic",),
}


def western(text: str) -> bool:
    """Whether a text has nothing but Latin letters and the marks and signs that stand among them.

    Asked before large classes of other letters, which take milliseconds to compile.

    >>> western("“A façade – 5 €…”"), western("“港”"), western("α")
    (True, False, False)
    """
    return _WESTERN.fullmatch(text) is not None


def own_scripts(lang: str, script: str) -> tuple[str, ...]:
    """The scripts, beside Latin, that text in this language is written in."""
    return _OWN_BY_LANGUAGE.get(lang.partition("-")[0].lower(), _OWN.get(script, ()))


def foreign_ranges(own: Sequence[str]) -> str:
    """A regular expression class body of all letters of scripts that are not `own`."""
    return "".join(ranges for name, ranges in SCRIPTS.items() if name not in own)


def script_of(text: str) -> str:
    """The script (a key of SCRIPTS) most letters of `text` are in; Japanese where it has kana."""
    counts = {name: len(p.findall(text)) for name, p in _PATTERNS.items()}
    if counts["Japanese"] and counts["Chinese"]:
        return "Japanese"
    return max(counts, key=lambda name: counts[name])


# Words that open the most sentences of a language and hold its grammar together. A language is
# told by their share among the words in lower case; lists overlap, which is why shares count.
FUNCTION_WORDS = {
    "en": "the of and to in a is that for it was on are as with his they at be this have from or "
    "had by but not what all were we when your can said there an which their if do will each "
    "about how up out them then she many some so these would her him has more who its been i "
    "you he my me than could did no just also into over after one two new other our only any "
    "because very don't it's i'm that's can't",
    "de": "der die das und in zu den von mit dem des auf für ist im sich ein eine nicht als auch "
    "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum "
    "war haben nur oder aber vor zur bis mehr durch man kann wurde einen sein wenn ich wir",
    "fr": "le la les de des du et à en un une est que qui dans pour par sur au aux ne pas plus se "
    "ce il elle avec son sa ses ont cette mais ou nous vous leur été être sont comme je d'un "
    "d'une qu'il c'est l'on était fait",
    "es": "el la los las de del y a en un una es que por con para su se al lo como más no sus o "
    "le "
    "ha este pero sin sobre entre también fue han era muy ser está son yo todo esta desde "
    "cuando hasta donde",
    "it": "il lo la i gli le di del della dei delle e a in un una è che per con su da dal non si "
    "al come più anche sono nel nella ma ha questo quando dove essere stato loro suo sua",
    "pt": "o a os as de do da dos das e em um uma é que por com para não se no na nos nas ao mais "
    "como mas foi ele ela seu sua são pelo pela também quando muito está ser já",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit "
    "door naar heeft hij ze wordt over nog was worden deze tot kan meer",
}
_FUNCTION_SETS = {lang: frozenset(words.split()) for lang, words in FUNCTION_WORDS.items()}


# Two of these in a sentence say enough: no other of our languages has them as words.
_PLAIN = {
    "en": (" the ", " of ", " and ", " to ", " with ", " that ", " is ", " for ", " his ", " by "),
    "de": (" der ", " und ", " das ", " von ", " mit ", " für ", " auf ", " nicht "),
    "fr": (" les ", " des ", " et ", " une ", " dans ", " du ", " pour ", " est "),
    "es": (" los ", " las ", " el ", " y ", " una ", " del ", " por ", " con "),
}


def plainly_in(text: str, lang: str) -> bool:
    """A cheap yes: `text` (in lower case) holds two frequent words that only `lang` has."""
    found = 0
    plain = _PLAIN.get(lang)
    if plain is None:
        plain = _PLAIN.get(lang.partition("-")[0].lower(), ())
    for word in plain:
        if word in text:
            if found:
                return True
            found = 1
    return False


def holds_own(words: Iterable[str], lang: str) -> bool:
    """Whether one of some words (in lower case) is a function word that no other language has.

    >>> holds_own(["the", "hafen"], "en"), holds_own(["hafen", "in"], "en")
    (True, False)
    """
    contrast = _contrast(lang.partition("-")[0].lower())
    return contrast is not None and not contrast.alone.isdisjoint(words)


class _Contrast(NamedTuple):
    """Function words that tell one language from the others (sets of lower-case words)."""

    own: frozenset[str]
    alone: frozenset[str]  # that no other language of ours has
    foreign: frozenset[str]  # that others have and this one does not
    pairs: tuple[tuple[str, frozenset[str], frozenset[str]], ...]  # other, only theirs, only ours


@cache
def _contrast(code: str) -> _Contrast | None:
    own = _FUNCTION_SETS.get(code)
    if own is None:
        return None
    others = {other: words for other, words in _FUNCTION_SETS.items() if other != code}
    union = frozenset().union(*others.values())
    # Words that both languages have ("do", "as", "in") speak for neither.
    pairs = tuple((other, words - own, own - words) for other, words in others.items())
    return _Contrast(own, own - union, union - own, pairs)


def clear_language(text: str, lang: str, words: Sequence[str]) -> str | None:
    """Another language than `lang` that this Latin-script text is clearly in, else None.

    `words` are those of the text in lower case. Function words of `lang` rule it out at once, so
    that langdetect (fixed seed) is asked only about text that has nearly none of them.
    """
    contrast = _contrast(lang.partition("-")[0].lower())
    if contrast is None or not words:
        return None
    theirs = sum(1 for word in words if word in contrast.foreign)
    ours = sum(1 for word in words if word in contrast.alone)
    if ours > max(theirs, 0.1 * len(words)):
        return None
    best, most = None, 0.25 * len(words)
    for other, only_theirs, only_ours in contrast.pairs:
        found = sum(1 for word in words if word in only_theirs)
        if found >= most and found >= 4 * sum(1 for word in words if word in only_ours):
            best, most = other, found
    if best:
        return best
    if len(words) < 8 or ours >= 0.04 * len(words):
        return None
    # langdetect takes half a second to load: something must speak for another language.
    accents = sum(1 for c in text if c > "\u00bf" and c.isalpha())
    if theirs >= 3 or accents >= 3 or (len(words) >= 12 and contrast.own.isdisjoint(words)):
        return _by_langdetect(text, lang.partition("-")[0].lower())
    return None


def _by_langdetect(text: str, code: str) -> str | None:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(text[:2000])[0]
    except LangDetectException:
        return None
    found = str(best.lang).partition("-")[0]
    return found if found != code and best.prob >= 0.97 else None
