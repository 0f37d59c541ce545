"""JSON lines, read line by line. A broken line is that line's failure; the rest goes on."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from mtlint.load.encoding import (
    BinaryDataError,
    Guess,
    UnknownEncodingError,
    decode,
    guess_of,
    is_binary,
)
from mtlint.load.options import LoadOptions
from mtlint.load.read import MAX_LINE_BYTES, LoadError, whole_lines, with_head
from mtlint.load.record import document_of
from mtlint.types import Document, Failure

Loaded = Document | Failure
_RECORD = re.compile(rb'^[ \t]*\{\s*["}]', re.MULTILINE)
_MOST_FAILURES = 50
"""So many broken lines without one article, and the file is no JSON lines at all."""


def load_json_lines(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Loaded]:
    """One article a line; unknown keys are ignored, broken lines become failures."""
    head, whole = with_head(stream)
    try:
        guess = _guess(whole_lines(head))
    except LoadError as error:
        yield error.failure(path)
        return
    good = bad = 0
    for number, line in _lines(whole, guess):
        try:
            item = _document(line, guess, path, options)
            good += 1
        except LoadError as error:
            yield Failure(path, error.what, error.remedy, number)
            bad += 1
            if not good and (bad >= _MOST_FAILURES or _opens_a_document(line, guess)):
                remedy = 'one article a line: {"id": …, "body": …}; jq -c ".[]" makes them'
                yield Failure(path, "is not JSON lines: reading stopped", remedy)
                return
            continue
        yield replace(item, line=number)


def _guess(head: bytes) -> Guess:
    """How the lines are encoded, but for those that hold what no text does: they fail alone.

    Raises:
        LoadError: no line starts as a record does.
    """
    try:
        return guess_of(head)
    except UnknownEncodingError:
        return Guess("utf-8", "utf-8")  # lines of several encodings: each is read by itself
    except BinaryDataError:
        if not _RECORD.search(head):
            raise
    text = [line for line in head.splitlines(keepends=True) if not is_binary(line)]
    return _guess(b"".join(text))


def _lines(stream: BinaryIO, guess: Guess) -> Iterator[tuple[int, bytes | str]]:
    """The lines that hold something, with their numbers; too long ones are cut off."""
    reader: Any = stream
    if guess.codec.startswith(("utf-16", "utf-32")):
        reader = io.TextIOWrapper(stream, guess.codec, "replace", newline="\n")
    number, skip = 0, guess.skip if reader is stream else 0
    while line := reader.readline(MAX_LINE_BYTES + 1):
        number += 1
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(
            (b"\n", "\n")[isinstance(rest, str)]
        ):
            rest = reader.readline(MAX_LINE_BYTES + 1)
        if number == 1:
            line = line.removeprefix("\ufeff") if isinstance(line, str) else line[skip:]
        if line.strip():
            yield number, line


def _document(line: bytes | str, guess: Guess, path: str, options: LoadOptions) -> Document:
    if len(line) > MAX_LINE_BYTES:
        raise LoadError(f"a record of more than {MAX_LINE_BYTES // 2**20} MB", "cut it up")
    text, label, note = _text(line, guess)
    document = document_of(_parsed(text), path, options)
    notes = (*document.notes, note) if note else document.notes
    return replace(document, encoding=label, notes=notes)


def _text(line: bytes | str, guess: Guess) -> tuple[str, str, str | None]:
    """A line's text, its encoding and a note: UTF-8 where it can be, else what the file is."""
    if isinstance(line, str):
        return line, guess.label, guess.note
    for codec, label, note in (("utf-8", "utf-8", None), (guess.codec, guess.label, guess.note)):
        try:
            return line.decode(codec), label, note
        except UnicodeDecodeError:
            continue
    decoded = decode(line)
    return decoded.text, decoded.encoding, decoded.note


def _parsed(line: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except RecursionError:
        raise LoadError("nested too deeply", "mend the record") from None
    except ValueError as error:
        raise LoadError(f"is not valid JSON: {error}", "mend or remove the line") from error
    if not isinstance(record, dict):
        raise LoadError("is no JSON object", 'one article a line: {"id": …, "body": …}')
    return record


def _opens_a_document(line: bytes | str, guess: Guess) -> bool:
    """The line starts an array, or an object that goes on in the next lines."""
    text = line if isinstance(line, str) else line[:80].decode(guess.codec, "replace")
    return text.strip()[:80] in {"[", "{", "[{"} or text.lstrip().startswith("[{")
