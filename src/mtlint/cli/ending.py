"""How a command ends: at once."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import NoReturn

_INTERRUPTED = threading.Event()


def interrupted() -> None:
    """Remember that the user has broken off the run: nothing is waited for at its end.

    An import that is broken off may keep its lock, and a thread that waits for it never ends.
    """
    _INTERRUPTED.set()


def leave(code: int) -> NoReturn:
    """End the process with an exit code, its memory left to the system.

    Python would look through all objects once more and free each by itself: a tenth of a second
    after a first report. Who profiles, traces or inspects a run, or has threads of their own under
    way, gets the ordinary exit, and so does output that cannot be written; but not who has broken
    off the run.
    """
    broken_off = _INTERRUPTED.is_set()
    watched = sys.getprofile() or sys.gettrace() or sys.flags.inspect
    if not broken_off and (watched or threading.active_count() > 1):
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        if not broken_off:
            sys.exit(code)
    if not broken_off:
        atexit._run_exitfuncs()
    os._exit(code)
