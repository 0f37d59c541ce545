"""Fit the span decoder: ``python -m mtlint.learn.tagger.decoder --data DIR``.

Scores the documents that the tagger never saw, takes the spans that are expected to share most
with a mark, and learns from what they did share three weights (see ``mtlint.models.decoding``).
Run after the export, since the probabilities of the shipped int8 model are what it learns from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.predict import articles, score
from mtlint.learn.tagger.prepare import RATED
from mtlint.models.decoding import (
    Floats,
    Places,
    WordScore,
    candidates,
    choose,
    features,
)

#: Spans whose expected overlap has lower log-odds, less so much for each unit of the logarithm of
#: their characters, teach nothing.
LEAST, LENGTH_DISCOUNT = -4.0, 0.25
#: Weak pull of the weights to 0, in spans.
RIDGE = 1.0


def shared(
    words: Sequence[WordScore], runs: Places, raters: Sequence[Iterable[dict[str, Any]]]
) -> Floats:
    """Dice overlap of each run with the nearest mark of a rater, mean over the raters [runs]."""
    start = np.array([w.start for w in words])[runs[:, 0]]
    end = np.array([w.end for w in words])[runs[:, 1] - 1]
    total = np.zeros(len(runs))
    for errors in raters:
        best = np.zeros(len(runs))
        for e in errors:
            if e.get("side", "target") != "target" or e["severity"] not in ("major", "minor"):
                continue
            a, b = e["start"], max(e["end"], e["start"] + 1)
            common = np.minimum(end, b) - np.maximum(start, a)
            best = np.maximum(best, 2 * common / (end - start + b - a))
        total += best
    return total / len(raters)


def likeliest(words: Sequence[WordScore]) -> tuple[Places, Floats]:
    """Runs of words that share most with a mark, as is to be expected, none meeting another, and
    their features."""
    runs = candidates(words)
    if not len(runs):
        return runs, np.zeros((0, 3))
    x = features(words, runs)
    order = x[:, 0] - LENGTH_DISCOUNT * x[:, 2]
    taken = [k for k in choose(order, runs) if order[k] >= LEAST]
    return runs[taken], x[taken]


def material(data: Path) -> tuple[Floats, Floats]:
    """Features of spans in the held-out documents, [spans, 3], and their overlaps with marks.

    Each text is there twice: as the translation alone looks, and as it looks beside its source.
    """
    xs, ys = [], []
    for name in RATED:
        rows = articles(data, name, aside=True)
        for sourced in (False, True):
            scores = [own for article in score(rows, sourced) for own in article]
            segments = [s for a in rows for s in a["segments"]]
            for segment, own in zip(segments, scores, strict=True):
                marks = [r["errors"] for r in segment["ratings"]]
                runs, x = likeliest(own.words)
                if marks and len(runs):
                    xs.append(x)
                    ys.append(shared(own.words, runs, marks))
    return np.concatenate(xs), np.concatenate(ys)


def soft_logistic(x: Floats, y: Floats, ridge: float, weight: Floats | float = 1.0) -> list[float]:
    """Constant and weights of a logistic regression on shares `y` [rows], each row weighing
    `weight`."""
    from sklearn.linear_model import LogisticRegression

    outcome = np.repeat([1, 0], len(x))
    model = LogisticRegression(C=1 / ridge, max_iter=1000)
    shares = np.concatenate([weight * y, weight * (1 - y)])
    model.fit(np.concatenate([x, x]), outcome, sample_weight=shares)
    return [round(float(w), 4) for w in (model.intercept_[0], *model.coef_[0])]


def put(path: Path, part: str, weights: Sequence[float] | Sequence[Sequence[float]]) -> None:
    """Write weights into a file of several parts; the others stay."""
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    path.write_text(json.dumps(known | {part: weights}) + "\n", encoding="utf-8")


def write(x: Floats, y: Floats, path: Path) -> None:
    """Fit the weights and write them as `mtlint.models.decoding` reads them."""
    weights = soft_logistic(x, y, RIDGE)
    put(path, "decoder", weights)
    print(f"{len(x)} spans, mean overlap {y.mean():.3f}, weights {weights}")


def main() -> None:
    """Fit and write ``decoder.json`` beside the model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    write(*material(options.data), options.out / "decoder.json")


if __name__ == "__main__":
    main()
