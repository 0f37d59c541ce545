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
_HEAD = 64 * 1024
_SAMPLE = 200_000
# Control bytes that text files do not hold (tab, line feed, form feed, return, escape are fine).
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.01
# Of the Latin code pages only the most common: the others differ from it in letters that no
# statistics can tell in an article of a page.
_CANDIDATES = "cp1252 gb18030 big5 shift_jis euc_jp euc_kr cp1251 koi8_r cp1253 cp1256".split()
_KANA = re.compile("[\u3041-\u30fa]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and a note where that was a guess."""

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file, without its byte-order mark.

    `declared` is an encoding that the file's format names (an HTML charset); it is believed only
    where the bytes are not UTF-8.

    Raises:
        LoadError: binary data, or bytes that no known encoding explains.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(name), name)
            except UnicodeDecodeError as error:
                raise LoadError(
                    f"starts as {name.upper()} but breaks at byte {error.start}",
                    "save it again as UTF-8",
                ) from error
    head = data[:_HEAD]
    if b"\0" in head or len(_CONTROL.findall(head)) > _MOST_CONTROL * len(head):
        raise LoadError("holds binary data, not text", "give a text file")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    for name in filter(None, (declared,)):
        try:
            return Decoded(data.decode(name), codecs.lookup(name).name)
        except (LookupError, UnicodeDecodeError):
            break
    return _guess(data, broken.start)


def declared_charset(data: bytes) -> str | None:
    """The charset that the head of an HTML page names."""
    found = _CHARSET.search(data, 0, 4096)
    return found.group(1).decode("ascii") if found else None


def _guess(data: bytes, broken_at: int) -> Decoded:
    """The likeliest legacy encoding, judged on the bytes around the first that are not UTF-8."""
    from charset_normalizer import from_bytes

    start = max(0, broken_at - _SAMPLE // 2)
    sample = data[start : start + _SAMPLE]
    names = [m.encoding for m in from_bytes(sample, cp_isolation=_CANDIDATES)]
    if (
        names
        and names[0] == "shift_jis"
        and not _KANA.search(sample.decode("shift_jis", "replace"))
    ):
        # Half-width katakana alone is no Japanese: short Chinese words in English look so.
        names.insert(0, "gb18030")
    for name in [*names, "cp1252"]:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        label = {"cp1252": "windows-1252", "cp1251": "windows-1251"}.get(name, name)
        return Decoded(text, label, f"not UTF-8: read as {label}, which is a guess")
    raise LoadError(
        f"is in no encoding that mtlint knows (first strange byte: {broken_at})",
        "save it again as UTF-8",
    )
