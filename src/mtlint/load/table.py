"""Tables, read row by row: CSV, TSV, Parquet. A broken row is that row's failure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from mtlint.load.encoding import guess_of
from mtlint.load.options import Columns, LoadOptions
from mtlint.load.read import MAX_LINE_BYTES, LoadError, whole_lines, with_head
from mtlint.load.record import Row, document_of, segment_id, segmented, text_of
from mtlint.types import Document, Failure

Loaded = Document | Failure
# A byte that breaks the encoding shows as U+FFFD in its row; it costs no other row.
_LENIENT = "replace"
_OPENED = re.compile(r'(?:^|(?<=\t))"', re.MULTILINE)
_QUOTED = re.compile(r'(?:^|(?<=\t))"(?>[^"]*+(?:""[^"]*+)*)"(?=[\t\r\n]|\Z)', re.MULTILINE)


def load_table(
    stream: BinaryIO, path: str, options: LoadOptions, delimiter: str
) -> Iterator[Loaded]:
    """CSV or TSV with a header row: one row an article, or one row a segment.

    `delimiter` is what the file's name promises; a header that another sign divides better (";"
    where the comma is a decimal sign) decides otherwise.
    """
    csv.field_size_limit(MAX_LINE_BYTES)
    head, whole = with_head(stream)
    try:
        guess = guess_of(whole_lines(head))
    except LoadError as error:
        yield error.failure(path)
        return
    text = io.TextIOWrapper(whole, guess.codec, _LENIENT, newline="")
    start = whole_lines(head)[guess.skip :].decode(guess.codec, "replace")
    reader = csv.reader(
        text,
        delimiter=_delimiter(start, delimiter, options.columns(path)),
        quoting=csv.QUOTE_NONE if delimiter == "\t" and _loose_quotes(start) else csv.QUOTE_MINIMAL,
        strict=True,
    )
    failures: list[Failure] = []
    rows = _rows(reader, path, failures)
    names = names_of(next(rows, (0, []))[1], options.columns(path))
    named = _named(rows, names, path, failures)
    for item in _by_layout(named, names, path, options):
        yield from _drain(failures)
        if isinstance(item, Document):
            notes = (*item.notes, guess.note) if guess.note else item.notes
            item = replace(item, encoding=guess.label, notes=notes)
        yield item
    yield from _drain(failures)


def _drain(failures: list[Failure]) -> Iterator[Failure]:
    yield from failures
    failures.clear()


def names_of(header: Iterable[object], columns: Columns) -> list[str]:
    """What mtlint calls the columns. Where `columns` says which one is the source, say, another one
    that is called so is passed over; of two that differ in case the one that is spelled so counts.

    >>> names_of(["ID ", "mt", "target", "MT"], (("target", "MT"),))
    ['id', '', '', 'target']
    """
    names = [str(name).strip() for name in header]
    ours = {theirs.strip().lower(): (name, theirs.strip()) for name, theirs in columns}
    taken = {name for name, _ in columns}
    found = []
    for name in names:
        own, spelled = ours.get(name.lower(), ("", ""))
        if own:
            found.append(own if name == spelled or spelled not in names else "")
        else:
            found.append("" if name.lower() in taken else name.lower())
    return found


def _delimiter(head: str, promised: str, columns: Columns) -> str:
    """The sign that divides the header into an id and other columns."""
    line = head.removeprefix("\ufeff").lstrip("\r\n").partition("\n")[0]
    for sign in (promised, ",", ";", "\t", "|"):
        names = set(names_of((n.strip().strip('"') for n in line.split(sign)), columns))
        if len(names) > 1 and "id" in names:
            return sign
    return promised


def _loose_quotes(head: str) -> bool:
    """Fields of a TSV that start with a quotation mark without being quoted as a whole."""
    return len(_QUOTED.findall(head)) < len(_OPENED.findall(head))


def _rows(
    reader: Iterator[list[str]], path: str, failures: list[Failure]
) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with the line each starts in; broken ones are failures."""
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            remedy = "is a quotation mark left open? save it again as UTF-8 CSV"
            failures.append(Failure(path, f"is no row that can be read: {error}", remedy, line))
        else:
            if any(cell.strip() for cell in row):
                # The first cell of a file with a byte-order mark carries it.
                yield line, [row[0].removeprefix("\ufeff"), *row[1:]] if line == 1 else row
        line = getattr(reader, "line_num", line) + 1


def _named(
    rows: Iterable[tuple[int, list[str]]], names: list[str], path: str, failures: list[Failure]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows as records; a row with more or fewer cells than the header is a failure."""
    for line, row in rows:
        cells = row[: len(names)] if not any(c.strip() for c in row[len(names) :]) else row
        if len(cells) != len(names):
            what = f"has {len(cells)} cells where the header has {len(names)}"
            remedy = "quote cells that hold the separator, and close every quotation mark"
            failures.append(Failure(path, what, remedy, line))
            continue
        yield line, dict(zip(names, cells, strict=True))


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
        names = names_of(table.schema_arrow.names, options.columns(path))
        rows = (
            dict(zip(names, row.values(), strict=True))
            for batch in table.iter_batches(256)
            for row in batch.to_pylist()
        )
        yield from _by_layout(enumerate(rows, 1), names, path, options)
    except ArrowException as error:
        raise LoadError(f"is no Parquet file: {error}", "write it again") from error


def from_rows(
    rows: Iterable[Mapping[str, Any]], names: list[str], options: LoadOptions
) -> Iterator[Loaded]:
    """The documents of rows that are already in memory, in the two layouts of a table."""
    yield from _by_layout(enumerate(rows, 1), names, "<frame>", options)


def _by_layout(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    names: list[str],
    path: str,
    options: LoadOptions,
) -> Iterator[Loaded]:
    have = set(names)
    missing = [theirs for name, theirs in options.columns(path) if name not in have]
    if {"id", "target"} <= have:
        found = _by_segment(rows, path, options)
    elif "id" in have and have & {"body", "headline"}:
        found = _by_article(rows, path, options)
    else:
        yield _unknown(names, missing, path)
        return
    for item in found:
        if missing and isinstance(item, Document):
            note = f"no column {', '.join(missing)}, which the configuration names"
            item = replace(item, notes=(*item.notes, note))
        yield item


def _unknown(names: list[str], missing: list[str], path: str) -> Failure:
    """Why a table has no layout that mtlint knows."""
    found = ", ".join(name for name in names[:12] if name) or "none"
    if missing:
        what = f"has the columns {found}, but not {', '.join(missing)}"
        return Failure(path, what, "put right what [columns] of its configuration says")
    return Failure(
        path,
        f"has the columns {found}: not a layout that mtlint knows",
        "use id, headline, body (one row an article) or id, segment, target (a row a segment); "
        "other names can be told in the configuration of a check: [columns]",
    )


def _by_article(
    rows: Iterable[tuple[int, Mapping[str, Any]]], path: str, options: LoadOptions
) -> Iterator[Loaded]:
    """Every row is an article."""
    for number, row in rows:
        try:
            yield replace(document_of(_filled(row), path, options), line=number)
        except LoadError as error:
            yield Failure(path, error.what, error.remedy, number)


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
                segment if isinstance(segment, int) else segment_id(str(segment)),
                str(row.get("target", "")),
                _optional(row.get("source")),
                _optional(row.get("reference")),
            )
        )
    if current:
        yield _article(name, current, path, options, record, first)


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
        made = segmented(name, rows, text_of(record, "headline"), path, options, record)
        return replace(made, line=line)
    except LoadError as error:
        return Failure(path, error.what, error.remedy, line)
