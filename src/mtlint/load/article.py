"""One article: furniture told apart, headline paired with body, paragraphs found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mtlint.load.furniture import LONGEST, kinds, tail_of
from mtlint.load.headline import headline_end, same_headline
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError, bounded
from mtlint.load.target import sources_beside, target_of
from mtlint.segment import looks_like_heading, paragraphs, segments_of
from mtlint.types import Document, Furniture, Part, Silence

#: What ends a line, as the inside of a character class.
LINE_ENDS = r"\r\n\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(rf"[^{LINE_ENDS}]+")
Span = tuple[int, int]
_BULLET = re.compile(r"\s*(?:[-*•·‣▪◦–]|\(?\d{1,3}[.)、])\s+\S")
_HEADLINE_MOST_WORDS = 60
_HEADLINE_MOST_LINES = 3
_WORD = re.compile(r"[^\W_]")
_NEAR_TOP = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without its line end; `blank_before` tells of an empty line above it."""

    start: int
    end: int
    blank_before: bool = False


@dataclass(slots=True)
class Draft:
    """An article on its way: text, what is known of it, and spans already decided."""

    text: str
    id: str
    path: str | None = None
    headline: str | None = None
    """A headline known from elsewhere; when `headline_span` is set it stands in the text there."""
    headline_span: tuple[int, int] | None = None
    site_name: str | None = None
    headings: frozenset[int] = frozenset()
    """Starts of lines that the format says are headings."""
    furniture: list[Furniture] = field(default_factory=list)
    extracted: bool = False
    encoding: str | None = None
    notes: list[str] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    source_lang: str | None = None
    sources: tuple[str, ...] = ()
    """Paragraphs of the source, where they are known: its language is told by them."""
    target_lang: str | None = None


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines that hold more than space, without the space around them."""
    found: list[Line] = []
    last = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        a, b = match.start(), match.end()
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a == b:
            continue
        between = text[last:a]
        blank = between.count("\n") > 1 or between.count("\r") - between.count("\r\n") > 1
        found.append(Line(a, b, blank or not found))
        last = b
    return found


def build(draft: Draft, options: LoadOptions) -> Document:
    """The Document of a draft.

    Raises:
        LoadError: nothing but furniture and space, or too much.
    """
    text = draft.text
    bounded(len(text))
    begin = draft.headline_span[1] if draft.headline_span else 0
    lines = list(_outside(draft, lines_of(text, begin)))
    tags = kinds(
        [text[line.start : min(line.end, line.start + LONGEST + 1)] for line in lines],
        [line.blank_before for line in lines],
        titled=draft.headline_span is not None,
    )
    furniture = [*draft.furniture, *_runs(lines, tags)]
    kept = [line for line, tag in zip(lines, tags, strict=True) if tag is None]
    headline, rest = _headline(draft, kept, furniture)
    rest = [_without_tail(text, line, furniture) for line in rest]
    shown = [text[line.start : line.end] for line in rest[:400]]
    if headline is not None:
        shown.insert(0, text[slice(*headline)])
    if not any(_WORD.search(line) for line in shown):
        raise LoadError(
            "holds no text of an article", "check that it is the file you meant", absent=True
        )
    source_lang = options.source_lang or draft.source_lang
    lang = options.target_lang
    if not lang:
        lang, note = target_of(
            shown,
            said=draft.target_lang,
            source_lang=source_lang,
            sources=draft.sources or sources_beside(options),
            headline=headline is not None,
            tagged=draft.extracted,
        )
        draft.notes.extend([note] if note else [])
    blocks: list[tuple[int, int, Part, bool]] = []
    if headline is not None:
        blocks.append((*headline, Part.HEADLINE, True))
    blocks.extend(_paragraphs(draft, rest, headline))
    if len(blocks) == 1 and headline is None and blocks[0][0] not in draft.headings:
        blocks = [(*blocks[0][:3], False)]  # a text of one line is a sentence, not a heading
    return Document(
        id=draft.id,
        segments=segments_of(text, blocks, lang),
        text=text,
        headline=text[slice(*headline)] if headline is not None else draft.headline,
        path=draft.path,
        source_lang=source_lang,
        target_lang=lang,
        furniture=tuple(sorted(furniture, key=lambda f: (f.start, f.end))),
        extracted=draft.extracted,
        encoding=draft.encoding,
        notes=tuple(draft.notes),
        silences=tuple(draft.silences),
    )


def _outside(draft: Draft, lines: Sequence[Line]) -> Iterable[Line]:
    """The lines, less the furniture already known at their edges; none that is all furniture."""
    text = draft.text
    spans = _merged(draft.furniture)
    starts = [start for start, _ in spans]
    for line in lines:
        start, end = line.start, line.end
        at = max(0, bisect_right(starts, start) - 1)
        while at < len(spans) and spans[at][0] < end and start < end:
            s, e = spans[at]
            if s <= start < e:
                start = e
                while start < end and text[start].isspace():
                    start += 1
            elif s < end <= e:
                end = s
                while end > start and text[end - 1].isspace():
                    end -= 1
            at += 1
        if start < end:
            yield Line(start, end, line.blank_before)


def _merged(furniture: Iterable[Furniture]) -> list[tuple[int, int]]:
    """The spans that pieces of furniture cover, without overlaps."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((f.start, f.end) for f in furniture):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _runs(lines: Sequence[Line], tags: Sequence[str | None]) -> Iterable[Furniture]:
    """Furniture lines; neighbours of one kind become one piece."""
    current: Furniture | None = None
    for line, tag in zip(lines, tags, strict=True):
        if current is not None and tag == current.kind:
            current = Furniture(current.start, line.end, tag)
            continue
        if current is not None:
            yield current
        current = Furniture(line.start, line.end, tag) if tag else None
    if current is not None:
        yield current


def _without_tail(text: str, line: Line, furniture: list[Furniture]) -> Line:
    """The line without credits or marks behind its last sentence."""
    begin = max(line.start, line.end - LONGEST)
    tail = tail_of(text[begin : line.end])
    if tail is None:
        return line
    furniture.append(Furniture(begin + tail.start, line.end, tail.kind))
    end = begin + tail.start
    while text[end - 1].isspace():
        end -= 1
    return Line(line.start, end, line.blank_before)


def _headline(
    draft: Draft, kept: Sequence[Line], furniture: list[Furniture]
) -> tuple[Span | None, Sequence[Line]]:
    """The headline's span without a site name, and the lines that remain for the body."""
    text = draft.text
    used = 0
    if draft.headline_span is not None:
        span = draft.headline_span
    elif draft.headline is None and (used := _headline_lines(draft, kept)):
        span = (kept[0].start, kept[used - 1].end)
    else:
        return None, kept
    rest = kept[used:]
    later = [text[line.start : line.end] for line in rest[:_NEAR_TOP]]
    end = span[0] + headline_end(text[slice(*span)], later, draft.site_name)
    while end > span[0] and text[end - 1].isspace():
        end -= 1
    if end < span[1]:
        furniture.append(Furniture(end, span[1], "site-name"))
    return (span[0], end), rest


def _headline_lines(draft: Draft, kept: Sequence[Line]) -> int:
    """How many of the first lines are the headline: usually 1, or 0 where there is none."""
    if not kept:
        return 0
    text, first = draft.text, kept[0]
    line = text[first.start : first.end]
    if first.start in draft.headings:
        return 1
    if len(kept) == 1 or len(line.split()) > _HEADLINE_MOST_WORDS or _BULLET.match(line):
        return 0
    # Of a hard-wrapped paragraph the first line is no headline, whatever it looks like.
    block = next(iter(_blocks(draft, kept[:_NEAR_TOP])))
    end = paragraphs(text, first.start, block[-1].end)[0][1]
    used = sum(1 for other in block if other.end <= end)
    title = " ".join(text[other.start : other.end] for other in block[:used])
    if used > _HEADLINE_MOST_LINES or used == len(kept):
        return 0
    later = [text[other.start : other.end] for other in kept[used : used + _NEAR_TOP]]
    again = any(same_headline(title, other) for other in later)
    return used if again or looks_like_heading(title) else 0


def _paragraphs(
    draft: Draft, lines: Sequence[Line], headline: Span | None
) -> Iterable[tuple[int, int, Part, bool]]:
    """Headings and paragraphs; the lines of a block join where it is hard-wrapped.

    A line near the top that says the headline again is a heading, however it ends.
    """
    text = draft.text
    title = text[slice(*headline)] if headline else ""
    count = 0
    for block in _blocks(draft, lines):
        for start, end in paragraphs(text, block[0].start, block[-1].end):
            count += 1
            bullet = _BULLET.match(text, start) is not None
            guessed = not bullet and not draft.headings and looks_like_heading(text[start:end])
            again = count <= 3 and title and same_headline(title, text[start:end])
            yield start, end, Part.BODY, bool(guessed or again or start in draft.headings)


def _blocks(draft: Draft, lines: Sequence[Line]) -> Iterable[Sequence[Line]]:
    """Neighbouring lines without a blank line, and without furniture or a heading, between."""
    block: list[Line] = []
    for line in lines:
        apart = line.blank_before or (block and _gap_holds_text(draft.text, block[-1], line))
        if block and (apart or line.start in draft.headings or block[-1].start in draft.headings):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _gap_holds_text(text: str, before: Line, after: Line) -> bool:
    return bool(text[before.end : after.start].strip())
