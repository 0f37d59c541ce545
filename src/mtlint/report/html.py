"""HTML: one self-contained file, the article with findings marked in place beside the list.

No script, no outside resource; every piece of input text goes through the template's escaping,
and a content security policy forbids the page to load or run anything.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from mtlint.report.excerpt import Excerpt, excerpt, suggested, surroundings
from mtlint.report.text import facts, place_of
from mtlint.types import Document, DocumentReport, Finding, Part, Report, Role, Segment

if TYPE_CHECKING:
    from jinja2 import Template

_CONTEXT = 110


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same findings. `rank` and `severity` are those of the costliest.

    `opens` names the ranks whose mark starts here, `closes` those whose mark ends here.
    """

    text: str
    rank: int | None = None
    severity: str = ""
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    other: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, heading, paragraph, unit or piece of furniture of the article."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its excerpt, as the list shows it."""

    finding: Finding
    shown: Excerpt
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """One document as the template sees it."""

    item: DocumentReport
    number: int
    facts: str
    entries: list[Entry]
    blocks: list[Block]


def render(report: Report) -> str:
    """The report as one HTML page."""
    pages = [_page(item, i) for i, item in enumerate(report.documents, 1)]
    text = _template().render(report=report, pages=pages, words=sum(p.item.words for p in pages))
    return text.encode("utf-8", "replace").decode("utf-8")


def ready() -> None:
    """Compile the template, which takes longer than filling it once."""
    _template()


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader("mtlint.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals["suggested"] = suggested
    return env.get_template("report.html.j2")


def _page(item: DocumentReport, number: int) -> Page:
    entries = [Entry(f, _excerpt(item.document, f), place_of(f)) for f in item.findings]
    return Page(item, number, facts(item), entries, list(_blocks(item)))


def _excerpt(document: Document, finding: Finding) -> Excerpt:
    return excerpt(*surroundings(document, finding), _CONTEXT)


def _blocks(item: DocumentReport) -> Iterator[Block]:
    """The article in reading order: paragraphs, and furniture where it stands."""
    document = item.document
    found, others = _by_segment(item)
    waiting = deque(sorted(document.furniture, key=lambda f: f.start))
    current: Block | None = None
    last: Segment | None = None
    for index, segment in enumerate(document.segments):
        ahead = []
        while not document.segmented and waiting and waiting[0].end <= segment.offset:
            ahead.append(waiting.popleft())
        if current is not None and (ahead or (last and segment.paragraph != last.paragraph)):
            yield current
            current = None
        yield from (_furniture(document, f.start, f.end, f.kind) for f in ahead)
        if current is None:
            current = _open(document, segment)
        elif last is not None and not document.segmented:
            gap = document.text[last.offset + len(last.target) : segment.offset]
            current.pieces.append(Piece(gap))
        current.pieces.extend(pieces(segment, found[index], others[segment.id]))
        last = segment
    if current is not None:
        yield current
    yield from (_furniture(document, f.start, f.end, f.kind) for f in waiting)


def _by_segment(
    item: DocumentReport,
) -> tuple[dict[int, list[Finding]], dict[int | str, list[tuple[int, int]]]]:
    """Findings by segment index, and the places that findings point to by segment id."""
    found: dict[int, list[Finding]] = defaultdict(list)
    others: dict[int | str, list[tuple[int, int]]] = defaultdict(list)
    for finding in item.findings:
        found[finding.segment_index].append(finding)
        for place in finding.related:
            others[place.segment].append((place.start, place.end))
    return found, others


def _open(document: Document, segment: Segment) -> Block:
    if segment.part is Part.HEADLINE:
        kind = "headline"
    elif segment.role is Role.HEADING:
        kind = "heading"
    else:
        kind = "unit" if document.segmented else "paragraph"
    label = str(segment.id) if document.segmented else ""
    return Block(kind, [], label, segment.source if document.segmented else None)


def _furniture(document: Document, start: int, end: int, kind: str) -> Block:
    return Block("furniture", [Piece(document.text[start:end])], kind)


def pieces(
    segment: Segment, findings: Iterable[Finding], others: Iterable[tuple[int, int]] = ()
) -> Iterator[Piece]:
    """The segment's text cut at the edges of its findings and of places that others point to."""
    marks = [(f, *_inside(segment, f.start, f.end)) for f in findings]
    places = [_inside(segment, start, end) for start, end in others]
    edges = {0, len(segment.target)}
    for start, end in [*places, *((s, e) for _, s, e in marks)]:
        edges |= {start, end}
    for start, end in pairwise(sorted(edges)):
        over = [f for f, s, e in marks if s <= start and end <= e]
        first = min(over, key=lambda f: f.rank, default=None)
        yield Piece(
            text=segment.target[start:end],
            rank=first.rank if first else None,
            severity=str(first.severity) if first else "",
            opens=tuple(f.rank for f, s, _ in marks if s == start),
            closes=tuple(sorted(f.rank for f, _, e in marks if e == end)),
            other=any(s <= start and end <= e for s, e in places),
        )


def _inside(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """A span in the segment's own positions, at least one character wide."""
    size = len(segment.target)
    s = min(max(0, start - segment.offset), max(0, size - 1))
    return s, min(size, max(s + 1, end - segment.offset))
