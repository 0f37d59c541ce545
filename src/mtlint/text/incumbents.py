"""Two persons who both are, as far as the text tells, the one mayor of a place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from mtlint.text.forms import is_common
from mtlint.text.officers import alike
from mtlint.text.offices import (
    UNIQUE,
    Office,
    changes_hands,
    is_relative,
    same_scope,
    title_after,
    title_before,
)
from mtlint.text.persons import Mention
from mtlint.text.view import DocumentView

# Offices of which a place has one; a body has several directors, a country several ministers.
_OF_A_PLACE = UNIQUE | {"mayor", "governor"}
# Times at which somebody else may have held the office.
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:1\d|20)\d\d|ago|then|decades?|century|earlier|once|late|histor\w+|founded|"
    r"last year|years? (?:later|before)|at the time|in office|elections?|vote[ds]?|"
    r"next)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r" of ([A-Z][\w’'-]+)(?![\w’'-]| [A-Z])")
MOST = 24  # holders of offices that are compared


def rivals(view: DocumentView, mentions: Sequence[Mention]) -> Iterator[tuple[Office, Office]]:
    """Pairs of offices of one place under two names, the earlier first."""
    held: dict[str, list[Office]] = defaultdict(list)
    for m in mentions:
        office = _held(view, m)
        if office and not office.lesser and office.head in _OF_A_PLACE and _is_place(office.scope):
            held[office.head].append(office)
    for found in held.values():
        first: dict[tuple[str, ...], Office] = {}
        for office in found:
            first.setdefault(office.mention.names, office)
        for a, b in combinations(list(first.values())[:MOST], 2):
            if same_scope(a.scope, b.scope) and _two(view, mentions, a, b):
                yield a, b
                break


def _held(view: DocumentView, m: Mention) -> Office | None:
    """The office of a person with its place: “Ningbo Mayor Li”, “Mayor Li of Ningbo”."""
    segment = view.segments[m.segment]
    office = title_before(segment, m) or (title_after(segment, m) if m.whole else None)
    if office and not office.scope and (place := _PLACE.match(segment.text, m.end)):
        return office._replace(scope=frozenset({place[1].lower()}))
    return office


def _is_place(scope: frozenset[str]) -> bool:
    return len(scope) == 1 and not any(map(is_common, scope))


def _two(view: DocumentView, mentions: Sequence[Mention], a: Office, b: Office) -> bool:
    """Whether two names are of two persons, neither of whom held the office at another time."""
    one, other = a.mention.names, b.mention.names
    if not set(one).isdisjoint(other) or alike(one, other):
        return False
    about = [m for m in mentions if not set(m.names).isdisjoint((*one, *other))]
    if a.mention.sentence == b.mention.sentence or changes_hands(view, about):
        return False
    if is_relative(view, a) or is_relative(view, b):
        return False
    return not any(tells_another_time(view, m) for m in (a.mention, b.mention))


def tells_another_time(view: DocumentView, m: Mention) -> bool:
    """Whether the sentence of a mention tells of another time than the article's."""
    return _ANOTHER_TIME.search(_sentence(view, m)) is not None


def _sentence(view: DocumentView, m: Mention) -> str:
    segment = view.segments[m.segment]
    return next((s.text for s in segment.sentences if s.start <= m.start < s.end), "")
