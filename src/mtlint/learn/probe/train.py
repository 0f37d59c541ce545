"""Train the probe: ``python -m mtlint.learn.probe.train --data DIR --work WORK --seed N``.

It learns from the states that `mtlint.learn.probe.states` keeps in WORK, an hour on two cores.
Checkpoints (`WORK/probe-N.pt`) hold everything; the same command goes on after a stop. Several
seeds make several networks, whose mean counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mtlint.learn import installed
from mtlint.learn.probe.batches import Batch, collate, epoch, length
from mtlint.learn.probe.network import Network
from mtlint.learn.probe.states import Row, kept
from mtlint.learn.probe.texts import NATIVE_RATER, load
from mtlint.learn.probe.upper import Upper, fresh
from mtlint.learn.tagger.train import Run, judged, rate_at, resume, save, stepped
from mtlint.models import language
from mtlint.models.causal import Shape

#: Passes over the texts; the highest learning rate, and that of the language model's own layers.
PASSES, RATE, UPPER_RATE = 1.75, 6e-4, 1.5e-4
#: Steps in which the learning rate rises.
WARM = 60


def started(rows: Sequence[Row], rate: float, upper: Upper) -> tuple[Run[Network], dict[str, int]]:
    """A fresh run, and a number for each rater."""
    names = {r.rater for row in rows for r in row.example.ratings} - {NATIVE_RATER}
    raters = {name: i for i, name in enumerate(sorted(names))}
    net = Network(len(raters), upper, *standard(rows, upper))
    groups = [
        {
            "params": [p],
            "weight_decay": 0.3 if name.startswith("rater") else 0.01 * (p.ndim > 1),
            "scale": UPPER_RATE / RATE if name.startswith("upper") else 1.0,
        }
        for name, p in net.named_parameters()
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))
    return Run(net, optimizer, {n: p.detach().clone() for n, p in net.named_parameters()}), raters


@torch.no_grad()  # type: ignore[untyped-decorator]
def standard(rows: Sequence[Row], upper: Upper) -> tuple[Tensor, Tensor]:
    """Mean and deviation of the states behind ``upper`` [size], from a sample of the texts."""
    upper.eval()
    found = []
    for row in rows[:: max(1, len(rows) // 700)]:
        states = torch.from_numpy(row.seen.states[: length(row)].astype(np.float32))
        found.append(upper(states[None], torch.ones(1, len(states)))[0])
    values = torch.cat(found)
    return values.mean(0), values.std(0) + 1e-3


def averaged(path: Path, shape: Shape) -> Network:
    """The network of a checkpoint with its averaged weights; ``shape`` is the language model's."""
    state = torch.load(path, weights_only=True)
    own = state["net"]
    size, inner = own["upper.blocks.0.down.weight"].shape
    layers = len({name.split(".")[2] for name in own if name.startswith("upper.blocks.")})
    upper = Upper(shape, size, inner, layers)
    net = Network(len(own["rater_bias"]), upper, own["mean"], own["scale"])
    net.load_state_dict(own)
    net.load_state_dict(state["average"], strict=False)
    net.eval()
    return net


def stream(
    run: Run[Network], rows: Sequence[Row], raters: dict[str, int], seed: int
) -> Iterator[Batch]:
    """Batches without end, from where the run stands."""
    while True:
        for lot in epoch(rows, seed + run.epoch)[run.within :]:
            run.within += 1
            yield collate(lot, raters)
        run.epoch, run.within = run.epoch + 1, 0


def train(
    run: Run[Network], raters: dict[str, int], batches: Iterator[Batch], steps: int, rate: float,
    path: Path,
) -> None:  # fmt: skip
    """Train for so many steps; print running means, save every few minutes."""
    mean, saved = dict[str, float](), time.monotonic()
    while run.step < steps:
        for group in run.optimizer.param_groups:
            group["lr"] = group["scale"] * rate_at(run.step, run.step / steps, rate, WARM)
        batch = next(batches)
        parts = stepped(run, judged(run.net, run.net.encode(batch.states, batch.mask), batch))
        mean = {k: 0.98 * mean.get(k, v) + 0.02 * v for k, v in parts.items()}
        if run.step % 50 == 0:
            figures = " ".join(f"{k} {v:.4f}" for k, v in sorted(mean.items()))
            print(f"{run.step} of {steps}, pass {run.epoch}: {figures}", flush=True)
        if time.monotonic() - saved > 180:
            saved = time.monotonic()
            save(run, raters, path)
    save(run, raters, path)


def rows_of(data: Path, work: Path, without: Sequence[str] = ()) -> list[Row]:
    """The rated texts for training, but those of some files (ablation)."""
    found = kept(load(data)[0], work / "states")
    return [r for r in found if r.example.ratings and r.example.group[0] not in without]


def main() -> None:
    """Read everything, take up the checkpoint, train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=PASSES)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", nargs="*", default=[], help="files to leave out (ablation)")
    options: Any = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rows = rows_of(options.data, options.work, options.without)
    model = language.open_model(installed.weights())
    run, raters = started(rows, options.rate, fresh(model.model, model.first))
    path = options.work / f"probe-{options.seed}.pt"
    resume(run, path)
    run.net.train()
    steps = round(options.passes * len(epoch(rows, options.seed)))
    batches = stream(run, rows, raters, options.seed)
    train(run, raters, batches, steps, options.rate, path)


if __name__ == "__main__":
    main()
