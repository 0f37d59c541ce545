"""Planters: functions that put one known fault into a clean text, by the id of its check.

A module here holds `PLANTERS`, a mapping from check ids to planters; every module is found by
itself. A planter gets a seeded random generator and a text, and gives the faulty text with the
span of the fault in it (code points), or None where the text has no place for the fault. Faults
must be made from the text or from the planter's own material, never from a check's word list,
or the check would be asked its own answers.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Callable

Planted = tuple[str, int, int]
Planter = Callable[[random.Random, str], Planted | None]


def planters() -> dict[str, Planter]:
    """All planters of the modules here, by check id.

    Raises:
        ValueError: when two modules plant for one check.
    """
    found: dict[str, Planter] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for name, planter in getattr(module, "PLANTERS", {}).items():
            if name in found:
                raise ValueError(f"two planters for {name}")
            found[name] = planter
    return {name: found[name] for name in sorted(found)}
