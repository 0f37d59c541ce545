"""How the lines of each rule of furniture may start: told in the table, and worked out here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from mtlint.load.rules import RULES, Rule, rules_for, start_of

parser: Any = pytest.importorskip("re._parser")
K: Any = pytest.importorskip("re._constants")

LENGTH = 3  # characters of a start that are worked out
ANYTHING = None  # what may follow is not followed up
REPEATS = (K.MAX_REPEAT, K.MIN_REPEAT, K.POSSESSIVE_REPEAT)
Starts = set[tuple[str, bool]]  # beginnings of texts, and whether anything may follow them


def signs(items: Iterable[Any]) -> set[str] | None:
    """The characters of a class in small letters, every digit a 0, every space one space."""
    found: set[str] = set()
    for op, value in items:
        if op is K.LITERAL:
            found.add(chr(value).lower())
        elif op is K.RANGE and value[1] - value[0] < 200:
            found |= {chr(c).lower() for c in range(value[0], value[1] + 1)}
        elif op is K.CATEGORY and value in (K.CATEGORY_DIGIT, K.CATEGORY_SPACE):
            found.add("0" if value is K.CATEGORY_DIGIT else " ")
        else:
            return ANYTHING
    return {"0" if c.isdigit() else c for c in found}


def joined(first: Starts, then: Starts) -> Starts:
    """Every beginning followed by every other."""
    made: Starts = set()
    for text, wide in first:
        if wide or len(text) >= LENGTH:
            made.add((text, wide))
            continue
        made |= {((text + more)[:LENGTH], open_) for more, open_ in then}
    return made


def starts_of(pattern: Any) -> Starts:
    """The beginnings of all texts that a parsed pattern matches."""
    found: Starts = {("", False)}
    for op, value in pattern:
        then: Starts
        if op in (K.LITERAL, K.IN, K.ANY, K.NOT_LITERAL):
            items = {K.LITERAL: lambda v: [(K.LITERAL, v)], K.IN: list}.get(op)
            chars = signs(items(value)) if items else ANYTHING
            then = {("", True)} if chars is ANYTHING else {(c, False) for c in chars}
        elif op is K.BRANCH:
            then = set().union(*[starts_of(branch) for branch in value[1]])
        elif op in (K.SUBPATTERN, K.ATOMIC_GROUP):
            then = starts_of(value[3] if op is K.SUBPATTERN else value)
        elif op in REPEATS:
            least, most, item = value
            once, times, then = starts_of(item), {("", False)}, set()
            for i in range(min(int(most), LENGTH + least) + 1):
                then |= times if i >= least else set()
                times = joined(times, once)
        else:  # what looks ahead or behind takes nothing
            continue
        found = joined(found, then)
    return found


def told(rule: Rule, text: str, wide: bool) -> bool:
    """Whether the rule's table has this beginning, as far as it goes.

    One that is full of marks or ends within a word is cut off: with fewer marks before it, it is
    there as well, and whole.
    """
    start = start_of(text)
    if start is None or text.startswith(rule.starts) or start.startswith(rule.starts):
        return True
    cut_off = len(text) == LENGTH and not wide
    return cut_off and any(s[:1].isalnum() and s.startswith(start) for s in rule.starts)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.kind}-{r.shape[:20]}")
def test_the_table_tells_how_lines_may_start(rule: Rule) -> None:
    found = starts_of(parser.parse(rule.shape, re.IGNORECASE))
    assert [text for text, wide in found if not told(rule, text, wide)] == []


def test_of_prose_few_rules_are_asked() -> None:
    assert len(rules_for("According to the plan, the bridge will open in May.")) <= 3
    assert rules_for("来源：新华网") == RULES


def test_letters_that_count_as_others_where_case_does_not() -> None:
    assert {start_of(c + "hare") for c in "sSſ"} == {"sha"}
    assert {start_of(c + "ndex") for c in "iIİı"} == {"ind"}
    assert start_of("Kx.") == "kx "
