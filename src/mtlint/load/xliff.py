"""XLIFF 1.2 and 2.x, and what translation tools make of it (.sdlxliff, .mxliff)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.load.record import Row, segment_id, segmented
from mtlint.load.xml import local, preserves_space, text_in, xml_events
from mtlint.types import Document, Failure

Loaded = Document | Failure
_UNITS = frozenset({"trans-unit", "unit"})
# Memsource writes codes as plain text: {1> … <1}, {2}.
_MEMSOURCE_CODES = re.compile(r"\{\w{1,3}>|<\w{1,3}\}|\{\w{1,3}\}")


@dataclass(slots=True)
class _File:
    """A <file> while its units are read."""

    name: str
    source_lang: str | None
    target_lang: str | None
    codes: re.Pattern[str] | None = None
    studio: bool = False
    rows: list[Row] = field(default_factory=list)


def load_xliff(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Loaded]:
    """One document for each <file>; a segment for each unit, or for each segment in it.

    Units marked `translate="no"` are left out. Units without a target keep their place, empty.

    Raises:
        LoadError: broken XML, or no XLIFF.
    """
    langs: tuple[str | None, str | None] | None = None
    current: _File | None = None
    for event, element in xml_events(stream):
        name = local(element)
        if event == "start":
            if langs is None:
                if name != "xliff":
                    raise LoadError(f"is no XLIFF: it starts with <{name}>", "export it again")
                langs = element.get("srcLang"), element.get("trgLang")
            if name == "file":
                current = _opened(element, langs)
        elif name in _UNITS and current is not None:
            if not _fixed(element):
                current.rows.extend(_rows(element, current))
            element.clear(keep_tail=True)
        elif name == "file" and current is not None:
            yield _document(current, path, options)
            current = None
            element.clear()


def _opened(element: Any, langs: tuple[str | None, str | None]) -> _File:
    used = " ".join(filter(None, element.nsmap.values()))
    return _File(
        element.get("original") or element.get("id") or "file",
        element.get("source-language") or langs[0],
        element.get("target-language") or langs[1],
        _MEMSOURCE_CODES if "memsource" in used else None,
        "sdl.com" in used,
    )


def _fixed(unit: Any) -> bool:
    """Whether the unit, or a group around it, is not to be translated."""
    for node in (unit, *unit.iterancestors()):
        if value := node.get("translate"):
            return bool(value == "no")
    return False


def _rows(unit: Any, file: _File) -> Iterator[Row]:
    name = unit.get("id") or str(len(file.rows) + 1)
    preserve = preserves_space(unit)
    pairs = _segments(unit) if local(unit) == "unit" else _marked(unit, file.studio)
    several = len(pairs) > 1
    for part, source, target in pairs:
        source_text = _text(source, preserve, file)
        target_text = _text(target, preserve, file)
        if source_text.strip() or target_text.strip():
            given = part if file.studio and part else f"{name}#{part}" if several else name
            yield Row(segment_id(given), target_text, source_text or None)


def _text(element: Any, preserve: bool, file: _File) -> str:
    return "" if element is None else text_in(element, preserve=preserve, codes=file.codes)


def _child(element: Any, name: str) -> Any:
    return next((c for c in element if local(c) == name), None)


def _segments(unit: Any) -> list[tuple[str, Any, Any]]:
    """The segments of an XLIFF 2 unit; <ignorable> parts are space and codes."""
    found = [c for c in unit.iter() if local(c) == "segment"]
    return [
        (s.get("id") or str(i), _child(s, "source"), _child(s, "target"))
        for i, s in enumerate(found, 1)
    ]


def _marked(unit: Any, studio: bool) -> list[tuple[str, Any, Any]]:
    """The parts of an XLIFF 1.2 unit that its segmentation pairs, or the unit as a whole."""
    source, target = _child(unit, "source"), _child(unit, "target")
    cut = _child(unit, "seg-source")
    parts = {m.get("mid"): m for m in _marks(cut)}
    theirs = {m.get("mid"): m for m in _marks(target)}
    if parts and (studio or theirs.keys() == parts.keys()):
        return [(mid or "", mark, theirs.get(mid)) for mid, mark in parts.items()]
    return [("", source, target)]


def _marks(element: Any) -> list[Any]:
    if element is None:
        return []
    return [m for m in element.iter() if local(m) == "mrk" and m.get("mtype") == "seg"]


def _document(file: _File, path: str, options: LoadOptions) -> Loaded:
    record = {"source_lang": file.source_lang, "target_lang": file.target_lang}
    try:
        return segmented(file.name, file.rows, None, path, options, record)
    except LoadError:
        what = f"{file.name!r} holds no translated text"
        return Failure(path, what, "export it with its targets", absent=not file.rows)
