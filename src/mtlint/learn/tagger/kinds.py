"""What kind of error a mark is: ``python -m mtlint.learn.tagger.kinds --data D --base D --work D``.

The network is left as it is; a linear layer on its last states learns the professionals' category
of each mark, averaged over the mark's sub-words. Being linear it can be applied sub-word by
sub-word and averaged later, over whatever span the decoder chooses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from mtlint.learn.tagger.frozen import depths, opened, rated
from mtlint.learn.tagger.network import Tagger
from mtlint.learn.tagger.prepare import Example
from mtlint.models.kinds import KINDS, kind_of


def marks(encoded_offsets: Sequence[tuple[int, int]], error: dict[str, Any]) -> list[int]:
    """Sub-words under a mark on the target; none for marks elsewhere."""
    if error.get("side", "target") != "target" or "start" not in error:
        return []
    start, end = error["start"], max(error["end"], error["start"] + 1)
    return [i for i, (a, b) in enumerate(encoded_offsets) if a < end and start < b]


def labelled(
    data: Path, tokenizer: Any, aside: bool
) -> Iterator[tuple[Example, list[tuple[list[int], int]]]]:
    """Texts with (sub-words, kind) of each mark whose category has a kind."""
    for example, raters in rated(data, tokenizer, aside):
        limit = example.tokens - 1
        rows = []
        for error in (e for errors in raters for e in errors):
            kind = kind_of(error.get("category", ""))
            own = [i for i in marks(example.encoded.offsets, error) if i < limit]
            if kind is not None and own:
                rows.append((own, kind))
        if rows:
            example.source = None
            yield example, rows


def states(net: Tagger, texts: Sequence[tuple[Example, list[tuple[list[int], int]]]]) -> Any:
    """Mean states [marks, width] and kinds [marks]."""
    xs, ys = [], []
    for rows, layers in depths(net, texts):
        for own, kind in rows:
            xs.append(layers[-1][own].float().mean(0))
            ys.append(kind)
    return torch.stack(xs), torch.tensor(ys)


def fit(x: Tensor, y: Tensor, passes: int = 30) -> nn.Linear:
    """Multinomial logistic regression."""
    layer = nn.Linear(x.shape[1], len(KINDS))
    optimizer = torch.optim.AdamW(layer.parameters(), lr=3e-3, weight_decay=1e-3)
    for _ in range(passes):
        for part in torch.randperm(len(x)).split(1024):
            loss = F.cross_entropy(layer(x[part]), y[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return layer


def main() -> None:
    """Fit on the training documents, report on those aside, write ``kinds.pt``."""
    options, tokenizer, net = opened(__doc__ or "", 12_000)
    train = list(labelled(options.data, tokenizer, aside=False))
    random.Random(5).shuffle(train)
    layer = fit(*states(net, train[: options.texts]))
    torch.save(layer.state_dict(), options.work / "kinds.pt")
    x, y = states(net, list(labelled(options.data, tokenizer, aside=True)))
    with torch.no_grad():
        p = layer(x).softmax(-1)
    best, guess = p.max(-1)
    for sure in (0.0, 0.4, 0.5, 0.6, 0.7):
        own = best >= sure
        right = (guess[own] == y[own]).float().mean()
        print(f"p >= {sure:.1f}: {own.float().mean():.2f} of marks, {right:.3f} right")
    for k, name in enumerate(KINDS):
        own = (guess == k) & (best >= 0.5)
        print(f"{name:14} {int((y == k).sum()):6} marks; named {int(own.sum()):6}, "
              f"{(y[own] == k).float().mean():.3f} right")  # fmt: skip


if __name__ == "__main__":
    main()
