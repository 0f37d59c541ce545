"""Rated batches: documents with professional marks.

A file holds one article a line in our batch format; segments may carry `ratings`, one per rater,
with `errors` of `side`, `start`, `end` (code points), `severity` and `category`. Character sets
are kept as integers with one bit for each code point: union, overlap and count are one operation.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtlint.segment import looks_like_heading
from mtlint.types import Document, Part, Segment

WEIGHTS = {"major": 5.0, "minor": 1.0}
NON_TRANSLATION, MINOR_PUNCTUATION = 25.0, 0.1
SegmentId = int | str


@dataclass(frozen=True, slots=True)
class Mark:
    """One error that one rater marked. `start` is None where the place is not known."""

    side: str
    severity: str
    category: str
    start: int | None
    end: int

    @property
    def on_target(self) -> bool:
        """A major or minor error at a known place of the translation."""
        return self.side == "target" and self.start is not None and self.severity in WEIGHTS

    @property
    def omission(self) -> bool:
        """Something of the source is missing; marked on either side, with or without a place."""
        return "omission" in self.category.lower() and self.severity in WEIGHTS

    @property
    def span(self) -> tuple[int, int]:
        """The marked code points, half-open; an empty span counts as one, as does none."""
        start = self.start or 0
        return start, max(self.end, start + 1)

    @property
    def bits(self) -> int:
        """The marked code points; an empty span counts as one."""
        return 0 if self.start is None else span_bits(self.start, self.end)

    @property
    def penalty(self) -> float:
        """MQM points, by the weights of the WMT MQM studies."""
        if self.category.startswith("Non-translation"):
            return NON_TRANSLATION
        if self.category == "Fluency/Punctuation" and self.severity == "minor":
            return MINOR_PUNCTUATION
        return WEIGHTS.get(self.severity, 0.0)


Rating = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class RatedSegment:
    """A translated segment with the marks of each of its raters."""

    id: SegmentId
    target: str
    ratings: tuple[Rating, ...]

    def marked(self, severities: Iterable[str] = ("major", "minor")) -> list[int]:
        """The code points marked by each rater."""
        wanted = frozenset(severities)
        return [marked_bits(rating, wanted) for rating in self.ratings]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the marks of all raters stand in the translation (`Mark.span`)."""
        return [mark.span for rating in self.ratings for mark in rating if mark.on_target]

    @property
    def penalty(self) -> float:
        """MQM points, averaged over raters."""
        return sum(mqm(r) for r in self.ratings) / len(self.ratings) if self.ratings else 0.0


@dataclass(frozen=True, slots=True)
class RatedArticle:
    """An article with its rated segments. `system` is the translator's name, "" if unknown.

    `doc` names the source document, within its file.
    """

    id: str
    system: str
    source_lang: str | None
    target_lang: str
    segments: tuple[RatedSegment, ...]
    sources: tuple[str | None, ...] = ()
    doc: str = ""

    @property
    def origin(self) -> str:
        """What all translations of one source share: the id without its last part."""
        return self.id.rpartition("/")[0] or self.id

    def document(self, target_only: bool = True) -> Document:
        """The article as the checker sees it: a first segment that looks like one is headline."""
        sources = (None,) * len(self.segments) if target_only else self.sources
        titled = bool(self.segments) and looks_like_heading(self.segments[0].target)
        segments = tuple(
            Segment(
                s.id,
                s.target,
                Part.HEADLINE if titled and i == 0 else Part.BODY,
                paragraph=i,
                source=sources[i],
            )
            for i, s in enumerate(self.segments)
        )
        return Document(
            self.id,
            segments,
            headline=self.segments[0].target if titled else None,
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            segmented=True,
        )


def span_bits(start: int, end: int) -> int:
    """The code points of a half-open span as bits; an empty span counts as one."""
    return ((1 << max(end - start, 1)) - 1) << start


def marked_bits(rating: Rating, severities: frozenset[str]) -> int:
    """All code points of the target that one rater marked with one of `severities`."""
    bits = 0
    for mark in rating:
        if mark.on_target and mark.severity in severities:
            bits |= mark.bits
    return bits


def mqm(rating: Rating) -> float:
    """MQM points of one rater's marks on one segment."""
    return sum(mark.penalty for mark in rating)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a (gzipped) JSON-lines file.

    Raises:
        ValueError: a line that is not a JSON object, with its number.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"line {number} is not JSON: {error}") from error
            if not isinstance(row, dict):
                raise ValueError(f"line {number} is not a JSON object")
            yield row


def read_articles(path: Path) -> Iterator[RatedArticle]:
    """The articles of a rated (or unrated, native) batch.

    Raises:
        ValueError: a line that is no article of the batch format.
        OSError: the file cannot be read.
    """
    for number, row in enumerate(read_rows(path), 1):
        try:
            yield _article(row)
        except (KeyError, TypeError) as error:
            raise ValueError(f"article {number} lacks or garbles {error}") from error


def _article(row: dict[str, Any]) -> RatedArticle:
    return RatedArticle(
        id=row["id"],
        system=row.get("system") or "",
        source_lang=row.get("source_lang"),
        target_lang=row.get("target_lang") or "en",
        segments=tuple(
            RatedSegment(
                s["id"],
                s["target"],
                tuple(tuple(map(_mark, r["errors"])) for r in s.get("ratings", ())),
            )
            for s in row["segments"]
        ),
        sources=tuple(s.get("source") for s in row["segments"]),
        doc=row.get("doc") or "",
    )


def _mark(error: dict[str, Any]) -> Mark:
    start = error.get("start")
    return Mark(
        side=error.get("side", "target"),
        severity=error["severity"],
        category=error.get("category") or "",
        start=start,
        end=error["end"] if start is not None else 0,
    )
