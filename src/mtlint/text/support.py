"""What of one passage the rest of the document contradicts, and what stands there instead.

A passage (a headline, the lead) is read word by word against the rest. A word that the rest knows
only from other surroundings, or not at all, gets its rivals: what the rest has between the same
neighbours, a figure that tells of the same thing, a name spelt alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtlint.text.another import is_another, is_thin
from mtlint.text.figures import best_figure
from mtlint.text.forms import Kin, role, similar
from mtlint.text.keys import same_name
from mtlint.text.labelled import tells_another
from mtlint.text.measured import other_measure
from mtlint.text.names import is_known
from mtlint.text.phrases import FIGURES
from mtlint.text.regions import other_region
from mtlint.text.remeasured import other_unit
from mtlint.text.rest import Rest
from mtlint.text.series import series_of
from mtlint.text.terms import best_candidate

# Rarity (`mtlint.text.boosted`) of another spelling of a name: by its frequency in native news.
SPELLING = 3.0
# The same of two names that both are in the word list (Jiangsu, Jiangxi): a headline that names
# the one where the article names the other is wrong; what else an article says may name both.
KNOWN = 1.0
# The same of a figure in two units: no native article has been seen to have one.
UNIT = 2.5
# So much rarer must the case be against a word that is a verb at least as often: headlines have
# verbs of their own.
VERB = 1.5
# The planted terms seldom stand in a row of so many words that agree; headlines that quote the
# body do. Their weight (`alignment.weight`), and how much rarer that makes the case.
LONG_ROW, ROW_GAIN, CERTAIN = 3.5, 2.0, 5.0
# What is left of the longer one where two forms are one word, hyphens apart.
_ENDINGS = frozenset({"", "d", "s", "ed", "es", "ing"})
# Months that are verbs in a headline ("Thousands March") where no day and no preposition is by.
_VERBS = frozenset({"march", "may"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Token `slot` of the passage against tokens `first` to `last` of the rest, seen `times`.

    `why` is how they were paired: "frame" (the same neighbours), "figure", "spelling", "place" (two
    provinces), "unit" (one figure in yuan and in dollars). `rarity` is how seldom so much speaks
    for a contradiction where there is none (`Trees.rarity`); `thin` whether little speaks for one
    thing (`mtlint.text.another`), or both are parts of a series.
    """

    slot: int
    first: int
    last: int
    why: str
    rarity: float
    times: int
    thin: bool = False


def conflicts(
    rest: Rest, kin: Kin, least_term: float, least_figure: float | None
) -> Iterator[Conflict]:
    """The best rival of every token of the passage that the rest contradicts, from a rarity on.

    Without `least_figure`, figures are left out.
    """
    tokens = rest.content.tokens
    told: set[int] = set()  # units that are told with their figures
    for slot in range(rest.low, rest.high):
        token = tokens[slot]
        kind = role(token, rest.lows[slot])
        if kind in FIGURES and least_figure is None:
            continue
        least = least_term + VERB * (kind == "verbish")
        if kind in FIGURES and least_figure is not None:
            least = least_figure
        if kind in FIGURES:
            found = _figure(rest, slot) or _remeasured(rest, slot)
        elif kind == "name":
            found = _name(rest, slot, kin, least)
        elif kind:
            found = _frame(rest, slot, kind, least)
        else:
            continue
        if found and found.rarity >= least and found.first not in told:
            yield found
            told.update(range(found.first, found.last + 1) if found.why == "unit" else ())


def _frame(rest: Rest, slot: int, kind: str, least: float) -> Conflict | None:
    found = best_candidate(rest, slot, kind, "term-headline")
    if found is None:
        return None
    rarity, best = found
    if max(best.measures[:2]) >= LONG_ROW:
        rarity = min(CERTAIN, rarity + ROW_GAIN)
    if rarity < least or is_another(rest, best):
        return None
    thin = is_thin(rest, best)
    return Conflict(slot, best.first, best.last, "frame", rarity, best.times, thin)


def _figure(rest: Rest, slot: int) -> Conflict | None:
    token = rest.content.tokens[slot]
    if token.key in _VERBS and not token.unit and not token.link:
        return None
    found = best_figure(rest, slot, "figure-headline")
    if found is None:
        return None
    rarity, place = found
    if other_measure(rest, slot, place) or tells_another(rest, slot, place):
        return None
    times = rest.times(rest.content.tokens[place].key)
    part = series_of(rest.content).of(slot) is not None
    return Conflict(slot, place, place, "figure", rarity, times, thin=part)


def _remeasured(rest: Rest, slot: int) -> Conflict | None:
    found = other_unit(rest, slot)
    if found is None:
        return None
    _, place, theirs = found
    return Conflict(slot, place, theirs.last, "unit", UNIT, 1)


def _name(rest: Rest, slot: int, kin: Kin, least: float) -> Conflict | None:
    tokens = rest.content.tokens
    token = tokens[slot]
    if rest.times(token.key) or len(token.key) < 3:
        return None
    if any(rest.times(k) and same_name(k, token.key) for k in kin.beside(token.key)):
        return None
    alike = [k for k in kin.beside(token.key) if rest.times(k) and _respelt(k, token.key)]
    alike = [k for k in alike if _is_name(rest, k)]
    if alike:
        key = max(alike, key=lambda k: (rest.times(k), k))
        place, known = rest.outside(key)[0], is_known(key) and is_known(token.key)
        rarity = KNOWN if known else SPELLING
        found = Conflict(slot, place, place, "spelling", rarity, rest.times(key))
        framed = _frame(rest, slot, "name", least) if known else None
        return framed if framed and framed.rarity > rarity else found
    other = other_region(rest, slot)
    if other is not None:
        times = rest.times(tokens[other].key)
        return Conflict(slot, other, other, "place", KNOWN, times)
    return _frame(rest, slot, "name", least)


def _respelt(a: str, b: str) -> bool:
    """Whether one word may be the other, misspelt, and is no inflected form of it.

    >>> _respelt("hongzhong", "hongzheng"), _respelt("pre-order", "pre-ordered")
    (True, False)
    """
    if not similar(a, b):
        return False
    short, long = sorted((a.replace("-", ""), b.replace("-", "")), key=len)
    return not (long.startswith(short) and long[len(short) :] in _ENDINGS)


def _is_name(rest: Rest, key: str) -> bool:
    places = rest.outside(key)
    return any(role(rest.content.tokens[p], rest.lows[p]) == "name" for p in places[:4])
