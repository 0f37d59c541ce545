"""The model is made ready, and reads, while other work is done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest

from mtlint import readers
from mtlint.check import Check
from mtlint.config import Config
from mtlint.models import reader, tagger
from mtlint.pipeline import active_checks, calibration_of, check_document
from mtlint.segment import article
from mtlint.types import ModelView

TEXT = "The bridge opened on Monday. , and the mayor cut the ribbon of the the bridge.\n"
needs_model = pytest.mark.skipif(not tagger.available(), reason="no runtime or no weights")


@pytest.mark.parametrize(
    ("config", "asked"),
    [
        (Config(), True),
        (Config(use_model=False), False),
        (Config(ignore=("model",)), False),
        (Config(ignore=("model.minor",)), True),
        (Config(select=("punctuation",)), False),
        (Config(select=("punctuation", "model.major")), True),
        (Config(rules={"model": "off"}), False),
        (Config(rules={"model": "off", "model.major": "on"}), True),
        (Config(rules={"model.major": "off"}), True),
    ],
    ids=str,
)
def test_whether_the_model_may_be_asked(config: Config, asked: bool) -> None:
    assert readers.may_be_asked(config) is asked


@pytest.fixture
def made_ready(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is made ready, in place of the model."""
    met: list[object] = []
    monkeypatch.setattr(reader, "load", lambda after, *, fits: met.append(after))
    monkeypatch.setattr("mtlint.models.shipped.available", lambda: True)
    return met


@pytest.mark.parametrize(
    ("config", "text", "expected"),
    [
        (Config(), TEXT, True),
        (Config(), "Die Brücke wurde eröffnet.\n", False),
        (Config(target_lang="en"), "Die Brücke wurde eröffnet.\n", True),
        (Config(target_lang="de"), TEXT, False),
        (Config(use_model=False), TEXT, False),
        (Config(jobs=2), TEXT, False),
        (Config(deep=True), TEXT, False),
    ],
)
def test_when_the_model_is_expected(
    config: Config, text: str, expected: bool, tmp_path: Path, made_ready: list[object]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    readers.expect(config, [str(path)], int)
    assert made_ready == ([int] if expected else [])


def test_no_input_that_can_be_read_but_once_is_looked_at(
    tmp_path: Path, made_ready: list[object]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (str(tmp_path / "pipe"), str(tmp_path), str(tmp_path / "absent"), "-"):
        readers.expect(Config(), [name], int)
    assert made_ready == []


def test_what_fails_is_said_when_the_model_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise OSError("no weights today")

    after: list[int] = []
    monkeypatch.setattr(tagger, "_load", broken)
    tagger.load(lambda: after.append(1)).join()
    assert after == []
    monkeypatch.setattr("mtlint.models.shipped.available", lambda: True)
    report = check_document(article(TEXT))
    assert {f.check for f in report.findings} >= {"punctuation.stray", "repetition.word"}
    assert [f.what for f in report.failures if "no weights today" in f.what]


@needs_model
def test_ready_once_loaded_then_what_comes_after() -> None:
    after: list[int] = []
    tagger.load(lambda: after.append(1)).join()
    assert after == [1]


def test_the_model_reads_while_the_checks_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Sequence[str]] = []

    def read(texts: Sequence[str], *asked: object) -> list[ModelView]:
        begun.append(texts)
        return [ModelView((), 1.0) for _ in texts]

    monkeypatch.setattr(readers, "model_reader", lambda lang: read)

    def found() -> Sequence[Check]:
        until = time.monotonic() + 5
        while not begun and time.monotonic() < until:
            time.sleep(0.01)
        assert begun
        return active_checks(Config(), calibration_of(Config()))

    check_document(article(TEXT), checks=found)
    assert len(begun) == 1
    check_document(article(TEXT), checks=[])
    assert len(begun) == 1


@needs_model
def test_reading_is_broken_off_when_unwanted() -> None:
    met = iter([False, True])
    texts = [f"The bridge number {i} opened on Monday." for i in range(9)]
    with pytest.raises(CancelledError):
        reader.read(texts, None, (), lambda: next(met))


@needs_model
def test_an_interrupted_run_ends_soon(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    lines = [f"The mayor of the town opened bridge number {i} on Monday." for i in range(3000)]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    line = [sys.executable, "-m", "mtlint", "check", str(path)]
    run = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    time.sleep(4)
    assert run.poll() is None
    run.send_signal(signal.SIGINT)
    began = time.monotonic()
    _, said = run.communicate(timeout=60)
    assert run.returncode == 3 and b"interrupted" in said
    assert time.monotonic() - began < 6
