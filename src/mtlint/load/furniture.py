"""Page furniture: lines, and ends of lines, that are not text of the article.

`rules` says what single lines look like. Here the neighbours are heard as well: a button needs
other buttons, a list of other articles its head, a comment form its place behind the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mtlint.load.headline import is_site_name
from mtlint.load.rules import (
    FORM_START,
    LABEL,
    ONE_NETWORK,
    RELATED,
    leading_stamp,
    rules_for,
)
from mtlint.text.late import late

LONGEST = 700
"""Longer lines (in code points) are text."""
_EDGE = 6
_TAIL = 240
_PROSE_WORDS = 12
_ENDED = re.compile(r"[.!?…。！？][\"”’»)\]]*$")
_FIELD = re.compile(r"\s*[|｜•·\t]\s*|\s{2,}")
_NAME_FIELD = late(r"[A-Z\u4e00-\u9fff][^\s.!?]*(?:\s+(?:[A-Z\d][^\s.!?]*|of|the|and)){0,4}")
_META = frozenset({"timestamp", "byline", "counts"})
_OPEN = {")": "(", "]": "[", "）": "（", "】": "【"}
_READ_MORE = re.compile(
    r"(?:click here to )?(?:\b(?:read|learn|find out) more\b(?! than\b)|continue reading)"
    r"(?:\s+(?:about|on|from|here)\b[^.,;:!?]{0,60})?\s*[»→>.…]*$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\b(?:Photos?|Pictures?|Images?|Video) (?:taken |provided )?by [A-Z]")

_HAS_FIELDS = re.compile(r"[|｜•·\t\d]|\s\s")


class Tail(NamedTuple):
    """Furniture at the end of a line: where it starts, and its kind."""

    start: int
    kind: str


def kind_of(line: str, *, edge: bool) -> str | None:
    """The kind of furniture that a line is by itself, or None. `edge`: near the top or end."""
    line = line.strip()
    if len(line) > LONGEST or not line:
        return None
    for rule in rules_for(line):
        if (edge or not rule.edge_only) and rule.fits(line):
            return rule.kind
    return _of_fields(line)


def _of_fields(line: str) -> str | None:
    """A line of several fields (site, date, credits, counts), one of them furniture, none prose."""
    if not _HAS_FIELDS.search(line):
        return None
    stamp = leading_stamp(line)
    if stamp and stamp.end() < len(line):
        rest = line[stamp.end() :]
        if LABEL.match(rest) and any(r.kind == "byline" and r.fits(rest) for r in rules_for(rest)):
            return "byline"
    fields = [f for f in _FIELD.split(line) if f]
    if not 2 <= len(fields) <= 8:
        return None
    found = [next((r.kind for r in rules_for(f) if r.fits(f)), None) for f in fields]
    named = all(k or _NAME_FIELD.fullmatch(f) for f, k in zip(fields, found, strict=True))
    known = [k for k in found if k in _META]
    return known[0] if named and known else None


def tail_of(line: str) -> Tail | None:
    """Credits, an end mark or a "read more" behind the last sentence of a line."""
    closer = _OPEN.get(line[-1:], "")
    if closer:
        start = line.rfind(closer, max(0, len(line) - _TAIL))
        if start > 0:
            kind = kind_of(line[start:], edge=True)
            behind_sentence = _ENDED.search(line, max(0, start - 6), len(line[:start].rstrip()))
            if kind == "caption" or (kind in {"byline", "end-mark"} and behind_sentence):
                return Tail(start, kind)
    begin = max(1, len(line) - _TAIL)
    end = line[begin:]
    labels = LABEL.finditer(line, begin) if ":" in end or "：" in end else ()
    more = _READ_MORE.finditer(line, begin) if "ead" in end or " more" in end else ()
    credits = _CREDIT.finditer(line, begin) if " by " in end else ()
    for found in (*labels, *more, *credits):
        start = found.start()
        if not _ENDED.search(line, max(0, start - 6), len(line[:start].rstrip())):
            continue
        kind = kind_of(line[start:], edge=True)
        if kind in {"byline", "caption", "navigation"}:
            return Tail(start, kind)
    return None


def kinds(
    lines: Sequence[str], gaps: Sequence[bool] | None = None, *, titled: bool = False
) -> list[str | None]:
    """The kind of each line, or None for text of the article.

    `gaps` tells which lines have an empty line above. `titled`: the headline stands elsewhere,
    so that the first line is not it.
    """
    found = [kind_of(line, edge=False) for line in lines]
    text = [i for i, kind in enumerate(found) if kind is None]
    for i in {*text[:_EDGE], *text[-_EDGE:]}:
        if i > 0 or titled:
            found[i] = kind_of(lines[i], edge=True)
    if not titled:
        _spare_headline(lines, found)
        _take_site_name(lines, found)
    _spare_lone_buttons(lines, found)
    _take_related(lines, gaps or [True] * len(lines), found)
    _take_comments(lines, found)
    return found


def _spare_headline(lines: Sequence[str], found: list[str | None]) -> None:
    """The first line of a page may be worded like a credit and is its headline all the same."""
    if found and found[0] in {"byline", "caption"} and len(LABEL.findall(lines[0])) < 2:
        found[0] = None


def _take_site_name(lines: Sequence[str], found: list[str | None]) -> None:
    """The name of the site above the date or the credits, and these above the headline."""
    if not lines or found[0] is not None or not is_site_name(lines[0]):
        return
    below = next((i for i in range(1, len(lines)) if found[i] is None), 0)
    if below < 2 or not _META.issuperset(found[1:below]):
        return
    title = lines[below].strip()
    if title.count(" ") >= 2 and not _prose(title) and not _ENDED.search(title):
        found[0] = "site-name"


def _spare_lone_buttons(lines: Sequence[str], found: list[str | None]) -> None:
    """One network's name between paragraphs heads a section; buttons come in rows."""
    last = len(lines) - 1
    for i, line in enumerate(lines):
        if found[i] != "share" or not ONE_NETWORK.fullmatch(line.strip()):
            continue
        above = found[i - 1] if i else None
        below = found[i + 1] if i < last else "end"
        if line.strip().lower().startswith("share") or "share" in (above, below):
            continue
        if below is None or (above is None and below == "end" and i <= 1):
            found[i] = None


def _take_related(lines: Sequence[str], gaps: Sequence[bool], found: list[str | None]) -> None:
    """The titles under "Related articles": all that follow at the end, else those of its block."""
    last_prose = max((i for i, k in enumerate(found) if k is None and _prose(lines[i])), default=-1)
    inside = False
    for i, line in enumerate(lines):
        if found[i] == "navigation" and RELATED.fullmatch(line.strip()):
            inside = True
        elif inside and found[i] is None:
            inside = not _ENDED.search(line) and (i > last_prose or not gaps[i])
            if inside:
                found[i] = "navigation"


def _take_comments(lines: Sequence[str], found: list[str | None]) -> None:
    """All that follows the head of a comment form, unless most of the text does."""
    heads = [i for i, line in enumerate(lines) if FORM_START.fullmatch(line.strip())]
    for head in heads:
        before = sum(_sizes(lines[:head], found[:head]))
        after = sum(_sizes(lines[head:], found[head:]))
        form = "comment-form" in found[head + 1 : head + 5]
        if before >= after or (form and before):
            found[head:] = ["comment-form"] * (len(lines) - head)
            return
        found[head] = "comment-form"


def _sizes(lines: Sequence[str], found: Sequence[str | None]) -> Iterable[int]:
    return (len(line) for line, kind in zip(lines, found, strict=True) if kind is None)


def _prose(line: str) -> bool:
    return _ENDED.search(line) is not None and len(line.split()) >= _PROSE_WORDS
