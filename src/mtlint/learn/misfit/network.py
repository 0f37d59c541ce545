"""The network: the lower layers of a small encoder, and two heads on its states."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from mtlint.learn.tagger.network import Layer
from mtlint.models.misfit import UNKNOWN
from mtlint.models.words import vectors

WIDTH, WIDE, INNER, HEADS, LAYERS = 384, 256, 1536, 12, 6
POSITIONS = 512
RARE = -2.5  # where the bias of the head for exchanged words begins: few are


class Fused(Layer):
    """A layer of the tagger's encoder with attention in one operation on a graphics card."""

    def mixed(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None) -> Tensor:
        """As `Layer` has it."""
        if bias is None or not q.is_cuda:
            return super().mixed(q, k, v, bias)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype), scale=1.0)


class Network(nn.Module):  # type: ignore[misc]
    """Says of a sub-word whether its word was put there, and which word its place wants."""

    def __init__(self, words: Tensor, drop: float = 0.0) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(words, freeze=True)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.hidden = nn.Parameter(torch.zeros(WIDTH))
        self.layers = nn.ModuleList(Fused(WIDTH, HEADS, INNER, drop) for _ in range(LAYERS))
        self.drop = nn.Dropout(drop)
        self.bin = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.slot, self.want = nn.Linear(WIDTH, WIDE), nn.Linear(WIDTH, WIDE)
        self.scale = nn.Parameter(torch.tensor(2.0))
        nn.init.constant_(self.bin[2].bias, RARE)

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Last hidden states [batch, length, width] of sub-words."""
        words = self.word(ids)
        words = torch.where((ids == UNKNOWN)[..., None], self.hidden.to(words.dtype), words)
        return self.encode(words, (1.0 - mask.to(words.dtype))[:, None, None, :] * -1e4)

    def encode(self, words: Tensor, bias: Tensor | None) -> Tensor:
        """Last hidden states [batch, length, width] from word vectors; ``bias`` as in a layer."""
        x = self.drop(
            self.norm(words + self.position(torch.arange(words.shape[1], device=words.device)))
        )
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def fit(self, places: Tensor, words: Tensor) -> Tensor:
        """How well words [w, width] fit places [p, width]: a scaled cosine [p, w]."""
        a = F.normalize(self.slot(places).float(), dim=-1)
        b = F.normalize(self.want(words).float(), dim=-1)
        return a @ b.T * self.scale.exp()


def word_vectors(base: Path) -> Tensor:
    """The vectors of all sub-words as they ship (`mtlint.models.words`)."""
    table = np.load(base / "words.npy")
    return torch.from_numpy(vectors(table, np.arange(len(table))))


def from_base(base: Path, drop: float) -> Network:
    """A network that begins as the lower layers of the encoder which `mtlint.learn.tagger.base`
    read."""
    net = Network(word_vectors(base), drop)
    with np.load(base / "encoder.npz") as known:
        own = {"position.weight" if k == "position" else k: known[k] for k in known if k != "word"}
    fitting = net.state_dict().keys()
    state = {k: torch.from_numpy(v) for k, v in own.items() if k in fitting}
    net.load_state_dict(state, strict=False)
    return net
