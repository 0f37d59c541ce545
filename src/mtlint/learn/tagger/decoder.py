"""Fit the span decoder: ``python -m mtlint.learn.tagger.decoder --data DIR``.

Scores the documents that the tagger never saw, and learns from every candidate span how much of
it the mark of one professional shares (see ``mtlint.models.decoding``). Run after the export,
since the probabilities of the shipped int8 model are what it learns from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.predict import Article, articles, score
from mtlint.learn.tagger.prepare import NATIVE, RATED
from mtlint.models.decoding import ALONE, Floats, Places, WordScore, candidates, features
from mtlint.models.tagger import SegmentScores

#: Networks whose log-odds are averaged: what spans one of them takes is luck in part (`top5_agree`
#: of one went from .289 to .310 with the order of the candidates alone).
SEEDS = range(5, 13)

#: Words of native text per word of translation that the fit is to expect.
NATIVE_SHARE = 1.0


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


@dataclass(slots=True)
class Material:
    """Candidate spans: features, overlaps with marks, and how much each counts."""

    x: list[Floats] = field(default_factory=list)
    y: list[Floats] = field(default_factory=list)
    weight: list[Floats] = field(default_factory=list)
    words: int = 0

    def add(
        self, text: str, own: SegmentScores, raters: Sequence[Iterable[dict[str, Any]]]
    ) -> None:
        """The candidates of one text; without raters it is native, and nothing is marked."""
        self.words += len(own.words)
        runs = candidates(own.words)
        if len(runs):
            self.x.append(features(text, own.words, own.risk, runs, own.sourced))
            self.y.append(shared(own.words, runs, raters) if raters else np.zeros(len(runs)))
            self.weight.append(np.ones(len(runs)))


Scorer = Callable[[Sequence[Article], bool], list[list[SegmentScores]]]


def material(data: Path, read: Scorer = score) -> tuple[Floats, Floats, Floats]:
    """Features, overlaps and weights of all candidates in the held-out documents.

    Each rated text is there twice: as the translation alone looks, and as it looks beside its
    source. Native texts weigh as if there were as many words of them as of translations alone.
    """
    alone, beside, native = Material(), Material(), Material()
    for name in (*RATED, *NATIVE):
        rows = articles(data, name, aside=True)
        segments = [s for a in rows for s in a["segments"]]
        kinds = ((native, False),) if name in NATIVE else ((alone, False), (beside, True))
        for found, sourced in kinds:
            scores = [own for article in read(rows, sourced) for own in article]
            for segment, own in zip(segments, scores, strict=True):
                marks = [r["errors"] for r in segment.get("ratings") or ()]
                if marks or found is native:
                    found.add(segment["target"], own, marks)
    factor = NATIVE_SHARE * alone.words / native.words
    native.weight = [factor * w for w in native.weight]
    parts = (alone, beside, native)
    return (
        np.concatenate([v for p in parts for v in p.x]),
        np.concatenate([v for p in parts for v in p.y]),
        np.concatenate([v for p in parts for v in p.weight]),
    )


def fit(
    x: Floats, y: Floats, weight: Floats, *, width: int = 32, passes: int = 6, seed: int
) -> nn.Sequential:
    """One hidden layer on standardised features, cross-entropy against the soft overlap."""
    torch.manual_seed(seed)
    inputs, wanted, counts = (torch.tensor(v, dtype=torch.float32) for v in (x, y, weight))
    net = nn.Sequential(nn.Linear(x.shape[1], width), nn.ReLU(), nn.Linear(width, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    size = 2048
    steps = passes * -(-len(x) // size)
    decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, steps)
    for _ in range(passes):
        for part in torch.randperm(len(x)).split(size):
            loss = F.binary_cross_entropy_with_logits(
                net(inputs[part])[:, 0], wanted[part], counts[part]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            decay.step()
    return net


def write(x: Floats, y: Floats, weight: Floats, path: Path) -> None:
    """Fit the networks and write them as one, as `mtlint.models.decoding` reads it."""
    mean, scale = x.mean(0), x.std(0) + 1e-3
    standard = (x - mean) / scale
    single = [[*fit(standard, y, weight, seed=k).parameters()] for k in SEEDS]
    firsts, offsets, seconds, ends = zip(*single, strict=True)
    mean_of = torch.cat(seconds, 1) / len(SEEDS), torch.cat(ends).mean()[None]
    w1, b1, w2, b2 = (
        p.detach().numpy().round(5) for p in (torch.cat(firsts), torch.cat(offsets), *mean_of)
    )
    found = {
        "mean": mean.round(5).tolist(), "scale": scale.round(5).tolist(), "w1": w1.T.tolist(),
        "b1": b1.tolist(), "w2": w2[0].tolist(), "b2": float(b2[0]),
    }  # fmt: skip
    path.write_text(json.dumps(found, default=float) + "\n", encoding="utf8")
    print(f"{len(x)} candidates, mean overlap {y.mean():.3f}")


def main() -> None:
    """Fit and write ``decoder.json`` beside the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    write(*material(options.data), options.out / ALONE)


if __name__ == "__main__":
    main()
