"""Glossaries: TBX, CSV and TSV become approved and forbidden terms."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from mtlint.load.encoding import decode
from mtlint.load.read import LoadError, opened, read_bounded, read_errors, unpacked
from mtlint.load.xml import local, xml_events
from mtlint.text.glossary import Glossary
from mtlint.types import Term

_NAMES = {
    "source": frozenset({"source", "source term", "source_term", "src", "term"}),
    "target": frozenset(
        {"target", "target term", "target_term", "translation", "approved", "preferred", "tgt"}
    ),
    "forbidden": frozenset(
        {"forbidden", "forbidden variants", "forbidden_variants", "variants", "not", "avoid",
         "deprecated", "rejected", "do not use"}
    ),
    "source_lang": frozenset({"source_lang", "source language", "source_language"}),
    "target_lang": frozenset({"target_lang", "target language", "target_language"}),
}  # fmt: skip
_LANG_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_SEVERAL = re.compile(r"\s*[;|；]\s*")
_FORBIDDEN = frozenset({"deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecated",
                        "deprecatedTerm", "supersededTerm", "superseded", "obsolete",
                        "forbidden", "notRecommended"})  # fmt: skip
_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANG_SETS = frozenset({"langSet", "langSec"})
_TERM_SETS = frozenset({"tig", "ntig", "termSec"})
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SUFFIXES = (".tbx", ".csv", ".tsv")


def read_glossary(path: str) -> Glossary:
    """The glossary of a file, read once as long as the file does not change.

    Raises:
        LoadError: a file that cannot be read, no glossary, or an entry without a term.
    """
    try:
        stat = Path(path).stat()
    except OSError:
        return _read(path, 0, 0)  # opening it says what is wrong
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)
def _read(path: str, changed: int, size: int) -> Glossary:
    suffix = Path(path.removesuffix(".gz")).suffix.lower()
    if suffix not in SUFFIXES:
        raise LoadError(f"is no glossary by its name ({suffix or 'no suffix'})", "give a .tbx, "
                        ".csv or .tsv")  # fmt: skip
    with opened(Path(path)) as raw, read_errors():
        data = read_bounded(unpacked(raw)[1])
    if suffix == ".tbx":
        terms = list(_tbx(data))
    else:
        terms = list(_table(decode(data).text, "\t" if suffix == ".tsv" else ","))
    if not terms:
        raise LoadError("holds no term", "give source term and target term in each row")
    return Glossary(terms, hashlib.blake2b(data, digest_size=6).hexdigest())


def _table(text: str, delimiter: str) -> Iterator[Term]:
    """Rows of source term, target term and, where there are any, forbidden variants.

    A header row names the columns, or the two languages. Several variants (or approved terms)
    stand in one cell parted by ";" or "|".
    """
    first = text.partition("\n")[0]
    if delimiter == "," and "," not in first and first.count(";") in (1, 2):
        delimiter = ";"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = {"source": 0, "target": 1, "forbidden": 2}
    langs: dict[str, str] = {}
    fresh = True
    try:
        for row in reader:
            cells = [c.strip() for c in row]
            if not any(cells):
                continue
            if fresh:
                fresh = False
                if header := _header(cells):
                    columns, langs = header
                    continue
            yield _entry(cells, columns, langs, reader.line_num)
    except csv.Error as error:
        raise LoadError(f"is no table that can be read: {error}", "save it again as UTF-8 CSV",
                        reader.line_num) from error  # fmt: skip


def _header(cells: Sequence[str]) -> tuple[dict[str, int], dict[str, str]] | None:
    """Which column is what, if the first row says so; and the languages where they name columns."""
    lows = [c.lower() for c in cells]
    columns = {
        name: lows.index(word) for name, words in _NAMES.items() for word in lows if word in words
    }
    if "target" in columns or "forbidden" in columns:
        return columns, {}
    if len(cells) > 1 and all(_LANG_TAG.fullmatch(c) for c in cells[:2]):
        return {**columns, "source": 0, "target": 1}, {"source": cells[0], "target": cells[1]}
    return None


def _entry(cells: Sequence[str], columns: dict[str, int], langs: dict[str, str], line: int) -> Term:
    def cell(name: str) -> str:
        at = columns.get(name, len(cells))
        text = cells[at] if at < len(cells) else ""
        # An apostrophe before a sign keeps a spreadsheet from running the cell.
        return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text

    targets, forbidden = _several(cell("target")), _several(cell("forbidden"))
    if not targets and not forbidden:
        what = "has neither a target term nor a forbidden one"
        raise LoadError(what, "fill the row or remove it", line)
    return Term(
        cell("source"),
        targets,
        tuple(f for f in forbidden if f not in targets),
        cell("source_lang") or langs.get("source"),
        cell("target_lang") or langs.get("target"),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _SEVERAL.split(cell) if part))


def _tbx(data: bytes) -> Iterator[Term]:
    """A Term for each source term and target language of each concept (TBX 2 and 3)."""
    root = ""
    for event, element in xml_events(io.BytesIO(data)):
        root = root or local(element)
        if root not in {"martif", "tbx"}:
            raise LoadError(f"is no TBX: it starts with <{root}>", "export it again")
        if event == "end" and local(element) in _ENTRIES:
            yield from _concept(element)
            element.clear(keep_tail=True)


def _concept(entry: Any) -> Iterator[Term]:
    by_lang: dict[str, list[tuple[str, bool]]] = {}
    for lang_set in entry.iter():
        if local(lang_set) in _LANG_SETS:
            own = by_lang.setdefault(lang_set.get(_XML_LANG) or "", [])
            own.extend(_terms(lang_set))
    for lang, terms in by_lang.items():
        targets = tuple(t for t, fine in terms if fine)
        forbidden = tuple(t for t, fine in terms if not fine and t not in targets)
        others = [(o, text) for o, own in by_lang.items() if o != lang for text, _ in own]
        for other, source in others or [("", "")]:
            yield Term(source, targets, forbidden, other or None, lang or None)


def _terms(lang_set: Any) -> Iterator[tuple[str, bool]]:
    """The terms of a concept in one language, preferred first, and whether each may be used."""
    found: list[tuple[int, str]] = []
    for group in lang_set.iter():
        if local(group) not in _TERM_SETS:
            continue
        text, status = "", ""
        for node in group.iter():
            name = local(node)
            if name == "term":
                text = " ".join("".join(node.itertext()).split())
            elif name in _STATUS or node.get("type") in _STATUS:
                status = (node.text or "").strip()
        if text:
            rank = 2 if status in _FORBIDDEN else 0 if status.startswith("preferred") else 1
            found.append((rank, text))
    for rank, text in sorted(found, key=lambda item: item[0]):
        yield text, rank < 2
