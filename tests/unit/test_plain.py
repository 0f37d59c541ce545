"""Plain command lines are read as the library reads them, and end with what was printed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import typer

from mtlint.cli import app, check, main
from mtlint.cli.options import RunOptions
from mtlint.cli.plain import plain

GOOD = "The office opened a new line. , and the the visitors cheered.\n\nIt closed at night.\n"


def by_library(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Inputs and options as the library reads them."""
    met = []

    def checked(inputs: list[str], options: RunOptions) -> int:
        met.append((inputs, options))
        return 0

    monkeypatch.setattr(check, "checked", checked)
    with pytest.raises(SystemExit) as end:
        app(arguments, prog_name="mtlint")
    assert end.value.code == 0
    return met[0]


@pytest.mark.parametrize(
    "line",
    [
        ["a.txt"],
        ["a.txt", "-", "b c.txt"],
        ["--no-model", "a.txt", "-q", "--deep", "--target-only"],
        ["a.txt", "--format", "json", "-o", "r.html", "--output", "r.csv", "--output=html:x"],
        ["a.txt", "--select", "punctuation", "--ignore=spacing,names", "--select", "model"],
        ["a.txt", "--source", "s.txt", "--glossary=g.tbx", "--config", "c.toml", "--quiet"],
        ["--source-lang=zh", "--target-lang", "en", "a.txt", "--terms", "t.csv", "--baseline=b"],
        ["a.txt", "--reference", "r=s.txt", "été.txt"],
    ],
    ids=" ".join,
)
def test_plain_lines_are_read_as_the_library_reads_them(
    line: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = plain(["check", *line])
    assert read is not None
    inputs, options = by_library(["check", *line], monkeypatch)
    assert read[0] == list(inputs)
    assert asdict(read[1]) == asdict(options)


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["--help"],
        ["gate", "a.txt"],
        ["check"],
        ["check", "--no-model"],
        ["check", "a.txt", "--help"],
        ["check", "a.txt", "--no-such"],
        ["check", "a.txt", "--top", "3"],
        ["check", "a.txt", "--min-confidence=0.5"],
        ["check", "a.txt", "--format"],
        ["check", "a.txt", "--format", ""],
        ["check", "a.txt", "--format", "-o"],
        ["check", "a.txt", "--format", "json", "--format", "csv"],
        ["check", "a.txt", "--quiet=yes"],
        ["check", "a.txt", "-qo", "r.html"],
        ["check", "a.txt", "-or.html"],
        ["check", "--", "-a.txt"],
        ["check", "a\udcff.txt"],
        ["--version", "check", "a.txt"],
    ],
    ids=lambda line: " ".join(line).encode("ascii", "replace").decode() or "nothing",
)
def test_the_library_reads_what_is_not_plain(line: list[str]) -> None:
    assert plain(line) is None


def test_completion_is_for_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain(["check", "a.txt"]) is not None
    monkeypatch.setenv("_MTLINT_COMPLETE", "complete_bash")
    assert plain(["check", "a.txt"]) is None


def test_every_option_has_a_name_for_both() -> None:
    known = typer.main.get_command(app).commands["check"]  # type: ignore[attr-defined]
    told = {name for p in known.params for name in p.opts if name.startswith("-")}
    from dataclasses import fields

    from mtlint.cli.plain import names

    assert {name for field in fields(RunOptions) for name in names(field)} == told - {"--help"}


def test_a_plain_check_loads_no_library(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(GOOD)
    code = (
        "import atexit, sys\n"
        "sys.argv = ['mtlint', 'check', '--no-model', sys.argv[1]]\n"
        "atexit.register(lambda: print(*sorted({'typer', 'pydantic', 'numpy', 'onnxruntime'}"
        " & set(sys.modules)), 'end', flush=True))\n"
        "from mtlint.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(article)], capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1] == "end"


def test_a_reader_that_went_away_is_no_failure(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(GOOD)
    read, write = os.pipe()
    os.close(read)
    line = [sys.executable, "-m", "mtlint", "check", "--no-model", str(article)]
    done = subprocess.run(line, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_before_the_first_report_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def checked(inputs: list[str], options: RunOptions) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("mtlint.cli.checked", checked)
    monkeypatch.setattr("mtlint.cli.leave", sys.exit)
    monkeypatch.setattr(sys, "argv", ["mtlint", "check", "a.txt"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert capsys.readouterr().err == "mtlint: interrupted before anything was checked\n"
