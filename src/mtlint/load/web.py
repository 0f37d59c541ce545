"""HTML: the main text of a page by trafilatura, the headline from what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from mtlint.load.article import Draft, build
from mtlint.load.blocks import text_of
from mtlint.load.comments import silence_page
from mtlint.load.encoding import declared_charset, decode
from mtlint.load.headline import headline_end, is_site_name, reads_as_title, same_headline
from mtlint.load.maintext import Main, main_text
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError
from mtlint.load.tree import MOST_DEPTH, parse_page
from mtlint.types import Document

_SPACE = re.compile(r"\s+")
_MOST_HEADLINES = 3
# What a page calls its title and its headline is the same thing even in rather other words.
_SAME_PAGE = 0.5
_MUCH = 100
_SOME, _SHARE = 40, 0.1  # words within the article, and what share of those that were checked


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
    main = main_text(html, page.parsed)
    texts = main.texts
    if not texts:
        raise LoadError("holds no text of an article", "save the article as text", absent=True)
    texts = [t for i, t in enumerate(texts) if i > 2 or t.text != headline]
    # A page may say its headline in two wordings (in its title and above its text): keep both.
    top = {t.text for t in texts[:3]}
    again = [h for h in headlines[1:] if h not in top]
    text = "\n\n".join([*headlines[:1], *again, *(t.text for t in texts)])
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
    draft.notes.extend(_notes(decoded.note, page.parsed.flattened, main, text))
    silence_page(draft, page.tree)
    titles = (
        t.text
        for t in texts
        if t.kind != "paragraph" and reads_as_title(t.text, cell=t.kind == "cell")
    )
    heads = page.headings().union(again, titles)
    at = 0
    starts = set()
    for piece in text.split("\n\n"):
        if piece in heads:
            starts.add(at)
        at += len(piece) + 2
    draft.headings = frozenset(starts)
    return build(draft, options)


def _notes(decoded: str | None, flattened: bool, main: Main, text: str) -> Iterator[str]:
    if decoded:
        yield decoded
    if flattened:
        yield f"nested very deep: below {MOST_DEPTH} elements it was read as plain paragraphs"
    words = len(text.split())
    if main.left_out > max(_MUCH, words):
        yield f"{main.left_out:,} words, more than were checked, seem to be no part of the article"
    elif main.inside > max(_SOME, _SHARE * words):
        yield (
            f"{main.inside:,} words within the article were left out: what they stand in seems to "
            "be beside its text"
        )


class _Page:
    """What a page says of its article: JSON-LD, OpenGraph, h1, title; in this order."""

    def __init__(self, html: str) -> None:
        self.parsed = parse_page(html)
        self.tree = self.parsed.root

    def headlines(self) -> list[str]:
        """The article's headline, and other wordings of it that the page holds, site names off."""
        found: list[str] = []
        every = list(self._headlines())
        if every and all(is_site_name(_SPACE.sub(" ", line).strip()) for line in every):
            every = [*islice(self._texts("h2"), 1), *every]
        for candidate in every:
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
        title = next(self._texts("title"), "")
        # The name of the site may be an h1 too: it stands at the end of the page's title.
        heads = [h for h in self._texts("h1") if h == title or not title.endswith(h)]
        yield from sorted(heads, key=lambda head: not title.startswith(head))
        yield from self._texts("title")

    def _texts(self, *tags: str) -> Iterator[str]:
        for element in self.tree.iter(*tags):
            if text := text_of(element):
                yield text

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
