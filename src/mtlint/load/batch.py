"""Batches, read row by row: JSON lines, CSV/TSV, Parquet. A broken row is that row's failure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from mtlint.load.encoding import decode
from mtlint.load.options import LoadOptions
from mtlint.load.read import MAX_LINE_BYTES, LoadError
from mtlint.load.record import Row, document_of, segmented
from mtlint.types import Document, Failure

Loaded = Document | Failure
_FIELD_LIMIT = 2**31 - 1


def load_json_lines(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Loaded]:
    """One article a line; unknown keys are ignored, broken lines become failures."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield document_of(_parsed(line), path, options)
        except LoadError as error:
            yield Failure(path, error.what, error.remedy, number)


def _parsed(line: bytes) -> Mapping[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise LoadError(f"a record of more than {MAX_LINE_BYTES // 2**20} MB", "cut it up")
    try:
        record = json.loads(decode(line).text)
    except RecursionError:
        raise LoadError("nested too deeply", "mend the record") from None
    except ValueError as error:
        raise LoadError(f"is not valid JSON: {error}", "mend or remove the line") from error
    if not isinstance(record, dict):
        raise LoadError("is no JSON object", 'one article a line: {"id": …, "body": …}')
    return record


def load_table(
    stream: BinaryIO, path: str, options: LoadOptions, delimiter: str
) -> Iterator[Loaded]:
    """CSV or TSV with a header row: one row an article, or one row a segment."""
    csv.field_size_limit(_FIELD_LIMIT)
    head = stream.peek(64 * 1024)[: 64 * 1024] if isinstance(stream, io.BufferedReader) else b""
    encoding = decode(_whole_lines(head)).encoding
    text = io.TextIOWrapper(stream, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")
    try:
        reader = csv.DictReader(text, delimiter=delimiter)
        names = [n.strip() for n in reader.fieldnames or [] if n]
        yield from _by_layout(_numbered(reader), names, path, options)
    except (csv.Error, UnicodeError) as error:
        yield Failure(path, f"is no table that can be read: {error}", "save it again as UTF-8 CSV")


def _whole_lines(head: bytes) -> bytes:
    """The head up to its last line end, so that no character is cut."""
    return head[: head.rfind(b"\n") + 1] or head


def _numbered(reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for row in reader:
        yield reader.line_num, {(k or "").strip(): v for k, v in row.items()}


def load_parquet(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Loaded]:
    """Parquet in the two layouts of a table; needs the extra `mtlint[parquet]`.

    Raises:
        LoadError: pyarrow is not installed, or the file is not Parquet.
    """
    try:
        from pyarrow import ArrowException, parquet
    except ImportError as error:
        raise LoadError("Parquet needs pyarrow", "pip install 'mtlint[parquet]'") from error
    try:
        table = parquet.ParquetFile(io.BytesIO(stream.read()))
        names = list(table.schema_arrow.names)
        rows = (row for batch in table.iter_batches(256) for row in batch.to_pylist())
        yield from _by_layout(enumerate(rows, 1), names, path, options)
    except ArrowException as error:
        raise LoadError(f"is no Parquet file: {error}", "write it again") from error


def _by_layout(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    names: list[str],
    path: str,
    options: LoadOptions,
) -> Iterator[Loaded]:
    have = set(names)
    if {"id", "target"} <= have:
        yield from _by_segment(rows, path, options)
    elif "id" in have and have & {"body", "headline"}:
        for number, row in rows:
            try:
                yield document_of(_filled(row), path, options)
            except LoadError as error:
                yield Failure(path, error.what, error.remedy, number)
    else:
        found = ", ".join(names[:12]) or "none"
        yield Failure(
            path,
            f"has the columns {found}: not a layout that mtlint knows",
            "use id, headline, body (one row an article) or id, segment, target (a row a segment)",
        )


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row without empty cells; numbers in the id column are ids like any other."""
    kept = {k: v for k, v in row.items() if v is not None and v != ""}
    if "id" in kept and not isinstance(kept["id"], str):
        kept["id"] = str(kept["id"])
    return kept


def _by_segment(
    rows: Iterable[tuple[int, Mapping[str, Any]]], path: str, options: LoadOptions
) -> Iterator[Loaded]:
    """Neighbouring rows of one id are one article."""
    current: list[Row] = []
    name, first, record = "", 0, dict[str, Any]()
    for number, raw in rows:
        row = _filled(raw)
        if not row:
            continue
        if row.get("id", "") != name and current:
            yield _article(name, current, path, options, record, first)
            current = []
        if not current:
            name, first, record = str(row.get("id", "")), number, row
        segment = row.get("segment", len(current) + 1)
        current.append(
            Row(
                segment if isinstance(segment, int) else _number(str(segment)),
                str(row.get("target", "")),
                _optional(row.get("source")),
                _optional(row.get("reference")),
            )
        )
    if current:
        yield _article(name, current, path, options, record, first)


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() and len(text) < 12 else text


def _optional(value: Any) -> str | None:
    return None if value is None else str(value)


def _article(
    name: str,
    rows: list[Row],
    path: str,
    options: LoadOptions,
    record: Mapping[str, Any],
    line: int,
) -> Loaded:
    try:
        if not name:
            raise LoadError("has no 'id'", "give every row the id of its article")
        return segmented(name, rows, None, path, options, record)
    except LoadError as error:
        return Failure(path, error.what, error.remedy, line)
