"""The checks' hits beside the professionals' verdicts on their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np

from mtlint.check import Check
from mtlint.learn.corpus import RatedArticle, RatedSegment, SegmentId, span_bits
from mtlint.merge import fingerprint
from mtlint.pipeline import detect
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit


@dataclass(frozen=True, slots=True)
class Observed:
    """A hit beside the professionals' verdicts on its place.

    `marked` and `major` say for each rater whether the place was marked (as major). `chance` is
    the probability that a span of the same length, anywhere in the same segment, touches a mark
    of any rater. `dice` is the best overlap with a mark, averaged over raters. `points` are the
    MQM points of the gravest mark of each rater who marked the place, averaged over these raters.
    `place` is the fingerprint of the hit, by which it was judged by hand on native text. Where the
    check says what overlap it expects, `chance_dice` is what `dice` would be at a random place.
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
    points: float = 0.0
    place: str = ""
    chance_dice: float = 0.0


def observe(
    article: RatedArticle, checks: Sequence[Check], view: DocumentView | None = None
) -> Iterator[Observed]:
    """Every hit of the checks in an article beside the marks.

    Checks that need the source see the article with it, all others without. Checks that need the
    model are asked only if the view has one.

    Raises:
        RuntimeError: a check crashed; figures without it would be wrong.
    """
    view = view or DocumentView(article.document())
    alone = {Evidence.TARGET, Evidence.MODEL}
    if view.language_model is not None:
        alone.add(Evidence.LANGUAGE_MODEL)
    hits, failures = detect(view, checks, frozenset(alone))
    bilingual = [c for c in checks if Evidence.SOURCE in c.needs]
    if bilingual and any(article.sources):
        whole = article.document(target_only=False)
        beside = DocumentView(
            whole,
            view.model,
            language_model=view.language_model,
            fit_reader=view.fit_reader,
        )
        evidence = {Evidence.TARGET, Evidence.SOURCE, *([Evidence.MODEL] if view.model else [])}
        more, failed = detect(beside, bilingual, frozenset(evidence))
        hits, failures = hits + more, failures + failed
    if failures:
        raise RuntimeError(str(failures[0]))
    for check, hit in hits:
        seen = _observed(article, article.segments[hit.segment], check, hit)
        omits = check.category is Category.OMISSION and Evidence.SOURCE in check.needs
        yield _as_omission(article, hit, seen) if omits else seen


def _observed(article: RatedArticle, segment: RatedSegment, check: Check, hit: Hit) -> Observed:
    bits = span_bits(hit.start, hit.end)
    marks = [[m for m in r if m.on_target] for r in segment.ratings]
    touched = [[m for m in own if m.bits & bits] for own in marks]
    length, total = max(1, hit.end - hit.start), len(segment.target)
    spans = [[m.span for m in own] for own in marks]
    return Observed(
        check=check.id,
        features=hit.features,
        score=hit.score,
        origin=article.origin,
        segment=(article.id, segment.id),
        marked=tuple(bool(own) for own in touched),
        major=tuple(any(m.severity == "major" for m in own) for own in touched),
        chance=chance(segment.spans, length, total),
        dice=sum(max((overlap(bits, m.bits) for m in own), default=0.0) for own in touched)
        / max(1, len(marks)),
        points=fmean(max(m.penalty for m in own) for own in touched if own) if any(touched) else 0,
        place=fingerprint(check.id, segment.target, hit.start, hit.end),
        chance_dice=0.0 if hit.overlap is None else chance_overlap(spans, length, total),
    )


def _as_omission(article: RatedArticle, hit: Hit, seen: Observed) -> Observed:
    """The verdicts on a check that says something of the source is missing.

    What is missing has no place in the translation, and most raters mark it in the source: a rater
    agrees who marks an omission in the segment, on either side, or a major error at the place
    shown. Chance is how often the other segments of the article have an omission, or else a major
    error at a random place of that length.
    """
    here = article.segments[hit.segment]
    omitted = tuple(any(m.omission for m in rating) for rating in here.ratings)
    agreed = tuple(o or m for o, m in zip(omitted, seen.major, strict=True))
    others = [s for i, s in enumerate(article.segments) if i != hit.segment and s.ratings]
    alike = sum(_chance_of_omission(s, max(1, hit.end - hit.start)) for s in others)
    return replace(seen, marked=agreed, major=agreed, chance=alike / max(1, len(others)))


def _chance_of_omission(segment: RatedSegment, length: int) -> float:
    """The chance that a check would seem right that points anywhere into a segment."""
    marks = [m for rating in segment.ratings for m in rating]
    if any(m.omission for m in marks):
        return 1.0
    grave = [m.span for m in marks if m.on_target and m.severity == "major"]
    return chance(grave, length, len(segment.target))


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


def chance_overlap(raters: Sequence[Sequence[tuple[int, int]]], length: int, total: int) -> float:
    """Dice overlap with the nearest mark of a rater (mean over raters) that a span of `length` has
    at a random place of a text of `total`.

    >>> chance_overlap([[(0, 1)], []], 1, 4)
    0.125
    """
    starts = np.arange(max(1, total - length + 1))
    mean = 0.0
    for marks in raters:
        best = np.zeros(len(starts))
        for a, b in marks:
            common = np.minimum(starts + length, b) - np.maximum(starts, a)
            best = np.maximum(best, 2 * common / (length + b - a))
        mean += float(best.mean()) / len(raters)
    return mean
