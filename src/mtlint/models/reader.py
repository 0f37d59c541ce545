"""The learned model as the checks see it: texts in, suspect spans and risk out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError

from mtlint.models import tagger
from mtlint.models.fusion import fused
from mtlint.types import ModelView, Opinion

available, identity, load = tagger.available, tagger.identity, tagger.load


def read(
    texts: Sequence[str],
    sources: Sequence[str | None] | None = None,
    opinions: Sequence[Opinion] = (),
    unwanted: Callable[[], bool] = lambda: False,
) -> list[ModelView]:
    """What the model says of each text, in their order; None where there is no source.

    `opinions` are those of a language model's probe, one for each text, where it has read them.
    It leaves off with a `CancelledError` once it is `unwanted`.
    """
    views: dict[int, ModelView] = {}
    heard: Sequence[Opinion | None] = opinions or [None] * len(texts)
    for i, own in tagger.scored(texts, sources):
        spans = tagger.decode(fused(own, heard[i]))
        views[i] = ModelView(tuple(spans), own.risk, own.major)
        if unwanted():
            raise CancelledError
    return [views[i] for i in range(len(texts))]
