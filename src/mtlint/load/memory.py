"""Translation memories (.tmx): a document for each target language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.load.record import Row, segmented
from mtlint.load.xml import local, text_in, xml_events
from mtlint.text.language import primary
from mtlint.types import Document

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY = "*all*"


def load_tmx(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Document]:
    """The units of a TMX file as segments: its source language, and each other language it holds.

    With `options.target_lang` only that language is read. A unit without the source language has
    no source.

    Raises:
        LoadError: broken XML, no TMX, or nothing in the language asked for.
    """
    asked = _primary(options.source_lang)
    source_lang = asked
    by_lang: dict[str, list[Row]] = {}
    units = 0
    first = True
    for event, element in xml_events(stream):
        name = local(element)
        if first:
            first = False
            if name != "tmx":
                raise LoadError(f"is no TMX: it starts with <{name}>", "export it again")
        if event == "start":
            continue
        if name == "header" and not asked:
            given = element.get("srclang") or _ANY
            source_lang = None if given.lower() == _ANY else _primary(given)
        elif name == "tu":
            units += 1
            _add(element, units, source_lang, by_lang)
            element.clear(keep_tail=True)
    wanted = _primary(options.target_lang)
    chosen = {lang: rows for lang, rows in by_lang.items() if wanted in (None, _primary(lang))}
    if not chosen:
        have = ", ".join(by_lang) or "none"
        what = (
            f"has no translation into {wanted}: it has {have}" if wanted else "has no translation"
        )
        raise LoadError(what, "name a language that it holds", absent=not units)
    for lang, rows in chosen.items():
        name = Path(path).name if len(chosen) == 1 else f"{Path(path).name} {lang}"
        record = {"source_lang": source_lang, "target_lang": lang}
        yield segmented(name, rows, None, path, options, record, titled=False)


def _add(unit: Any, number: int, source_lang: str | None, by_lang: dict[str, list[Row]]) -> None:
    """Put a unit's translations into the rows of their languages."""
    texts: dict[str, str] = {}
    for variant in unit:
        lang = variant.get(_LANG) or variant.get("lang")
        segment = next((c for c in variant if local(c) == "seg"), None)
        if local(variant) == "tuv" and lang and segment is not None:
            texts.setdefault(lang, text_in(segment, preserve=True))
    own = source_lang or _primary(next(iter(texts), None))
    source = next((t for lang, t in texts.items() if _primary(lang) == own), None)
    name = unit.get("tuid") or number
    for lang, text in texts.items():
        if _primary(lang) != own:
            by_lang.setdefault(lang, []).append(Row(name, text, source))


def _primary(tag: str | None) -> str | None:
    """The language of a tag without region or script, in lower case."""
    return primary(tag) if tag else None
