"""The network of the probe: layers of a language model trained further, and a head on them.

The head is a few layers of the encoder of BERT (Devlin et al. 2019), which learn from nothing; what
judges stands on these.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from mtlint.learn.probe.upper import Upper
from mtlint.learn.tagger.network import Judge, Layer
from mtlint.models.probe import WINDOW


class Network(Judge):
    """A judge on states; ``mean`` and ``scale`` [size] make what ``upper`` gives comparable.

    ``hide`` is the share of each of these states that training hides.
    """

    def __init__(
        self, raters: int, upper: Upper, mean: Tensor, scale: Tensor, width: int = 256,
        layers: int = 2, heads: int = 4, drop: float = 0.15, hide: float = 0.3,
    ) -> None:  # fmt: skip
        super().__init__(raters, width, drop)
        self.upper = upper
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.hide = nn.Dropout(hide)
        self.inlet = nn.Linear(len(mean), width)
        self.position = nn.Embedding(WINDOW, width)
        self.norm = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(width, heads, 4 * width, drop) for _ in range(layers))
        nn.init.normal_(self.position.weight, std=0.02)

    def encode(self, states: Tensor, mask: Tensor) -> Tensor:
        """Own states [batch, length, width] from the model's; ``mask`` [batch, length]."""
        return self.head(self.upper(states, mask), mask)

    def head(self, states: Tensor, mask: Tensor) -> Tensor:
        """Own states from those behind the trained layers, which are not used themselves."""
        x = ((states - self.mean) / self.scale).clamp(-8.0, 8.0)
        places = torch.arange(x.shape[1], device=x.device)
        x = self.drop(self.norm(self.inlet(self.hide(x)) + self.position(places)))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Token logits [batch, length, 2] and segment outputs [batch, 2], of the mean rater."""
        x = self.encode(states, mask)
        return self.token(x), self.segment_logits(x, mask, mask)
