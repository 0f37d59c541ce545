"""False alarms on native English: findings per 1,000 words beside those on machine output.

    python -m mtlint.learn.native --data DIR [--no-model] [--show N] [--pasted]

Runs the checker as it stands (its defaults, target-only) over English news as journalists wrote
it and over the machine-translated development file, check by check. A finding is confident at
p >= .5. What is asked: at most one confident finding per 1,000 native words, and at most a quarter
of the rate on machine output.

With `--pasted` the native paragraphs stand inside the machine-translated articles, one after every
second segment: a guess about whole documents would find them as suspect as their neighbours.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path

from mtlint.calibration.table import load_calibration
from mtlint.config import Config
from mtlint.learn.corpus import read_articles
from mtlint.learn.evaluate import run_checks
from mtlint.learn.gather import DEV, NATIVE_DEV, file_of
from mtlint.pipeline import active_checks, check_document
from mtlint.rank import CONFIDENT
from mtlint.types import Finding, Segment

MOST_PER_1000 = 1.0
MOST_OF_MACHINE = 0.25


@dataclass(slots=True)
class Rates:
    """Findings and confident findings by check, over `words` evaluated words."""

    words: int = 0
    every: Counter[str] = field(default_factory=Counter)
    confident: Counter[str] = field(default_factory=Counter)
    samples: list[Finding] = field(default_factory=list)

    def count(self, f: Finding) -> None:
        """Count one finding."""
        self.every[f.check] += 1
        if f.confidence >= CONFIDENT:
            self.confident[f.check] += 1
            self.samples.append(f)

    def per_1000(self, counts: Counter[str], check: str | None = None) -> float:
        """Findings per 1,000 words: of one check, or of all."""
        number = counts.total() if check is None else counts[check]
        return 1000 * number / max(1, self.words)


def rates(path: Path, config: Config) -> Rates:
    """What the checker says of a file's articles.

    Raises:
        OSError, ValueError: the file cannot be read.
        RuntimeError: a check crashed.
    """
    found = Rates()
    for report in run_checks(read_articles(path), config):
        found.words += report.words
        for f in report.findings:
            found.count(f)
    return found


def pasted(data: Path, config: Config) -> tuple[Rates, Rates]:
    """(native, machine) rates where native paragraphs stand between machine-translated ones.

    Raises:
        OSError, ValueError: a file cannot be read.
        RuntimeError: a check crashed.
    """
    native, machine = Rates(), Rates()
    own = [s.target for a in read_articles(file_of(data, NATIVE_DEV)) for s in a.segments]
    spare = cycle(own)
    calibration = load_calibration()
    checks = active_checks(config, calibration)
    for article in read_articles(file_of(data, DEV)):
        document = article.document()
        mixed: list[Segment] = []
        for number, segment in enumerate(document.segments, 1):
            mixed.append(replace(segment, paragraph=len(mixed)))
            if number % 2 == 0:
                mixed.append(Segment(f"native {number}", next(spare), paragraph=len(mixed)))
        whole = replace(document, segments=tuple(mixed))
        report = check_document(whole, config, checks=checks, calibration=calibration)
        if report.failures:
            raise RuntimeError(str(report.failures[0]))
        for segment in mixed:
            side = native if isinstance(segment.id, str) else machine
            side.words += len(segment.target.split())
        for f in report.findings:
            (native if isinstance(f.segment, str) else machine).count(f)
    return native, machine


def render(native: Rates, machine: Rates) -> str:
    """The table as plain text."""
    lines = [
        f"findings per 1,000 words ({native.words} native, {machine.words} machine)",
        f"{'':32} {'all':^17}   {'p >= .5':^17}",
        f"{'check':32} {'native':>8} {'machine':>8}   {'native':>8} {'machine':>8}",
    ]
    shown = sorted(native.every | machine.every, key=lambda c: (-native.confident[c], c))
    lines += [
        f"{check or 'all checks':32} {native.per_1000(native.every, check):8.3f}"
        f" {machine.per_1000(machine.every, check):8.3f}  "
        f" {native.per_1000(native.confident, check):8.3f}"
        f" {machine.per_1000(machine.confident, check):8.3f}"
        for check in [*shown, None]
    ]
    rate, other = native.per_1000(native.confident), machine.per_1000(machine.confident)
    kept = rate <= MOST_PER_1000 and rate <= MOST_OF_MACHINE * other
    lines.append(
        f"confident on native: {rate:.3f} (at most {MOST_PER_1000:g}), "
        f"{rate / other if other else float('inf'):.3f} of machine (at most {MOST_OF_MACHINE:g}): "
        + ("kept" if kept else "NOT kept")
    )
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.native")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--deep", action="store_true", help="read with a language model too")
    parser.add_argument("--pasted", action="store_true", help="native inside machine output")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args(arguments)
    config = Config(target_only=True, use_model=not options.no_model, deep=options.deep)
    if options.pasted:
        native, machine = pasted(options.data, config)
    else:
        native = rates(file_of(options.data, NATIVE_DEV), config)
        machine = rates(file_of(options.data, DEV), config)
    print(render(native, machine), end="")
    for f in native.samples[: options.show]:
        print(f"  {f.confidence:.2f} {f.check}: {f.text!r}: {f.message}")


if __name__ == "__main__":
    main()
