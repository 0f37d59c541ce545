"""mtlint: finds suspected translation errors in machine-translated articles.

>>> import mtlint
>>> report = mtlint.check("The plan creates new advantages. , and promotes growth.")
>>> report.documents[0].findings[0].check
'punctuation.stray'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtlint.types import Report

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def check(
    text: str,
    headline: str | None = None,
    *,
    id: str = "text",
    target_lang: str = "en",
    min_confidence: float | None = None,
) -> Report:
    """Check one article given as text.

    Args:
        text: the body; paragraphs are parted by blank lines.
        headline: the headline, where it is not the text's own first line.
        id: the document's name in the report.
        target_lang: BCP 47 tag of the language of the translation.
        min_confidence: the least probability (0 to 1) of a finding that is reported.

    Returns:
        A Report of one document; positions count code points in headline + blank line + text.
    """
    from dataclasses import replace

    from mtlint.config import Config
    from mtlint.pipeline import assemble, check_document
    from mtlint.segment import article

    config = Config()
    if min_confidence is not None:
        config = replace(config, min_confidence=min_confidence)
    document = article(text, headline, id=id, lang=target_lang)
    return assemble([check_document(document, config)], config)
