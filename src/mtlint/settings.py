"""Configuration files: which one counts for a run and for each file in it, and what it says.

The file nearest to an input wins: `mtlint.toml`, `.mtlint.toml`, or a `pyproject.toml` with a
table `[tool.mtlint]`, in the input's folder or the first one above it. Files do not add up.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from mtlint.config import (
    PENALTIES,
    Config,
    ConfigError,
    Limits,
    PatternRule,
    TermRule,
    nearest,
)
from mtlint.schema import checked
from mtlint.types import Category

FILE_NAMES = ("mtlint.toml", ".mtlint.toml", "pyproject.toml")
# What a table for some paths says is added to what the file says for all of them.
_ADDED = frozenset({"ignore", "known_names", "house_terms"})


def read_config(path: Path, base: Config | None = None) -> Config:
    """The Config of a TOML file (`[tool.mtlint]` in pyproject.toml, the top level elsewhere).

    Raises:
        ConfigError: unreadable file, invalid TOML, unknown key or check, or a value of the wrong
            kind.
    """
    from mtlint.house import unknown_prefix

    made = replace(base or Config(), **_converted(_table_of(path) or {}, path))
    if wrong := unknown_prefix(made):
        raise ConfigError(f"{path}: {wrong} (see: mtlint checks)")
    return made


def _table_of(path: Path) -> dict[str, Any] | None:
    """What the file holds for mtlint; None for a pyproject.toml without such a table."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    if path.name != "pyproject.toml":
        return data
    tool = data.get("tool", {})
    found: dict[str, Any] | None = tool.get("mtlint") if isinstance(tool, dict) else None
    return found


def find_config(folder: Path) -> Path | None:
    """The configuration file that is nearest to a folder: in it, or above it.

    Raises:
        ConfigError: a candidate that mentions mtlint cannot be read.
    """
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        for name in FILE_NAMES:
            path = place / name
            # False too where the folder may not be entered: who reads from it says so.
            if os.path.isfile(path) and (name != "pyproject.toml" or _is_ours(path)):
                return path
    return None


def _is_ours(path: Path) -> bool:
    try:
        return _table_of(path) is not None
    except ConfigError:
        if b"tool.mtlint" in path.read_bytes():
            raise
        return False


def _converted(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The values of a checked file as the fields of a Config."""
    where = str(path)
    out = checked(data, where)
    if "rules" in out:
        out["rules"] = flat(out["rules"])
    for name in ("select", "ignore", "known_names", "house_terms"):
        if name in out:
            out[name] = tuple(out[name])
    if "terms" in out:
        out["terms"] = tuple(TermRule(**rule) for rule in out["terms"])
    if "patterns" in out:
        out["patterns"] = tuple(_pattern(rule, where) for rule in out["patterns"])
    if lists := out.pop("ignore_lists", None):
        listed = tuple(_listed(path.parent / name, where) for name in lists)
        out["house_terms"] = sum(listed, out.get("house_terms", ()))
    # A path in a file is meant from where the file lies.
    for name in ("baseline", "calibration", "glossary", "language_model"):
        if name in out:
            out[name] = str(path.parent / out[name])
    if "columns" in out:
        out["columns"] = tuple(out["columns"].items())
    if "gate" in out:
        out["gate"] = _limits(out["gate"])
    if "paths" in out:
        tables = out["paths"].items()
        out["paths"] = tuple((glob, _of_path(table)) for glob, table in tables)
    return out


def _limits(table: Mapping[str, Any]) -> Limits:
    values: dict[str, Any] = {k: None if v is False else v for k, v in table.items()}
    if "checks" in values:
        values["checks"] = tuple(values["checks"])
    for name in PENALTIES:
        if name in values:  # who sets a limit means it, however the article is read
            values.setdefault(f"deep_{name}", values[name])
            values.setdefault(f"source_{name}", values[name])
    return Limits(**values)


def _of_path(table: Mapping[str, Any]) -> Mapping[str, Any]:
    made = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return made | ({"rules": flat(table["rules"])} if "rules" in table else {})


def flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested tables of rules as one, with dotted prefixes.

    >>> flat({"punctuation": {"stray": "off"}})
    {'punctuation.stray': 'off'}
    """
    out: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            out |= flat(value, f"{prefix}{key}.")
        else:
            out[f"{prefix}{key}"] = value
    return out


def _pattern(rule: Mapping[str, Any], where: str) -> PatternRule:
    """A rule whose expression can be compiled, and does not match everywhere."""
    import regex

    made = PatternRule(**rule)
    names = [str(c) for c in Category]
    if made.category not in names:
        hint = nearest(made.category, names)
        raise ConfigError(f"{where}: pattern {made.id}: no category is {made.category!r}{hint}")
    try:
        compiled = regex.compile(made.pattern)
    except regex.error as error:
        raise ConfigError(f"{where}: pattern {made.id} is no regular expression: {error}") from None
    if compiled.fullmatch("", timeout=1):
        raise ConfigError(f"{where}: pattern {made.id} matches the empty text, that is everywhere")
    return made


def _listed(path: Path, where: str) -> tuple[str, ...]:
    """The lines of an ignore list; empty lines and those that start with # are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{where}: the ignore list {path} cannot be read: {error}") from error
    return tuple(t for line in lines if (t := line.strip()) and not t.startswith("#"))


class Settings:
    """The configuration of a run, and of each document in it.

    `run` is what counts for the run as a whole (languages, jobs, the gate); `origins` tells where
    each of its values comes from. What the command line says wins everywhere.
    """

    def __init__(
        self, inputs: Sequence[str], explicit: Path | None = None, given: Mapping[str, Any] = {}
    ) -> None:
        self._given = {k: v for k, v in given.items() if v is not None}
        self._explicit = explicit
        self._folders: dict[Path, Path | None] = {}
        self._files: dict[Path, Config] = {}
        self._made: dict[tuple[Path | None, tuple[int, ...]], Config] = {}
        self.file = explicit or find_config(_common_folder(inputs))
        base = self._read(self.file)
        self.run = replace(base, **self._given)
        self.origins = dict(self._origins(base))

    def _origins(self, base: Config) -> Iterator[tuple[str, str]]:
        default = Config()
        for item in fields(Config):
            if item.name in self._given:
                yield item.name, "command line"
            elif getattr(base, item.name) != getattr(default, item.name):
                yield item.name, str(self.file)
            else:
                yield item.name, "default"

    def _read(self, file: Path | None) -> Config:
        if file is None:
            return Config()
        if file not in self._files:
            self._files[file] = read_config(file)
        return self._files[file]

    def adopt(self, **given: Any) -> None:
        """Let values count for the run and all its documents, as if the command line said them."""
        self._given |= given
        self._made.clear()
        self.run = replace(self.run, **given)

    def for_document(self, path: str | None) -> Config:
        """The Config of a file: the nearest one's, with the tables whose pattern it matches."""
        place = Path(path) if path and not path.startswith("<") else None
        file = self._nearest(place.parent) if place else self.file
        base = self._read(file)
        tables = [t for t in enumerate(base.paths) if place and file and _matches(place, file, t)]
        key = (file, tuple(i for i, _ in tables))
        if key not in self._made:
            for _, (_, table) in tables:
                base = _overlaid(base, table)
            self._made[key] = replace(base, **self._given)
        return self._made[key]

    def _nearest(self, folder: Path) -> Path | None:
        if self._explicit:
            return self._explicit
        if folder not in self._folders:
            self._folders[folder] = find_config(folder)
        return self._folders[folder]


def _overlaid(base: Config, table: Mapping[str, Any]) -> Config:
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name == "rules":
            values[name] = {**base.rules, **value}
        elif name in _ADDED:
            values[name] = (*getattr(base, name), *value)
        else:
            values[name] = value
    return replace(base, **values)


def _matches(path: Path, file: Path, table: tuple[int, tuple[str, Mapping[str, Any]]]) -> bool:
    relative = os.path.relpath(path.absolute(), file.absolute().parent)
    return re.fullmatch(_glob(table[1][0]), Path(relative).as_posix()) is not None


def _glob(pattern: str) -> str:
    r"""A glob as a regular expression: ** any folders, * and ? within a name.

    >>> _glob("archive/**/*.txt")
    'archive/(?:.*/)?[^/]*\\.txt'
    """
    pieces = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return "".join(pieces.get(part, re.escape(part)) for part in parts)


def _common_folder(inputs: Sequence[str]) -> Path:
    """The folder that holds all inputs; the working folder where there are none."""
    places = [Path(i).absolute() for i in inputs if i != "-"]
    folders = [str(p if os.path.isdir(p) else p.parent) for p in places]
    try:
        return Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # inputs on several drives have nothing in common
        return Path.cwd()
