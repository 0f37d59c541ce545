"""From checkpoint to shipped files: ``python -m mtlint.learn.tagger.export --work D --base D``.

Layers become int8 with a scale per output. Activations are quantised when run, with ranges taken
over the whole input: that is why inference runs one text at a time (see ``mtlint.models.tagger``),
and why the graph has no mask. Word vectors are looked up outside the graph and ship as they were
published, in four bits (``mtlint.models.words``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from mtlint.learn.tagger.network import Reach, Tagger
from mtlint.models.encoding import SOURCE_FORM
from mtlint.models.kinds import KINDS

WEIGHTS = Path(__file__).parents[2] / "models" / "weights"


class Shipped(nn.Module):  # type: ignore[misc]
    """The tagger on word vectors, with probabilities instead of logits, how far marks reach, and
    kinds of error."""

    def __init__(self, net: Tagger, reach: Reach, kind: nn.Linear) -> None:
        super().__init__()
        self.net = net
        self.reach = reach
        self.kind = kind

    def forward(self, words: Tensor, forms: Tensor) -> tuple[Tensor, Tensor]:
        """Per sub-word error, major, log-odds that a mark goes on to either side and logits of
        kinds; [1, 2] squashed penalty and major."""
        mask = torch.ones_like(words[:, :, 0])
        depths = self.net.depths(words, forms, mask)
        x, reach = depths[-1], self.reach(Reach.seen(depths))
        own = (forms != SOURCE_FORM).to(x.dtype)
        segment = self.net.segment_logits(x, own, mask)
        two = torch.stack([segment[:, 0], segment[:, 1].sigmoid()], -1)
        return torch.cat([self.net.token(x).sigmoid(), reach, self.kind(x)], -1), two


def averaged(checkpoint: Path, towards: str = "", share: float = 0.0) -> Tagger:
    """The network of a checkpoint with its averaged weights.

    ``towards`` names a file of ratings: the heads move by ``share`` from the mean of all raters
    to the mean of the raters of that file.
    """
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    net = Tagger(len(state["raters"]), state["net"]["word.weight"].shape[0])
    net.load_state_dict(state["net"])
    net.load_state_dict(state["average"], strict=False)
    if share:
        own = [i for r, i in state["raters"].items() if r.startswith(towards)]
        with torch.no_grad():
            vector = net.rater_vector[own].mean(0) - net.rater_vector.mean(0)
            net.token.weight += share * vector
            net.token.bias += share * (net.rater_bias[own].mean(0) - net.rater_bias.mean(0))
            habit = net.rater_segment[own].mean(0) - net.rater_segment.mean(0)
            net.segment.bias += share * habit
    net.eval()
    return net


def kinds(path: Path, width: int) -> nn.Linear:
    """The layer that `mtlint.learn.tagger.kinds` wrote."""
    layer = nn.Linear(width, len(KINDS))
    layer.load_state_dict(torch.load(path, weights_only=True))
    return layer


def reach(path: Path, width: int) -> Reach:
    """The head that `mtlint.learn.tagger.reach` wrote."""
    head = Reach(width)
    head.load_state_dict(torch.load(path, weights_only=True))
    return head


def to_onnx(net: Tagger, head: Reach, kind: nn.Linear, path: Path) -> None:
    """Write the graph in floating point: one text, its length left open."""
    words = torch.randn(1, 12, net.word.weight.shape[1])
    forms = torch.arange(12)[None] + SOURCE_FORM - 10
    torch.onnx.export(
        Shipped(net, head, kind).eval(),
        (words, forms.clamp_max(SOURCE_FORM)),
        str(path),
        opset_version=17,
        dynamo=False,
        input_names=["words", "forms"],
        output_names=["tokens", "segment"],
        dynamic_axes={k: {1: "length"} for k in ("words", "forms", "tokens")},
    )


def quantise(source: Path, target: Path) -> None:
    """Layer weights to int8.

    Seven bits are used of the eight: processors without VNNI add products in 16 bits, which
    eight-bit weights would overflow, and the same text must get the same scores everywhere.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm"],
    )  # fmt: skip


def main() -> None:
    """Export a checkpoint beside the inference code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--towards", default="")
    parser.add_argument("--share", type=float, default=0.0)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    net = averaged(options.work / "checkpoint.pt", options.towards, options.share)
    full, small = options.work / "tagger.fp32.onnx", options.out / "tagger.onnx"
    width = net.word.weight.shape[1]
    to_onnx(
        net, reach(options.work / "reach.pt", width), kinds(options.work / "kinds.pt", width), full
    )
    quantise(full, small)
    tokenizer = json.loads((options.base / "tokenizer.json").read_text(encoding="utf8"))
    tokenizer["padding"] = tokenizer["truncation"] = None
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (options.out / "tokenizer.json").write_text(text + "\n", encoding="utf8")
    shutil.copyfile(options.base / "words.npy", options.out / "words.npy")
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    print(f"{small} {small.stat().st_size / 1e6:.1f} MB sha256 {digest[:12]}")


if __name__ == "__main__":
    main()
