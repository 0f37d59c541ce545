"""Other heads and modifiers in the same surroundings: candidates for one term under two names.

A candidate is a word of a passage and a form that the rest of the document has in its place. What
speaks for their being one thing is counted in a row of measures, weighed by boosted trees that
`python -m mtlint.learn.consistency_model` fits to planted siblings and intact articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtlint.text.alignment import MAX_PLACES, Rival, frequency_rank, rivals
from mtlint.text.boosted import trees
from mtlint.text.forms import is_head, role
from mtlint.text.grammar_en import classes
from mtlint.text.irregular import one_verb
from mtlint.text.keys import related_forms
from mtlint.text.pairs import pairs_of
from mtlint.text.phrases import FIGURES, Token
from mtlint.text.rest import Rest

MEASURES = (
    "left", "right", "two-sided", "times", "share", "known", "in-passage", "overlap", "tight",
    "form-elsewhere", "slot-count", "form-count", "neighbour-count", "neighbour-rank", "fillers",
    "filler-times", "filler-others", "distance", "on-left",
    "pair-before", "pair-after", "long-form", "head", "slot-name", "form-name", "adjective",
    "verbish-slot", "verbish-form", "head-differs", "role-differs", "passage", "kind-differs",
    "slot-rank", "form-rank", "slot-bound", "meet", "same-end", "size",
)  # fmt: skip


MAX_ALIKE = 12  # places of one form that are looked at
LONG_ROW = 2.4  # what three words in a row weigh, one of them among the commonest
SURE_ROW = 1.4  # weight of agreeing neighbours that makes one place enough: two words in a row


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

    @property
    def telling(self) -> bool:
        """Whether the surroundings of the form are long at one of its places."""
        left, right, two_sided = self.measures[:3]
        return _long(left, right, bool(two_sided))


def candidates(
    rest: Rest, slot: int, kind: str, *, sure: bool = False, telling: bool = False
) -> Iterator[Candidate]:
    """Every form that the rest has in the place of a token, with what speaks for it.

    `sure`: only forms that stand there twice, or between the same two words, or beside two.
    `telling`: none where none of them is `telling`.
    """
    tokens = rest.content.tokens
    token = tokens[slot]
    before = slot > rest.low and tokens[slot - 1].sentence == token.sentence
    after = slot + 1 < rest.high and tokens[slot + 1].sentence == token.sentence
    if not (before or after) or (telling and not _may_tell(rest, slot)):
        return
    pairs = (before and rest.has_pair(slot - 1), after and rest.has_pair(slot))
    if all(pairs):
        return
    found = list(rivals(rest.content, slot, rest.low, rest.high))
    if telling and not any(_long(r.left, r.right, r.two_sided) for r in found):
        return
    head = is_head(tokens, slot, rest.high)
    groups: dict[tuple[str, ...], list[Rival]] = defaultdict(list)
    for r in frames(rest, slot, found, head):
        groups[tuple([t.key for t in tokens[r.first : r.last + 1]])].append(r)
    own = (*pairs, head, kind)
    for form, every in groups.items():
        if sure and len(every) < 2 and not _telling(every[0]):
            continue
        group = every[:MAX_ALIKE]
        overlaps = [rest.overlap(r.first) for r in group]
        best, _ = max(zip(group, overlaps, strict=True), key=_likeness)
        agreement = _agreement(rest, slot, form, group, best, max(overlaps))
        row = (*agreement, *_shape(rest, slot, form, best, own))
        yield Candidate(slot, best.first, best.last, len(group), row)


def _may_tell(rest: Rest, slot: int) -> bool:
    """Whether the document has both neighbours of a slot, or three words in a row on one side of
    it, once more: without them no rival is long (a word weighs one at most)."""
    tokens, places, often = rest.content.tokens, rest.content.places, pairs_of(rest.content).often
    end = len(tokens) - 1
    if (slot >= 3 and often[slot - 2] > 1 and often[slot - 3] > 1) or (
        slot + 3 <= end and often[slot + 1] > 1 and often[slot + 2] > 1
    ):
        return True
    around = (slot - 1, slot + 1) if 0 < slot < end else ()
    return bool(around) and all(len(places[tokens[i].key]) > 1 for i in around)


def _long(left: float, right: float, two_sided: bool) -> bool:
    """Whether surroundings agree on both sides, or on one side over three words.

    Beside one or two words many things stand in their own right: scientific and technological
    innovation, scientific and technological achievements.
    """
    return two_sided or max(left, right) >= LONG_ROW


def _telling(r: Rival) -> bool:
    """Whether one place alone says that its filler belongs there."""
    return r.two_sided or r.context >= SURE_ROW


def _likeness(found: tuple[Rival, int]) -> tuple[float, int, int]:
    """How much of the surroundings a rival shares; the earlier of two that share as much."""
    rival, overlap = found
    return rival.context, overlap, -rival.first


def best_candidate(
    rest: Rest, slot: int, kind: str, model: str, *, telling: bool = False
) -> tuple[float, Candidate] | None:
    """The likeliest form that a token was put for, with its rarity by a model (`Trees.rarity`).

    `telling`: None may be said where no form is `telling`, without a look at them.
    """
    learned = trees(model)
    found = candidates(rest, slot, kind, sure=model.endswith("body"), telling=telling)
    scored = [(learned.score(c.measures), -c.first, c) for c in found]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda s: s[:2])
    return learned.rarity(score), best


def _agreement(
    rest: Rest, slot: int, form: tuple[str, ...], group: list[Rival], best: Rival, overlap: int
) -> tuple[float, ...]:
    """How much of the surroundings agrees, how often, and what else stands beside the neighbour."""
    tokens = rest.content.tokens
    on_left = best.left >= best.right
    neighbour = tokens[slot - 1] if on_left else tokens[slot + 1]
    close = tokens[slot].tight if on_left else tokens[slot + 1].tight
    index = pairs_of(rest.content)
    fillers = (index.after if on_left else index.before)(neighbour.key)
    near = form[0] if on_left else form[-1]
    count = rest.content.count
    key = tokens[slot].key
    return (
        min(4.0, max([r.left for r in group])),
        min(4.0, max([r.right for r in group])),
        float(any(r.two_sided for r in group)),
        float(min(8, len(group))),
        len(group) / max(1, rest.times(neighbour.key)),
        float(min(3, rest.times(key))),
        float(any(k in rest.here for k in form)),
        float(min(6, overlap)),
        float(close),
        float(min(20, max(0, rest.times(form[-1]) - len(group)))),
        float(count(key)),
        float(count(form[-1])),
        float(count(neighbour.key)),
        float(frequency_rank(neighbour.key)),
        float(len(fillers)),
        float(fillers.get(near, 0)),
        float(sum(fillers.values()) - fillers.get(near, 0) - fillers.get(key, 0)),
        float(min([abs(r.first - slot) for r in group])),
        float(on_left),
    )


def _shape(
    rest: Rest, slot: int, form: tuple[str, ...], best: Rival, own: tuple[bool, bool, bool, str]
) -> tuple[float, ...]:
    """What the word and the form are, each by itself and beside one another."""
    pair_before, pair_after, head, kind = own
    tokens = rest.content.tokens
    token, last = tokens[slot], tokens[best.last]
    form_role = role(last, rest.lows[best.last])
    return (
        float(pair_before),
        float(pair_after),
        float(len(form) > 1),
        float(head),
        float(kind == "name"),
        float(form_role == "name"),
        float(kind == "adj" or form_role == "adj"),
        float(kind == "verbish"),
        float(form_role == "verbish"),
        float(is_head(tokens, best.last, len(tokens)) != head),
        float(form_role != kind),
        float(min(20, rest.high - rest.low)),
        float(last.kind != token.kind),
        float(frequency_rank(token.key)),
        float(frequency_rank(form[-1])),
        float(pairs_of(rest.content).bound(token.key)),
        float(_meet(rest, slot, form[-1])),
        float(token.key[-3:] == form[-1][-3:]),
        float(min(3000, len(tokens))),
    )


def _meet(rest: Rest, slot: int, key: str) -> bool:
    """Whether the other form stands in the word's own sentence: two things then."""
    tokens = rest.content.tokens
    sentence = tokens[slot].sentence
    return key in rest.here and any(
        tokens[p].sentence == sentence for p in rest.content.places[key][: 4 * MAX_PLACES]
    )


def frames(rest: Rest, slot: int, found: Iterable[Rival], head: bool) -> Iterator[Rival]:
    """Rivals that can be nouns, adjectives or names and are no other form of the token."""
    tokens = rest.content.tokens
    for r in found:
        if not r.two_sided and r.context < 1.9:
            if not _close(tokens, slot, r):
                continue
            if r.right and role(tokens[slot + 1], rest.lows[slot + 1]) in ("", "verbish"):
                continue  # a subject and its verb tell little
        if head and r.left and not r.right:
            long = _head_of(tokens, r.first)
            if long > r.last and _fits(rest, slot, r.first, long):
                yield r._replace(last=long)
        if _fits(rest, slot, r.first, r.last):
            yield r


def _fits(rest: Rest, slot: int, first: int, last: int) -> bool:
    """Whether the tokens `first` to `last` can be what the slot was put for."""
    tokens, lows = rest.content.tokens, rest.lows
    kind, low, key = role(tokens[last], lows[last]), lows[slot], tokens[slot].key
    if not kind or kind in FIGURES or (_finite(low) and _finite(lows[last])):
        return False
    for k in range(first, last + 1):
        if one_verb(low, lows[k]):
            return False  # prices rise, says the headline; prices rose
        other = tokens[k].key
        if related_forms(key, other) or _plural(key, other):
            return False
    return True


def _plural(a: str, b: str) -> bool:
    """Whether two keys are one short word in both numbers (bag, bags), which share no key."""
    return a == b + "s" or b == a + "s"


@lru_cache(maxsize=16384)
def _finite(low: str) -> bool:
    """Whether a word can be a verb in the third person or the past: reaches, rose."""
    return not {"Z", "D"}.isdisjoint(classes(low))


def _close(tokens: tuple[Token, ...], slot: int, r: Rival) -> bool:
    """Whether the slot stands right beside the neighbour that agrees."""
    return tokens[slot].tight if r.left else tokens[slot + 1].tight


def _head_of(tokens: tuple[Token, ...], first: int) -> int:
    """The head of the noun phrase that goes on from a token."""
    last = first
    while last - first < 2 and not is_head(tokens, last, len(tokens)):
        last += 1
    return last
