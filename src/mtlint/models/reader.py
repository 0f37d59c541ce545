"""The learned model as the checks see it: texts in, suspect spans and risk out."""

from __future__ import annotations

from collections.abc import Sequence

from mtlint.models import tagger
from mtlint.types import ModelView

available, identity = tagger.available, tagger.identity


def read(texts: Sequence[str], sources: Sequence[str | None] | None = None) -> list[ModelView]:
    """What the model says of each text, in their order; None where there is no source."""
    views = []
    for text, scores in zip(texts, tagger.score_segments(texts, sources), strict=True):
        views.append(ModelView(tuple(tagger.decode(text, scores)), scores.risk, scores.major))
    return views
