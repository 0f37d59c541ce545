"""Comments in Markdown and HTML that silence checks: what they ask, and for which text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mtlint.load.article import Draft
from mtlint.silence import Request, parse_comment
from mtlint.types import Silence

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# A block ends at an empty line, and where a list item, a heading or a quotation begins.
_BOUNDARY = re.compile(r"\n(?=[ \t\r]*\n|[ \t]*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)[ \t])")
_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(
    "p li h1 h2 h3 h4 h5 h6 blockquote td th dd dt figcaption pre caption summary".split()
)


def comments_in(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The comments of a text from `start` on, what they say as first group.

    What opens behind the last end of a comment is never closed, and is not looked for.
    """
    return _COMMENT.finditer(text, start, text.rfind("-->") + len("-->"))


def silence_markdown(draft: Draft, start: int) -> None:
    """Add the silences of a Markdown text's comments behind `start`, and notes on garbled ones.

    Comments in code are examples, not requests.
    """
    text = draft.text
    code = [(f.start, f.end) for f in draft.furniture if f.kind == "code"]
    for match in comments_in(text, start):
        quoted = text[max(0, match.start() - 1) : match.start()] == "`"
        if quoted or any(s <= match.start() < e for s, e in code):
            continue
        line = text.count("\n", 0, match.start()) + 1
        request = _request(draft, match[1], line)
        if request is not None:
            span = (0, len(text)) if request.whole else _block(text, *match.span())
            draft.silences.append(Silence(request.checks, request.reason, *span, line))


def _request(draft: Draft, comment: str, line: int) -> Request | None:
    request = parse_comment(comment)
    if isinstance(request, str):
        draft.notes.append(f"line {line}: a comment to mtlint that cannot be read: {request}")
        return None
    if request is not None and not request.reason:
        checks = ", ".join(request.checks)
        draft.notes.append(f"line {line}: the comment that ignores {checks} gives no reason")
    return request


def _block(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph that a comment stands in, or the next one where it has its lines to itself."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if text[first:start].strip() or text[end:last].strip():
        before = max((m.end() for m in _BOUNDARY.finditer(text, 0, start)), default=0)
        return before, _end_of_block(text, end)
    at = end
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif other := _COMMENT.match(text, at):
            at = other.end()
        else:
            break
    return at, _end_of_block(text, at)


def _end_of_block(text: str, at: int) -> int:
    boundary = _BOUNDARY.search(text, at)
    return boundary.start() if boundary else len(text)


def silence_page(draft: Draft, tree: Any) -> None:
    """Add the silences of a web page's comments, found again in the text taken out of it."""
    pieces = list(_pieces(draft.text))
    for comment in tree.iter(_comment_type()):
        line = comment.sourceline or 1
        request = _request(draft, comment.text or "", line)
        if request is None:
            continue
        span = (0, len(draft.text)) if request.whole else _find(pieces, _text_at(comment))
        if span is None:
            draft.notes.append(
                f"line {line}: the comment that ignores {', '.join(request.checks)} stands at no "
                "text of the article"
            )
        else:
            draft.silences.append(Silence(request.checks, request.reason, *span, line))


def _comment_type() -> Any:
    from lxml import etree

    return etree.Comment


def _text_at(comment: Any) -> str:
    """The text of the block that the comment stands in, or of the next one."""
    around = next((a for a in comment.iterancestors() if a.tag in _BLOCKS), None)
    if around is None:
        tests = " or ".join(f"self::{tag}" for tag in sorted(_BLOCKS))
        following = comment.xpath(f"following::*[{tests}][1]")
        around = following[0] if following else None
    return "" if around is None else _flat(around.text_content())


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """The paragraphs of an extracted text with their places."""
    at = 0
    for piece in text.split("\n\n"):
        yield at, at + len(piece), _flat(piece)
        at += len(piece) + 2


def _find(pieces: list[tuple[int, int, str]], wanted: str) -> tuple[int, int] | None:
    """The paragraph that says what the block says, or is a part of it or holds it."""
    if not wanted:
        return None
    for same in (str.__eq__, str.__contains__, lambda piece, text: piece != "" and piece in text):
        for start, end, piece in pieces:
            if same(piece, wanted):
                return start, end
    return None
