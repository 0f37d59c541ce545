"""Predictions beside marks: counts per article, and the measures that they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from mtlint.learn.corpus import WEIGHTS, Mark, RatedArticle, RatedSegment, SegmentId, span_bits
from mtlint.learn.measures import (
    average_precision,
    f1,
    pearson,
    precision_at,
    ratio,
    spearman,
)

Measures = dict[str, float]
TOP = 5
ANY = ("major", "minor")
# The share of segments that an editor with little time would look at first: one part in five.
FIRST_FIFTH = 5


@dataclass(frozen=True, slots=True)
class Prediction:
    """One finding of a tool in one segment, or (without `start`) the segment's score."""

    start: int | None = None
    end: int = 0
    severity: str = "minor"
    confidence: float | None = None
    score: float | None = None

    @property
    def bits(self) -> int:
        """The code points covered; an empty span counts as one."""
        return span_bits(self.start or 0, self.end)

    def moved(self, start: int, end: int) -> Prediction:
        """The same finding at another place."""
        return replace(self, start=start, end=end)


Key = tuple[str, SegmentId]
Predictions = dict[Key, list[Prediction]]
Placed = tuple[SegmentId, Prediction]


@dataclass(slots=True)
class Tally:
    """Counts over articles; they add up.

    `agreement` and `agreement_major` hold one figure for each article and rater. `segments` holds,
    for each segment: its key, the tool's score, the raters' mean penalty, and whether most raters
    see a major error.
    """

    shared: int = 0
    predicted: int = 0
    gold: int = 0
    findings: int = 0
    hits: int = 0
    major_hits: int = 0
    consensus: int = 0
    consensus_hit: int = 0
    flagged: int = 0
    total: int = 0
    top: int = 0
    top_hits: int = 0
    top_major: int = 0
    articles: int = 0
    agreement: list[float] = field(default_factory=list)
    agreement_major: list[float] = field(default_factory=list)
    segments: list[tuple[Key, float, float, bool]] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def measures(self) -> Measures:
        """The measures that may be taken of any selection of articles."""
        precision, recall, both = f1(self.shared, self.predicted, self.gold)
        scores = [s[1] for s in self.segments]
        wanted = [s[3] for s in self.segments]
        return {
            "findings": self.findings,
            "char_P": precision,
            "char_R": recall,
            "char_F1": both,
            "hit_precision": ratio(self.hits, self.findings),
            "major_hit": ratio(self.major_hits, self.findings),
            "top5_agree": fmean(self.agreement),
            "top5_agree_major": fmean(self.agreement_major),
            "top5_hit": ratio(self.top_hits, self.top),
            "top5_major": ratio(self.top_major, self.top),
            "top5_per_article": self.top / max(1, self.articles),
            "consensus_major_recall": ratio(self.consensus_hit, self.consensus),
            "flag_rate": ratio(self.flagged, self.total),
            "segment_spearman": spearman(scores, [s[2] for s in self.segments]),
            "segment_ap_major": average_precision(scores, wanted),
            "segment_p20": precision_at(scores, wanted, FIRST_FIFTH),
        }


def measure(articles: Sequence[RatedArticle], predictions: Predictions) -> Measures:
    """All measures of predictions over articles.

    Raises:
        ValueError: there is no rated segment.
    """
    total = Tally()
    for tally in tallies(articles, predictions):
        total += tally
    if not total.segments:
        raise ValueError("no rated segment in it")
    return total.measures() | _between(total.segments)


def tallies(articles: Iterable[RatedArticle], predictions: Predictions) -> list[Tally]:
    """The counts of each article, in order."""
    by_article: dict[str, list[Placed]] = {}
    for (article, segment), found in predictions.items():
        placed = by_article.setdefault(article, [])
        placed.extend((segment, p) for p in found if p.start is not None)
    return [_tally(a, by_article.get(a.id, []), predictions) for a in articles]


def _tally(article: RatedArticle, placed: Sequence[Placed], predictions: Predictions) -> Tally:
    tally = Tally(articles=1)
    for segment in article.segments:
        _count_segment(tally, article.id, segment, predictions.get((article.id, segment.id), []))
    top = sorted(placed, key=_best_first)[:TOP]
    _count_top(tally, article, top)
    for j in range(max((len(s.ratings) for s in article.segments), default=0)):
        marks = [(s.id, m) for s in article.segments if j < len(s.ratings) for m in s.ratings[j]]
        tally.agreement.append(agreement(top, marks, ANY) / TOP)
        tally.agreement_major.append(agreement(top, marks, ("major",)) / TOP)
    return tally


def _best_first(placed: Placed) -> tuple[float, bool, SegmentId, int]:
    segment, p = placed
    return -(p.confidence or 0.0), isinstance(segment, str), segment, p.start or 0


def _count_segment(
    tally: Tally, article: str, segment: RatedSegment, found: Sequence[Prediction]
) -> None:
    spans = [p for p in found if p.start is not None]
    covered = union(p.bits for p in spans)
    marked, major = segment.marked(ANY), segment.marked(("major",))
    any_mark, any_major = union(marked), union(major)
    tally.flagged += covered.bit_count()
    tally.total += len(segment.target)
    tally.predicted += covered.bit_count() * len(marked)
    tally.gold += sum(own.bit_count() for own in marked)
    tally.shared += sum((covered & own).bit_count() for own in marked)
    tally.findings += len(spans)
    tally.hits += sum(bool(p.bits & any_mark) for p in spans)
    tally.major_hits += sum(bool(p.bits & any_major) for p in spans)
    for i, rating in enumerate(segment.ratings):
        others = union(own for j, own in enumerate(marked) if j != i)
        for mark in rating:
            if mark.on_target and mark.severity == "major" and mark.bits & others:
                tally.consensus += 1
                tally.consensus_hit += bool(mark.bits & covered)
    if segment.ratings:
        badness = _badness(found)
        most = 2 * sum(any(m.severity == "major" for m in r) for r in segment.ratings)
        tally.segments.append(
            ((article, segment.id), badness, segment.penalty, most > len(segment.ratings))
        )


def _badness(found: Iterable[Prediction]) -> float:
    """A segment's stated score; without one, the expected penalty of its findings."""
    total = 0.0
    for p in found:
        if p.score is not None:
            return p.score
    for p in found:
        if p.start is not None:
            total += WEIGHTS[p.severity] * (1.0 if p.confidence is None else p.confidence)
    return total


def union(sets: Iterable[int]) -> int:
    """All code points of several sets."""
    bits = 0
    for own in sets:
        bits |= own
    return bits


def _count_top(tally: Tally, article: RatedArticle, top: Sequence[Placed]) -> None:
    segments = {s.id: s for s in article.segments}
    for segment_id, p in top:
        if segment_id in segments:
            tally.top += 1
            tally.top_hits += bool(p.bits & union(segments[segment_id].marked(ANY)))
            tally.top_major += bool(p.bits & union(segments[segment_id].marked(("major",))))


def agreement(
    top: Sequence[Placed], marks: Sequence[tuple[SegmentId, Mark]], severities: Iterable[str]
) -> float:
    """Sum of the Dice overlaps of findings matched one to one with marks, best pairs first."""
    wanted = frozenset(severities)
    pairs = []
    for i, (segment, p) in enumerate(top):
        for j, (other, mark) in enumerate(marks):
            if segment == other and mark.on_target and mark.severity in wanted:
                dice = span_dice(p, mark)
                if dice > 0:
                    pairs.append((-dice, i, j))
    found: set[int] = set()
    taken: set[int] = set()
    total = 0.0
    for loss, i, j in sorted(pairs):
        if i not in found and j not in taken:
            found.add(i)
            taken.add(j)
            total -= loss
    return total


def span_dice(p: Prediction, mark: Mark) -> float:
    """Twice the shared code points over the code points of both spans."""
    a, b = p.bits, mark.bits
    return 2 * (a & b).bit_count() / (a.bit_count() + b.bit_count())


def _between(segments: Sequence[tuple[Key, float, float, bool]]) -> Measures:
    """Rank correlation of article means, and correlation among translations of one sentence."""
    articles: dict[str, list[tuple[float, float]]] = {}
    sentences: dict[tuple[str, SegmentId], list[tuple[float, float]]] = {}
    for (article, segment), badness, penalty, _ in segments:
        pair = (badness, penalty)
        articles.setdefault(article, []).append(pair)
        sentences.setdefault((article.rsplit("/", 1)[0], segment), []).append(pair)
    means = [tuple(map(fmean, zip(*articles[a], strict=True))) for a in sorted(articles)]
    varied = [g for g in sentences.values() if len({penalty for _, penalty in g}) > 1]
    within = [pearson([x for x, _ in g], [y for _, y in g]) for g in varied]
    return {
        "article_spearman": spearman([x for x, _ in means], [y for _, y in means]),
        "per_source": fmean(within) if within else 0.0,
    }
