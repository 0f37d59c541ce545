"""How far marks reach: ``python -m mtlint.learn.tagger.reach --data DIR --base DIR --work DIR``.

The network is left as it is. A small head on the states of two middle layers (`network.Reach`)
learns from the professionals' marks, for each word under one, whether the mark goes on to the word
before it and to the word after it. From that and from how likely each word is marked
`mtlint.models.marks` says which marks are to be expected.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from mtlint.learn.probe.texts import marks_of
from mtlint.learn.tagger.frozen import depths, opened, rated
from mtlint.learn.tagger.network import Reach, Tagger
from mtlint.learn.tagger.prepare import Example
from mtlint.models.encoding import pieces_of_words

#: Share of the texts that are read beside their source.
WITH_SOURCE = 0.4

#: A sub-word, 0 for the word before it or 1 for the one after it, whether the mark covers that
#: too, and how much this counts.
Row = tuple[int, int, bool, float]


def ends(text: str, offsets: Sequence[tuple[int, int]], raters: Sequence[Any]) -> list[Row]:
    """What the marks of one text say of its sub-words; ``offsets`` with those of the special
    ones, ``raters`` the errors that each marked."""
    words = list(pieces_of_words(text, offsets[1:-1]))
    starts, stops = (np.array([w[k] for w in words]) for k in (0, 1))
    rows: list[Row] = []
    for errors in raters:
        for start, end, _ in marks_of(errors):
            under = np.flatnonzero((starts < end) & (stops > start)).tolist()
            for k in under:
                pieces = range(words[k][2] + 1, words[k][3] + 1)
                for side, last, edge in ((0, under[0], 0), (1, under[-1], len(words) - 1)):
                    if k != edge:
                        rows += [
                            (i, side, k != last, 1 / (len(raters) * len(pieces))) for i in pieces
                        ]
    return rows


def marked(data: Path, tokenizer: Any, aside: bool) -> Iterator[tuple[Example, list[Row]]]:
    """Texts with what their marks say; some beside their source, the same ones each time."""
    choice = random.Random(7)
    for example, raters in rated(data, tokenizer, aside):
        rows = ends(example.text, example.encoded.offsets, raters)
        rows = [row for row in rows if row[0] < example.tokens - 1]
        if choice.random() >= WITH_SOURCE:
            example.source = None
        if rows:
            yield example, rows


def states(
    net: Tagger, texts: Sequence[tuple[Example, list[Row]]]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """States [rows, layers x width] in half precision, sides, answers and weights [rows]."""
    xs, rest = [], []
    for rows, layers in depths(net, texts):
        xs.append(Reach.seen(layers)[[row[0] for row in rows]].half())
        rest += [row[1:] for row in rows]
    sides, answers, weights = (
        torch.tensor(v, dtype=torch.float32) for v in zip(*rest, strict=True)
    )
    return torch.cat(xs), sides.long(), answers, weights


def fit(x: Tensor, sides: Tensor, answers: Tensor, weights: Tensor, passes: int = 3) -> Reach:
    """Cross entropy with what the marks say."""
    head = Reach(x.shape[1] // len(Reach.LAYERS))
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=1e-2)
    steps = passes * -(-len(x) // 1024)
    decay = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, steps)
    for _ in range(passes):
        for part in torch.randperm(len(x)).split(1024):
            said = head(x[part].float()).gather(1, sides[part][:, None])[:, 0]
            loss = F.binary_cross_entropy_with_logits(said, answers[part], weights[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            decay.step()
    head.eval()
    return head


def main() -> None:
    """Fit on the training documents, report on those aside, write ``reach.pt``."""
    from sklearn.metrics import roc_auc_score

    options, tokenizer, net = opened(__doc__ or "", 9_000)
    train = list(marked(options.data, tokenizer, aside=False))
    random.Random(5).shuffle(train)
    head = fit(*states(net, train[: options.texts]))
    torch.save(head.state_dict(), options.work / "reach.pt")
    x, sides, answers, weights = states(net, list(marked(options.data, tokenizer, aside=True)))
    with torch.no_grad():
        said = head(x.float()).gather(1, sides[:, None])[:, 0]
    right = roc_auc_score(answers.numpy(), said.numpy(), sample_weight=weights.numpy())
    print(f"{len(x)} sides of marked sub-words aside, {answers.mean():.3f} go on, AUC {right:.3f}")


if __name__ == "__main__":
    main()
