"""From checkpoints to the graph that ships.

    python -m mtlint.learn.probe.export --work WORK --seeds 5

The graph gives the mean of what the networks say. Its matrices ship in int8 with a scale for each
output, and are computed with in floating point: a language model's states hold values far larger
than the others, which eight bits for all of them together would drown. Every text is run by itself
and the graph has no mask. `probe.json` beside it names the weights of the language model whose
states it knows; `mtlint.learn.probe.fuse` adds how it is weighed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from mtlint.learn import installed
from mtlint.learn.probe.network import Network
from mtlint.learn.probe.train import averaged
from mtlint.learn.tagger.export import WEIGHTS
from mtlint.models import language

#: Values from which on a matrix is worth eight bits.
LARGE = 4096


class Shipped(nn.Module):  # type: ignore[misc]
    """The mean of several networks, for one text."""

    def __init__(self, networks: Sequence[Network]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Of states [tokens, size]: per token log-odds of an error and of a major one [tokens, 2];
        squashed penalty and logit of a majority major [2]."""
        mask = torch.ones_like(states[None, :, 0])
        said = [network(states[None], mask) for network in self.networks]
        tokens, segment = (torch.stack(parts).mean(0)[0] for parts in zip(*said, strict=True))
        return tokens, segment


def to_onnx(networks: Sequence[Network], path: Path) -> None:
    """Write the graph in floating point, the length of a text left open."""
    torch.onnx.export(
        Shipped(networks).eval(),
        (torch.randn(12, len(networks[0].mean)),),
        str(path),
        opset_version=17,
        dynamo=False,
        input_names=["states"],
        output_names=["tokens", "segment"],
        dynamic_axes={k: {0: "length"} for k in ("states", "tokens")},
    )


def compact(source: Path, target: Path) -> None:
    """Write the matrices of a graph in int8, each column with a scale of its own, and nodes that
    make floating point of them again when the graph is loaded."""
    import onnx

    model = onnx.load(source)
    graph = model.graph
    used = {node.input[1] for node in graph.node if node.op_type == "MatMul"}
    kept, nodes = [], []
    for item in graph.initializer:
        values = onnx.numpy_helper.to_array(item)
        if item.name not in used or values.ndim != 2 or values.size < LARGE:
            kept.append(item)
            continue
        small, scale = eight_bits(values)
        names = [item.name + end for end in (".int8", ".scale")]
        kept += [
            onnx.numpy_helper.from_array(part, name)
            for part, name in zip((small, scale), names, strict=True)
        ]
        nodes.append(onnx.helper.make_node("DequantizeLinear", names, [item.name], axis=1))
    del graph.initializer[:]
    graph.initializer.extend(kept)
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def eight_bits(values: Any) -> tuple[Any, Any]:
    """Whole numbers from -127 to 127, and what one of them is worth in each column."""
    scale = np.maximum(np.abs(values).max(0), 1e-12).astype(np.float32) / 127
    return np.rint(values / scale).astype(np.int8), scale


def main() -> None:
    """Export checkpoints beside the inference code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    weights = installed.weights()
    shape = language.open_model(weights).model.shape
    full, small = options.work / "probe.fp32.onnx", options.out / "probe.onnx"
    to_onnx([averaged(options.work / f"probe-{seed}.pt", shape) for seed in options.seeds], full)
    compact(full, small)
    about = options.out / "probe.json"
    known = json.loads(about.read_text()) if about.is_file() else {}
    known["of"] = language.identity(weights)
    about.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    print(f"{small} {small.stat().st_size / 1e6:.1f} MB sha256 {digest[:12]}")


if __name__ == "__main__":
    main()
