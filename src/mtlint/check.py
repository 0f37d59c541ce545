"""The two decorators that turn a function into a Check."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Evidence, Hit, Severity, Term

SegmentDetector = Callable[[SegmentView], Iterator[Hit]]
DocumentDetector = Callable[[DocumentView], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the exact spans (as text, in order) that the check must report in it.

    `text` is an article body (paragraphs parted by blank lines, lines as headings allowed);
    `headline` stands before it. An empty `hits` says that the check must stay silent. With
    `source`, its paragraphs go with those of `text`, which are then segments as given.
    """

    text: str
    hits: tuple[str, ...] | list[str] = ()
    headline: str | None = None
    source: str | None = None
    lang: str = "en"
    why: str = ""
    glossary: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A named detector of one kind of fault.

    `detect` is called with a SegmentView when `scope` is "segment", else with a DocumentView.
    `languages` limits the check to target languages by primary subtag (None: any). `triggers`
    lists characters of which a segment must hold at least one for the check to be asked at all.
    `confidence` is the probability of its findings as its author states it: it counts until the
    check is calibrated. `noted` tells that a hit which its calibration thinks too weak for an error
    is still worth a note (severity neutral): an editor should know of it and decide. `alone` tells
    that what it finds is wrong with the whole article: nothing else is asked then, and it costs as
    much in every segment. `tagged` tells that a check which needs the model asks what its tagger
    says of segments; one that only asks how words fit their places need not wait for that.
    """

    id: str
    category: Category
    severity: Severity
    scope: str
    detect: Callable[[Any], Iterator[Hit]]
    docs: str
    examples: tuple[Example, ...] = ()
    needs: frozenset[Evidence] = frozenset()
    languages: frozenset[str] | None = None
    triggers: frozenset[str] = field(default_factory=frozenset)
    confidence: float | None = None
    noted: bool = False
    alone: bool = False
    tagged: bool = True

    @property
    def family(self) -> str:
        """The part of the id before the first dot."""
        return self.id.partition(".")[0]

    @property
    def summary(self) -> str:
        """First line of the documentation: the fault in one sentence."""
        return self.docs.strip().partition("\n")[0]

    def speaks(self, lang: str) -> bool:
        """Whether the check has a rule for this target language (BCP 47 tag)."""
        return self.languages is None or lang.partition("-")[0].lower() in self.languages


def _make(scope: str, detect: Callable[[Any], Iterator[Hit]], **fields: Any) -> Check:
    docs = inspect.getdoc(detect)
    if not docs:
        raise ValueError(f"check {fields['id']} has no docstring")
    languages: Iterable[str] | None = fields.pop("languages")
    return Check(
        scope=scope,
        detect=detect,
        docs=docs,
        examples=tuple(fields.pop("examples")),
        needs=frozenset(fields.pop("needs")),
        languages=None if languages is None else frozenset(languages),
        triggers=frozenset(fields.pop("triggers")),
        **fields,
    )


def segment_check(
    id: str,
    category: Category,
    severity: Severity,
    *,
    examples: Iterable[Example],
    needs: Iterable[Evidence] = (),
    languages: Iterable[str] | None = None,
    triggers: str = "",
    confidence: float | None = None,
) -> Callable[[SegmentDetector], Check]:
    """Turn a function of one segment into a Check."""

    def wrap(detect: SegmentDetector) -> Check:
        return _make(
            "segment",
            detect,
            id=id,
            category=category,
            severity=severity,
            examples=examples,
            needs=needs,
            languages=languages,
            triggers=triggers,
            confidence=confidence,
        )

    return wrap


def document_check(
    id: str,
    category: Category,
    severity: Severity,
    *,
    examples: Iterable[Example],
    needs: Iterable[Evidence] = (),
    languages: Iterable[str] | None = None,
    triggers: str = "",
    confidence: float | None = None,
    noted: bool = False,
    alone: bool = False,
    tagged: bool = True,
) -> Callable[[DocumentDetector], Check]:
    """Turn a function of a whole document into a Check."""

    def wrap(detect: DocumentDetector) -> Check:
        return _make(
            "document",
            detect,
            id=id,
            category=category,
            severity=severity,
            examples=examples,
            needs=needs,
            languages=languages,
            triggers=triggers,
            confidence=confidence,
            noted=noted,
            alone=alone,
            tagged=tagged,
        )

    return wrap
