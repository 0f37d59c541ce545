"""The flow: document -> detect -> rank -> DocumentReport."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mtlint.check import Check
from mtlint.text.view import DocumentView
from mtlint.types import Document, Evidence, Failure, Hit


def available_evidence(document: Document) -> frozenset[Evidence]:
    """What the document brings beside its target text."""
    have = {Evidence.TARGET}
    if any(s.source for s in document.segments):
        have.add(Evidence.SOURCE)
    if any(s.reference for s in document.segments):
        have.add(Evidence.REFERENCE)
    return frozenset(have)


def detect(
    view: DocumentView, checks: Iterable[Check], evidence: frozenset[Evidence]
) -> tuple[list[tuple[Check, Hit]], list[Failure]]:
    """Run every check that has what it needs; a check that crashes is a failure, not the end."""
    hits: list[tuple[Check, Hit]] = []
    failures: list[Failure] = []
    for check in checks:
        if not check.speaks(view.lang) or not check.needs <= evidence:
            continue
        try:
            hits.extend((check, hit) for hit in run_check(check, view))
        except Exception as error:  # whatever a check does, the other findings must survive
            what = f"check {check.id} crashed: {type(error).__name__}: {error}"
            failures.append(
                Failure(view.document.path or view.document.id, what, f"--ignore {check.id}")
            )
    return hits, failures


def run_check(check: Check, view: DocumentView) -> Sequence[Hit]:
    """All hits of one check in one document."""
    if check.scope == "document":
        return list(check.detect(view))
    triggers = check.triggers
    found: list[Hit] = []
    for segment in view.segments:
        if not triggers or not triggers.isdisjoint(segment.chars):
            found.extend(check.detect(segment))
    return found
