"""Planted faults: how often does a check find a fault that is too rare in rated text to judge?

    python -m mtlint.learn.planted --data DIR [--seed N] [--each 1000] [--only PREFIX] [--json OUT]

Planters (mtlint.learn.planters) put one fault at a time into clean English segments: native
English of other genres and human translations. `found` is the share of plants after which the
check has a hit that it had not before, `touching` the share whose hit overlaps the plant, and
`features` the shares whose hit has each feature. What the check says of the untouched segments,
and of native news, are false alarms per 1,000 words; of the untouched segments without the hits
that were judged by hand to be faults of that text (`mtlint.learn.audit`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtlint.check import Check
from mtlint.learn.audit import place_of, verdicts
from mtlint.learn.planters import Planter, planters
from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks, matches
from mtlint.text.view import DocumentView
from mtlint.types import Document, Hit, Segment

CLEAN = ("native-en-mixed.train", "native-en-wiki.train", "wmt20-zhen-news.train")
NEWS = "native-en-news.dev"
_HUMAN = "Human-"
_SHORTEST = 40  # characters: shorter segments have no room for a fault
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check made of its plants and of clean text. Rates are hits per 1,000 words."""

    planted: int
    found: float
    touching: float
    clean_rate: float
    news_rate: float
    words: int
    features: Mapping[str, float] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """As calibration reads it."""
        return {
            "planted": self.planted,
            "found": round(self.found, 4),
            "touching": round(self.touching, 4),
            "clean_hits_per_1000_words": round(self.clean_rate, 4),
            "news_hits_per_1000_words": round(self.news_rate, 4),
            "words": self.words,
            "features": {name: round(share, 4) for name, share in sorted(self.features.items())},
        }


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a batch file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def clean_texts(data: Path) -> list[str]:
    """Segments of native English and of human translations; of rated systems only the humans."""
    texts: list[str] = []
    for name in CLEAN:
        for article in articles(data / f"{name}.jsonl.gz"):
            if name.startswith("native") or str(article.get("system")).startswith(_HUMAN):
                texts.extend(s["target"] for s in article["segments"])
    return texts


def news_texts(data: Path) -> list[str]:
    """Segments of native English news."""
    return [s["target"] for a in articles(data / f"{NEWS}.jsonl.gz") for s in a["segments"]]


def view_of(texts: Sequence[str]) -> DocumentView:
    """The texts as the segments of one document."""
    segments = tuple(Segment(i, text, paragraph=i) for i, text in enumerate(texts, 1))
    return DocumentView(Document("planted", segments, target_lang="en", segmented=True))


def hits_in(check: Check, text: str) -> Sequence[Hit]:
    """The check's hits in one text that stands alone."""
    return run_check(check, view_of([text]))


@dataclass(slots=True)
class Asked:
    """How many faults were planted, found at all, touched by a hit, and with which features."""

    planted: int = 0
    found: int = 0
    touching: int = 0
    features: Counter[str] = field(default_factory=Counter)


def plant_and_ask(
    check: Check, planter: Planter, texts: Sequence[str], each: int, rng: random.Random
) -> Asked:
    """Plant `each` faults, one at a time, and ask the check."""
    asked = Asked()
    for _ in range(each * _TRIES):
        if asked.planted == each:
            break
        text = rng.choice(texts)
        plant = planter(rng, text)
        if plant is None:
            continue
        faulty, start, end = plant
        hits = hits_in(check, faulty)
        touching = [h for h in hits if h.start < max(end, start + 1) and start < h.end]
        asked.planted += 1
        asked.found += len(hits) > len(hits_in(check, text))
        asked.touching += bool(touching)
        asked.features.update({name for h in touching for name in h.features})
    return asked


def false_alarms(check: Check, view: DocumentView) -> int:
    """Hits on clean text, but for those that were judged to be faults of that text."""
    return sum(
        not verdicts().get((check.id, place_of(check, view.segments[h.segment].text, h)), False)
        for h in run_check(check, view)
    )


def measure(data: Path, seed: int, each: int, only: tuple[str, ...] = ()) -> dict[str, Outcome]:
    """Outcomes by check id. Every check has its own generator, so that selections do not matter."""
    checks = {c.id: c for c in builtin_checks()}
    texts = clean_texts(data)
    roomy = [t for t in texts if len(t) >= _SHORTEST]
    # Lots, so that checks of whole documents see something like articles.
    lots = [view_of(texts[i : i + 20]) for i in range(0, len(texts), 20)]
    news = view_of(news_texts(data))
    words = sum(len(v.words) for lot in lots for v in lot.segments)
    news_words = sum(len(v.words) for v in news.segments)
    outcomes = {}
    for name, planter in planters().items():
        if name not in checks or (only and not matches(name, only)):
            continue
        check = checks[name]
        asked = plant_and_ask(check, planter, roomy, each, random.Random(f"{seed} {name}"))
        n = max(1, asked.planted)
        clean_hits = sum(false_alarms(check, lot) for lot in lots)
        outcomes[name] = Outcome(
            planted=asked.planted,
            found=asked.found / n,
            touching=asked.touching / n,
            clean_rate=1000 * clean_hits / max(1, words),
            news_rate=1000 * len(run_check(check, news)) / max(1, news_words),
            words=words,
            features={name: count / n for name, count in asked.features.items()},
        )
    return outcomes


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table; with --json, write it too."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.planted", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data files")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--each", type=int, default=1000, help="plants per check")
    parser.add_argument("--only", action="append", default=[], help="check id or dotted prefix")
    parser.add_argument("--json", type=Path, help="write {check: figures} to this file")
    options = parser.parse_args(argv)
    outcomes = measure(options.data, options.seed, options.each, tuple(options.only))
    heads = f"{'plants':>7} {'found':>7} {'touching':>9} {'clean/1000w':>12} {'news/1000w':>11}"
    print(f"{'check':32} {heads}")
    for name, o in outcomes.items():
        print(
            f"{name:32} {o.planted:7} {o.found:7.1%} {o.touching:9.1%}"
            f" {o.clean_rate:12.4f} {o.news_rate:11.4f}"
        )
    if options.json:
        table = {name: o.record() for name, o in outcomes.items()}
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
