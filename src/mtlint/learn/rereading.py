"""A language model that reads an article again after a few words of it were changed.

What stands before the change is not read again: its tokens see nothing behind them. What it says is
the same but for the last digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mtlint.models.causal import NOTHING, CausalModel, Floats, Ints, Past
from mtlint.models.language import LanguageModel
from mtlint.types import Alternative, Contrast, Reading

KEPT = 4  # windows: those of an article of some 2,500 words
Window = tuple[Ints, Floats, Past, Floats]


class Remembering(CausalModel):
    """A model that keeps what it read last, and reads on from where another text parts from it."""

    def __init__(self, model: CausalModel) -> None:
        self.__dict__.update(vars(model))
        self._kept: list[Window] = []

    def read(self, ids: Ints) -> tuple[Floats, Past, Floats]:
        """As `CausalModel.read`."""
        same = [agreeing(ids, window[0]) for window in self._kept]
        best = max(range(len(same)), key=same.__getitem__, default=-1)
        if best < 0 or 2 * same[best] < len(ids):
            done = super().read(ids)
            self._kept = [*self._kept[-KEPT + 1 :], (ids, *done)]
            return done
        return self._read_on(ids, self._kept[best], min(same[best], len(ids) - 1))

    def _read_on(self, ids: Ints, window: Window, size: int) -> tuple[Floats, Past, Floats]:
        """A text of which so many tokens stand in a window that was read."""
        _, hidden, past, middle = window
        places = np.arange(len(ids))
        mask = np.where(places[None, :] <= places[size:, None], np.float32(0), NOTHING)
        before = Past(
            tuple(k[:, :size] for k in past.keys), tuple(v[:, :size] for v in past.values)
        )
        new_hidden, new, new_middle = self._run(ids[size:], places[size:], mask, before)
        both = Past(
            tuple(np.concatenate(pair, 1) for pair in zip(before.keys, new.keys, strict=True)),
            tuple(np.concatenate(pair, 1) for pair in zip(before.values, new.values, strict=True)),
        )
        return (
            np.concatenate([hidden[:size], new_hidden]),
            both,
            np.concatenate([middle[:size], new_middle]),
        )


class Rereader:
    """Reads articles, the same ones again and again with a few words changed.

    The probe is not asked: what is read so is not meant for the learned model's own checks.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = replace(model, model=Remembering(model.model), probe=None)
        self._texts: list[str] = []
        self._said: dict[Alternative, Contrast | None] = {}

    def read(self, texts: Sequence[str], asked: Sequence[Alternative] = ()) -> Reading:
        """As `LanguageModel.read`."""
        same = next(
            (i for i, pair in enumerate(zip(texts, self._texts, strict=False)) if len({*pair}) > 1),
            min(len(texts), len(self._texts)),
        )
        known = {a: self._said[a] for a in asked if a.segment < same and a in self._said}
        new = [a for a in asked if a not in known]
        reading = self._model.read(texts, new)
        said = known | dict(zip(new, reading.contrasts, strict=True))
        if same < len(texts) / 4:  # another article
            self._texts, self._said = list(texts), said
        return replace(reading, contrasts=tuple(said[a] for a in asked))


def agreeing(left: Ints, right: Ints) -> int:
    """How many tokens two sequences share from their first on.

    >>> agreeing(np.array([1, 2, 3]), np.array([1, 2, 4, 5]))
    2
    """
    size = min(len(left), len(right))
    differ = np.flatnonzero(left[:size] != right[:size])
    return int(differ[0]) if len(differ) else size
