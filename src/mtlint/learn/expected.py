"""Fits the trees of `mtlint.text.alternatives` to planted siblings, read by a language model.

    python -m mtlint.learn.expected --data DIR --rows ROWS.jsonl [--seed N] [--plants 400]

Positive: a planted word against the rival that fits best. Negative: the best rival of every word of
intact articles, as in `mtlint.learn.consistency_model`, which fits, asks each model about sources
that it has not seen, and tells how rare a score is in quiet text. The language model reads some
six articles a minute on a laptop, so its answers are kept in ROWS and a run goes on after a stop.
Needs scikit-learn and an installed language model.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from mtlint.checks.consistency.expected import LEAST
from mtlint.learn import installed
from mtlint.learn.consistency_benchmark import (
    NATIVE_OTHER,
    Articles,
    Reader,
    documents,
    draw,
    planted,
)
from mtlint.learn.consistency_model import (
    OUT,
    Intact,
    Place,
    Row,
    as_data,
    aside,
    cross_fit,
    fit,
    held_out,
    origin,
    quiet_points,
    words_of,
)
from mtlint.learn.siblings import Plant, Pools
from mtlint.models import language
from mtlint.text.alternatives import MEASURES, MODEL, Rival, answered, rivals_at, rivals_of
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView, LanguageReader
from mtlint.types import Document

EACH = 60  # intact articles of a sort
MOST_WORDS = 700  # longer articles are left out: they cost most and teach no more
Line = dict[str, Any]


def rivals_of_plant(view: DocumentView, plant: Plant) -> tuple[Rival, ...]:
    """The rivals of the planted word in the article that holds it."""
    at = (plant.segment, plant.start)
    tokens = enumerate(content(view).tokens)
    slot = next((i for i, t in tokens if (t.segment, t.start) == at), None)
    return () if slot is None else tuple(rivals_at(view, slot))


def planted_row(document: Document, plant: Plant, read: LanguageReader) -> Row | None:
    """The measures of a planted word; None where it has no rival, or none was worth a look."""
    view = DocumentView(planted(document, plant))
    rivals = rivals_of_plant(view, plant)
    if not rivals:
        return None
    reading = read([s.text for s in view.segments], [r.asked for r in rivals])
    return next((row for _, _, row in answered(view, rivals, reading.contrasts)), None)


def plant_lines(
    articles: Articles, n: int, seed: int, read: LanguageReader
) -> Iterator[Callable[[], Line]]:
    """What is kept of each plant, when called. `shown`: the rules of the default report tell it."""
    pools, rules = Pools.of(d for _, d in articles), Reader.of("consistency", rules_alone=True)
    short = [(s, d) for s, d in articles if words_of(d) <= MOST_WORDS]
    for _, document, plant in draw(short, "term-body", pools, random.Random(seed), n):
        if not rules.told_before(document, plant):
            yield partial(_plant_line, document, plant, rules, read)


def _plant_line(document: Document, plant: Plant, rules: Reader, read: LanguageReader) -> Line:
    end = plant.start + len(plant.text)
    shown = rules.shows(planted(document, plant), plant.segment, plant.start, end)
    row = planted_row(document, plant, read)
    return {"plant": plant.detail, "origin": origin(document), "row": row, "shown": shown}


def intact_lines(
    articles: Articles, native: Articles, seed: int, read: LanguageReader
) -> Iterator[Callable[[], Line]]:
    """What is kept of each intact article, when called: the best rival of every word."""
    rng = random.Random(seed)
    sorts: dict[str, list[Document]] = {"human": [], "machine": [], "native": []}
    for system, document in articles:
        if words_of(document) <= MOST_WORDS:
            sorts["human" if system.startswith(("Human", "ref")) else "machine"].append(document)
    sorts["native"] = [d for _, d in native if words_of(d) <= 2 * MOST_WORDS]
    for sort, some in sorts.items():
        chosen = rng.sample(some, min(EACH, len(some)))
        yield from (partial(_intact_line, sort, document, read) for document in chosen)


def _intact_line(sort: str, document: Document, read: LanguageReader) -> Line:
    view = DocumentView(document)
    rivals = rivals_of(view)
    reading = read([s.text for s in view.segments], [r.asked for r in rivals])
    rows = [row for _, _, row in answered(view, rivals, reading.contrasts)]
    words = words_of(document)
    return {"intact": sort, "origin": origin(document), "words": words, "rows": rows}


def kept(path: Path, lines: Iterator[Callable[[], Line]], kind: str) -> list[Line]:
    """All lines of a kind: as many as the file has, in order, then the others, written to it."""
    known = [json.loads(x) for x in path.read_text("utf-8").splitlines()] if path.is_file() else []
    found = [line for line in known if kind in line]
    with path.open("a", encoding="utf-8") as file:
        for make in islice(lines, len(found), None):
            found.append(make())
            file.write(json.dumps(found[-1]) + "\n")
            file.flush()
    return found


def _as_scored(plants: Sequence[Line]) -> list[Line]:
    """The plants with a row, in the order in which `cross_fit` scores them."""
    rows = [line for line in plants if line["row"]]
    return [x for half in (True, False) for x in rows if aside(x["origin"]) == half]


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--rows", type=Path, required=True, help="answers kept between runs")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plants", type=int, default=400)
    options = parser.parse_args()
    model = language.open_model(installed.weights())
    articles = documents(options.data)
    native = documents(options.data, (NATIVE_OTHER,))
    plants = kept(
        options.rows, plant_lines(articles, options.plants, options.seed, model.read), "plant"
    )
    quiet = kept(options.rows, intact_lines(articles, native, options.seed, model.read), "intact")
    good = [(line["origin"], tuple(line["row"])) for line in plants if line["row"]]
    bad = [
        Intact(
            line["origin"],
            line["words"],
            line["intact"] != "machine",
            [Place(0, i, [((), tuple(row))]) for i, row in enumerate(line["rows"])],
        )
        for line in quiet
    ]
    print(f"{len(good)} of {len(plants)} plants have a rival worth a look", flush=True)
    mine, silent = cross_fit(good, bad)
    points = quiet_points(silent, sum(i.words for i in bad if i.quiet))
    print("\n".join(held_out(mine, len(plants) - len(good), points)), flush=True)
    shown = [line["shown"] for line in _as_scored(plants)]
    by_rules = [line["shown"] for line in plants if not line["row"]]
    for score, rarity in points:
        either = sum(by_rules) + sum(s or m >= score for s, m in zip(shown, mine, strict=True))
        print(f"  with the rules, from rarity {rarity:4.1f} on: {either / len(plants):.1%}")
    rows = [(r, i.quiet) for i in bad for p in i.places for _, r in p.rows]
    done = json.loads(OUT.read_text("utf-8"))
    positive = [r for _, r in good]
    done[MODEL] = as_data(fit(positive, rows), MEASURES, positive, points, LEAST)
    OUT.write_text(json.dumps(done, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
