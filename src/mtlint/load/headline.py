"""Where a page title ends and the name of its site begins, and what reads as a title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mtlint.segment import looks_like_heading
from mtlint.text.late import late

_SEPARATOR = re.compile(r"\s+(?:[-–—|»·•]|::|//)\s+|\s*[_|]\s*(?=\S)|\s*::\s*")
_STRONG = re.compile(r"[_|»]|::")
_SITE_WORD = late(
    r"(?:\b(?:net|news|online|daily|times|post|herald|tribune|journal|gazette|agency|network|"
    r"website|portal|tv|radio|channel|media|press|today|weekly|express|observer|chronicle|"
    r"guardian|telegraph|xinhua|xinhuanet|reuters|bbc|cnn|cgtn|cctv|blog|magazine|review|"
    r"mirror|globe|standard|broadcasting|information)|\.(?:com|net|org|cn|info|co\.\w\w)|网)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SMALL = frozenset("of the and for in on de la le du a an & to".split())
_MOST_WORDS = 6
_MOST_SITE_WORDS = 3  # of a line by itself; behind a mark a site's name may be longer
_LEAST_HEADLINE_WORDS = 3
_LEAST_BEFORE_MARK = 2
# How much of a title's words a later line must hold to be the same headline once more.
_SAME = 0.75
_SENTENCE_SPACES = 5


def headline_end(title: str, later: Iterable[str] = (), site_name: str | None = None) -> int:
    """Where the headline ends in `title`; its length where no site name is glued on.

    Evidence, best first: a later line of the page that repeats the headline without the tail; the
    site's own name; the shape of the tail (a short run of capitalised words behind `_`, `|`,
    `»` or `::`, or behind a dash when its last word is one that sites are called by).
    """
    cuts = [(m.start(), m.end(), m.group()) for m in _SEPARATOR.finditer(title)]
    if not cuts:
        return len(title)
    lines = [_words(line) for line in later]
    for start, _, _ in cuts:
        head = _words(title[:start])
        if len(head) >= _LEAST_BEFORE_MARK and any(
            _same(head, line) and not _same(_words(title), line, 0.97) for line in lines
        ):
            return start
    end = len(title)
    for start, after, mark in reversed(cuts):
        tail = title[after:end].strip()
        head = _words(title[:start])
        least = _LEAST_BEFORE_MARK if _STRONG.search(mark) else _LEAST_HEADLINE_WORDS
        if len(head) < least or not _is_site(tail, mark, site_name, end, title):
            break
        end = start
    return end


def same_headline(title: str, line: str, least: float = _SAME) -> bool:
    """Whether a line says the headline again, perhaps with a few words exchanged.

    `least` is the share of words that must be common.
    """
    if len(line) > 3 * len(title) + 20:
        return False
    head = _words(title)
    return len(head) >= _LEAST_HEADLINE_WORDS and _same(head, _words(line), least)


def is_site_name(line: str) -> bool:
    """Whether a line is what a site calls itself and no headline.

    >>> is_site_name("Lindal News Network"), is_site_name("Lindal opens a radio")
    (True, False)
    """
    words = line.split()
    named = all(w[0].isupper() or w.lower() in _SMALL for w in words)
    return 2 <= len(words) <= _MOST_SITE_WORDS and named and _SITE_WORD.search(line) is not None


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def _same(head: list[str], line: list[str], least: float = _SAME) -> bool:
    """Whether two word lists are one headline, perhaps with a few words exchanged."""
    if len(head) < _LEAST_HEADLINE_WORDS:
        return bool(head) and head == line
    if not line or min(len(head), len(line)) < least * max(len(head), len(line)):
        return False
    shared = set(head) & set(line)
    return len(shared) >= least * max(len(set(head)), len(set(line)))


def _is_site(tail: str, mark: str, site_name: str | None, end: int, title: str) -> bool:
    if not tail:
        return False
    if site_name and _words(tail) == _words(site_name):
        return True
    words = tail.split()
    if len(words) > _MOST_WORDS or tail[-1] in ".?!,;:":
        return False
    named = all(w.lower() in _SMALL or not w[0].isalpha() or w[0].isupper() for w in words)
    site_like = _SITE_WORD.search(tail) is not None
    if _STRONG.search(mark):
        return named or site_like
    # A dash also parts a headline from its own second half: only a name that says "site" counts.
    inner = end < len(title)
    return site_like and named and (len(words) <= 4 or inner)


def reads_as_title(text: str, *, cell: bool) -> bool:
    """Whether a caption or cell is so long that it would be missed a full stop, as a sentence.

    Shorter ones say nothing of the text below them, as headings do, least of all numbers in cells.
    """
    return (
        text.count(" ") >= _SENTENCE_SPACES
        and not (cell and any(map(str.isdigit, text)))
        and not text[:1].islower()
        and looks_like_heading(text)
    )
