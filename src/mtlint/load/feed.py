"""News feeds (RSS, Atom) through feedparser: an article for each entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from mtlint.load.article import Draft, build
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError, read_bounded
from mtlint.load.tree import parse_page
from mtlint.types import Document, Failure

_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure figcaption "
    "header footer hr pre dt dd".split()
)
_SKIPPED = frozenset({"script", "style", "iframe", "figure", "img", "video", "audio"})
_TAG = re.compile(r"<[A-Za-z/!]")


def load_feed(stream: BinaryIO, path: str, options: LoadOptions) -> Iterator[Document | Failure]:
    """The entries of a feed: title as headline, full content where given, else the summary.

    Raises:
        LoadError: no feed, or a feed without entries.
    """
    import feedparser

    # Given a stream, feedparser opens no address and no file.
    feed = feedparser.parse(io.BytesIO(read_bounded(stream)), resolve_relative_uris=False)
    if not feed.entries:
        why = f": {feed.bozo_exception}" if feed.bozo else ""
        if feed.version and not feed.bozo:
            raise LoadError("is a feed without entries", "give one with articles", absent=True)
        raise LoadError(f"is no feed that can be read{why}", "fetch it again")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _article(entry, number, feed.feed.get("language"), path, options)
        except LoadError as error:
            yield Failure(path, f"entry {number} {error.what}", error.remedy, absent=error.absent)
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        what = f"is a broken feed, read as far as it goes: {feed.bozo_exception}"
        yield Failure(path, what, "fetch it again")


def _article(
    entry: Any, number: int, language: str | None, path: str, options: LoadOptions
) -> Document:
    content = entry.get("content") or []
    detail = content[0] if content else entry.get("summary_detail") or {}
    paragraphs = paragraphs_of(str(detail.get("value") or ""))
    headline = " ".join(paragraphs_of(str(entry.get("title") or ""))) or None
    if not paragraphs and not headline:
        raise LoadError("has neither a title nor a text", "leave it out")
    parts = [headline, *paragraphs] if headline else paragraphs
    draft = Draft(
        "\n\n".join(p for p in parts if p),
        str(entry.get("id") or entry.get("link") or number),
        path,
        headline=headline,
        headline_span=(0, len(headline)) if headline else None,
        extracted=True,
        target_lang=detail.get("language") or language or None,
    )
    return build(draft, options)


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of an HTML fragment, or of plain text, without surrounding space."""
    if not _TAG.search(markup):
        pieces = markup.split("\n\n")
    else:
        try:
            tree = parse_page(f"<div>{markup}</div>").root
        except LoadError:
            return []
        pieces = "".join(_flow(tree)).split("\n\n")
    return [text for text in (_SPACE.sub(" ", p).strip() for p in pieces) if text]


def _flow(element: Any) -> Iterator[str]:
    """The text of an element, with an empty line around what stands as a block of its own."""
    block = "\n\n" if element.tag in _BLOCKS else ""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        yield block
    else:
        yield block + _SPACE.sub(" ", element.text or "")
        for child in element:
            yield from _flow(child)
            yield _SPACE.sub(" ", child.tail or "")
        yield block
