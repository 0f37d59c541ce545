"""What all commands share: the application, exit codes, the way to stop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from mtlint import __version__
from mtlint.types import Failure

PASS, FAILED, USAGE, INCOMPLETE = 0, 1, 2, 3

app = typer.Typer(
    name="mtlint",
    help="Finds suspected translation errors in machine-translated articles, most costly first.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Articles, batches, folders; - for stdin.")
]
PathOption = Path | None


class Stop(Exception):
    """Ends the run with one line on standard error and an exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def _version(value: bool) -> None:
    if value:
        typer.echo(f"mtlint {__version__}")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def exit_code(checked: int, failures: Sequence[Failure]) -> int:
    """0 complete, 2 nothing to check, 3 something could not be checked."""
    if any(not f.absent for f in failures):
        return INCOMPLETE
    if not checked:
        return USAGE
    return INCOMPLETE if failures else PASS
