"""`reports/` holds what mtlint says of `seeds/` today; a change of any finding shows here."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from mtlint.report import render
from tests.golden.regenerate import FORMATS, REPORTS, RULES, report_on, seeds, stem

AGAIN = "run: python tests/golden/regenerate.py, and read what changed"
# The model's arithmetic may differ in the last digit between processors.
TOLERANCE = 0.03
SEEDS = seeds()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name)
def test_rules_say_the_same_to_the_byte(seed: Path) -> None:
    kept = (RULES / f"{stem(seed)}.json").read_text(encoding="utf-8")
    assert render(report_on(seed, use_model=False), "json") == kept, AGAIN


def rows(text: str) -> dict[tuple[str, str, str, str], float]:
    made = {}
    for row in csv.DictReader(io.StringIO(text)):
        made[row["document"], row["start"], row["end"], row["check"]] = float(row["confidence"])
    return made


@pytest.mark.parametrize("seed", SEEDS, ids=lambda p: p.name)
def test_reports_are_of_today(seed: Path) -> None:
    path = REPORTS / f"{stem(seed)}.csv"
    kept = rows(path.read_text(encoding="utf-8-sig"))
    now = rows(render(report_on(seed, use_model=True), "csv"))
    differ = [k for k in kept.keys() & now.keys() if abs(kept[k] - now[k]) > TOLERANCE]
    assert not differ, AGAIN
    sides = kept.keys() ^ now.keys()
    assert len(sides) <= 0.04 * len(kept | now), AGAIN


def test_nothing_else_lies_in_reports() -> None:
    wanted = {f"{stem(s)}{suffix}" for s in SEEDS for suffix in FORMATS.values()}
    assert {p.name for p in REPORTS.iterdir() if p.suffix != ".png"} == wanted


def test_there_are_seeds_of_every_shape() -> None:
    assert {".txt", ".md", ".html", ".docx", ".jsonl", ".csv"} <= {s.suffix for s in SEEDS}
