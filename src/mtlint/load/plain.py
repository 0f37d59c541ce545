"""Plain text and Markdown: positions point into the decoded file itself."""

from __future__ import annotations

import re
from typing import Any

from mtlint.load.article import Draft, build, lines_of
from mtlint.load.encoding import decode
from mtlint.load.options import LoadOptions
from mtlint.types import Document, Furniture

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}\r?$|^ {0,3}[=-]{3,}[ \t]*\r?$", re.MULTILINE)
_IMAGE_LINE = re.compile(r"^[ \t]*(?:\[?!\[[^\]\n]*\]\([^)\n]*\)\]?(?:\([^)\n]*\))?[ \t]*)+\r?$", re.MULTILINE)  # fmt: skip  # noqa: E501
_TABLE = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*\r?$", re.MULTILINE)
_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)+|^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_INLINE = re.compile(
    r"(?<!!)\[(?=[^\]\n]{1,300}\]\()|(?<=\S)\]\([^)\s]{1,2000}(?:[ \t]+\"[^\"\n]*\")?\)"
    r"|!\[[^\]\n]*\]\([^)\n]*\)|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)"
    r"|<https?://[^>\s]+>|\\(?=[\\`*_{}\[\]()#+.!|-])"
)


def _draft(data: bytes, id: str, path: str | None) -> Draft:
    decoded = decode(data)
    draft = Draft(decoded.text, id, path, encoding=decoded.encoding)
    if decoded.note:
        draft.notes.append(decoded.note)
    return draft


def load_text(data: bytes, id: str, path: str | None, options: LoadOptions) -> Document:
    """A plain-text article.

    Raises:
        LoadError: binary or undecodable bytes, or no text of an article.
    """
    return build(_draft(data, id, path), options)


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
    headings = set()
    for pattern, kind in ((_FENCE, "code"), (_COMMENT, "comment"), (_TABLE, "table"),
                          (_IMAGE_LINE, "image"), (_RULE, "markup")):  # fmt: skip
        _add(draft, pattern, kind, body)
    for found in _ATX.finditer(text, body):
        draft.furniture.append(Furniture(found.start(), found.start(1), "markup"))
        headings.add(found.start(1))
    _add(draft, _PREFIX, "markup", body)
    _add(draft, _INLINE, "markup", body)
    if headings:
        draft.headings = frozenset(headings)
    return build(draft, options)


def _add(draft: Draft, pattern: re.Pattern[str], kind: str, start: int) -> None:
    for found in pattern.finditer(draft.text, start):
        if found.end() > found.start():
            draft.furniture.append(Furniture(found.start(), found.end(), kind))


def _read_front_matter(draft: Draft, match: re.Match[str]) -> None:
    """Headline and language from the YAML; what it holds beside the headline is furniture."""
    import yaml

    try:
        data: Any = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = str(error).partition("\n")[0]
        draft.notes.append(f"the front matter is not valid YAML and was passed over: {line}")
        data = None
    values = data if isinstance(data, dict) else {}
    title, lang = values.get("title"), values.get("lang") or values.get("language")
    if isinstance(lang, str) and re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)*", lang):
        draft.target_lang = lang
    at = draft.text.find(title, 0, match.end()) if isinstance(title, str) and title.strip() else -1
    if isinstance(title, str) and title.strip():
        draft.headline = title.strip()
    if at >= 0:
        end = at + len(draft.headline or "")
        draft.headline_span = (at, end)
        draft.furniture.append(Furniture(0, at, "front-matter"))
        draft.furniture.append(Furniture(end, match.end(), "front-matter"))
    else:
        draft.furniture.append(Furniture(0, match.end(), "front-matter"))


def line_spans(text: str) -> list[tuple[int, int]]:
    """The non-empty lines of a parallel file."""
    return [(line.start, line.end) for line in lines_of(text)]
