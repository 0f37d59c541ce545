"""The language that a translation should be in, which is not always the one it is in."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mtlint.load.encoding import decode
from mtlint.load.options import LoadOptions
from mtlint.load.read import HEAD_BYTES, LoadError, opened, read_errors, whole_lines
from mtlint.text.language import OWN_SCRIPT, detect, language_name, primary, sample_of
from mtlint.text.scripts import FUNCTION_WORDS
from mtlint.text.short_language import UNKNOWN, other_than_english

_LATIN_WORD = re.compile(r"[A-Za-z][a-z]+")
_LETTER = re.compile(r"[^\W\d_]")
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_USUAL_SOURCES = frozenset({"zh"})
_LETTERS_A_WORD = {True: 1.5, False: 5.0}  # in East Asian scripts, in other ones
_LEAST_WORDS = {True: 3, False: 6}  # of a headline, of another line, to be English
_ENGLISH_PART = 0.2
_MOST_LINES = 400
_MOST_SHORT = 60  # lines whose own language is asked for
_FUNCTION = frozenset(word for word in FUNCTION_WORDS["en"].split() if len(word) > 1)


def target_of(
    texts: Sequence[str],
    *,
    said: str | None = None,
    source_lang: str | None = None,
    sources: Iterable[str] = (),
    headline: bool = False,
    tagged: bool = False,
) -> tuple[str, str | None]:
    """The language of a translation that nobody named for sure, and a note to its reader or None.

    `texts` are lines of the translation, the first of them its headline where `headline` is true;
    `said` is what the text says of itself, `tagged` whether that is but the tag of a page, which
    may be that of its source; `source_lang` and `sources` are what is known of the source.
    The language is the one that most of the text is in, but English
    - where that is the language of the source: then nothing was translated;
    - where that is Chinese, and nobody says that anything was translated into it: it is what mtlint
      usually has for a source, and an article that was left as it was must not pass;
    - where that is one of another script, and the headline or a fifth of the text is English:
      then half of it was translated.
    Text beside an English source is in English only where nothing of it is in another language.
    """
    texts, known = texts[:_MOST_LINES], list(sources)
    of_source = primary(source_lang)
    if not of_source and (given := "\n".join(known)).strip():
        of_source = detect(given)
    lang = _told(said, "\n".join(texts), of_source)
    if primary(lang) == "en" == of_source:
        lang = _from_english(texts, known) or lang
    code = primary(lang)
    if code == "en":
        return lang, None
    if code == UNKNOWN:
        return lang, (
            "the text is not in English, the language of its source, and too short to tell its "
            "own: checked as no language that is known; --target-lang names it"
        )
    name = language_name(code)
    if code == of_source:
        return "en", (
            f"the text is in {name}, the language of its source: checked as a translation into "
            "English; --target-lang names another language"
        )
    if code in _USUAL_SOURCES and not of_source and (tagged or primary(said) != code):
        return "en", (
            f"the text is in {name}, and nobody said that it should be: checked as a translation "
            f"into English; --target-lang {code} checks it as {name}"
        )
    if of_source != "en" and code in OWN_SCRIPT and _partly_english(texts, code, headline):
        return "en", (
            f"the text is partly in English, partly in {name}: checked as a translation into "
            "English; --target-lang names another language"
        )
    return lang, (
        f"checked as a translation into {name}, for that is what it is in; --target-lang names "
        "another language"
    )


def sources_beside(options: LoadOptions) -> tuple[str, ...]:
    """The first lines of a parallel source file, which say what language it is in."""
    path = options.source
    if (
        options.source_lang or path is None or not os.path.isfile(path)
    ):  # a pipe can be read but once
        return ()
    try:
        with opened(path) as stream, read_errors():
            text = decode(whole_lines(stream.read(HEAD_BYTES))).text
    except LoadError:
        return ()  # whoever pairs the lines tells of it
    return tuple(text.splitlines()[:_MOST_LINES])


def _told(said: str | None, text: str, of_source: str) -> str:
    """What the format says of the language, unless the script of the text shows otherwise.

    Translated pages often keep the language tag of their source. A page that says it is in English
    and is in Chinese is one that was not translated, unless its source is in English.
    """
    code = primary(said)
    if said and code == "en" != of_source:
        return said
    found = detect(text)
    if said and code == "en":
        return said if found == "en" else found
    other_script = (found in OWN_SCRIPT) != (code in OWN_SCRIPT)
    return found if not said or (other_script and code != found) else said


def _from_english(texts: Sequence[str], sources: Iterable[str]) -> str | None:
    """The language that a good part of a translation from English is in; None where there is none.

    What stands as it does in the source was not translated, and tells nothing.
    """
    same = {line.strip() for line in sources}
    words: Counter[str | None] = Counter()
    for line in (text.strip() for text in texts[:_MOST_SHORT]):
        if line and line not in same:
            words[other_than_english(line)] += len(line.split())
    whole, _ = words.total(), words.pop(None, 0)
    if not words.total() > _ENGLISH_PART * whole:
        return None
    told = [(n, code) for code, n in words.items() if code != UNKNOWN]
    return max(told)[1] if told else UNKNOWN


def _reads_english(headline: str) -> bool:
    """Whether a line is more than names: "iPhone 15 Pro Max vs Galaxy" may stand above any text."""
    words = _LATIN_WORD.findall(headline)
    return sum(w.islower() for w in words) > 1 or any(w.lower() in _FUNCTION for w in words)


def _partly_english(texts: Sequence[str], code: str, headline: bool) -> bool:
    """Whether the headline, or a good part of text that is mostly in `code`, is in English."""
    english = other = 0.0
    for number, line in enumerate(sample_of("\n".join(texts)).split("\n")):
        words = len(_LATIN_WORD.findall(line))
        letters = [c for c in _LETTER.findall(line) if not c.isascii()]
        foreign = len(letters) / _LETTERS_A_WORD[code in _EAST_ASIAN]
        first = headline and number == 0
        if words >= _LEAST_WORDS[first] and words > 2 * foreign:
            if first and _reads_english(line):
                return True
            english += words
        other += foreign
    return english > _ENGLISH_PART * (english + other)
