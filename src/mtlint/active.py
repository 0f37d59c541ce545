"""Which checks a configuration runs on a document, and each of them run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from mtlint.calibration.table import Calibration
from mtlint.check import Check
from mtlint.config import Config
from mtlint.house import house_checks
from mtlint.registry import all_checks, matches, resolve
from mtlint.text.view import SMALL, DocumentView, SegmentView
from mtlint.types import Evidence, Hit

T = TypeVar("T")


class _Last(Generic[T]):
    """What was worked out last: nearly always that is asked again for the next document."""

    def __init__(self) -> None:
        self._known: tuple[tuple[object, ...], T] | None = None

    def of(self, *asked: object, make: Callable[[], T]) -> T:
        """What was made last, if the same was asked then, else what is made now."""
        known = self._known
        if known is None or known[0] != asked:
            known = self._known = (asked, make())
        return known[1]


_chosen: _Last[tuple[Check, ...]] = _Last()
_able: _Last[tuple[Check, ...]] = _Last()


def active_checks(config: Config, calibration: Calibration) -> tuple[Check, ...]:
    """The checks that this configuration runs.

    A rule for a dotted prefix decides, the longest first; without one the calibration does. A
    check that `select` names outright runs even when its calibration would leave it off.
    """
    known = (*all_checks(), *house_checks(config))
    rules, select, ignore = dict(config.rules), config.select, config.ignore

    def on(check: Check) -> bool:
        if matches(check.id, ignore) or (select and not matches(check.id, select)):
            return False
        rule = resolve(check.id, rules, "")
        return rule != "off" if rule else calibration.enabled(check.id) or check.id in select

    made = (known, rules, select, ignore, calibration)
    return _chosen.of(*made, make=lambda: tuple(filter(on, known)))


def able_checks(
    checks: Iterable[Check], evidence: frozenset[Evidence], lang: str
) -> tuple[Check, ...]:
    """The checks that have what they need, in the order in which they are run.

    What needs the model comes last: it is still reading. The ranker sorts what is found.
    """
    every = tuple(checks)

    def able() -> tuple[Check, ...]:
        found = [c for c in every if c.needs <= evidence and c.speaks(lang)]
        return tuple(sorted(found, key=lambda c: (not c.alone, Evidence.MODEL in c.needs)))

    return _able.of(every, evidence, lang, make=able)


def run_check(check: Check, view: DocumentView) -> Sequence[Hit]:
    """All hits of one check in one document."""
    if check.scope == "document":
        return list(check.detect(view))
    return list(chain.from_iterable(map(check.detect, _asked(check.triggers, view))))


def _asked(triggers: frozenset[str], view: DocumentView) -> Sequence[SegmentView]:
    """The segments that hold one of the characters; all where none are named."""
    if not triggers:
        return view.segments
    if not triggers.isdisjoint(SMALL):
        return [s for s in view.segments if not triggers.isdisjoint(s.chars)]
    if triggers.isdisjoint(view.marks):
        return ()
    return [s for s in view.segments if not triggers.isdisjoint(s.marks)]
