"""What the learned readers of an article are to the checks: how they are asked, what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from mtlint.types import Alternative, ModelView, Opinion, Reading

LanguageReader = Callable[[Sequence[str], Sequence[Alternative]], Reading]


class ModelReader(Protocol):
    """Reads segments, each beside its source where there is one, and beside what a language model
    says of it where one has read them. It may leave off with an error once that is `unwanted`."""

    def __call__(
        self,
        texts: Sequence[str],
        sources: Sequence[str | None],
        opinions: Sequence[Opinion] = (),
        unwanted: Callable[[], bool] = lambda: False,
        /,
    ) -> Sequence[ModelView]: ...


class WordFits(Protocol):
    """What a network says of the places of an article, by segment and code point: the log-odds that
    the word there was put in place of another, and how well each of some words would fit where it
    was asked."""

    def odds(self, segment: int, offset: int, /) -> float: ...

    def fit(self, segment: int, offset: int, words: Sequence[str], /) -> list[float]: ...


FitReader = Callable[[Sequence[str], Sequence[tuple[int, int]]], WordFits]
