"""One file per output format: a Report becomes text.

Every format module has `render(report, **options) -> str`. Modules are imported when asked for,
so that a terminal run does not pay for the spreadsheet one.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import PurePath

from mtlint.types import Report

FORMATS: dict[str, str] = {
    "text": "mtlint.report.text",
    "json": "mtlint.report.json_",
    "jsonl": "mtlint.report.json_",
    "csv": "mtlint.report.csv_",
    "html": "mtlint.report.html",
    "sarif": "mtlint.report.sarif",
    "junit": "mtlint.report.junit",
    "github": "mtlint.report.github",
    "gitlab": "mtlint.report.gitlab",
    "checkstyle": "mtlint.report.checkstyle",
    "rdjson": "mtlint.report.rdjson",
    "markdown": "mtlint.report.markdown",
    "mqm-tsv": "mtlint.report.mqm_tsv",
}
SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".sarif": "sarif",
    ".md": "markdown",
    ".tsv": "mqm-tsv",
}
# A spreadsheet takes UTF-8 for the local code page unless a byte-order mark tells it otherwise.
ENCODINGS: dict[str, str] = {"csv": "utf-8-sig"}


def format_of(output: str) -> tuple[str, str]:
    """(format name, path) of an output argument: `html:FILE` by name, else by the suffix.

    Raises:
        ValueError: when neither tells the format.
    """
    name, colon, rest = output.partition(":")
    if colon and name in FORMATS and rest:
        return name, rest
    suffix = PurePath(output).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix], output
    raise ValueError(
        f"cannot tell the report format of {output!r}: "
        f"use one of {', '.join(sorted(SUFFIXES))}, or name it as in html:{output}"
    )


def renderer(name: str) -> Callable[..., str]:
    """The render function of a format.

    Raises:
        KeyError: for a name that is not in FORMATS.
    """
    module = importlib.import_module(FORMATS[name])
    function: Callable[..., str] = getattr(module, "render_lines" if name == "jsonl" else "render")
    return function


def make_ready(name: str) -> None:
    """Load a format, and what it must prepare before its first report: its function `ready`."""
    renderer(name)
    getattr(importlib.import_module(FORMATS[name]), "ready", _nothing)()


def _nothing() -> None:
    """What most formats must prepare."""


def render(report: Report, name: str) -> str:
    """`report` in the format called `name`; half characters of broken input become marks."""
    return renderer(name)(report).encode("utf-8", "replace").decode("utf-8")
