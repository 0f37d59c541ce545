"""Parallel files: what is paired with what, and what cannot be."""

from __future__ import annotations

import io
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


PAIRS = [
    ("A cat.\n\nC bird.\n", "甲猫。\n乙狗。\n丙鸟。\n", ["甲猫。", "乙狗。", "丙鸟。"]),
    ("A cat.\n\nC bird.", "甲猫。\n乙狗。\n\n", ["甲猫。", "乙狗。", ""]),
    ("A cat.\r\n\r\nC bird.\r\n", "甲猫。\n \n丙鸟。", ["甲猫。", "丙鸟。"]),
    ("A cat.\n\n\nC bird.\n", "甲猫。\n丙鸟。\n", ["甲猫。", "丙鸟。"]),
]


@pytest.mark.parametrize(("text", "beside", "expected"), PAIRS)
def test_line_goes_with_line(tmp_path: Path, text: str, beside: str, expected: list[str]) -> None:
    target, other = write(tmp_path, "t.txt", text), write(tmp_path, "s.txt", beside)
    (document,) = load(target, source=other)
    assert isinstance(document, Document)
    assert [s.source for s in document.segments] == expected
    shown = ["A cat.", "", "C bird."] if len(expected) == 3 else ["A cat.", "C bird."]
    assert [s.target for s in document.segments] == shown
    (document,) = load(target, reference=other)
    assert isinstance(document, Document)
    assert [s.reference for s in document.segments] == expected


def test_one_side_by_line_the_other_not_at_all(tmp_path: Path) -> None:
    target = write(tmp_path, "t.txt", "A cat.\n\nC bird.\n")
    source = write(tmp_path, "s.txt", "甲猫。\n乙狗。\n丙鸟。\n")
    reference = write(tmp_path, "r.txt", "A cat.\nA bird.\n")
    (failure,) = load(target, source=source, reference=reference)
    assert isinstance(failure, Failure) and "r.txt has 2 lines for 3 segments" in failure.what


def test_a_blank_line_for_a_segment_of_a_batch(tmp_path: Path) -> None:
    row = '{"id": "a", "segments": [{"id": 1, "target": "A cat."}, {"id": 2, "target": "A dog."}]}'
    batch = write(tmp_path, "b.jsonl", row)
    for text, expected in (
        ("甲猫。\n\n", ["甲猫。", ""]),
        ("\n甲猫。\n\n乙狗。\n", ["甲猫。", "乙狗。"]),
    ):
        (document,) = load(batch, source=write(tmp_path, "s.txt", text))
        assert isinstance(document, Document)
        assert [s.source for s in document.segments] == expected


@pytest.mark.parametrize("name", ["t.txt", "b.jsonl"])
def test_a_parallel_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    text = '{"id": "a", "segments": [{"id": 1, "target": "A cat."}]}\n'
    target, source = write(tmp_path, name, text), write(tmp_path, "s.txt", "甲猫。\n")
    missing, binary = tmp_path / "none.txt", write(tmp_path, "r.txt", "\0\1\2\n")
    for file, what in ((missing, "no such file"), (binary, "binary data")):
        (failure,) = load(target, source=source, reference=file)
        assert isinstance(failure, Failure)
        assert failure.where == str(file) and what in failure.what
    (failure,) = load(tmp_path / "gone.txt", source=source)
    assert isinstance(failure, Failure) and failure.where == str(tmp_path / "gone.txt")


def test_a_batch_from_standard_input_is_paired(tmp_path: Path) -> None:
    row = '{"id": "a", "segments": [{"id": 1, "target": "A cat."}, {"id": 2, "target": "A dog."}]}'
    source = write(tmp_path, "s.txt", "甲猫。\n乙狗。\n")

    def piped(text: str, file: Path) -> list[Document | Failure]:
        return list(load_paths(["-"], LoadOptions(source=file), io.BytesIO(text.encode())))

    for text in (row, "A cat.\nA dog.\n"):
        (document,) = piped(text, source)
        assert isinstance(document, Document)
        assert [s.source for s in document.segments] == ["甲猫。", "乙狗。"]
        (failure,) = piped(text, tmp_path / "none.txt")
        assert isinstance(failure, Failure) and failure.where == str(tmp_path / "none.txt")
    named = [str(write(tmp_path, "b.jsonl", row)), "-"]
    four = write(tmp_path, "four.txt", "甲。\n乙。\n丙。\n丁。\n")
    found = list(load_paths(named, LoadOptions(source=four), io.BytesIO(row.encode())))
    sources = [s.source for d in found if isinstance(d, Document) for s in d.segments]
    assert sources == ["甲。", "乙。", "丙。", "丁。"]
