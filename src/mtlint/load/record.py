"""One record of a batch becomes a Document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from mtlint.load.article import Draft, build
from mtlint.load.headline import headline_end
from mtlint.load.options import LoadOptions
from mtlint.load.read import LoadError, bounded
from mtlint.load.target import sources_beside, target_of
from mtlint.segment import looks_like_heading
from mtlint.text.surrogates import without_surrogates
from mtlint.types import Document, Part, Role, Segment

HEADLINE_ID = "headline"
_SAMPLE_SEGMENTS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of a record, as the input gives it."""

    id: int | str
    target: str
    source: str | None = None
    reference: str | None = None


def text_of(record: Mapping[str, Any], key: str) -> str | None:
    """A string field; None where it is absent or null.

    Raises:
        LoadError: the field holds something else.
    """
    value = record.get(key)
    if isinstance(value, str):
        # JSON can spell half a character ("\\ud800"); no report could be written with it.
        return without_surrogates(value)
    if value is None:
        return None
    raise LoadError(f"{key!r} must be a string, not {type(value).__name__}", "mend the record")


def document_of(record: Mapping[str, Any], path: str | None, options: LoadOptions) -> Document:
    """The Document of a batch record (CONTRACT: JSON line of a batch).

    Raises:
        LoadError: a field of the wrong kind, or nothing to check.
    """
    name = record.get("id")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise LoadError("has no 'id'", "give every article an id")
    headline, body = text_of(record, "headline"), text_of(record, "body")
    rows = _rows(record.get("segments"))
    if rows is not None:
        return segmented(str(name), rows, headline, path, options, record)
    if not (body or "").strip() and not (headline or "").strip():
        raise LoadError("has neither 'segments' nor a 'body'", "give the article's text")
    named = options.target_lang or text_of(record, "target_lang")
    source = None if options.target_only else text_of(record, "source")
    headline = (headline or "").strip() or None
    parts = [headline, body] if headline and body else [headline or body]
    draft = Draft(
        "\n\n".join(p for p in parts if p),
        str(name),
        path,
        headline=headline,
        headline_span=(0, len(headline)) if headline else None,
        extracted=True,
        source_lang=text_of(record, "source_lang"),
        sources=tuple(source.splitlines()) if source else (),
    )
    document = build(draft, replace(options, target_lang=named))
    return with_source(document, source) if source and source.strip() else document


def with_source(document: Document, source: str) -> Document:
    """The article with a source paragraph beside each of its own, where the counts agree.

    Its segments are then whole paragraphs, as no sentence of theirs can be paired surely.
    """
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    groups = [list(group) for _, group in groupby(document.segments, lambda s: s.paragraph)]
    if len(lines) != len(groups):
        note = f"the source has {len(lines)} paragraphs for {len(groups)}: it was not used"
        return replace(document, notes=(*document.notes, note))
    units = []
    for number, (group, line) in enumerate(zip(groups, lines, strict=True), 1):
        first, last = group[0], group[-1]
        target = document.text[first.offset : last.offset + len(last.target)]
        role = first.role if first.role is Role.HEADING else Role.UNIT
        units.append(replace(first, id=number, target=target, role=role, source=line))
    return replace(document, segments=tuple(units))


def _rows(value: Any) -> list[Row] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise LoadError("'segments' must be a list", "mend the record")
    rows = []
    for number, item in enumerate(value, 1):
        if not isinstance(item, Mapping):
            raise LoadError(f"segment {number} is no object", "mend the record")
        target = text_of(item, "target")
        if target is None:
            raise LoadError(f"segment {number} has no 'target'", "mend the record")
        name = item.get("id", number)
        if not isinstance(name, str | int) or isinstance(name, bool):
            raise LoadError(f"segment {number} has an 'id' of a strange kind", "mend the record")
        rows.append(Row(name, target, text_of(item, "source"), text_of(item, "reference")))
    return rows


def segmented(
    name: str,
    rows: Sequence[Row],
    headline: str | None,
    path: str | None,
    options: LoadOptions,
    record: Mapping[str, Any],
    *,
    titled: bool = True,
) -> Document:
    """A Document whose segments the input gave.

    `titled` tells that the first one may be a headline, as in an article.

    Raises:
        LoadError: no segment holds text, or they hold too much.
    """
    bounded(sum(len(r.target) for r in rows))
    if not any(r.target.strip() for r in rows) and not (headline or "").strip():
        raise LoadError("has no segment with text", "give the article's text")
    rows = list(rows)
    headline = (headline or "").strip() or None
    if headline and rows:
        headline = headline[: headline_end(headline, [rows[0].target])].strip()
    first_is_headline = bool(rows) and (
        rows[0].target.strip() == headline
        if headline
        else titled and len(rows) > 1 and _reads_as_headline(rows)
    )
    if headline and not first_is_headline:
        rows.insert(0, Row(HEADLINE_ID, headline))
        first_is_headline = True
    source_lang = options.source_lang or text_of(record, "source_lang")
    lang, note = options.target_lang or text_of(record, "target_lang"), None
    if not lang:
        lang, note = _target_of(
            rows, source_lang, sources_beside(options), headline=first_is_headline
        )
    keep = not options.target_only
    segments = tuple(
        Segment(
            row.id,
            row.target,
            Part.HEADLINE if first_is_headline and i == 0 else Part.BODY,
            Role.HEADING if first_is_headline and i == 0 else Role.UNIT,
            paragraph=i,
            source=row.source if keep else None,
            reference=row.reference if keep else None,
        )
        for i, row in enumerate(rows)
    )
    return Document(
        id=name,
        segments=segments,
        headline=rows[0].target.strip() if first_is_headline else None,
        path=path,
        source_lang=source_lang,
        target_lang=lang,
        notes=(note,) if note else (),
        segmented=True,
    )


def _target_of(
    rows: Sequence[Row], source_lang: str | None, beside: Sequence[str], *, headline: bool
) -> tuple[str, str | None]:
    known = rows[:_SAMPLE_SEGMENTS]
    return target_of(
        [row.target for row in known],
        source_lang=source_lang,
        sources=beside or [row.source or "" for row in known],
        headline=headline,
    )


def _reads_as_headline(rows: Sequence[Row]) -> bool:
    """A first segment without a full stop, no longer than the others usually are."""
    first = rows[0].target.strip()
    others = sorted(len(r.target) for r in rows[1:])
    usual = others[len(others) // 2]
    return bool(first) and looks_like_heading(first) and len(first) <= max(120, usual)


def segment_id(text: str) -> int | str:
    """The id of a segment as a table or an XML file has it: a number where that says the same.

    >>> segment_id("12"), segment_id("012"), segment_id("a1")
    (12, '012', 'a1')
    """
    number = text.isascii() and text.isdecimal() and len(text) < 12
    return int(text) if number and str(int(text)) == text else text
