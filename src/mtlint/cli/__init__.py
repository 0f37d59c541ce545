"""The command line: one small function per command. Only this room prints and exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mtlint.cli import collector as _collector  # noqa: F401

# isort: split
from mtlint.calibration.table import CalibrationError
from mtlint.cli.codes import FAILED, INCOMPLETE, INTERRUPTED, PASS, USAGE, Stop, exit_code
from mtlint.cli.ending import interrupted, leave
from mtlint.cli.plain import asked, plain
from mtlint.cli.run import checked
from mtlint.config import ConfigError
from mtlint.output import complain, to_nowhere

if TYPE_CHECKING:
    from mtlint.cli.commands import app

__all__ = ["FAILED", "INCOMPLETE", "PASS", "USAGE", "Stop", "app", "exit_code", "main"]


_MAY_BE_EMPTY = frozenset({"--author", "--reason"})


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
        Stop: an argument is empty.
    """
    if (check := asked(arguments)) is not None:
        from mtlint.cli.explain import explained

        explained(check)
        return PASS
    told = plain(arguments)
    if told is None:
        _refuse_empty(arguments)
        try:
            from mtlint.cli.commands import app

            app(prog_name="mtlint")
        except KeyboardInterrupt:
            return _broken_off()
        except SystemExit as end:
            if isinstance(end.code, int):
                return end.code
            raise
        return PASS
    try:
        return checked(*told)
    except KeyboardInterrupt:
        return _broken_off()


def _broken_off() -> int:
    interrupted()
    complain("interrupted before anything was checked")
    return INTERRUPTED


def _refuse_empty(arguments: Sequence[str]) -> None:
    """An empty argument is most often a variable of a script that is not set: taken as it stands,
    it would name the working folder, or mean as much as no option at all.

    Raises:
        Stop: there is one, and not in a text that may be empty.
    """
    for before, argument in pairwise(("mtlint", *arguments)):
        name, equals, value = argument.partition("=")
        if argument == "" and before not in _MAY_BE_EMPTY:
            raise Stop(f"the argument after {before!r} is empty; give it a value or leave it out")
        if name.startswith("--") and equals and not value and name not in _MAY_BE_EMPTY:
            raise Stop(f"the value of {name} is empty; give it a value or leave it out")
