"""The learned model as the checks see it: texts in, suspect spans and risk out."""

from __future__ import annotations

from collections.abc import Sequence

from mtlint.models import tagger
from mtlint.models.fusion import fused
from mtlint.types import ModelView, Opinion

available, identity = tagger.available, tagger.identity


def read(
    texts: Sequence[str],
    sources: Sequence[str | None] | None = None,
    opinions: Sequence[Opinion] = (),
) -> list[ModelView]:
    """What the model says of each text, in their order; None where there is no source.

    `opinions` are those of a language model's probe, one for each text, where it has read them.
    """
    views = []
    scores = tagger.score_segments(texts, sources)
    heard: Sequence[Opinion | None] = opinions or [None] * len(texts)
    for text, own, opinion in zip(texts, scores, heard, strict=True):
        spans = tagger.decode(text, fused(own, opinion))
        views.append(ModelView(tuple(spans), own.risk, own.major))
    return views
