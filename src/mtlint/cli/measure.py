"""score, evaluate and calibrate: comparison with references and with people's ratings."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mtlint.cli.base import Inputs, app
from mtlint.cli.codes import PathOption, Stop, exit_code
from mtlint.cli.options import prefixes
from mtlint.config import Config
from mtlint.output import complain, emit
from mtlint.types import Failure

if TYPE_CHECKING:
    from mtlint.scoring import Lines


@app.command()
def score(
    inputs: Inputs,
    reference: Annotated[
        PathOption, typer.Option(help="Reference translation, line by line.")
    ] = None,
    against: Annotated[
        PathOption,
        typer.Option(help="Another system's translation: a paired test of it against INPUT."),
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option(help="Language of the translation (default: detected).")
    ] = None,
    bootstrap: Annotated[int, typer.Option(min=0, help="Resamples for 95% intervals.")] = 1000,
    format: Annotated[str, typer.Option(help="text, or json with all digits.")] = "text",
) -> None:
    """Compare with a reference: BLEU, chrF2++ and TER through sacrebleu."""
    from mtlint.scoring import Unscored, as_json, compare, score_articles, table

    if format not in {"text", "json"}:
        raise Stop(f"unknown format {format!r}; use text or json")
    try:
        articles, failures = _articles(inputs, reference, target_lang)
        if against is not None:
            others, more = _articles([str(against)], reference, target_lang)
            failures += more
            names = (" ".join(inputs), str(against))
            sets = compare(articles, others, names, bootstrap) if articles and others else []
        else:
            sets = score_articles(articles, bootstrap) if articles or not failures else []
    except Unscored as error:
        raise Stop(str(error)) from error
    for failure in failures:
        complain(str(failure))
    if sets:
        emit(as_json(sets) if format == "json" else table(sets))
    raise typer.Exit(exit_code(len(articles), failures))


def _articles(
    inputs: list[str], reference: Path | None, lang: str | None
) -> tuple[list[Lines], list[Failure]]:
    """The segments to compare: lines of plain texts, else what the loader makes of the inputs."""
    from mtlint.load import LoadOptions, load_paths
    from mtlint.scoring import NoReference, of_documents, parallel

    paths = [Path(i) for i in inputs]
    if reference and all(os.path.isfile(p) and _is_plain(p) for p in paths):
        try:
            return parallel(paths, reference, lang), []
        except OSError as error:
            return [], [
                Failure(
                    str(error.filename or reference), f"cannot be read: {error.strerror or error}"
                )
            ]
        except UnicodeDecodeError as error:
            return [], [Failure(str(reference), f"or the translation is not UTF-8: {error}")]
    options = LoadOptions(target_lang=lang, reference=reference)
    items = list(load_paths(inputs, options, sys.stdin.buffer))
    failures = [i for i in items if isinstance(i, Failure)]
    documents = [i for i in items if not isinstance(i, Failure)]
    found = of_documents(documents)
    if documents and not found and not failures:
        raise NoReference("no segment has a reference: give one with --reference FILE")
    return found, failures


def _is_plain(path: Path) -> bool:
    """A text whose lines are segments, whatever its suffix (`hyp.en`), of no other known kind."""
    from mtlint.load.walk import SUFFIXES

    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    return suffix.lower() in {".txt", ""} or suffix.lower() not in SUFFIXES


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
    deep: Annotated[bool, typer.Option("--deep", help="Read with a language model too.")] = False,
    with_source: Annotated[
        bool, typer.Option("--with-source", help="Let the checks see the sources in RATINGS.")
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
    from mtlint.settings import read_config

    base = read_config(config) if config else Config()
    given: dict[str, Any] = {
        "select": prefixes(select, base),
        "min_confidence": min_confidence,
        "use_model": False if no_model else None,
        "deep": deep or None,
        "target_only": not with_source,
    }
    run = replace(base, **{k: v for k, v in given.items() if v is not None})
    try:
        emit(evaluation(ratings, run, predictions, write_predictions, bootstrap))
    except (OSError, ValueError) as error:
        raise Stop(f"{ratings}: {error}") from error


@app.command()
def calibrate(
    ratings: Annotated[
        Path,
        typer.Argument(metavar="RATINGS", help="Baseline with decisions, or a rated batch."),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Calibration to write.")
    ] = Path("mtlint-calibration.json"),
    start: Annotated[
        PathOption, typer.Option("--from", help="Calibration to start from (default: mtlint's).")
    ] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Rules only, no learned model.")
    ] = False,
) -> None:
    """Relearn confidences from your own accept/confirm decisions or MQM ratings."""
    from mtlint.calibration.table import load_calibration
    from mtlint.learn import own
    from mtlint.output import OutputError, write_text

    table = load_calibration(start)
    try:
        if own.is_baseline(ratings):
            judgements = own.of_decisions(ratings, table)
        else:
            judgements = own.of_ratings(ratings, table, use_model=not no_model)
        data = own.relearned(table, judgements, ratings.name)
    except (OSError, ValueError, RuntimeError) as error:
        raise Stop(f"{ratings}: {error}") from error
    try:
        write_text(own.as_bytes(data).decode("utf-8"), str(output))
    except OutputError as error:
        raise Stop(str(error)) from error
    emit(own.summary(table, judgements, data))
    complain(f'{output}: written; calibration = "{output}" in mtlint.toml puts it in force')
