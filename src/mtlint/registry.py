"""Finds Checks: those of our package and those of plug-ins."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from types import ModuleType

from mtlint import checks as _checks
from mtlint.check import Check
from mtlint.prefixes import matches as matches
from mtlint.prefixes import resolve as resolve
from mtlint.types import Failure

ENTRY_POINT_GROUP = "mtlint.checks"


def _checks_of(module: ModuleType) -> list[Check]:
    found = {value.id: value for value in vars(module).values() if isinstance(value, Check)}
    return [found[name] for name in sorted(found)]


@cache
def builtin_checks() -> tuple[Check, ...]:
    """All checks of the package, ordered by id.

    Raises:
        ValueError: when two checks share an id.
    """
    found: dict[str, Check] = {}
    for info in pkgutil.iter_modules(_checks.__path__):
        module = importlib.import_module(f"{_checks.__name__}.{info.name}")
        for check in _checks_of(module):
            if found.get(check.id, check) is not check:
                raise ValueError(f"two checks are called {check.id}")
            found[check.id] = check
    return tuple(found[name] for name in sorted(found))


def _may_be_there() -> bool:
    """Whether an installed package may name our entry points.

    `importlib.metadata` knows, but loads Python's library for e-mail to tell: it is asked where
    our group is named, and where there are packages in something else than folders.
    """
    others = [finder for finder in sys.meta_path if finder is not PathFinder]
    return any(hasattr(f, "find_distributions") for f in others) or any(map(_names_us, sys.path))


def _names_us(folder: str) -> bool:
    """Whether a folder of packages has one that names our entry points; an archive might."""
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return os.path.isfile(folder)
    for name in names:
        if name.lower().endswith(("dist-info", "egg-info")):
            with (
                suppress(OSError),
                open(os.path.join(folder, name, "entry_points.txt"), "rb") as points,
            ):
                if ENTRY_POINT_GROUP.encode() in points.read():
                    return True
    return False


@cache
def plugin_checks() -> tuple[tuple[Check, ...], tuple[Failure, ...]]:
    """Checks of installed plug-ins (entry points `mtlint.checks`), and those that did not load.

    An entry point names a Check, or a module that holds Checks.
    """
    if not _may_be_there():
        return (), ()
    from importlib.metadata import entry_points

    found: list[Check] = []
    failures: list[Failure] = []
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda p: p.name):
        try:
            thing = point.load()
        # A plug-in may fail in any way, exiting included; the run must say so and go on.
        except (Exception, SystemExit) as error:
            failures.append(
                Failure(f"plug-in {point.name}", f"could not be loaded: {error}", "uninstall it")
            )
            continue
        own = _checks_of(thing) if isinstance(thing, ModuleType) else [thing]
        for check in own:
            if wrong := _objection(check, {c.id for c in found}):
                failures.append(Failure(f"plug-in {point.name}", wrong, "mend or uninstall it"))
            else:
                found.append(check)
        if not own:
            failures.append(Failure(f"plug-in {point.name}", f"{point.value} holds no Check"))
    return tuple(found), tuple(failures)


def _objection(check: object, taken: set[str]) -> str | None:
    """Why a plug-in's check cannot run; None when it can."""
    if not isinstance(check, Check):
        return f"{check!r} is no Check"
    if not all(part.replace("-", "").isalnum() for part in check.id.split(".")):
        return f"{check.id!r} is no id for a check (family.fault)"
    if check.id in taken or check.id in {own.id for own in builtin_checks()}:
        return f"the id {check.id} is taken"
    return None


def all_checks() -> tuple[Check, ...]:
    """Built-in checks and those of plug-ins, ordered by id."""
    own, others = builtin_checks(), plugin_checks()[0]
    return tuple(sorted((*own, *others), key=lambda check: check.id)) if others else own
