"""Articles with a subheading inside, as the benchmark needs them: the data has hardly any.

The subheading is a short sentence of the body without its full stop, which stays where it stands
(as pages promote a sentence), or the headline of another translation of the same source before the
middle of the body. Half of each where an article offers both.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtlint.text.tokens import words
from mtlint.types import Document, Part, Role, Segment

LEAST_WORDS, MOST_WORDS = 4, 12
FIRST = 2  # neither the headline nor the lead
MARK = "+subheading"


def subheading(document: Document) -> int:
    """The index of the subheading; 0 for none."""
    found = (i for i, s in enumerate(document.segments) if i >= FIRST and s.role is Role.HEADING)
    return next(found, 0)


def subheaded(
    articles: Sequence[tuple[str, Document]], rng: random.Random
) -> Iterator[tuple[str, Document]]:
    """The articles that can have a subheading, each with one; `MARK` is added to their ids."""
    headlines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for system, document in articles:
        if document.headline and len(words(document.headline)) <= 2 * MOST_WORDS:
            headlines[_origin(document)].append((system, document.headline))
    for system, document in articles:
        places = _short_sentences(document)
        others = [h for s, h in headlines[_origin(document)] if _kin(s, system)]
        if len(document.segments) < FIRST + 2 or not (places or others):
            continue
        segments = list(document.segments)
        if places and (not others or rng.random() < 0.5):
            at = rng.choice(places)
            text = segments[at].target.rstrip(" .")
            segments[at] = replace(segments[at], target=text, role=Role.HEADING)
        else:
            at = max(FIRST, len(segments) // 2)
            text = rng.choice(others)
            segments.insert(at, Segment("subheading", text, role=Role.HEADING))
        yield system, replace(document, id=document.id + MARK, segments=tuple(segments))


def _kin(other: str, system: str) -> bool:
    """Whether a headline may be lent: people's among people, machines' among machines."""
    return other != system and other.startswith(("Human", "ref")) == system.startswith(
        ("Human", "ref")
    )


def _short_sentences(document: Document) -> list[int]:
    return [
        i
        for i, s in enumerate(document.segments)
        if i >= FIRST
        and s.part is Part.BODY
        and LEAST_WORDS <= len(words(s.target)) <= MOST_WORDS
        and s.target.endswith(".")
        and s.target[0].isupper()
        and not set('"“”:;') & set(s.target)
    ]


def _origin(document: Document) -> str:
    return document.id.rpartition("/")[0] or document.id
