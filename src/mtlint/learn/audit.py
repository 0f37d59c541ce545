"""Native hits judged by hand: is there a fault at that place of native English, or none?

    python -m mtlint.learn.audit --data DIR [--select PREFIX] [--each N] [--judged]

Calibration counts a hit on native English as a false alarm. But native text has faults of its own:
typing errors of its writers, sentences that the making of the corpus cut in two, quotation marks
that lost their partner in transport. Whoever calls these false alarms teaches the checks to be
silent about true faults. So hits of the native training files are judged by hand: `fault` where an
editor would have to put the place right, `fine` where the text is right as it stands. Verdicts are
kept in `native_verdicts.tsv` by fingerprint, without any text; this command lists what is to be
judged, as a sheet whose first column is to be filled in and appended to that file.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from mtlint.check import Check
from mtlint.learn.corpus import read_articles
from mtlint.learn.observe import Observed
from mtlint.merge import fingerprint
from mtlint.pipeline import detect
from mtlint.registry import builtin_checks, matches
from mtlint.text.view import DocumentView
from mtlint.types import Evidence, Hit

NATIVE = ("native-en-mixed.train", "native-en-wiki.train")
FAULT, FINE = "fault", "fine"
_CONTEXT = 60
_ENOUGH = 8  # verdicts from which they stand for hits that were not judged


@cache
def verdicts() -> dict[tuple[str, str], bool]:
    """Whether there is a fault, by check and fingerprint.

    Raises:
        ValueError: a line that is no verdict.
    """
    text = files("mtlint.learn").joinpath("native_verdicts.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        verdict, check, place = line.split("\t")[:3]
        if verdict not in (FAULT, FINE):
            raise ValueError(f"native_verdicts.tsv: {verdict!r} is neither {FAULT} nor {FINE}")
        found[check, place] = verdict == FAULT
    return found


def place_of(check: Check, text: str, hit: Hit) -> str:
    """The fingerprint of a hit in its segment's text."""
    return fingerprint(check.id, text, hit.start, hit.end)


def false_share(hits: Iterable[Observed]) -> Callable[[Observed], float]:
    """How much of a false alarm each native hit of one check is: 0 where it is a known fault.

    Hits that nobody judged count as those of the same features that were, or as those of the same
    check; without at least `_ENOUGH` verdicts all of it is a false alarm.
    """
    judged: dict[tuple[str, ...] | None, list[bool]] = {}
    for hit in hits:
        fault = verdicts().get((hit.check, hit.place))
        if fault is not None:
            judged.setdefault(hit.features, []).append(fault)
            judged.setdefault(None, []).append(fault)
    shares = {key: 1 - sum(v) / len(v) for key, v in judged.items() if len(v) >= _ENOUGH}

    def share(hit: Observed) -> float:
        fault = verdicts().get((hit.check, hit.place))
        if fault is not None:
            return float(not fault)
        return shares.get(hit.features, shares.get(None, 1.0))

    return share


def native_hits(data: Path, select: tuple[str, ...]) -> Iterator[tuple[Check, str, Hit]]:
    """(check, segment text, hit) of the native training files."""
    checks = [
        c
        for c in builtin_checks()
        if c.needs <= {Evidence.TARGET} and (not select or matches(c.id, select))
    ]
    for name in NATIVE:
        for article in read_articles(data / f"{name}.jsonl.gz"):
            view = DocumentView(article.document())
            for check, hit in detect(view, checks, frozenset({Evidence.TARGET}))[0]:
                yield check, view.segments[hit.segment].text, hit


def row(check: Check, text: str, hit: Hit, verdict: str = "?") -> str:
    """One line of the sheet; the columns after the third are for the eye only."""
    before, after = text[max(0, hit.start - _CONTEXT) : hit.start], text[hit.end :][:_CONTEXT]
    shown = f"{before}[[{text[hit.start : hit.end]}]]{after}".replace("\t", " ").replace("\n", " ")
    return "\t".join((verdict, check.id, place_of(check, text, hit), ",".join(hit.features), shown))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--select", action="append", default=[], metavar="PREFIX")
    parser.add_argument("--each", type=int, default=200, help="at most so many of each check")
    parser.add_argument("--judged", action="store_true", help="those judged already, too")
    options = parser.parse_args(arguments)
    shown: Counter[str] = Counter()
    for check, text, hit in native_hits(options.data, tuple(options.select)):
        known = verdicts().get((check.id, place_of(check, text, hit)))
        if shown[check.id] >= options.each or (known is not None and not options.judged):
            continue
        shown[check.id] += 1
        print(row(check, text, hit, "?" if known is None else FAULT if known else FINE))


if __name__ == "__main__":
    main()
