"""The gate's limits, one by one; the stream it judges; what its verdict says."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mtlint.baseline import Baseline, Entry, read_baseline
from mtlint.cli.options import RunOptions
from mtlint.cli.run import perform, prepare
from mtlint.config import Config, ConfigError, Limits
from mtlint.gate import Gate, judge, worse
from mtlint.pipeline import check_document, kind_of
from mtlint.report.verdict import verdict_text
from mtlint.segment import article
from mtlint.text.view import DocumentView
from mtlint.types import (
    Category,
    Document,
    DocumentReport,
    Evidence,
    Failure,
    Finding,
    Part,
    Score,
    Segment,
    SegmentRisk,
    Severity,
)

MODEL = (Evidence.TARGET, Evidence.MODEL)


def finding(severity: str = "major", confidence: float = 0.9, **rest: Any) -> Finding:
    values: dict[str, Any] = {
        "check": "names.x", "category": Category.OTHER, "evidence": (Evidence.TARGET,),
        "message": "It is wrong", "text": "plan", "segment": 1, "start": 4, "end": 8,
        "segment_index": 0, "rank": 1, "line": 1, "column": 5, "fingerprint": "f1",
    }  # fmt: skip
    return Finding(severity=Severity(severity), confidence=confidence, **{**values, **rest})


def report(*findings: Finding, words: int = 1000, id: str = "a", risks: Any = (1.0,)) -> (
    DocumentReport
):  # fmt: skip
    cost = sum(f.cost for f in findings)
    segments = tuple(SegmentRisk(i, Part.BODY, 0, 1, r) for i, r in enumerate(risks))
    score = Score(cost, 1000 * cost / words, "A")
    return DocumentReport(article("The plan opened.", id=id), words, findings, segments, score)


def limits(**rest: Any) -> Limits:
    """No limits but those that are given."""
    off: dict[str, Any] = dict.fromkeys(
        ("critical", "major", "penalty_per_1000_words", "batch_penalty_per_1000_words")
    )
    return Limits(**{**off, **rest})


def passed(item: DocumentReport, **rest: Any) -> list[str]:
    return [b.limit for b in judge([item], limits(**rest)).breaches]


def test_counts() -> None:
    sure, unsure = finding(), finding(confidence=0.5)
    assert passed(report(sure), major=0) == ["major"]
    assert passed(report(sure), major=1) == []
    assert passed(report(unsure), major=0) == []
    assert passed(report(unsure), major=0, major_confidence=0.5) == ["major"]
    assert passed(report(replace(unsure, confirmed=True)), major=0) == ["major"]
    assert passed(report(finding("minor")), major=0, critical=0) == []
    assert passed(report(finding("critical", 0.6)), major=0, critical=0) == ["critical"]
    assert passed(report(sure), major=None) == []


def test_chosen_checks_and_the_model() -> None:
    sure = finding()
    assert passed(report(sure), major=0, checks=("names",)) == ["major"]
    assert passed(report(sure), major=0, checks=("name", "punctuation")) == []
    alone = finding(check="model.major", evidence=MODEL)
    assert passed(report(alone), major=0) == []
    assert passed(report(alone), major=0, model_findings=True) == ["major"]
    assert passed(report(replace(alone, confirmed=True)), major=0) == ["major"]
    with_rule = replace(alone, merged=("names.x",))
    assert passed(report(with_rule), major=0) == ["major"]


def test_penalties_and_short_articles() -> None:
    item = report(finding(confidence=1.0), words=100)  # 50 points per 1,000 words
    assert passed(item, penalty_per_1000_words=40, min_words=100) == ["penalty_per_1000_words"]
    assert passed(item, penalty_per_1000_words=50, min_words=100) == []
    assert passed(item, penalty_per_1000_words=40, min_words=101) == []
    verdict = judge([item], limits(penalty_per_1000_words=40, min_words=101))
    assert verdict.passed and "fewer than 101 words" in verdict.notes[0]
    batch = {"batch_penalty_per_1000_words": 40, "min_words": 0}
    assert passed(item, **batch, batch_min_words=100) == ["batch_penalty_per_1000_words"]
    assert passed(item, **batch, batch_min_words=101) == []


def test_the_batch_is_judged_as_a_whole() -> None:
    bad, good = report(finding(confidence=1.0), words=100), report(words=900, id="b")
    own = limits(batch_penalty_per_1000_words=10, batch_min_words=1, min_words=1)
    assert judge([bad], own).breaches[0].document is None
    assert judge([bad, good], own).passed


def sourced(item: DocumentReport) -> DocumentReport:
    """The report of an article that the model read beside its source."""
    return replace(item, kind="with_source")


def test_beside_a_source_other_penalties_count() -> None:
    item = report(finding(confidence=1.0), words=100)  # 50 points per 1,000 words
    own = {"penalty_per_1000_words": 40, "source_penalty_per_1000_words": 60, "min_words": 1}
    assert passed(item, **own) == ["penalty_per_1000_words"]
    assert passed(sourced(item), **own) == []
    less = {**own, "source_penalty_per_1000_words": 45}
    assert passed(sourced(item), **less) == ["source_penalty_per_1000_words"]
    assert passed(sourced(item), **{**own, "source_penalty_per_1000_words": None}) == []
    deep = limits(**less, deep_penalty_per_1000_words=500).read_deeply()
    assert [b.limit for b in judge([item, sourced(item)], deep).breaches] == [
        "source_penalty_per_1000_words"
    ]


def test_a_document_counts_as_read_beside_its_source_where_most_of_it_has_one() -> None:
    def kind(*sources: str | None, evidence: Evidence = Evidence.MODEL, read: bool = True) -> str:
        segments = (Segment(i, "The plan opened.", source=s) for i, s in enumerate(sources))
        view = DocumentView(Document("d", tuple(segments), segmented=True), with_source=read)
        return kind_of(view, {Evidence.TARGET, evidence})

    assert kind("计划。", "计划。", None) == kind("计划。", None) == "with_source"
    assert kind("计划。", None, None) == kind(None) == "with_model"
    assert kind("计划。", read=False) == "with_model"  # target only
    assert kind("计划。", evidence=Evidence.SOURCE) == "rules"
    document = Document("d", (Segment(1, "The plan opened.", source="计划。"),), segmented=True)
    assert check_document(document, Config(use_model=False)).kind == "rules"


def test_short_articles_are_named_where_their_own_limit_is_on() -> None:
    short = report(words=20)
    off = limits(source_penalty_per_1000_words=None, source_batch_penalty_per_1000_words=None)
    assert judge([short, sourced(short)], off).notes == ()
    beside = replace(off, source_penalty_per_1000_words=60)
    (note,) = judge([short, sourced(short)], beside).notes
    assert note.startswith("1 article has fewer")


def test_a_mixed_batch_is_held_to_the_mean_limit_of_its_articles() -> None:
    alone, beside = report(finding(confidence=1.0), words=100), sourced(report(words=300, id="b"))
    both = {"batch_penalty_per_1000_words": 8, "source_batch_penalty_per_1000_words": 12}
    own = limits(**both, source_penalty_per_1000_words=None, batch_min_words=1, min_words=1)
    (breach,) = judge([alone, beside], own).breaches  # 12.5 of (100 * 8 + 300 * 12) / 400
    assert (breach.value, breach.allowed) == (12.5, 11.0)
    assert breach.limit == "batch_penalty_per_1000_words"
    (breach,) = judge([sourced(alone)], own).breaches
    assert (breach.limit, breach.allowed) == ("source_batch_penalty_per_1000_words", 12.0)
    assert judge([alone, beside], replace(own, source_batch_penalty_per_1000_words=14)).passed
    off = replace(own, source_batch_penalty_per_1000_words=None)
    (breach,) = judge([alone, beside], off).breaches  # the other article by itself
    assert (breach.value, breach.allowed) == (50.0, 8.0)
    verdict = judge([beside], off)
    assert verdict.passed and verdict.notes == ()


def test_segments_at_risk_and_new_findings() -> None:
    item = report(finding(), risks=(9.0, 1.0, 1.0, 5.0))
    assert passed(item, segments_at_risk=0.4) == ["segments_at_risk"]
    assert passed(item, segments_at_risk=0.5) == []
    assert passed(item, segments_at_risk=0.4, risk=6) == []
    assert passed(item, new_findings=0) == ["new_findings"]
    assert passed(item, new_findings=1) == []


@pytest.mark.parametrize(
    ("name", "value", "limit", "bad"),
    [("BLEU", 29, 30, True), ("BLEU", 30, 30, False), ("TER", 61, 60, True), ("TER", 9, 60, False)],
)
def test_metrics_have_a_better_side(name: str, value: float, limit: float, bad: bool) -> None:
    assert worse(name, value, limit) is bad
    gate = Gate(limits(metrics={name: limit}))
    gate.add(report())
    assert gate.verdict(metrics={name: value}).passed is not bad


def test_it_cannot_look_green_by_accident() -> None:
    assert not Gate(Limits()).verdict().passed
    assert Gate(Limits()).verdict().stopped == "nothing was checked"
    gate = Gate(Limits())
    gate.add(report())
    assert not gate.verdict([Failure("b", "broken")]).passed
    gate = Gate(Limits())
    gate.add(report())
    assert not gate.verdict([Failure("b", "is empty", absent=True)]).passed
    gate = Gate(Limits())
    gate.add(replace(report(), failures=(Failure("a", "check x crashed"),)))
    assert not gate.verdict().passed
    gate = Gate(Limits())
    gate.add(report())
    assert gate.verdict().passed


def test_the_verdict_says_what_how_much_and_what_first() -> None:
    others = [
        finding("minor", 0.9, fingerprint=f"m{i}", start=9, end=9 + i, rank=i + 2) for i in range(6)
    ]
    sure = finding(confirmed=True, confidence=0.2, suggestion="scheme", fingerprint="sure")
    text = verdict_text(judge([report(*others, sure)], Limits()))
    first, *lines = text.splitlines()
    assert first == "gate: FAILED: 1 limit passed"
    assert "1 major finding" in lines[0] and "1 beyond (gate.major)" in lines[0]
    assert "suspected 5.4 points (6 findings), confirmed 5.0 points (1 finding)" in text
    assert "penalty total 10.4 MQM points in 1,000 evaluated words" in text
    assert "MQM points (minor 1" in text and "probability" in text
    fixes = text.partition("fix first:")[2].strip().splitlines()
    assert len(fixes) == 5
    assert "major confirmed names.x “plan” → “scheme”" in fixes[0]


def test_a_stream_is_not_kept(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "batch.jsonl"
    row = {"headline": "A plan opens", "body": "The plan opened. , and all was well."}
    rows = [json.dumps({"id": str(i), **row}) for i in range(30)]
    batch.write_text("\n".join([*rows, "{broken"]) + "\n", encoding="utf-8")
    options = RunOptions(format="jsonl", no_model=True)
    run = prepare([str(batch)], options, gated=True)
    assert run.forgets
    made = perform(run, [str(batch)])
    assert run.checked == 30 and len(made.failures) == 1
    gc.collect()
    held = [o for o in gc.get_objects() if isinstance(o, DocumentReport)]
    assert not [o for o in held if o.document.path == str(batch)]
    assert capfd.readouterr().out.count("\n") == 30
    assert run.gate is not None and run.gate.documents == 30


def test_baselines_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    for text, word in (
        ("nonsense", "not valid JSON"),
        ("[]", "neither a baseline"),
        ('{"schema": "mtlint.baseline/1"}', "entries"),
        ('{"schema": "mtlint.baseline/1", "entries": [{"check": "x"}]}', "fingerprints"),
        (
            '{"schema": "mtlint.baseline/1", "entries": [{"document": "d", "check": "x", '
            '"text": "t", "fingerprints": ["f"], "decision": "maybe"}]}',
            "maybe",
        ),
    ):
        path.write_text(text)
        with pytest.raises(ConfigError, match=word):
            read_baseline(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_baseline(tmp_path / "none.json")


def test_stale_entries_are_judged_only_where_their_article_was_checked() -> None:
    entries = (Entry("a", "x", "t", ("1", "2")), Entry("b", "x", "t", ("3",)))
    baseline = Baseline(entries)
    assert baseline.stale([("a", ["2"])]) == []
    assert baseline.stale([("a", []), ("b", ["3"])]) == [entries[0]]
    assert baseline.decisions == {"1": "accepted", "2": "accepted", "3": "accepted"}
