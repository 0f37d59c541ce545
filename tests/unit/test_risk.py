"""The penalty of segments: what words add up to, the rules, and how these are learned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.calibration.table import Calibration, load_calibration
from mtlint.learn.corpus import Mark, RatedArticle, RatedSegment
from mtlint.learn.risk import LEAST_RATERS, SHORT, WITHIN, Seen, learn_known, seen
from mtlint.models.decoding import WordScore
from mtlint.models.kinds import KINDS
from mtlint.models.penalty import expected_penalty
from mtlint.risk import (
    FEATURES,
    MOST_LOG_RISK,
    UNSEEN_WORDS,
    USUAL_POINTS,
    USUAL_RATE,
    article_rate,
    expected,
    features,
    fluency,
    rule_of,
    segment_risks,
)
from mtlint.types import (
    Category,
    Document,
    Evidence,
    Finding,
    ModelView,
    Opinion,
    Reading,
    Segment,
    Severity,
)

SHARE = st.floats(0.0, 1.0)
ODDS = st.floats(-8.0, 8.0)
LONE = -30.0  # log-odds of a mark that goes on


def word(at: int, error: float, major: float = 0.0, kind: str = "", **ends: float) -> WordScore:
    kinds = tuple(20.0 * (name == kind) for name in KINDS) if kind else ()
    reach = {"before": LONE, "after": LONE, **ends}
    return WordScore(5 * at, 5 * at + 4, error, major, kinds=kinds, **reach)


def test_points_are_those_of_mqm() -> None:
    calm, style = word(0, 0.0), word(1, 1.0, 0.0, "awkward")
    assert expected_penalty([]) == expected_penalty([calm]) == 0.0
    assert expected_penalty([calm, style]) == pytest.approx(1.0, abs=0.01)
    assert expected_penalty([calm, word(1, 1.0, 1.0)]) == pytest.approx(5.0, abs=0.01)
    assert expected_penalty([word(0, 1.0, 0.0, "punctuation")]) == pytest.approx(0.1, abs=0.01)
    assert expected_penalty([word(0, 1.0, 1.0, "punctuation")]) == pytest.approx(5.0, abs=0.01)


def test_two_words_of_one_mark_cost_once() -> None:
    one = [word(0, 1.0, after=30.0), word(1, 1.0, before=30.0)]
    assert expected_penalty(one) < expected_penalty([word(0, 1.0), word(1, 1.0)]) / 1.5


@given(st.lists(st.tuples(SHARE, SHARE, ODDS, ODDS), max_size=40))
def test_no_more_points_than_words_could_cost(rows: list[Any]) -> None:
    words = [WordScore(5 * i, 5 * i + 4, e, min(e, m), b, a) for i, (e, m, b, a) in enumerate(rows)]
    points = expected_penalty(words)
    assert 0 <= points <= 5 * sum(w.error for w in words) + 1e-6
    more = [WordScore(w.start, w.end, w.error, w.error, w.before, w.after) for w in words]
    assert points <= expected_penalty(more) + 1e-9


def test_what_is_known_of_a_segment() -> None:
    known = features("one two three", 0.0, USUAL_POINTS * (np.e - 1))
    said = {"points": pytest.approx(1), "cost": 0, "words": pytest.approx(np.log(3))}
    assert known == said | {"article": 0}
    reading = Reading(((1.0, 11.0),), (), (Opinion((), np.e - 1),))
    known = features("", -1.0, -1.0, reading, 0, (0.1, 0.2), USUAL_RATE)
    assert tuple(known) == FEATURES
    assert known["opinion"] == pytest.approx(1) and known["mean"] == 6.0
    assert (known["document"], known["segment"]) == (0.1, 0.2)
    assert known["article"] == pytest.approx(np.log(2))
    assert known["points"] == known["cost"] == known["words"] == 0.0


def test_what_findings_tell_of_the_whole_article() -> None:
    document = Document("d", (Segment(1, " ".join(["word"] * (1000 - UNSEEN_WORDS))),))

    def found(check: str, severity: Severity = Severity.MINOR, **more: Any) -> Finding:
        return Finding(
            check, Category.OTHER, severity, 0.5, (Evidence.TARGET,), "Said.", "word", 1, 0, 4, 0,
            **more,
        )  # fmt: skip

    telling = [found("consistency.term"), found("repetition.word")]
    assert article_rate(document, telling) == pytest.approx(1.0)
    assert article_rate(document, [*telling, found("punctuation.stray")]) == pytest.approx(1.0)
    assert article_rate(document, [found("accuracy.too-short", whole=True)]) == 0
    note = found("consistency.term", Severity.NEUTRAL, doubt=0.3)
    assert article_rate(document, [note]) == pytest.approx(0.3)
    assert article_rate(Document("d", ()), []) == 0


def test_fluency() -> None:
    assert fluency([1.0, 11.0]) == (pytest.approx(np.log1p(3.0)), 6.0)
    assert fluency([]) == (0.0, 0.0)


def test_the_rule_is_that_of_what_was_read() -> None:
    rules = {name: {"points": x} for x, name in enumerate(("with_model", "with_source", "read"))}
    table = Calibration({"risk": rules})
    assert [rule_of(table, *asked)["points"] for asked in (
        (False, False), (False, True), (True, False), (True, True),
    )] == [0, 1, 2, 2]  # fmt: skip
    assert rule_of(Calibration({"risk": {"with_model": {"cost": 1.0}}}), True, True) == {
        "points": 1.0, "intercept": 0.0,
    }  # fmt: skip


def test_risks_by_the_model_and_by_rules_alone() -> None:
    rule = {"points": 0.5, "cost": 0.25, "words": 0.0, "intercept": 0.3}
    table = Calibration({"risk": {"with_model": rule}})
    document = Document("d", (Segment(1, "one two"), Segment(2, "three")), segmented=True)
    found = [r.risk for r in segment_risks(document, [0.0, 0.2], table, [2.0 * USUAL_POINTS, 0.0])]
    assert found == pytest.approx(
        [np.exp(0.3 + 0.5 * np.log(3)) - 1, np.exp(0.3) * 1.2**0.25 - 1], abs=1e-3
    )
    assert segment_risks(document, [24.0, 0.0], table, [0.0, 0.0])[0].risk == 24.0
    assert [r.risk for r in segment_risks(document, [0.0, 3.0], table)] == [0.0, 3.0]
    assert expected({"points": 9.0}, {"points": 9.0}) == pytest.approx(np.expm1(MOST_LOG_RISK))
    assert expected({"intercept": -1.0}, {}) == 0.0


def rated(id: int, penalty: float, raters: int = LEAST_RATERS) -> RatedSegment:
    """A segment with so many points from each rater, as minor marks of one and of a tenth."""
    whole, tenths = divmod(round(10 * penalty), 10)
    marks = [Mark("target", "minor", "Style/Awkward", 0, 1)] * whole
    marks += [Mark("target", "minor", "Fluency/Punctuation", 0, 1)] * tenths
    return RatedSegment(id, "x", (tuple(marks),) * raters)


def test_a_rule_of_risk_is_recovered() -> None:
    random = np.random.default_rng(0)
    names, slopes = ("points", "cost"), (0.7, 0.3)
    articles = []
    for i in range(300):
        x = random.uniform(0, 2, (4, 2))
        given = SHORT["document"] * 0.02
        penalty = np.expm1(x @ slopes + 0.1 + given)
        segments = tuple(rated(j, float(p)) for j, p in enumerate(penalty))
        known = tuple({"points": a, "cost": b, "document": 0.02, "segment": 0.0} for a, b in x)
        articles.append(Seen(RatedArticle(f"{i}/a", "", "zh", "en", segments), known))
    rule = learn_known(articles, names, SHORT)
    assert [rule[k] for k in names] == pytest.approx(slopes, abs=0.03)
    assert {k: rule[k] for k in SHORT} == SHORT and rule["spearman"] > 0.99
    assert rule["intercept"] == pytest.approx(0.1, abs=0.05)


def test_nothing_is_learned_from_lone_raters() -> None:
    article = RatedArticle("a", "", "zh", "en", (rated(1, 3.0, raters=LEAST_RATERS - 1),))
    assert learn_known([Seen(article, ({"points": 1.0},))], ["points"]) == {}
    both = RatedArticle("a", "", "zh", "en", (rated(1, 3.0),))
    assert learn_known([Seen(both, ({"points": 1.0},))], ["points", "opinion"]) == {}


def test_how_translations_of_one_sentence_differ_counts_more() -> None:
    """Long sentences are marked more (1 for each unit), longer translations of one less (-1)."""
    articles = []
    for place in range(40):
        for system in range(5):
            x = place / 20 + system / 5
            penalty = float(np.expm1(1 + place / 20 - system / 5))
            article = RatedArticle(f"{place}/{system}", "", "zh", "en", (rated(1, penalty),))
            articles.append(Seen(article, ({"words": x},)))
    slope = learn_known(articles, ["words"])["words"]
    spread = np.var([p / 20 for p in range(40)]), np.var([s / 5 for s in range(5)])
    between, within = spread[0], spread[1] * (1 + WITHIN)
    assert slope == pytest.approx((between - within) / (between + within), abs=0.05)


def test_articles_are_seen_with_and_without_their_sources() -> None:
    def reader(
        texts: Sequence[str], sources: Sequence[str | None] | None = None, *_: object
    ) -> list[ModelView]:
        return [ModelView((), 2.0 if source else 1.0) for source in sources or texts]

    both = (rated(1, 1.0), rated(2, 0.0))
    chinese = RatedArticle("a/x", "", "zh", "en", both, ("市长开通大桥。", "他走了。"), "a")
    german = RatedArticle("b/x", "", "de", "en", both, ("Er ging.", "Sie kam."), "b")
    lone = RatedArticle("c/x", "", "zh", "en", (rated(1, 1.0, raters=1),), ("市长。",), "c")
    table = load_calibration()
    alone = list(seen([chinese, german, lone], table, reader))
    assert [s.article.id for s in alone] == ["a/x", "b/x"]
    assert all(set(k) == {"points", "cost", "words", "article"} for s in alone for k in s.known)
    (beside,) = seen([chinese, german, lone], table, reader, sourced=True)
    assert beside.article is chinese and len(beside.known) == 2
    assert beside.known[0]["points"] > alone[0].known[0]["points"]  # the reader saw the source
    assert beside.known[0]["document"] == beside.known[1]["document"]
