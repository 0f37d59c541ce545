"""Word documents (.docx) through python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from mtlint.load.article import Draft, build
from mtlint.load.headline import reads_as_title
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.load.wordtext import paragraphs_in
from mtlint.types import Document

_MOST_UNPACKED = 512 * 1024 * 1024
_SPACE = re.compile(r"\s+")
_HEADS = ("heading", "title", "subtitle")


class _Piece(NamedTuple):
    text: str
    style: str
    in_cell: bool


def load_docx(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """An article from a Word document: the Title style is the headline, Heading styles headings.

    `Document.text` is the extracted text, paragraphs and those of table cells parted by blank
    lines; tracked changes count as accepted.

    Raises:
        LoadError: no Word document, broken or too large, or without text.
    """
    pieces = _title_first(_pieces(data))
    if not pieces:
        raise LoadError("holds no text", "give an article")
    headings: set[int] = set()
    cells: set[int] = set()
    titled = pieces[0].style == "title"
    at = 0
    for number, piece in enumerate(pieces):
        if piece.style.startswith(_HEADS) and not (titled and number == 0):
            headings.add(at)
        elif piece.in_cell and reads_as_title(piece.text, cell=True):
            cells.add(at)
        at += len(piece.text) + 2
    draft = Draft(
        "\n\n".join(piece.text for piece in pieces),
        id,
        path,
        headline=pieces[0].text if titled else None,
        headline_span=(0, len(pieces[0].text)) if titled else None,
        # Where the styles tell of no heading, they are guessed, those in cells as well.
        headings=frozenset(headings | cells if headings else ()),
        extracted=True,
    )
    return build(draft, options)


def _pieces(data: bytes) -> list[_Piece]:
    """The paragraphs that hold text, with the names of their styles."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    _check_archive(data)
    try:
        word = docx.Document(io.BytesIO(data))
        styles: dict[str | None, str] = {}
        pieces = []
        for text, style, in_cell in paragraphs_in(word.element.body):
            if style not in styles:
                named = word.part.get_style(style, WD_STYLE_TYPE.PARAGRAPH)
                styles[style] = (getattr(named, "name", "") or "").lower()
            pieces.append(_Piece(_SPACE.sub(" ", text).strip(), styles[style], in_cell))
    except Exception as error:  # the library lets whatever a broken file causes through
        raise LoadError(f"is a broken Word document: {error}", "save it again") from error
    return [piece for piece in pieces if piece.text]


def _title_first(pieces: list[_Piece]) -> list[_Piece]:
    """A title or heading below the table of a letterhead goes above it, as the headline it is."""
    first = next((i for i, piece in enumerate(pieces) if not piece.in_cell), 0)
    if first and pieces[first].style.startswith(_HEADS):
        return [pieces[first], *pieces[:first], *pieces[first + 1 :]]
    return pieces


def _check_archive(data: bytes) -> None:
    """Refuse what is no archive, or would unpack to more than memory should hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise LoadError(f"is no Word document: {error}", "save it again as .docx") from error
    if size > _MOST_UNPACKED:
        raise LoadError("unpacks to more than 512 MB", "give a smaller document")
