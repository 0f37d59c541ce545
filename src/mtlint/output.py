"""Where reports go: standard output, and files that are whole or not there at all.

Devices and pipes are written into, never replaced; a link keeps pointing where it points.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from mtlint.report import ENCODINGS, render, renderer
from mtlint.types import DocumentReport, Report


class OutputError(OSError):
    """A report that could not be written; the message says where and why."""


def write_file(report: Report, name: str, path: str) -> None:
    """Write `report` in format `name`; a reader never sees half a file.

    Raises:
        OutputError: when the folder is missing or the file cannot be written.
    """
    _deliver_file(path, render(report, name).encode(ENCODINGS.get(name, "utf-8"), "replace"))


def write_text(text: str, path: str) -> None:
    """Write `text` as UTF-8, whole or not at all; with a byte-order mark where a spreadsheet reads.

    Raises:
        OutputError: when the folder is missing or the file cannot be written.
    """
    encoding = "utf-8-sig" if path.lower().endswith((".csv", ".tsv")) else "utf-8"
    _deliver_file(path, text.encode(encoding, "replace"))


def _deliver_file(path: str, data: bytes) -> None:
    """Write into what stands at `path` where it is no regular file, else put a whole file there."""
    try:
        handle = _open_through(path)
        if handle is None:
            _replace_file(Path(os.path.realpath(path)), data)  # a link stays, its target is new
        else:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _open_through(path: str) -> int | None:
    """A handle to write into what must not be replaced: a device, a pipe, or the file that our own
    streams already write to (/dev/stdout); None for a regular file, or where there is nothing."""
    try:
        there = os.stat(path)
    except FileNotFoundError:
        return None
    for own in (1, 2):
        with suppress(OSError):
            if os.path.samestat(there, os.fstat(own)):
                return os.dup(own)
    if stat.S_ISREG(there.st_mode):
        return None
    return os.open(path, os.O_WRONLY)


def _replace_file(target: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        # mkstemp files are private; a report is as readable as any new file of the user's.
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def terminal_width(default: int = 80) -> int:
    """Columns to write for: the terminal's, at most 110; `default` in a pipe."""
    if not sys.stdout.isatty():
        return default
    try:
        return max(40, min(110, os.get_terminal_size(sys.stdout.fileno()).columns))
    except OSError:
        return default


def wants_color() -> bool:
    """Colours only on a terminal, and not where NO_COLOR (https://no-color.org) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def to_stdout(report: Report, name: str) -> None:
    """Print `report` in format `name`."""
    if name == "text":
        text = renderer(name)(report, width=terminal_width(), color=wants_color())
    else:
        text = render(report, name)
    emit(text)


def emit(text: str) -> bool:
    """Write `text` to standard output as UTF-8, whatever the locale says.

    False where its reader has gone away (`| head`): from then on what is written goes nowhere, and
    the command goes on, to its files and to the exit code that it has earned.
    """
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        to_nowhere(sys.stdout)
        return False
    return True


def to_nowhere(stream: TextIO) -> None:
    """Let a stream without a reader drop what it holds and what is to come: Python flushes it at
    exit, and would fail then."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def emit_line(item: DocumentReport) -> bool:
    """One document of a JSON-lines stream, as soon as it is known; False as for `emit`."""
    from mtlint.report.json_ import render_document

    return emit(render_document(item))


def complain(message: str) -> None:
    """One line on standard error; what a terminal would act on in a file's name is made visible."""
    from mtlint.report.excerpt import visible

    say(f"mtlint: {visible(message)}\n")


def say(text: str) -> None:
    """Write `text` to standard error, if someone still reads there."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        to_nowhere(sys.stderr)
