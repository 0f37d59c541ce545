"""Is one exchanged term, name, figure or date in a real article shown in the default report?

    python -m mtlint.learn.consistency_benchmark --data DIR [--seed N] [--sample N] [--only KIND]
        [--deep [--articles N]]

Articles of the training files (some twenty machine and human translators) get one occurrence of
something that they repeat exchanged for a sibling; what is planted is told in
`mtlint.learn.siblings`. A plant is found when a finding of the consistency family that the default
report shows (the tagger left out) stands on the planted place or names it as its other place; with
`--deep` also one that rests on a language model. That takes seconds an article: `--articles` has a
few get many plants each, and what stands before a plant is read once. Places where a finding points
in the intact article are no plants (`before` counts them). Findings on intact articles, shown and
confident (p >= .5), say what that costs: on native news, other native English, the human
translations of WMT20 and all machine translations.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtlint.calibration.table import load_calibration
from mtlint.check import Check
from mtlint.config import Config
from mtlint.learn import installed
from mtlint.learn.corpus import read_articles
from mtlint.learn.gather import file_of
from mtlint.learn.rereading import Rereader
from mtlint.learn.siblings import KINDS, MADE_KINDS, SUBHEADING, Plant, Pools, plants_of, subheaded
from mtlint.models import language
from mtlint.pipeline import active_checks, check_document
from mtlint.rank import CONFIDENT, words_in
from mtlint.registry import matches
from mtlint.types import Document, Evidence, Finding

FILES = ("wmt20-zhen-news.train", "wmt21-zhen-news.train")
NATIVE_NEWS, NATIVE_OTHER = "native-en-news.dev", "native-en-mixed.train"
MOST_ROUNDS = 30
Articles = list[tuple[str, Document]]


def documents(data: Path, names: Sequence[str] = FILES) -> Articles:
    """(translator, article) of batch files, as mtlint's own loader pairs headline and body."""
    return [
        (article.system, article.document())
        for name in names
        for article in read_articles(file_of(data, name))
        if article.segments
    ]


@dataclass
class Reader:
    """The default report of the checks under a dotted prefix, or the deep one, which a language
    model has read as well. `rules` is the default one beside the deep."""

    checks: tuple[Check, ...]
    calibration: Path | None
    language: Rereader | None = None
    rules: Reader | None = None
    remembered: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        prefix: str,
        calibration: Path | None = None,
        *,
        deep: bool = False,
        rules_alone: bool = False,
    ) -> Reader:
        """The checks that are on by a calibration (that which comes with mtlint if none); without
        those that ask a network where the rules are to be read alone."""
        on = active_checks(Config(), load_calibration(calibration))
        asked = tuple(c for c in on if matches(c.id, (prefix,)))
        usual = frozenset() if rules_alone else frozenset({Evidence.MODEL})
        rules = cls(tuple(c for c in asked if c.needs <= usual), calibration)
        if not deep:
            return rules
        able = tuple(c for c in asked if c.needs <= {Evidence.LANGUAGE_MODEL})
        return cls(able, calibration, Rereader(language.open_model(installed.weights())), rules)

    def findings(self, document: Document) -> tuple[Finding, ...]:
        """What the report shows of a document."""
        table = load_calibration(self.calibration)
        read = None if self.language is None else self.language.read
        config = Config(deep=read is not None)
        return check_document(
            document, config, checks=self.checks, calibration=table, language_model=read
        ).findings

    def intact(self, document: Document) -> tuple[Finding, ...]:
        """`findings`, remembered by the article's id: an article gets many plants."""
        if document.id not in self.remembered:
            self.remembered[document.id] = self.findings(document)
        return self.remembered[document.id]

    def told_before(self, document: Document, plant: Plant) -> bool:
        """Whether the report of the intact article points at the place of a plant."""
        at = (plant.segment, plant.start, plant.end)
        return any(points_at(f, document, *at) for f in self.intact(document))

    def shows(self, document: Document, segment: int, start: int, end: int) -> bool:
        """Whether a finding points at a span. The deep report shows what the rules find, and more:
        they are asked first, for they take no time."""
        if self.rules is not None and self.rules.shows(document, segment, start, end):
            return True
        return any(points_at(f, document, segment, start, end) for f in self.findings(document))


def points_at(finding: Finding, document: Document, segment: int, start: int, end: int) -> bool:
    """Whether a finding stands on a span of a segment, or names it as another place."""
    if finding.segment_index == segment and finding.start < end and start < finding.end:
        return True
    wanted = document.segments[segment].id
    return any(r.segment == wanted and r.start < end and start < r.end for r in finding.related)


@dataclass
class Tally:
    """Counts of one kind of plant; `before`: places left out, for something pointed there."""

    plants: int = 0
    found: int = 0
    before: int = 0

    def row(self) -> dict[str, Any]:
        """Plants, the share found, and the places left out."""
        share = round(self.found / max(1, self.plants), 4)
        return {"plants": self.plants, "found": share, "before": self.before}


def planted(document: Document, plant: Plant) -> Document:
    """The article with the plant in it."""
    segments = list(document.segments)
    for each in (plant, plant.other):
        if each is not None:
            old = segments[each.segment]
            text = old.target[: each.start] + each.text + old.target[each.end :]
            segments[each.segment] = replace(old, target=text)
    return replace(document, segments=tuple(segments))


def try_plant(document: Document, plant: Plant, reader: Reader, tallies: Sequence[Tally]) -> bool:
    """Plant, read, count; whether the plant was found (or there was no room for one)."""
    end = plant.start + len(plant.text)
    at = plant.segment
    seen = reader.told_before(document, plant)
    found = not seen and reader.shows(planted(document, plant), at, plant.start, end)
    for tally in tallies:
        tally.plants += not seen
        tally.found += found
        tally.before += seen
    return found or seen


def measure(
    articles: Articles, kinds: Sequence[str], each: int, seed: int, reader: Reader, show: int
) -> dict[str, dict[str, Any]]:
    """Per kind, and per property of the plants: how many, and the share found."""
    pools = Pools.of(d for _, d in articles)
    rows: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        rng = random.Random(f"{seed}/{kind}")
        total, parts = Tally(), defaultdict[str, Tally](Tally)
        missed: list[str] = []
        some = list(subheaded(articles, rng)) if kind.endswith(SUBHEADING) else articles
        plants = draw(some, kind, pools, rng, each)
        if reader.language is not None:  # the plants of an article one after the other
            plants = iter(sorted(plants, key=lambda drawn: drawn[1].id))
        for _, document, plant in plants:
            tallies = [total, *(parts[p] for p in plant.detail.split(", "))]
            if not try_plant(document, plant, reader, tallies) and len(missed) < show:
                missed.append(_shown_plant(document, plant))
        details = {name: parts[name].row() for name in sorted(parts)}
        rows[kind] = total.row() | {"details": details, "missed": missed}
    return rows


def _shown_plant(document: Document, plant: Plant) -> str:
    old = document.segments[plant.segment].target
    around, after = old[max(0, plant.start - 50) : plant.start], old[plant.end : plant.end + 40]
    return f"{plant.detail}: {around}[[{old[plant.start : plant.end]} -> {plant.text}]]{after}"


def draw(
    articles: Articles, kind: str, pools: Pools, rng: random.Random, n: int
) -> Iterator[tuple[str, Document, Plant]]:
    """`n` plants of one kind, one an article and round, over shuffled articles."""
    order = list(range(len(articles)))
    made = 0
    for _ in range(MOST_ROUNDS):
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


def rates(articles: Articles, reader: Reader) -> dict[str, Any]:
    """Findings per 1,000 words of intact articles: shown, confident, and shown by check."""
    words = 0
    counts: Counter[str] = Counter()
    confident = 0
    for _, document in articles:
        found = reader.findings(document)
        words += words_in(document)
        counts.update(f.check for f in found)
        confident += sum(f.confidence >= CONFIDENT for f in found)
    scale = 1000 / max(1, words)
    return {
        "words": words,
        "shown": round(counts.total() * scale, 3),
        "confident": round(confident * scale, 3),
        "by_check": {name: round(n * scale, 3) for name, n in sorted(counts.items())},
    }


def costs(articles: Articles, data: Path, reader: Reader, sample: int) -> dict[str, Any]:
    """`rates` of native news, other native English, human and machine translations."""
    human = [a for a in articles if a[0].startswith("Human")]
    machine = [a for a in articles if not a[0].startswith(("Human", "ref"))]
    if sample:
        human, machine = human[:sample], machine[:sample]
    return {
        NATIVE_NEWS: rates(documents(data, (NATIVE_NEWS,)), reader),
        NATIVE_OTHER: rates(documents(data, (NATIVE_OTHER,)), reader),
        "WMT20, human": rates(human, reader),
        "machine": rates(machine, reader),
    }


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1000, help="plants of each kind")
    parser.add_argument("--sample", type=int, default=0, help="a quick look: so many of each")
    parser.add_argument("--only", default="", help="kinds, parted by commas")
    parser.add_argument("--check", default="consistency", help="dotted prefix of the checks read")
    parser.add_argument("--calibration", type=Path, help="another calibration file")
    parser.add_argument("--deep", action="store_true", help="read with a language model too")
    parser.add_argument("--articles", type=int, default=0, help="plant in so many of them only")
    parser.add_argument("--show", type=int, default=0, help="print so many missed plants a kind")
    parser.add_argument("--no-rates", action="store_true", help="leave the intact articles out")
    parser.add_argument("--json", type=Path, help="write the whole result to this file")
    options = parser.parse_args()
    articles = documents(options.data)
    if 0 < options.articles < len(articles):
        articles = random.Random(options.seed).sample(articles, options.articles)
    reader = Reader.of(options.check, options.calibration, deep=options.deep)
    kinds = tuple(options.only.split(",")) if options.only else KINDS + MADE_KINDS
    if unknown := set(kinds) - {*KINDS, *MADE_KINDS}:
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    each = options.sample or options.each
    result: dict[str, Any] = {
        "kinds": measure(articles, kinds, each, options.seed, reader, options.show)
    }
    print(f"{'kind':26} {'plants':>7} {'found':>7} {'before':>7}")
    for name, row in result["kinds"].items():
        _print(name, row)
        for detail, part in row["details"].items():
            _print("   " + detail, part)
        for text in row["missed"]:
            print("      missed", text)
    if not options.no_rates:
        result["intact"] = costs(articles, options.data, reader, options.sample)
        for name, row in result["intact"].items():
            print(f"{name:24} {row['shown']:6.3f} shown {row['confident']:6.3f} confident")
            print("   ", row["by_check"])
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _print(name: str, row: dict[str, Any]) -> None:
    print(f"{name:26} {row['plants']:7} {row['found']:7.1%} {row['before']:7}")


if __name__ == "__main__":
    main()
