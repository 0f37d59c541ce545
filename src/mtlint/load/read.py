"""Bytes of an input: opened, unpacked and bounded, with one clear error for each way to fail."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mtlint.types import Failure

MAX_ARTICLE_BYTES = 512 * 1024 * 1024
# Some 650,000 words: no article, but a file of something else, which would take minutes to check.
MAX_ARTICLE_CHARACTERS = 4_000_000
"""An article larger than this (unpacked) is refused: it is no article, or a bomb."""
MAX_LINE_BYTES = 256 * 1024 * 1024
"""One record of a batch may not be larger than this."""
HEAD_BYTES = 64 * 1024
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_GZIP_MAGIC = b"\x1f\x8b"


class LoadError(Exception):
    """An input that cannot be read: what is wrong, what to do, and the line where known.

    `where` names the file, where it is another than the input that was asked for.
    """

    def __init__(
        self, what: str, remedy: str = "", line: int | None = None, absent: bool = False
    ) -> None:
        super().__init__(what)
        self.absent = absent
        self.what = what
        self.remedy = remedy
        self.line = line
        self.where: str | None = None

    def failure(self, where: str) -> Failure:
        return Failure(self.where or where, self.what, self.remedy, self.line, self.absent)


class _Prepended(io.RawIOBase):
    """A raw stream that gives back bytes already taken from another stream, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._head:
            # read1, where there is one, hands on what a pipe holds without waiting for more
            read = getattr(self._rest, "read1", self._rest.read)
            self._head = memoryview(read(max(len(buffer), HEAD_BYTES)))
        taken = self._head[: len(buffer)]
        buffer[: len(taken)] = taken
        self._head = self._head[len(taken) :]
        return len(taken)


def with_head(stream: BinaryIO, size: int = HEAD_BYTES) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of `stream`, and a stream that still starts with them."""
    head = stream.read(size) or b""
    return head, io.BufferedReader(_Prepended(head, stream))


def whole_lines(head: bytes) -> bytes:
    """The head up to its last line end, so that no character is cut."""
    end = head.rfind(b"\n") + 1
    if end and len(head) >= HEAD_BYTES:
        return head[:end] if head[:2] not in _UTF16_MARKS else head[: end + end % 2]
    if len(head) < HEAD_BYTES:
        return head
    # One long line: cut before a character of UTF-8 that may go on.
    cut = len(head)
    while cut > len(head) - 4 and head[cut - 1] >= 0x80:
        cut -= 1
    return head[:cut]


def unpacked(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """`with_head`, seen through gzip when the bytes are gzip, whatever the name says."""
    head, whole = with_head(stream)
    if head.startswith(_GZIP_MAGIC):
        return with_head(gzip.GzipFile(fileobj=whole))  # type: ignore[arg-type]
    return head, whole


def bounded(characters: int) -> None:
    """Refuse a text that is too long for one article.

    Raises:
        LoadError: more than `MAX_ARTICLE_CHARACTERS`.
    """
    if characters > MAX_ARTICLE_CHARACTERS:
        raise LoadError(
            f"{characters:,} characters in one article, {MAX_ARTICLE_CHARACTERS:,} at most",
            "cut it into articles, or give a batch of them",
        )


def read_bounded(stream: BinaryIO, limit: int = MAX_ARTICLE_BYTES) -> bytes:
    """All bytes of `stream`.

    Raises:
        LoadError: more than `limit` bytes.
    """
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(1024 * 1024):
        size += len(chunk)
        if size > limit:
            raise LoadError(
                f"larger than {limit // 2**20} MB when unpacked",
                "give a batch of articles as JSON lines instead",
            )
        chunks.append(chunk)
    return b"".join(chunks)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, open for reading bytes.

    Raises:
        LoadError: the file does not exist or the system refuses to give it.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise LoadError("no such file", "check the path", absent=True) from None
    except PermissionError:
        raise LoadError("not allowed to read this file", "check its permissions") from None
    except OSError as error:
        raise LoadError(f"cannot be opened: {error.strerror or error}") from error
    with stream:
        yield stream


@contextmanager
def read_errors() -> Iterator[None]:
    """Turns what reading and unpacking may raise into a LoadError."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise LoadError(f"the gzip data is broken: {error}", "pack or fetch it again") from error
    except MemoryError as error:
        raise LoadError("does not fit into memory", "cut it into smaller files") from error
    except OSError as error:
        raise LoadError(f"cannot be read: {error.strerror or error}") from error
