"""Does every check take time in proportion to its input? Normal text, and input made to hurt.

    python tests/bench/linear.py [PREFIX...] [--limit US] [--size N]

Prints, per check, microseconds per word on seed text once, ten and a hundred times over, then
microseconds per character on pathological input of N characters and of a quarter of them. A check
is named an offender when its cost per unit at the larger size is more than 2.5 times that at the
smaller one, or when it is above the limit. Exit code 1 when there are offenders.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mtlint.check import Check
from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks, matches
from mtlint.segment import article
from mtlint.text.view import DocumentView
from mtlint.types import Document, Evidence, Segment

SEEDS = Path(__file__).parents[2] / "seeds"
PIECES = {
    "letters": "a",
    "opening quotes": "“",
    "stray marks": ". ,",
    "single words": "a ",
    "brackets": "(",
    "one word": "translation ",
    "one Chinese sign": "省",
    "spaces": " ",
    "new lines": "\n\nA.",
    "capitals": "Ab ",
    "digits": "1,",
    "apostrophes": "a'",
    "full stops": ".",
    "angle brackets": "<",
    "unknown words": "zqx ",
    "entities": "&",
    "quoted words": "“a” ",
    "dashes": "-",
}
GROWTH = 2.5
NOISE = 0.02  # seconds below which a time says nothing


def prepared(document: Document) -> DocumentView:
    """A view with the words and sentences that all checks share already found."""
    view = DocumentView(document)
    for part in view.segments:
        _ = part.words, part.sentences, part.chars, part.marks, part.lower
        _ = part.starts, part.capitals, part.gap_kinds, part.echoes
    return view


def as_new(view: DocumentView) -> DocumentView:
    """A view that knows no more than the words and sentences of its segments."""
    new = DocumentView(view.document)
    for known, part in zip(view.segments, new.segments, strict=True):
        vars(part).update({k: v for k, v in vars(known).items() if k != "doc"})
        vars(part)["sentences"] = tuple(s._replace(view=part) for s in known.sentences)
    _ = new.word_counts, new.lower_counts
    return new


def seconds(check: Check, known: DocumentView) -> float:
    """CPU seconds of one check with the shared view already made."""
    view = as_new(known)
    # What the collector does with the views of other documents is no cost of this check.
    gc.disable()
    start = time.process_time()
    run_check(check, view)
    taken = time.process_time() - start
    gc.enable()
    return taken


def unit(text: str) -> Document:
    """One segment, as a batch with its own segments brings it."""
    return Document("bench", (Segment(1, text),), target_lang="en", segmented=True)


def normal(checks: list[Check]) -> Iterator[str]:
    """Rows on seed text; yields the names of offenders."""
    seed = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(SEEDS.glob("*.txt")))
    words = len(seed.split())
    documents = {n: prepared(article("\n\n".join([seed] * n))) for n in (1, 10, 100)}
    print(f"{'microseconds per word':44} {'1x':>8} {'10x':>8} {'100x':>8}")
    for check in checks:
        seconds(check, documents[1])  # word lists are read on first use
        times = {n: seconds(check, d) for n, d in documents.items()}
        for _ in range(2):  # a pause of the machine, perhaps
            if times[100] > NOISE and times[100] > 10 * GROWTH * times[10]:
                times[10] = max(times[10], seconds(check, documents[10]))
                times[100] = min(times[100], seconds(check, documents[100]))
        costs = {n: 1e6 * t / (n * words) for n, t in times.items()}
        slow = times[100] > NOISE and costs[100] > GROWTH * costs[10]
        print(
            f"{check.id:44} {costs[1]:8.3f} {costs[10]:8.3f} {costs[100]:8.3f}"
            + ("  GROWS" if slow else "")
        )
        if slow:
            yield f"{check.id} on normal text"


def hostile(checks: list[Check], size: int, limit: float) -> Iterator[str]:
    """Worst cost per character of each check; yields the names of offenders."""
    print(f"\n{'pathological input':44} {'us/char':>8}  worst")
    worst = {check.id: (0.0, "") for check in checks}
    for name, piece in PIECES.items():
        small = prepared(unit(piece * (size // 4 // len(piece))))
        large = prepared(unit(piece * (size // len(piece))))
        for check in checks:
            seconds(check, prepared(unit(piece)))  # word lists are read on first use
            before = seconds(check, small)
            slow = before * 1e6 > limit * size  # so slow that the larger one may never end
            after = 4 * before if slow else seconds(check, large)
            if after > NOISE and after > GROWTH * 4 * before:  # a pause of the machine, perhaps
                before = max(before, seconds(check, small))
                after = min(after, seconds(check, large), seconds(check, large))
            cost = 1e6 * after / size
            worst[check.id] = max(worst[check.id], (cost, name))
            grows = after > NOISE and after > GROWTH * 4 * before
            if grows or cost > limit:
                yield f"{check.id} on {name}: {cost:.2f} us/char" + (", grows" if grows else "")
        gc.collect()
    for id, (cost, name) in worst.items():
        print(f"{id:44} {cost:8.3f}  {name}")


def main() -> int:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("prefix", nargs="*", help="only checks under these dotted prefixes")
    parser.add_argument("--size", type=int, default=200_000, help="characters of hostile input")
    parser.add_argument("--limit", type=float, default=20.0, help="microseconds per character")
    options = parser.parse_args()
    needs = frozenset({Evidence.TARGET})
    checks = [
        c
        for c in builtin_checks()
        if c.needs <= needs
        and c.speaks("en")
        and (not options.prefix or matches(c.id, tuple(options.prefix)))
    ]
    offenders = [*normal(checks), *hostile(checks, options.size, options.limit)]
    for offender in offenders:
        print("OFFENDER", offender)
    return 1 if offenders else 0


if __name__ == "__main__":
    sys.exit(main())
