"""Word vectors in four bits: what an embedding table of a small encoder takes on disk.

A row is made of blocks of 32 numbers: a scale in half precision and 32 nibbles, of which the first
sixteen are the low halves of the bytes. A number is (nibble - 8) x scale. The encoder was published
in this form and training leaves the vectors as they are, so nothing is lost.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

KIND = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


def unpacked(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Floating point [rows, 32 x blocks] from blocks [rows, blocks]."""
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], -1)
    values = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(len(blocks), -1)


def vectors(table: NDArray[np.uint8], ids: NDArray[np.int64]) -> NDArray[np.float32]:
    """Vectors [ids, width] from a table of bytes [words, 18 x blocks]."""
    return unpacked(np.ascontiguousarray(table[ids]).view(KIND))
