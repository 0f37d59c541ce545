"""Notes: what an editor should know of and which claims no error."""

from __future__ import annotations

from dataclasses import replace

from junitparser import JUnitXml, Skipped
from tests.unit.test_gate import finding, limits, report
from tests.unit.test_rank import TEXT, check, hit

from mtlint.calibration.table import Calibration, subdued
from mtlint.config import Config, Limits
from mtlint.gate import judge
from mtlint.learn.evaluate import prediction_rows
from mtlint.pipeline import check_document
from mtlint.rank import CONFIDENT, Ranked, rank
from mtlint.registry import all_checks
from mtlint.report import render
from mtlint.report.text import facts
from mtlint.types import Document, DocumentReport, Evidence, Part, Report, Segment, Severity

TABLE = Calibration(
    {
        "target_lang": "en",
        "prior": 0.5,
        "checks": {
            "a.weak": {"p": 0.6, "on": True, "least_score": 2.0},
            "a.off": {"p": 0.6, "on": False},
            "model.minor": {"p": 0.4, "on": True},
        },
    }
)
NOTED = replace(check("a.weak"), noted=True)
LEARNED = check("model.minor", needs=frozenset({Evidence.MODEL}))
DOCUMENT = Document("d", (Segment(1, TEXT),), segmented=True)


def of(*hits: tuple[object, object], **settings: object) -> Ranked:
    return rank(DOCUMENT, hits, Config(**settings), TABLE)  # type: ignore[arg-type]


def test_a_hit_too_weak_for_an_error_is_a_note_where_the_check_says_so() -> None:
    weak, strong = hit(0, 3, score=1.0), hit(10, 13, score=3.0)
    ranked = of((NOTED, weak), (NOTED, strong))
    assert [(f.start, f.severity) for f in ranked.findings] == [
        (10, Severity.MINOR),
        (0, Severity.NEUTRAL),
    ]
    assert ranked.costs == (0.6,)
    error, note = ranked.findings
    assert error.confidence == 0.6 and 0.4 < note.confidence < CONFIDENT
    assert not of((check("a.weak"), weak)).findings
    assert not of((replace(NOTED, id="a.off"), weak)).findings
    assert not of((NOTED, weak), rules={"a.weak": "off"}).findings
    (asked,) = of((NOTED, weak), rules={"a.weak": "on"}).findings
    assert asked.severity is Severity.MINOR


def test_a_note_makes_its_segment_suspect_and_costs_nothing() -> None:
    ranked = of((NOTED, hit(0, 3, score=1.0)))
    assert ranked.costs == (0.0,)
    assert ranked.rule_costs == (0.6,)
    both = of((NOTED, hit(0, 3, score=1.0)), (LEARNED, hit(0, 3)))
    assert both.rule_costs == (0.6,)


def test_notes_come_last_however_likely() -> None:
    doubt = (LEARNED, hit(10, 13))
    assert [f.check for f in of((NOTED, hit(0, 3, score=1.0)), doubt).findings] == [
        "model.minor",
        "a.weak",
    ]


def test_a_note_says_what_the_model_only_points_at() -> None:
    note = (NOTED, hit(0, 9, score=1.0))
    (one,) = of(note, (LEARNED, hit(4, 9))).findings
    assert (one.check, one.severity, one.merged) == ("a.weak", Severity.MINOR, ("model.minor",))
    assert one.cost == of((LEARNED, hit(4, 9))).findings[0].points * subdued(0.6)


def noted() -> DocumentReport:
    return report(finding("neutral", 0.4, weight=0.0), finding("minor", 0.4, fingerprint="f2"))


def test_reports_count_notes_apart() -> None:
    item = noted()
    assert "1 suspected error · 1 note ·" in facts(item)
    assert "1 suspected error ·" not in facts(replace(item, findings=item.findings[:1]))
    assert [row["severity"] for row in prediction_rows([item]) if "start" in row] == ["minor"]


def test_a_gate_lets_notes_pass() -> None:
    item = noted()
    assert not judge([replace(item, findings=item.findings[:1])], Limits(new_findings=0)).breaches
    assert judge([item], limits(new_findings=0)).breaches
    suite = next(iter(JUnitXml.fromstring(render(Report(documents=(item,)), "junit").encode())))
    skipped, failed = suite
    assert isinstance(skipped.result[0], Skipped) and not isinstance(failed.result[0], Skipped)


def test_weak_families_and_slips_of_terms_are_worth_a_note() -> None:
    noted = [c.id for c in all_checks() if c.noted]
    assert noted == [
        "consistency.headline-body",
        "consistency.term",
        "consistency.term-misfit",
        "consistency.term-slip",
    ]


BLAST = (
    "A coal mine explosion in the northern county killed {} miners on Sunday.",
    "Rescuers said the bodies of all 21 miners had been found. The explosion in the coal mine of "
    "the northern county killed 21 miners, the county said.",
)


def severities(*texts: str, headline: str | None = None) -> list[Severity]:
    """How grave a headline or lead that contradicts the body is, by the rules alone."""
    parts = (headline, *texts) if headline else texts
    segments = tuple(
        Segment(i, text, part=Part.HEADLINE if headline and i == 0 else Part.BODY)
        for i, text in enumerate(parts)
    )
    document = Document("d", segments, segmented=True)
    shown = check_document(document, Config(use_model=False))
    return [f.severity for f in shown.findings if f.check == "consistency.headline-body"]


def test_a_figure_of_the_lead_is_worth_a_note_and_one_of_the_headline_an_error() -> None:
    assert severities(BLAST[0].format(12), *BLAST[1:]) == [Severity.NEUTRAL]
    told = severities(
        BLAST[0].format(21), *BLAST[1:], headline="Coal mine explosion kills 12 miners"
    )
    assert told == [Severity.MAJOR]
