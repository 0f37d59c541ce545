"""Decides by dotted prefix of a check's id: the longest wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def resolve(id: str, table: Mapping[str, T], default: T) -> T:
    """The value of the longest dotted prefix of `id` in `table`, else `default`.

    >>> resolve("numbers.missing", {"numbers": "off", "numbers.missing": "critical"}, "on")
    'critical'
    """
    name = id
    while name:
        if name in table:
            return table[name]
        name = name.rpartition(".")[0]
    return table.get("", default)


def matches(id: str, prefixes: tuple[str, ...]) -> bool:
    """Whether one of the dotted prefixes covers `id`."""
    return any(id == p or id.startswith(p + ".") for p in prefixes)
