"""Sentence boundaries that survive the broken punctuation mtlint looks for."""

from __future__ import annotations

import re

from mtlint.text.profiles import LanguageProfile

# A terminal run, closing quotes or brackets, then space or the end. Chinese marks need no space.
_BOUNDARY = re.compile(r"(?:[.!?…]+[\"”’»“)\]]*(?=\s|$)|[。！？]+[”’」』）]*)")
_LAST_WORD = re.compile(r"[^\s\"“‘(\[«„]+$")


def split_sentences(
    text: str, profile: LanguageProfile, start: int = 0, end: int | None = None
) -> list[tuple[int, int]]:
    """Half-open spans of the sentences in `text[start:end]`, without surrounding space.

    A dot ends no sentence after an abbreviation of the profile, after a single initial, or when
    what follows starts in lower case or with a mark that cannot open a sentence (". ,").
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        stop = match.end()
        if stop < end and not _ends_sentence(text, begin, match, stop, end, profile):
            continue
        _add(spans, text, begin, stop)
        begin = stop
    _add(spans, text, begin, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends_sentence(
    text: str, begin: int, match: re.Match[str], stop: int, end: int, profile: LanguageProfile
) -> bool:
    mark = match.group()
    if mark[0] in "。！？":
        return True
    i = stop
    while i < end and text[i].isspace():
        i += 1
    if i >= end:
        return True
    following = text[i]
    if following in ",;:)]}”’»…":
        return False
    if mark[0] != ".":
        return not following.islower()
    if following.islower():
        return False
    word = _LAST_WORD.search(text, max(begin, match.start() - 40), match.start())
    last = word.group().lower() if word else ""
    if mark.startswith(".."):
        return True
    initial = len(last) == 1 and last.isalpha() and last != "i"
    return last not in profile.abbreviations and not initial
