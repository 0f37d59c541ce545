"""Fits the trees of `mtlint.text.terms` and `mtlint.text.figures` to planted siblings.

    python -m mtlint.learn.consistency_model --data DIR [--seed N] [--plants 3000]

Positive: the planted word or figure against what it replaced. Negative: every candidate of intact
articles: human and machine translations, native English. Human and native ones count `QUIET` times,
for there the checks must be silent. Both classes weigh the same, so that a score is the log-odds of
planted against intact, one to one. How rare a score is in quiet text, and how many plants reach it,
is told from two models, each fitted to half of the source articles and asked about the other half;
the model that is written is fitted to all. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from mtlint.learn.consistency_benchmark import NATIVE_OTHER, Articles, documents, draw, planted
from mtlint.learn.siblings import Pools
from mtlint.text import figures, terms
from mtlint.text.boosted import FIRST
from mtlint.text.figures import figure_rows
from mtlint.text.forms import role
from mtlint.text.pairs import pairs_of
from mtlint.text.phrases import FIGURES, Content, content
from mtlint.text.rest import Rest
from mtlint.text.slips import is_slot
from mtlint.text.terms import candidates
from mtlint.text.view import DocumentView
from mtlint.types import Document

OUT = Path(__file__).parents[1] / "text" / "data" / "consistency_trees.json"
QUIET = 3.0
INTACT = 400  # articles of each sort
GIVEN_UP = 0.015  # share of the plants
# Which plants teach which model.
KINDS = {
    "term-headline": ("term-headline", "term-lead"),
    "term-body": ("term-body",),
    "name-body": ("name-swap",),
    "figure-headline": ("number-headline", "number-lead", "date-headline", "date-lead"),
    "figure-body": ("number-body", "date-body"),
}
Row = tuple[float, ...]


class Place(NamedTuple):
    """A slot (`segment`, `start`) and its candidates: (keys of the form, measures)."""

    segment: int
    start: int
    rows: list[tuple[tuple[str, ...], Row]]


class Intact(NamedTuple):
    """What an intact article offers a model. `quiet`: human or native."""

    origin: str
    words: int
    quiet: bool
    places: list[Place]


def passages(text: Content, *, opening: bool) -> Iterator[tuple[int, int]]:
    """Token ranges that are read against the rest: the first segment, or every later sentence."""
    low, tokens = 0, text.tokens
    first = tokens[0].segment if tokens else 0
    while low < len(tokens):
        high = low
        head = tokens[low].segment == first
        while high < len(tokens) and (
            tokens[high].segment == first if head else tokens[high].sentence == tokens[low].sentence
        ):
            high += 1
        if head == opening:
            yield low, high
        low = high


def places_of(
    document: Document, model: str, only: tuple[int, int] | None = None
) -> Iterator[Place]:
    """Every place of a document that a model is asked about, or one (segment, start) only."""
    view = DocumentView(document)
    text = content(view)
    lows = [view.segments[t.segment].text[t.start : t.end].lower() for t in text.tokens]
    opening, figure = model.endswith("headline"), model.startswith("figure")
    sure = model.endswith("body")  # as in `mtlint.text.terms.best_candidate`
    contested = set() if opening or figure else set(pairs_of(text).contested())
    for low, high in passages(text, opening=opening):
        rest = Rest(text, lows, low, high)
        for slot in range(low, high):
            token = text.tokens[slot]
            if only is not None and only != (token.segment, token.start):
                continue
            kind = role(token, lows[slot])
            rows: list[tuple[tuple[str, ...], Row]]
            if figure and token.kind in FIGURES:
                rows = [((text.tokens[p].key,), row) for p, row in figure_rows(rest, slot)]
            elif figure or not kind or kind in FIGURES:
                continue
            elif opening or (
                (kind == "name") == (model == "name-body")
                and slot in contested
                and is_slot(text, slot, kind)
            ):
                rows = [
                    (tuple(t.key for t in text.tokens[c.first : c.last + 1]), c.measures)
                    for c in candidates(rest, slot, kind, sure=sure)
                ]
            else:
                continue
            if rows:
                yield Place(token.segment, token.start, rows)


def positives(
    articles: Articles, kinds: Sequence[str], model: str, n: int, rng: random.Random
) -> tuple[list[tuple[str, Row]], int]:
    """(source article, measures) of what was planted against what it replaced, and how many of the
    plants have no such candidate."""
    pools = Pools.of(d for _, d in articles)
    rows, missed = [], 0
    for kind in kinds:
        for _, document, plant in draw(articles, kind, pools, rng, n // len(kinds)):
            want = _key(document, plant.segment, plant.start)
            at = (plant.segment, plant.start)
            here = [
                row
                for place in places_of(planted(document, plant), model, at)
                for form, row in place.rows
                if want in form
            ]
            if here:
                rows.append((origin(document), max(here, key=lambda r: r[0] + r[1])))
            else:
                missed += 1
    return rows, missed


def _key(document: Document, segment: int, start: int) -> str:
    """The key of the token that begins at a place; "" for none."""
    tokens = content(DocumentView(document)).tokens
    return next((t.key for t in tokens if (t.segment, t.start) == (segment, start)), "")


def origin(document: Document) -> str:
    """What all translations of one source share: the id without its last part."""
    return document.id.rpartition("/")[0] or document.id


def words_of(document: Document) -> int:
    """Words as a space parts them."""
    return sum(len(s.target.split()) for s in document.segments)


def intact(articles: Articles, native: Articles, model: str, rng: random.Random) -> list[Intact]:
    """What intact articles offer: human and machine translations, native English."""
    human = [d for s, d in articles if s.startswith(("Human", "ref"))]
    machine = [d for s, d in articles if not s.startswith(("Human", "ref"))]
    chosen = [(d, True) for d in rng.sample(human, min(INTACT, len(human)))]
    chosen += [(d, False) for d in rng.sample(machine, min(INTACT, len(machine)))]
    chosen += [(d, True) for _, d in native]
    return [
        Intact(
            origin(d),
            words_of(d),
            quiet,
            list(places_of(d, model)),
        )
        for d, quiet in chosen
    ]


def fit(good: Sequence[Row], bad: Sequence[tuple[Row, bool]]) -> Any:
    """Boosted trees; both classes weigh the same."""
    from sklearn.ensemble import GradientBoostingClassifier

    x = np.array([*good, *(row for row, _ in bad)])
    y = np.r_[np.ones(len(good)), np.zeros(len(bad))]
    weight = np.array([QUIET if quiet else 1.0 for _, quiet in bad])
    sample = np.r_[np.full(len(good), weight.sum() / len(good)), weight]
    model = GradientBoostingClassifier(
        n_estimators=75, learning_rate=0.18, max_depth=3, min_samples_leaf=25, subsample=0.7,
        random_state=0,
    )  # fmt: skip
    return model.fit(x, y, sample_weight=sample)


def as_data(
    model: Any,
    measures: Sequence[str],
    good: Sequence[Row],
    points: Sequence[tuple[float, float]],
    told: float = 0.0,
) -> dict[str, Any]:
    """The model as `mtlint.text.boosted` reads it.

    It gives up `GIVEN_UP` of the plants that reach the rarity from which on a place is `told`, and
    so most of what is intact.
    """
    prior = float(np.log(model.init_.class_prior_[1] / model.init_.class_prior_[0]))
    stages = [np.ravel(s) for s in model.staged_decision_function(np.array(good))]
    least = next((score for score, rarity in points if rarity >= told), points[-1][0])
    strong = stages[FIRST - 1][stages[-1] >= least]
    hopeless = float(np.quantile(strong, GIVEN_UP))

    def node(tree: Any, i: int) -> Any:
        if tree.children_left[i] < 0:
            return round(float(model.learning_rate * tree.value[i, 0, 0]), 4)
        low, high = node(tree, tree.children_left[i]), node(tree, tree.children_right[i])
        return [int(tree.feature[i]), round(float(tree.threshold[i]), 4), low, high]

    trees = [node(stage[0].tree_, 0) for stage in model.estimators_]
    return {
        "measures": list(measures),
        "bias": round(prior, 4),
        "trees": trees,
        "hopeless": round(hopeless, 4),
        "quiet": list(points),
    }


def aside(where: str) -> bool:
    """Whether a source article is in the half that is kept aside."""
    return zlib.crc32(where.encode()) % 2 == 1


def cross_fit(
    good: Sequence[tuple[str, Row]], bad: Sequence[Intact]
) -> tuple[list[float], list[float]]:
    """Scores of the plants, and of (the best candidate of) each place of quiet text, each by a
    model that never saw its source article."""
    mine: list[float] = []
    quiet: list[float] = []
    for half in (True, False):
        model = fit(
            [r for o, r in good if aside(o) != half],
            [
                (r, i.quiet)
                for i in bad
                if aside(i.origin) != half
                for p in i.places
                for _, r in p.rows
            ],
        )
        mine.extend(model.decision_function(np.array([r for o, r in good if aside(o) == half])))
        for i in bad:
            if i.quiet and aside(i.origin) == half:
                quiet.extend(
                    max(model.decision_function(np.array([r for _, r in p.rows]))) for p in i.places
                )
    return mine, quiet


def quiet_points(quiet: Sequence[float], words: int) -> list[tuple[float, float]]:
    """Points (score, rarity): rarity r is reached by 2 ** -r places per 1,000 words."""
    ranked = sorted(quiet, reverse=True)
    points: list[tuple[float, float]] = []
    for rarity in np.arange(-4.0, 5.01, 0.5):
        at = int(2.0**-rarity * words / 1000)
        if at < len(ranked) and (not points or ranked[at] > points[-1][0] + 1e-4):
            points.append((round(float(ranked[at]), 4), float(rarity)))
    lowest = float(np.log2(words / 1000 / len(ranked)))
    if lowest < points[0][1]:
        points.insert(0, (round(ranked[-1], 4), round(lowest, 2)))
    return points


def held_out(
    mine: Sequence[float], missed: int, points: Sequence[tuple[float, float]]
) -> Iterator[str]:
    """Lines: the share of plants with at least some rarity."""
    for score, rarity in points:
        if rarity == int(rarity):
            share = sum(s >= score for s in mine) / (len(mine) + missed)
            rate = 2.0**-rarity
            yield f"  {rate:7.3f} intact per 1,000 words: score {score:6.2f}, plants {share:.1%}"


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plants", type=int, default=3000)
    parser.add_argument("--only", default="", help="one model; the others stay as they are")
    options = parser.parse_args()
    articles = documents(options.data)
    native = documents(options.data, (NATIVE_OTHER,))
    done = json.loads(OUT.read_text("utf-8")) if OUT.is_file() else {}
    for name, kinds in KINDS.items():
        if options.only and not name.startswith(options.only):
            continue
        rng = random.Random(f"{options.seed}/{name}")
        good, missed = positives(articles, kinds, name, options.plants, rng)
        bad = intact(articles, native, name, rng)
        print(f"{name}: {len(good)} plants, {missed} without a candidate", flush=True)
        mine, quiet = cross_fit(good, bad)
        points = quiet_points(quiet, sum(i.words for i in bad if i.quiet))
        print("\n".join(held_out(mine, missed, points)), flush=True)
        rows = [(r, i.quiet) for i in bad for p in i.places for _, r in p.rows]
        plants = [r for _, r in good]
        measures = figures.MEASURES if name.startswith("figure") else terms.MEASURES
        done[name] = as_data(fit(plants, rows), measures, plants, points)
    OUT.write_text(json.dumps(done, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
