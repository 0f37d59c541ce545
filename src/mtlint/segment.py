"""Text -> segments with offsets: paragraphs, headings, sentences. Offsets are never re-searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from mtlint.text.profiles import LanguageProfile, profile
from mtlint.text.sentences import split_sentences
from mtlint.types import Document, Part, Role, Segment

Span = tuple[int, int]

# Atomic, so that "\r\n" is never read as two line ends; the first character is read as one set,
# which a text is searched for faster than for branches.
_LINE = r"[\r\n\u2028\x85](?>(?:(?<=\r)\n)?)"
_BLANK = re.compile(
    r"[\r\n\u2028\x85\u2029](?:(?<=\u2029)\s*+"
    rf"|(?<!\u2029)(?>(?:(?<=\r)\n)?)[^\S\r\n\u2028\x85]*+{_LINE}\s*+)"
)
_LINE_END = re.compile(_LINE)
_BULLET = re.compile(r"(?:[-*•·●▪◆■–—]|\(?\d{1,2}[.)、])\s")
_NARROW = 120  # lines up to this width (characters) may have been wrapped by an editor
_CLOSERS = "\"”’'»“)\\]」』】）"
_STOPS = ".!?…。！？:：;；,，、"
_TERMINAL = re.compile(rf"[{_STOPS}][{_CLOSERS}]*$")
_SENTENCE_END = re.compile(rf"[.…。:：;；,，、][{_CLOSERS}]*$")
_CLOSING = _CLOSERS.replace("\\", "")  # the same as characters
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HEADING_MOST = 250  # characters
_QUESTION_MOST = 12  # words of a question or exclamation that may still be a heading
_SPEECH = frozenset('"“‘«„「『')


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Blocks parted by blank lines, without surrounding space.

    A single line break parts blocks too where somebody set it on purpose: in text whose lines are
    longer than an editor wraps them, or where the next word would still have fitted on the line.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    at = start
    for match in _BLANK.finditer(text, start, end):
        spans.extend(_lines(text, at, match.start()))
        at = match.end()
    spans.extend(_lines(text, at, end))
    return spans


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs of a block without blank lines."""
    lines = []
    at = start
    for match in _LINE_END.finditer(text, start, end):
        lines.append(_trim(text, at, match.start()))
        at = match.end()
    lines.append(_trim(text, at, end))
    lines = [(s, e) for s, e in lines if s < e]
    if not lines:
        return
    width = max(e - s for s, e in lines)
    begin = lines[0][0]
    for before, line in pairwise(lines):
        if _deliberate(text, before, line, width):
            yield begin, before[1]
            begin = line[0]
    yield begin, lines[-1][1]


def _deliberate(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether the break between the two lines parts paragraphs and is no wrapping at `width`."""
    if width > _NARROW:
        return True
    length = before[1] - before[0]
    space = text.find(" ", line[0], min(line[1], line[0] + width))
    word = (space if space > 0 else line[1]) - line[0]
    if "\u2e80" <= text[line[0]] <= "\uffef":
        word = 2  # Chinese may be wrapped anywhere
    ended = bool(_TERMINAL.search(text, max(before[0], before[1] - 8), before[1]))
    if _BULLET.match(text, line[0], line[1]):
        return True
    # A line that does not end as a sentence does must leave plenty of room to count as ended.
    room = width if ended else 0.6 * width
    return width >= 30 and length + 1 + word <= room


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def looks_like_heading(line: str) -> bool:
    """A short line of its own that does not end as a sentence does.

    Headlines may end in a quotation, in "?" or "!", and in an abbreviation where every longer
    word carries a capital ("Shares Fall at Acme Inc."). Several sentences are no heading.
    """
    if len(line) > _HEADING_MOST or _LINE_END.search(line):
        return False
    last = line.rstrip(_CLOSING)[-1:]
    if not last or last not in _STOPS:
        return not _has_full_stop(line)
    if line.endswith((":", "：", ",", "，", ";", "；", "、", "。")):
        return False
    if last not in "?!？！":
        return _titled(line) and not _has_full_stop(line) and _ends_abbreviated(line)
    words = len(_LETTERS.findall(line))
    if _has_full_stop(line) or line[0] in _SPEECH:
        return False
    return 2 <= words <= _QUESTION_MOST or (words > 2 and _titled(line))


def _has_full_stop(line: str) -> bool:
    """Whether a sentence ends inside the line (with a full stop: "Why now? Experts say" is one)."""
    spans = split_sentences(line, profile("en"))
    return any(_SENTENCE_END.search(line, max(s, e - 8), e) for s, e in spans[:-1])


def _ends_abbreviated(line: str) -> bool:
    """Whether the last word is an abbreviation or an ellipsis, so that its dot ends no sentence."""
    if line.endswith(("...", "…")):
        return True
    last = line.split()[-1].rstrip(".").lower()
    return last in profile("en").abbreviations and last not in profile("en").before_number


def _titled(line: str) -> bool:
    """Whether every word of more than four letters, but for one, starts with a capital."""
    long = small = 0
    for word in _LETTERS.finditer(line):
        if word.end() - word.start() > 4:
            long += 1
            small += line[word.start()].islower()
            if small > 1:
                return False
    return long > 1 and small <= (long > 5)


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
