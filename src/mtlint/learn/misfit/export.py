"""From weights to shipped files: ``python -m mtlint.learn.misfit.export --work WORK --base BASE``.

Layers become int8 as the tagger's do (`mtlint.learn.tagger.export`). `misfit.npz` holds what makes
of a word what its place wants, and the vector of an unknown sub-word.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from mtlint.learn.misfit.network import WIDTH, Network, word_vectors
from mtlint.learn.tagger.export import WEIGHTS, quantise
from mtlint.models.misfit import GRAPH, WANTED


class Shipped(nn.Module):  # type: ignore[misc]
    """The network on word vectors of one text."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, words: Tensor) -> Tensor:
        """Of each sub-word the log-odds that its word was put in, and its place's direction at its
        length [1, length, 1 + wide]."""
        x = self.net.encode(words, None)
        place = self.net.slot(x)
        place = place / place.norm(dim=-1, keepdim=True).clamp_min(1e-9)
        return torch.cat([self.net.bin(x), place * self.net.scale.exp()], -1)


def trained(work: Path, base: Path) -> Network:
    """The network that `train` left."""
    net = Network(word_vectors(base))
    state = torch.load(work / "misfit.pt", weights_only=True, map_location="cpu")
    net.load_state_dict({k: v.float() for k, v in state.items()}, strict=False)
    net.eval()
    return net


def export(net: Network, full: Path, out: Path) -> Path:
    """Write the graph in floating point to `full`, and what ships into the folder `out`."""
    torch.onnx.export(
        Shipped(net).eval(),
        (torch.randn(1, 12, WIDTH),),
        str(full),
        opset_version=17,
        dynamo=False,
        input_names=["words"],
        output_names=["said"],
        dynamic_axes={"words": {1: "length"}, "said": {1: "length"}},
    )
    quantise(full, out / GRAPH)
    halves = (net.hidden, net.want.weight.T, net.want.bias)
    unknown, matrix, bias = (h.detach().numpy().astype(np.float16) for h in halves)
    np.savez(out / WANTED, unknown=unknown, matrix=matrix, bias=bias)
    return out / GRAPH


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    net = trained(options.work, options.base)
    path = export(net, options.work / "misfit.fp32.onnx", options.out)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path} {path.stat().st_size / 1e6:.1f} MB sha256 {digest[:12]}")


if __name__ == "__main__":
    main()
