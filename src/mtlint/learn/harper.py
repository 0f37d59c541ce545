"""Judges every rule of the Harper grammar engine by professional ratings and native English.

    pip install "mtlint[bench]"
    python -m mtlint.learn.harper --data DIR [--min-hits N]

A rule is worth running when professionals mark its places clearly more often than the same spans
at random places, and when it speaks less often on native English than on machine output. With
harper-py 0.2.0 (Harper 2.13) no rule passes that mtlint has no own check for, at a tenth of
mtlint's speed, which is why Harper is no part of the checker.
"""

from __future__ import annotations

import argparse
import importlib
import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtlint.learn.lexicon import articles
from mtlint.text.tokens import WORD

RATED = ("wmt20-zhen-news.train", "wmt21-zhen-news.train")
NATIVE = ("native-en-mixed.train", "native-en-wiki.train")
MIN_HITS = 20
DRAWS = 10


@dataclass
class Tally:
    """What is known of one rule."""

    kind: str = ""
    hits: int = 0
    good: int = 0
    chance: float = 0.0
    native: int = 0

    @property
    def precision(self) -> float:
        """Share of hits that touch a professional's mark."""
        return self.good / max(1, self.hits)

    @property
    def at_random(self) -> float:
        """The same for spans as wide at random places of the same segments."""
        return self.chance / max(1, self.hits)

    def lower_bound(self) -> float:
        """Lower end of the 90% Wilson interval of the precision."""
        n, p, z = max(1, self.hits), self.precision, 1.2816
        middle = p + z * z / (2 * n)
        spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - spread) / (1 + z * z / n)


def lints(linter: Any, text: str) -> Iterator[tuple[str, str, int, int]]:
    """Rule, kind, start and end of everything that Harper says of a text."""
    for rule, found in linter.organized_lints(text, language="plaintext", dedup=False).items():
        for lint in found:
            yield rule, lint.lint_kind, lint.span.start, lint.span.end


def marked(segment: dict[str, Any]) -> set[int]:
    """Characters that any rater marks in the target."""
    places: set[int] = set()
    for rating in segment.get("ratings", ()):
        for error in rating["errors"]:
            inside = error.get("side", "target") == "target" and "start" in error
            if inside and error["severity"] in ("major", "minor"):
                places.update(range(error["start"], max(error["end"], error["start"] + 1)))
    return places


def judge(data: Path) -> tuple[dict[str, Tally], int, int]:
    """Tallies by rule, words of machine output, words of native English."""
    linter = importlib.import_module("harper").Linter()
    rnd = random.Random(5)
    tallies: dict[str, Tally] = {}
    words: Counter[bool] = Counter()
    for name in (*RATED, *NATIVE):
        rated = name in RATED
        for article in articles(data / f"{name}.jsonl.gz"):
            for segment in article["segments"]:
                text = segment["target"]
                words[rated] += sum(1 for _ in WORD.finditer(text))
                marks = marked(segment) if rated else set()
                for rule, kind, start, end in lints(linter, text):
                    tally = tallies.setdefault(rule, Tally(kind))
                    if rated:
                        _add(tally, text, start, end, marks, rnd)
                    else:
                        tally.native += 1
    return tallies, words[True], words[False]


def _add(
    tally: Tally, text: str, start: int, end: int, marks: set[int], rnd: random.Random
) -> None:
    width = max(1, end - start)
    tally.hits += 1
    tally.good += not marks.isdisjoint(range(start, start + width))
    for _ in range(DRAWS):
        at = rnd.randint(0, max(0, len(text) - width))
        tally.chance += (not marks.isdisjoint(range(at, at + width))) / DRAWS


def worth(tally: Tally, machine: float, native: float) -> bool:
    """Whether a rule beats random places, and is quieter on native English."""
    return (
        tally.hits >= MIN_HITS
        and tally.lower_bound() > tally.at_random + 0.03
        and tally.native / native < 0.75 * tally.hits / machine
    )


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--min-hits", type=int, default=MIN_HITS, help="least hits to list")
    options = parser.parse_args()
    tallies, machine, native = judge(options.data)
    print("rule\tkind\thits\tprecision\tat random\tmachine /1000 words\tnative /1000 words\tworth")
    for rule in sorted(tallies):
        t = tallies[rule]
        if t.hits >= options.min_hits:
            rates = f"{1000 * t.hits / machine:.4f}\t{1000 * t.native / native:.4f}"
            judged = "yes" if worth(t, machine, native) else "no"
            row = f"{rule}\t{t.kind}\t{t.hits}\t{t.precision:.3f}\t{t.at_random:.3f}\t{rates}"
            print(f"{row}\t{judged}")


if __name__ == "__main__":
    main()
