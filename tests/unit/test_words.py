"""Word vectors in four bits, and the packed encoder that they come from."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from mtlint.learn.tagger.base import SPECIAL, Packed, encoder, tokenizer
from mtlint.models.words import KIND, unpacked, vectors

WIDTH, INNER = 32, 64


def rows(values: np.ndarray, scale: float) -> bytes:
    """Whole numbers from -8 to 7, [rows, multiples of 32], as blocks of four bits."""
    blocks = np.zeros(values.size // 32, KIND)
    nibbles = (values.reshape(-1, 32) + 8).astype(np.uint8)
    blocks["scale"] = scale
    blocks["nibbles"] = nibbles[:, :16] | (nibbles[:, 16:] << 4)
    return blocks.tobytes()


def numbers(count: int, width: int) -> np.ndarray:
    return np.random.default_rng(7).integers(-8, 8, (count, width))


def test_nibbles_give_their_numbers_back() -> None:
    values = numbers(3, 64)
    blocks = np.frombuffer(rows(values, 0.5), KIND).reshape(3, 2)
    assert np.array_equal(unpacked(blocks), values * 0.5)


def test_vectors_are_looked_up_by_word() -> None:
    values = numbers(5, 64)
    table = np.frombuffer(rows(values, 0.25), np.uint8).reshape(5, -1)
    found = vectors(table, np.array([4, 0, 4]))
    assert np.array_equal(found, values[[4, 0, 4]] * 0.25)
    assert found.dtype == np.float32


def packed_file(pieces: list[str]) -> bytes:
    """A whole encoder of one layer, in the packed form."""
    blob = b"".join(p.encode() for p in pieces)
    ends = np.cumsum([0, *(len(p.encode()) for p in pieces)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", WIDTH, 1, 2, INNER, len(pieces), 4, 2) + struct.pack(
        "<fi", 1e-12, 32
    )
    head += struct.pack("<i4i", len(pieces), 0, 2, 1, 3) + struct.pack("<Q", len(blob))
    head += (
        ends.tobytes() + np.zeros(len(pieces), "<f4").tobytes() + blob + struct.pack("<iI", 0, 0)
    )
    shapes = {"emb.word": (len(pieces), WIDTH), "l0.ao.w": (WIDTH, WIDTH)}
    shapes |= {f"l0.{p}.w": (WIDTH, WIDTH) for p in "qkv"}
    shapes |= {"l0.fi.w": (INNER, WIDTH), "l0.fo.w": (WIDTH, INNER)}
    flat = {"emb.pos": 4 * WIDTH, "emb.type": 2 * WIDTH, "l0.fi.b": INNER}
    flat |= dict.fromkeys(("emb.ln.w", "emb.ln.b", "l0.ao.b", "l0.fo.b"), WIDTH)
    flat |= {f"l0.{p}.b": WIDTH for p in "qkv"}
    flat |= {f"l0.{n}.{p}": WIDTH for n in ("aln", "oln") for p in "wb"}
    tensors = {n: (0, a * b, rows(numbers(a, b), 0.5)) for n, (a, b) in shapes.items()}
    tensors |= {n: (1, k, np.arange(k, dtype="<f4").tobytes()) for n, k in flat.items()}
    size = len(head) + 4 + sum(2 + len(n) + 1 + 4 + 8 + 8 for n in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (dtype, count, raw) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", dtype, count, size + len(body), len(raw))
        body += raw
    return head + directory + body


def test_packed_encoder_is_read_with_a_cut_vocabulary() -> None:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u2581the", "\u2581party", "省"]
    full = Packed(packed_file(pieces))
    assert full.pieces == pieces
    found = encoder(full, [0, 1, 2, 3, 6])
    assert np.array_equal(found["word"], numbers(7, WIDTH)[[0, 1, 2, 3, 6]] * 0.5)
    assert found["layers.0.qkv.weight"].shape == (3 * WIDTH, WIDTH)
    assert found["layers.0.down.weight"].shape == (WIDTH, INNER)
    # The row for texts of type 0 stands in the positions.
    assert np.array_equal(found["position"][1], np.arange(WIDTH, 2 * WIDTH) + np.arange(WIDTH))


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a packed model"):
        Packed(b"GGUF" + bytes(100))


def test_the_tokenizer_points_into_the_text_as_given() -> None:
    made = tokenizer([*((name, 0.0) for name in SPECIAL), ("\u2581ab", -1.0), ("\u2581", -3.0),
                      *((c, -4.0) for c in "abc,１省")])  # fmt: skip
    text = "ab  cab，省"
    row = made.encode(text)
    assert row.tokens[0] == "<s>" and row.tokens[-1] == "</s>"
    assert all(text[a:b].strip() == text[a:b] for a, b in row.offsets[1:-1])
    covered = {i for a, b in row.offsets for i in range(a, b)}
    assert covered == {i for i, c in enumerate(text) if c != " "}
