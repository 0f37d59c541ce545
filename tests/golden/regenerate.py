"""Write anew what mtlint says of the seeds: `python tests/golden/regenerate.py`.

`reports/` shows readers the default run, model included; `tests/golden/rules/` holds the same
seeds by rules alone as JSON, which must come out the same to the byte on every machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mtlint.config import Config
from mtlint.load import LoadOptions, load_paths
from mtlint.output import write_file
from mtlint.pipeline import assemble, check_all
from mtlint.types import Report

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports"
RULES = ROOT / "tests" / "golden" / "rules"
FORMATS = {"text": ".txt", "csv": ".csv", "html": ".html"}


def seeds() -> list[Path]:
    """The seed files, by their path from the root."""
    return sorted(p.relative_to(ROOT) for p in (ROOT / "seeds").iterdir() if p.is_file())


def stem(seed: Path) -> str:
    """The name of a seed's reports: its file name, so that two formats of one text differ."""
    return seed.name.replace(".", "-")


def report_on(seed: Path, *, use_model: bool) -> Report:
    """What a run on one seed, started in the root folder, reports."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        config = Config(use_model=use_model)
        return assemble(check_all(load_paths([str(seed)], LoadOptions()), config), config)
    finally:
        os.chdir(before)


def main() -> None:
    REPORTS.mkdir(exist_ok=True)
    RULES.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        report = report_on(seed, use_model=True)
        for name, suffix in FORMATS.items():
            write_file(report, name, str(REPORTS / f"{stem(seed)}{suffix}"))
        write_file(report_on(seed, use_model=False), "json", str(RULES / f"{stem(seed)}.json"))
        sys.stdout.write(f"{seed}: {sum(len(d.findings) for d in report.documents)} findings\n")


if __name__ == "__main__":
    main()
