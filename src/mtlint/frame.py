"""DataFrame in, DataFrame out: what a distributed engine maps over its partitions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mtlint.config import Config
from mtlint.types import DocumentReport, Failure

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: dict[str, str] = {
    "document": "string",
    "rank": "Int64",
    "check": "string",
    "category": "string",
    "severity": "string",
    "confidence": "Float64",
    "text": "string",
    "suggestion": "string",
    "message": "string",
    "segment": "string",
    "start": "Int64",
    "end": "Int64",
    "evidence": "string",
    "related": "string",
    "fingerprint": "string",
    "failure": "string",
}
"""The columns of a frame of findings with their types. `related` is JSON: a list of other places
(segment, start, end, text); `failure` is empty but for what could not be checked."""


def empty() -> pd.DataFrame:
    """A frame without findings: what an engine may ask for as the shape of the result."""
    return _frame([])


def findings(frame: pd.DataFrame, config: Config | None = None, *, errors: str = "raise") -> (
    pd.DataFrame
):  # fmt: skip
    """The findings of a batch; see `mtlint.check_frame`.

    Raises:
        ValueError: the columns are of no known layout, or a row cannot be checked.
    """
    if errors not in {"raise", "report"}:
        raise ValueError(f"errors = {errors!r}: use 'raise' or 'report'")
    rows: list[dict[str, Any]] = []
    for item in _checked(frame, config or Config()):
        if isinstance(item, DocumentReport):
            rows += _rows(item)
            failures = item.failures
        else:
            failures = (item,)
        for failure in failures:
            if errors == "raise":
                raise ValueError(str(failure))
            rows.append({"document": failure.where, "failure": str(failure)})
    return _frame(rows)


def _checked(frame: pd.DataFrame, config: Config) -> Iterator[DocumentReport | Failure]:
    from mtlint.load.options import LoadOptions
    from mtlint.load.table import from_rows, names_of
    from mtlint.pipeline import check_all
    from mtlint.registry import plugin_checks

    yield from plugin_checks()[1]
    options = LoadOptions(
        source_lang=config.source_lang,
        target_lang=config.target_lang,
        target_only=config.target_only,
        columns=lambda path: config.columns,
    )
    names = names_of(frame.columns, config.columns)
    table = frame.astype(object)
    values = table.where(table.notna(), None).itertuples(index=False, name=None)
    rows = (dict(zip(names, row, strict=True)) for row in values)
    if len(frame):
        yield from check_all(from_rows(rows, names, options), config)


def _rows(item: DocumentReport) -> Iterator[dict[str, Any]]:
    for f in item.findings:
        related = [
            {"segment": r.segment, "start": r.start, "end": r.end, "text": r.text}
            for r in f.related
        ]
        yield {
            "document": item.document.id,
            "rank": f.rank,
            "check": f.check,
            "category": str(f.category),
            "severity": str(f.severity),
            "confidence": f.confidence,
            "text": f.text,
            "suggestion": f.suggestion,
            "message": f.message,
            "segment": str(f.segment),
            "start": f.start,
            "end": f.end,
            "evidence": " ".join(str(e) for e in f.evidence),
            "related": json.dumps(related, ensure_ascii=False),
            "fingerprint": f.fingerprint,
        }


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    made = {
        name: pd.array([row.get(name) for row in rows], dtype=kind)  # type: ignore[call-overload]
        for name, kind in COLUMNS.items()
    }
    return pd.DataFrame(made, columns=list(COLUMNS))
