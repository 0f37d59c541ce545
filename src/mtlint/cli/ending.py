"""How a command ends: at once."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process with an exit code, its memory left to the system.

    Python would look through all objects once more and free each by itself: a tenth of a second
    after a first report. Who profiles, traces or inspects a run, or has threads of their own under
    way, gets the ordinary exit, and so does output that cannot be written.
    """
    watched = sys.getprofile() or sys.gettrace() or sys.flags.inspect
    if not watched and threading.active_count() == 1:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):
            sys.exit(code)
        atexit._run_exitfuncs()
        os._exit(code)
    sys.exit(code)
