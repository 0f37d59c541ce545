"""Ratings to training examples: sub-word labels of every rater, penalties, source groups.

Run ``python -m mtlint.learn.tagger.prepare --data DIR --tokenizer FILE`` to see what training
would get. No text is written anywhere: training calls :func:`load` itself.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.models.encoding import Encoded, encode

RATED = ("wmt20-zhen-news.train", "wmt21-zhen-news.train", "wmt23-zhen-pointwise.train")
NATIVE = ("native-en-wiki.train", "native-en-mixed.train")

#: Documents of each file that training never sees: early stopping and decoding thresholds.
HELD_OUT = {
    "wmt20-zhen-news.train": 9,
    "wmt21-zhen-news.train": 4,
    "wmt23-zhen-pointwise.train": 8,
    "native-en-wiki.train": 20,
    "native-en-mixed.train": 16,
}

MAX_TOKENS = 160
UNKNOWN, NONE, MINOR, MAJOR = -1, 0, 1, 2


@dataclass(slots=True)
class Rating:
    """One rater's view of one segment.

    ``labels`` holds 0 (clean), 1 (minor), 2 (major), -1 (not known) for each sub-word; ``penalty``
    is the MQM penalty of all errors whatever their side; ``major`` tells whether any is major.
    """

    rater: str
    labels: NDArray[np.int8]
    penalty: float
    major: bool


@dataclass(slots=True)
class Example:
    """One translation with all its ratings; ``group`` names the source segment.

    ``made`` tells that its faults are ours: its penalty is a guess and counts less. ``systems``
    wrote it; several may write the same.
    """

    text: str
    encoded: Encoded
    group: tuple[str, str, str]
    ratings: list[Rating] = field(default_factory=list)
    source: Encoded | None = None
    made: bool = False
    systems: list[str] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        """Number of sub-words that enter the network."""
        return min(len(self.encoded.ids), MAX_TOKENS)

    @property
    def penalty(self) -> float:
        """Squashed target of the segment head: ``log(1 + mean penalty over raters)``."""
        return math.log1p(sum(r.penalty for r in self.ratings) / max(1, len(self.ratings)))

    @property
    def major(self) -> float:
        """Share of raters who saw a major error."""
        return sum(r.major for r in self.ratings) / max(1, len(self.ratings))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Articles of one gzip JSON lines file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def weight(error: dict[str, Any]) -> float:
    """MQM penalty of one error with the weights of the WMT studies (see DESIGN.md)."""
    category = error.get("category", "").lower().replace("_", "-")
    if category.startswith("non-translation"):
        return 25.0
    if category == "fluency/punctuation" and error["severity"] == "minor":
        return 0.1
    return {"major": 5.0, "minor": 1.0}.get(error["severity"], 0.0)


def label(encoded: Encoded, errors: Iterable[dict[str, Any]]) -> NDArray[np.int8]:
    """Severity under every sub-word; where marks overlap the graver one counts."""
    labels = np.zeros(len(encoded.ids), dtype=np.int8)
    for error in errors:
        if error.get("side", "target") != "target" or "start" not in error:
            continue
        grade = {"major": MAJOR, "minor": MINOR}.get(error["severity"], NONE)
        start, end = error["start"], max(error["end"], error["start"] + 1)
        for i, (a, b) in enumerate(encoded.offsets):
            if a < end and start < b:
                labels[i] = max(labels[i], grade)
    return labels


def held_out(name: str, docs: Iterable[str]) -> set[str]:
    """Documents kept from training: those whose hash comes first, so the choice never moves."""

    def key(doc: str) -> str:
        return hashlib.sha256(f"{name}/{doc}".encode()).hexdigest()

    return set(sorted(set(docs), key=key)[: HELD_OUT.get(name, 0)])


def rate(encoded: Encoded, rating: dict[str, Any], name: str) -> Rating:
    """One rater's record from the data file; raters of different files are different people."""
    errors = rating["errors"]
    return Rating(
        rater=f"{name}/{rating['rater']}",
        labels=label(encoded, errors),
        penalty=sum(weight(e) for e in errors),
        major=any(e["severity"] == "major" for e in errors),
    )


def examples(name: str, articles: Sequence[dict[str, Any]], tokenizer: Any) -> list[Example]:
    """All segments of a file; equal translations of one source become one example."""
    rows = [(a, s) for a in articles for s in a["segments"] if s["target"].strip()]
    written = sorted({s["source"] for _, s in rows if s.get("source")})
    sources = dict(zip(written, encode(tokenizer, written), strict=True))
    merged: dict[tuple[str, str, str], Example] = {}
    for (article, segment), encoded in zip(
        rows, encode(tokenizer, [s["target"] for _, s in rows]), strict=True
    ):
        doc, number, text = article["doc"], str(segment["id"]), segment["target"]
        example = merged.setdefault(
            (doc, number, text),
            Example(
                text, encoded, (name, doc, number), source=sources.get(segment.get("source") or "")
            ),
        )
        example.systems.append(article.get("system", ""))
        for rating in segment.get("ratings") or ():
            example.ratings.append(rate(encoded, rating, name))
    return list(merged.values())


def load(
    data: Path, tokenizer: Any, names: Sequence[str] = RATED + NATIVE
) -> tuple[list[Example], list[Example]]:
    """Examples for training and examples held out by document."""
    train: list[Example] = []
    aside: list[Example] = []
    for name in names:
        if ".dev" in name:
            raise ValueError(f"{name}: dev files are never trained on")
        articles = list(read(data / f"{name}.jsonl.gz"))
        kept = held_out(name, (a["doc"] for a in articles))
        for example in examples(name, articles, tokenizer):
            (aside if example.group[1] in kept else train).append(example)
    return train, aside


def tokenizer_of(path: Path) -> Any:
    """The tokenizer of a file; it neither pads nor cuts."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def main() -> None:
    """Print how much of each file goes where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = tokenizer_of(options.tokenizer)
    for part, rows in zip(("train", "aside"), load(options.data, tokenizer), strict=True):
        for name in RATED + NATIVE:
            chosen = [e for e in rows if e.group[0] == name]
            tokens = sum(e.tokens for e in chosen)
            groups = len({e.group for e in chosen})
            print(f"{part:6} {name:28} {len(chosen):6} texts {groups:6} sources {tokens:8} tokens")


if __name__ == "__main__":
    main()
