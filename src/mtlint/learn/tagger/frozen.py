"""What heads fitted on the finished network share: its texts, its states, their options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor

from mtlint.learn.tagger.batches import collate
from mtlint.learn.tagger.export import averaged
from mtlint.learn.tagger.network import Tagger, half_precision
from mtlint.learn.tagger.prepare import RATED, Example, examples, held_out, read

BATCH = 24
Rows = TypeVar("Rows")


def rated(
    data: Path, tokenizer: Any, aside: bool
) -> Iterator[tuple[Example, list[list[dict[str, Any]]]]]:
    """Rated texts, those held out or the others, with the errors that each rater marked."""
    for name in RATED:
        articles = list(read(data / f"{name}.jsonl.gz"))
        kept = held_out(name, (a["doc"] for a in articles))
        chosen = [a for a in articles if (a["doc"] in kept) is aside]
        found: dict[str, list[list[dict[str, Any]]]] = {}
        for segment in (s for a in chosen for s in a["segments"]):
            found.setdefault(segment["target"], []).extend(r["errors"] for r in segment["ratings"])
        for example in examples(name, chosen, tokenizer):
            yield example, found[example.text]


def depths(
    net: Tagger, texts: Sequence[tuple[Example, Rows]]
) -> Iterator[tuple[Rows, list[Tensor]]]:
    """What goes with each text, and its states as `Tagger.depths` gives them [length, width]; short
    texts first."""
    order = sorted(texts, key=lambda t: t[0].tokens)
    for at in range(0, len(order), BATCH):
        part = order[at : at + BATCH]
        batch = collate([e for e, _ in part], {})
        with torch.no_grad(), half_precision(batch.ids.device):
            layers = net.depths(net.word(batch.ids), batch.forms, batch.mask)
        for i, (_, rows) in enumerate(part):
            yield rows, [x[i] for x in layers]


def opened(about: str, texts: int) -> tuple[argparse.Namespace, Any, Tagger]:
    """The options of a command that fits a head on so many `texts` as usual, the tokenizer and the
    network; from here on chance is the same every time."""
    from tokenizers import Tokenizer

    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=texts, help="texts to learn from")
    options = parser.parse_args()
    torch.manual_seed(5)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    return options, tokenizer, averaged(options.work / "checkpoint.pt")
