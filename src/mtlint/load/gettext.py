"""gettext catalogues (.po) through Babel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from mtlint.load.encoding import declared_charset, decode
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError, read_bounded
from mtlint.load.record import Row, segmented
from mtlint.types import Document

_STRING_LINE = re.compile(
    r"(?:msg(?:id(?:_plural)?|ctxt|str(?:\[\d+\])?)(?!\S)\s*|(?=\"))(?P<string>.*)"
)
_STRING = re.compile(r'"(?:[^\\]|\\.)*"')


def load_po(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Document]:
    """The messages of a catalogue as segments, named by the line of their msgid.

    Plural forms are segments of their own ("16[1]"). Fuzzy messages, which programs do not show,
    and obsolete ones are left out.

    Raises:
        LoadError: no PO file, or no message in it.
    """
    from babel.messages.pofile import PoFileError, read_po

    data = read_bounded(stream)
    decoded = decode(data, declared_charset(data))
    _check_quotes(decoded.text)
    try:
        catalog = read_po(io.StringIO(decoded.text), ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        raise LoadError(f"is no PO file: {error}", "mend the line", error.lineno + 1) from error
    except Exception as error:  # headers that name what does not exist end in any kind of error
        raise LoadError(f"is a broken PO file: {error}", "run msgfmt --check on it") from error
    rows: list[Row] = []
    fuzzy = 0
    for message in catalog:
        if not message.id:
            continue
        if message.fuzzy:
            fuzzy += 1
        else:
            rows.extend(_rows(message.lineno or len(rows) + 1, message.id, message.string))
    if not rows:
        raise LoadError("holds no message that is not fuzzy", "translate it first", absent=True)
    record = {"target_lang": catalog.locale_identifier}
    document = segmented(Path(path).name, rows, None, path, options, record, titled=False)
    notes = [decoded.note] if decoded.note else []
    if fuzzy:
        notes.append(f"{fuzzy} fuzzy messages were left out")
    yield _with_notes(document, notes)


def _check_quotes(text: str) -> None:
    """Refuse a string that is not closed: Babel would take its last letter for the closing mark.

    Raises:
        LoadError: the first line with such a string.
    """
    for number, line in enumerate(io.StringIO(text), 1):
        found = _STRING_LINE.match(line.strip())
        if found and not _STRING.fullmatch(found["string"]):
            what = "is a broken PO file: this line's text does not stand between quotation marks"
            raise LoadError(what, "open and close it with one", number)


def _with_notes(document: Document, notes: list[str]) -> Document:
    from dataclasses import replace

    return replace(document, notes=(*document.notes, *notes))


def _rows(line: int, source: object, target: object) -> Iterator[Row]:
    if isinstance(source, list | tuple) and isinstance(target, list | tuple):
        for number, form in enumerate(target):
            # The first form goes with the singular, all others with the plural.
            yield Row(f"{line}[{number}]", str(form or ""), str(source[min(number, 1)]))
    else:
        yield Row(line, str(target or ""), str(source))
