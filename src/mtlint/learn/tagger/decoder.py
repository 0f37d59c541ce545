"""Fit the span decoder: ``python -m mtlint.learn.tagger.decoder --data DIR``.

Scores the documents that the tagger never saw, and learns from every candidate span how much of
it the mark of one professional shares (see ``mtlint.models.decoding``). Run after the export,
since the probabilities of the shipped int8 model are what it learns from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.predict import articles, score
from mtlint.learn.tagger.prepare import RATED
from mtlint.models.decoding import Floats, Places, WordScore, candidates, features


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


def material(data: Path) -> tuple[Floats, Floats]:
    """Features and overlaps of all candidates in the held-out documents."""
    xs, ys = [], []
    for name in RATED:
        rows = articles(data, name, aside=True)
        for article, scores in zip(rows, score(rows), strict=True):
            for segment, own in zip(article["segments"], scores, strict=True):
                runs = candidates(own.words)
                if len(runs) and segment["ratings"]:
                    xs.append(features(segment["target"], own.words, own.risk, runs))
                    marks = [r["errors"] for r in segment["ratings"]]
                    ys.append(shared(own.words, runs, marks))
    return np.concatenate(xs), np.concatenate(ys)


def fit(x: Floats, y: Floats, *, width: int = 32, passes: int = 6, seed: int = 5) -> nn.Sequential:
    """One hidden layer on standardised features, cross-entropy against the soft overlap."""
    torch.manual_seed(seed)
    inputs, wanted = (torch.tensor(v, dtype=torch.float32) for v in (x, y))
    net = nn.Sequential(nn.Linear(x.shape[1], width), nn.ReLU(), nn.Linear(width, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    size = 2048
    steps = passes * -(-len(x) // size)
    decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, steps)
    for _ in range(passes):
        for part in torch.randperm(len(x)).split(size):
            loss = F.binary_cross_entropy_with_logits(net(inputs[part])[:, 0], wanted[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            decay.step()
    return net


def main() -> None:
    """Fit and write ``decoder.json`` beside the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    x, y = material(options.data)
    mean, scale = x.mean(0), x.std(0) + 1e-3
    w1, b1, w2, b2 = (p.detach().numpy().round(5) for p in fit((x - mean) / scale, y).parameters())
    found = {
        "mean": mean.round(5).tolist(), "scale": scale.round(5).tolist(), "w1": w1.T.tolist(),
        "b1": b1.tolist(), "w2": w2[0].tolist(), "b2": float(b2[0]),
    }  # fmt: skip
    text = json.dumps(found, default=float)
    (options.out / "decoder.json").write_text(text + "\n", encoding="utf8")
    print(f"{len(x)} candidates, mean overlap {y.mean():.3f}")


if __name__ == "__main__":
    main()
