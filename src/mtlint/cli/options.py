"""The options that check, gate and baseline share, and what they mean for a run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

import typer

from mtlint.cli.base import PathOption, Stop
from mtlint.config import Config, nearest
from mtlint.report import FORMATS, format_of

if TYPE_CHECKING:
    from mtlint.settings import Settings

T = TypeVar("T")


def complete_check(incomplete: str) -> list[str]:
    """Ids and families of checks that begin with what was typed, for the shell."""
    from mtlint.registry import all_checks

    ids = [c.id for c in all_checks()]
    return [i for i in sorted({*ids, *(i.partition(".")[0] for i in ids)}) if
            i.startswith(incomplete)]  # fmt: skip


def complete_format(incomplete: str) -> list[str]:
    """Names of formats that begin with what was typed, for the shell."""
    return [name for name in FORMATS if name.startswith(incomplete)]


@dataclass(slots=True)
class RunOptions:
    """How inputs are read, checked and reported."""

    source: Annotated[PathOption, typer.Option(help="Source text, line by line.")] = None
    reference: Annotated[PathOption, typer.Option(help="Reference translation.")] = None
    glossary: Annotated[
        PathOption, typer.Option(help="Approved and forbidden terms (.tbx, .csv, .tsv).")
    ] = None
    terms: Annotated[
        PathOption,
        typer.Option(
            metavar="FILE", help="Write a draft glossary of the batch (.tbx, .csv, .tsv)."
        ),
    ] = None
    source_lang: Annotated[str | None, typer.Option(help="Language of the source.")] = None
    target_lang: Annotated[
        str | None, typer.Option(help="Language of the translation (default: detected).")
    ] = None
    target_only: Annotated[
        bool, typer.Option("--target-only", help="Ignore sources that the input holds.")
    ] = False
    select: Annotated[
        list[str],
        typer.Option(
            metavar="PREFIX", help="Run only these checks.", autocompletion=complete_check
        ),
    ] = field(default_factory=list)
    ignore: Annotated[
        list[str],
        typer.Option(
            metavar="PREFIX", help="Leave these checks out.", autocompletion=complete_check
        ),
    ] = field(default_factory=list)
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Least probability to report.")
    ] = None
    top: Annotated[
        int | None, typer.Option(min=1, help="At most this many findings an article.")
    ] = None
    format: Annotated[
        str,
        typer.Option(
            help=f"Report on standard output: {', '.join(FORMATS)}.",
            autocompletion=complete_format,
        ),
    ] = "text"
    output: Annotated[
        list[str],
        typer.Option("-o", "--output", metavar="FILE", help="Also write FILE, by its suffix."),
    ] = field(default_factory=list)
    config: Annotated[
        PathOption, typer.Option(help="Configuration file (default: the nearest one).")
    ] = None
    baseline: Annotated[
        PathOption, typer.Option(help="Baseline file, or the JSON report of an earlier run.")
    ] = None
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes for a batch.")] = None
    no_model: Annotated[bool, typer.Option("--no-model", help="Rules only, no learned model.")] = (
        False
    )
    deep: Annotated[
        bool, typer.Option("--deep", help="Read with a language model too (slow; see README).")
    ] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report on stdout.")] = False

    def settings(self, inputs: list[str]) -> Settings:
        """Defaults, then the nearest configuration file, then what the command line says.

        Raises:
            ConfigError: a configuration file that cannot be used.
            Stop: a check that is not there.
        """
        from mtlint.settings import Settings

        given = {
            "min_confidence": self.min_confidence,
            "top": self.top,
            "source_lang": self.source_lang,
            "target_lang": self.target_lang,
            "target_only": self.target_only or None,
            "use_model": False if self.no_model else None,
            "deep": self.deep or None,
            "jobs": self.jobs,
            "baseline": str(self.baseline) if self.baseline else None,
            "glossary": str(self.glossary) if self.glossary else None,
        }
        settings = Settings(inputs, self.config, given)
        chosen = {
            name: prefixes(values, settings.run)
            for name, values in (("select", self.select), ("ignore", self.ignore))
            if values
        }
        if chosen:
            settings = Settings(inputs, self.config, given | chosen)
        return settings

    def targets(self) -> list[tuple[str, str]]:
        """(format, path) of each report file.

        Raises:
            Stop: an unknown format, or a folder that is not there.
        """
        if self.format not in FORMATS:
            hint = nearest(self.format, FORMATS)
            raise Stop(f"unknown format {self.format!r}{hint}; use {', '.join(FORMATS)}")
        found = []
        for output in self.output:
            try:
                name, path = format_of(output)
            except ValueError as error:
                raise Stop(str(error)) from error
            if not Path(path).parent.is_dir():
                raise Stop(f"{path}: there is no folder {Path(path).parent}; create it first")
            found.append((name, path))
        return found


def prefixes(values: list[str] | None, config: Config) -> tuple[str, ...] | None:
    """Checked `--select/--ignore` values; several may stand in one, parted by commas.

    Raises:
        Stop: no check has that prefix.
    """
    if not values:
        return None
    from mtlint.house import house_checks
    from mtlint.registry import all_checks, matches

    found = tuple(p.strip() for v in values for p in v.split(",") if p.strip())
    ids = [c.id for c in (*all_checks(), *house_checks(config))]
    for prefix in found:
        if not any(matches(id, (prefix,)) for id in ids):
            known = {*ids, *(i.partition(".")[0] for i in ids)}
            raise Stop(
                f"no check is called {prefix!r}{nearest(prefix, known)} (see: mtlint checks)"
            )
    return found


def takes(
    options: type[T], without: Collection[str] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command one option for each field of a dataclass, passed to it as `options`.

    The command line's library reads signatures: this writes the one it should read.
    """

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        given = get_type_hints(options, include_extras=True)
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
                annotation=given[f.name],
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
