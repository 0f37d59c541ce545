"""How a teacher or the tagger is fitted, and asked."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count

import torch
from torch import Tensor
from torch.nn import functional as F

from mtlint.learn.distil.lots import Batches, Job, Lot
from mtlint.learn.distil.networks import Learner, Reader, Said, judge_of
from mtlint.learn.tagger.network import half_precision
from mtlint.learn.tagger.train import centred, judged, rate_at, total

#: Steps in which the learning rate rises.
WARM = 60
#: Learning rates of an encoder's layers and of all else.
RATES = {"probe": (2.2e-4, 8e-4), "tagger": (4e-4, 1.4e-3)}
#: The tagger's encoder among its parameters.
ENCODER = ("judge.layers.", "judge.position", "judge.norm")
#: A layer of the tagger moves by so much less than the one above it.
DEEPER = 0.92
#: How much the teachers' word counts beside the professionals' (`mtlint.learn.tagger.train`).
SHARES = {"t-words": 2.0, "t-penalty": 1.0, "t-within": 1.0, "t-majority": 0.3}


def made_ahead(
    batches: Batches, passes: Callable[[int], Sequence[Job]], device: torch.device
) -> Iterator[Lot]:
    """Batches of one pass after another, made in a thread while the device works; what goes wrong
    there is raised here."""
    waiting: queue.Queue[Lot | Exception] = queue.Queue(16)

    def work() -> None:
        try:
            for job in chain.from_iterable(map(passes, count())):
                waiting.put(job.made(batches))
        except Exception as error:
            waiting.put(error)

    threading.Thread(target=work, daemon=True).start()
    while True:
        found = waiting.get()
        if isinstance(found, Exception):
            raise found
        yield found.on(device)


def optimiser(net: Learner, kind: str) -> torch.optim.Optimizer:
    """AdamW; heads move more than the encoder, lower layers of the tagger less than upper ones.

    Parameters with the same rates are one group: a group costs time in every step.
    """
    low, high = RATES[kind]
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            continue
        rate = high
        if kind == "probe" and name.startswith("judge.upper."):
            rate = low
        elif kind == "tagger" and name.startswith(ENCODER):
            parts = name.split(".")
            depth = int(parts[2]) if parts[1] == "layers" else 0
            rate = low * DEEPER ** (len(net.judge.layers) - 1 - depth)
        decay = 0.3 if "rater" in name else 0.01 * (p.ndim > 1)
        groups.setdefault((rate, decay), []).append(p)
    return torch.optim.AdamW(
        [{"params": ps, "weight_decay": d, "peak": r} for (r, d), ps in groups.items()],
        lr=high, betas=(0.9, 0.98), fused=next(net.parameters()).is_cuda,
    )  # fmt: skip


def taught(net: Learner, x: Tensor, lot: Lot, said: Said) -> dict[str, Tensor]:
    """How far a learner is from its teachers: cross entropy of pieces, squares of segments."""
    judge, aims = judge_of(net), said.segments[lot.segments.clamp_min(0)]
    wanted = said.pieces[lot.at]
    known = (lot.own & (lot.segments >= 0)[:, None])[:, :, None] & ~wanted.isnan()
    each = F.binary_cross_entropy_with_logits(
        judge.token(x), wanted.nan_to_num().sigmoid(), reduction="none"
    )
    segment = judge.segment_logits(x, lot.own, lot.mask)
    there = ((lot.segments >= 0) & ~aims[:, 0].isnan()).float()
    aims = aims.nan_to_num()
    gap = (segment[:, 0] - aims[:, 0]) * there
    majority = F.binary_cross_entropy_with_logits(
        segment[:, 1], aims[:, 1].sigmoid(), reduction="none"
    )
    return {
        "t-words": (each * known).sum() / lot.own.sum(),
        "t-penalty": gap.square().mean(),
        "t-within": centred(gap, lot.group, there).square().mean(),
        "t-majority": (majority * there).mean(),
    }


def fit(
    net: Learner, kind: str, steps: int, lots: Iterator[Lot], said: Said, seconds: float,
) -> None:  # fmt: skip
    """Train for so many steps, at most so many seconds; the network ends with the mean of its
    weights."""
    net.train()
    optimizer = optimiser(net, kind)
    moving = [p for p in net.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in moving]
    began, mean = time.monotonic(), dict[str, Tensor]()
    for step, lot in enumerate(lots):
        progress = max(step / steps, (time.monotonic() - began) / seconds)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, progress, group["peak"], WARM)
        parts = losses(net, lot, said)
        optimizer.zero_grad(set_to_none=True)
        weighed(parts).backward()
        torch.nn.utils.clip_grad_norm_(moving, 1.0)
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, moving, 1 - min(0.995, (step + 1) / (step + 21)))
            mean = {k: mean.get(k, v).lerp(v.detach(), 0.02) for k, v in parts.items()}
        if step % 200 == 0:
            words = " ".join(f"{k} {float(v):.4f}" for k, v in mean.items())
            print(f"{kind} {step}/{steps} {time.monotonic() - began:.0f}s {words}", flush=True)
    with torch.no_grad():
        for p, a in zip(moving, average, strict=True):
            p.copy_(a)
    net.eval()


def losses(net: Learner, lot: Lot, said: Said) -> dict[str, Tensor]:
    """All losses of a batch, unweighted."""
    with half_precision(lot.at.device):
        x = net.encode(lot)
    parts = judged(judge_of(net), x.float(), lot)
    return parts | taught(net, x.float(), lot, said)


def weighed(parts: dict[str, Tensor]) -> Tensor:
    """The sum that is made small."""
    own = total({k: v for k, v in parts.items() if k not in SHARES})
    return torch.stack([own, *(SHARES[k] * v for k, v in parts.items() if k in SHARES)]).sum()


@torch.no_grad()  # type: ignore[untyped-decorator]
def predict(net: Learner, batches: Batches, jobs: Sequence[Job]) -> Said:
    """What a network says of every segment in some batches."""
    corpus = batches.corpus
    device = next(net.parameters()).device
    pieces = len(corpus.own if isinstance(net, Reader) else corpus.ids)
    said = Said(
        torch.full((pieces, 2), torch.nan, device=device),
        torch.full((len(corpus.article), 2), torch.nan, device=device),
    )
    judge = judge_of(net)
    net.eval()
    for job in jobs:
        lot = job.made(batches).on(device)
        with half_precision(device):
            x = net.encode(lot)
        x = x.float()
        said.pieces[lot.at[lot.own]] = judge.token(x)[lot.own]
        said.segments[lot.segments] = judge.segment_logits(x, lot.own, lot.mask)
    return said
