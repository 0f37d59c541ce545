"""Human translations beside machine ones: rates per 1,000 words and their ratio."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.test_gate import finding, report

from mtlint.learn.corpus import Mark, RatedArticle, RatedSegment
from mtlint.learn.human import render, sides


def article(system: str, *marks: str) -> RatedArticle:
    """One segment with two raters, the first of whom marks errors of these severities."""
    placed = tuple(Mark("target", severity, "Accuracy", 0, 4) for severity in marks)
    unplaced = Mark("source", "major", "Accuracy/Omission", 0, 2)
    segment = RatedSegment(1, "Some text", (placed, (unplaced,)))
    return RatedArticle(f"a/{system}", system, "zh", "en", (segment,))


def test_rates_and_ratio() -> None:
    said = replace(report(finding(confidence=0.9), finding(confidence=0.3)), words=500)
    quiet = replace(report(finding(confidence=0.3)), words=1000)
    pairs = [(article("Human-A", "minor"), quiet), (article("X", "minor", "major"), said)]
    human, machine = sides(pairs, "Human")
    assert (human.per_1000("findings"), machine.per_1000("findings")) == (1.0, 4.0)
    assert (human.per_1000("confident"), machine.per_1000("confident")) == (0.0, 2.0)
    assert human.per_1000("marks") == pytest.approx(0.5)  # one of two raters, 1,000 words
    assert machine.per_1000("majors") == pytest.approx(1.0)
    rows = render("file", human, machine).splitlines()
    assert rows[2].split() == ["findings", "1.00", "4.00", "0.25"]
    assert rows[4].split()[-1] == "0.25"


def test_no_machine_no_ratio() -> None:
    human, machine = sides([], "Human")
    assert render("file", human, machine).count("-\n") == 4
