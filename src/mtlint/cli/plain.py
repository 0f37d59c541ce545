"""Command lines that need no library: `mtlint explain CHECK`, and `mtlint check ARTICLE` with
options plainly given.

The library that reads command lines takes a fifth of a second to be loaded, a fifth of the time
of a short article's report. What is plain is read here, from the same table of options; whatever
is not (help, other commands, abbreviations, numbers, mistakes) is left to the library.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from mtlint.cli.options import RunOptions

COMPLETION = "_MTLINT_COMPLETE"
# What the library expands on Windows, where shells do not.
_EXPANDED = frozenset("*?[~$%") if os.name == "nt" else frozenset("")
# What options take, by the type of their field; those of other types are not plain.
_FLAG = "bool"
_TAKEN: dict[str, Callable[[str], Any]] = {
    "str": str,
    "str | None": str,
    "list[str]": lambda value: [value],
    "PathOption": Path,
}


class _NotPlain(Exception):
    """The library must read this."""


def plain(arguments: Sequence[str]) -> tuple[list[str], RunOptions] | None:
    """Inputs and options of a plain `check`; None where the library must read the line.

    >>> inputs, options = plain(["check", "a.txt", "--no-model", "-o", "a.html", "-o", "a.csv"])
    >>> inputs, options.no_model, options.output
    (['a.txt'], True, ['a.html', 'a.csv'])
    >>> plain(["check", "a.txt", "--top", "3"]), plain(["gate", "a.txt"]), plain(["check", "-h"])
    (None, None, None)
    """
    if arguments[:1] != ["check"] or COMPLETION in os.environ:
        return None
    try:
        inputs, values = _read(iter(arguments[1:]))
    except _NotPlain:
        return None
    return (inputs, RunOptions(**values)) if inputs else None


def asked(arguments: Sequence[str]) -> str | None:
    """The check of a plain `explain`; None for anything else.

    >>> asked(["explain", "spelling"]), asked(["explain", "-h"]), asked(["explain"])
    ('spelling', None, None)
    """
    if len(arguments) != 2 or arguments[0] != "explain" or COMPLETION in os.environ:
        return None
    try:
        return None if arguments[1].startswith("-") else _whole(arguments[1])
    except _NotPlain:
        return None


def _read(rest: Iterator[str]) -> tuple[list[str], dict[str, Any]]:
    known = {name: field for field in fields(RunOptions) for name in names(field)}
    inputs: list[str] = []
    values: dict[str, Any] = {}
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            inputs.append(_whole(argument))
            continue
        name, equals, given = argument.partition("=")
        field = known.get(name)
        if field is None or (equals and not name.startswith("--")):
            raise _NotPlain
        if field.type == _FLAG:
            if equals:
                raise _NotPlain
            values[field.name] = True
            continue
        value = _value(field, given if equals else next(rest, ""))
        earlier = values.get(field.name, [])
        if field.name in values and not isinstance(value, list):
            raise _NotPlain
        values[field.name] = [*earlier, *value] if isinstance(value, list) else value
    return inputs, values


def names(field: Field[Any]) -> Sequence[str]:
    """What an option is called on the command line."""
    return field.metadata["names"] or (f"--{field.name.replace('_', '-')}",)


def _value(field: Field[Any], text: str) -> Any:
    if not text or text.startswith("-") or field.type not in _TAKEN:
        raise _NotPlain
    return _TAKEN[str(field.type)](_whole(text))


def _whole(text: str) -> str:
    """The text, if nothing about it is special."""
    if not text or not text.isprintable() or not _EXPANDED.isdisjoint(text):
        raise _NotPlain
    return text
