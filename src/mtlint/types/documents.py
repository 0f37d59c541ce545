"""Documents and their parts, and what could not be read.

Coordinates: spans are half-open and count Unicode code points. A `Segment.target` is always an
exact slice of its document: for articles `Document.text[offset : offset + len(target)]`, for
inputs that carry segments the segment's own text, with `offset` 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Which part of the article a segment belongs to."""

    HEADLINE = "headline"
    BODY = "body"


class Role(StrEnum):
    """What a segment is: one heading line, one sentence of ours, or a unit given by the input.

    A unit may hold several sentences, or be a heading that the input did not mark as one.
    """

    HEADING = "heading"
    SENTENCE = "sentence"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of target text that is checked as one.

    `paragraph` numbers the paragraphs of the document from 0; segments of one paragraph follow
    one another. `offset` is the code point in `Document.text` where `target` starts (0 when the
    input carried its own segments).
    """

    id: int | str
    target: str
    part: Part = Part.BODY
    role: Role = Role.UNIT
    paragraph: int = 0
    offset: int = 0
    source: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a glossary: approved translations of a source term, best first, and wrong ones.

    `source` is "" where only the translation is known. Languages are BCP 47 tags; None fits all.
    """

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What is known of a source term: its usual rendering, and in how many segments it has it.

    `key` is the rendering as it is compared, `text` as it is written most often; `times` of
    `total` segments with the term have it.
    """

    source: str
    key: tuple[str, ...]
    text: str
    times: int
    total: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of the page that is not text of the article: kept out of checks and word count."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A comment in the article that silences checks for the text it stands at.

    `start` and `end` are code points in `Document.text`, `checks` dotted prefixes, `line` where
    the comment stands in the file. A silence without text to stand at covers nothing.
    """

    checks: tuple[str, ...]
    reason: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article: headline and body, cut into segments.

    `segmented` tells that the input carried its own segments, so that positions are given within
    a segment's target. `text` is the text that positions point into otherwise. `extracted` tells
    that `text` was taken out of another format (HTML, .docx) and travels with the report. `line`
    is where a batch has the article's record.
    """

    id: str
    segments: tuple[Segment, ...]
    text: str = ""
    headline: str | None = None
    path: str | None = None
    source_lang: str | None = None
    target_lang: str = "en"
    furniture: tuple[Furniture, ...] = ()
    segmented: bool = False
    extracted: bool = False
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    silences: tuple[Silence, ...] = ()
    line: int | None = None

    def __post_init__(self) -> None:
        """Locales of other systems (en_US) become language tags (en-US): checks read those."""
        for name in ("source_lang", "target_lang"):
            tag = getattr(self, name)
            if tag and "_" in tag:
                object.__setattr__(self, name, tag.replace("_", "-"))


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done: an input not read, a check that crashed.

    `absent` tells that there was nothing to check (no such file, an empty one) rather than
    something that could not be checked.
    """

    where: str
    what: str
    remedy: str = ""
    line: int | None = None
    absent: bool = False

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line else self.where
        return f"{place}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one segment, by the segment's index in its document."""

    segment: int
    start: int
    end: int
