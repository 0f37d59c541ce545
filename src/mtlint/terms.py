"""A draft glossary: what a batch calls its terms, for an editor to approve and give back.

With sources, terms are learned from source and translation together; without, from the families
that the consistency checks find in each document. Only terms with more than one form are drafted.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtlint.check import Check
from mtlint.config import ConfigError
from mtlint.output import OutputError, write_text
from mtlint.registry import builtin_checks
from mtlint.report.csv_ import safe
from mtlint.text.bitext import singular, usages
from mtlint.text.tokens import words
from mtlint.text.variants import uses
from mtlint.text.view import DocumentView
from mtlint.types import Document, Hit, Usage

FORMATS = (".tbx", ".csv", ".tsv")
COLUMNS = (
    "source",
    "target",
    "forbidden",
    "source_lang",
    "target_lang",
    "counts",
    "places",
    "status",
)
_TARGET_CHECKS = ("consistency.term", "consistency.name")
_MOST_PLACES = 12  # that are written for a form
_XMLNS = "urn:iso:std:iso:30042:ed-2"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a term and where it stands: (document id, segment id) of each occurrence."""

    text: str
    places: tuple[tuple[str, str], ...]

    @property
    def times(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Draft:
    """A term with its forms, the proposed one first; `source` is "" where it is not known.

    `decided` tells that the proposal rests on evidence; without it the editor must choose.
    """

    source: str
    forms: tuple[Form, ...]
    source_lang: str | None
    target_lang: str
    decided: bool = True


def pairs_of(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """Source and translation of every segment that has both."""
    return [
        (s.source, s.target) for d in documents for s in d.segments if s.source and s.target.strip()
    ]


def learn_usages(documents: Iterable[Document]) -> tuple[Usage, ...]:
    """What the batch usually calls the terms that come back in its sources."""
    return usages(pairs_of(documents))


def draft(documents: Sequence[Document], known: Sequence[Usage]) -> tuple[Draft, ...]:
    """Every term of the batch that has several forms, the one with most occurrences first."""
    found = [*_from_sources(documents, known), *_from_targets(documents)]
    return tuple(sorted(found, key=_importance))


def _importance(item: Draft) -> tuple[int, str, str]:
    return -sum(f.times for f in item.forms), item.source, item.forms[0].text


def _from_sources(documents: Sequence[Document], known: Sequence[Usage]) -> Iterator[Draft]:
    places: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    usual: dict[tuple[str, str], str] = {}
    langs: dict[tuple[str, str], str | None] = {}
    for document in documents:
        segments = [s for s in document.segments if s.source and s.target.strip()]
        for use in uses([(s.source or "", s.target) for s in segments], known):
            term = use.usage.source, document.target_lang
            forms = places.setdefault(term, defaultdict(list))
            usual[term] = use.usage.text
            langs[term] = langs.get(term) or document.source_lang
            for place in use.usual:
                forms[use.usage.text].append((document.id, str(segments[place.segment].id)))
            for place, _ in use.others:
                segment = segments[place.segment]
                text = segment.target[place.start : place.end]
                forms[_spelt(text, forms)].append((document.id, str(segment.id)))
    for term, forms in places.items():
        if len(forms) > 1:
            yield Draft(term[0], _ordered(forms, usual[term]), langs[term], term[1])


def _spelt(text: str, forms: Iterable[str]) -> str:
    """The spelling under which a form is kept: the first one seen, capitals and plurals aside."""
    return next((f for f in forms if _same_form(f, text)), text)


def _same_form(a: str, b: str) -> bool:
    return [singular(w.text) for w in words(a)] == [singular(w.text) for w in words(b)]


def _ordered(forms: dict[str, list[tuple[str, str]]], first: str) -> tuple[Form, ...]:
    made = (Form(text, tuple(places)) for text, places in forms.items())
    return tuple(sorted(made, key=lambda f: (f.text != first, -f.times, f.text)))


def _from_targets(documents: Sequence[Document]) -> Iterator[Draft]:
    """Families that the checks of the translation alone find, those of one proposal together."""
    checks = [c for c in builtin_checks() if c.id in _TARGET_CHECKS]
    groups: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    decided: dict[tuple[str, str], bool] = {}
    for document in documents:
        for hit, view in _hits(document, checks):
            forms = _forms_of(hit, view)
            proposed = hit.suggestion or Counter(text for text, _ in forms).most_common(1)[0][0]
            key = proposed.casefold(), document.target_lang
            own = groups.setdefault(key, defaultdict(list))
            decided[key] = decided.get(key, True) and hit.suggestion is not None
            own[_spelt(proposed, own)].extend(())
            for text, segment in forms:
                place = document.id, segment
                kept = own[_spelt(text, own)]
                if place not in kept:
                    kept.append(place)
    for (proposed, lang), own in groups.items():
        if len(own) > 1:
            first = next(text for text in own if _same_form(text, proposed))
            yield Draft("", _ordered(own, first), None, lang, decided[proposed, lang])


def _hits(document: Document, checks: Sequence[Check]) -> Iterator[tuple[Hit, DocumentView]]:
    view = DocumentView(document)
    for check in checks:
        if check.speaks(view.lang):
            for hit in check.detect(view):
                yield hit, view


def _forms_of(hit: Hit, view: DocumentView) -> list[tuple[str, str]]:
    """What stands at the places of a hit, with the id of each segment."""
    spans = [(hit.segment, hit.start, hit.end), *((p.segment, p.start, p.end) for p in hit.related)]
    return [
        (view.segments[n].text[start:end], str(view.segments[n].segment.id))
        for n, start, end in spans
    ]


def render(drafts: Sequence[Draft], suffix: str) -> str:
    """The draft as a glossary file that `--glossary` reads.

    The proposed form is the approved term and the others are forbidden variants: an editor strikes
    out what may stay.

    Raises:
        ValueError: no format goes by this suffix.
    """
    if suffix == ".tbx":
        return _tbx(drafts)
    if suffix in FORMATS:
        return _table(drafts, "\t" if suffix == ".tsv" else ",")
    raise ValueError(f"no glossary is written as {suffix or 'a file without suffix'}")


def suffix_of(path: Path) -> str:
    """The suffix that decides the format.

    Raises:
        ConfigError: none of .tbx, .csv, .tsv, or no such folder.
    """
    if path.suffix.lower() not in FORMATS:
        raise ConfigError(f"{path}: a glossary is written as {', '.join(FORMATS)}")
    if not os.path.isdir(path.parent):
        raise ConfigError(f"{path}: there is no folder {path.parent}; create it first")
    return path.suffix.lower()


def write_draft(path: Path, documents: Sequence[Document]) -> tuple[Usage, ...]:
    """Write the draft glossary of a batch; what its sources' terms are usually called.

    Raises:
        ConfigError: the file cannot be written.
    """
    known = learn_usages(documents)
    try:
        write_text(render(draft(documents, known), suffix_of(path)), str(path))
    except OutputError as error:
        raise ConfigError(str(error)) from error
    return known


def _places(form: Form) -> str:
    """ "doc-1: 3, 7; doc-2: 1", cut off where there are many."""
    by_document: dict[str, list[str]] = defaultdict(list)
    for name, segment in form.places[:_MOST_PLACES]:
        by_document[name].append(segment)
    text = "; ".join(f"{name}: {', '.join(own)}" for name, own in by_document.items())
    return text + (" …" if form.times > _MOST_PLACES else "")


def _status(item: Draft) -> str:
    return "draft" if item.decided else "draft, choose one"


def _table(drafts: Sequence[Draft], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in drafts:
        main, *others = item.forms
        cells = (
            item.source,
            main.text,
            "; ".join(f.text for f in others),
            item.source_lang or "",
            item.target_lang,
            "; ".join(f"{f.text} {f.times}" for f in item.forms),
            " | ".join(f"{f.text} ({_places(f)})" for f in item.forms),
            _status(item),
        )
        writer.writerow([safe(cell) for cell in cells])
    return out.getvalue()


def _tbx(drafts: Sequence[Draft]) -> str:
    """TBX-Basic (ISO 30042:2019) in the style whose categories are attributes."""
    from lxml import etree

    root = etree.Element(
        "tbx", {"type": "TBX-Basic", "style": "dca", _XML_LANG: "en"}, nsmap={None: _XMLNS}
    )
    description = etree.SubElement(
        etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc"), "sourceDesc"
    )
    etree.SubElement(description, "p").text = "Draft glossary learned by mtlint; to be approved."
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for number, item in enumerate(drafts, 1):
        entry = etree.SubElement(body, "conceptEntry", id=f"c{number}")
        etree.SubElement(entry, "note").text = _status(item)
        if item.source:
            section = etree.SubElement(entry, "langSec", {_XML_LANG: item.source_lang or "zh"})
            term = etree.SubElement(etree.SubElement(section, "termSec"), "term")
            term.text = _clean(item.source)
        section = etree.SubElement(entry, "langSec", {_XML_LANG: item.target_lang})
        for form in item.forms:
            part = etree.SubElement(section, "termSec")
            etree.SubElement(part, "term").text = _clean(form.text)
            status = etree.SubElement(part, "termNote", type="administrativeStatus")
            first = form is item.forms[0]
            status.text = ("preferred" if first else "deprecated") + "Term-admn-sts"
            note = etree.SubElement(part, "note")
            note.text = _clean(f"{form.times} times ({_places(form)})")
    text: str = etree.tostring(root, encoding="unicode", pretty_print=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)
