"""The network that finds words put in the place of others, and the trees that weigh its answers.

`texts` makes a folder of native English of what packages hold, `prepare` arrays of it and of the
training files, `train` the network (`network`, `batches`), `export` the files that ship, `weigh`
the trees. `held` says which texts none of them may learn from.
"""

from __future__ import annotations

import zlib


def held(name: str) -> bool:
    """Whether a source article (or a lot of native text) is kept from the network, a quarter are:
    the trees and their limits are fitted on these.

    >>> held("a"), held("b")
    (True, False)
    """
    return zlib.crc32(f"fit{name}".encode()) % 4 == 0
