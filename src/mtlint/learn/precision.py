"""Each check against professional marks and native English, in a table.

    python -m mtlint.learn.precision --data DIR [--select PREFIX]

Per check: hits on the training file with three raters and on the development file, the share of
them that any rater marks, the same for the same spans at random places, hits per 1,000 words of
machine output and of native English, and whether the check is on by the calibration in force, with
its basis. The same figures stand in the calibration file, where `mtlint checks --precision` reads
them without data; here they are counted anew. Below: how well the confidences hold on the
development file, alone and with as many words of native news, whose hits count as unmarked.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mtlint.calibration.table import Calibration, load_calibration
from mtlint.check import Check
from mtlint.learn import gate, worth
from mtlint.learn.calibrate import rated_checks
from mtlint.learn.gather import DEV, NATIVE, NATIVE_DEV, TRAIN, gather_all
from mtlint.learn.measures import calibration_error, reliability
from mtlint.registry import matches


def table(files: gate.Files, checks: Sequence[Check], calibration: Calibration) -> str:
    """The table as plain text."""
    own = gate.split_by_check(files, checks)
    lines = [
        f"{'check':32} {'':3} {'basis':7} {'p':>5}   {'three raters':^20}   {'one rater':^20}"
        f"   {'dev':^19}   per 1,000 words",
        f"{'':44} {'':5}   {'hits':>6} {'share':>6} {'random':>6}   {'hits':>6} {'share':>6}"
        f" {'random':>6}   {'hits':>5} {'share':>6} {'random':>6}   {'dev':>6} {'native':>6} news",
    ]
    lines += [_row(check.id, own[check.id], calibration) for check in checks]
    return "\n".join(lines) + "\n"


def _row(check: str, own: gate.CheckHits, calibration: Calibration) -> str:
    found = worth.record(own, None, len(own.rated) < gate.LEAST_RATED)
    basis = (calibration.precision(check) or {}).get("basis", "-")
    state = "on" if calibration.enabled(check) else "off"
    return (
        f"{check:32} {state:3} {basis:7} {calibration.confidence(check):5.2f}"
        f"   {_shares(found, 6)}   {_shares(found['single'], 6)}   {_shares(found['dev'], 5)}"
        f"   {found['machine']:6.3f} {found['native']:6.3f} {found['native_dev']:.3f}"
    )


def _shares(found: Mapping[str, Any], width: int) -> str:
    if not found["hits"]:
        return f"{0:{width}} {'-':>6} {'-':>6}"
    return f"{found['hits']:{width}} {found['precision']:6.2f} {found['random']:6.2f}"


def holding(files: gate.Files, calibration: Calibration) -> Iterator[str]:
    """Reliability of the confidences of the checks that are on, hit by hit (nothing merged)."""
    rated = [
        (calibration.confidence(h.check, h.features, h.score), any(h.marked))
        for h in files[DEV].hits
        if calibration.enabled(h.check)
    ]
    native = [
        (calibration.confidence(h.check, h.features, h.score), False)
        for h in files[NATIVE_DEV].hits
        if calibration.enabled(h.check)
    ]
    copies = files[DEV].words / max(1, files[NATIVE_DEV].words)
    mixed = rated + native * round(copies)
    for title, pairs in ((DEV, rated), (f"{DEV} + native news, word for word", mixed)):
        rows = reliability([p for p, _ in pairs], [came for _, came in pairs])
        yield f"\n{title}: mean confidence, share marked, hits"
        yield from (f"  {p:.3f}  {came:.3f}  {n:6}" for p, came, n in rows)
        yield f"  expected calibration error {calibration_error(rows):.3f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.precision")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--select", action="append", default=[], metavar="PREFIX")
    options = parser.parse_args(arguments)
    checks = [
        c for c in rated_checks() if not options.select or matches(c.id, tuple(options.select))
    ]
    files = gather_all(options.data, [*TRAIN, DEV, *NATIVE, NATIVE_DEV], checks)
    calibration = load_calibration()
    print(table(files, checks, calibration), end="")
    print("\n".join(holding(files, calibration)))


if __name__ == "__main__":
    main()
