"""Checks that a team writes in its configuration: term pairs and regular expressions.

Expressions come from a file that may be anybody's, and texts are long: `regex` can stop a match
that takes too long, which `re` cannot. A rule that is stopped is a failure of the run, never a
silent pass.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import Any

from mtlint.check import Check
from mtlint.config import Config, PatternRule, TermRule, nearest
from mtlint.registry import all_checks, matches
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Severity

PATTERN_SECONDS = 2.0
"""One rule may take this long in one article."""


def house_checks(config: Config) -> tuple[Check, ...]:
    """The checks that the configuration defines, ordered by id."""
    return _made(config.terms, config.patterns)


def unknown_prefix(config: Config) -> str | None:
    """The first dotted prefix in a configuration that no check has, with the nearest one that
    there is; None where all are known."""
    ids = [c.id for c in (*all_checks(), *house_checks(config))]
    tables = [table for _, table in config.paths]
    rules = [*config.rules, *(name for t in tables for name in t.get("rules", ()))]
    ignored = [*config.ignore, *(name for t in tables for name in t.get("ignore", ()))]
    for prefix in (*rules, *config.select, *ignored, *config.gate.checks):
        if prefix and not any(matches(id, (prefix,)) for id in ids):
            known = {*ids, *(i.partition(".")[0] for i in ids)}
            return f"no check is called {prefix!r}{nearest(prefix, known)}"
    return None


@lru_cache(maxsize=32)
def _made(terms: tuple[TermRule, ...], patterns: tuple[PatternRule, ...]) -> tuple[Check, ...]:
    return (*(_pattern_check(p) for p in sorted(patterns, key=lambda p: p.id)), *_terms(terms))


def _terms(rules: Iterable[TermRule]) -> Iterator[Check]:
    """One Check for all rules that share severity, confidence and evidence."""
    groups: dict[tuple[str, float, bool], list[TermRule]] = {}
    for rule in rules:
        groups.setdefault((rule.severity, rule.confidence, bool(rule.source)), []).append(rule)
    for (severity, confidence, sourced), found in sorted(groups.items()):
        compiled = [(rule, _term(rule.avoid), _term(rule.prefer)) for rule in found]
        yield Check(
            id="house.term",
            category=Category.TERM_WRONG,
            severity=Severity(severity),
            scope="document",
            detect=partial(_find_terms, compiled),
            docs="A term that the house avoids.\n\nSet under [[terms]] in the configuration.",
            needs=frozenset({Evidence.SOURCE} if sourced else ()),
            confidence=confidence,
        )


def _term(text: str) -> re.Pattern[str]:
    """The term as whole words; a capital in it means that capitals count."""
    words = r"\s+".join(re.escape(word) for word in text.split()) or "(?!)"
    before = r"(?<!\w)" if re.match(r"[^\W_]", text, re.ASCII) else ""
    after = r"(?!\w)" if re.search(r"[^\W_]$", text, re.ASCII) else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE if text == text.lower() else 0)


def _find_terms(
    rules: list[tuple[TermRule, re.Pattern[str], re.Pattern[str]]], view: DocumentView
) -> Iterator[Hit]:
    for segment in view.segments:
        for rule, avoid, prefer in rules:
            if rule.source and rule.source not in (segment.segment.source or ""):
                continue
            right = [m.span() for m in prefer.finditer(segment.text)]
            for match in avoid.finditer(segment.text):
                start, end = match.span()
                if any(s <= start and end <= e for s, e in right):
                    continue
                said = f"The house writes “{rule.prefer}”, not “{match.group()}”"
                note = f": {rule.note}" if rule.note else ""
                yield Hit(segment.index, start, end, said + note, _cased(rule.prefer, match))


def _cased(prefer: str, match: re.Match[str]) -> str:
    first = match.group()[:1]
    return prefer[:1].upper() + prefer[1:] if first.isupper() and prefer else prefer


def _pattern_check(rule: PatternRule) -> Check:
    return Check(
        id=f"house.{rule.id}",
        category=Category(rule.category),
        severity=Severity(rule.severity),
        scope="document",
        detect=partial(_find_pattern, rule),
        docs=f"{rule.message}\n\nSet under [[patterns]] in the configuration: {rule.pattern}",
        confidence=rule.confidence,
    )


@lru_cache(maxsize=256)
def _compiled(pattern: str, ignore_case: bool) -> Any:
    import regex

    return regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)


def _find_pattern(rule: PatternRule, view: DocumentView) -> Iterator[Hit]:
    """Matches of one expression, within its time for the article.

    Raises:
        TimeoutError: the time is over.
    """
    pattern = _compiled(rule.pattern, rule.ignore_case)
    deadline = time.monotonic() + PATTERN_SECONDS
    for segment in view.segments:
        left = deadline - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            for match in pattern.finditer(segment.text, timeout=left):
                if match.end() > match.start():
                    said = match.expand(rule.suggestion) if rule.suggestion is not None else None
                    yield Hit(segment.index, match.start(), match.end(), rule.message, said)
        except TimeoutError:
            raise TimeoutError(f"its expression took more than {PATTERN_SECONDS:g} s") from None
