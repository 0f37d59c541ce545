"""The README's table of the default gate: made from reports, put between its marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.test_gate import finding, report

from mtlint.config import Limits
from mtlint.learn.gates import BEGIN, END, Translation, outcome, placed, sweep, table

README = Path(__file__).resolve().parents[2] / "README.md"


def translation(system: str, kind: str, *bad: bool) -> Translation:
    reports = tuple(
        report(*([finding(confidence=0.95)] if b else []), id=str(i)) for i, b in enumerate(bad)
    )
    return Translation("wmt23-x", system, kind, reports, tuple(3.0 for _ in bad))


def test_outcomes_and_table() -> None:
    made = [
        translation("A", "machine", True, True, False, True),
        translation("Human", "human", False, True),
        translation("native", "native", False),
    ]
    assert (outcome(made[0], Limits()).failed, outcome(made[2], Limits()).failed) == (3, 0)
    text = table(made, Limits())
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1 and len(rows) == 5
    assert "3 (75%)" in rows[2] and "1 (50%)" in rows[3] and "0 (0%)" in rows[4]
    assert "machine: 3 of 4 articles (75%) fail" in text
    shares = dict(
        line.strip("| ").split(" | ", 1)
        for line in sweep(made, Limits()).splitlines()
        if "= " in line
    )
    assert shares["major_confidence = 0.95"] == "75.0% | 50.0% | 0.0%"
    assert shares["penalty_per_1000_words = 200.0"] == shares["major_confidence = 0.7"]
    loose = table(made, Limits(major=None, penalty_per_1000_words=None))
    assert "0 (0%)" in loose.splitlines()[2]


def test_the_readme_has_a_place_for_it_and_the_defaults() -> None:
    text = README.read_text(encoding="utf-8")
    assert placed(text, "table\n").count("table\n") >= 1
    assert text.count(BEGIN) == text.count(END) == 1
    with pytest.raises(ValueError, match="marks"):
        placed("nothing", "table")
    block = text.partition("[gate]\n")[2].partition("```")[0]
    import tomllib

    stated = {k: None if v is False and k != "model_findings" else v
              for k, v in tomllib.loads(block).items()}  # fmt: skip
    stated["checks"] = tuple(stated["checks"])
    assert Limits(**stated) == Limits()
