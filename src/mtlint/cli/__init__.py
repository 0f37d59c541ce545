"""The command line: one small function per command. Only this room prints and exits."""

from __future__ import annotations

import os
import sys

from mtlint.cli import collector as _collector  # noqa: F401

# isort: split
from mtlint.calibration.table import CalibrationError
from mtlint.cli import check as _check  # noqa: F401  (importing a module adds its commands)
from mtlint.cli import describe as _describe  # noqa: F401
from mtlint.cli import measure as _measure  # noqa: F401
from mtlint.cli.base import FAILED, INCOMPLETE, PASS, USAGE, Stop, app, exit_code
from mtlint.config import ConfigError
from mtlint.output import complain

__all__ = ["FAILED", "INCOMPLETE", "PASS", "USAGE", "Stop", "app", "exit_code", "main"]


def main() -> None:
    """Entry point of the `mtlint` command: errors become one line and an exit code."""
    try:
        app(prog_name="mtlint")
    except (Stop, ConfigError, CalibrationError) as error:
        complain(str(error))
        sys.exit(error.code if isinstance(error, Stop) else USAGE)
    except BrokenPipeError:
        # The reader went away (`| head`): no traceback when Python flushes at exit. What a gate
        # would have said is lost with it, and must not look like a pass.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(INCOMPLETE if "gate" in sys.argv[1:2] else PASS)
    except Exception as error:
        if os.environ.get("MTLINT_DEBUG"):
            raise
        complain(f"internal error: {type(error).__name__}: {error} (MTLINT_DEBUG=1 shows where)")
        sys.exit(INCOMPLETE)
