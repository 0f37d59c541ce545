"""One finding for one thing: fingerprints, repeats gathered, findings of the same place merged."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mtlint.registry import matches
from mtlint.types import Finding, Related

_SPACE = re.compile(r"\s+")
# A finding at least this many times as wide as another inside it speaks of something else
# (a whole sentence said twice; a misspelt word in it): both are kept.
_NESTED = 4
_LEARNED = ("model",)


def only_points(check: str) -> bool:
    """Whether the findings of a check point at a place and cannot say what is wrong there."""
    return matches(check, _LEARNED)


def fingerprint(check: str, text: str, start: int, end: int) -> str:
    """A key that survives edits elsewhere: the check, the quoted text and its near context."""
    before = _SPACE.sub(" ", text[max(0, start - 40) : start]).split(" ")[-4:]
    after = _SPACE.sub(" ", text[end : end + 40]).split(" ")[:4]
    inside = _SPACE.sub(" ", text[start:end])
    return _digest(check, " ".join(before), inside, " ".join(after))


def _digest(*parts: str) -> str:
    raw = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, digest_size=8).hexdigest()


def distinguish(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in document order, those with the same fingerprint told apart by an ordinal.

    The first keeps its fingerprint, so that it does not change when a repeat comes or goes.
    """
    seen: Counter[str] = Counter()
    out = []
    for f in sorted(findings, key=place_of):
        n = seen[f.fingerprint]
        seen[f.fingerprint] += 1
        out.append(f if n == 0 else replace(f, fingerprint=_digest(f.fingerprint, str(n))))
    return out


def place_of(f: Finding) -> tuple[int, int, int, str]:
    """What findings are put in reading order by."""
    return f.segment_index, f.start, f.end, f.check


def gather(findings: Sequence[Finding]) -> list[Finding]:
    """Repeats of one statement about one text become related places of its first finding.

    A misspelt name that stands twelve times is one thing to decide. Only texts that hold a letter
    are gathered: a stray comma is to be put right wherever it stands.
    """
    first: dict[tuple[str, str, str | None], int] = {}
    repeats: dict[int, list[Finding]] = {}
    out: list[Finding] = []
    for f in findings:
        key = (f.check, f.text.casefold(), f.suggestion)
        if any(c.isalpha() for c in f.text) and key in first:
            repeats.setdefault(first[key], []).append(f)
        else:
            first[key] = len(out)
            out.append(f)
    for at, others in repeats.items():
        places = (Related(f.segment, f.start, f.end, f.text, f.line) for f in others)
        out[at] = replace(
            out[at],
            related=_unique((*out[at].related, *places)),
            covers=tuple(f.fingerprint for f in others),
            confirmed=out[at].confirmed or any(f.confirmed for f in others),
        )
    return out


def _unique(places: Iterable[Related]) -> tuple[Related, ...]:
    return tuple(dict.fromkeys(places))


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of the same place become one: the costliest, the tighter one among equals;
    a rule's in the end at the place that the learned model doubts around it.

    Linear in the findings: those kept stand in a grid whose cells are as wide as they are, so
    that only the few which can be the same place are looked at.
    """
    out: list[Finding] = []
    grid: dict[tuple[int, int, int], list[int]] = {}
    doubts: dict[int, list[Finding]] = {}
    for f in sorted(findings, key=lambda f: (-f.cost, f.end - f.start, place_of(f))):
        level = _level(f)
        near = {i for n in (-1, 0, 1) for cell in _cells(f, level + n) for i in grid.get(cell, ())}
        keeper = min((i for i in near if same_place(f, out[i])), default=None)
        if keeper is not None:
            pair = out[keeper], f
            doubts.setdefault(keeper, []).extend(d for d in pair if only_points(d.check))
            out[keeper] = absorb(*pair)
        else:
            out.append(f)
        if keeper is None or out[keeper].check == f.check:  # the place to meet is now this one
            at = len(out) - 1 if keeper is None else keeper
            for cell in _cells(f, level):
                grid.setdefault(cell, []).append(at)
    for i, learned in doubts.items():
        out[i] = _widened(out[i], learned)
    return out


def _widened(rule: Finding, doubts: Iterable[Finding]) -> Finding:
    """A rule's finding about a word or more at the place that the learned model doubts around it.

    Rules know what is wrong, the model how much of it professionals underline: “China News
    Network”, of which “News” is what contradicts another place. A suggestion makes the same edit.
    """
    around = (d for d in doubts if d.start <= rule.start and rule.end <= d.end)
    learned = next(around, None)
    if learned is None or only_points(rule.check) or not any(map(str.isalnum, rule.text)):
        return rule
    first, last = rule.start - learned.start, rule.end - learned.start
    said = rule.suggestion
    return replace(
        rule,
        start=learned.start,
        end=learned.end,
        line=learned.line,
        column=learned.column,
        text=learned.text,
        suggestion=None if said is None else learned.text[:first] + said + learned.text[last:],
    )


def _level(f: Finding) -> int:
    """Powers of `_NESTED` in the width: findings of the same place differ by one at most."""
    width, level = max(1, f.end - f.start), 0
    while width >= _NESTED:
        width, level = width // _NESTED, level + 1
    return level


def _cells(f: Finding, level: int) -> Iterable[tuple[int, int, int]]:
    size = _NESTED ** max(0, level + 1)
    return ((f.segment_index, level, n) for n in range(f.start // size, f.end // size + 1))


def same_place(a: Finding, b: Finding) -> bool:
    """Whether two findings of one segment overlap without one being much the wider."""
    if min(a.end, b.end) <= max(a.start, b.start):
        return (a.start, a.end) == (b.start, b.end)
    narrow, wide = sorted((a.end - a.start, b.end - b.start))
    return wide < _NESTED * narrow


def absorb(keeper: Finding, other: Finding) -> Finding:
    """`keeper` with what `other` adds: its check, its evidence and the places it points to.

    Where a rule names the fault that the learned model only points at, the rule speaks, unless
    the model thinks it worse; a note speaks too, of an error then. The confidence is the greater of
    the two, not a noisy-or: of 127 meetings in the training files all but four were two checks of
    quotation marks at one mark, the same symptom seen twice. Nor does the place cost less than
    either says.
    """
    lead, rest = (other, keeper) if _names(other, keeper) else (keeper, other)
    same_span = (lead.start, lead.end) == (rest.start, rest.end)
    checks = {*lead.merged, rest.check, *rest.merged} - {lead.check}
    points = lead.weight if lead is keeper else max(lead.points, rest.points)
    if (suggestion := lead.suggestion) is None and same_span:  # "" says to leave it out
        suggestion = rest.suggestion
    return replace(
        lead,
        severity=rest.severity if lead.is_note else lead.severity,
        confidence=max(lead.confidence, rest.confidence),
        overlap=max(lead.overlap, rest.overlap),
        weight=points,
        evidence=tuple(dict.fromkeys((*lead.evidence, *rest.evidence))),
        suggestion=suggestion,
        related=_unique((*lead.related, *rest.related)),
        merged=tuple(sorted(checks)),
        covers=(*lead.covers, rest.fingerprint, *rest.covers),
        confirmed=lead.confirmed or rest.confirmed,
    )


def _names(rule: Finding, learned: Finding) -> bool:
    """Whether a finding says what is wrong where another, no graver one only points."""
    return (
        only_points(learned.check)
        and not only_points(rule.check)
        and (rule.is_note or rule.severity.weight >= learned.severity.weight)
    )
