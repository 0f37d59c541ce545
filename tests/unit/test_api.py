"""The Python API that programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import mtlint
from mtlint.config import Config, ConfigError, TermRule
from mtlint.frame import COLUMNS, empty

BAD = "The office opened a new line. , and the the visitors cheered."
QUIET = Config(use_model=False, min_confidence=0.0)


def test_check_takes_what_the_command_takes(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('min_confidence = 0.0\nuse_model = false\n[rules]\nrepetition = "critical"\n')
    (document,) = mtlint.check(BAD, "Office opens", config=file).documents
    severities = {f.check: str(f.severity) for f in document.findings}
    assert severities["repetition.word"] == "critical" and "punctuation.stray" in severities
    (document,) = mtlint.check(BAD, config=str(file), ignore=["repetition"]).documents
    assert {f.check for f in document.findings} == {"punctuation.stray"}
    with pytest.raises(ConfigError):
        mtlint.check(BAD, config=tmp_path / "none.toml")


def test_the_function_stays_when_the_module_of_its_name_is_imported() -> None:
    import importlib

    decorators = importlib.import_module("mtlint.check")
    assert callable(mtlint.check) and decorators.segment_check
    assert mtlint.check(BAD, config=QUIET).documents == mtlint.check(BAD, config=QUIET).documents


def test_check_with_a_source() -> None:
    rules = Config(use_model=False, terms=(TermRule("capital", "Committee", source="省委"),))
    text = "The provincial capital met.\n\nThe capital grew."
    (document,) = mtlint.check(text, source="省委开会\n省会发展", config=rules).documents
    (found,) = document.findings
    assert found.start < 20 and [str(e) for e in found.evidence] == ["target", "source"]


def test_frames_of_both_layouts_say_what_check_says() -> None:
    (alone,) = mtlint.check(BAD, "Office opens", config=QUIET).documents
    articles = pd.DataFrame({"id": ["a", "b"], "headline": ["Office opens", None],
                             "body": [BAD, "Nothing wrong here."]})  # fmt: skip
    found = mtlint.check_frame(articles, QUIET)
    assert list(found["check"]) == [f.check for f in alone.findings]
    assert list(found["document"]) == ["a"] * len(alone.findings)
    segments = pd.DataFrame({"ID": [7, 7], "Segment": [1, 2], "Target": [BAD, "All is well."]})
    found = mtlint.check_frame(segments, QUIET)
    assert set(found["check"]) == {"punctuation.stray", "repetition.word"}
    assert set(found["segment"]) == {"1"} and set(found["document"]) == {"7"}
    for places in found["related"]:
        assert isinstance(json.loads(places), list)


def test_the_shape_is_the_same_whatever_is_found() -> None:
    batch = pd.DataFrame({"id": ["a"], "body": [BAD]})
    full = mtlint.check_frame(batch, QUIET)
    for frame in (empty(), mtlint.check_frame(batch.iloc[:0], QUIET)):
        assert len(frame) == 0
        pd.testing.assert_series_equal(frame.dtypes, full.dtypes)
    assert list(full.columns) == list(COLUMNS)


def test_what_cannot_be_checked_is_not_passed_over() -> None:
    batch = pd.DataFrame({"id": ["a", "b"], "body": [BAD, None]})
    with pytest.raises(ValueError, match="body"):
        mtlint.check_frame(batch, QUIET)
    found = mtlint.check_frame(batch, QUIET, errors="report")
    assert found["failure"].notna().sum() == 1 and found["check"].notna().sum() == 2
    with pytest.raises(ValueError, match="layout"):
        mtlint.check_frame(pd.DataFrame({"x": ["y"]}), QUIET)
    with pytest.raises(ValueError, match="errors"):
        mtlint.check_frame(batch, QUIET, errors="ignore")
