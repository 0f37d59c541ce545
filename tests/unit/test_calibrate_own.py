"""A team's own judgements move confidences: few a little, many to what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtlint.calibration.table import load_calibration, parse_calibration
from mtlint.learn.own import Judgement, as_bytes, relearned

TABLE = load_calibration()
CHECK = "punctuation.stray"


def after(*judgements: Judgement) -> tuple[float, float]:
    """Confidence of the judged check, and of one that nobody judged."""
    made = parse_calibration(as_bytes(relearned(TABLE, judgements, "x")), "x")
    return made.confidence(CHECK), made.confidence("repetition.word")


def test_many_judgements_decide_and_few_do_not() -> None:
    before = TABLE.confidence(CHECK)
    wrong = Judgement(CHECK, before, 0.0)
    one, _ = after(wrong)
    assert before - 0.15 < one < before
    many, other = after(*[wrong] * 300)
    assert many < 0.05
    right, _ = after(*[Judgement(CHECK, before, 1.0)] * 300)
    assert right > 0.95
    assert other < TABLE.confidence("repetition.word")


def test_a_check_that_was_never_calibrated_gets_an_entry() -> None:
    data = relearned(TABLE, [Judgement("newsroom.x", 0.9, 0.0)] * 50, "x")
    made = parse_calibration(as_bytes(data), "x")
    assert made.precision("newsroom.x") is not None
    assert made.confidence("newsroom.x") < 0.3


def test_nothing_to_learn_from_is_said() -> None:
    with pytest.raises(ValueError, match="no judged finding"):
        relearned(TABLE, [], "x")


def mtlint(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mtlint", *args],
        capture_output=True, text=True, encoding="utf-8", cwd=folder,
    )  # fmt: skip


def test_decisions_by_the_command_line(tmp_path: Path) -> None:
    names = ["office", "museum", "library", "school", "market", "harbour"]
    for name in names:
        text = f"The {name} opened a new line. , and many visitors cheered in the town.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [f"{name}.txt" for name in names]
    assert mtlint(tmp_path, "baseline", *files, "--no-model", "-o", "known.json").returncode == 0
    done = mtlint(tmp_path, "calibrate", "known.json", "-o", "own.json")
    assert done.returncode == 0, done.stderr
    assert CHECK in done.stdout and "own.json" in done.stderr
    again = mtlint(tmp_path, "calibrate", "known.json", "-o", "again.json")
    assert again.returncode == 0
    assert (tmp_path / "own.json").read_bytes() == (tmp_path / "again.json").read_bytes()
    (tmp_path / "mtlint.toml").write_text('calibration = "own.json"\nmin_confidence = 0.0\n')

    def confidence(*args: str) -> float:
        said = mtlint(tmp_path, "check", files[0], "--no-model", "--format", "json", *args).stdout
        found = json.loads(said)["documents"][0]["findings"]
        return float(next(f["confidence"] for f in found if f["check"] == CHECK))

    (tmp_path / "plain.toml").write_text("min_confidence = 0.0\n")
    assert confidence() < confidence("--config", "plain.toml")


def test_ratings_by_the_command_line(tmp_path: Path) -> None:
    target = "The office opened a new line. , and many visitors cheered."
    at = target.index(". ,")
    marked = {"side": "target", "start": at, "end": at + 3, "text": ". ,", "severity": "minor"}
    rows = [
        {
            "id": f"d{i}",
            "target_lang": "en",
            "segments": [
                {"id": 1, "target": target, "ratings": [{"rater": "a", "errors": [marked]}] * 3}
            ],
        }
        for i in range(20)
    ]
    path = tmp_path / "ratings.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    done = mtlint(tmp_path, "calibrate", "ratings.jsonl", "--no-model", "-o", "own.json")
    assert done.returncode == 0, done.stderr
    made = load_calibration(tmp_path / "own.json")
    assert made.confidence(CHECK) > TABLE.confidence(CHECK)
    for name, text in (("none.jsonl", None), ("plain.jsonl", json.dumps(
        {"id": "a", "segments": [{"id": 1, "target": target}]}))):  # fmt: skip
        if text:
            (tmp_path / name).write_text(text, encoding="utf-8")
        wrong = mtlint(tmp_path, "calibrate", name, "--no-model")
        assert wrong.returncode == 2 and name in wrong.stderr


def test_a_calibration_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well here.\n")
    (tmp_path / "mtlint.toml").write_text('calibration = "gone.json"\n')
    done = mtlint(tmp_path, "gate", "a.txt", "--no-model")
    assert done.returncode == 2 and "gone.json" in done.stderr
    assert len(done.stderr.splitlines()) == 1
