"""XML that any parser takes: the standard library writes it, impossible characters are out."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with a replacement character for what XML 1.0 cannot hold."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def element(
    parent: ET.Element | None, tag: str, text: str = "", /, **attributes: object
) -> ET.Element:
    """A new element below `parent`."""
    made = ET.Element(tag) if parent is None else ET.SubElement(parent, tag)
    for key, value in attributes.items():
        made.set(key, clean(str(value)))
    if text:
        made.text = clean(text)
    return made


def document(root: ET.Element) -> str:
    """The element as an indented XML document."""
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
