"""Trains the network to find words that were put in the place of others.

    python -m mtlint.learn.misfit.train --work WORK --base BASE [--seconds S] [--batch N]

`WORK/corpus.npz` is written by `mtlint.learn.misfit.corpus`. Two losses: cross entropy of whether
a word was put in (replaced token detection, Clark et al. 2020), and of which word belongs to the
places that are exchanged, hidden or asked about, among all that the batch asks about. Weights are
averaged over the last steps. `WORK` gets `misfit.pt`, which `export` takes. What ships took nine
minutes of a large GPU; on two processor cores a step of as many windows takes a minute.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.utils.data import DataLoader

from mtlint.learn.misfit.batches import Batch, Stream, Windows
from mtlint.learn.misfit.corpus import FORMS, Corpus
from mtlint.learn.misfit.network import Network, from_base

RATE, DECAY, DROP, WARM = 5e-4, 0.02, 0.1, 107
#: What the second loss weighs.
WANTED = 0.03
#: How slowly the average follows, and every how many steps it does.
SLOW, EVERY = 0.999, 4
SIZE = 250  # sub-words of a window


def words_of(corpus: Corpus, table: Tensor) -> Tensor:
    """A vector for each word that may be exchanged: the mean of its sub-words."""
    lengths = corpus.lengths[: len(corpus.grades) * FORMS].astype(np.int64)
    ends = np.cumsum(lengths)
    rows = [
        table[torch.from_numpy(corpus.pieces[end - size : end].astype(np.int64))].mean(0)
        for end, size in zip(ends[::FORMS], lengths[::FORMS], strict=True)
    ]
    return torch.stack(rows)


def loss(net: Network, batch: Batch, words: Tensor) -> tuple[Tensor, Tensor]:
    """Both losses of a batch."""
    states = net.states(batch.ids, batch.mask)
    flat = states.reshape(-1, states.shape[-1])
    odds = net.bin(flat[batch.first])[:, 0].float()
    asked, inverse = torch.unique(
        torch.cat([batch.truth, batch.wrong.clamp_min(0)]), return_inverse=True
    )
    fits = net.fit(flat[batch.asked], words[asked])
    return (
        F.binary_cross_entropy_with_logits(odds, batch.exchanged),
        F.cross_entropy(fits, inverse[: len(batch.truth)]),
    )


def moved(batch: Batch, device: torch.device) -> Batch:
    """The batch on a device."""
    return Batch(*(getattr(batch, f.name).to(device, non_blocking=True) for f in fields(batch)))


def optimizer(net: Network) -> torch.optim.Optimizer:
    """Decays matrices, and nothing else."""
    own = [p for p in net.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in own if p.ndim > 1], "weight_decay": DECAY},
        {"params": [p for p in own if p.ndim <= 1], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))


def train(net: Network, corpus: Corpus, seconds: float, count: int, workers: int, seed: int) -> int:
    """Train for so long, leaving averaged weights in the network; how many steps it took."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net.to(device).train()
    words = words_of(corpus, net.word.weight.detach().cpu()).to(device)
    stream = Stream(Windows(corpus, SIZE), count, seed)
    batches = iter(DataLoader(stream, batch_size=None, num_workers=workers))
    steps, own = optimizer(net), [p for p in net.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in own]
    began, step = time.monotonic(), 0
    while (gone := (time.monotonic() - began) / seconds) < 1:
        for group in steps.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / WARM) * max(0.02, 1 - gone)
        with torch.autocast(device.type, torch.bfloat16):
            found, wanted = loss(net, moved(next(batches), device), words)
        steps.zero_grad(set_to_none=True)
        (found + WANTED * wanted).backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        steps.step()
        step += 1
        if step % EVERY == 0:
            keep = min(SLOW, 1 - 1 / (step + 1) ** 0.8) ** EVERY
            torch._foreach_lerp_(average, [p.detach() for p in own], 1 - keep)
        if step % 500 == 0:
            said = f"{found.item():.4f} put in, {wanted.item():.3f} wanted"
            print(f"step {step}, {gone:.0%}: {said}", flush=True)
    with torch.no_grad():
        for p, mean in zip(own, average, strict=True):
            p.copy_(mean)
    return step


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=535)
    parser.add_argument("--batch", type=int, default=128, help="windows at once")
    parser.add_argument("--workers", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    corpus, net = Corpus.load(options.work / "corpus.npz"), from_base(options.base, DROP)
    steps = train(net, corpus, options.seconds, options.batch, options.workers, options.seed)
    state = {k: v.half().cpu() for k, v in net.state_dict().items() if k != "word.weight"}
    torch.save(state, options.work / "misfit.pt")
    print(f"{steps} steps")


if __name__ == "__main__":
    main()
