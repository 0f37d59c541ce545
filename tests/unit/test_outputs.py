"""Where reports are written: never over what is read, and through what is no plain file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mtlint.cli.codes import Stop
from mtlint.cli.guard import spare
from mtlint.cli.options import RunOptions

GOOD = "The office opened and the the visitors cheered.\n"


def run(*args: str, cwd: Path, stdin: int | None = None) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mtlint", *args], stdin=stdin, capture_output=True, cwd=cwd
    )
    return done.returncode, done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "g.csv").write_text("source,target\n局,bureau\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("inputs", "options", "word"),
    [
        (["a.txt"], {"output": ["a.txt"]}, "an input"),
        (["a.txt"], {"output": ["txt:./sub/../a.txt"]}, "an input"),
        (["a.txt"], {"output": ["link.txt"]}, "an input"),
        (["a.txt"], {"glossary": Path("g.csv"), "terms": Path("g.csv")}, "the glossary"),
        (["b.txt"], {"config": Path("m.toml"), "output": ["txt:m.toml"]}, "the configuration"),
        (["g.csv"], {"terms": Path("g.csv")}, "an input"),
        (["b.txt"], {"source": Path("a.txt"), "output": ["a.txt"]}, "the source"),
    ],
)
def test_what_is_read_is_not_replaced(
    folder: Path, inputs: list[str], options: dict[str, object], word: str
) -> None:
    (folder / "sub").mkdir()
    (folder / "m.toml").write_text("top = 3")
    (folder / "link.txt").symlink_to("a.txt")
    asked = RunOptions(**options)  # type: ignore[arg-type]
    targets = [("text", o.removeprefix("txt:")) for o in asked.output]
    with pytest.raises(Stop, match=f"would replace {word}; give another"):
        spare(inputs, asked, asked.settings(inputs), targets)


def test_a_report_may_lie_in_an_input_folder_and_replace_an_older_one(folder: Path) -> None:
    (folder / "r.json").write_text("{}")
    options = RunOptions()
    for output in ("r.json", "a.txt", "new.txt"):
        spare([".", "b.txt"], options, options.settings(["."]), [("json", output)])


def test_an_input_as_output_is_wrong_usage(folder: Path) -> None:
    code, said = run("check", "a.txt", "-q", "--no-model", "-o", "a.txt", cwd=folder)
    assert (code, said) == (
        2,
        "mtlint: -o a.txt would replace an input; give another file name\n",
    )
    assert (folder / "a.txt").read_text() == GOOD
    with (folder / "a.txt").open() as file:
        code, said = run("check", "-", "-q", "-o", "a.txt", cwd=folder, stdin=file.fileno())
    assert code == 2
    assert "would replace standard input" in said


def test_no_draft_glossary_of_nothing(folder: Path) -> None:
    before = (folder / "g.csv").read_bytes()
    code, _ = run("check", "nofile.txt", "--no-model", "--terms", "g.csv", cwd=folder)
    assert code == 2
    assert (folder / "g.csv").read_bytes() == before
