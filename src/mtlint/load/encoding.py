"""Bytes -> text: what the file says, then UTF-8, then a guess that the report names."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from mtlint.load.read import LoadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_FILES = (
    (b"%PDF-", "is a PDF document", "save its text as .txt, or the article as .docx or .html"),
    (b"{\\rtf", "is an RTF document", "save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "is an old Office document", "save it as .docx"),
    (b"PK\x03\x04", "is a zip archive or Office document", "unpack it, or name it .docx if it is"),
    (b"\x1f\x8b", "is a gzip archive inside another", "unpack it once"),
    (b"PAR1", "is a Parquet file", "name it .parquet"),
)
_HEAD = 64 * 1024
_SAMPLE = 200_000
# Control bytes that text files do not hold (tab, line feed, form feed, return, escape are fine).
_CONTROL = bytes(c for c in (*range(32), 0x7F) if c not in b"\t\n\v\f\r\x1b")
_MOST_CONTROL = 0.01
# Of the Latin code pages only the most common: the others differ from it in letters that no
# statistics can tell in an article of a page.
_CANDIDATES = "cp1252 gb18030 big5 shift_jis euc_jp euc_kr cp1251 koi8_r cp1253 cp1256".split()
_LABELS = {"cp1252": "windows-1252", "cp1251": "windows-1251"}
_KANA = re.compile("[\u3041-\u30fa]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# Bytes that Western text holds alone among ASCII: curly quotes, dashes, accented letters.
_WESTERN = re.compile(rb"[\x80-\x8c\x8e\x91-\x9c\x9e-\xff]{1,2}")
_HANZI_PAIRS = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# A file is UTF-8 with damage, not another encoding, when this share of its characters is right.
_MOSTLY_UTF8 = 2 / 3


class UnknownEncodingError(LoadError):
    """Text, but in no encoding that explains all of it."""


class BinaryDataError(LoadError):
    """Bytes that no text holds, in a file of no kind that is known."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and a note where that was a guess."""

    text: str
    encoding: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Guess:
    """How bytes are to be read. `label` is what the report calls the encoding."""

    codec: str
    label: str
    note: str | None = None
    skip: int = 0
    """Bytes of the byte-order mark."""
    errors: str = "strict"


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file, without its byte-order mark; positions count from after it.

    `declared` is an encoding that the file's format names (an HTML charset); it is believed only
    where the bytes are not UTF-8.

    Raises:
        LoadError: binary data, or bytes that no known encoding explains.
    """
    guess = guess_of(data, declared)
    try:
        text = data[guess.skip :].decode(guess.codec, guess.errors)
    except UnicodeDecodeError as error:
        raise LoadError(
            f"starts as {guess.label} but breaks at byte {error.start + guess.skip:,}",
            "save it again as UTF-8",
        ) from error
    return Decoded(text, guess.label, guess.note)


def declared_charset(data: bytes) -> str | None:
    """The charset that the head of an HTML page names."""
    found = _CHARSET.search(data, 0, 4096)
    return found.group(1).decode("ascii") if found else None


def guess_of(data: bytes, declared: str | None = None) -> Guess:
    """How `data`, a file or the first lines of one, is encoded.

    Raises:
        LoadError: binary data, or bytes that no known encoding explains.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Guess(name, name, skip=len(mark))
    head = data[:_HEAD]
    wide = _utf16_without_mark(head)
    if wide:
        note = f"no byte-order mark: read as {wide}, which is a guess"
        return Guess(wide, wide, note)
    _refuse_binary(head)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error.start
    else:
        return Guess("utf-8", "utf-8")
    if declared and (codec := _codec(declared)) and _explains(data, codec):
        return Guess(codec, codec)
    return _damaged_utf8(data, broken) or _legacy(data, broken)


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    # Pages that say GB2312 are written in its superset.
    return "gb18030" if found in {"gb2312", "gbk"} else found


def _explains(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except (UnicodeDecodeError, LookupError, AssertionError):
        return False
    return True


def _utf16_without_mark(head: bytes) -> str | None:
    """Text whose every second byte is mostly zero, as Latin letters are in UTF-16."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 4 or max(even, odd) < 0.4 * half or min(even, odd) > 0.02 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_binary(head: bytes) -> None:
    for magic, what, remedy in _KNOWN_FILES:
        if head.startswith(magic):
            raise LoadError(what, remedy)
    if is_binary(head):
        raise BinaryDataError("holds binary data, not text", "give a text file")


def is_binary(data: bytes) -> bool:
    """Whether bytes hold a NUL, or more control bytes than text does."""
    control = len(data) - len(data.translate(None, _CONTROL))
    return b"\0" in data or control > _MOST_CONTROL * len(data)


def _damaged_utf8(data: bytes, broken: int) -> Guess | None:
    """UTF-8 with a few wrong bytes: they are shown as U+FFFD, the rest is read as it is."""
    text = data[max(0, broken - _SAMPLE) : broken + _SAMPLE].decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for c in text if c > "\x7f") - wrong
    if right < 3 or right < _MOSTLY_UTF8 * (right + wrong):
        return None
    line = data.count(b"\n", 0, broken) + 1
    note = f"UTF-8 with bytes that are not (the first in line {line:,}), shown as \ufffd"
    return Guess("utf-8", "utf-8", note, errors="replace")


def _legacy(data: bytes, broken: int) -> Guess:
    """The likeliest legacy encoding, judged on the bytes around the first that are not UTF-8."""
    start = max(0, broken - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    for name in [*_by_runs(sample), *_by_statistics(sample), "cp1252"]:
        if _explains(data, name):
            label = _LABELS.get(name, name)
            return Guess(name, label, f"not UTF-8: read as {label}, which is a guess")
    raise UnknownEncodingError(
        f"is in no encoding that mtlint knows (first strange byte: {broken:,})",
        "save it again as UTF-8",
    )


def _by_runs(sample: bytes) -> list[str]:
    """What the runs of high bytes say: single ones are Western, pairs of GB2312 are Chinese.

    Statistics fail on the case that matters here: English with a few curly quotes or a few
    Chinese words, where only a handful of bytes speak.
    """
    runs = _HIGH_RUN.findall(sample)
    total = sum(map(len, runs))
    western = sum(len(r) for r in runs if _WESTERN.fullmatch(r))
    letters = len(sample) - len(sample.translate(None, bytes(range(0x41, 0x7B))))
    chinese = sum(len(r) for r in runs if len(r) % 2 == 0 and _HANZI_PAIRS.fullmatch(r))
    # Hanzi fall evenly on GB2312's first level; Cyrillic and Kana do so in their own rows.
    first_level = sum(0xB0 <= b <= 0xD7 for r in runs for b in r[0::2])
    if chinese >= 0.97 * total and first_level >= 0.6 * total / 2 and letters >= 4 * total:
        return ["gb18030"]
    singles = sum(len(r) for r in runs if len(r) == 1)
    if western >= 0.97 * total and singles >= 0.8 * total and letters >= 8 * total:
        return ["cp1252"]
    return []


def _by_statistics(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    names = [match.encoding for match in from_bytes(sample, cp_isolation=_CANDIDATES)]
    if names[:1] == ["shift_jis"] and not _KANA.search(sample.decode("shift_jis", "replace")):
        # Half-width katakana alone is no Japanese: short Chinese words in English look so.
        names.insert(0, "gb18030")
    return names
