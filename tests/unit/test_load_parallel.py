"""Parallel files: what is paired with what, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.load import LoadOptions, load_paths
from mtlint.types import Document, Failure


def load(path: Path, **options: object) -> list[Document | Failure]:
    return list(load_paths([str(path)], LoadOptions(**options)))  # type: ignore[arg-type]


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("side", ["source", "reference"])
def test_a_folder_has_no_parallel_file(tmp_path: Path, side: str) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    write(folder, "b.jsonl", '{"id": "a", "segments": [{"id": 1, "target": "A cat."}]}')
    (failure,) = load(folder, **{side: tmp_path / "nofile.txt"})
    assert isinstance(failure, Failure) and failure.absent
    assert failure.where == str(folder) and "nofile.txt" in failure.what
    assert isinstance(load(folder)[0], Document)
