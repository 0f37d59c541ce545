"""Plain text and Markdown: positions point into the decoded file itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import islice
from typing import Any

from mtlint.load.article import Draft, build, lines_of
from mtlint.load.comments import comments_in, silence_markdown
from mtlint.load.encoding import decode
from mtlint.load.options import LoadOptions
from mtlint.types import Document, Furniture

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_TOML_MATTER = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)", re.DOTALL)
_TOML_TITLE = re.compile(r"""^title\s*=\s*(["'])(?P<title>[^\n]*?)\1[ \t]*\r?$""", re.MULTILINE)
_INLINE_MOST = 4_000_000
"""Longer texts (in code points) keep their inline markup: nobody wrote them by hand."""
_OTHER_SPELLING = "the title stands in the front matter in another spelling: not checked"
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
_TITLE_LABEL = re.compile(
    r"\s*(?P<label>(?:Title|Headline|标题|题目) ?[:：][ \t]*)"
    r"(?P<title>\S.{0,300}?)[ \t]*(?:\r?\n|$)"
)
_TOP = 4_000
_NEAR_TOP = 20
_MOST_ABOVE = 3
"""A title said again stands in one of the first lines of text, as on a web page."""
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}\r?$|^ {0,3}[=-]{3,}[ \t]*\r?$", re.MULTILINE)
_IMAGE_LINE = re.compile(r"^[ \t]*(?:\[?!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)\]?(?:\([^)\n]{0,2000}\))?[ \t]*)+\r?$", re.MULTILINE)  # fmt: skip  # noqa: E501
_TABLE = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*\r?$", re.MULTILINE)
_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)+|^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_INLINE = re.compile(
    r"(?<!!)\[(?=[^\]\n]{1,300}\]\()|(?<=\S)\]\([^)\s]{1,2000}(?:[ \t]+\"[^\"\n]*\")?\)"
    r"|!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)"
    r"|<https?://[^>\s]+>|\\(?=[\\`*_{}\[\]()#+.!|-])"
)


def _draft(data: bytes, id: str, path: str | None) -> Draft:
    decoded = decode(data)
    draft = Draft(decoded.text, id, path, encoding=decoded.encoding)
    if decoded.note:
        draft.notes.append(decoded.note)
    return draft


def load_text(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """A plain-text article; its headline may be labelled ("Title: …").

    Raises:
        LoadError: binary or undecodable bytes, or no text of an article.
    """
    draft = _draft(data, id, path)
    if label := _TITLE_LABEL.match(draft.text):
        draft.furniture.append(Furniture(label.start("label"), label.end("label"), "label"))
        draft.headline, draft.headline_span = label["title"], label.span("title")
    return build(draft, options)


def load_markdown(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """A Markdown article: front matter, headings, quotes and lists; markup is furniture.

    The headline is the front matter's `title`, else the first level-one heading or what a plain
    text would have. Code blocks, tables, comments and images are left out.

    Raises:
        LoadError: binary or undecodable bytes, or no text of an article.
    """
    draft = _draft(data, id, path)
    text = draft.text
    body = 0
    match = _FRONT_MATTER.match(text)
    if match:
        body = match.end()
        _read_front_matter(draft, match)
    elif match := _TOML_MATTER.match(text):
        body = match.end()
        title = _TOML_TITLE.search(text, 0, match.end(1))
        _set_headline(draft, title.span("title") if title else None, match.end())
    headings = set()
    _add(draft, _FENCE.finditer(text, body), "code")
    _add(draft, comments_in(text, body), "comment")
    for pattern, kind in ((_TABLE, "table"), (_IMAGE_LINE, "image"), (_RULE, "markup")):
        _add(draft, pattern.finditer(text, body), kind)
    silence_markdown(draft, body)
    for found in _ATX.finditer(text, body):
        draft.furniture.append(Furniture(found.start(), found.start(1), "markup"))
        headings.add(found.start(1))
        if "#" in draft.text[found.end(1) : found.end()]:
            draft.furniture.append(Furniture(found.end(1), found.end(), "markup"))
    _add(draft, _PREFIX.finditer(text, body), "markup")
    if len(text) <= _INLINE_MOST:
        _add(draft, _INLINE.finditer(text, body), "markup")
    if headings:
        draft.headings = frozenset(headings)
    if body:
        _set_title_apart(draft, body)
    return build(draft, options)


def _set_title_apart(draft: Draft, body: int) -> None:
    """The title of the front matter, said again above the text, is the headline and no part of
    the body: it would bear out whatever it says.

    In other words than the front matter's it stays a text to be checked. Where the title is not to
    be found in the front matter as it reads, it is checked here.
    """
    if draft.headline is None:
        return
    title = _flat(draft.headline)
    near = islice(lines_of(draft.text, body, min(len(draft.text), body + _TOP)), _NEAR_TOP)
    kept = [(line, left) for line in near if (left := _left_of(draft, line.start, line.end))]
    for number, (line, left) in enumerate(kept[:_MOST_ABOVE]):
        if _flat(left) != title:
            continue
        at = draft.text.find(draft.headline, line.start, line.end)
        if draft.headline_span is None and number == 0 and at >= 0:
            draft.headline_span = (at, at + len(draft.headline))
            draft.notes.remove(_OTHER_SPELLING)
        else:
            marks = draft.furniture
            draft.furniture = [f for f in marks if f.end <= line.start or f.start >= line.end]
            draft.furniture.append(Furniture(line.start, line.end, "title"))
        return


def _left_of(draft: Draft, start: int, end: int) -> str:
    """What of a stretch of text is no furniture."""
    inside = sorted((f.start, f.end) for f in draft.furniture if f.start < end and f.end > start)
    pieces, at = [], start
    for begin, stop in inside:
        pieces.append(draft.text[at : max(at, begin)])
        at = max(at, stop)
    return "".join([*pieces, draft.text[at:end]]).strip()


def _flat(title: str) -> str:
    """A title without what its two spellings may differ in: spaces, quotation marks, capitals."""
    return " ".join(title.translate(_STRAIGHT).casefold().split()).rstrip(".")


def _add(draft: Draft, matches: Iterable[re.Match[str]], kind: str) -> None:
    """Matches as furniture, less those inside a piece that an earlier pattern took."""
    taken = sorted((f.start, f.end) for f in draft.furniture)
    starts = [begin for begin, _ in taken]
    for found in matches:
        at = bisect_right(starts, found.start()) - 1
        inside = at >= 0 and found.start() < taken[at][1]
        if found.end() > found.start() and not inside:
            draft.furniture.append(Furniture(found.start(), found.end(), kind))


def _read_front_matter(draft: Draft, match: re.Match[str]) -> None:
    """Headline and language from the YAML; what it holds beside the headline is furniture."""
    import yaml

    try:
        root = yaml.compose(match.group(1), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = str(error).partition("\n")[0]
        draft.notes.append(f"the front matter is not valid YAML and was passed over: {line}")
        root = None
    values: dict[str, Any] = {}
    if isinstance(root, yaml.MappingNode):
        pairs = [(k, v) for k, v in root.value if isinstance(v, yaml.ScalarNode)]
        values = {str(k.value).lower(): v for k, v in pairs}
    lang = values.get("lang") or values.get("language")
    if lang is not None and re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", lang.value):
        draft.target_lang = lang.value
    title = values.get("title") or values.get("headline")
    if title is None or not title.value.strip():
        _set_headline(draft, None, match.end())
        return
    offset = match.start(1)
    start, end = offset + title.start_mark.index, offset + title.end_mark.index
    at = draft.text.find(title.value, start, end)
    if at < 0:
        draft.headline = " ".join(title.value.split())
        draft.notes.append(_OTHER_SPELLING)
        _set_headline(draft, None, match.end())
    else:
        _set_headline(draft, (at, at + len(title.value)), match.end())


def _set_headline(draft: Draft, span: tuple[int, int] | None, end: int) -> None:
    """Front matter up to `end` is furniture, but for the headline at `span`."""
    if span is None or not draft.text[slice(*span)].strip():
        draft.furniture.append(Furniture(0, end, "front-matter"))
        return
    draft.headline = draft.text[slice(*span)]
    draft.headline_span = span
    draft.furniture.append(Furniture(0, span[0], "front-matter"))
    draft.furniture.append(Furniture(span[1], end, "front-matter"))
