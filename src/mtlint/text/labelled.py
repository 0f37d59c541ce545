"""Figures that name a thing rather than measure it, and so contradict no other figure.

"12 Offences" is a section, "2-2" a score, "AquaPure 300" a product, "1931–2024" a life; where the
text moves through several months, dates of which day and month both differ are two days.
"""

from __future__ import annotations

import re

from mtlint.text.figures import figures_of
from mtlint.text.grammar_en import classes
from mtlint.text.phrases import MONTH, NAME, NUMBER, WEEKDAY, Token
from mtlint.text.rest import Rest, is_year

_PAIR = re.compile(r"\d+(?:[-–:]\d+|[ap]m)$")  # a score, a ratio, a time of day
_CLOCK = re.compile(r"\d+(?:[.:]\d\d)?(?:am|pm)?$")
_MANY = 3  # months
_OUTLINE = 3  # content words of a line that its number only counts


def tells_another(rest: Rest, slot: int, place: int) -> bool:
    """Whether the figure of the passage names something, or another day than the rest's."""
    tokens = rest.content.tokens
    here, there = tokens[slot], tokens[place]
    if here.kind == MONTH == there.kind:
        return len({here.unit, there.unit} - {""}) > 1 and _many_months(rest)
    if here.kind == WEEKDAY == there.kind:
        return _hour(rest, slot) != _hour(rest, place)
    if here.kind != NUMBER:
        return False
    if here.unit == "day" == there.unit:
        months = {_month(rest, slot), _month(rest, place)}
        return len(months - {""}) > 1 and _many_months(rest)
    if bool(_PAIR.match(here.key)) != bool(_PAIR.match(there.key)):
        return True
    return _spans_years(rest, slot) or _in_a_name(rest, slot) or _counts_lines(rest, slot)


def _after(rest: Rest, at: int) -> Token | None:
    tokens = rest.content.tokens
    follows = at + 1 < len(tokens) and tokens[at + 1].sentence == tokens[at].sentence
    return tokens[at + 1] if follows else None


def _hour(rest: Rest, at: int) -> str:
    after = _after(rest, at)
    return after.key if after and after.link == "," and _CLOCK.match(after.key) else ""


def _many_months(rest: Rest) -> bool:
    """Whether the rest moves through the year: news of one day is dated in one month alone."""
    tokens = rest.content.tokens
    places = figures_of(rest.content).of_kind[MONTH]
    return len({tokens[p].key for p in places if not rest.low <= p < rest.high}) >= _MANY


def _month(rest: Rest, at: int) -> str:
    """The month that a day stands beside; "" where there is none."""
    tokens = rest.content.tokens
    near = tokens[max(0, at - 1) : at + 2]
    return next((t.key for t in near if t.kind == MONTH and t.unit == tokens[at].key), "")


def _spans_years(rest: Rest, at: int) -> bool:
    """ "Ann Moro, pianist, 1931–2024"."""
    tokens = rest.content.tokens
    pairs = [(at - 1, at), (at, at + 1)]
    return any(
        rest.low <= a and b < rest.high and tokens[b].start == tokens[a].end + 1
        for a, b in pairs
        if is_year(tokens[max(a, 0)]) and b < len(tokens) and is_year(tokens[b])
    )


def _in_a_name(rest: Rest, at: int) -> bool:
    """ "AquaPure 300 Water Filter": between a name that is no English word, and its head."""
    tokens = rest.content.tokens
    after = _after(rest, at)
    if at == rest.low or after is None or not tokens[at].tight or not after.tight:
        return False
    before = tokens[at - 1]
    return before.kind == NAME == after.kind and not classes(before.key) and not is_year(tokens[at])


def _counts_lines(rest: Rest, at: int) -> bool:
    """ "12 Offences" above a section, "Case 1" above what it holds."""
    after, tokens = _after(rest, at), rest.content.tokens
    short = rest.high - rest.low <= _OUTLINE
    if short and at == rest.high - 1 > rest.low:
        return tokens[at].tight and not tokens[at].unit
    return short and at == rest.low and after is not None and after.kind == NAME and after.tight
