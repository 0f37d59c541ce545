"""check, gate and baseline: the commands that read articles and report on them."""

from __future__ import annotations

import getpass
import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from mtlint.baseline import Baseline, as_text, entries_of, known_of, read_baseline, updated
from mtlint.cli.base import Inputs, app, takes
from mtlint.cli.codes import FAILED, PASS, PathOption, Stop, exit_code
from mtlint.cli.options import RunOptions
from mtlint.cli.run import Run, checked, deliver, judged, perform, prepare, tell
from mtlint.config import ACCEPTED, CONFIRMED
from mtlint.output import OutputError, complain, write_text
from mtlint.types import Report

BASELINE = Path("mtlint-baseline.json")


@app.command()
@takes(RunOptions)
def check(inputs: Inputs, options: RunOptions) -> None:
    """Find, rank and report suspected translation errors."""
    raise typer.Exit(checked(inputs, options))


@app.command()
@takes(RunOptions)
def gate(inputs: Inputs, options: RunOptions) -> None:
    """Check, then exit 1 when the batch must not ship: limits stand in the configuration."""
    run = prepare(inputs, options, gated=True)
    report = judged(run, perform(run, inputs))
    verdict = report.verdict
    assert verdict is not None
    code = deliver(run, report)
    if run.checked:
        tell(verdict)
    if code == PASS and not verdict.passed:
        code = FAILED
    raise typer.Exit(code)


@app.command()
@takes(RunOptions, without=("format", "output", "quiet", "baseline", "terms", "top"))
def baseline(
    inputs: Inputs,
    options: RunOptions,
    output: Annotated[
        PathOption,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=f"Baseline to write or extend (default: the configuration's, or {BASELINE}).",
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option(help="Why these findings are accepted.")
    ] = "there when the baseline was written",
    author: Annotated[str, typer.Option(help="Who decides (default: your login name).")] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="FINGERPRINT", help="Only these findings, not all."),
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Confirm them as errors instead of accepting them.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out entries that match nothing any more.")
    ] = False,
) -> None:
    """Accept the findings as they stand: a file with reasons that check and gate respect."""
    configured = options.settings(inputs).run.baseline
    path = output or (Path(configured) if configured else BASELINE)
    old = read_baseline(path) if os.path.exists(path) else Baseline()
    options.quiet = True
    run = prepare(inputs, options, known=old)
    report = perform(run, inputs)
    for failure in report.failures:
        complain(str(failure))
    if run.checked:
        decision = CONFIRMED if confirm else ACCEPTED
        _write(old, report, path, _Decision(decision, reason, author or _login(), only), prune)
    raise typer.Exit(exit_code(run.checked, report.failures))


class _Decision:
    """What is decided, why and by whom, and of which findings (None: all)."""

    def __init__(self, decision: str, reason: str, author: str, only: list[str] | None) -> None:
        self.decision, self.reason, self.author, self.only = decision, reason, author, only


def _write(old: Baseline, report: Report, path: Path, decided: _Decision, prune: bool) -> None:
    how = decided.decision, decided.reason, decided.author, date.today().isoformat()
    new = entries_of(report.documents, *how)
    if decided.only is not None:
        absent = set(decided.only).difference(old.decisions, *(e.fingerprints for e in new))
        if absent:
            raise Stop(f"no finding has the fingerprint {', '.join(sorted(absent))}")
        new = [e for e in new if not set(decided.only).isdisjoint(e.fingerprints)]
        old = old.redecided(decided.only, *how)
    stale = old.stale(known_of(report)) if prune else []
    made = updated(old, new, stale)
    try:
        write_text(as_text(made), str(path))
    except OutputError as error:
        raise Stop(str(error)) from error
    word = "entry" if len(made.entries) == 1 else "entries"
    complain(f"{path}: {len(made.entries)} {word}, {len(new)} of them new, {len(stale)} taken out")


def _login() -> str:
    """The user's login name, where the system knows one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


__all__ = ["Run", "baseline", "check", "gate"]
