"""Where reports go: standard output, and files that are whole or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from mtlint.report import ENCODINGS, render, renderer
from mtlint.types import DocumentReport, Report


class OutputError(OSError):
    """A report that could not be written; the message says where and why."""


def write_file(report: Report, name: str, path: str) -> None:
    """Write `report` in format `name`; a reader never sees half a file.

    Raises:
        OutputError: when the folder is missing or the file cannot be written.
    """
    _replace_file(path, render(report, name).encode(ENCODINGS.get(name, "utf-8"), "replace"))


def write_text(text: str, path: str) -> None:
    """Write `text` as UTF-8, whole or not at all; with a byte-order mark where a spreadsheet reads.

    Raises:
        OutputError: when the folder is missing or the file cannot be written.
    """
    encoding = "utf-8-sig" if path.lower().endswith((".csv", ".tsv")) else "utf-8"
    _replace_file(path, text.encode(encoding, "replace"))


def _replace_file(path: str, data: bytes) -> None:
    target = Path(path)
    try:
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
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


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


def emit(text: str) -> None:
    """Write `text` to standard output as UTF-8, whatever the locale says."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def emit_line(item: DocumentReport) -> None:
    """One document of a JSON-lines stream, as soon as it is known."""
    from mtlint.report.json_ import render_document

    emit(render_document(item))


def complain(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"mtlint: {message}\n")
