"""Other renderings of a source term than the usual one: what stands where it should stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mtlint.text.bitext import Bitext, Place, phrase_spans
from mtlint.text.families import alternations
from mtlint.text.grammar_en import classes
from mtlint.text.keys import noun_like, related_forms
from mtlint.types import Usage

_MOST_APART = 0.35
_SURE = 3  # segments in which the usual rendering stands


class Use(NamedTuple):
    """A term in some segments: where its usual rendering stands, and what stands elsewhere.

    Each other place is told with how it differs: "alternation" (a word that translators exchange
    for the usual one), "exchanged" (another word), "dropped" (a word less), "collapsed" (the
    rendering of another term).
    """

    usage: Usage
    usual: tuple[Place, ...]
    others: tuple[tuple[Place, str], ...]


def uses(pairs: Sequence[tuple[str, str]], known: Sequence[Usage]) -> Iterator[Use]:
    """How the segments (source, translation) render the terms that are known."""
    if not known or not pairs:
        return
    bitext = Bitext(pairs)
    by_key: dict[tuple[str, ...], list[Usage]] = defaultdict(list)
    for usage in known:
        by_key[usage.key].append(usage)
    for usage in known:
        inside = [n for n, (source, _) in enumerate(pairs) if usage.source in source]
        if not inside:
            continue
        own = set(inside)
        usual = tuple(p for p in bitext.phrases.get(usage.key, ()) if p.segment in own)
        have = {p.segment for p in usual}
        others = (
            _instead(bitext, usage, segment, by_key)
            for segment in inside
            if segment not in have and not _within_longer(usage, pairs[segment][0], known)
        )
        yield Use(usage, usual, tuple(o for o in others if o))


def _within_longer(usage: Usage, source: str, known: Sequence[Usage]) -> bool:
    """Whether the term stands here only as a part of a longer one."""
    for other in known:
        if usage.source in other.source and usage is not other and other.source in source:
            source = source.replace(other.source, "")
    return usage.source not in source


def _instead(
    bitext: Bitext, usage: Usage, segment: int, by_key: Mapping[tuple[str, ...], list[Usage]]
) -> tuple[Place, str] | None:
    """What stands in a segment for the term, if something there is like its usual rendering."""
    source, target = bitext.pairs[segment]
    tokens = bitext.words[segment]
    best: tuple[float, Place, str] | None = None
    for first, last in phrase_spans(tokens, target):
        key = tuple(t[0] for t in tokens[first:last])
        place = Place(segment, tokens[first][1], tokens[last - 1][2])
        gap = bitext.offset(usage.source, place)
        if gap > _MOST_APART:
            continue
        others = [o for o in by_key.get(key, ()) if o.source != usage.source]
        if others:
            how = "collapsed" if any(_collapses(o, usage, source) for o in others) else ""
        else:
            how = _like(bitext, usage, key)
        score = len(key) - gap
        if how and (best is None or score > best[0]):
            best = score, place, how
    return best[1:] if best else None


def _collapses(other: Usage, usage: Usage, source: str) -> bool:
    """Whether another term's sure rendering stands where only this term is in the source."""
    a, b = other.source, usage.source
    apart = a not in b and b not in a
    siblings = abs(len(a) - len(b)) <= 1 and (a[0] == b[0] or a[-1] == b[-1])
    sure = other.times >= _SURE and 4 * other.times >= 3 * other.total and len(other.key) > 1
    return sure and apart and siblings and a not in source


def _like(bitext: Bitext, usage: Usage, key: tuple[str, ...]) -> str:
    """How a phrase is like the usual rendering: "exchanged" one word, "dropped" one, or ""."""
    usual = usage.key
    if len(usual) < 2 or key == usual:
        return ""
    sure = usage.times >= _SURE and 3 * usage.times >= 2 * usage.total
    if len(key) == len(usual):
        off = [(a, b) for a, b in zip(usual, key, strict=True) if a != b]
        if len(off) != 1 or related_forms(*off[0]):
            return ""
        old, new = off[0]
        if (old, new) in alternations():
            return "alternation"
        beside = {p.segment for p in bitext.phrases.get((new,), ())}
        own = sure and all(usage.source in bitext.pairs[n][0] for n in beside)
        return "exchanged" if own and noun_like(new) and noun_like(old) else ""
    if not sure or not len(key) == len(usual) - 1 >= 2:
        return ""
    gone = next((w for i, w in enumerate(usual[:-1]) if key == usual[:i] + usual[i + 1 :]), None)
    named = gone is not None and (noun_like(gone) or "j" in classes(gone))
    return "dropped" if named else ""
