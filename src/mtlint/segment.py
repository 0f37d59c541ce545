"""Text -> segments with offsets: paragraphs, headings, sentences. Offsets are never re-searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mtlint.text.profiles import LanguageProfile, profile
from mtlint.text.sentences import split_sentences
from mtlint.types import Document, Part, Role, Segment

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
_TERMINAL = re.compile(r"[.!?…。！？:;,][\"”’»)\]]*$")
Span = tuple[int, int]


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Blocks parted by blank lines, without trailing space."""
    end = len(text) if end is None else end
    spans = []
    for match in _PARAGRAPH.finditer(text, start, end):
        stop = match.end()
        while text[stop - 1].isspace():
            stop -= 1
        spans.append((match.start(), stop))
    return spans


def looks_like_heading(line: str) -> bool:
    """A short line of its own that does not end as a sentence does."""
    return "\n" not in line and len(line) <= 250 and not _TERMINAL.search(line)


def segments_of(
    text: str,
    blocks: Iterable[tuple[int, int, Part, bool]],
    lang: str,
) -> tuple[Segment, ...]:
    """Segments of `text`, numbered from 1.

    `blocks` are (start, end, part, is_heading) of headline, headings and paragraphs, in order.
    """
    made: list[Segment] = []
    prof = profile(lang)
    for number, (start, end, part, heading) in enumerate(blocks):
        role = Role.HEADING if heading else Role.SENTENCE
        for s, e in _cut(text, start, end, heading, prof):
            made.append(Segment(len(made) + 1, text[s:e], part, role, paragraph=number, offset=s))
    return tuple(made)


def _cut(text: str, start: int, end: int, heading: bool, prof: LanguageProfile) -> Sequence[Span]:
    return [(start, end)] if heading else split_sentences(text, prof, start, end)


def article(
    text: str, headline: str | None = None, *, id: str = "text", lang: str = "en"
) -> Document:
    """A Document from plain text without furniture: paragraphs parted by blank lines.

    With `headline`, it is set before the body with a blank line between them.
    """
    full = text if headline is None else f"{headline}\n\n{text}"
    blocks = []
    for i, (start, end) in enumerate(paragraphs(full)):
        part = Part.HEADLINE if headline is not None and i == 0 else Part.BODY
        heading = part is Part.HEADLINE or looks_like_heading(full[start:end])
        blocks.append((start, end, part, heading))
    return Document(
        id=id,
        segments=segments_of(full, blocks, lang),
        text=full,
        headline=headline,
        target_lang=lang,
    )
