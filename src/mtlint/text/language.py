"""Which language a text is in: scripts first, English by its function words, then langdetect."""

from __future__ import annotations

import re
from collections import Counter

from mtlint.text.late import late

SAMPLE = 3000
"""Code points that are looked at: the start, the middle and the end of longer texts."""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("han", "㐀-䶿一-鿿豈-﫿𠀀-𪛟"),
    ("kana", "぀-ヿㇰ-ㇿ"),
    ("hangul", "가-힣ᄀ-ᇿ㄰-㆏"),
    ("cyrillic", "Ѐ-ӿ"),
    ("greek", "Ͱ-Ͽ"),
    ("hebrew", "\u0590-\u05ff"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f"),
    ("devanagari", "ऀ-ॿ"),
    ("thai", "\u0e00-\u0e7f"),
)
_SCRIPT_PATTERNS = tuple((name, late(f"[{ranges}]")) for name, ranges in _SCRIPTS)
_SCRIPT_LANGUAGE = {
    "greek": "el",
    "hebrew": "he",
    "arabic": "ar",
    "devanagari": "hi",
    "thai": "th",
    "hangul": "ko",
}
OWN_SCRIPT = frozenset({"zh", "ja", "ko", "ru", "uk", "el", "he", "ar", "hi", "th"})
"""Languages that `detect` tells by their script."""
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# Words that are frequent in English and rare in the languages it is confused with.
_ENGLISH = frozenset(
    "the of and to that with is was for are this which from have has been were said would will "
    "their they it its not but by his her who had should also can more than when there".split()
)
_ENGLISH_SHARE = 0.16
_GLANCE = 1000
_LONG = 60
_SURE = 0.9


def primary(lang: str | None) -> str:
    """The language of a BCP 47 tag in small letters, without region or script; empty for None."""
    return (lang or "").replace("_", "-").partition("-")[0].lower()


def language_name(code: str) -> str:
    """The English name of a language, by its two-letter code; of a rarer one the code in words."""
    return _NAMES.get(code, f"another language ({code})")


def sample_of(text: str, size: int = SAMPLE) -> str:
    """`text`, or three stretches of it that together hold `size` code points."""
    if len(text) <= size:
        return text
    third = size // 3
    middle = (len(text) - third) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


def detect(text: str) -> str:
    """The two-letter code of the language that most of `text` is in; "en" when unsure.

    Looks at about 3,000 code points. Chinese, Japanese, Korean, Russian, Ukrainian, Greek and
    other languages with a script of their own are told by the script; Latin text by English
    function words, and only long text without them by langdetect, with a fixed seed.
    """
    if _clearly_english(sample_of(text, _GLANCE)):
        return "en"
    sample = sample_of(text)
    letters = len(_LETTER.findall(sample))
    if not letters:
        return "en"
    counts = {name: len(p.findall(sample)) for name, p in _SCRIPT_PATTERNS}
    # One Chinese character says as much as a word of Latin letters.
    east_asian = counts["han"] + counts["kana"] + counts["hangul"]
    latin_words = (letters - sum(counts.values())) / 4
    if east_asian > latin_words:
        return _east_asian(counts)
    script, most = max(counts.items(), key=lambda item: item[1])
    if script not in {"han", "kana"} and most * 2 > letters:
        return _cyrillic(sample) if script == "cyrillic" else _SCRIPT_LANGUAGE[script]
    return _latin(sample)


def _clearly_english(glance: str) -> bool:
    """Nearly all ASCII, with as many English function words as only English has."""
    if len(glance.encode("ascii", "ignore")) < 0.9 * len(glance):
        return False
    words = glance.lower().split()
    english = sum(word in _ENGLISH for word in words)
    return len(words) >= 20 and english >= _ENGLISH_SHARE * len(words)


def _east_asian(counts: dict[str, int]) -> str:
    if counts["hangul"] > counts["han"]:
        return "ko"
    return "ja" if counts["kana"] * 10 > counts["han"] else "zh"


def _cyrillic(sample: str) -> str:
    """Russian unless letters that only Ukrainian has are frequent."""
    return "uk" if len(re.findall("[іїєґ]", sample)) * 40 > len(sample) else "ru"


def _latin(sample: str) -> str:
    words = Counter(w.lower() for w in _WORD.findall(sample))
    total = words.total()
    english = sum(n for word, n in words.items() if word in _ENGLISH)
    if len(sample) < _LONG or total < 10 or english >= _ENGLISH_SHARE * total:
        return "en"
    return _by_langdetect(sample)


def _by_langdetect(sample: str) -> str:
    """langdetect's answer when it is sure, else "en". The seed makes it deterministic."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(sample)[0]
    except LangDetectException:
        return "en"
    return str(best.lang).partition("-")[0] if best.prob >= _SURE else "en"
