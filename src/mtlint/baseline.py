"""The baseline: what a person decided of findings, kept by context so that edits do not undo it.

An entry is keyed by fingerprints (check, quoted text, near context), never by line numbers. It says
whether the finding is accepted as it stands or confirmed as an error, why, by whom and when. The
JSON report of an earlier run can be given in its place: all its findings count as known.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from mtlint.config import ACCEPTED, CONFIRMED, ConfigError
from mtlint.types import DocumentReport, Report

SCHEMA = "mtlint.baseline/1"
REPORT_SCHEMA = "mtlint.report/1"
DECISIONS = (ACCEPTED, CONFIRMED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision on one finding; `fingerprints` are its own and those it gathered, `confidence` is
    what mtlint gave it then."""

    document: str
    check: str
    text: str
    fingerprints: tuple[str, ...]
    decision: str = ACCEPTED
    reason: str = ""
    author: str = ""
    date: str = ""
    confidence: float | None = None

    def __str__(self) -> str:
        return f"{self.document}: {self.check} “{self.text}”"


@dataclass(frozen=True, slots=True)
class Baseline:
    """All decisions of a file, in its order."""

    entries: tuple[Entry, ...] = ()

    @property
    def decisions(self) -> Mapping[str, str]:
        """What was decided, by fingerprint."""
        return {print_: e.decision for e in self.entries for print_ in e.fingerprints}

    def redecided(
        self, prints: Collection[str], decision: str, reason: str, author: str, date: str
    ) -> Baseline:
        """The same with another decision on the findings that have one of some fingerprints."""
        told = set(prints)
        made = (
            e
            if told.isdisjoint(e.fingerprints)
            else replace(e, decision=decision, reason=reason, author=author, date=date)
            for e in self.entries
        )
        return Baseline(tuple(made))

    def stale(self, documents: Iterable[tuple[str, Sequence[str]]]) -> list[Entry]:
        """Entries that match nothing any more, of `documents` given as (id, known fingerprints).

        Entries of documents that were not checked are not judged.
        """
        known = {id: set(prints) for id, prints in documents}
        return [
            e
            for e in self.entries
            if e.document in known and known[e.document].isdisjoint(e.fingerprints)
        ]


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file, or the findings of a JSON or JSON-lines report.

    Raises:
        ConfigError: the file cannot be read, or is neither.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the baseline cannot be read: {_said(error)}") from error
    try:
        data = json.loads(text)
    except ValueError:
        data = _lines(text, path)
    try:
        if isinstance(data, dict) and data.get("schema") == SCHEMA:
            return Baseline(tuple(_entry(e, path) for e in data["entries"]))
        documents = data["documents"] if isinstance(data, dict) and "documents" in data else None
        if documents is None and isinstance(data, dict) and "findings" in data:
            documents = [data]
        if documents is not None:
            return Baseline(tuple(_of_report(documents)))
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path}: the baseline lacks or garbles {error}") from error
    raise ConfigError(f"{path}: neither a baseline ({SCHEMA}) nor a JSON report ({REPORT_SCHEMA})")


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _lines(text: str, path: Path) -> Any:
    try:
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise ConfigError(f"{path}: the baseline is not valid JSON: {error}") from error
    return {"documents": [r for r in rows if isinstance(r, dict) and "findings" in r]}


def _entry(record: Mapping[str, Any], path: Path) -> Entry:
    names = {f.name for f in fields(Entry)}
    values = {k: v for k, v in record.items() if k in names}
    values["fingerprints"] = tuple(record["fingerprints"])
    made = Entry(**values)
    if made.decision not in DECISIONS:
        raise ConfigError(
            f"{path}: decision {made.decision!r} of {made}: use {' or '.join(DECISIONS)}"
        )
    return made


def _of_report(documents: Iterable[Mapping[str, Any]]) -> Iterable[Entry]:
    for document in documents:
        for f in document["findings"]:
            prints = (f["fingerprint"], *f.get("covers", ()))
            yield Entry(document["id"], f["check"], f["text"], prints, reason="in the earlier run")


def entries_of(
    items: Iterable[DocumentReport], decision: str, reason: str, author: str, date: str
) -> list[Entry]:
    """An entry for each finding that no person judged yet."""
    return [
        Entry(
            document=item.document.id,
            check=f.check,
            text=f.text,
            fingerprints=(f.fingerprint, *f.covers),
            decision=decision,
            reason=reason,
            author=author,
            date=date,
            confidence=f.confidence,
        )
        for item in items
        for f in item.findings
        if not f.confirmed
    ]


def updated(old: Baseline, new: Sequence[Entry], stale: Sequence[Entry]) -> Baseline:
    """The old entries less the stale ones, and the new; ordered by document, check and key."""
    kept = [e for e in old.entries if e not in set(stale)]
    order = sorted((*kept, *new), key=lambda e: (e.document, e.check, e.text, e.fingerprints))
    return Baseline(tuple(order))


def as_text(baseline: Baseline) -> str:
    """The content of the file: the same decisions are the same bytes."""
    records = [asdict(e) for e in baseline.entries]
    return json.dumps({"schema": SCHEMA, "entries": records}, ensure_ascii=False, indent=1) + "\n"


def known_of(report: Report) -> Iterable[tuple[str, Sequence[str]]]:
    """The documents of a report with the fingerprints of the baseline that were met in each."""
    return ((d.document.id, d.known) for d in report.documents)
