"""Whether a sentence may speak of somebody else than the person it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from mtlint.text.forms import is_common
from mtlint.text.lexicon_en import proper_words
from mtlint.text.persons import HONORIFICS, Mention, bare
from mtlint.text.view import SegmentView

MOST_NAMED = 8  # mentions of one sentence that are looked through
_PLACED = frozenset("in at from to of near for toward towards outside around across".split())
_REGIONS = frozenset("hong kong macao macau taiwan beijing shanghai xinhua".split())


@cache
def humans() -> frozenset[str]:
    """Nouns in the singular that he or she may stand for."""
    text = files("mtlint.text").joinpath("data/humans_en.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


@cache
def _described_by() -> frozenset[str]:
    """What `bare` makes a word of `humans` of: each by itself and in both spellings of the
    possessive."""
    words = [w for w in humans() if bare(w) == w]
    return frozenset(w + end for w in words for end in ("", "'s", "’s"))


def strangers(segment: SegmentView, first: int, stop: int, named: Sequence[Mention]) -> bool:
    """Whether a word of a sentence may name somebody else."""
    initials = segment.initials
    own = {i for m in named for i in range(m.first, m.last + 1)}
    at = range(bisect_left(initials, first), bisect_left(initials, stop))
    return any(i not in own and _may_name(segment, i) for i in map(initials.__getitem__, at))


def described(segment: SegmentView, first: int, stop: int, named: Sequence[Mention]) -> bool:
    """Whether a sentence speaks of somebody without a name, other than by the person's title."""
    others = _described_by()
    lows = segment.lowers[first:stop]
    if others.isdisjoint(lows):
        return False
    own = {i for m in named for i in range(m.first, m.last + 1)}
    return any(
        low in others and i not in own and not _is_title(segment, i, named)
        for i, low in enumerate(lows, first)
    )


def _is_title(segment: SegmentView, i: int, named: Sequence[Mention]) -> bool:
    """Whether a noun is the person's own: "driver Wang Li", "Wang Li, a driver,"."""
    for m in named[:MOST_NAMED]:
        if i == m.first - 1 and not segment.gaps[m.first].strip(" ."):
            return True
        behind = 0 < i - m.last <= 8 and segment.gaps[m.last + 1].startswith(",")
        if behind and not "".join(segment.gaps[m.last + 2 : i + 1]).strip():
            return True
    return False


def _may_name(segment: SegmentView, i: int) -> bool:
    """Whether a capitalised word may be a person's name: unknown, and not where places stand."""
    form, low = segment.forms[i], segment.lowers[i]
    if form.isupper() or low in HONORIFICS:
        return False
    if is_common(low) or low in proper_words() or low in _REGIONS or not form.isalpha():
        return False
    return not _in_a_place(segment, i)


def _in_a_place(segment: SegmentView, i: int) -> bool:
    """Whether a word stands where places do, or in a row of them: "of Guangdong and Macao"."""
    back = i
    while back and i - back < 8 and segment.gaps[back] in (" ", ", "):
        back -= 1
        if segment.lowers[back] in _PLACED:
            return True
        if not segment.forms[back][0].isupper() and segment.lowers[back] not in ("and", "the"):
            return False
    return False
