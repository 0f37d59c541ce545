"""Word documents (.docx) through python-docx."""

from __future__ import annotations

import io
import re
import zipfile

from mtlint.load.article import Draft, build
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.types import Document

_MOST_UNPACKED = 512 * 1024 * 1024
_SPACE = re.compile(r"\s+")


def load_docx(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """An article from a Word document: the Title style is the headline, Heading styles headings.

    `Document.text` is the extracted text, paragraphs parted by blank lines; tables are left out.

    Raises:
        LoadError: no Word document, broken or too large, or without text.
    """
    import docx

    _check_archive(data)
    try:
        word = docx.Document(io.BytesIO(data))
        found = [(_SPACE.sub(" ", p.text).strip(), _style(p)) for p in word.paragraphs]
    except Exception as error:  # the library lets whatever a broken file causes through
        raise LoadError(f"is a broken Word document: {error}", "save it again") from error
    pieces = [(text, style) for text, style in found if text]
    if not pieces:
        raise LoadError("holds no text", "give an article")
    headings: set[int] = set()
    span: tuple[int, int] | None = None
    at = 0
    for text, style in pieces:
        if style == "title" and span is None and at == 0:
            span = (at, at + len(text))
        elif style.startswith(("heading", "title", "subtitle")):
            headings.add(at)
        at += len(text) + 2
    draft = Draft(
        "\n\n".join(text for text, _ in pieces),
        id,
        path,
        headline=pieces[0][0] if span else None,
        headline_span=span,
        headings=frozenset(headings),
        extracted=True,
    )
    return build(draft, options)


def _style(paragraph: object) -> str:
    style = getattr(paragraph, "style", None)
    return (getattr(style, "name", "") or "").lower()


def _check_archive(data: bytes) -> None:
    """Refuse what is no archive, or would unpack to more than memory should hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise LoadError(f"is no Word document: {error}", "save it again as .docx") from error
    if size > _MOST_UNPACKED:
        raise LoadError("unpacks to more than 512 MB", "give a smaller document")
