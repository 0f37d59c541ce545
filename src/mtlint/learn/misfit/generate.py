"""Text that the language model writes on from the beginnings of others, for the network to learn
from: what it knows of words that go together, in the fields that matter here.

    python -m mtlint.learn.misfit.generate --data DIR --texts TEXTS.jsonl --out MADE.jsonl
        [--seconds S] [--together N]

Beginnings are the first tokens of translations and native English that are not `held` back, and of
TEXTS. Seventy seconds of a large GPU wrote the two million words that the shipped weights learned
from; two processor cores write some 500 tokens a second.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from mtlint.learn import installed
from mtlint.learn.gather import NATIVE, TRAIN
from mtlint.learn.misfit.corpus import free, written
from mtlint.learn.probe.upper import turned
from mtlint.models import language

BEGINNING, NEW = 16, 238  # tokens that are given, and that are written
MOST_EACH = {"rated": 26_000, "native": 9_000, "texts": 9_000}
WARMTH, LIKELIEST, SHARE = 0.9, 100, 0.9  # of what the next token is drawn
STOPS = ("<|endoftext|>", "<|im_end|>")
LEAST_WORDS, LEAST_DIFFERENT = 25, 0.35  # a text that repeats itself is left out

Beginnings = list[list[int]]


class Writer:
    """The language model on a device, in bfloat16, many texts at once."""

    def __init__(self, model: Any, device: torch.device) -> None:
        self.shape, self.device = model.shape, device
        layers = range(self.shape.layers)
        self.w = [self._moved(model.layer(n)) for n in layers]
        self.words = torch.from_numpy(model.words).to(device, torch.bfloat16)
        self.norm = torch.from_numpy(model._w["output_norm.weight"]).to(device, torch.bfloat16)
        rates = self.shape.base ** -(np.arange(0, self.shape.width, 2) / self.shape.width)
        self.rates = torch.tensor(rates, dtype=torch.float32, device=device)

    def _moved(self, layer: dict[str, Any]) -> dict[str, Tensor]:
        return {k: torch.from_numpy(v).to(self.device, torch.bfloat16) for k, v in layer.items()}

    def write(self, beginnings: Tensor, new: int) -> Tensor:
        """The beginnings [texts, tokens], written on by so many tokens."""
        texts, given = beginnings.shape
        room = (texts, self.shape.shared, given + new, self.shape.width)
        self.keys = [torch.zeros(room, dtype=torch.bfloat16, device=self.device) for _ in self.w]
        self.values = [torch.zeros_like(k) for k in self.keys]
        done, logits = [beginnings], self._step(beginnings, 0)
        for place in range(given, given + new):
            likeliest, ids = (logits.float() / WARMTH).topk(LIKELIEST, -1)
            shares = likeliest.softmax(-1)
            shares = shares.masked_fill(shares.cumsum(-1) - shares > SHARE, 0)
            done.append(ids.gather(1, torch.multinomial(shares, 1)))
            if place < given + new - 1:
                logits = self._step(done[-1], place)
        return torch.cat(done, 1)

    def _step(self, ids: Tensor, place: int) -> Tensor:
        """Logits of what follows tokens [texts, tokens] that stand from a place on."""
        x, shape = self.words[ids], self.shape
        texts, length = ids.shape
        places = torch.arange(place, place + length, device=self.device).float()
        angles = places[:, None] * self.rates
        turn = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
        for n, w in enumerate(self.w):
            h = self._normal(x, w["attn_norm"])
            q = turned(self._heads(h @ w["attn_q"].T, shape.heads), turn)
            end = place + length
            self.keys[n][:, :, place:end] = turned(
                self._heads(h @ w["attn_k"].T, shape.shared), turn
            )
            self.values[n][:, :, place:end] = self._heads(h @ w["attn_v"].T, shape.shared)
            often = shape.heads // shape.shared
            k, v = (
                kept[n][:, :, :end].repeat_interleave(often, 1) for kept in (self.keys, self.values)
            )
            mixed = F.scaled_dot_product_attention(q, k, v, is_causal=length > 1)
            x = x + mixed.transpose(1, 2).reshape(texts, length, -1) @ w["attn_output"].T
            h = self._normal(x, w["ffn_norm"])
            x = x + (F.silu(h @ w["ffn_gate"].T) * (h @ w["ffn_up"].T)) @ w["ffn_down"].T
        return self._normal(x[:, -1], self.norm) @ self.words.T

    def _normal(self, x: Tensor, weight: Tensor) -> Tensor:
        return F.rms_norm(x, weight.shape, weight, self.shape.epsilon)

    def _heads(self, x: Tensor, heads: int) -> Tensor:
        return x.view(x.shape[0], x.shape[1], heads, self.shape.width).transpose(1, 2)


def beginnings(data: Path, texts: Path, tokenizer: Any, rng: random.Random) -> Beginnings:
    """The first tokens of segments, in any order."""
    sorts = {
        "rated": [s.target for _, a in free(data, TRAIN) for s in a.segments],
        "native": [s.target for _, a in free(data, NATIVE) for s in a.segments],
        "texts": [s for _, segments in written([texts]) for s in segments],
    }
    found: Beginnings = []
    for name, some in sorts.items():
        rng.shuffle(some)
        rows = (tokenizer.encode(s).ids[:BEGINNING] for s in some[: 2 * MOST_EACH[name]])
        found += [r for r in rows if len(r) == BEGINNING][: MOST_EACH[name]]
    rng.shuffle(found)
    return found


def kept(text: str, whole: bool) -> list[str]:
    """The paragraphs of what was written, without a last word that is cut off unless it came to an
    end (`whole`); none where it goes round in circles."""
    parts = [" ".join(p.split()) for p in text.split("\n")]
    if parts and not whole:
        parts[-1] = parts[-1].rpartition(" ")[0]
    words = " ".join(parts).split()
    circles = len(words) < LEAST_WORDS or len(set(words)) < LEAST_DIFFERENT * len(words)
    return [] if circles else [p for p in parts if p]


def written_on(model: Any, rows: Beginnings, seconds: float, together: int) -> Iterator[list[str]]:
    """Texts, until the time is over."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    writer, began, at = Writer(model.model, device), time.monotonic(), 0
    stops = {model.tokenizer.token_to_id(stop) for stop in STOPS}
    while time.monotonic() - began < seconds and at < len(rows):
        some = torch.tensor([[model.first, *row] for row in rows[at : at + together]])
        at += together
        for ids in writer.write(some.to(device), NEW)[:, 1:].tolist():
            end = next((i for i, token in enumerate(ids) if token in stops), len(ids))
            text = model.tokenizer.decode(ids[:end], skip_special_tokens=False)
            if segments := kept(text, end < len(ids)):
                yield segments


def main() -> None:
    """Command line entry."""
    from tokenizers import decoders

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=70)
    parser.add_argument("--together", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    model = language.open_model(installed.weights())
    model.tokenizer.decoder = decoders.ByteLevel()
    rows = beginnings(options.data, options.texts, model.tokenizer, random.Random(options.seed))
    words = 0
    with torch.no_grad(), options.out.open("w", encoding="utf-8") as file:
        for segments in written_on(model, rows, options.seconds, options.together):
            words += sum(len(s.split()) for s in segments)
            file.write(json.dumps({"kind": "made", "segments": segments}) + "\n")
    print(f"{options.out}: {words} words")


if __name__ == "__main__":
    main()
