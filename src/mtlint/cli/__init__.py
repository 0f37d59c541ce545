"""The command line: one small function per command. Only this room prints and exits."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from mtlint.cli import collector as _collector  # noqa: F401

# isort: split
from mtlint.calibration.table import CalibrationError
from mtlint.cli.codes import FAILED, INCOMPLETE, INTERRUPTED, PASS, USAGE, Stop, exit_code
from mtlint.cli.ending import leave
from mtlint.cli.plain import asked, plain
from mtlint.cli.run import checked
from mtlint.config import ConfigError
from mtlint.output import complain, to_nowhere

if TYPE_CHECKING:
    from mtlint.cli.commands import app

__all__ = ["FAILED", "INCOMPLETE", "PASS", "USAGE", "Stop", "app", "exit_code", "main"]


def __getattr__(name: str) -> Any:
    """`app`, made when asked for: a plain command line needs it not."""
    if name == "app":
        from mtlint.cli.commands import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main() -> None:
    """Entry point of the `mtlint` command: errors become one line and an exit code."""
    try:
        leave(_done(sys.argv[1:]))
    except (Stop, ConfigError, CalibrationError) as error:
        complain(str(error))
        sys.exit(error.code if isinstance(error, Stop) else USAGE)
    except BrokenPipeError:
        # The reader went away (`| head`) where not mtlint itself was writing: no traceback when
        # Python flushes at exit. What a gate would have said must not look like a pass.
        to_nowhere(sys.stdout)
        sys.exit(INCOMPLETE if "gate" in sys.argv[1:2] else PASS)
    except Exception as error:
        if os.environ.get("MTLINT_DEBUG"):
            raise
        complain(f"internal error: {type(error).__name__}: {error} (MTLINT_DEBUG=1 shows where)")
        sys.exit(INCOMPLETE)


def _done(arguments: list[str]) -> int:
    """Do what the command line says: the exit code.

    Raises:
        SystemExit: with something else than a code.
    """
    if (check := asked(arguments)) is not None:
        from mtlint.cli.explain import explained

        explained(check)
        return PASS
    told = plain(arguments)
    if told is None:
        from mtlint.cli.commands import app

        try:
            app(prog_name="mtlint")
        except SystemExit as end:
            if isinstance(end.code, int):
                return end.code
            raise
        return PASS
    try:
        return checked(*told)
    except KeyboardInterrupt:
        complain("interrupted before anything was checked")
        return INTERRUPTED
