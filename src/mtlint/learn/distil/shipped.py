"""The shipped probe as a network again, read from its graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from mtlint.learn.probe.network import Network
from mtlint.learn.probe.upper import Upper
from mtlint.models.causal import Shape

#: What stands before the names of parameters in the graph.
PREFIX = "networks.0."


def probe_of(path: Path, shape: Shape, raters: int) -> Network:
    """The network of a graph that `mtlint.learn.probe.export` wrote; ``shape`` is the language
    model's. Habits of raters are not in a graph: it has those of the mean rater.

    Raises:
        ValueError: the graph is of another network.
    """
    import onnx

    graph = onnx.load(path).graph
    values = {
        i.name: torch.from_numpy(onnx.numpy_helper.to_array(i).copy()) for i in graph.initializer
    }
    named = {k.removeprefix(PREFIX): v for k, v in values.items() if k.startswith(PREFIX)}
    blocks = len({k.split(".")[2] for k in named if k.startswith("upper.blocks.")})
    found = list(_matrices(graph, values))
    if "mean" not in named or len(found) < 4:
        raise ValueError(f"{path} is no graph of this network")
    size = len(named["mean"])
    upper = Upper(shape, size, found[3].shape[1], blocks)
    net = Network(raters, upper, named["mean"], named["scale"])
    wanted = [m.weight for m in _linear(net)]
    if [tuple(w.shape) for w in wanted] != [tuple(m.shape) for m in found]:
        raise ValueError(f"{path} is no graph of this network")
    missing, unknown = net.load_state_dict(named, strict=False)
    matrices = {id(w) for w in wanted}
    missing = [k for k in missing if not k.startswith("rater")
               and id(net.get_parameter(k)) not in matrices]  # fmt: skip
    if missing or unknown:
        raise ValueError(f"{path} and this network differ: {missing}, {unknown}")
    with torch.no_grad():
        for weight, matrix in zip(wanted, found, strict=True):
            weight.copy_(matrix)
    net.eval()
    return net


def _matrices(graph: object, values: dict[str, Tensor]) -> Iterator[Tensor]:
    """What states are multiplied with, in the order in which the graph does, [outputs, inputs]."""
    for node in graph.node:  # type: ignore[attr-defined]
        if node.op_type == "MatMul" and node.input[1].startswith("onnx::"):
            name = node.input[1]
            if name in values:
                yield values[name].T
            else:
                yield (values[name + ".int8"].float() * values[name + ".scale"]).T


def _linear(net: Network) -> Iterator[nn.Linear]:
    """The same in the network."""
    for block in net.upper.blocks:
        yield from (block.qkv, block.out, block.gate_up, block.down)
    yield net.inlet
    for layer in net.layers:
        yield from (layer.qkv, layer.out, layer.up, layer.down)
    yield from (net.token, net.attend)
