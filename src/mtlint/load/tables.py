"""Which tables of a page hold data for its readers, and which only lay the page out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mtlint.load.blocks import blocks_of

_FORM = frozenset({"input", "select", "textarea", "button", "form"})
_LAYOUT_ROLES = frozenset({"presentation", "none", "navigation", "grid"})
_DAY = re.compile(r"[0-3]?\d")
_MOST_LINKED = 0.5
_MOST_ROWS = 0.8
_MOST_OF_A_CELL = 300
"""Cells of data are short; longer ones (in code points) are columns of a page."""


def is_data_table(table: Any) -> bool:
    """Whether a table is one that readers read: rows of short cells, with a head or with numbers.

    Not so a table that holds another, a form, a calendar or mostly links: pages are laid out by
    such, and their menus are.
    """
    if (table.get("role") or "").lower() in _LAYOUT_ROLES:
        return False
    inner = table.iterdescendants()
    if any(e.tag == "table" or e.tag in _FORM for e in inner):
        return False
    rows = [cells for row in table.iter("tr") if (cells := _cells(row))]
    if len(rows) < 2 or sum(len(cells) > 1 for cells in rows) * 2 <= len(rows):
        return False
    found = [block for cells in rows for cell in cells for block in blocks_of(cell)]
    size = sum(len(block.text) for block in found)
    linked = sum(block.linked * len(block.text) for block in found)
    headed = next(table.iter("th", "thead", "caption"), None) is not None
    if not size or (linked > size * _MOST_LINKED and not (headed and _tells_of_links(rows))):
        return False
    texts = [block.text for block in found]
    if max(map(len, texts)) > _MOST_OF_A_CELL or _is_calendar(texts):
        return False
    return headed or not linked or any(c.isdigit() for text in texts for c in text)


def _cells(row: Any) -> Sequence[Any]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _tells_of_links(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether nearly every row says something beside its links, as the points of a linked team."""
    tells = sum(any(b.linked == 0 for cell in row for b in blocks_of(cell)) for row in rows)
    return tells >= len(rows) * _MOST_ROWS


def _is_calendar(texts: Sequence[str]) -> bool:
    days = sum(_DAY.fullmatch(text) is not None for text in texts)
    return len(texts) >= 28 and days > len(texts) / 2
