"""HTML: the main text of a page by trafilatura, the headline from what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from mtlint.load.article import Draft, build
from mtlint.load.encoding import declared_charset, decode
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.types import Document

_SPACE = re.compile(r"\s+")


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
    headline = page.headline()
    body = _main_text(html)
    if not body:
        raise LoadError("holds no main text that could be found", "save the article as text")
    paragraphs = [_SPACE.sub(" ", line).strip() for line in body.splitlines()]
    paragraphs = [p for p in paragraphs if p]
    if headline and paragraphs and _SPACE.sub(" ", paragraphs[0]) == headline:
        paragraphs = paragraphs[1:]
    text = "\n\n".join([headline, *paragraphs] if headline else paragraphs)
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
    heads = page.headings()
    at = 0
    starts = set()
    for piece in text.split("\n\n"):
        if piece in heads:
            starts.add(at)
        at += len(piece) + 2
    draft.headings = frozenset(starts)
    return build(draft, options)


def _main_text(html: str) -> str:
    """The page's main text, one paragraph a line; empty where there is none."""
    import trafilatura

    found = trafilatura.extract(
        html,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        favor_recall=True,
        output_format="txt",
    )
    return found or ""


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

    def headline(self) -> str | None:
        """The article's headline, on one line."""
        for candidate in self._headlines():
            line = _SPACE.sub(" ", candidate).strip()
            if line:
                return line
        return None

    def _headlines(self) -> Iterator[str]:
        yield from self._json_ld("headline")
        yield from self._meta("og:title")
        for element in self.tree.iter("h1"):
            yield element.text_content()
        for element in self.tree.iter("title"):
            yield element.text_content()

    def site_name(self) -> str | None:
        return next(self._meta("og:site_name"), None)

    def language(self) -> str | None:
        lang = self.tree.get("lang") or ""
        return lang if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", lang) else None

    def headings(self) -> frozenset[str]:
        """The texts of h1 to h6."""
        found = (e.text_content() for tag in ("h1", "h2", "h3", "h4", "h5", "h6") for e in self.tree.iter(tag))  # fmt: skip  # noqa: E501
        return frozenset(_SPACE.sub(" ", text).strip() for text in found)

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
