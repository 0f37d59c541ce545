"""The learned model as the checks see it: texts in, suspect spans and risk out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import replace
from threading import Thread

from mtlint.models import misfit, tagger
from mtlint.models.explained import Explained
from mtlint.models.fusion import fused
from mtlint.models.telling import telling
from mtlint.types import ModelView, Opinion

available, identity = tagger.available, tagger.identity


def load(after: Callable[[], object], *, fits: bool) -> Thread:
    """Have a thread make ready what reading needs, while other work is done, and then do `after`
    (see `mtlint.models.tagger.load`); with `fits` also what tells how words fit their places."""

    def then() -> None:
        with suppress(Exception):  # it is said when something is to be read
            misfit.load()
        after()

    return tagger.load(then if fits else after)


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
    known = Explained(texts, sources) if sources and any(sources) else None
    for i, own in tagger.scored(texts, sources):
        plain = fused(own, heard[i])
        lacks = known.lacks(i, [(w.start, w.end) for w in own.words]) if known else None
        whole = plain if lacks is None else fused(own, heard[i], lacks)
        spans = tuple(
            replace(s, telling=telling(s.score, whole.risk, len(whole.words)))
            for s in tagger.decode(whole)
        )
        # What segments fall short of their source has a part of its own in their risk.
        views[i] = ModelView(spans, plain.risk, bool(whole.fused))
        if unwanted():
            raise CancelledError
    return [views[i] for i in range(len(texts))]
