"""Amounts of money and measures that should make a total: 4.2 and 2.3 billion yuan, 6.5 in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mtlint.text.counts import Count, rough
from mtlint.text.late import late

_UNIT = r"(?:(?:thousand|million|billion|trillion) )?(?:US )?[a-z]{3,14}(?![\w-])"
_AMOUNT = r"(?<![\w.,-])[$€£¥]?\d[\d,]{0,12}(?:\.\d{1,3})?"
# Two amounts and what they come to; words between them, but no third figure.
_TOTAL = late(
    rf"(?P<a>{_AMOUNT}) (?P<unit>{_UNIT})(?P<between>,?(?: [^\d,.;:!?()—–\n]{{1,60}})? )"
    rf"(?P<b>{_AMOUNT}) (?P=unit),? (?:—|–)? ?(?:for )?(?:a total of|totall?ing|adding up to|"
    rf"making a total of|bringing the total to|in all) (?P<sum>{_AMOUNT}) (?P=unit)"
)
_JOINS = re.compile(r"\b(?:and|while|plus|with)\b")
_FIGURE = re.compile(r"\d")
_STOP = re.compile(r"[.!?;:]\s")
_AROUND = 80
_NEVER_ADDED = frozenset("percent per cent degrees years year day days hours minutes".split())


def amounts(text: str) -> Iterator[Count]:
    """Totals of two amounts in one unit that these do not make, each rounded as it is written.

    Nothing is said where a third figure stands before them in the sentence, or what is added is
    rough.
    """
    if " total" not in text and "adding up" not in text and "in all" not in text:
        return
    for match in _TOTAL.finditer(text):
        if match["unit"].split()[-1] in _NEVER_ADDED or not _JOINS.search(match["between"]):
            continue
        before = text[max(0, match.start() - _AROUND) : match.start()]
        own = _STOP.split(before)[-1]
        if _FIGURE.search(own) or rough(text, match.start("a")) or rough(text, match.start("b")):
            continue
        a, b, stated = (_number(match[name]) for name in ("a", "b", "sum"))
        if abs(a + b - stated) > sum(map(_half, (a, b, stated))):
            parts = (match.start("a"), match.end("b"))
            yield Count(*match.span("sum"), stated, parts, a + b, (a, b))


def _number(text: str) -> Decimal:
    return Decimal(text.lstrip("$€£¥").replace(",", "").rstrip("."))


def _half(number: Decimal) -> Decimal:
    """Half of a number's last digit, if it is a decimal; whole numbers are taken as exact."""
    places = -int(number.as_tuple().exponent)
    return Decimal(1).scaleb(-places) / 2 if places > 0 else Decimal(0)
