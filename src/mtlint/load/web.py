"""HTML: the main text of a page by trafilatura, the headline from what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from mtlint.load.article import Draft, build
from mtlint.load.comments import silence_page
from mtlint.load.encoding import declared_charset, decode
from mtlint.load.headline import headline_end, same_headline
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.types import Document

_SPACE = re.compile(r"\s+")
_LIST_MARK = re.compile(r"^- (?=\S)")
_MOST_HEADLINES = 3
# What a page calls its title and its headline is the same thing even in rather other words.
_SAME_PAGE = 0.5
_APART = frozenset({"nav", "footer", "aside", "form", "script", "style", "head"})


def load_html(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """An article from a web page or an HTML fragment.

    `Document.text` is the extracted text: headline, blank line, paragraphs parted by blank lines.

    Raises:
        LoadError: not text, or no article in it.
    """
    decoded = decode(data, declared_charset(data))
    html = decoded.text
    if not html.strip():
        raise LoadError("is empty", "give an article")
    page = _Page(html)
    headlines = page.headlines()
    headline = headlines[0] if headlines else None
    paragraphs = _main_text(html) or page.blocks()
    if not paragraphs:
        raise LoadError("holds no text of an article", "save the article as text", absent=True)
    paragraphs = [p for i, p in enumerate(paragraphs) if i > 2 or p != headline]
    # A page may say its headline in two wordings (in its title and above its text): keep both.
    again = [h for h in headlines[1:] if h not in paragraphs[:3]]
    text = "\n\n".join([*headlines[:1], *again, *paragraphs])
    draft = Draft(
        text,
        id,
        path,
        headline=headline,
        headline_span=(0, len(headline)) if headline else None,
        site_name=page.site_name(),
        extracted=True,
        encoding=decoded.encoding,
        target_lang=page.language(),
    )
    if decoded.note:
        draft.notes.append(decoded.note)
    silence_page(draft, page.tree)
    heads = page.headings().union(again)
    at = 0
    starts = set()
    for piece in text.split("\n\n"):
        if piece in heads:
            starts.add(at)
        at += len(piece) + 2
    draft.headings = frozenset(starts)
    return build(draft, options)


def _main_text(html: str) -> list[str]:
    """The paragraphs of the page's main text; none where it has none."""
    import trafilatura

    for tables in (False, True):  # pages laid out by tables have their text in them
        found = trafilatura.extract(
            html,
            include_comments=False,
            include_tables=tables,
            include_formatting=False,
            favor_recall=True,
            output_format="txt",
        )
        if found:
            lines = (_LIST_MARK.sub("", line) for line in found.splitlines())
            return [p for p in (_SPACE.sub(" ", line).strip(" |") for line in lines) if p]
    return []


class _Page:
    """What a page says of its article: JSON-LD, OpenGraph, h1, title; in this order."""

    def __init__(self, html: str) -> None:
        from lxml import etree
        from lxml import html as parser

        try:
            # A declaration inside a decoded string is an error to lxml.
            utf8 = parser.HTMLParser(encoding="utf-8")
            self.tree: Any = parser.document_fromstring(
                html.encode("utf-8", "replace"), parser=utf8
            )
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise LoadError(f"is no HTML that can be read: {error}", "save it again") from error

    def headlines(self) -> list[str]:
        """The article's headline, and other wordings of it that the page holds, site names off."""
        found: list[str] = []
        for candidate in self._headlines():
            line = _SPACE.sub(" ", unescape(candidate)).strip()
            others = [*found, *(h for h in self._texts("h1") if h != line)]
            line = line[: headline_end(line, others, self.site_name())].strip()
            cut_short = line.endswith(("…", "..."))
            new = line and line not in found and not (found and cut_short)
            if new and (not found or same_headline(found[0], line, _SAME_PAGE)):
                found.append(line)
        return found[:_MOST_HEADLINES]

    def _headlines(self) -> Iterator[str]:
        yield from self._json_ld("headline")
        yield from self._meta("og:title")
        yield from self._texts("h1")
        yield from self._texts("title")

    def _texts(self, *tags: str) -> Iterator[str]:
        for element in self.tree.iter(*tags):
            if text := _SPACE.sub(" ", element.text_content()).strip():
                yield text

    def blocks(self) -> list[str]:
        """The texts of paragraphs, headings and list items, where no main text could be told."""
        found = [
            _SPACE.sub(" ", element.text_content()).strip()
            for element in self.tree.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li")
            if not any(a.tag in _APART for a in element.iterancestors())
        ]
        if not any(found):
            for element in self.tree.xpath("//script|//style|//head"):
                element.drop_tree()
            found = [_SPACE.sub(" ", t).strip() for t in self.tree.text_content().splitlines()]
        return [text for text in found if text]

    def site_name(self) -> str | None:
        return next(self._meta("og:site_name"), None)

    def language(self) -> str | None:
        lang = self.tree.get("lang") or ""
        return lang if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", lang) else None

    def headings(self) -> frozenset[str]:
        """The texts of h1 to h6."""
        return frozenset(self._texts("h1", "h2", "h3", "h4", "h5", "h6"))

    def _meta(self, name: str) -> Iterator[str]:
        for element in self.tree.iter("meta"):
            if name in (element.get("property"), element.get("name")) and element.get("content"):
                yield element.get("content")

    def _json_ld(self, key: str) -> Iterator[str]:
        for element in self.tree.iter("script"):
            if (element.get("type") or "").lower() != "application/ld+json":
                continue
            try:
                data = json.loads(element.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _values(data, key)


def _values(data: Any, key: str, depth: int = 0) -> Iterator[str]:
    """String values of `key` in nested JSON, outermost first, to a sane depth."""
    if depth > 6:
        return
    if isinstance(data, dict):
        if isinstance(data.get(key), str):
            yield data[key]
        for value in data.values():
            yield from _values(value, key, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value, key, depth + 1)
