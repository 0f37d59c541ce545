"""Documents checked by several processes, in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from mtlint.config import Config
from mtlint.types import Document, DocumentReport, Failure

#: Documents under way for each process, so that memory does not grow with the batch.
AHEAD = 4

Check = Callable[[Document, Config], DocumentReport]
Waiting = tuple[Document, "Future[DocumentReport]"]


def in_processes(
    items: Iterable[Document | Failure],
    check: Check,
    config_for: Callable[[str | None], Config],
    jobs: int,
) -> Iterator[DocumentReport | Failure]:
    """What `check` says of each document, by `jobs` processes.

    Where one of these is killed, the documents that were under way are failures, and new processes
    take the rest.
    """
    waiting: deque[Failure | Waiting] = deque()
    pool = ProcessPoolExecutor(jobs)
    try:
        for item in items:
            if isinstance(item, Failure):
                waiting.append(item)
            else:
                config = config_for(item.path)
                try:
                    future = pool.submit(check, item, config)
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    pool = ProcessPoolExecutor(jobs)
                    future = pool.submit(check, item, config)
                waiting.append((item, future))
            if len(waiting) >= AHEAD * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        pool.shutdown()


def _result(item: Failure | Waiting) -> DocumentReport | Failure:
    if isinstance(item, Failure):
        return item
    document, future = item
    try:
        return future.result()
    except BrokenProcessPool:
        return Failure(
            document.path or document.id,
            "not checked: a process that checks was killed, perhaps for memory",
            "run it again with fewer --jobs",
            document.line,
        )
