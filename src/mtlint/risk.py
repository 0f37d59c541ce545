"""What MQM penalty each segment is to be expected to get: rules learned from the ratings.

The logarithm of penalty and one is linear in what is known of the segment (`FEATURES`); there is a
rule for each set of readers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from mtlint.calibration.table import Calibration
from mtlint.types import Document, Finding, Reading, SegmentRisk

#: What is known of a segment: the points of the marks that the model expects, what the findings of
#: the other checks cost, its words; what such findings cost in the whole article; what a language
#: model's probe expects, and how startling and surprising its tokens are; by how much document and
#: segment fall short of their source.
FEATURES = (
    "points", "cost", "words", "article", "opinion", "startling", "mean", "document", "segment",
)  # fmt: skip
#: Families whose findings tell of the article around them: who contradicts, repeats and misspells
#: himself, or changes figures and names, is marked elsewhere in it too. Marks, capitals and what a
#: page leaves in a text tell of the page.
TELLING = frozenset(
    "accuracy consistency glossary grammar names numbers repetition spelling".split()
)
#: Points in 1,000 words that such findings often cost: weighed is the logarithm of one more than
#: the article's share in these.
USUAL_RATE = 10.0
#: An article is taken to have so many words more, without a finding: of few words one is luck.
UNSEEN_WORDS = 50
#: No segment is expected to cost more than about 100 points: four critical errors.
MOST_LOG_RISK = 4.6
#: About the points that a segment of machine-translated news gets: what is expected is weighed in
#: logarithms of one more than its share in these.
USUAL_POINTS = 3.0
#: Nats from which on a token startles a language model.
STARTLING = 8.0
# Where nothing was learned: the order of what is expected, and what the rules' findings cost.
_UNKNOWN = {"points": 1.0, "intercept": 0.0}
_BY_COST = {"cost": 1.0}


def features(
    text: str,
    cost: float,
    points: float,
    reading: Reading | None = None,
    segment: int = 0,
    short: tuple[float, float] | None = None,
    rate: float = 0.0,
) -> dict[str, float]:
    """What is known of a segment by the names of `FEATURES`.

    `points` are those of the marks that the model expects, `cost` is that of the findings that do
    not rest on it, `rate` the `article_rate`. `reading` is a language model's of the document, in
    which the segment has the index `segment`; `short` the shortfalls of document and segment.
    """
    known = {
        "points": math.log1p(max(0.0, points) / USUAL_POINTS),
        "cost": math.log1p(max(0.0, cost)),
        "words": math.log(max(1, len(text.split()))),
        "article": math.log1p(rate / USUAL_RATE),
    }
    if reading is not None and reading.opinions:
        opinion = math.log1p(max(0.0, reading.opinions[segment].risk))
        startling, mean = fluency(reading.surprisals[segment])
        known |= {"opinion": opinion, "startling": startling, "mean": mean}
    if short is not None:
        known |= {"document": short[0], "segment": short[1]}
    return known


def article_rate(document: Document, findings: Iterable[Finding]) -> float:
    """MQM points in 1,000 words that findings of the families in `TELLING` are to be expected to
    cost in a document, those of notes too were they errors. Whole-document findings do not count:
    one alone would drown the rest."""
    words = sum(len(s.target.split()) for s in document.segments) + UNSEEN_WORDS
    telling = (f for f in findings if not f.whole and f.check.partition(".")[0] in TELLING)
    return 1000 / words * sum(f.cost + (f.doubt if f.is_note else 0.0) for f in telling)


def fluency(surprisals: Sequence[float]) -> tuple[float, float]:
    """What a segment's tokens have of surprise: beyond `STARTLING` (in logarithms), and on average.

    Both in nats. Among the translations of one sentence the mean follows the raters' penalty, and
    single startling tokens add up over a segment as errors do.
    """
    beyond = sum(s - STARTLING for s in surprisals if s > STARTLING)
    return math.log1p(beyond), sum(surprisals) / max(1, len(surprisals))


def expected(rule: Mapping[str, float], known: Mapping[str, float]) -> float:
    """A segment's penalty by a rule in logarithms, from `features`; never below 0."""
    log = rule.get("intercept", 0.0) + sum(rule.get(k, 0.0) * known.get(k, 0.0) for k in FEATURES)
    return max(0.0, math.expm1(min(log, MOST_LOG_RISK)))


def rule_of(calibration: Calibration, read: bool, sourced: bool) -> Mapping[str, float]:
    """The rule for a document that the learned model knows: `read` by a language model too,
    `sourced` where shortfalls are known. Where the table has none, the next simpler one."""
    names = ["read_with_source"] * (read and sourced) + ["read"] * read
    names += ["with_source"] * sourced + ["with_model"]
    known = (calibration.risk.get(name, {}) for name in names)
    return next((rule for rule in known if "points" in rule), _UNKNOWN)


def segment_risks(
    document: Document,
    costs: Sequence[float],
    calibration: Calibration,
    points: Sequence[float] | None = None,
    shortfalls: Sequence[tuple[float, float]] | None = None,
    reading: Reading | None = None,
    rate: float = 0.0,
) -> tuple[SegmentRisk, ...]:
    """Expected MQM penalty of each segment. Never below 0, nor what its findings cost: where one
    says that nothing was translated, that is what is to be expected.

    `costs` are those of the findings of each segment without those of the learned model, `rate` the
    `article_rate`; `points` what that model expects of each segment, `shortfalls` what document and
    segment render less of their source than translations usually do, `reading` what a language
    model says. Neither of these two counts without `points`.
    """
    texts = [s.target for s in document.segments]
    if points is None:
        points, shortfalls, reading = [0.0] * len(texts), None, None
        learned = calibration.risk.get("rules", _BY_COST)
    else:
        heard = reading is not None and bool(reading.opinions)
        learned = rule_of(calibration, heard, shortfalls is not None)
    known = (
        features(text, cost, own, reading, i, shortfalls[i] if shortfalls else None, rate)
        for i, (text, cost, own) in enumerate(zip(texts, costs, points, strict=True))
    )
    risks = [max(expected(learned, k), cost) for k, cost in zip(known, costs, strict=True)]
    return tuple(
        SegmentRisk(s.id, s.part, s.offset, s.offset + len(s.target), round(max(0.0, risk), 3))
        for s, risk in zip(document.segments, risks, strict=True)
    )
