"""Where persons are named in a document, as far as capitals, titles and surnames tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtlint.text.alignment import distance
from mtlint.text.forms import is_common
from mtlint.text.grammar_en import SUBORDINATORS
from mtlint.text.lexicon_en import proper_words
from mtlint.text.phrases import STOP
from mtlint.text.pinyin import is_pinyin, surnames
from mtlint.text.romanisation import given_readings, is_foreign_surname, surname_readings
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Place

MR, MS, MRS = "mr", "ms", "mrs"
HONORIFICS = {"mr": MR, "mister": MR, "sir": MR, "ms": MS, "mrs": MRS, "miss": MS, "madam": MS}
HEADS = frozenset(
    "president premier minister chancellor king queen pope emperor prince princess mayor governor "
    "director secretary chairman chairwoman chairperson chair chief commissioner ambassador "
    "principal dean commander head manager curator editor coach speaker professor magistrate "
    "secretary-general ceo leader captain dr doctor general colonel judge senator prosecutor "
    "spokesman spokeswoman spokesperson warden rector vice-president vice-chairman vice-mayor "
    "vice-minister vice-premier vice-governor treasurer officer inspector superintendent".split()
)
RANKS = frozenset("deputy vice assistant associate".split())
# What stands capitalised behind a title and names no person.
_THINGS = frozenset(
    "office council committee department ministry house palace bureau university school college "
    "company group party government court commission conference meeting state city province county "
    "street road prize award cup day week center centre of and the designate elect general".split()
)
_PLACES = frozenset({("hong", "kong"), ("sai", "kung"), ("kuala", "lumpur"), ("hang", "seng")})
_TITLES = HEADS | HONORIFICS.keys()
_BEFORE = STOP | SUBORDINATORS | {"later", "then", "today", "yesterday", "meanwhile"}
_MOST_WORDS = 4
_SPELLING = 2  # edits: names so near may be one, misspelt
_LONGEST_ROW = 12  # capitalised words in a row, the body's name and the person's


class Mention(NamedTuple):
    """A person named once: `first` and `last` are word indices in the segment.

    `names` are the words in lower case, without 's; `start` and `end` the span in the segment;
    `titled`: a title or an honorific stands right before. `sentence` counts through the document.
    """

    segment: int
    sentence: int
    first: int
    last: int
    start: int
    end: int
    names: tuple[str, ...]
    titled: bool
    honorific: str

    @property
    def whole(self) -> bool:
        """Whether surname and given name stand there."""
        return len(self.names) > 1


def persons(view: DocumentView) -> tuple[Mention, ...]:
    """Every mention of a person by name, in order, made once per document."""
    return _persons(view)


def of_two_persons(view: DocumentView, a: Place, b: Place) -> bool:
    """Whether two places are the given names of two persons with one surname: no slip, unless one
    is the other misspelt."""
    one, other = _bearer(view, a), _bearer(view, b)
    if one is None or other is None or one.names[1:] != other.names[1:]:
        return False
    if is_chinese(one.names) or is_chinese(other.names):
        return False  # the surname stands first
    x, y = one.names[0], other.names[0]
    return one.whole and distance(x, y, _SPELLING + 1) > _SPELLING


def _bearer(view: DocumentView, place: Place) -> Mention | None:
    """The person whose name begins at a place."""
    found = persons(view)
    at = bisect_left(found, (place.segment, place.start), key=lambda m: (m.segment, m.start))
    m = found[at] if at < len(found) else None
    return m if m and (m.segment, m.start) == (place.segment, place.start) else None


@lru_cache(maxsize=1)
def _persons(view: DocumentView) -> tuple[Mention, ...]:
    found: list[Mention] = []
    alone: list[tuple[SegmentView, int, int]] = []  # capitalised words that may be a surname
    sentence = 0
    for segment in view.segments:
        for s in segment.sentences:
            first, stop = s.word_range
            for low, high in _runs(segment, first, stop):
                named = _named(segment, sentence, low, high)
                if named:
                    found.append(named)
                elif high - low == 1 + (low == first and segment.lowers[low] in _BEFORE):
                    alone.append((segment, sentence, high - 1))
            sentence += 1
    parts = {part for m in found for part in m.names if not is_common(part)}
    known = [m for entry in alone for m in _again(*entry, parts)]
    if not known:
        return tuple(found)
    return tuple(sorted((*found, *known), key=lambda m: (m.sentence, m.first)))


def _again(view: SegmentView, sentence: int, i: int, parts: set[str]) -> Iterator[Mention]:
    """A person named before or later, by the surname or the given name alone."""
    name = bare(view.lowers[i])
    if name in parts and len(name) > 1:
        start = view.starts[i]
        yield Mention(view.index, sentence, i, i, start, start + len(name), (name,), False, "")


def _runs(view: SegmentView, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """Rows of capitalised words with one space between them (half-open)."""
    forms, gaps, initials = view.forms, view.gaps, view.initials
    at, end = bisect_left(initials, first), bisect_left(initials, stop)
    while at < end:
        low = high = initials[at]
        at, high = at + 1, high + 1
        while at < end and initials[at] == high and _joins(forms[high - 1], gaps[high]):
            at, high = at + 1, high + 1
        yield low, high


def _joins(before: str, gap: str) -> bool:
    if before.endswith(("'s", "’s")):
        return False
    if gap in (" ", "\u00a0"):
        return True
    short = len(before) == 1 or before.lower() in HONORIFICS or before == "Dr"
    return short and gap in (". ", ".\u00a0")


def _named(view: SegmentView, sentence: int, low: int, high: int) -> Mention | None:
    """The person that a row of capitalised words names, if it names one."""
    lows = view.lowers
    cut = high
    while cut > low and lows[cut - 1] not in _TITLES:
        cut -= 1
    if high - cut > _LONGEST_ROW:
        return None
    before = lows[low - 1] if low else ""
    titled = cut > low or (before in _TITLES and view.gaps[low] in (" ", ". "))
    if high - low == 1 and not titled and not _untitled_name((bare(lows[low]),)):
        return None
    names = tuple(bare(lows[i]) for i in range(cut, high))
    if not titled:
        skip = _lead(names)
        cut, names = cut + skip, names[skip:]
    if not names or len(names) > _MOST_WORDS or not _plain(view.forms[cut:high]):
        return None
    if not (_titled_name(names) if titled else _untitled_name(names)):
        return None
    honorific = HONORIFICS.get(lows[cut - 1], "") if titled else ""
    start, end = view.starts[cut], view.starts[high - 1] + len(names[-1])
    return Mention(view.index, sentence, cut, high - 1, start, end, names, titled, honorific)


def bare(low: str) -> str:
    """A word in lower case without the ending of the possessive."""
    return low[:-2] if low.endswith(("'s", "’s")) else low


def _plain(forms: list[str]) -> bool:
    """Whether the words look like names: letters and hyphens, not in full capitals."""
    return all(
        len(f) == 1 or (bare(f).replace("-", "").replace("'", "").isalpha() and not f.isupper())
        for f in forms
    )


def _lead(names: tuple[str, ...]) -> int:
    """How many words at the front of a row are no name: "Meanwhile", "Tourism Bureau"."""
    if is_chinese(names):
        return 0
    for size in (2, 3):
        if len(names) > size and is_chinese(names[-size:]) and is_common(names[-size - 1]):
            return len(names) - size
    lead = 0
    while lead < len(names) - 2 and _opener(names[lead]) and not is_chinese(names[lead:]):
        lead += 1
    return lead


def _opener(low: str) -> bool:
    return low in STOP or low in SUBORDINATORS or (is_common(low) and len(low) > 4)


def _titled_name(names: tuple[str, ...]) -> bool:
    if any(n in _THINGS for n in names):
        return False
    if is_chinese(names):
        return True
    common = [n for n in names if is_common(n)]
    placed = any(n in proper_words() or n in STOP for n in names)
    return len(common) <= 1 and not placed


def _untitled_name(names: tuple[str, ...]) -> bool:
    if len(names) < 2:
        return len(names[0]) > 1 and is_foreign_surname(names[0]) and not is_common(names[0])
    if names in _PLACES:
        return False
    if is_chinese(names) or is_foreign_surname(names[0]) or is_foreign_surname(names[-1]):
        return not all(is_common(n) for n in names)
    return not any(is_common(n) or n in proper_words() or n in STOP for n in names)


@lru_cache(maxsize=8192)
def is_chinese(names: tuple[str, ...]) -> bool:
    """Whether words read as a Chinese surname and given name, in either order and spelling."""
    if not 2 <= len(names) <= 3:
        return False
    return bool(
        (surname_readings(names[0]) and given_readings(" ".join(names[1:])))
        or (surname_readings(names[-1]) and given_readings(" ".join(names[:-1])))
    )


def is_all_pinyin(names: tuple[str, ...]) -> bool:
    """Whether a whole name is written in pinyin, surname and given name in either order."""
    bare = [n.replace("-", "") for n in names]
    return all(map(is_pinyin, bare)) and (bare[0] in surnames() or bare[-1] in surnames())
