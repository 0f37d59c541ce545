"""The runtime of the networks, which is to tell nobody what is done on this machine."""

from __future__ import annotations

import os
from typing import Any


def runtime() -> Any:
    """onnxruntime, imported on first use.

    Newer builds of it send usage figures to their maker, and keep a number of this machine in the
    home folder, unless this variable says no before the import. mtlint sends nothing anywhere.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime
