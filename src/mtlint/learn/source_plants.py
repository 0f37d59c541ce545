"""Plants beside their source: do the checks that see the source find an exchanged place?

    python -m mtlint.learn.source_plants --data DIR [--seed N] [--per-kind 300] [--json OUT]

The same plants as `mtlint.learn.plants` (terms, names, figures and dates exchanged for siblings in
real articles), with the source at hand. A plant is found when a hit touches it; hits at the same
place of the intact article, and hits per 1,000 words of intact machine and human translations, say
what that costs. Segments halved and emptied are planted too.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mtlint.check import Check
from mtlint.learn.calibrate import source_checks
from mtlint.learn.corpus import read_articles
from mtlint.learn.gather import TRAIN, file_of
from mtlint.learn.plants import draw, planted
from mtlint.learn.siblings import KINDS, Plant, Pools
from mtlint.pipeline import detect
from mtlint.rank import words_in
from mtlint.text.view import DocumentView
from mtlint.types import Document, Evidence, Hit

_EVIDENCE = frozenset({Evidence.TARGET, Evidence.SOURCE})
_HUMAN = ("Human", "ref")
_LEAST = 120  # characters of a segment that is cut
CUTS = ("halved", "emptied")
Articles = Sequence[tuple[str, Document]]


def hits_in(document: Document, checks: Sequence[Check]) -> list[tuple[str, Hit]]:
    """(check, hit) of the checks that see the source.

    Raises:
        RuntimeError: a check crashed.
    """
    found, failures = detect(DocumentView(document), checks, _EVIDENCE)
    if failures:
        raise RuntimeError(str(failures[0]))
    return [(check.id, hit) for check, hit in found]


def cuts(
    articles: Articles, how: str, rng: random.Random, n: int
) -> Iterator[tuple[Document, Plant]]:
    """Segments that lose their second half, or all of their text."""
    order = list(articles)
    rng.shuffle(order)
    for _, document in order[:n]:
        long = [i for i, s in enumerate(document.segments) if s.source and len(s.target) >= _LEAST]
        if long:
            at = rng.choice(long)
            target = document.segments[at].target
            start = target.find(" ", len(target) // 2) if how == "halved" else 0
            yield document, Plant(at, max(0, start), len(target), "", how)


def _found(document: Document, plant: Plant, checks: Sequence[Check]) -> set[str]:
    """The checks whose hits touch the plant; a cut is touched anywhere in its segment."""
    end = plant.start + max(1, len(plant.text))
    whole = plant.detail in CUTS
    return {
        name
        for name, hit in hits_in(document, checks)
        if hit.segment == plant.segment
        and (whole or (hit.start < end and plant.start < max(hit.end, hit.start + 1)))
    }


def measure(articles: Articles, per_kind: int, seed: int) -> dict[str, dict[str, Any]]:
    """Per kind: plants, the shares found and flagged when intact, and by which checks."""
    checks = source_checks()
    pools = Pools.of(d for _, d in articles)
    rows = {}
    for kind in (*KINDS, *CUTS):
        rng = random.Random(f"{seed}/{kind}")
        if kind in CUTS:
            plants = list(cuts(articles, kind, rng, per_kind))
        else:
            plants = [(d, p) for _, d, p in draw(list(articles), kind, pools, rng, per_kind)]
        by, found, intact = Counter[str](), 0, 0
        for document, plant in plants:
            before = _found(document, replace(plant, text=" " * (plant.end - plant.start)), checks)
            after = _found(planted(document, plant), plant, checks)
            found += bool(after)
            intact += bool(before)
            by.update(after)
        n = max(1, len(plants))
        shares = {"found": round(found / n, 4), "intact": round(intact / n, 4)}
        rows[kind] = {"plants": len(plants), **shares, "by": dict(by.most_common())}
    return rows


def rates(articles: Articles) -> dict[str, float]:
    """Hits per 1,000 words of intact articles, by check."""
    checks = source_checks()
    words, counts = 0, Counter[str]()
    for _, document in articles:
        words += words_in(document)
        counts.update(name for name, _ in hits_in(document, checks))
    return {name: round(1000 * n / max(1, words), 3) for name, n in sorted(counts.items())}


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.source_plants")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=300)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    articles = [
        (article.system, article.document(target_only=False))
        for name in TRAIN[:2]
        for article in read_articles(file_of(options.data, name))
    ]
    result: dict[str, Any] = {"kinds": measure(articles, options.per_kind, options.seed)}
    print(f"{'kind':22} {'plants':>7} {'found':>7} {'intact':>7}  by")
    for kind, row in result["kinds"].items():
        print(f"{kind:22} {row['plants']:7} {row['found']:7.1%} {row['intact']:7.1%}  {row['by']}")
    for label, human in (("machine", False), ("human", True)):
        group = [a for a in articles if a[0].startswith(_HUMAN) is human]
        result[label] = rates(group)
        print(f"{label}, per 1,000 words: {result[label]}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
