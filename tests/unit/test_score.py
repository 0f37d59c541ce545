"""`mtlint score` prints the figures of sacrebleu's own command line, to the last digit."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ONE = [
    "The plan was adopted on Monday.  ",
    "Nothing said.",
    "  He said that prices rose by three percent.",
    "Rail fares fell — the first time since 2019.",
    "It rained.",
]
TWO = [
    "The plan was passed on Monday.",
    "Nothing.",
    "He said prices had gone up three percent.",
    "Rail fares fell, for the first time since 2019.",
    "There was rain.",
]
REF = [
    "The plan was approved on Monday.",
    "Nothing more was said.",
    "He said prices had risen by three percent.",
    "Rail fares fell for the first time since 2019.",
    "It rained all day.",
]


def run(*args: str, cwd: Path) -> str:
    env = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *args], capture_output=True, text=True, cwd=cwd, env=env
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, lines in (("one.txt", ONE), ("two.txt", TWO), ("ref.txt", REF)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


METRICS = ("-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "-w", "15", "-f", "json")


def test_the_corpus_and_its_intervals(folder: Path) -> None:
    theirs = json.loads(
        run("sacrebleu", "ref.txt", "-i", "one.txt", *METRICS, "--confidence", cwd=folder)
    )
    ours = json.loads(
        run("mtlint", "score", "one.txt", "--reference", "ref.txt", "--format", "json", cwd=folder)
    )
    assert [s["id"] for s in ours] == ["one.txt", "corpus"]
    for mine, other in zip(ours[-1]["scores"], theirs, strict=True):
        assert mine["name"] == other["name"]
        assert f"{mine['score']:.15f}" == f"{other['score']:.15f}"
        assert f"{mine['mean']:.15f}" == f"{other['confidence_mean']:.15f}"
        assert f"{mine['interval']:.15f}" == f"{other['confidence_var']:.15f}"
        assert mine["signature"] == other["signature"]


def test_a_paired_test_of_two_systems(folder: Path) -> None:
    printed = ("-w", "9", "-f", "text", "--paired-bs")
    theirs = run(
        "sacrebleu", "ref.txt", "-i", "one.txt", "two.txt", *METRICS[:6], *printed, cwd=folder
    )
    args = ("--reference", "ref.txt", "--against", "two.txt", "--format", "json")
    ours = json.loads(run("mtlint", "score", "one.txt", *args, cwd=folder))
    flat = re.sub(r"\x1b\[[0-9;]*m", "", theirs)
    for mine in ours:
        for score in mine["scores"]:
            figures = f"{score['score']:.9f} ({score['mean']:.9f} ± {score['interval']:.9f})"
            assert figures in flat
            assert score["p_value"] is None or f"(p = {score['p_value']:.4f})" in flat
            assert f"{score['name']}" in flat and score["signature"] in flat
    assert ours[0]["scores"][0]["p_value"] is None
    text = run("mtlint", "score", "one.txt", *args[:-2], cwd=folder)
    assert text.count("p = 0.") == 3


def test_lines_that_hold_nothing(folder: Path) -> None:
    (folder / "one.txt").write_text("\n".join(["", *ONE[1:]]) + "\n", encoding="utf-8")
    args = ("--reference", "ref.txt", "--format", "json")
    (_, corpus) = json.loads(run("mtlint", "score", "one.txt", *args, cwd=folder))
    theirs = json.loads(run("sacrebleu", "ref.txt", "-i", "one.txt", *METRICS, cwd=folder))
    for mine, other in zip(corpus["scores"], theirs, strict=True):
        assert f"{mine['score']:.15f}" == f"{other['score']:.15f}"
        assert mine["interval"] > 0


def test_articles_of_several_files_and_packed_ones(folder: Path) -> None:
    (folder / "a.txt").write_text("\n".join(ONE[:2]) + "\n", encoding="utf-8")
    (folder / "b.txt.gz").write_bytes(gzip.compress(("\n".join(ONE[2:]) + "\n").encode()))
    args = ("--reference", "ref.txt", "--format", "json", "--bootstrap", "0")
    whole = json.loads(run("mtlint", "score", "one.txt", *args, cwd=folder))
    parts = json.loads(run("mtlint", "score", "a.txt", "b.txt.gz", *args, cwd=folder))
    assert [s["segments"] for s in parts] == [2, 3, 5]
    assert parts[-1] == whole[-1]
    assert parts[0]["scores"][0]["interval"] is None


def test_batches_that_hold_their_references(folder: Path) -> None:
    segments = [
        {"id": i, "target": h, "reference": r}
        for i, (h, r) in enumerate(zip(TWO, REF, strict=True))
    ]
    batch = json.dumps({"id": "x", "segments": segments, "target_lang": "en"}) + "\n"
    (folder / "batch.jsonl").write_text(batch, encoding="utf-8")
    args = ("--format", "json", "--bootstrap", "0")
    inside = json.loads(run("mtlint", "score", "batch.jsonl", *args, cwd=folder))
    beside = json.loads(
        run("mtlint", "score", "two.txt", "--reference", "ref.txt", *args, cwd=folder)
    )
    assert inside[-1] == beside[-1]


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["one.txt"], "--reference"),
        (["one.txt", "--reference", "short.txt"], "4 lines"),
        (["one.txt", "--reference", "none.txt"], "none.txt"),
        (["gone.txt", "--reference", "ref.txt"], "gone.txt"),
        (["one.txt", "--reference", "ref.txt", "--against", "short.txt"], "short.txt"),
        (["one.txt", "--reference", "ref.txt", "--format", "xml"], "xml"),
        (["empty.txt", "--reference", "empty.txt"], "no line to compare"),
        (["broken.gz", "--reference", "ref.txt"], "broken.gz: cannot be read: the gzip data"),
    ],
)
def test_what_cannot_be_compared_is_said(folder: Path, args: list[str], word: str) -> None:
    (folder / "short.txt").write_text("\n".join(REF[:4]) + "\n", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "broken.gz").write_bytes(b"\x1f\x8bxx")
    done = subprocess.run(
        [sys.executable, "-m", "mtlint", "score", *args], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode in {2, 3}
    assert word in done.stderr and "Traceback" not in done.stderr


def test_a_byte_order_mark_is_no_text(folder: Path) -> None:
    text = (folder / "ref.txt").read_text(encoding="utf-8")
    (folder / "marked.txt").write_text(text, encoding="utf-8-sig")
    args = ("--reference", "ref.txt", "--format", "json", "--bootstrap", "0")
    found = json.loads(run("mtlint", "score", "marked.txt", *args, cwd=folder))
    assert found[-1]["scores"][0]["score"] == pytest.approx(100)
