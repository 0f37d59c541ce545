"""Other heads and modifiers in the same surroundings: candidates for one term under two names.

A candidate is a word of a passage and a form that the rest of the document has in its place. What
speaks for their being one thing is counted in a row of measures, weighed by a logistic model that
`python -m mtlint.learn.term_weights` fits to planted siblings and intact articles.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mtlint.text.alignment import Rival, rarity, rivals
from mtlint.text.forms import is_head, role
from mtlint.text.phrases import FIGURES, Token, related_forms
from mtlint.text.rest import Rest

MEASURES = (
    "bias",
    "left",
    "right",
    "two-sided",
    "times",
    "share",
    "known",
    "pair-before",
    "pair-after",
    "in-passage",
    "overlap",
    "rare-slot",
    "rare-form",
    "rare-neighbour",
    "tight",
    "long-form",
    "head",
    "name",
    "adjective",
    "form-elsewhere",
    "once-only",
    "verbish-slot",
    "verbish-form",
    "head-differs",
    "role-differs",
    "short",
    "capital-differs",
)
# Log-odds per measure, as `mtlint.learn.term_weights --data DIR` printed them.
HEADLINE: dict[str, float] = {
    "bias": -3.44,
    "left": 0.88,
    "right": 0.60,
    "two-sided": 2.81,
    "times": 1.52,
    "share": 1.49,
    "known": -0.63,
    "pair-before": -2.28,
    "pair-after": -2.33,
    "in-passage": -1.20,
    "overlap": 0.57,
    "rare-slot": 0.13,
    "rare-form": 0.23,
    "rare-neighbour": -1.14,
    "tight": 1.88,
    "long-form": 0.00,
    "head": -0.70,
    "name": -3.78,
    "adjective": -0.69,
    "form-elsewhere": 0.27,
    "once-only": 0.95,
    "verbish-slot": -1.39,
    "verbish-form": -0.59,
    "head-differs": -1.46,
    "role-differs": -0.45,
    "short": 1.01,
    "capital-differs": -0.93,
}
BODY: dict[str, float] = {
    "bias": -5.07,
    "left": 1.97,
    "right": 1.10,
    "two-sided": 3.25,
    "times": 0.65,
    "share": 1.26,
    "known": -0.42,
    "pair-before": -2.98,
    "pair-after": -2.61,
    "in-passage": 0.22,
    "overlap": 0.35,
    "rare-slot": -0.11,
    "rare-form": 0.21,
    "rare-neighbour": -1.23,
    "tight": 3.38,
    "long-form": -1.07,
    "head": -0.18,
    "name": -7.34,
    "adjective": -1.10,
    "form-elsewhere": 0.20,
    "once-only": 1.04,
    "verbish-slot": -1.35,
    "verbish-form": -0.73,
    "head-differs": -1.72,
    "role-differs": 0.11,
    "short": -1.14,
    "capital-differs": -1.02,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Token `slot` against the form of tokens `first` to `last`, seen `times` in such places.

    `measures` run parallel to MEASURES.
    """

    slot: int
    first: int
    last: int
    times: int
    measures: tuple[float, ...]

    def score(self, weights: Mapping[str, float]) -> float:
        """Log-odds that one of the two was put for the other (planted against intact, 1:1)."""
        return sum(weights[n] * m for n, m in zip(MEASURES, self.measures, strict=True))


def candidates(rest: Rest, slot: int, kind: str) -> Iterator[Candidate]:
    """Every form that the rest has in the place of a token, with what speaks for it."""
    tokens = rest.content.tokens
    token = tokens[slot]
    before = slot > rest.low and tokens[slot - 1].sentence == token.sentence
    after = slot + 1 < rest.high and tokens[slot + 1].sentence == token.sentence
    pair_before = before and rest.has_pair(slot - 1)
    pair_after = after and rest.has_pair(slot)
    if (pair_before and pair_after) or not (before or after):
        return
    head = is_head(tokens, slot, rest.high)
    groups: dict[tuple[str, ...], list[Rival]] = defaultdict(list)
    for r in frames(rest, slot, head):
        groups[tuple(t.key for t in tokens[r.first : r.last + 1])].append(r)
    known = float(min(3, rest.times(token.key))) / 3
    for form, group in groups.items():
        best = max(group, key=lambda r: (r.context, rest.overlap(r.first), -r.first))
        neighbour = tokens[slot - 1] if best.left >= best.right else tokens[slot + 1]
        form_role = role(tokens[best.last], rest.lows[best.last])
        close = token.tight if best.left >= best.right else tokens[slot + 1].tight
        yield Candidate(
            slot,
            best.first,
            best.last,
            len(group),
            (
                1.0,
                min(4.0, max(r.left for r in group)),
                min(4.0, max(r.right for r in group)),
                float(best.two_sided),
                math.log(min(8, len(group))),
                min(1.0, len(group) / max(1, rest.times(neighbour.key))),
                known,
                float(pair_before),
                float(pair_after),
                float(any(key in rest.here for key in form)),
                min(6, max(rest.overlap(r.first) for r in group)) / 3,
                rarity(token.key),
                max(rarity(key) for key in form),
                rarity(neighbour.key),
                float(close),
                float(len(form) > 1),
                float(head),
                float(kind == "name"),
                float(kind == "adj" or form_role == "adj"),
                math.log(1 + min(20, max(0, rest.times(form[-1]) - len(group)))),
                float(rest.content.count(token.key) == 1),
                float(kind == "verbish"),
                float(form_role == "verbish"),
                float(is_head(tokens, best.last, len(tokens)) != head),
                float(form_role != kind),
                float(rest.high - rest.low < 8),
                float(tokens[best.last].kind != token.kind),
            ),
        )


def frames(rest: Rest, slot: int, head: bool) -> Iterator[Rival]:
    """Rivals that can be nouns, adjectives or names and are no other form of the token."""
    content, tokens = rest.content, rest.content.tokens
    for r in rivals(content, slot, rest.low, rest.high):
        if not r.two_sided and r.context < 1.9:
            if not _close(tokens, slot, r):
                continue
            if r.right and role(tokens[slot + 1], rest.lows[slot + 1]) in ("", "verbish"):
                continue  # a subject and its verb tell little
        if head and r.left and not r.right:
            long = _head_of(tokens, r.first)
            if long > r.last and _fits(rest, slot, r._replace(last=long)):
                yield r._replace(last=long)
        if _fits(rest, slot, r):
            yield r


def _fits(rest: Rest, slot: int, r: Rival) -> bool:
    tokens = rest.content.tokens
    kind = role(tokens[r.last], rest.lows[r.last])
    if not kind or kind in FIGURES:
        return False
    return not any(related_forms(tokens[slot].key, t.key) for t in tokens[r.first : r.last + 1])


def _close(tokens: tuple[Token, ...], slot: int, r: Rival) -> bool:
    """Whether the slot stands right beside the neighbour that agrees."""
    return tokens[slot].tight if r.left else tokens[slot + 1].tight


def _head_of(tokens: tuple[Token, ...], first: int) -> int:
    """The head of the noun phrase that goes on from a token."""
    last = first
    while last - first < 2 and not is_head(tokens, last, len(tokens)):
        last += 1
    return last
