"""The network: a small multilingual encoder with casing beside the words, and its heads.

It reads a translation alone, or a translation and its source, with the same weights. The layers
are those of BERT (Devlin et al. 2019) as multilingual-e5-small has them; written out here so that
the exported graph holds nothing but what is used.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from mtlint.models.encoding import FORMS, SOURCE_FORM

#: Share of words that training hides.
BLANK = 0.05


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """``x`` [batch, length, width]; ``bias`` [batch, 1, 1, length], 0 or very negative; None
        for 0 everywhere."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        mixed = (
            self.mixed(q * (w // self.heads) ** -0.5, k, v, bias).transpose(1, 2).reshape(b, n, w)
        )
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def mixed(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
        """What each place takes from all [batch, heads, length, width of a head]; queries ``q`` are
        scaled already."""
        # in full: twice as fast on a CPU in training as the fused function's backward pass
        scores = torch.matmul(q, k.transpose(-1, -2))
        if bias is not None:
            scores = scores + bias.to(scores.dtype)
        return torch.matmul(scores.softmax(-1).to(v.dtype), v)


class Judge(nn.Module):  # type: ignore[misc]
    """What stands on an encoder: per token logits (error, major), and per text the squashed
    penalty and a majority major.

    Raters have habits: each has a bias and a small vector added to the head, both centred over
    raters, so that the shared head is the mean professional.
    """

    def __init__(self, raters: int, width: int, drop: float) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.token = nn.Linear(width, 2)
        self.attend = nn.Linear(width, 1)
        self.pool = nn.Linear(3 * width, 128)
        self.segment = nn.Linear(128, 2)
        self.rater_vector = nn.Parameter(torch.zeros(raters, 2, width))
        self.rater_bias = nn.Parameter(torch.zeros(raters, 2))
        self.rater_segment = nn.Parameter(torch.zeros(raters, 2))
        with torch.no_grad():  # start from the usual rates, not from one in two
            self.token.bias.copy_(torch.tensor([-1.8, -2.5]))
            self.segment.bias.copy_(torch.tensor([1.1, -1.0]))

    def segment_logits(self, x: Tensor, own: Tensor, mask: Tensor) -> Tensor:
        """Penalty (squashed) and logit of a majority major [batch, 2] from states.

        ``own`` [batch, length] are the places of the target, ``mask`` those of source and target.
        """
        m = own.to(x.dtype)[:, :, None]
        mean = (x * m).sum(1) / m.sum(1)
        peak = (x - (1.0 - m) * 1e4).amax(1)
        every = mask.to(x.dtype)[:, :, None]
        share = (self.attend(x) - (1.0 - every) * 1e4).softmax(1)
        pooled = torch.cat([mean, peak, (x * share).sum(1)], -1)
        return self.segment(F.gelu(self.pool(self.drop(pooled))))

    def rated(self, x: Tensor, shared: Tensor, row: Tensor, rater: Tensor) -> Tensor:
        """Token logits as each rater would have them [entries, length, 2].

        ``row`` and ``rater`` [entries] say which text and which rater an entry is; rater -1 is
        the mean of all.
        """
        known = (rater >= 0)[:, None, None]
        vector = self.rater_vector - self.rater_vector.mean(0)
        bias = self.rater_bias - self.rater_bias.mean(0)
        own = torch.matmul(x[row], vector[rater].transpose(1, 2).to(x.dtype))
        return shared[row] + (own + bias[rater][:, None, :]) * known


class Tagger(Judge):
    """A judge on a small multilingual encoder."""

    def __init__(
        self, raters: int, vocabulary: int, width: int = 384, layers: int = 12,
        heads: int = 12, inner: int = 1536, drop: float = 0.1,
    ) -> None:  # fmt: skip
        super().__init__(raters, width, drop)
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.form = nn.Embedding(FORMS, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, drop) for _ in range(layers))
        nn.init.zeros_(self.form.weight)

    def states(self, ids: Tensor, forms: Tensor, mask: Tensor) -> Tensor:
        """Last hidden states [batch, length, width]; all inputs [batch, length]."""
        words = self.word(ids)
        if self.training:  # blank some words, so that sources are harder to learn by heart
            words = (
                words
                * (torch.rand(ids.shape, device=ids.device) >= BLANK).to(words.dtype)[:, :, None]
            )
        return self.encode(words, forms, mask)

    def encode(self, words: Tensor, forms: Tensor, mask: Tensor) -> Tensor:
        """Last hidden states from word vectors [batch, length, width]."""
        return self.depths(words, forms, mask)[-1]

    def depths(self, words: Tensor, forms: Tensor, mask: Tensor) -> list[Tensor]:
        """States before the first layer and behind each, from word vectors; all [batch, length,
        width]."""
        places = torch.arange(words.shape[1], device=words.device)
        x = self.drop(self.norm(words + self.position(places) + self.form(forms)))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        found = [x]
        for layer in self.layers:
            found.append(layer(found[-1], bias))
        return found

    def forward(self, ids: Tensor, forms: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Token logits [batch, length, 2] and segment outputs [batch, 2], of the mean rater."""
        x = self.states(ids, forms, mask)
        return self.token(x), self.segment_logits(x, mask & (forms != SOURCE_FORM), mask)


class Reach(nn.Module):  # type: ignore[misc]
    """How far marks reach: of each sub-word, were its word marked, the log-odds that the same mark
    covers the word before it, and the word after it.

    It reads the states behind two middle layers, which know phrases; the last ones know what is
    wrong (AUC .67 from layer 12, .77 from 9, .80 from 7, .81 from each of 4 to 6).
    """

    LAYERS = (4, 6)

    def __init__(self, width: int, inner: int = 128, drop: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.inner = nn.Linear(len(self.LAYERS) * width, inner)
        self.out = nn.Linear(inner, 2)

    def forward(self, x: Tensor) -> Tensor:
        """Log-odds [..., 2] from the states of `LAYERS` side by side."""
        return self.out(self.drop(F.gelu(self.inner(self.drop(x)))))

    @classmethod
    def seen(cls, depths: list[Tensor]) -> Tensor:
        """The states that it reads, of those that `Tagger.depths` gives."""
        return torch.cat([depths[k] for k in cls.LAYERS], -1)


def half_precision(device: torch.device) -> torch.autocast:
    """bfloat16 where it is worth it: on a GPU, and on processors that multiply in it."""
    worth = device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()
    return torch.autocast(device.type, torch.bfloat16, enabled=worth)


def from_base(folder: Path, raters: int) -> Tagger:
    """A fresh tagger on the encoder that ``mtlint.learn.tagger.base`` wrote into ``folder``."""
    with np.load(folder / "encoder.npz") as found:
        old = {name: torch.tensor(found[name]) for name in found.files}
    net = Tagger(raters, len(old["word"]))
    with torch.no_grad():
        net.word.weight.copy_(old.pop("word"))
        net.position.weight.copy_(old.pop("position"))
    missing, unknown = net.load_state_dict(old, strict=False)
    if unknown or any(name.startswith(("layers.", "norm.")) for name in missing):
        raise ValueError(f"{folder}: not the encoder of this network: {unknown} {missing}")
    return net
