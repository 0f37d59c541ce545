"""One frozen Config. Every default lives here and only here."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from mtlint.types import Severity


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Config:
    """All that a run can be told.

    `rules` maps a dotted prefix to "on", "off" or a severity; the longest prefix wins. Checks
    that no rule names follow their calibration: those not better than random places are off.
    `min_confidence` is the least probability that a finding must have to be reported. `glossary` is
    the path of a .tbx, .csv or .tsv file.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float = 0.3
    top: int | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    target_only: bool = False
    use_model: bool = True
    jobs: int = 1
    known_names: tuple[str, ...] = ()
    glossary: str | None = None


RULE_VALUES = ("on", "off", *(s.value for s in Severity))
_FROM_FILE = frozenset(
    {
        "rules",
        "select",
        "ignore",
        "min_confidence",
        "top",
        "source_lang",
        "target_lang",
        "target_only",
        "use_model",
        "jobs",
        "known_names",
        "glossary",
    }
)


def nearest(name: str, names: Any) -> str:
    """A hint that names the closest valid spelling, or nothing."""
    close = difflib.get_close_matches(name, list(names), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def read_config(path: Path, base: Config | None = None) -> Config:
    """The Config of a TOML file (`[tool.mtlint]` in pyproject.toml, the top level elsewhere).

    Raises:
        ConfigError: unreadable file, invalid TOML, unknown key, or a value of the wrong kind.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("mtlint", {})
    values = _valid(data, str(path))
    if "glossary" in values:  # a path in a file is meant from where the file lies
        values["glossary"] = str(path.parent / values["glossary"])
    return replace(base or Config(), **values)


def _valid(data: Mapping[str, Any], where: str) -> dict[str, Any]:
    kinds = {f.name: f for f in fields(Config)}
    out: dict[str, Any] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        if name not in _FROM_FILE or name not in kinds:
            raise ConfigError(f"{where}: unknown key {key!r}{nearest(key, sorted(_FROM_FILE))}")
        out[name] = _coerce(name, value, where)
    return out


def _coerce(name: str, value: Any, where: str) -> Any:
    if name == "rules":
        return _flatten(value, where)
    if name in {"select", "ignore", "known_names"}:
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        raise ConfigError(f"{where}: {name} must be a list of strings")
    default = getattr(Config(), name)
    if name == "min_confidence":
        good = isinstance(value, int | float) and 0 <= value <= 1
    elif name in {"top", "jobs"}:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= 1
    elif isinstance(default, bool):
        good = isinstance(value, bool)
    else:
        good = isinstance(value, str)
    if not good:
        raise ConfigError(f"{where}: {name} = {value!r} is not a value that {name} can take")
    return value


def _flatten(table: Any, where: str, prefix: str = "") -> dict[str, str]:
    if not isinstance(table, Mapping):
        raise ConfigError(f"{where}: rules must be a table")
    out: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            out |= _flatten(value, where, name + ".")
        elif value in RULE_VALUES:
            out[name] = value
        else:
            hint = nearest(str(value), RULE_VALUES)
            raise ConfigError(
                f"{where}: rule {name} = {value!r}: use one of {', '.join(RULE_VALUES)}{hint}"
            )
    return out
