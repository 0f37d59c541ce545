"""Parallel files: a source or reference with one line for each line or segment of the target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mtlint.load.encoding import decode
from mtlint.load.options import LoadOptions
from mtlint.load.plain import line_spans
from mtlint.load.read import LoadError, opened, read_bounded, read_errors
from mtlint.load.record import Row, segmented
from mtlint.types import Document, Failure


def lines_in(path: Path) -> list[str]:
    """The non-empty lines of a parallel file.

    Raises:
        LoadError: it cannot be read.
    """
    with opened(path) as stream, read_errors():
        text = decode(read_bounded(stream)).text
    return [text[start:end] for start, end in line_spans(text)]


def load_parallel(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """A text file whose lines are segments, because a parallel file stands beside it.

    Raises:
        LoadError: unreadable files, or counts that differ.
    """
    text = decode(data).text
    rows = [Row(i, text[s:e]) for i, (s, e) in enumerate(line_spans(text), 1)]
    document = segmented(id, rows, None, path, options, {})
    made = document
    for item in attach([document], options):
        if isinstance(item, Failure):
            raise LoadError(f"{item.where} {item.what}", item.remedy)
        made = item
    return made


def attach(
    items: Iterable[Document | Failure], options: LoadOptions
) -> Iterator[Document | Failure]:
    """Give the segments of `items`, in order, the lines of the parallel files.

    Holds all items in memory, as it does the parallel files: they are paired only when the counts
    agree; otherwise a failure says so and the documents come without that side.

    Raises:
        LoadError: a parallel file cannot be read.
    """
    sides = {
        name: (file, lines_in(file))
        for name, file in (("source", options.source), ("reference", options.reference))
        if file is not None
    }
    loaded = list(items)
    total = sum(len(item.segments) for item in loaded if isinstance(item, Document))
    for name, (file, lines) in tuple(sides.items()):
        if len(lines) != total:
            del sides[name]  # a wrong pairing would be worse than none
            yield Failure(
                str(file),
                f"has {len(lines):,} lines for {total:,} segments of the translation",
                f"give one {name} line for each segment",
            )
    used = 0
    for item in loaded:
        if isinstance(item, Failure):
            yield item
            continue
        segments = item.segments
        for name, (_, lines) in sides.items():
            pairs = zip(segments, lines[used : used + len(segments)], strict=True)
            if name == "source":
                segments = tuple(replace(s, source=line) for s, line in pairs)
            else:
                segments = tuple(replace(s, reference=line) for s, line in pairs)
        used += len(segments)
        yield replace(item, segments=segments)
