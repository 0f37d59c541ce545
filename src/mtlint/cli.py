"""The command line: one small function per command. Only this room prints and exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from mtlint import __version__
from mtlint.config import Config, ConfigError, nearest, read_config
from mtlint.output import OutputError, complain, emit, emit_line, to_stdout, write_file
from mtlint.report import FORMATS, format_of
from mtlint.types import Document, DocumentReport, Failure, Report, Usage

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


@app.command()
def check(
    inputs: Inputs,
    source: Annotated[PathOption, typer.Option(help="Source text, line by line.")] = None,
    reference: Annotated[PathOption, typer.Option(help="Reference translation.")] = None,
    glossary: Annotated[
        PathOption, typer.Option(help="Approved and forbidden terms (.tbx, .csv, .tsv).")
    ] = None,
    terms: Annotated[
        PathOption,
        typer.Option(
            metavar="FILE", help="Write a draft glossary of the batch (.tbx, .csv, .tsv)."
        ),
    ] = None,
    source_lang: Annotated[str | None, typer.Option(help="Language of the source.")] = None,
    target_lang: Annotated[
        str | None, typer.Option(help="Language of the translation (default: detected).")
    ] = None,
    target_only: Annotated[
        bool, typer.Option("--target-only", help="Ignore sources that the input holds.")
    ] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="PREFIX", help="Run only these checks.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="PREFIX", help="Leave these checks out.")
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Least probability to report.")
    ] = None,
    top: Annotated[
        int | None, typer.Option(min=1, help="At most this many findings an article.")
    ] = None,
    format: Annotated[
        str, typer.Option(help=f"Report on standard output: {', '.join(FORMATS)}.")
    ] = "text",
    output: Annotated[
        list[str] | None,
        typer.Option("-o", "--output", metavar="FILE", help="Also write FILE, by its suffix."),
    ] = None,
    config: Annotated[PathOption, typer.Option(help="Configuration file (TOML).")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes for a batch.")] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Rules only, no learned model.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report on stdout.")] = False,
) -> None:
    """Find, rank and report suspected translation errors."""
    settings = _settings(
        config,
        select=_prefixes(select),
        ignore=_prefixes(ignore),
        min_confidence=min_confidence,
        top=top,
        source_lang=source_lang,
        target_lang=target_lang,
        target_only=target_only or None,
        use_model=False if no_model else None,
        jobs=jobs,
        glossary=str(glossary) if glossary else None,
    )
    targets = _targets(format, output or [])
    stream = format == "jsonl" and not quiet
    report = _run(inputs, settings, source, reference, stream, terms)
    code = _deliver(report, format, targets, quiet)
    raise typer.Exit(code)


def _settings(path: Path | None, **given: Any) -> Config:
    """Defaults, then the configuration file, then what the command line says."""
    base = read_config(path) if path else Config()
    return replace(base, **{k: v for k, v in given.items() if v is not None})


def _prefixes(values: list[str] | None) -> tuple[str, ...] | None:
    """Checked `--select/--ignore` values; several may stand in one, parted by commas."""
    if not values:
        return None
    from mtlint.registry import all_checks, matches

    prefixes = tuple(p.strip() for v in values for p in v.split(",") if p.strip())
    ids = [c.id for c in all_checks()]
    for prefix in prefixes:
        if not any(matches(id, (prefix,)) for id in ids):
            known = {*ids, *(i.partition(".")[0] for i in ids)}
            raise Stop(
                f"no check is called {prefix!r}{nearest(prefix, known)} (see: mtlint checks)"
            )
    return prefixes


def _targets(format: str, outputs: list[str]) -> list[tuple[str, str]]:
    if format not in FORMATS:
        raise Stop(f"unknown format {format!r}{nearest(format, FORMATS)}; use {', '.join(FORMATS)}")
    targets = []
    for output in outputs:
        try:
            name, path = format_of(output)
        except ValueError as error:
            raise Stop(str(error)) from error
        if not Path(path).parent.is_dir():
            raise Stop(f"{path}: there is no folder {Path(path).parent}; create it first")
        targets.append((name, path))
    return targets


def _run(
    inputs: list[str],
    config: Config,
    source: Path | None,
    reference: Path | None,
    stream: bool,
    terms: Path | None = None,
) -> Report:
    """Check everything; what is known when the user interrupts is kept.

    With `terms` the whole batch is read first, and its draft glossary written there.
    """
    from mtlint.load import LoadOptions, load_paths
    from mtlint.pipeline import assemble, check_all, glossary_of

    glossary_of(config)  # what is wrong with it is said before the work
    if terms:
        from mtlint.terms import suffix_of, write_draft

        suffix_of(terms)
    options = LoadOptions(
        source_lang=config.source_lang,
        target_lang=config.target_lang,
        target_only=config.target_only,
        source=source,
        reference=reference,
    )
    results: list[DocumentReport | Failure] = []
    items: Iterable[Document | Failure] = load_paths(inputs, options, sys.stdin.buffer)
    usages: tuple[Usage, ...] = ()
    if terms:
        items = list(items)
        usages = write_draft(terms, [i for i in items if isinstance(i, Document)])
    with _progress() as advance:
        try:
            for item in check_all(items, config, usages):
                results.append(item)
                if stream and isinstance(item, DocumentReport):
                    emit_line(item)
                advance()
        except KeyboardInterrupt:
            results.append(
                Failure("run", "interrupted", "what was checked before is in the report")
            )
    return assemble(results, config)


@contextmanager
def _progress() -> Iterator[Any]:
    """A count of documents on a terminal's standard error, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} documents"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("check", total=None)
        yield lambda: progress.advance(task)


def _deliver(report: Report, format: str, targets: list[tuple[str, str]], quiet: bool) -> int:
    """Print, write, and say how complete it is."""
    code = exit_code(len(report.documents), report.failures)
    if report.documents and not quiet:
        if format == "jsonl":
            from mtlint.report.json_ import failure_line

            emit(failure_line(report))
        else:
            to_stdout(report, format)
    elif format == "json" and not quiet:
        to_stdout(report, format)
    if format != "text" or quiet or not report.documents:
        for failure in report.failures:
            complain(str(failure))
    if report.documents or report.failures:
        for name, path in targets:
            try:
                write_file(report, name, path)
            except OutputError as error:
                complain(str(error))
                code = code or USAGE
    if not report.documents and not report.failures:
        complain("nothing to check")
    return code


def exit_code(checked: int, failures: Sequence[Failure]) -> int:
    """0 complete, 2 nothing to check, 3 something could not be checked."""
    if any(not f.absent for f in failures):
        return INCOMPLETE
    if not checked:
        return USAGE
    return INCOMPLETE if failures else PASS


@app.command()
def score(
    inputs: Inputs,
    reference: Annotated[
        PathOption, typer.Option(help="Reference translation, line by line.")
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option(help="Language of the translation (default: detected).")
    ] = None,
    bootstrap: Annotated[int, typer.Option(min=0, help="Resamples for 95% intervals.")] = 1000,
) -> None:
    """Compare with a reference: BLEU, chrF2++ and TER through sacrebleu."""
    from mtlint.load import LoadOptions, load_paths
    from mtlint.scoring import NoReference, score_documents, table

    options = LoadOptions(target_lang=target_lang, reference=reference)
    items = list(load_paths(inputs, options, sys.stdin.buffer))
    failures = [i for i in items if isinstance(i, Failure)]
    for failure in failures:
        complain(str(failure))
    documents = [i for i in items if not isinstance(i, Failure)]
    if documents:
        try:
            emit(table(score_documents(documents, bootstrap)))
        except NoReference as error:
            raise Stop(str(error)) from error
    raise typer.Exit(exit_code(len(documents), failures))


@app.command()
def checks(
    precision: Annotated[
        bool, typer.Option("--precision", help="Show how each check fared on real ratings.")
    ] = False,
) -> None:
    """List every check: id, category, severity, needs, published precision."""
    from mtlint.catalogue import checks_table, precision_table

    emit(precision_table() if precision else checks_table())


@app.command()
def explain(
    check: Annotated[str, typer.Argument(metavar="CHECK", help="A check's id, or a family.")],
) -> None:
    """Why a check exists, examples, limits, how to silence it."""
    from mtlint.catalogue import explanation
    from mtlint.registry import all_checks, matches

    found = [c for c in all_checks() if matches(c.id, (check,))]
    if not found:
        raise Stop(
            f"no check is called {check!r}{nearest(check, [c.id for c in all_checks()])} "
            "(see: mtlint checks)"
        )
    emit("\n".join(explanation(c) for c in found))


@app.command()
def evaluate(
    ratings: Annotated[Path, typer.Argument(metavar="RATINGS", help="Rated batch (JSON lines).")],
    predictions: Annotated[
        PathOption, typer.Option(help="Score these findings instead of running the checks.")
    ] = None,
    write_predictions: Annotated[
        PathOption, typer.Option(help="Keep the findings that were scored.")
    ] = None,
    bootstrap: Annotated[
        int, typer.Option(min=0, help="Resamples of articles for 95% intervals.")
    ] = 0,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Rules only, no learned model.")
    ] = False,
    select: Annotated[
        list[str] | None, typer.Option(metavar="PREFIX", help="Run only these checks.")
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Least probability to count.")
    ] = None,
    config: Annotated[PathOption, typer.Option(help="Configuration file (TOML).")] = None,
) -> None:
    """Tell how well findings match professional ratings."""
    from mtlint.learn.evaluate import evaluation

    settings = _settings(
        config,
        select=_prefixes(select),
        min_confidence=min_confidence,
        use_model=False if no_model else None,
        target_only=True,
    )
    try:
        emit(evaluation(ratings, settings, predictions, write_predictions, bootstrap))
    except (OSError, ValueError) as error:
        raise Stop(f"{ratings}: {error}") from error


def main() -> None:
    """Entry point of the `mtlint` command: errors become one line and an exit code."""
    try:
        app(prog_name="mtlint")
    except (Stop, ConfigError) as error:
        complain(str(error))
        sys.exit(error.code if isinstance(error, Stop) else USAGE)
    except BrokenPipeError:
        # The reader went away (`| head`): no traceback when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PASS)
    except Exception as error:
        if os.environ.get("MTLINT_DEBUG"):
            raise
        complain(f"internal error: {type(error).__name__}: {error} (MTLINT_DEBUG=1 shows where)")
        sys.exit(INCOMPLETE)
