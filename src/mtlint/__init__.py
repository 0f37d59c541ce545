"""mtlint: finds suspected translation errors in machine-translated articles.

>>> import mtlint
>>> report = mtlint.check("The plan creates new advantages. , and promotes growth.")
>>> report.documents[0].findings[0].check
'punctuation.stray'

The names in `__all__` are what programs may rely on, with the records of `mtlint.types` that they
return.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from mtlint.config import Config
    from mtlint.types import Report

__version__ = "0.1.0"
__all__ = ["__version__", "check", "check_frame"]


def check(
    text: str,
    headline: str | None = None,
    *,
    source: str | None = None,
    id: str = "text",
    source_lang: str | None = None,
    target_lang: str = "en",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    min_confidence: float | None = None,
    use_model: bool | None = None,
    config: Config | str | Path | None = None,
) -> Report:
    """Check one article given as text.

    Args:
        text: the body; paragraphs are parted by blank lines.
        headline: the headline, where it is not the text's own first line.
        source: the source text, one line for each paragraph (the headline's first).
        id: the document's name in the report.
        source_lang: BCP 47 tag of the language of the source.
        target_lang: BCP 47 tag of the language of the translation.
        select: run only checks with these dotted prefixes.
        ignore: leave checks with these dotted prefixes out.
        min_confidence: the least probability (0 to 1) of a finding that is reported.
        use_model: whether the learned model is asked.
        config: a configuration, or the file that holds one. No file is looked for.

    Returns:
        A Report of one document; positions count code points in headline + blank line + text.

    Raises:
        mtlint.config.ConfigError: the configuration file cannot be used.

    >>> found = check("He saw the the plan.", "Office opens", min_confidence=0, use_model=False)
    >>> [(f.check, f.text, f.line) for d in found.documents for f in d.findings]
    [('repetition.word', 'the', 3)]
    """
    from dataclasses import replace

    from mtlint.load.record import with_source
    from mtlint.pipeline import assemble, check_document
    from mtlint.segment import article

    settings = _config(config, select, ignore, min_confidence, use_model)
    document = article(text, headline, id=id, lang=target_lang)
    document = replace(document, source_lang=source_lang)
    if source is not None:
        document = with_source(document, source)
    return assemble([check_document(document, settings)], settings)


def _config(
    config: Config | str | Path | None,
    select: Sequence[str],
    ignore: Sequence[str],
    min_confidence: float | None,
    use_model: bool | None,
) -> Config:
    """The configuration with what the call says beside it."""
    from dataclasses import replace

    from mtlint.config import Config
    from mtlint.settings import read_config

    base = read_config(Path(config)) if isinstance(config, str | Path) else config or Config()
    if select:
        base = replace(base, select=tuple(select))
    if ignore:
        base = replace(base, ignore=(*base.ignore, *ignore))
    if min_confidence is not None:
        base = replace(base, min_confidence=min_confidence)
    return base if use_model is None else replace(base, use_model=use_model)


def check_frame(
    frame: pd.DataFrame, config: Config | str | Path | None = None, *, errors: str = "raise"
) -> pd.DataFrame:
    """Check a batch in a DataFrame; one finding a row comes back.

    Args:
        frame: one row an article (columns id, headline, body, and source where there is one) or
            one row a segment (id, segment, target, and source, reference where there are any).
        config: a configuration, or the file that holds one. No file is looked for.
        errors: "raise", or "report" to get what could not be checked as rows whose column
            `failure` says why: for engines that map over partitions.

    Returns:
        A DataFrame with the columns and types of `mtlint.frame.COLUMNS`, whatever is found.

    Raises:
        ValueError: the columns are of no known layout, or a row cannot be checked.

    >>> import pandas as pd
    >>> from mtlint.config import Config
    >>> batch = pd.DataFrame({"id": ["a"], "headline": ["Office opens"],
    ...                       "body": ["The office opened. , and the visitors cheered."]})
    >>> found = check_frame(batch, Config(use_model=False))
    >>> found[["document", "check", "text"]].values.tolist()
    [['a', 'punctuation.stray', '. ,']]
    """
    from mtlint.frame import findings

    return findings(frame, _config(config, (), (), None, None), errors=errors)


class _Package(ModuleType):
    """This package: importing its module `mtlint.check` (the decorators) must not put that module
    in the place of the function, as imports do by themselves."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name == "check" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
