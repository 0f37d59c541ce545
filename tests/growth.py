"""How cost grows with size, measured against a smaller size in the same run."""

import time
from collections.abc import Callable


def grows_linearly(run: Callable[[int], object], size: int) -> bool:
    """Whether eight times the size takes far less than 64 times as long; `run` is called with a
    size, first with a small one, so that what is loaded once does not count."""

    def seconds(n: int) -> float:
        begin = time.perf_counter()
        run(n)
        return time.perf_counter() - begin

    seconds(max(1, size // 8))
    small = min(seconds(size), seconds(size))
    return seconds(8 * size) < 40 * (small + 0.02)
