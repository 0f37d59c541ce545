"""The checks' hits beside the professionals' verdicts on their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtlint.check import Check
from mtlint.learn.corpus import RatedArticle, RatedSegment, SegmentId, span_bits
from mtlint.pipeline import detect
from mtlint.rank import fingerprint
from mtlint.text.view import DocumentView
from mtlint.types import Evidence, Hit


@dataclass(frozen=True, slots=True)
class Observed:
    """A hit beside the professionals' verdicts on its place.

    `marked` and `major` say for each rater whether the place was marked (as major). `chance` is
    the probability that a span of the same length, anywhere in the same segment, touches a mark
    of any rater. `dice` is the best overlap with a mark, averaged over raters. `place` is the
    fingerprint of the hit, by which it was judged by hand on native text.
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
    place: str = ""


def observe(
    article: RatedArticle, checks: Sequence[Check], view: DocumentView | None = None
) -> Iterator[Observed]:
    """Every hit of the checks in an article, without its source, beside the marks.

    Checks that need the model are asked only if the view has one.

    Raises:
        RuntimeError: a check crashed; figures without it would be wrong.
    """
    view = view or DocumentView(article.document())
    hits, failures = detect(view, checks, frozenset({Evidence.TARGET, Evidence.MODEL}))
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
        place=fingerprint(check.id, segment.target, hit.start, hit.end),
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
