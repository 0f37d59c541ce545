"""Plants: is one exchanged term, name, figure or date in a real article found and shown?

    python -m mtlint.learn.plants --data DIR [--seed N] [--per-kind 1000] [--only KIND] [--json OUT]

Articles of the training files (machine and human translations of several systems) get one
occurrence of something that they repeat exchanged for a sibling: terms for what follows or
precedes the same words in other articles, names for another spelling or another name, figures and
dates for others of the same shape. A plant is found when a consistency finding touches it, or
shows it as the other place; the same place in the intact article is asked as well. Findings per
1,000 words on intact articles and on native English news say what that sensitivity costs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mtlint.learn.siblings import KINDS, Plant, Pools, plants_of
from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks, matches
from mtlint.text.tokens import WORD
from mtlint.text.view import DocumentView
from mtlint.types import Document, Hit, Part, Segment

FILES = ("wmt20-zhen-news.train", "wmt21-zhen-news.train")
NATIVE = "native-en-news.dev"
_TERMINAL = tuple('.!?。”"')


def documents(path: Path) -> Iterator[tuple[str, Document]]:
    """(system, article) of a batch file; the first segment is the headline if it looks like one."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            segments = [
                Segment(s["id"], s["target"], paragraph=i) for i, s in enumerate(raw["segments"])
            ]
            if not segments:
                continue
            first = segments[0]
            if not first.target.rstrip().endswith(_TERMINAL):
                segments[0] = replace(first, part=Part.HEADLINE)
            yield (
                str(raw.get("system") or ""),
                Document(raw["id"], tuple(segments), target_lang="en", segmented=True),
            )


def consistency_hits(document: Document, prefix: str) -> list[tuple[str, Hit]]:
    """(check, hit) of the checks under a dotted prefix."""
    view = DocumentView(document)
    checks = [c for c in builtin_checks() if matches(c.id, (prefix,)) and c.speaks("en")]
    return [(c.id, hit) for c in checks if not c.needs for hit in run_check(c, view)]


def shown(hit: Hit, segment: int, start: int, end: int) -> bool:
    """Whether a hit touches the span, or shows it as another place."""
    if hit.segment == segment and hit.start < end and start < hit.end:
        return True
    return any(p.segment == segment and p.start < end and start < p.end for p in hit.related)


@dataclass
class Tally:
    """Counts of one kind of plant."""

    plants: int = 0
    found: int = 0
    shown: int = 0
    intact: int = 0

    def row(self) -> dict[str, Any]:
        """Shares of plants found (or at least shown), and of the same places when intact."""
        n = max(1, self.plants)
        return {
            "plants": self.plants,
            "found": round(self.found / n, 4),
            "shown": round(self.shown / n, 4),
            "intact": round(self.intact / n, 4),
        }


def planted(document: Document, plant: Plant) -> Document:
    """The article with the plant in it."""
    segments = list(document.segments)
    old = segments[plant.segment]
    text = old.target[: plant.start] + plant.text + old.target[plant.end :]
    segments[plant.segment] = replace(old, target=text)
    return replace(document, segments=tuple(segments))


def try_plant(document: Document, plant: Plant, prefix: str, tally: Tally) -> bool:
    """Plant, look, count; whether it was shown."""
    end = plant.start + len(plant.text)
    hits = [h for _, h in consistency_hits(planted(document, plant), prefix)]
    touched = any(
        h.segment == plant.segment and h.start < end and plant.start < h.end for h in hits
    )
    seen = touched or any(shown(h, plant.segment, plant.start, end) for h in hits)
    before = [h for _, h in consistency_hits(document, prefix)]
    tally.plants += 1
    tally.found += touched
    tally.shown += seen
    tally.intact += any(shown(h, plant.segment, plant.start, plant.end) for h in before)
    return seen


def measure(
    articles: list[tuple[str, Document]],
    kinds: tuple[str, ...],
    per_kind: int,
    seed: int,
    prefix: str,
    show: int,
) -> dict[str, dict[str, Any]]:
    """Per kind and sub-kind: plants, and the shares found, shown and flagged when intact."""
    pools = Pools.of(d for _, d in articles)
    rows: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        rng = random.Random(f"{seed}/{kind}")
        total, parts = Tally(), defaultdict[str, Tally](Tally)
        missed: list[str] = []
        for _, document, plant in draw(articles, kind, pools, rng, per_kind):
            one = Tally()
            seen = try_plant(document, plant, prefix, one)
            where = "headline" if document.segments[0].part is Part.HEADLINE else "lead"
            extra = [parts[f"= {where}"]] if kind.endswith("-headline") else []
            for tally in (total, parts[plant.detail], *extra):
                tally.plants += one.plants
                tally.found += one.found
                tally.shown += one.shown
                tally.intact += one.intact
            if not seen and len(missed) < show:
                old = document.segments[plant.segment].target
                around = old[max(0, plant.start - 50) : plant.start]
                after = old[plant.end : plant.end + 40]
                was = old[plant.start : plant.end]
                missed.append(f"{plant.detail}: {around}[[{was} -> {plant.text}]]{after}")
        rows[kind] = total.row() | {
            "details": {k: parts[k].row() for k in sorted(parts)},
            "missed": missed,
        }
    return rows


def draw(
    articles: list[tuple[str, Document]], kind: str, pools: Pools, rng: random.Random, n: int
) -> Iterator[tuple[str, Document, Plant]]:
    """`n` plants of one kind, one an article and round, over shuffled articles."""
    order = list(range(len(articles)))
    made, rounds = 0, 0
    while made < n and rounds < 12:
        rng.shuffle(order)
        before = made
        for i in order:
            system, document = articles[i]
            options = plants_of(document, kind, pools, rng)
            if options:
                yield system, document, rng.choice(options)
                made += 1
                if made >= n:
                    return
        if made == before:
            return
        rounds += 1


def rates(articles: list[tuple[str, Document]], prefix: str) -> dict[str, Any]:
    """Findings per 1,000 words of intact articles, by check."""
    words = 0
    counts: Counter[str] = Counter()
    for _, document in articles:
        words += sum(len(WORD.findall(s.target)) for s in document.segments)
        counts.update(name for name, _ in consistency_hits(document, prefix))
    scale = 1000 / max(1, words)
    return {"words": words, "per_1000_words": round(counts.total() * scale, 3)} | {
        name: round(n * scale, 3) for name, n in sorted(counts.items())
    }


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-kind", type=int, default=1000)
    parser.add_argument("--only", default="", help="kinds, parted by commas")
    parser.add_argument("--check", default="consistency", help="dotted prefix of the checks asked")
    parser.add_argument("--show", type=int, default=0, help="print so many missed plants a kind")
    parser.add_argument("--no-rates", action="store_true", help="leave the intact rates out")
    parser.add_argument("--json", type=Path, help="write the whole result to this file")
    options = parser.parse_args()
    articles = [a for f in FILES for a in documents(options.data / f"{f}.jsonl.gz")]
    kinds = tuple(options.only.split(",")) if options.only else KINDS
    rows = measure(articles, kinds, options.per_kind, options.seed, options.check, options.show)
    print(f"{'kind':26} {'plants':>7} {'found':>7} {'shown':>7} {'intact':>7}")
    for name, row in rows.items():
        _print(name, row)
        for detail, part in row["details"].items():
            _print("   " + detail, part)
        for text in row["missed"]:
            print("      missed", text)
    result: dict[str, Any] = {"kinds": rows}
    if not options.no_rates:
        human = [a for a in articles if a[0].startswith(("Human", "ref"))]
        machine = [a for a in articles if not a[0].startswith(("Human", "ref"))]
        native = list(documents(options.data / f"{NATIVE}.jsonl.gz"))
        for label, group in (("machine", machine), ("human", human), ("native", native)):
            result[label] = rates(group, options.check)
            print(label, result[label])
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _print(name: str, row: dict[str, Any]) -> None:
    print(
        f"{name:26} {row['plants']:7} {row['found']:7.1%} {row['shown']:7.1%} {row['intact']:7.1%}"
    )


if __name__ == "__main__":
    main()
