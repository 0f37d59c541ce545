"""What `mtlint explain` says; no library for command lines is needed to say it."""

from __future__ import annotations

from pathlib import Path

from mtlint.cli.codes import Stop
from mtlint.config import nearest
from mtlint.output import emit


def explained(check: str, config: Path | None = None) -> None:
    """Print what there is to know of a check, or of all of a family.

    Raises:
        ConfigError: a configuration file that cannot be used.
        Stop: no check is called so.
    """
    from mtlint.catalogue import explanation
    from mtlint.house import house_checks
    from mtlint.registry import all_checks, matches
    from mtlint.settings import Settings

    every = [*all_checks(), *house_checks(Settings([], config).run)]
    found = [c for c in every if matches(c.id, (check,))]
    if not found:
        raise Stop(
            f"no check is called {check!r}{nearest(check, [c.id for c in every])} "
            "(see: mtlint checks)"
        )
    emit("\n".join(explanation(c) for c in found))
