"""Planters keep their promise, and the measure counts as it says."""

import gzip
import json
import random
from pathlib import Path

import pytest

from mtlint.learn.planted import hits_in, main
from mtlint.learn.planters import planters
from mtlint.registry import builtin_checks

TEXTS = [
    "The council met on Monday to speak about the old bridge and its long history.",
    "“We shall build it again,” the mayor said, and many people in the hall agreed at once.",
    "In China, the town’s old bridge was a well-kept one, and it had an owner, they said. It is "
    "now, after many years, used by all of the people in the north.",
]
CHECKS = {check.id: check for check in builtin_checks()}


@pytest.mark.parametrize("name", planters())
def test_a_planter_says_where_its_fault_is(name: str) -> None:
    rng = random.Random(7)
    made = 0
    for _ in range(90):
        text = rng.choice(TEXTS)
        plant = planters()[name](rng, text)
        if plant is None:
            continue
        faulty, start, end = plant
        made += 1
        assert 0 <= start <= end <= len(faulty)
        assert faulty != text
    assert made >= 20
    assert name in CHECKS


def test_planting_is_deterministic() -> None:
    for planter in planters().values():
        assert planter(random.Random(3), TEXTS[1]) == planter(random.Random(3), TEXTS[1])


def test_clean_sentences_have_no_residue() -> None:
    for name, check in CHECKS.items():
        if name.startswith("residue."):
            assert not any(hits_in(check, text) for text in TEXTS)


def test_measure_writes_what_calibration_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    segments = [{"id": i, "target": text} for i, text in enumerate(TEXTS * 5)]
    for name, system in [
        ("native-en-mixed.train", None),
        ("native-en-wiki.train", None),
        ("wmt20-zhen-news.train", "Human-A.0"),
        ("native-en-news.dev", None),
    ]:
        article = {"id": name, "system": system, "segments": segments}
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.write(json.dumps(article) + "\n")
    out_file = tmp_path / "planted.json"
    options = ["--each", "20", "--only", "residue.entity", "--json", str(out_file)]
    main(["--data", str(tmp_path), *options])
    record = json.loads(out_file.read_text())["residue.entity"]
    assert record["planted"] == 20
    assert record["found"] == record["touching"] == 1.0
    assert record["clean_hits_per_1000_words"] == 0
    assert record["words"] > 400
    assert "residue.entity" in capsys.readouterr().out
