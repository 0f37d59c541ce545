"""Excerpts that show a span in its surroundings, fit for a terminal."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from mtlint.types import Document, Finding

# Characters that a terminal or a reader's eye would act on instead of showing: controls, escape
# sequences, bidirectional overrides, zero-width marks.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


# More text on either side than any excerpt shows.
_REACH = 400


class Excerpt(NamedTuple):
    """`before + span + after` is one line of text; the cuts are marked with an ellipsis."""

    before: str
    span: str
    after: str


def surroundings(document: Document, finding: Finding) -> tuple[str, int, int]:
    """The text around a finding and the finding's span in it.

    For articles that is the paragraph, so that a fault at the edge of a sentence shows what
    stands before it; for inputs with segments of their own it is the segment.
    """
    index = finding.segment_index
    segment = document.segments[index]
    if document.segmented:
        return segment.target, finding.start, finding.end
    first = last = index
    segments = document.segments
    while first > 0 and segments[first - 1].paragraph == segment.paragraph:
        first -= 1
    while last + 1 < len(segments) and segments[last + 1].paragraph == segment.paragraph:
        last += 1
    start = max(segments[first].offset, finding.start - _REACH)
    end = min(segments[last].offset + len(segments[last].target), finding.end + _REACH)
    return document.text[start:end], finding.start - start, finding.end - start


def visible(text: str) -> str:
    """`text` on one line, with what cannot be shown replaced by a visible stand-in."""
    text = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return _UNSAFE.sub(_stand_in, text).encode("utf-8", "replace").decode("utf-8")


def suggested(text: str, suggestion: str) -> str:
    """A suggestion as a reader sees it: in words where the text only loses something, or where it
    gains or loses nothing but space around it, which does not show.

    >>> suggested(".", ". "), suggested("the,", "the"), suggested("the", "")
    ('(add a space after it)', 'the', '(delete)')
    """
    if not suggestion:
        return "(delete)"
    if not suggestion.strip():
        return "(one space)"
    if text.strip() != suggestion.strip() or text == suggestion:
        return suggestion
    told = []
    for where, cut in (("before", str.lstrip), ("after", str.rstrip)):
        old, new = len(text) - len(cut(text)), len(suggestion) - len(cut(suggestion))
        if new != old:
            told.append(f"{'add a' if new > old else 'delete the'} space {where} it")
    return f"({' and '.join(told) or 'another space'})"


def _stand_in(match: re.Match[str]) -> str:
    char = match.group()
    if char < " ":
        return chr(0x2400 + ord(char))
    return f"<U+{ord(char):04X}>"


def cells(text: str) -> int:
    """Columns that `text` takes in a terminal: wide East Asian characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """The span with as much text around it as `width` columns allow, cut at words."""
    span = visible(text[start:end])
    if cells(span) > width - 20:
        half = max(8, (width - 30) // 2)
        span = f"{span[:half]} … {span[-half:]}"
    room = max(10, width - cells(span) - 4)
    before = visible(text[max(0, start - room) : start])
    after = visible(text[end : end + room])
    left = min(cells(before), max(room // 2, room - cells(after)))
    cut_before, cut_after = _tail(before, left), _head(after, room - left)
    if cut_before != before or start > room:
        cut_before = "…" + cut_before
    if cut_after != after or end + room < len(text):
        cut_after += "…"
    return Excerpt(cut_before, span, cut_after)


def _tail(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    cut = text[-width:] if width > 0 else ""
    while cells(cut) > width:
        cut = cut[1:]
    space = cut.find(" ")
    return cut[space + 1 :] if 0 <= space < len(cut) // 3 else cut


def _head(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    cut = text[:width]
    while cells(cut) > width:
        cut = cut[:-1]
    space = cut.rfind(" ")
    return cut[:space] if space > 2 * len(cut) // 3 else cut
