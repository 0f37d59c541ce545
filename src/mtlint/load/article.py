"""One article: furniture told apart, headline paired with body, paragraphs found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mtlint.load.furniture import kinds
from mtlint.load.headline import headline_end
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.segment import looks_like_heading, paragraphs, segments_of
from mtlint.text.language import detect
from mtlint.types import Document, Furniture, Part

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-*•·‣▪◦–]|\(?\d{1,3}[.)、])\s+\S")
_HEADLINE_MOST_WORDS = 60


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
    source_lang: str | None = None
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
        LoadError: nothing but furniture and space.
    """
    text = draft.text
    begin = draft.headline_span[1] if draft.headline_span else 0
    lines = list(_outside(draft, lines_of(text, begin)))
    tags = kinds([text[line.start : line.end] for line in lines])
    furniture = [*draft.furniture, *_runs(lines, tags)]
    kept = [line for line, tag in zip(lines, tags, strict=True) if tag is None]
    headline, rest = _headline(draft, kept, furniture)
    language = options.target_lang or draft.target_lang
    if not kept and headline is None:
        raise LoadError("holds no text of an article", "check that it is the file you meant")
    lang = language or detect("\n".join(text[line.start : line.end] for line in kept[:400]))
    blocks: list[tuple[int, int, Part, bool]] = []
    if headline is not None:
        blocks.append((*headline, Part.HEADLINE, True))
    blocks.extend(_paragraphs(draft, rest))
    return Document(
        id=draft.id,
        segments=segments_of(text, blocks, lang),
        text=text,
        headline=text[slice(*headline)] if headline is not None else draft.headline,
        path=draft.path,
        source_lang=options.source_lang or draft.source_lang,
        target_lang=lang,
        furniture=tuple(sorted(furniture, key=lambda f: (f.start, f.end))),
        extracted=draft.extracted,
        encoding=draft.encoding,
        notes=tuple(draft.notes),
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


def _headline(
    draft: Draft, kept: Sequence[Line], furniture: list[Furniture]
) -> tuple[tuple[int, int] | None, Sequence[Line]]:
    """The headline's span without a site name, and the lines that remain for the body."""
    text = draft.text
    if draft.headline_span is not None:
        span: tuple[int, int] = draft.headline_span
        rest = kept
    elif draft.headline is None and kept and _is_headline(draft, kept):
        span, rest = (kept[0].start, kept[0].end), kept[1:]
    else:
        return None, kept
    later = [text[line.start : line.end] for line in rest[:10]]
    end = span[0] + headline_end(text[slice(*span)], later, draft.site_name)
    while end > span[0] and text[end - 1].isspace():
        end -= 1
    if end < span[1]:
        furniture.append(Furniture(end, span[1], "site-name"))
    return (span[0], end), rest


def _is_headline(draft: Draft, kept: Sequence[Line]) -> bool:
    first = kept[0]
    line = draft.text[first.start : first.end]
    if first.start in draft.headings:
        return True
    if len(kept) == 1 or len(line.split()) > _HEADLINE_MOST_WORDS or _BULLET.match(line):
        return False
    # Of a hard-wrapped paragraph the first line is no headline, whatever it looks like.
    alone = kept[1].blank_before or paragraphs(draft.text, first.start, kept[:6][-1].end)[0] == (
        first.start,
        first.end,
    )
    return alone and looks_like_heading(line)


def _paragraphs(draft: Draft, lines: Sequence[Line]) -> Iterable[tuple[int, int, Part, bool]]:
    """Headings and paragraphs; the lines of a block join where it is hard-wrapped."""
    text = draft.text
    for block in _blocks(draft, lines):
        for start, end in paragraphs(text, block[0].start, block[-1].end):
            bullet = _BULLET.match(text, start) is not None
            guessed = not bullet and not draft.headings and looks_like_heading(text[start:end])
            yield start, end, Part.BODY, guessed or start in draft.headings


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
