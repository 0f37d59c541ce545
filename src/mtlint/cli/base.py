"""What all commands share: the application, and how one is given the options of a dataclass."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from dataclasses import MISSING, Field, fields
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from mtlint import __version__

T = TypeVar("T")

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


def takes(
    options: type[T], without: Collection[str] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command one option for each field of a dataclass, passed to it as `options`.

    The command line's library reads signatures: this writes the one it should read.
    """

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        given = get_type_hints(options)
        shared = [f for f in fields(options) if f.name not in without]  # type: ignore[arg-type]
        own = [
            p.replace(annotation=hints[p.name], kind=inspect.Parameter.KEYWORD_ONLY)
            for p in inspect.signature(command).parameters.values()
            if p.name != "options"
        ]
        added = [
            inspect.Parameter(
                f.name,
                inspect.Parameter.KEYWORD_ONLY,
                annotation=Annotated[given[f.name], _typed(f)],
                default=[] if f.default is MISSING else f.default,
            )
            for f in shared
        ]

        def run(**values: Any) -> None:
            taken = {f.name: values.pop(f.name) for f in shared}
            command(options=options(**taken), **values)

        run.__doc__ = command.__doc__
        run.__name__ = command.__name__
        parameters = [*own, *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        return run

    return wrap


def _typed(field: Field[Any]) -> Any:
    """An option of `mtlint.cli.options` as the command line's library wants it."""
    told = dict(field.metadata)
    return typer.Option(*told.pop("names"), **told)
