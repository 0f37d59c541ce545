"""Layers of the language model that are trained with the probe.

The model's own layers see only what came before. Here those above the states that are kept start
from its weights and learn to tell errors, every token of a segment seeing all others (BehnamGhader
et al. 2024, "LLM2Vec": a causal model so unmasked reads better than it did). The first token of the
article stands before each segment, as the model's attention rests on it; it sees itself alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from mtlint.models.causal import MIDDLE, CausalModel, Shape
from mtlint.models.probe import WINDOW

#: Layer of the language model behind which the trained ones end: its own states tell most there.
TOP = 20
HIDDEN = -1e4  # what is added to the attention to a token that may not be seen

#: The parameters of a block, and what they are called in the model's file.
FROM = {
    "attention_norm.weight": ("attn_norm",),
    "qkv.weight": ("attn_q", "attn_k", "attn_v"),
    "out.weight": ("attn_output",),
    "inner_norm.weight": ("ffn_norm",),
    "gate_up.weight": ("ffn_gate", "ffn_up"),
    "down.weight": ("ffn_down",),
}


class Norm(nn.Module):  # type: ignore[misc]
    """Root mean square normalisation (Zhang and Sennrich 2019)."""

    def __init__(self, size: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """The same shape as ``x`` [..., size]."""
        if x.is_cuda:
            return F.rms_norm(x, self.weight.shape, self.weight, self.epsilon)
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.epsilon) * self.weight


class Block(nn.Module):  # type: ignore[misc]
    """One layer of the Llama architecture; every token sees what ``bias`` lets it."""

    def __init__(self, shape: Shape, size: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads, self.shared, self.width = shape.heads, shape.shared, shape.width
        own, others = shape.heads * shape.width, shape.shared * shape.width
        self.attention_norm, self.inner_norm = Norm(size, shape.epsilon), Norm(size, shape.epsilon)
        self.qkv = nn.Linear(size, own + 2 * others, bias=False)
        self.out = nn.Linear(own, size, bias=False)
        self.gate_up = nn.Linear(size, 2 * inner, bias=False)
        self.down = nn.Linear(inner, size, bias=False)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, turn: tuple[Tensor, Tensor], bias: Tensor) -> Tensor:
        """``x`` [batch, length, size]; ``bias`` [batch or 1, 1, length or 1, length]."""
        b, n, _ = x.shape
        own, others = self.heads * self.width, self.shared * self.width
        q, k, v = self.qkv(self.attention_norm(x)).split([own, others, others], -1)
        q = turned(self._heads(q, self.heads) * self.width**-0.5, turn)
        k, v = turned(self._heads(k, self.shared), turn), self._heads(v, self.shared)
        mixed = self._fused(q, k, v, bias) if x.is_cuda else self._plain(q, k, v, bias)
        x = x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, own)))
        gate, up = self.gate_up(self.inner_norm(x)).chunk(2, -1)
        return x + self.drop(self.down(F.silu(gate) * up))

    def _fused(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
        """Attention in one kernel; queries are scaled already."""
        often = self.heads // self.shared
        k, v = k.repeat_interleave(often, 1), v.repeat_interleave(often, 1)
        q, k = q.to(v.dtype), k.to(v.dtype)
        bias = bias.to(v.dtype).expand(len(q), self.heads, -1, -1)
        return F.scaled_dot_product_attention(q, k, v, bias, scale=1.0)

    def _plain(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
        """The same written out."""
        b, _, n, _ = q.shape
        grouped = q.reshape(b, self.shared, -1, self.width)  # the heads of a group in a row
        scores = torch.matmul(grouped, k.transpose(-1, -2)).view(b, self.heads, n, n) + bias
        share = scores.softmax(-1).view(b, self.shared, -1, n)
        return torch.matmul(share, v).view(b, self.heads, n, self.width)

    def _heads(self, x: Tensor, heads: int) -> Tensor:
        """[batch, length, heads * width] -> [batch, heads, length, width]."""
        return x.view(x.shape[0], x.shape[1], heads, self.width).transpose(1, 2)


def turned(x: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """Neighbouring pairs of a head's values, turned by the place of their token."""
    cos, sin = turn
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Upper(nn.Module):  # type: ignore[misc]
    """Layers above ``MIDDLE``; ``first`` [size] is the state of an article's first token there."""

    def __init__(
        self, shape: Shape, size: int, inner: int, layers: int = TOP - MIDDLE, drop: float = 0.1
    ) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(shape, size, inner, drop) for _ in range(layers))
        self.register_buffer("first", torch.zeros(size))
        self.shape = shape
        self.places(WINDOW)

    def places(self, most: int) -> None:
        """Make ready for texts of so many tokens."""
        rates = self.shape.base ** -(torch.arange(0, self.shape.width, 2) / self.shape.width)
        angles = torch.arange(most + 1)[:, None] * rates
        self.register_buffer("cos", angles.cos().to(self.first.device), persistent=False)
        self.register_buffer("sin", angles.sin().to(self.first.device), persistent=False)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States behind the layers from those before them, [batch, length, size] both."""
        b, n, size = states.shape
        x = torch.cat([self.first.expand(b, 1, size), states], 1)
        seen = torch.cat([torch.ones_like(mask[:, :1]), mask], 1).to(x.dtype)
        alone = torch.zeros(n + 1, n + 1, dtype=x.dtype, device=x.device)
        alone[:1, 1:] = HIDDEN
        bias = (1.0 - seen)[:, None, None, :] * HIDDEN + alone
        turn = self.cos[: n + 1], self.sin[: n + 1]
        for block in self.blocks:
            x = block(x, turn, bias)
        return x[:, 1:]

    def causal(self, states: Tensor) -> Tensor:
        """The same with every token seeing those before it alone, for texts of one length."""
        b, n, size = states.shape
        x = torch.cat([self.first.expand(b, 1, size), states], 1)
        bias = torch.full((n + 1, n + 1), HIDDEN, device=x.device).triu(1)
        for block in self.blocks:
            x = block(x, (self.cos[: n + 1], self.sin[: n + 1]), bias)
        return x[:, 1:]


def fresh(
    model: CausalModel,
    first: int,
    which: Sequence[int] = range(MIDDLE, TOP),
    below: int | None = None,
) -> Upper:
    """Some of the model's own layers; ``first`` is the token that an article begins after, whose
    state behind so many layers ``below`` (`MIDDLE`) stands before each text."""
    layers = [model.layer(i) for i in which]
    inner, size = layers[0]["ffn_up"].shape
    upper = Upper(model.shape, size, inner, len(layers))
    with torch.no_grad():
        upper.first.copy_(torch.from_numpy(model.middle(np.array([first]), below)[0]))
        for block, own in zip(upper.blocks, layers, strict=True):
            for parameter, names in FROM.items():
                weights = np.concatenate([own[name] for name in names])
                block.get_parameter(parameter).copy_(torch.from_numpy(weights))
    return upper
