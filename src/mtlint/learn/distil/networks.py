"""What probe and tagger make of a batch, and the states of the language model under the probe."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn

from mtlint.learn.distil.corpus import Corpus
from mtlint.learn.distil.lots import Lot
from mtlint.learn.probe.network import Network
from mtlint.learn.probe.upper import fresh
from mtlint.learn.tagger.network import Judge, Tagger
from mtlint.models.causal import MIDDLE
from mtlint.models.language import WINDOW, LanguageModel, windows

#: Windows that the frozen model reads at once.
TOGETHER = 32


class Prober(nn.Module):  # type: ignore[misc]
    """The probe on the states of all tokens [tokens, size]."""

    def __init__(self, judge: Network, states: Tensor) -> None:
        super().__init__()
        self.judge = judge
        self.register_buffer("states", states, persistent=False)

    def encode(self, lot: Lot) -> Tensor:
        """States of segments [texts, length, width]."""
        return self.judge.encode(self.states[lot.at].float(), lot.mask)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def standardise(self, lot: Lot) -> None:
        """Let the head begin with comparable values, by what the layers make of a batch."""
        self.eval()
        lot = lot.on(self.states.device)
        values = self.judge.upper(self.states[lot.at].float(), lot.mask)[lot.mask]
        self.judge.mean.copy_(values.mean(0))
        self.judge.scale.copy_(values.std(0) + 1e-3)


class Reader(nn.Module):  # type: ignore[misc]
    """The tagger."""

    def __init__(self, judge: Tagger) -> None:
        super().__init__()
        self.judge = judge
        judge.word.weight.requires_grad_(False)

    def encode(self, lot: Lot) -> Tensor:
        """States of texts [texts, length, width]."""
        return self.judge.states(lot.ids, lot.forms, lot.mask)


Learner = Prober | Reader


@dataclass(frozen=True, slots=True)
class Said:
    """What judges say of pieces (log-odds of an error and of a major one) [pieces, 2], and of
    segments (squashed penalty, log-odds of a majority major) [segments, 2]; NaN: nothing."""

    pieces: Tensor
    segments: Tensor


@torch.no_grad()  # type: ignore[untyped-decorator]
def states_of(model: LanguageModel, corpus: Corpus, device: torch.device) -> Tensor:
    """The frozen model's states behind layer `MIDDLE` of all tokens, as inference reads them:
    whole articles, causally, in windows."""
    lower = fresh(model.model, model.first, range(MIDDLE), below=0).to(device).eval()
    lower.places(WINDOW)
    words = torch.from_numpy(model.model.words).to(device)
    ids = torch.from_numpy(corpus.ids.astype(np.int64)).to(device)
    done = torch.zeros(len(ids), words.shape[1], dtype=torch.float16, device=device)
    articles = pairwise(corpus.begins().tolist())
    todo = [(begin + low, begin + new, begin + high) for begin, end in articles
            for low, new, high in windows(end - begin)]  # fmt: skip
    todo.sort(key=lambda w: w[2] - w[0])
    for k in range(0, len(todo), TOGETHER):
        lot = todo[k : k + TOGETHER]
        low = torch.tensor([w[0] for w in lot], device=device)
        at = low[:, None] + torch.arange(lot[-1][2] - lot[-1][0], device=device)
        x = lower.causal(words[ids[at.clamp_max(len(ids) - 1)]]).clamp(-6e4, 6e4).half()
        for own, (begin, new, high) in zip(x, lot, strict=True):
            done[new:high] = own[new - begin : high - begin]
    return done


def judge_of(net: Learner) -> Judge:
    """What stands on a learner's encoder."""
    judge: Judge = net.judge
    return judge
