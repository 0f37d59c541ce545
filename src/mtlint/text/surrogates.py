"""Halves of surrogate pairs: JSON may hold them, and neither UTF-8 nor a tokenizer takes them."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """The text with each half of a surrogate pair as a replacement character: as long as before."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
