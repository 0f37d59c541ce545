"""A headline whose verb says the contrary of the body: profit falls, profit rose.

Told only where subject and object, or subject and figure, are the same and the body nowhere says
what the headline says: what rose last year may fall this year.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtlint.text.grammar_en import classes
from mtlint.text.keys import noun_like
from mtlint.text.opposites import Direction, directions
from mtlint.text.phrases import FIGURES, NAME, NUMBER, Token
from mtlint.text.rest import Rest

_WIDE = 8  # words before a verb among which its subject is sought
_NEAR = 3  # words of an object at most
_LEAST = 2  # other words that both sentences have in common where a figure stands for the subject
_DENIED = frozenset("not no never fail failed refuse refused deny denied without unless if".split())
_UNSURE = frozenset("would could may might should".split())
_PASSIVE = frozenset(" was| were| is| are| been| being| be".split("|"))
# What is good news when it falls: said of the same thing, it may be the contrary in other words.
_TURNED = frozenset("loss deficit debt unemployment cost decline drop decrease fall".split())


class Contrary(NamedTuple):
    """Token `slot` of the headline against token `other` of the body, and what each says.

    The token of “up 12%” is the number.
    """

    slot: int
    other: int
    said: Direction
    instead: Direction


def contraries(rest: Rest) -> Iterator[Contrary]:
    """The verb of a headline that the body has the contrary of."""
    spoken = [
        (slot, said)
        for slot in range(rest.low + 1, rest.high)
        for said in _said(rest, slot)
        if _is_predicate(rest, slot, said)
    ]
    if len({slot for slot, _ in spoken}) != 1 or _denied(rest, spoken[0][0]):
        return
    for slot, said in spoken:
        found = list(_answers(rest, slot, said))
        ups = {instead.up for _, instead in found}
        if ups == {-said.up}:
            yield Contrary(slot, found[0][0], said, found[0][1])
            return


def _said(rest: Rest, at: int) -> tuple[Direction, ...]:
    """What a verb says, or “up” and “down” before a number."""
    token = rest.content.tokens[at]
    if token.kind != NUMBER:
        return directions(rest.lows[at])
    return next((directions(w) for w in token.link.split() if w in ("up", "down")), ())


def _is_predicate(rest: Rest, slot: int, said: Direction) -> bool:
    """Whether a word is the verb of the headline: behind its subject, before figure or object."""
    tokens, lows = rest.content.tokens, rest.lows
    if tokens[slot].kind == NUMBER:
        return "," not in tokens[slot].link and _nominal(tokens[slot - 1], lows[slot - 1])
    if tokens[slot].link or not _nominal(tokens[slot - 1], lows[slot - 1]):
        return False
    after = tokens[slot + 1] if slot + 1 < rest.high else None
    if said.family == "moves":
        return after is None or bool(after.link) or after.kind in FIGURES
    return after is not None


def _nominal(token: Token, low: str) -> bool:
    if token.kind in FIGURES:
        return False
    return token.kind == NAME or noun_like(low) or not {"n", "p"}.isdisjoint(classes(low))


def _denied(rest: Rest, at: int) -> bool:
    """Whether the sentence around a verb says no, or only if."""
    tokens = rest.content.tokens
    low = max(0, at - _WIDE)
    row = [i for i in range(low, at + 1) if tokens[i].sentence == tokens[at].sentence]
    links = {w for i in row for w in tokens[i].link.split()}
    return not _DENIED.isdisjoint(links | {rest.lows[i] for i in row}) or not _UNSURE.isdisjoint(
        links
    )


def _answers(rest: Rest, slot: int, said: Direction) -> Iterator[tuple[int, Direction]]:
    """What the body says in verbs of the family: of the same subject and object, or figure."""
    tokens = rest.content.tokens
    for i in (*range(1, rest.low), *range(max(1, rest.high), len(tokens))):
        for instead in _said(rest, i):
            if instead.family == said.family and _same(rest, slot, i, said, instead):
                yield i, instead


def _same(rest: Rest, slot: int, at: int, said: Direction, instead: Direction) -> bool:
    """Whether a verb of the body tells of what the headline's verb tells of.

    A verb of the headline's own direction is held to less: then the body has both.
    """
    tokens = rest.content.tokens
    subject = tokens[slot - 1].key
    sure = instead.up != said.up
    if sure and ((instead.at == 0 and len(instead.forms) > 1) or _denied(rest, at)):
        return False
    if said.family == "moves":
        return _same_figure(rest, slot, at, subject, sure)
    objects = {t.key for t in _object(rest, slot)}
    before, after = _beside(rest, at)
    if not sure:
        return not (objects | {subject}).isdisjoint(before | after)
    if tokens[at].link in _PASSIVE and said.family != "opens":
        before, after = after, before
    told = rest.here.keys() - objects - {subject}
    enough = len(told) < _LEAST or bool(told & (before | after))
    return enough and bool(objects) and subject in before and objects <= after


def _object(rest: Rest, at: int) -> Iterator[Token]:
    """The first words behind a verb of the headline that stand side by side."""
    tokens = rest.content.tokens
    for i in range(at + 1, min(at + 1 + _NEAR, rest.high)):
        if tokens[i].kind in FIGURES or (i > at + 1 and tokens[i].link):
            return
        yield tokens[i]


def _beside(rest: Rest, at: int) -> tuple[set[str], set[str]]:
    """The words of a body's sentence before and behind a verb."""
    tokens, sentence = rest.content.tokens, rest.content.tokens[at].sentence
    before = {t.key for t in tokens[max(0, at - _WIDE) : at] if t.sentence == sentence}
    return before, {t.key for t in tokens[at + 1 : at + 1 + _WIDE] if t.sentence == sentence}


def _same_figure(rest: Rest, slot: int, at: int, subject: str, sure: bool) -> bool:
    """Whether both verbs have one figure behind them, of one subject or in sentences alike."""
    tokens = rest.content.tokens
    figure, theirs = _figure(tokens, slot, rest.high), _figure(tokens, at, len(tokens))
    before, after = _beside(rest, at)
    if not sure:
        return subject in before or (figure is not None and figure == theirs)
    if figure is None or figure != theirs:
        return False
    if tokens[at - 1].key == subject:
        return True
    shared = (rest.here.keys() - {figure[0], subject}) & (before | after)
    turned = not _TURNED.isdisjoint({subject, *before})
    return not turned and rest.times(figure[0]) == 1 and len(shared) >= _LEAST


def _figure(tokens: tuple[Token, ...], at: int, end: int) -> tuple[str, str] | None:
    """The number right behind a verb with its unit: rose 12 percent, fell by 12%."""
    if tokens[at].kind == NUMBER:
        return tokens[at].key, tokens[at].unit
    after = tokens[at + 1] if at + 1 < end else None
    if after is None or after.kind != NUMBER or after.sentence != tokens[at].sentence:
        return None
    return (after.key, after.unit) if after.link in ("", " by", " to") else None
