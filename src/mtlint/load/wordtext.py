"""The paragraphs and table cells of a Word document, as Word shows them with all changes accepted.

python-docx gives but the runs and links right in a paragraph right in the body: what stands in a
tracked insertion, a field, a content control or a table is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_READ = frozenset(
    "body p r hyperlink ins moveTo fldSimple smartTag customXml sdt sdtContent dir bdo ruby "
    "rubyBase tbl tr tc".split()
)
"""What holds text that is shown; what else there is (deletions, drawings, properties) is passed."""
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTENTS = "Table of Contents"
_DELETED = {
    "p": ("pPr/rPr/del", "pPr/rPr/moveFrom"),
    "tr": ("trPr/del",),
    "tc": ("tcPr/cellDel",),
}


class Paragraph(NamedTuple):
    """A paragraph's text as it is in the file, the id of its style, and whether a cell holds it."""

    text: str
    style: str | None
    in_cell: bool


def paragraphs_in(body: Any) -> Iterator[Paragraph]:
    """The paragraphs of a document's body element, in order; empty ones too.

    A paragraph whose mark was deleted runs on into the next one of its cell or of the body.
    """
    from lxml import etree

    walker = etree.iterwalk(body, events=("start", "end"))
    text: list[str] = []
    style: str | None = None
    cells = 0
    for event, element in walker:
        name = element.tag[len(_W) :] if element.tag.startswith(_W) else ""
        opens = event == "start"
        if opens and (name not in _READ or _is_left_out(element, name)):
            text.append((element.text or "") if name == "t" else _MARKS.get(name, ""))
            walker.skip_subtree()
        if name == "p" and not opens:
            style = _value(element, "pPr/pStyle")
            if not _is_deleted(element, "p"):
                yield Paragraph("".join(text), style, cells > 0)
                text.clear()
        elif name in ("tbl", "tc", "body") and any(text):  # nothing runs on over the edge of these
            yield Paragraph("".join(text), style, cells > 0)
            text.clear()
        if name == "tc":
            cells += 1 if opens else -1


def _is_left_out(element: Any, name: str) -> bool:
    """Rows and cells that were deleted; controls that nobody filled in; tables of contents.

    These last say the headings once more, with numbers.
    """
    if name == "sdt":
        gallery = _value(element, "sdtPr/docPartObj/docPartGallery")
        return gallery == _CONTENTS or _find(element, "sdtPr/showingPlcHdr") is not None
    return name in ("tr", "tc") and _is_deleted(element, name)


def _is_deleted(element: Any, name: str) -> bool:
    return any(_find(element, path) is not None for path in _DELETED[name])


def _find(element: Any, path: str) -> Any:
    return element.find("/".join(_W + step for step in path.split("/")))


def _value(element: Any, path: str) -> str | None:
    found = _find(element, path)
    return None if found is None else found.get(f"{_W}val")
