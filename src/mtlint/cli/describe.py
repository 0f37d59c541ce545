"""checks, explain and config: what mtlint says of itself."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from mtlint.cli.base import app
from mtlint.cli.codes import PathOption, Stop
from mtlint.cli.explain import explained
from mtlint.cli.options import complete_check
from mtlint.output import complain, emit


@app.command()
def checks(
    precision: Annotated[
        bool, typer.Option("--precision", help="Show how each check fared on real ratings.")
    ] = False,
    pages: Annotated[
        PathOption, typer.Option(metavar="FOLDER", help="Write a Markdown page for each check.")
    ] = None,
) -> None:
    """List every check: id, category, severity, needs, published precision."""
    from mtlint.catalogue import checks_table, precision_table

    if pages is not None:
        from mtlint.pages import write_pages

        try:
            written = write_pages(pages)
        except OSError as error:
            raise Stop(f"{pages}: cannot be written: {error.strerror or error}") from error
        complain(f"{pages}: {written} pages")
        return
    emit(precision_table() if precision else checks_table())


@app.command()
def explain(
    check: Annotated[
        str,
        typer.Argument(
            metavar="CHECK", help="A check's id, or a family.", autocompletion=complete_check
        ),
    ],
    config: Annotated[PathOption, typer.Option(help="Configuration file (TOML).")] = None,
) -> None:
    """Why a check exists, examples, limits, how to silence it."""
    explained(check, config)


@app.command("config")
def config_(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT...]", help="For these inputs; default: this folder."),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print what is in force and where it comes from.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of the file, for editors.")
    ] = False,
    config: Annotated[PathOption, typer.Option(help="Configuration file (TOML).")] = None,
) -> None:
    """The configuration in force, or the schema of its file."""
    import json

    from mtlint.catalogue import settings_table
    from mtlint.schema import schema as published
    from mtlint.settings import Settings

    if schema:
        emit(json.dumps(published(), indent=2, ensure_ascii=False) + "\n")
        return
    for name in inputs or ():
        if name != "-" and not os.path.exists(name):
            raise Stop(f"{name}: there is no such file or folder")
    emit(settings_table(Settings(inputs or [], config), inputs or []))
