"""What the tagger is made of: files that come with mtlint, and whether they can be used.

Nothing is loaded here, numpy included: the rules need not wait for it.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

NAME, MISFIT = "mtlint-tagger-4", "mtlint-misfit-1"
FILES = ("tagger.onnx", "words.npy", "tokenizer.json", "decoder.json")
MISFIT_FILES = ("misfit.onnx", "misfit.npz")


def weights() -> Traversable:
    """The folder of the files."""
    return files("mtlint.models") / "weights"


def available() -> bool:
    """Whether runtime and weights are both present; imports neither."""
    if any(importlib.util.find_spec(name) is None for name in ("onnxruntime", "tokenizers")):
        return False
    return all((weights() / name).is_file() for name in FILES)


@functools.cache
def identity() -> str:
    """Name of the model and the first twelve digits of the SHA-256 of its weights."""
    return f"{NAME}:{digest('tagger.onnx')}"


def misfit_available() -> bool:
    """Whether the network for words out of place is there too; it stands on the tagger's words."""
    return available() and all((weights() / name).is_file() for name in MISFIT_FILES)


@functools.cache
def misfit_identity() -> str:
    """The same of the network for words out of place."""
    return f"{MISFIT}:{digest(*MISFIT_FILES)}"


def parameters(name: str) -> dict[str, Any]:
    """The content of a small JSON file of weights."""
    found: dict[str, Any] = json.loads((weights() / name).read_text(encoding="utf-8"))
    return found


def digest(*names: str) -> str:
    """The first twelve digits of the SHA-256 of files of weights, one after the other."""
    found = hashlib.sha256()
    for name in names:
        with (weights() / name).open("rb") as file:
            while piece := file.read(1 << 18):
                found.update(piece)
    return found.hexdigest()[:12]
