"""Exit codes, and the way to stop; without the library that reads command lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtlint.types import Failure

PASS, FAILED, USAGE, INCOMPLETE = 0, 1, 2, 3
INTERRUPTED = 130

PathOption = Path | None


class Stop(Exception):
    """Ends the run with one line on standard error and an exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def exit_code(checked: int, failures: Sequence[Failure]) -> int:
    """0 complete, 2 nothing to check, 3 something could not be checked."""
    if any(not f.absent for f in failures):
        return INCOMPLETE
    if not checked:
        return USAGE
    return INCOMPLETE if failures else PASS
