"""What a run reads is never what it writes: told before anything is read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from mtlint.cli.codes import Stop
from mtlint.cli.options import RunOptions

if TYPE_CHECKING:
    from mtlint.settings import Settings


def spare(
    inputs: Sequence[str],
    options: RunOptions,
    settings: Settings,
    targets: Sequence[tuple[str, str]],
) -> None:
    """Refuse to write over what the same run reads.

    A file that lies in an input folder may be written: it is not itself named as an input.

    Raises:
        Stop: a report or the draft glossary would replace a file that is read.
    """
    written = [("-o", path) for _, path in targets]
    if options.terms is not None:
        written.append(("--terms", str(options.terms)))
    for option, path in written:
        for kind, there in _read(inputs, options, settings):
            if _same(path, there):
                raise Stop(f"{option} {path} would replace {kind}; give another file name")
        if "-" in inputs and _is_standard_input(path):
            raise Stop(f"{option} {path} would replace standard input; give another file name")


def _read(
    inputs: Sequence[str], options: RunOptions, settings: Settings
) -> Iterator[tuple[str, str]]:
    """What each file that the run reads is, and its path."""
    yield from (("an input", name) for name in inputs if name != "-")
    others = {
        "the source": options.source,
        "the reference": options.reference,
        "the glossary": settings.run.glossary,
        "the baseline": settings.run.baseline,
        "the calibration": settings.run.calibration,
        "the configuration": settings.file,
    }
    yield from ((kind, str(path)) for kind, path in others.items() if path)


def _same(written: str, read: str) -> bool:
    """Whether two paths name one file that writing would replace: devices and pipes are not."""
    try:
        return os.path.isfile(written) and os.path.samefile(written, read)
    except OSError:
        return False


def _is_standard_input(path: str) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return os.path.isfile(path) and os.path.samestat(
            os.stat(path), os.fstat(sys.stdin.fileno())
        )
    return False
