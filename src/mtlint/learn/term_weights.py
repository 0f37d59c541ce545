"""Fits the weights of `mtlint.text.terms` to planted siblings and intact articles.

    python -m mtlint.learn.term_weights --data DIR [--seed N] [--plants 3000]

Positive: the planted word against the form it replaced. Negative: every candidate of the intact
articles, those of native English among them. Two models, one for headlines and one for the body.
Prints the weights as Python.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from mtlint.learn.plants import FILES, documents, draw, planted
from mtlint.learn.siblings import Pools
from mtlint.text.forms import Kin, role
from mtlint.text.phrases import FIGURES, content, key_of
from mtlint.text.rest import Rest
from mtlint.text.terms import MEASURES, Candidate, candidates
from mtlint.text.view import DocumentView
from mtlint.types import Document

Rows = list[tuple[float, ...]]
CLEAN = ("native-en-mixed.train",)


def candidates_of(document: Document, segments: set[int]) -> Iterator[Candidate]:
    """All candidates of some segments, each segment against the rest."""
    view = DocumentView(document)
    text = content(view)
    lows = [view.segments[t.segment].text[t.start : t.end].lower() for t in text.tokens]
    kin = Kin(text)
    for segment in sorted(segments):
        inside = [i for i, t in enumerate(text.tokens) if t.segment == segment]
        if not inside:
            continue
        rest = Rest(text, lows, inside[0], inside[-1] + 1, kin, {})
        for slot in inside:
            kind = role(text.tokens[slot], lows[slot])
            if kind and kind not in FIGURES:
                yield from candidates(rest, slot, kind)


def positives(articles: list[tuple[str, Document]], kind: str, n: int, rng: random.Random) -> Rows:
    """Measures of planted words against what they replaced."""
    pools = Pools.of(d for _, d in articles)
    rows: Rows = []
    missed = 0
    for _, document, plant in draw(articles, kind, pools, rng, n):
        old = document.segments[plant.segment].target[plant.start : plant.end]
        want = key_of(old.lower())
        changed = planted(document, plant)
        tokens = content(DocumentView(changed)).tokens
        found = [
            c
            for c in candidates_of(changed, {plant.segment})
            if tokens[c.slot].start == plant.start and tokens[c.slot].segment == plant.segment
        ]
        good = [c for c in found if want in [t.key for t in tokens[c.first : c.last + 1]]]
        if good:
            rows.append(max(good, key=lambda c: sum(c.measures[1:3])).measures)
        else:
            missed += 1
    print(f"# {kind}: {len(rows)} plants with a candidate, {missed} without")
    return rows


def negatives(articles: list[tuple[str, Document]], kind: str, n: int, rng: random.Random) -> Rows:
    """Measures of the candidates of intact articles."""
    rows: Rows = []
    for _, document in rng.sample(articles, min(n, len(articles))):
        where = {0} if kind == "term-headline" else set(range(1, len(document.segments)))
        rows.extend(c.measures for c in candidates_of(document, where))
    return rows


def fit(good: Rows, bad: Rows, ridge: float = 1.0) -> Any:
    """Logistic regression by Newton's method; both classes weigh the same."""
    x = np.array(good + bad)
    y = np.array([1.0] * len(good) + [0.0] * len(bad))
    sample = np.where(y > 0, len(bad) / len(good), 1.0)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (sample * (y - p)) - ridge * w
        hessian = (x * (sample * p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        w = w + np.linalg.solve(hessian, gradient)
    return w


def report(name: str, good: Rows, bad: Rows, documents_: int) -> None:
    """Print weights, and the share of plants kept at several rates of intact candidates."""
    w = fit(good, bad)
    g, b = np.sort(np.array(good) @ w), np.sort(np.array(bad) @ w)[::-1]
    print(f"# {name}: {len(good)} planted, {len(bad)} intact candidates")
    for per_document in (0.02, 0.05, 0.1, 0.2, 0.4, 0.8):
        at = b[min(len(b) - 1, int(per_document * documents_))]
        print(f"#   {per_document} intact an article: score {at:.2f}, plants {np.mean(g > at):.1%}")
    print(f"{name} = (")
    for measure, value in zip(MEASURES, w, strict=True):
        print(f"    {value:.2f},  # {measure}")
    print(")")


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--plants", type=int, default=1500)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    articles = [a for f in FILES for a in documents(options.data / f"{f}.jsonl.gz")]
    native = [a for f in CLEAN for a in documents(options.data / f"{f}.jsonl.gz")]
    for kind, name in (("term-headline", "HEADLINE"), ("term-body", "BODY")):
        good = positives(articles, kind, options.plants, rng)
        n = 1500 if kind == "term-headline" else 250
        human = [a for a in articles if a[0].startswith(("Human", "ref"))]
        bad = negatives(human, kind, n, rng) + negatives(native, kind, n, rng)
        report(name, good, bad, min(n, len(human)) + min(n, len(native)))


if __name__ == "__main__":
    main()
