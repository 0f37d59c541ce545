"""Checks TOML data against `mtlint.schema.json`, with messages for the person who wrote it.

The schema is the one description of the configuration file: editors read it, and so does this.
Only the words of JSON Schema that it uses are known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from mtlint.config import ConfigError, nearest

_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}
_IN_WORDS = {
    "object": "a table",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of the configuration file."""
    text = resources.files("mtlint").joinpath("mtlint.schema.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def checked(data: Any, where: str) -> dict[str, Any]:
    """`data` with hyphens in key names as underscores, if it is a valid configuration.

    Raises:
        ConfigError: the first thing that is wrong, with `where` and the nearest valid name.
    """
    value = _value(data, schema(), where, "")
    assert isinstance(value, dict)
    return value


def _value(value: Any, rule: Mapping[str, Any], where: str, name: str) -> Any:
    rule = _resolved(rule)
    if "anyOf" in rule:
        return _any(value, rule["anyOf"], where, name)
    if "enum" in rule:
        if not any(value is v or (value == v and type(value) is type(v)) for v in rule["enum"]):
            raise ConfigError(f"{where}: {name} = {value!r}: use one of {_choices(rule, value)}")
        return value
    kind = rule["type"]
    if not _is(value, kind):
        raise ConfigError(f"{where}: {name or 'the file'} must be {_IN_WORDS[kind]}")
    if kind == "object":
        return _table(value, rule, where, name)
    if kind == "array":
        return [_value(v, rule["items"], where, f"{name}[{i}]") for i, v in enumerate(value)]
    _bounds(value, rule, where, name)
    return value


def _is(value: Any, kind: str) -> bool:
    """The value is of a JSON Schema type; true and false are no numbers."""
    return isinstance(value, _KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _resolved(rule: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in rule:
        found: Any = schema()
        for part in rule["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        rule = found
    return rule


def _choices(rule: Mapping[str, Any], value: Any) -> str:
    names = [str(v) for v in rule["enum"]]
    return ", ".join(names) + nearest(str(value), names)


def _any(value: Any, rules: list[Mapping[str, Any]], where: str, name: str) -> Any:
    """The first alternative of the value's own kind decides, so that the message fits it."""
    errors: list[tuple[bool, int, ConfigError]] = []
    for rule in rules:
        try:
            return _value(value, rule, where, name)
        except ConfigError as error:
            kind = _resolved(rule).get("type")
            fits = kind is not None and _is(value, kind)
            errors.append((not fits, len(errors), error))
    raise min(errors)[2]


def _table(
    value: Mapping[str, Any], rule: Mapping[str, Any], where: str, name: str
) -> dict[str, Any]:
    known: Mapping[str, Any] = rule.get("properties", {})
    others = rule.get("additionalProperties", False)
    made: dict[str, Any] = {}
    for key, item in value.items():
        plain = key.replace("-", "_") if key not in known and not others else key
        below = known.get(plain, others)
        if below is False:
            place = f" in {name}" if name else ""
            raise ConfigError(f"{where}: unknown key {key!r}{place}{nearest(plain, known)}")
        made[plain] = _value(item, below, where, f"{name}.{plain}" if name else plain)
    for key in rule.get("required", ()):
        if key not in made:
            raise ConfigError(f"{where}: {name} lacks {key!r}")
    return made


def _bounds(value: Any, rule: Mapping[str, Any], where: str, name: str) -> None:
    low, high = rule.get("minimum"), rule.get("maximum")
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        span = f"from {low} to {high}" if high is not None else f"of at least {low}"
        raise ConfigError(f"{where}: {name} = {value!r}: use a number {span}")
    if "minLength" in rule and not value.strip():
        raise ConfigError(f"{where}: {name} is empty")
    if "pattern" in rule and not re.search(rule["pattern"], value):
        raise ConfigError(f"{where}: {name} = {value!r}: use small letters, digits and hyphens")
