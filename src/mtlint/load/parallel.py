"""Parallel files: a source or reference with one line for each line or segment of the target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mtlint.load.article import LINE_ENDS
from mtlint.load.encoding import decode
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError, opened, read_bounded, read_errors
from mtlint.load.record import Row, segmented
from mtlint.types import Document, Failure

_LINE_END = re.compile(rf"\r\n|[{LINE_ENDS}]")
Sides = dict[str, tuple[Path, list[str]]]


def load_parallel(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """A text file whose lines are segments, because a parallel file stands beside it.

    Where both have as many lines, blank ones too, line n goes with line n: a line that only one of
    them has is a segment of which the other side is empty. Else blank lines count in neither.

    Raises:
        LoadError: unreadable files, or counts that differ.
    """
    target, sides = _lines(decode(data).text), _sides(options)
    beside = [lines for _, lines in sides.values() if len(lines) == len(target)]
    kept = [n for n, line in enumerate(target) if line or any(lines[n] for lines in beside)]
    for name, (file, lines) in sides.items():
        if len(lines) == len(target):
            sides[name] = (file, [lines[n] for n in kept])
    rows = [Row(i, target[n]) for i, n in enumerate(kept, 1)]
    document = segmented(id, rows, None, path, options, {})
    made = document
    for item in _paired([document], sides):
        if isinstance(item, Failure):
            raise LoadError(f"{item.where} {item.what}", item.remedy)
        made = item
    return made


def attach(
    items: Iterable[Document | Failure], options: LoadOptions
) -> Iterator[Document | Failure]:
    """Give the segments of `items`, in order, the lines of the parallel files.

    Holds all items in memory, as it does the parallel files: they are paired only when the counts
    agree, with blank lines or without; otherwise a failure says so and the documents come without
    that side.

    Raises:
        LoadError: a parallel file cannot be read.
    """
    yield from _paired(items, _sides(options))


def _sides(options: LoadOptions) -> Sides:
    """The parallel files and their lines, blank ones too."""
    sides: Sides = {}
    for name, file in (("source", options.source), ("reference", options.reference)):
        if file is not None:
            sides[name] = (file, _read(file))
    return sides


def _read(file: Path) -> list[str]:
    try:
        with opened(file) as stream, read_errors():
            return _lines(decode(read_bounded(stream)).text)
    except LoadError as error:
        error.where = str(file)  # not the translation, which is what is being loaded
        raise


def _lines(text: str) -> list[str]:
    """All lines, blank ones too, without the space around them; none after a last line end.

    They end where the lines of an article do.
    """
    lines = [line.strip() for line in _LINE_END.split(text)]
    return lines if lines[-1] else lines[:-1]


def _paired(items: Iterable[Document | Failure], sides: Sides) -> Iterator[Document | Failure]:
    loaded = list(items)
    total = sum(len(item.segments) for item in loaded if isinstance(item, Document))
    sides = {
        name: (file, lines if len(lines) == total else [line for line in lines if line])
        for name, (file, lines) in sides.items()
    }
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
