"""Runs the checker over the inputs of a command and delivers its reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mtlint.baseline import Baseline, Entry, read_baseline
from mtlint.cli.codes import USAGE, Stop, exit_code
from mtlint.cli.collector import settled
from mtlint.cli.ending import interrupted
from mtlint.cli.guard import spare
from mtlint.cli.options import RunOptions
from mtlint.cli.progress import progress
from mtlint.config import Config, Limits
from mtlint.output import OutputError, complain, emit, emit_line, say, to_stdout, write_file
from mtlint.report import make_ready
from mtlint.types import Document, DocumentReport, Failure, Report, Usage, Verdict

if TYPE_CHECKING:
    from mtlint.gate import Gate
    from mtlint.settings import Settings

_STALE_SHOWN = 10
# Seconds after which a busy thread lets others go on, where the model reads while the rules run:
# its threads need Python but for a moment between two texts.
HANDOVER = 0.001


@dataclass(slots=True)
class Run:
    """One command's run: what it was told, and what it has learned so far."""

    settings: Settings
    options: RunOptions
    targets: list[tuple[str, str]]
    baseline: Baseline = field(default_factory=Baseline)
    gate: Gate | None = None
    pairs: list[tuple[str, str]] = field(default_factory=list)
    lang: str = "en"
    checked: int = 0
    known: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    results: list[DocumentReport | Failure] = field(default_factory=list)

    @property
    def streams(self) -> bool:
        """Documents are printed as they are done."""
        return self.options.format == "jsonl" and not self.options.quiet

    @property
    def forgets(self) -> bool:
        """Nothing needs a document once it is printed: memory does not grow with the batch."""
        return self.streams and not self.targets


def prepare(
    inputs: list[str],
    options: RunOptions,
    *,
    gated: bool = False,
    known: Baseline | None = None,
) -> Run:
    """Read the configuration and the baseline, before anything is checked.

    `known` is taken in place of the baseline that the configuration names.

    Raises:
        ConfigError: a configuration or baseline that cannot be used.
        Stop: an option that cannot be followed.
    """
    from mtlint.readers import expect, language_reader

    settings = options.settings(inputs)
    targets = options.targets()
    spare(inputs, options, settings, targets)
    sys.setswitchinterval(HANDOVER)
    expect(settings.run, inputs, partial(_ready, options))
    from mtlint.pipeline import glossary_of

    # What is wrong with these is said before the work.
    glossary_of(settings.run)
    language_reader(settings.run.target_lang or "en", settings.run)
    run = Run(settings, options, targets)
    if options.terms is not None:
        from mtlint.terms import suffix_of

        suffix_of(options.terms)
    if known is not None:
        run.baseline = known
    elif settings.run.baseline:
        run.baseline = read_baseline(Path(settings.run.baseline))
    if run.baseline.entries:
        settings.adopt(decisions=run.baseline.decisions)
    if gated:
        from mtlint.gate import Gate

        own = settings.run.gate
        limits = own.read_deeply() if settings.run.deep else own
        run.gate = Gate(limits, with_baseline=bool(settings.run.baseline))
    return run


def _ready(options: RunOptions) -> None:
    """Load the formats of the reports, while the model reads: in the end all wait for them."""
    shown = [] if options.quiet else [options.format]
    for name in {*shown, *(name for name, _ in options.targets())}:
        make_ready(name)


def checked(inputs: list[str], options: RunOptions) -> int:
    """The command `check`: its exit code."""
    run = prepare(inputs, options)
    return deliver(run, perform(run, inputs))


def perform(run: Run, inputs: list[str]) -> Report:
    """Check everything; what is known when the user interrupts is kept.

    With `--terms` the whole batch is read first, and its draft glossary written; where there is
    nothing in it, what an editor made of an earlier draft stays.
    """
    from mtlint.load import LoadOptions, load_paths
    from mtlint.pipeline import assemble, check_all

    config = run.settings.run
    load = LoadOptions(
        source_lang=config.source_lang,
        target_lang=config.target_lang,
        target_only=config.target_only,
        source=run.options.source,
        reference=run.options.reference,
        columns=lambda path: run.settings.for_document(path).columns,
        written=frozenset(os.path.realpath(path) for _, path in run.targets),
    )
    items: Iterable[Document | Failure] = load_paths(inputs, load, sys.stdin.buffer)
    usages: tuple[Usage, ...] = ()
    if run.options.terms:
        items = list(items)
        documents = [i for i in items if isinstance(i, Document)]
        if documents:
            from mtlint.terms import write_draft

            usages = write_draft(run.options.terms, documents)
    with progress() as advance:
        try:
            for count, item in enumerate(check_all(items, config, _configs(run), usages)):
                if count:
                    settled()
                awaited = _take(run, item)
                advance()
                if not awaited:
                    break
        except KeyboardInterrupt:
            interrupted()
            run.results.append(
                Failure("run", "interrupted", "what was checked before is in the report")
            )
    return assemble(run.results, config)


def _configs(run: Run) -> Callable[[str | None], Config]:
    """The Config of each document; a gate sees all that its limits count, shown or not."""
    if run.gate is None:
        return run.settings.for_document
    limits = run.gate.limits
    least = min(limits.critical_confidence, limits.major_confidence)

    def widened(path: str | None) -> Config:
        config = run.settings.for_document(path)
        return replace(config, top=None, min_confidence=min(config.min_confidence, least))

    return widened


def _take(run: Run, item: DocumentReport | Failure) -> bool:
    """Count, judge, print and keep one result; whether anyone waits for the next."""
    if isinstance(item, Failure):
        run.results.append(item)
        return True
    run.checked += 1
    if run.baseline.entries:
        run.known.append((item.document.id, item.known))
    if run.gate is not None:
        run.gate.add(item)
        if run.gate.limits.metrics:
            segments = item.document.segments
            run.pairs.extend((s.target, s.reference) for s in segments if s.reference is not None)
            run.lang = item.document.target_lang
        item = _as_shown(item, run.settings.for_document(item.document.path), run.gate)
    read = emit_line(item) if run.streams else True
    if run.forgets:
        run.results.extend(item.failures)
    else:
        run.results.append(item)
    # Files and a gate's verdict are due even where nobody reads the stream any more.
    return read or not run.forgets or run.gate is not None


def _as_shown(item: DocumentReport, config: Config, gate: Gate) -> DocumentReport:
    """The report as the configuration asks for it, and whatever blocks the gate."""
    from mtlint.rank import is_shown

    name = item.document.id
    shown = tuple(
        f
        for f in item.findings
        if (name, f.fingerprint) in gate.blocking
        or (is_shown(f, config) and (config.top is None or f.rank <= config.top))
    )
    return replace(item, findings=shown)


def judged(run: Run, report: Report) -> Report:
    """The report with the gate's verdict.

    Raises:
        Stop: a limit names a metric and the batch has no references.
    """
    assert run.gate is not None
    metrics = _metrics(run.gate.limits, run.pairs, run.lang) if run.checked else {}
    own = {f for item in report.documents for f in item.failures}
    return replace(
        report, verdict=run.gate.verdict([f for f in report.failures if f not in own], metrics)
    )


def _metrics(limits: Limits, pairs: list[tuple[str, str]], lang: str) -> dict[str, float]:
    if not limits.metrics:
        return {}
    if not pairs:
        names = ", ".join(limits.metrics)
        raise Stop(f"the gate limits {names}, but no segment has a reference: give --reference")
    from mtlint.scoring import corpus_scores

    return {s.name: s.score for s in corpus_scores(pairs, lang).scores}


def deliver(run: Run, report: Report) -> int:
    """Write, print, and say how complete it is: files first, whoever reads standard output."""
    code = exit_code(run.checked, report.failures)
    if run.checked or report.failures:
        for name, path in run.targets:
            try:
                write_file(report, name, path)
            except OutputError as error:
                complain(str(error))
                code = code or USAGE
    _show(run, report)
    if run.options.format != "text" or run.options.quiet or not run.checked:
        for failure in report.failures:
            complain(str(failure))
    if not run.checked and not report.failures:
        complain("nothing to check")
    _report_stale(run.baseline.stale(run.known), run.settings.run.baseline)
    return code


def _show(run: Run, report: Report) -> None:
    """The report on standard output; of a stream, what is left to say."""
    format = run.options.format
    if run.options.quiet:
        return
    if format == "jsonl":
        from mtlint.report.json_ import closing_line

        emit(closing_line(report) if run.checked or report.verdict else "")
    elif run.checked or format != "text":
        to_stdout(report, format)


def _report_stale(stale: list[Entry], path: str | None) -> None:
    for entry in stale[:_STALE_SHOWN]:
        complain(f"{path}: matches nothing any more: {entry}")
    if stale:
        more = len(stale) - _STALE_SHOWN
        rest = f" ({more} more)" if more > 0 else ""
        complain(f"{path}: mtlint baseline --prune takes stale entries out{rest}")


def tell(verdict: Verdict) -> None:
    """The verdict on standard error, where reports do not go."""
    from mtlint.report.verdict import verdict_text

    say(verdict_text(verdict))
