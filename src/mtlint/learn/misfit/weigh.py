"""Fits the trees of `mtlint.text.misfits` to planted siblings, as the network reads them.

    python -m mtlint.learn.misfit.weigh --data DIR [--seed N] [--plants 5000]

Positive: a planted word against the rival that fits best. Negative: the best rival of every word of
intact articles. Only source articles that the network has not seen take part (`held`); trees and
limits are fitted as in `mtlint.learn.consistency_model`, and how rare a score is in quiet text (the
human translations and native English among them) is told by trees that never saw its source.
Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mtlint.checks.consistency.misfit import LEAST
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
from mtlint.learn.expected import rivals_of_plant
from mtlint.learn.misfit import held
from mtlint.learn.siblings import Plant, Pools
from mtlint.models import misfit
from mtlint.text.alternatives import rivals_of
from mtlint.text.misfits import MEASURES, MODEL, rows
from mtlint.text.view import DocumentView
from mtlint.types import Document

#: Machine translations that are taken as intact.
MACHINE = 200
#: Segments of a beginning. Articles are cut to it too: in few sentences many words look odd.
FEW = 4
Drawn = tuple[str, Row | None, bool]  # origin, measures, told by the rules


def planted_row(document: Document, plant: Plant) -> Row | None:
    """The measures of a planted word; None where it has no rival."""
    view = DocumentView(planted(document, plant), fit_reader=misfit.read)
    rivals = rivals_of_plant(view, plant)
    if not rivals or view.fits is None:
        return None
    return next(row for _, row in rows(view, view.fits, rivals))


def plants(articles: Articles, every: Articles, n: int, seed: int) -> Iterator[Drawn]:
    """Plants of terms in the body of articles; places that the rules tell anyway are left out.

    Words are put in from what `every` article has beside the same neighbour.
    """
    pools, rules = Pools.of(d for _, d in every), Reader.of("consistency", rules_alone=True)
    for _, document, plant in draw(articles, "term-body", pools, random.Random(seed), n):
        if rules.told_before(document, plant):
            continue
        end = plant.start + len(plant.text)
        shown = rules.shows(planted(document, plant), plant.segment, plant.start, end)
        yield origin(document), planted_row(document, plant), shown


def intact(documents: Iterable[Document], quiet: bool) -> Iterator[Intact]:
    """The best rival of every word of intact articles."""
    for document in documents:
        view = DocumentView(document, fit_reader=misfit.read)
        rivals, places = rivals_of(view), []
        if rivals and view.fits is not None:
            found = rows(view, view.fits, rivals)
            places = [Place(0, i, [((), tuple(row))]) for i, (_, row) in enumerate(found)]
        yield Intact(origin(document), words_of(document), quiet, places)


def with_beginnings(articles: Articles) -> Articles:
    """Articles, and the first `FEW` segments of each longer one."""
    cut = [
        (s, replace(d, id=f"{d.id}#", segments=d.segments[:FEW]))
        for s, d in articles
        if len(d.segments) > FEW
    ]
    return [*articles, *cut]


def told(good: Sequence[Drawn], mine: Sequence[float], score: float) -> float:
    """The share of plants that the rules tell, or trees from a score on; `mine` are the scores of
    the plants with a row, in the order of `cross_fit`."""
    known = [g for half in (True, False) for g in good if g[1] and aside(g[0]) == half]
    found = sum(shown or m >= score for (_, _, shown), m in zip(known, mine, strict=True))
    return (found + sum(shown for _, row, shown in good if not row)) / len(good)


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plants", type=int, default=5000)
    options = parser.parse_args()
    every = documents(options.data)
    articles = with_beginnings([(s, d) for s, d in every if held(origin(d))])
    people = [d for s, d in articles if s.startswith(("Human", "ref"))]
    lots = [(s, d) for s, d in documents(options.data, (NATIVE_OTHER,)) if held(d.id)]
    native = [d for _, d in with_beginnings(lots)]
    engines = [d for s, d in articles if not s.startswith(("Human", "ref"))]
    some = random.Random(options.seed).sample(engines, min(MACHINE, len(engines)))
    good = list(plants(articles, every, options.plants, options.seed))
    bad = [*intact([*people, *native], True), *intact(some, False)]
    rated = [(o, row) for o, row, _ in good if row]
    print(f"{len(rated)} of {len(good)} plants have a rival", flush=True)
    mine, silent = cross_fit(rated, bad)
    points = quiet_points(silent, sum(i.words for i in bad if i.quiet))
    print("\n".join(held_out(mine, len(good) - len(rated), points)), flush=True)
    for score, rarity in points:
        print(f"  with the rules, from rarity {rarity:4.1f} on: {told(good, mine, score):.1%}")
    negative = [(r, i.quiet) for i in bad for p in i.places for _, r in p.rows]
    positive = [row for _, row in rated]
    done = json.loads(OUT.read_text("utf-8"))
    done[MODEL] = as_data(fit(positive, negative), MEASURES, positive, points, LEAST)
    OUT.write_text(json.dumps(done, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
