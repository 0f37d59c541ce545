"""The options that check, gate and baseline share, and what they mean for a run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtlint.cli.codes import PathOption, Stop
from mtlint.config import Config, nearest
from mtlint.report import FORMATS, format_of

if TYPE_CHECKING:
    from mtlint.settings import Settings


def complete_check(incomplete: str) -> list[str]:
    """Ids and families of checks that begin with what was typed, for the shell."""
    from mtlint.registry import all_checks

    ids = [c.id for c in all_checks()]
    return [i for i in sorted({*ids, *(i.partition(".")[0] for i in ids)}) if
            i.startswith(incomplete)]  # fmt: skip


def complete_format(incomplete: str) -> list[str]:
    """Names of formats that begin with what was typed, for the shell."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def told(*names: str, **more: Any) -> dict[str, Any]:
    """What an option is called, where `--field-name` is not all, and what help says of it."""
    return {"names": names, **more}


@dataclass(slots=True)
class RunOptions:
    """How inputs are read, checked and reported. A list's option may be given several times."""

    source: PathOption = field(default=None, metadata=told(help="Source text, line by line."))
    reference: PathOption = field(default=None, metadata=told(help="Reference translation."))
    glossary: PathOption = field(
        default=None, metadata=told(help="Approved and forbidden terms (.tbx, .csv, .tsv).")
    )
    terms: PathOption = field(
        default=None,
        metadata=told(
            metavar="FILE", help="Write a draft glossary of the batch (.tbx, .csv, .tsv)."
        ),
    )
    source_lang: str | None = field(default=None, metadata=told(help="Language of the source."))
    target_lang: str | None = field(
        default=None, metadata=told(help="Language of the translation (default: detected).")
    )
    target_only: bool = field(
        default=False,
        metadata=told("--target-only", help="Ignore sources that the input holds."),
    )
    select: list[str] = field(
        default_factory=list,
        metadata=told(
            metavar="PREFIX", help="Run only these checks.", autocompletion=complete_check
        ),
    )
    ignore: list[str] = field(
        default_factory=list,
        metadata=told(
            metavar="PREFIX", help="Leave these checks out.", autocompletion=complete_check
        ),
    )
    min_confidence: float | None = field(
        default=None, metadata=told(min=0, max=1, help="Least probability to report.")
    )
    top: int | None = field(
        default=None, metadata=told(min=1, help="At most this many findings an article.")
    )
    format: str = field(
        default="text",
        metadata=told(
            help=f"Report on standard output: {', '.join(FORMATS)}.",
            autocompletion=complete_format,
        ),
    )
    output: list[str] = field(
        default_factory=list,
        metadata=told("-o", "--output", metavar="FILE", help="Also write FILE, by its suffix."),
    )
    config: PathOption = field(
        default=None, metadata=told(help="Configuration file (default: the nearest one).")
    )
    baseline: PathOption = field(
        default=None, metadata=told(help="Baseline file, or the JSON report of an earlier run.")
    )
    jobs: int | None = field(default=None, metadata=told(min=1, help="Processes for a batch."))
    no_model: bool = field(
        default=False, metadata=told("--no-model", help="Rules only, no learned model.")
    )
    deep: bool = field(
        default=False,
        metadata=told("--deep", help="Read with a language model too (slow; see README)."),
    )
    quiet: bool = field(default=False, metadata=told("--quiet", "-q", help="No report on stdout."))

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
            if not os.path.isdir(Path(path).parent):
                raise Stop(f"{path}: there is no folder {Path(path).parent}; create it first")
            found.append((name, path))
        return found


def prefixes(values: list[str] | None, config: Config) -> tuple[str, ...] | None:
    """Checked `--select/--ignore` values; several may stand in one, parted by commas.

    Raises:
        Stop: no check has that prefix, or a value names none.
    """
    if not values:
        return None
    from mtlint.house import house_checks
    from mtlint.registry import all_checks, matches

    for value in values:
        if not value.replace(",", " ").strip():
            raise Stop(f"{value!r} names no check: give an id or a family (see: mtlint checks)")
    found = tuple(p.strip() for v in values for p in v.split(",") if p.strip())
    ids = [c.id for c in (*all_checks(), *house_checks(config))]
    for prefix in found:
        if not any(matches(id, (prefix,)) for id in ids):
            known = {*ids, *(i.partition(".")[0] for i in ids)}
            raise Stop(
                f"no check is called {prefix!r}{nearest(prefix, known)} (see: mtlint checks)"
            )
    return found
