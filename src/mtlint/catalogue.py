"""What the checks say of themselves: the list, the precision table, the explanation of one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from mtlint.calibration.table import Calibration, load_calibration
from mtlint.check import Check, Example
from mtlint.config import Config, Limits
from mtlint.output import terminal_width, wants_color
from mtlint.registry import all_checks
from mtlint.settings import Settings
from mtlint.types import Evidence

if TYPE_CHECKING:
    from rich.table import Table

# Columns that the list of checks takes without folding its categories.
_WIDE = 92


def _printed(table: Table, width: int) -> str:
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, emoji=False, force_terminal=wants_color()
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _table(words: Sequence[str], numbers: Sequence[str], last: str) -> Table:
    """An empty table: columns of words, of numbers (to the right), and a last one of words.

    The first one, what a row is about, is never cut.
    """
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    for name in words:
        table.add_column(name, overflow="fold", no_wrap=name == words[0])
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(last, no_wrap=True)
    return table


def needs_of(check: Check) -> str:
    """What a check needs beside the target text."""
    return " ".join(sorted(check.needs - {Evidence.TARGET})) or "-"


def checks_table() -> str:
    """Every check with its category, severity, needs, precision and whether it is on."""
    calibration = load_calibration()
    width = max(80, terminal_width())
    table = _table(["check", "category", "severity", "needs"], ["right"], "on")
    for check in all_checks():
        record = calibration.precision(check.id) or {}
        table.add_row(
            check.id,
            str(check.category) if width >= _WIDE else str(check.category).replace("/", "/\n"),
            str(check.severity),
            needs_of(check),
            share(record.get("precision")),
            "on" if calibration.enabled(check.id) else "off",
        )
    return _printed(table, width) + "right: share that professionals marked; see --precision\n"


def share(value: Any, places: int = 2) -> str:
    """A share as .83, or a dash where it is unknown."""
    if not isinstance(value, int | float):
        return "-"
    return f"{value:.{places}f}".removeprefix("0") if value < 1 else f"{value:.{places}f}"


PRECISION_NOTE = """\
basis   what judged the check: professional ratings, faults planted where
        ratings have too few hits, or native English that it must leave alone
hits    in the rated training files; dev: in the file kept aside
right   share that at least one professional marked; base: the same share for
        the same spans at random places of their segments
native  hits per 1,000 words of native English
"""


def precision_table() -> str:
    """How each check fared on real ratings, beside the same spans at random places."""
    calibration = load_calibration()
    figures = ["hits", "right", "base", "dev", "right", "base", "native"]
    table = _table(["check", "basis"], figures, "on")
    for check in all_checks():
        record: Mapping[str, Any] = calibration.precision(check.id) or {}
        dev: Mapping[str, Any] = record.get("dev") or {}
        table.add_row(
            check.id,
            str(record.get("basis", "-")),
            str(record.get("hits", "-")),
            share(record.get("precision")),
            share(record.get("random")),
            str(dev.get("hits", "-")),
            share(dev.get("precision")),
            share(dev.get("random")),
            share(record.get("native"), 3),
            "on" if calibration.enabled(check.id) else "off",
        )
    return _printed(table, max(80, terminal_width())) + PRECISION_NOTE


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say of a check, for the terminal and for the documentation alike."""

    id: str
    docs: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[str, ...]
    reports: tuple[Example, ...]
    silent: tuple[Example, ...]
    silencing: tuple[tuple[str, str], ...]


def page_of(check: Check, calibration: Calibration | None = None) -> Page:
    """A check's page: what, why, limits, examples, figures, how to silence it."""
    calibration = calibration or load_calibration()
    state = "on" if calibration.enabled(check.id) else "off unless a rule turns it on"
    languages = ", ".join(sorted(check.languages)) if check.languages else "any"
    return Page(
        id=check.id,
        docs=check.docs.strip(),
        facts=(
            ("Category", str(check.category)),
            ("Severity", str(check.severity)),
            ("Needs", needs_of(check)),
            ("Languages", languages),
            ("State", state),
        ),
        figures=tuple(_figures(calibration.precision(check.id))),
        reports=tuple(e for e in check.examples if e.hits),
        silent=tuple(e for e in check.examples if not e.hits),
        silencing=(
            ("once", f"mtlint check ... --ignore {check.id}"),
            ("for good", f'"{check.id}" = "off" under [rules] in the configuration file'),
            ("in one place", f"<!-- mtlint: ignore {check.id}: reason --> (HTML, Markdown)"),
            ("as it stands", 'mtlint baseline ... --reason "why" (all findings, kept by context)'),
        ),
    )


def explanation(check: Check, calibration: Calibration | None = None) -> str:
    """A check's page for the terminal."""
    page = page_of(check, calibration)
    lines = [page.id, "=" * len(page.id), "", page.docs, ""]
    lines += [f"{name + ':':11}{value}" for name, value in page.facts]
    lines += page.figures
    if page.reports or page.silent:
        lines += ["", "Reports", *_examples(page.reports)]
        lines += ["", "Stays silent", *_examples(page.silent)]
    lines += ["", "To silence it"]
    lines += [f"  {name + ':':14}{how}" for name, how in page.silencing]
    return "\n".join([*lines, ""])


def settings_table(settings: Settings, inputs: Sequence[str]) -> str:
    """What is in force, and from where: a line for each value, the gate's limits among them."""
    lines = [f"file: {settings.file or 'none (defaults)'}", ""]
    for item in fields(Config):
        value = getattr(settings.run, item.name)
        if item.name in {"decisions", "gate"} or (item.name == "columns" and value):
            continue
        lines.append(f"{item.name} = {_shown(value)}  # {settings.origins[item.name]}")
    for name, theirs in settings.run.columns:
        lines.append(f"columns.{name} = {_shown(theirs)}  # {settings.origins['columns']}")
    for limit in fields(Limits):
        value = getattr(settings.run.gate, limit.name)
        default = value == getattr(Limits(), limit.name)
        origin = "default" if default else settings.origins["gate"]
        lines.append(f"gate.{limit.name} = {_shown(value)}  # {origin}")
    others = {}
    for name in inputs:
        config = settings.for_document(name)
        if name != "-" and config != settings.run:
            others[name] = config
    for name, config in others.items():
        lines += ["", f"for {name}:"]
        for item in fields(Config):
            value = getattr(config, item.name)
            if value != getattr(settings.run, item.name):
                lines.append(f"{item.name} = {_shown(value)}")
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, tuple):
        return "[" + ", ".join(_shown(v) for v in value) + "]"
    if is_dataclass(value) and not isinstance(value, type):
        return "{" + ", ".join(f"{k} = {_shown(v)}" for k, v in asdict(value).items() if v) + "}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k} = {_shown(v)}" for k, v in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _figures(record: Mapping[str, Any] | None) -> Iterable[str]:
    if not record:
        return
    basis = record.get("basis", "rated")
    if basis == "planted":
        found = share(record.get("found"))
        yield f"Judged on: {record.get('planted', 0)} planted faults, {found} of them found"
        return
    yield (
        f"Judged on: {record.get('hits', 0)} findings in rated translations; professionals marked "
        f"{share(record.get('precision'))} of them ({share(record.get('random'))} of the same "
        "spans at random places)"
    )


def _examples(examples: Iterable[Example]) -> Iterable[str]:
    for example in examples:
        if example.headline:
            yield f"  - headline: {example.headline}"
            yield f"    body: {_flat(example.text)}"
        else:
            yield f"  - {_flat(example.text)}"
        if example.source is not None:
            yield f"    source: {_flat(example.source)}"
        for term in example.glossary:
            yield f"    glossary: {term.source} = {'; '.join(term.targets)}" + (
                f", not {'; '.join(term.forbidden)}" if term.forbidden else ""
            )
        if example.hits:
            yield "    finds: " + ", ".join(f"“{_flat(h)}”" for h in example.hits)
        if example.why:
            yield f"    ({example.why})"


def _flat(text: str) -> str:
    return text.replace("\n\n", " ¶ ").replace("\n", " ")
