"""Train the tagger: ``python -m mtlint.learn.tagger.train --data DIR --base DIR --work DIR``.

The learning rate follows a cosine over the minutes given, so that a shared machine changes how
many steps are made, never where the schedule ends. Checkpoints hold everything; the same command
goes on after a stop.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor
from torch.nn import functional as F

from mtlint.learn.tagger.batches import WITH_SOURCE, Batch, Ratings, collate, epoch
from mtlint.learn.tagger.network import Judge, Tagger, from_base, half_precision
from mtlint.learn.tagger.prepare import NATIVE, RATED, Example, load, tokenizer_of

N = TypeVar("N", bound=Judge)


@dataclass(slots=True)
class Run(Generic[N]):
    """Everything that a checkpoint keeps. ``seconds`` is training time, stops left out."""

    net: N
    optimizer: torch.optim.Optimizer
    average: dict[str, Tensor]
    step: int = 0
    epoch: int = 0
    within: int = 0
    seconds: float = 0.0
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))


def centred(values: Tensor, group: Tensor, known: Tensor) -> Tensor:
    """Values less the mean of their group; where ``known`` is 0 (not 1) a value counts for nothing
    and becomes 0."""
    empty = values.new_zeros(len(values))  # there are no more groups than values
    count = empty.index_add(0, group, known)
    total = empty.index_add(0, group, values * known)
    return (values - (total / count.clamp_min(1.0))[group]) * known


def losses(net: Tagger, batch: Batch) -> dict[str, Tensor]:
    """Token, segment and within-source losses of one batch, unweighted."""
    with half_precision(batch.ids.device):
        x = net.states(batch.ids, batch.forms, batch.mask)
    return judged(net, x.float(), batch)


def judged(net: Judge, x: Tensor, batch: Ratings) -> dict[str, Tensor]:
    """The losses of a batch from its states [texts, length, width]."""
    logits = net.rated(x, net.token(x), batch.row, batch.rater)
    segment = net.segment_logits(x, batch.own, batch.mask)
    wanted = torch.stack([batch.labels > 0, batch.labels > 1], -1).float()
    each = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    weight = (batch.labels >= 0).float() * batch.share[:, None]
    token = (each * weight[:, :, None]).sum((0, 1)) / batch.own.sum()
    habit = net.rater_segment - net.rater_segment.mean(0)
    habit = habit[batch.rater] * (batch.rater >= 0)[:, None]
    mean = torch.zeros_like(segment)
    mean = mean.index_add(0, batch.row, habit * batch.share[:, None])
    penalty = segment[:, 0]
    segment = segment + mean
    majority = F.binary_cross_entropy_with_logits(segment[:, 1], batch.major, reduction="none")
    gap = centred(penalty - batch.penalty, batch.group, (batch.trust > 0).float())
    return {
        "error": token[0],
        "major": token[1],
        "penalty": ((segment[:, 0] - batch.penalty).square() * batch.trust).mean(),
        "majority": (majority * batch.trust).mean(),
        "within": gap.square().mean(),
    }


WEIGHTS = {"error": 1.0, "major": 1.0, "penalty": 0.25, "majority": 0.15, "within": 0.75}


def total(parts: dict[str, Tensor]) -> Tensor:
    """Weighted sum."""
    return torch.stack([WEIGHTS[k] * v for k, v in parts.items()]).sum()


def optimiser(net: Tagger, rate: float) -> torch.optim.Optimizer:
    """AdamW; lower layers move less, heads more, word vectors (too many for the data) not."""
    net.word.weight.requires_grad_(False)
    groups: list[dict[str, Any]] = []
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        if name.startswith("layers."):
            scale = 0.9 ** (len(net.layers) - 1 - int(name.split(".")[1]))
        elif name.startswith(("position", "norm")):
            scale = 0.4
        else:
            scale = 5.0
        decay = 0.3 if name.startswith("rater") else 0.01 if p.ndim > 1 else 0.0
        groups.append({"params": [p], "scale": scale, "weight_decay": decay})
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))


def advance(run: Run[Tagger], batch: Batch, rate: float) -> dict[str, float]:
    """One step at learning rate ``rate``."""
    for group in run.optimizer.param_groups:
        group["lr"] = rate * group["scale"]
    return stepped(run, losses(run.net, batch))


def stepped(run: Run[N], parts: dict[str, Tensor]) -> dict[str, float]:
    """One step down the losses; the averaged weights follow."""
    run.optimizer.zero_grad(set_to_none=True)
    total(parts).backward()
    torch.nn.utils.clip_grad_norm_(run.net.parameters(), 1.0)
    run.optimizer.step()
    run.step += 1
    keep = min(0.997, run.step / (run.step + 20))
    with torch.no_grad():
        for name, p in run.net.named_parameters():
            if p.requires_grad:
                run.average[name].lerp_(p, 1.0 - keep)
    return {k: float(v.detach()) for k, v in parts.items()}


def save(run: Run[N], raters: dict[str, int], path: Path) -> None:
    """Write the checkpoint whole or not at all."""
    state = {
        "net": run.net.state_dict(), "optimizer": run.optimizer.state_dict(),
        "average": run.average, "raters": raters, "step": run.step, "epoch": run.epoch,
        "within": run.within, "seconds": run.seconds,
    }  # fmt: skip
    torch.save(state, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def resume(run: Run[N], path: Path) -> None:
    """Take up a checkpoint if there is one."""
    if not path.exists():
        return
    state = torch.load(path, weights_only=True, map_location=run.device)
    run.net.load_state_dict(state["net"])
    run.optimizer.load_state_dict(state["optimizer"])
    run.average = state["average"]
    run.step, run.epoch, run.within = state["step"], state["epoch"], state["within"]
    run.seconds = state["seconds"]


def numbered(rows: Iterable[Example]) -> dict[str, int]:
    """A number for each rater of the examples."""
    return {r: i for i, r in enumerate(sorted({x.rater for e in rows for x in e.ratings}))}


def started(net: Tagger, rate: float, device: torch.device | None = None) -> Run[Tagger]:
    """A fresh run of a network that lies on the device (where it is None, the CPU)."""
    optimizer = optimiser(net, rate)
    moving = {n: p.detach().clone() for n, p in net.named_parameters() if p.requires_grad}
    return Run(net, optimizer, moving, device=device or torch.device("cpu"))


def stream(
    run: Run[Tagger], train: Sequence[Example], raters: dict[str, int], tokenizer: Any, seed: int,
    shown: float = WITH_SOURCE,
) -> Iterator[Batch]:  # fmt: skip
    """Batches without end, from where the run stands; a share of the lots (``shown``) with the
    source."""
    while True:
        todo = epoch(train, raters, tokenizer, seed + run.epoch, shown=shown)
        for rows in todo[run.within :]:
            run.within += 1
            yield collate(rows, raters).on(run.device)
        run.epoch, run.within = run.epoch + 1, 0


def schedule(run: Run[Tagger], minutes: float, peak: float, warm: int = 200) -> float:
    """Learning rate: linear warm-up in steps, then a cosine over the minutes to a twentieth."""
    return rate_at(run.step, run.seconds / 60 / minutes, peak, warm)


def rate_at(step: int, progress: float, peak: float, warm: int) -> float:
    """Learning rate: linear warm-up in steps, then a cosine to a twentieth at progress 1."""
    share = 0.525 + 0.475 * math.cos(math.pi * min(1.0, progress))
    return peak * min(1.0, (step + 1) / warm) * share


def train(run: Run[Tagger], batches: Iterator[Batch], raters: dict[str, int], options: Any) -> None:
    """Train until the minutes are used up; print running means, save every few minutes."""
    path, mean, saved = options.work / "checkpoint.pt", dict[str, float](), run.seconds
    for batch in batches:
        began = time.perf_counter()
        for k, v in advance(run, batch, schedule(run, options.minutes, options.rate)).items():
            mean[k] = 0.98 * mean.get(k, v) + 0.02 * v
        run.seconds += time.perf_counter() - began
        if run.step % 50 == 0:
            figures = " ".join(f"{k} {v:.4f}" for k, v in sorted(mean.items()))
            print(f"{run.step} epoch {run.epoch} {run.seconds:.0f}s {figures}", flush=True)
        if run.seconds - saved > 180 or run.seconds >= options.minutes * 60:
            saved = run.seconds
            save(run, raters, path)
        if run.seconds >= options.minutes * 60:
            return


def main() -> None:
    """Read everything, take up the checkpoint, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="see mtlint.learn.tagger.base")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75.0)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are cores")
    parser.add_argument("--without", nargs="*", default=[], help="files to leave out (ablation)")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    if options.threads:
        torch.set_num_threads(options.threads)
    tokenizer = tokenizer_of(options.base / "tokenizer.json")
    names = [n for n in RATED + NATIVE if n not in options.without]
    rows, _ = load(options.data, tokenizer, names)
    raters = numbered(rows)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net = from_base(options.base, len(raters)).to(device)
    run = started(net, options.rate, device)
    resume(run, options.work / "checkpoint.pt")
    net.train()
    train(run, stream(run, rows, raters, tokenizer, options.seed), raters, options)


if __name__ == "__main__":
    main()
