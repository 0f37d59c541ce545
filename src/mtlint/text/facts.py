"""Two statements of one fact with two figures: the same words around, another number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mtlint.text.alignment import rivals
from mtlint.text.phrases import FIGURES, NAME, NUMBER, Content, Token
from mtlint.text.quantities import supports

LEAST_CONTEXT = 2.6  # content words, about, and on both sides
_WINDOW = 7


@dataclass(frozen=True, slots=True)
class Clash:
    """Numbers at two token positions, and the weight of the words that agree around them."""

    first: int
    second: int
    context: float


def clashes(content: Content, forms: list[str]) -> Iterator[Clash]:
    """Pairs of numbers that stand in the same words; `forms` are the tokens as written.

    Left out are pairs of one sentence (lists, changes from one to the other), roundings, and
    pairs whose sentences differ near by in a name, a date or another figure: two facts then.
    """
    tokens = content.tokens
    seen: set[int] = set()
    values: dict[str, set[str]] = defaultdict(set)
    for token in tokens:
        if token.kind == NUMBER:
            values[token.unit].add(token.key)
    for slot, token in enumerate(tokens):
        if token.kind != NUMBER or not token.unit or token.unit == "day" or slot in seen:
            continue
        if len(values[token.unit]) < 2 or token.unit.isdigit():
            continue
        best: Clash | None = None
        for r in rivals(content, slot, slot, slot + 1):
            if r.first != r.last or not r.two_sided or r.context < LEAST_CONTEXT or r.first < slot:
                continue
            if not _same_fact(content, forms, slot, r.first):
                continue
            if best is None or r.context > best.context:
                best = Clash(slot, r.first, r.context)
        if best:
            seen.update((best.first, best.second))
            yield best


def _same_fact(content: Content, forms: list[str], one: int, two: int) -> bool:
    a, b = content.tokens[one], content.tokens[two]
    if b.kind != NUMBER or a.unit != b.unit or a.sentence == b.sentence or a.key == b.key:
        return False
    try:
        x, y = float(a.key), float(b.key)
    except ValueError:
        return False
    if supports(x, y, loose=True) or supports(y, x, loose=True) or min(x, y) <= 3:
        return False
    return _marks(content, forms, one) == _marks(content, forms, two)


def _marks(content: Content, forms: list[str], at: int) -> frozenset[str]:
    """Names, dates and other figures near a token, in its sentence."""
    tokens = content.tokens
    near = range(max(0, at - _WINDOW), min(len(tokens), at + _WINDOW + 1))
    return frozenset(
        tokens[i].key
        for i in near
        if i != at and tokens[i].sentence == tokens[at].sentence and _marked(tokens[i], forms[i])
    )


def _marked(token: Token, form: str) -> bool:
    return token.kind in FIGURES or token.kind == NAME or (form[0].isupper() and token.link != "^")
