"""How far a batch is, for who waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
    """A count of documents on a terminal's standard error, nothing in a pipe.

    It begins with the second one: a single article is not counted, and waits for no library that
    draws.
    """
    shown = ExitStack()
    step = partial(next, _steps(shown)) if sys.stderr.isatty() else _nothing
    with shown:
        yield step


def _nothing() -> None:
    """No progress is shown."""


def _steps(shown: ExitStack) -> Iterator[None]:
    """One step for each document; what draws them is entered into `shown`."""
    yield
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} documents"),
        TimeElapsedColumn(),
    )
    drawn = shown.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    task = drawn.add_task("check", total=None, completed=1)
    while True:
        drawn.advance(task)
        yield
