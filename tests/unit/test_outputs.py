"""Where reports are written: never over what is read, and through what is no plain file."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from mtlint.cli.codes import Stop
from mtlint.cli.guard import spare
from mtlint.cli.options import RunOptions
from mtlint.cli.run import perform, prepare
from mtlint.output import OutputError, write_text

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


def test_a_pipe_is_written_into(folder: Path) -> None:
    os.mkfifo("pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_text()), daemon=True)
    reader.start()
    write_text("report", "pipe")
    reader.join(5)
    assert got == ["report"]
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_a_device_is_written_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a device was replaced")

    monkeypatch.setattr(os, "replace", never)  # as root it would take the device away
    write_text("report", os.devnull)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_link_stays_and_its_target_is_written(folder: Path) -> None:
    (folder / "old.html").write_text("old")
    Path("r.html").symlink_to("old.html")
    Path("new.html").symlink_to("later.html")
    for name in ("r.html", "new.html"):
        write_text("report", name)
        assert Path(name).is_symlink()
    assert (folder / "old.html").read_text() == (folder / "later.html").read_text() == "report"


def test_standard_output_by_name_is_not_replaced(folder: Path) -> None:
    if not os.path.exists("/dev/stdout"):
        pytest.skip("no /dev/stdout here")
    with open("log", "ab") as log:
        log.write(b"before\n")
        log.flush()
        command = [sys.executable, "-m", "mtlint", "check", "a.txt", "-q", "--no-model"]
        subprocess.run([*command, "-o", "json:/dev/stdout"], stdout=log, check=True)
    assert Path("log").read_text().startswith('before\n{\n "schema"')


def test_a_folder_is_no_output_file(folder: Path) -> None:
    (folder / "sub").mkdir()
    with pytest.raises(OutputError, match="sub: cannot be written"):
        write_text("report", "sub")


def unread(*args: str, cwd: Path) -> tuple[int, str]:
    """Exit code and standard error of a command whose standard output has no reader."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "mtlint", *args]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, cwd=cwd)
    os.close(writer)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("format", ["text", "json", "jsonl"])
def test_files_are_written_though_nobody_reads_the_rest(folder: Path, format: str) -> None:
    args = ("check", "a.txt", "a.txt", "--no-model", "--format", format, "-o", "r.json")
    assert unread(*args, cwd=folder) == (0, "")
    assert (folder / "r.json").read_text().count('"headline"') == 2


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("check", "a.txt", "--top", "3"), 0),
        (("check", "a.txt", "nofile.txt"), 3),
        (("check", "a.txt", "nofile.txt", "--top", "3"), 3),
        (("gate", "a.txt", "nofile.txt", "--format", "json"), 3),
        (("gate", "a.txt", "--format", "json"), 0),
        (("gate", "a.txt", "--config", "strict.toml"), 1),
        (("gate", "a.txt", "a.txt", "--config", "strict.toml", "--format", "jsonl"), 1),
        (("checks",), 0),
    ],
)
def test_a_closed_pipe_keeps_the_exit_code(folder: Path, args: tuple[str, ...], code: int) -> None:
    (folder / "strict.toml").write_text("[gate]\nmin_words = 1\npenalty_per_1000_words = 0.1\n")
    more = () if args[0] == "checks" else ("--no-model",)
    ended, said = unread(*args, *more, cwd=folder)
    assert ended == code, said
    assert "internal error" not in said


def test_a_stream_that_nobody_reads_ends(folder: Path) -> None:
    args = ("check", "a.txt", "nofile.txt", "--no-model", "--format", "jsonl")
    assert unread(*args, cwd=folder) == (0, "")


def test_a_closed_standard_error_keeps_the_exit_code(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "mtlint", "check", "a.txt", "nofile.txt", "--no-model"]
    assert subprocess.run(command, stdout=writer, stderr=writer).returncode == 3
    os.close(writer)


def test_a_folder_that_may_not_be_entered_is_one_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "noaccess"
    closed.mkdir()
    stat_of, open_of = os.stat, Path.open

    def refused(path: object) -> None:
        if "noaccess" in os.fspath(path):  # type: ignore[call-overload]
            raise PermissionError(13, "Permission denied", str(path))

    def stat_refused(path: Any, *args: Any, **options: Any) -> os.stat_result:
        if not isinstance(path, int):
            refused(path)
        return stat_of(path, *args, **options)

    def open_refused(path: Path, *args: Any, **options: Any) -> Any:
        refused(path)
        return open_of(path, *args, **options)

    # Root may enter any folder: what the system tells others is told here.
    monkeypatch.setattr(os, "stat", stat_refused)
    monkeypatch.setattr(Path, "open", open_refused)
    inputs = ["noaccess/base.txt", "a.txt"]
    options = RunOptions(no_model=True)
    done = perform(prepare(inputs, options), inputs)
    assert [d.document.id for d in done.documents] == ["a.txt"]
    assert [str(f) for f in done.failures] == [
        "noaccess/base.txt: not allowed to read this file (check its permissions)"
    ]
    prepare(["noaccess/base.txt"], options)  # the only input: its folder is asked for settings
    with pytest.raises(Stop, match="there is no folder"):
        RunOptions(output=["noaccess/sub/r.json"]).targets()
