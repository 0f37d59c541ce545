"""Rated batches: documents with professional marks, and the checks' hits beside those marks.

A file holds one article a line in our batch format; segments may carry `ratings`, one per rater,
with `errors` of `side`, `start`, `end` (code points), `severity` and `category`. Character sets
are kept as integers with one bit for each code point: union, overlap and count are one operation.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtlint.check import Check
from mtlint.pipeline import detect
from mtlint.text.view import DocumentView
from mtlint.types import Document, Evidence, Hit, Segment

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
    def penalty(self) -> float:
        """MQM points, averaged over raters."""
        return sum(mqm(r) for r in self.ratings) / len(self.ratings) if self.ratings else 0.0


@dataclass(frozen=True, slots=True)
class RatedArticle:
    """An article with its rated segments. `system` is the translator's name, "" if unknown."""

    id: str
    system: str
    source_lang: str | None
    target_lang: str
    segments: tuple[RatedSegment, ...]
    sources: tuple[str | None, ...] = ()

    @property
    def origin(self) -> str:
        """What all translations of one source share: the id without its last part."""
        return self.id.rpartition("/")[0] or self.id

    def document(self, target_only: bool = True) -> Document:
        """The article as the checker sees it."""
        sources = (None,) * len(self.segments) if target_only else self.sources
        segments = tuple(
            Segment(s.id, s.target, paragraph=i, source=sources[i])
            for i, s in enumerate(self.segments)
        )
        return Document(
            self.id,
            segments,
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


@dataclass(frozen=True, slots=True)
class Observed:
    """A hit beside the professionals' verdicts on its place.

    `marked` and `major` say for each rater whether the place was marked (as major). `chance` is
    the probability that a span of the same length, anywhere in the same segment, touches a mark
    of any rater. `dice` is the best overlap with a mark, averaged over raters.
    """

    check: str
    features: tuple[str, ...]
    score: float | None
    origin: str
    segment: tuple[str, SegmentId]
    marked: tuple[bool, ...]
    major: tuple[bool, ...]
    chance: float
    dice: float


def observe(
    article: RatedArticle, checks: Sequence[Check], view: DocumentView | None = None
) -> Iterator[Observed]:
    """Every hit of the checks in an article, target-only, beside the marks.

    Raises:
        RuntimeError: a check crashed; figures without it would be wrong.
    """
    view = view or DocumentView(article.document())
    hits, failures = detect(view, checks, frozenset({Evidence.TARGET}))
    if failures:
        raise RuntimeError(str(failures[0]))
    for check, hit in hits:
        yield _observed(article, article.segments[hit.segment], check, hit)


def _observed(article: RatedArticle, segment: RatedSegment, check: Check, hit: Hit) -> Observed:
    bits = span_bits(hit.start, hit.end)
    marks = [[m for m in r if m.on_target] for r in segment.ratings]
    touched = [[m for m in own if m.bits & bits] for own in marks]
    spans = [(m.start or 0, max(m.end, (m.start or 0) + 1)) for own in marks for m in own]
    return Observed(
        check=check.id,
        features=hit.features,
        score=hit.score,
        origin=article.origin,
        segment=(article.id, segment.id),
        marked=tuple(bool(own) for own in touched),
        major=tuple(any(m.severity == "major" for m in own) for own in touched),
        chance=chance(spans, max(1, hit.end - hit.start), len(segment.target)),
        dice=sum(max((overlap(bits, m.bits) for m in own), default=0.0) for own in touched)
        / max(1, len(marks)),
    )


def overlap(a: int, b: int) -> float:
    """Dice overlap of two character sets: twice what they share over what they hold together."""
    both = a.bit_count() + b.bit_count()
    return 2 * (a & b).bit_count() / both if both else 0.0


def chance(spans: Iterable[tuple[int, int]], length: int, total: int) -> float:
    """Share of the places of a span of `length` in a text of `total` that touch one of `spans`."""
    places = max(1, total - length + 1)
    covered, reached = 0, 0
    for start, end in sorted(spans):
        low, high = max(reached, start - length + 1, 0), min(end, places)
        if high > low:
            covered += high - low
            reached = high
    return covered / places
