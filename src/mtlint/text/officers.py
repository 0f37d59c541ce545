"""Offices of one document that contradict: two names for one holder, two ranks of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from mtlint.text.alignment import distance
from mtlint.text.forms import is_common
from mtlint.text.lexicon_en import proper_words
from mtlint.text.names import sound_key
from mtlint.text.offices import (
    UNIQUE,
    Office,
    changes_hands,
    is_relative,
    offices,
    other_years,
    same_scope,
)
from mtlint.text.persons import Mention
from mtlint.text.pinyin import syllables
from mtlint.text.view import DocumentView

# Offices of which one body has one.
ONE_OF_A_BODY = frozenset(
    "mayor governor director chairman chief commissioner dean principal head minister rector "
    "speaker secretary ceo magistrate ambassador".split()
)
_LEVEL = {"chairwoman": "chairman", "chairperson": "chairman", "chair": "chairman"}
_ALIKE = 0.42  # share of the letters that may differ where two names share a part
_VERY_ALIKE = 0.35
_SPELLING = 2  # edits: names so near are compared word by word elsewhere
HOLDER, RANK = "holder", "rank"
RENDERING, SPELLING = "rendering", "spelling"
RARE = 2  # a name that stands more often is another person's
MOST = 24  # names under one office that are compared


class Clash(NamedTuple):
    """Names or titles that contradict, each with its offices, the one that stands least first.

    `how`: "holder" (one office, names that look like renderings of one) or "rank" (one person, an
    office and its deputy).
    """

    forms: tuple[tuple[Office, ...], ...]
    how: str


def clashes(view: DocumentView, mentions: Sequence[Mention]) -> Iterator[Clash]:
    """The offices of a document that contradict one another."""
    found = [o._replace(head=_LEVEL.get(o.head, o.head)) for o in offices(view, mentions)]
    if len(found) < 2:
        return
    named: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for m in mentions:
        named[m.names].append(m)
    yield from _ranks(view, found)
    yield from _holders(view, found, named)


def _ranks(view: DocumentView, found: Sequence[Office]) -> Iterator[Clash]:
    """One person as the head of something and as its deputy."""
    by_person: dict[tuple[str, ...], list[Office]] = defaultdict(list)
    for office in found:
        by_person[(*office.mention.names, office.head)].append(office)
    for held in by_person.values():
        lesser = [o for o in held if o.lesser]
        full = [o for o in held if not o.lesser and any(_one_body(o, x) for x in lesser)]
        lesser = [o for o in lesser if any(_one_body(o, x) for x in full)]
        if full and not _apart(view, lesser, full):
            yield _clash([lesser, full], RANK)


def _one_body(a: Office, b: Office) -> bool:
    """Whether two offices are of the same body: of none, of one, or of a country and its name."""
    if same_scope(a.scope, b.scope):
        return True
    scope = a.scope or b.scope
    return a.head in UNIQUE and not (a.scope and b.scope) and scope <= proper_words()


def _holders(
    view: DocumentView, found: Sequence[Office], named: dict[tuple[str, ...], list[Mention]]
) -> Iterator[Clash]:
    """One office whose holder has two names that look like renderings of one."""
    by_head: dict[str, dict[tuple[str, ...], list[Office]]] = defaultdict(dict)
    for office in found:
        if not office.lesser and office.head in UNIQUE | ONE_OF_A_BODY:
            by_head[office.head].setdefault(office.mention.names, []).append(office)
    for head, holders in by_head.items():
        near: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        surely: set[tuple[str, ...]] = set()
        for a, b in combinations(list(holders)[:MOST], 2):
            likeness = alike(a, b)
            if not likeness or not _one_office(head, holders[a], holders[b]):
                continue
            if min(len(named[a]), len(named[b])) <= RARE and not _apart(
                view, holders[a], holders[b]
            ):
                near[a].append(b)
                near[b].append(a)
                surely.update((a, b) if likeness == RENDERING else ())
        for family in _families(near):
            if not surely.isdisjoint(family):
                yield _clash([holders[n] for n in family], HOLDER)


def _families(
    near: dict[tuple[str, ...], list[tuple[str, ...]]],
) -> Iterator[list[tuple[str, ...]]]:
    """Names that hang together by likeness."""
    seen: set[tuple[str, ...]] = set()
    for start in near:
        family, ahead = [], [start]
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                family.append(name)
                ahead.extend(near[name])
        if family:
            yield family


def _one_office(head: str, a: Sequence[Office], b: Sequence[Office]) -> bool:
    """Whether the offices of two persons are one office, and no two of them are of two bodies."""
    scopes = [(x.scope, y.scope) for x in a for y in b if x.scope and y.scope]
    if not all(same_scope(x, y) for x, y in scopes):
        return False
    return head in UNIQUE or any(not all(map(is_common, x)) for x, _ in scopes)


def alike(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """Whether two whole names look like renderings or like spellings of one; "" for neither.

    >>> alike(("pham", "minh", "chinh"), ("van", "minh", "chieu"))
    'rendering'
    >>> alike(("li", "wei"), ("li", "wey"))
    'spelling'
    >>> alike(("george", "bush"), ("george", "clinton"))
    ''
    """
    one, other = "".join(a), "".join(b)
    edits = distance(one, other, len(one) + len(other))
    if edits <= _SPELLING:
        return SPELLING if set(a) & set(b) else ""
    sounds = sound_key(one), sound_key(other)
    share = min(
        edits / max(len(one), len(other)),
        distance(*sounds, len(one) + len(other)) / max(map(len, sounds)),
    )
    shared = not set(_pieces(a)).isdisjoint(_pieces(b))
    return RENDERING if share <= (_ALIKE if shared else _VERY_ALIKE) else ""


def _pieces(names: tuple[str, ...]) -> list[str]:
    return [piece for name in names for piece in (name, *syllables(name.replace("-", "")))]


def _apart(view: DocumentView, a: Sequence[Office], b: Sequence[Office]) -> bool:
    """Whether the text tells the two apart: in one sentence, or as a change of office; by their
    years, or as relatives, who share a surname."""
    sentences = {o.mention.sentence for o in a}
    if any(o.mention.sentence in sentences for o in b):
        return True
    if any(is_relative(view, o) for o in (*a, *b)):
        return True
    one, other = [o.mention for o in a], [o.mention for o in b]
    return changes_hands(view, [*one, *other]) or other_years(view, one, other)


def _clash(forms: Sequence[Sequence[Office]], how: str) -> Clash:
    """The rarest first; of two that stand as often, the later."""
    ranked = sorted(forms, key=lambda x: (len(x), -x[0].mention.sentence))
    return Clash(tuple(tuple(x) for x in ranked), how)
