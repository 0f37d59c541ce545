"""Inputs as the user names them: files, folders and standard input, one after the other."""

from __future__ import annotations

import io
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from mtlint.load.options import LoadOptions
from mtlint.load.parallel import attach, load_parallel
from mtlint.load.plain import load_markdown, load_text
from mtlint.load.read import LoadError, opened, read_bounded, read_errors, unpacked
from mtlint.load.xml import xml_kind
from mtlint.types import Document, Failure

_RECORD = re.compile(rb"\{\s*[\"}]|\{[^\n]*\n\s*\{")
Loaded = Document | Failure
ArticleLoader = Callable[[bytes, str, str | None, LoadOptions], Document]


def _late(module: str, name: str) -> Callable[..., Any]:
    """A loader of another module of this room, imported when it is first asked."""

    def load(*given: Any, **options: Any) -> Any:
        return getattr(import_module(f"{__package__}.{module}"), name)(*given, **options)

    return load


load_html = _late("web", "load_html")
load_json_lines = _late("jsonl", "load_json_lines")
load_table = _late("table", "load_table")
load_xliff = _late("xliff", "load_xliff")
load_feed = _late("feed", "load_feed")
ARTICLES: dict[str, ArticleLoader] = {
    ".txt": load_text,
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".html": load_html,
    ".htm": load_html,
    ".docx": _late("word", "load_docx"),
}
StreamLoader = Callable[[BinaryIO, str, LoadOptions], Iterator[Loaded]]
STREAMS: dict[str, StreamLoader] = {
    ".jsonl": load_json_lines,
    ".csv": partial(load_table, delimiter=","),
    ".tsv": partial(load_table, delimiter="\t"),
    ".parquet": _late("table", "load_parquet"),
    ".xlf": load_xliff,
    ".xliff": load_xliff,
    ".sdlxliff": load_xliff,
    ".mxliff": load_xliff,
    ".tmx": _late("memory", "load_tmx"),
    ".po": _late("gettext", "load_po"),
    ".rss": load_feed,
    ".atom": load_feed,
}
SUFFIXES = (*ARTICLES, *STREAMS)
XML = ".xml"
STDIN = "<stdin>"


def load_paths(
    inputs: Sequence[str], options: LoadOptions, stdin: BinaryIO | None = None
) -> Iterator[Loaded]:
    """The documents of all inputs, in order; what cannot be read is a Failure in its place.

    `-` is standard input (`stdin`, or the process's own). Folders are walked in sorted order.
    Ids that occur twice get a number, one that no id before them has.
    """
    count: Counter[str] = Counter()  # the last number made for an id; 1 where it came as given
    for item in _with_parallel(inputs, options, stdin):
        if isinstance(item, Document):
            item = _named_apart(item, count)
        yield item


def _named_apart(item: Document, count: Counter[str]) -> Document:
    """The document under an id that is not in `count`, where it then is."""
    if item.id not in count:
        count[item.id] = 1
        return item
    name = item.id
    while name in count:
        count[item.id] += 1
        name = f"{item.id}#{count[item.id]}"
    count[name] = 1
    note = f"the id {item.id!r} occurs more than once"
    return replace(item, id=name, notes=(*item.notes, note))


def _with_parallel(
    inputs: Sequence[str], options: LoadOptions, stdin: BinaryIO | None
) -> Iterator[Loaded]:
    beside = options.source or options.reference
    folders = [i for i in inputs if i != "-" and os.path.isdir(i)]
    if beside and folders:
        # What is read below a folder is not known beforehand, nor is what a line would pair with.
        what = f"is a folder, and {beside} has the lines of one file"
        yield Failure(folders[0], what, "give that file instead of the folder", absent=True)
        return
    if beside and not _are_plain(inputs):
        try:
            yield from attach(_all(inputs, options, stdin), options)
        except LoadError as error:
            yield error.failure(str(beside))
    else:
        yield from _all(inputs, options, stdin)


def _are_plain(inputs: Sequence[str]) -> bool:
    """Whether all are texts by their names, or standard input: each is paired by itself."""
    return all(_suffix(Path(i)) in {".txt", ".txt.gz", ""} for i in inputs)


def _all(inputs: Sequence[str], options: LoadOptions, stdin: BinaryIO | None) -> Iterator[Loaded]:
    for name in inputs:
        if name == "-":
            paired = bool(options.source or options.reference) and _are_plain(inputs)
            stream = stdin or sys.stdin.buffer
            yield from _guarded(STDIN, _standard_input(stream, options, paired=paired))
        elif os.path.isdir(name):  # False where a folder above may not be entered; reading says so
            yield from _folder(Path(name), options)
        else:
            yield from _guarded(name, _file(Path(name), options))


def _guarded(where: str, items: Iterable[Loaded]) -> Iterator[Loaded]:
    """`items`, with whatever ends them early as a Failure."""
    try:
        with read_errors():
            yield from items
    except LoadError as error:
        yield error.failure(where)
    except Exception as error:  # whatever one input does to a parser, the others must be read
        what = f"cannot be read: {type(error).__name__}: {error}"
        yield Failure(where, what, "save it in another format, and report this")


def _folder(path: Path, options: LoadOptions) -> Iterator[Loaded]:
    found = False
    refused: list[OSError] = []
    for file in _files(path, refused.append):
        if os.path.realpath(file) in options.written:
            continue
        found = True
        yield from _guarded(str(file), _file(file, options, file.relative_to(path).as_posix()))
    for error in refused:
        what = f"cannot be listed: {error.strerror or error}"
        yield Failure(str(error.filename), what, "check its permissions")
    if not found and not refused:
        yield Failure(
            str(path),
            "this folder holds no article that mtlint can read",
            f"it reads {', '.join(SUFFIXES)}",
            absent=True,
        )


def _files(path: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    """The files of known kinds below a folder, in sorted order; hidden ones are passed over."""
    for folder, folders, names in os.walk(path, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and _known(file) and os.path.isfile(file):
                yield file


def _suffix(path: Path) -> str:
    """The suffix in lower case, a final .gz included (".jsonl.gz")."""
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        return "".join(suffixes[-2:])
    return suffixes[-1] if suffixes else ""


def _known(path: Path) -> bool:
    suffix = _suffix(path).removesuffix(".gz")
    return suffix in SUFFIXES or (suffix == XML and _is_batch(path))


def _is_batch(path: Path) -> bool:
    """Whether an XML file is of a kind that mtlint reads; site maps and the like are not."""
    try:
        with path.open("rb") as raw:
            return xml_kind(unpacked(raw)[0]) is not None
    except (OSError, EOFError, zlib.error):
        return True  # reading it says what is wrong


def _file(path: Path, options: LoadOptions, id: str | None = None) -> Iterator[Loaded]:
    with opened(path) as raw, read_errors():
        head, stream = unpacked(raw)
        if not head.strip():  # of a long file only its blank beginning
            head = read_bounded(stream)
            stream = io.BufferedReader(io.BytesIO(head))
        if not head.strip():
            raise LoadError("is empty", "give an article", absent=True)
        suffix = _suffix(path).removesuffix(".gz")
        name = str(path)
        if suffix == XML:
            suffix = xml_kind(head) or suffix
            if suffix == XML:
                kinds = "a feed, XLIFF or TMX"
                raise LoadError(f"is XML, but not {kinds}", "save the article as text or HTML")
        if suffix in STREAMS:
            yield from _batch(STREAMS[suffix], stream, name, options)
            return
        loader = ARTICLES.get(suffix, load_text)
        if loader is load_text and (options.source or options.reference):
            loader = load_parallel
        yield loader(read_bounded(stream), id or path.name, name, options)


def _batch(
    loader: StreamLoader, stream: BinaryIO, name: str, options: LoadOptions
) -> Iterator[Loaded]:
    found = False
    for item in loader(stream, name, options):
        found = True
        yield item
    if not found:
        raise LoadError("holds no article", "give a batch with at least one", absent=True)


def _standard_input(stdin: BinaryIO, options: LoadOptions, *, paired: bool) -> Iterator[Loaded]:
    """An article as text, or a batch where the first line is a JSON object, whatever is in it: a
    record without an id is a failure, not an article.

    With `paired` the lines of the parallel files go to it here, whatever it is.
    """
    head, stream = unpacked(stdin)
    if not head.strip():
        raise LoadError("standard input is empty", "pipe an article into it", absent=True)
    items: Iterator[Loaded]
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _RECORD.match(first):
        items = load_json_lines(stream, STDIN, options)
    elif first.startswith(b"<") and (kind := xml_kind(head)):
        items = _batch(STREAMS[kind], stream, STDIN, options)
    elif first[:200].lower().startswith((b"<!doctype html", b"<html")):
        items = iter([load_html(read_bounded(stream), "stdin", STDIN, options)])
    else:
        loader = load_parallel if options.source or options.reference else load_text
        yield loader(read_bounded(stream), "stdin", STDIN, options)
        return
    yield from attach(items, options) if paired else items
