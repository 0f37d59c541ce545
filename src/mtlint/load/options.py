"""What a loader can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Columns = tuple[tuple[str, str], ...]


def _none(path: str) -> Columns:
    return ()


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """Options that every format understands.

    `source_lang` and `target_lang` are BCP 47 tags that win over what the input says; without
    them the input's own tag counts, then detection. `target_only` drops the sources and
    references that an input holds. `source` and `reference` name parallel text files, one
    line for each line or segment of the one target file; blank lines count on both sides or on
    neither. `written` are the real paths of files that the run writes: in a folder they are no
    articles of it. `columns` gives, for the path of a table, the columns that are called otherwise
    than mtlint calls them: (its name, the table's).
    """

    source_lang: str | None = None
    target_lang: str | None = None
    target_only: bool = False
    source: Path | None = None
    reference: Path | None = None
    written: frozenset[str] = frozenset()
    columns: Callable[[str], Columns] = _none
