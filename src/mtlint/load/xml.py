"""XML of a stranger: read as a stream, no DTD fetched, no entity resolved, no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from mtlint.load.read import LoadError

# Stand for a code that was taken out, and for a line break that a code means.
_GAP, _BREAK = "\ufdd0", "\ufdd1"
_GAPS = re.compile(rf"^{_GAP}+\s*|\s*{_GAP}+$|\s+{_GAP}+(?=[\s,.;:!?)\]}}，。；：！？）])|{_GAP}+")
_WRAPPED = re.compile(r"[ \t\r]*\n\s*")
_ROOTS = {
    b"xliff": ".xlf",
    b"tmx": ".tmx",
    b"rss": ".rss",
    b"feed": ".atom",
    b"rdf": ".rss",
}
_ROOT = re.compile(rb"<(?:\w+:)?(xliff|tmx|rss|feed|rdf)[\s>]", re.IGNORECASE)
_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
# Codes that stand for content of their own; the others open or close formatting.
_STANDALONE = frozenset({"x", "ph", "ut"})
_PAIRED = frozenset({"bpt", "ept", "it", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
_LINE_BREAKS = frozenset({"lb", "x-lb", "linebreak", "x-br", "x-linebreak", "fmt:lb", "xlf:lb"})


def xml_kind(head: bytes) -> str | None:
    """The suffix of the format that the first bytes of an XML file open; None for others.

    >>> xml_kind(b'<?xml version="1.0"?><rss version="2.0"><channel>')
    '.rss'
    """
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode("utf-8")
    first = _FIRST_TAG.search(head)
    found = _ROOT.match(head, first.start()) if first else None
    return _ROOTS[found[1].lower()] if found else None


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def xml_events(stream: BinaryIO) -> Iterator[tuple[str, Any]]:
    """("start" | "end", element) while the file is read. The caller clears what it has used.

    Raises:
        LoadError: broken XML, with the line; what came before it has been yielded.
    """
    from lxml import etree

    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from events
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        what = f"is broken XML: {error.msg or 'it ends too early'}"
        raise LoadError(what, "export it again", line) from error


def text_in(element: Any, *, preserve: bool = False, codes: re.Pattern[str] | None = None) -> str:
    """The text of a segment without its inline codes.

    Elements that mark text (`g`, `mrk`, `pc`, `hi`) give their text; native codes (`ph`, `bpt`,
    `x` …) are dropped with what they hold, and with the space that would be left doubled. A code
    that says which text it stands for (`equiv-text`, `equiv`) gives that. `codes` are codes that
    a tool writes as plain text. Without `preserve` line wrapping counts as a space.

    Raises:
        LoadError: an entity that only a DTD explains.
    """
    raw = "".join(_pieces(element))
    if codes is not None:
        raw = codes.sub(lambda m: "" if m[0][0] == "<" or m[0][-1] == ">" else _GAP, raw)
    if not preserve:
        raw = _WRAPPED.sub(" ", raw).strip()
    return _GAPS.sub("", raw).replace(_BREAK, "\n")


def _pieces(element: Any) -> Iterator[str]:
    from lxml import etree

    yield element.text or ""
    for child in element:
        if child.tag is etree.Entity:
            what = f"uses the entity {child.text}, which mtlint does not resolve"
            raise LoadError(what, "save it without a DTD", child.sourceline)
        name = local(child)
        if name in _STANDALONE:
            yield _stands_for(child)
        elif name and name not in _PAIRED:
            yield from _pieces(child)
        yield child.tail or ""


def _stands_for(code: Any) -> str:
    """What a standalone code is in the text: its equivalent, a line break, or a gap."""
    equivalent = code.get("equiv-text") or code.get("equiv")
    if equivalent:
        return str(equivalent)
    kind = code.get("ctype") or code.get("subType") or code.get("type") or ""
    return _BREAK if kind.lower() in _LINE_BREAKS else _GAP


def preserves_space(element: Any) -> bool:
    """Whether xml:space="preserve" holds for the element."""
    name = "{http://www.w3.org/XML/1998/namespace}space"
    for node in (element, *element.iterancestors()):
        if value := node.get(name):
            return bool(value == "preserve")
    return False
