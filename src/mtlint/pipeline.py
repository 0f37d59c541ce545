"""The flow: documents -> detect -> rank -> reports, one by one or over a pool of processes."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtlint import __version__
from mtlint.active import able_checks
from mtlint.active import active_checks as active_checks
from mtlint.active import run_check as run_check
from mtlint.calibration.table import Calibration, load_calibration
from mtlint.check import Check
from mtlint.config import Config, ConfigError
from mtlint.house import house_checks
from mtlint.rank import rank, score, words_in
from mtlint.readers import (
    identities,
    language_reader,
    may_be_asked,
    model_points,
    reading,
    reading_ahead,
    shortfalls,
)
from mtlint.registry import all_checks, plugin_checks
from mtlint.risk import segment_risks
from mtlint.text.glossary import Glossary
from mtlint.text.view import DocumentView, LanguageReader
from mtlint.types import (
    CheckInfo,
    Document,
    DocumentReport,
    Evidence,
    Failure,
    Hit,
    Place,
    Report,
    Usage,
)

if TYPE_CHECKING:
    pass

Result = DocumentReport | Failure
# What the figures of a report do not depend on, and where files lie.
_NO_MATTER = frozenset(
    {"columns", "jobs", "gate", "baseline", "calibration", "glossary", "language_model"}
)


def available_evidence(document: Document, config: Config | None = None) -> frozenset[Evidence]:
    """What the document brings beside its target text, as far as the config lets it be used."""
    have = {Evidence.TARGET}
    if config is None or not config.target_only:
        if any(s.source for s in document.segments):
            have.add(Evidence.SOURCE)
        if any(s.reference for s in document.segments):
            have.add(Evidence.REFERENCE)
    if config is not None and config.glossary:
        have.add(Evidence.GLOSSARY)
    return frozenset(have)


def calibration_of(config: Config) -> Calibration:
    """The calibration that a configuration names, or the one that comes with mtlint.

    Raises:
        CalibrationError: the file cannot be used.
    """
    return load_calibration(Path(config.calibration) if config.calibration else None)


def detect(
    view: DocumentView, checks: Iterable[Check], evidence: frozenset[Evidence]
) -> tuple[list[tuple[Check, Hit]], list[Failure]]:
    """Run every check that has what it needs; a check that crashes is a failure, not the end.

    Where one says that something is wrong with the whole article, this is all that is told.
    """
    hits: list[tuple[Check, Hit]] = []
    failures: list[Failure] = []
    for check in able_checks(checks, evidence, view.lang):
        if hits and hits[0][0].alone and not check.alone:
            break
        try:
            if found := run_check(check, view):
                hits.extend((check, sound(hit, view)) for hit in found)
        except TimeoutError as error:
            what = f"check {check.id} was stopped: {error}"
            failures.append(Failure(view.document.path or view.document.id, what, "simplify it"))
        # Whatever a check does, exiting included, the other findings must survive.
        except (Exception, SystemExit) as error:
            what = f"check {check.id} crashed: {type(error).__name__}: {error}"
            failures.append(
                Failure(
                    view.document.path or view.document.id,
                    what,
                    f"report it, or run with --ignore {check.id}",
                )
            )
    return hits, failures


def sound(hit: Hit, view: DocumentView) -> Hit:
    """The hit, if its places lie in the document: a plug-in may yield anything.

    Raises:
        ValueError: a place that is not there.
    """
    places: tuple[Hit | Place, ...] = (hit, *hit.related)
    for place in places:
        if not 0 <= place.segment < len(view.segments):
            raise ValueError(f"it points to segment {place.segment}, which is not there")
        if not 0 <= place.start <= place.end <= len(view.segments[place.segment].text):
            raise ValueError(f"it points to {place.start}:{place.end}, outside its segment")
    return hit


def check_document(
    document: Document,
    config: Config | None = None,
    *,
    checks: Sequence[Check] | Callable[[], Sequence[Check]] | None = None,
    calibration: Calibration | None = None,
    usages: tuple[Usage, ...] = (),
    language_model: LanguageReader | None = None,
) -> DocumentReport:
    """One document through all active checks and the ranker.

    `checks` may be a function that finds them: the model reads meanwhile. `usages` is what a batch
    around the document says of the source's terms; `language_model` reads in place of the one that
    the configuration wants.
    """
    config = config or Config()
    calibration = calibration or calibration_of(config)
    found = partial(active_checks, config, calibration) if checks is None else checks
    deep = language_model or language_reader(document.target_lang, config)
    glossary, with_source = glossary_of(config), not config.target_only
    view = DocumentView(document, None, glossary, with_source, usages, deep)
    evidence = available_evidence(document, config)
    if deep is not None:
        evidence |= {Evidence.LANGUAGE_MODEL}
    with reading_ahead(view) as begin:
        if callable(found) and may_be_asked(config):
            begin()
        known = found() if callable(found) else found
        asked = [c for c in known if Evidence.MODEL in c.needs] if config.use_model else []
        whole = any(c.tagged for c in asked)
        if asked and begin(whole):
            evidence |= {Evidence.MODEL}
        if not whole:
            view.model = None
        hits, failures = detect(view, known, evidence)
    hits = outside_furniture(document, hits)
    heard = reading(view)
    if heard is not None and heard.opinions:
        calibration = calibration.deep()
    ranked = rank(document, hits, config, calibration)
    words = words_in(document, [len(s.forms) for s in view.segments])
    kind = kind_of(view, evidence if whole else ())
    if ranked.notes:
        document = replace(document, notes=(*document.notes, *ranked.notes))
    return DocumentReport(
        document=document,
        words=words,
        findings=ranked.findings,
        segments=segment_risks(
            document,
            ranked.rule_costs,
            calibration,
            model_points(view),
            shortfalls(view),
            heard,
            ranked.article_rate,
        ),
        score=score(words, ranked.costs, calibration, kind),
        suppressed=ranked.hidden,
        failures=tuple(failures),
        known=ranked.known,
        kind=kind,
    )


def kind_of(view: DocumentView, evidence: Collection[Evidence]) -> str:
    """How a document was read: by rules alone, by the model, or by the model beside its source (at
    least half of its text)."""
    if Evidence.MODEL not in evidence:
        return "rules"
    beside = sum(len(s.text) for s in view.segments if s.segment.source)
    whole = sum(len(s.text) for s in view.segments)
    return "with_source" if view.sourced and 2 * beside >= whole else "with_model"


def outside_furniture(document: Document, hits: list[tuple[Check, Hit]]) -> list[tuple[Check, Hit]]:
    """The hits that touch no furniture: markup inside a sentence is not the article's text."""
    if document.segmented or not document.furniture:
        return hits
    spans = sorted((f.start, f.end) for f in document.furniture)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))

    def clear(hit: Hit) -> bool:
        offset = document.segments[hit.segment].offset
        start, end = offset + hit.start, offset + max(hit.end, hit.start + 1)
        at = bisect_left(starts, end) - 1
        return at < 0 or reach[at] <= start

    return [(check, hit) for check, hit in hits if clear(hit)]


def glossary_of(config: Config) -> Glossary | None:
    """The glossary that the configuration names, read once in each process.

    Raises:
        ConfigError: it cannot be read.
    """
    if not config.glossary:
        return None
    from mtlint.load.glossary import read_glossary
    from mtlint.load.read import LoadError

    try:
        return read_glossary(config.glossary)
    except LoadError as error:
        raise ConfigError(str(error.failure(config.glossary))) from error


def check_all(
    items: Iterable[Document | Failure],
    config: Config,
    config_for: Callable[[str | None], Config] | None = None,
    usages: tuple[Usage, ...] = (),
) -> Iterator[Result]:
    """Results in the order of the input, while it is still being read.

    With `config.jobs` > 1 the documents go to a pool of processes; at most four per process are
    under way at any time, so that memory does not grow with the batch. `config_for` gives the
    Config of a document by its path, where files differ in it. `usages` is what the batch says of
    its sources' terms.
    """
    config_for = config_for or (lambda path: config)
    check = partial(check_document, usages=usages)
    if config.jobs <= 1:
        for item in items:
            yield item if isinstance(item, Failure) else check(item, config_for(item.path))
        return
    from mtlint.jobs import in_processes  # one article has no need of processes

    yield from in_processes(items, check, config_for, config.jobs)


def signature(config: Config, calibration: Calibration | None = None) -> dict[str, Any]:
    """What a report's figures depend on: version, configuration, model, calibration."""
    calibration = calibration or calibration_of(config)
    settings = {k: v for k, v in asdict(config).items() if k not in _NO_MATTER}
    glossary = glossary_of(config)
    digest = hashlib.blake2b(
        json.dumps(settings, sort_keys=True, default=list).encode(), digest_size=6
    ).hexdigest()
    return {
        "tool": "mtlint",
        "version": __version__,
        "config": digest,
        **identities(config),
        "calibration": calibration.signature,
        **({"glossary": glossary.digest} if glossary else {}),
    }


def assemble(results: Iterable[Result], config: Config) -> Report:
    """All results as one Report; failures of checks and plug-ins stand beside those of inputs."""
    documents: list[DocumentReport] = []
    failures: list[Failure] = list(plugin_checks()[1])
    for item in results:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            documents.append(item)
            failures.extend(item.failures)
    met = {f.check for d in documents for f in d.findings}
    return Report(
        signature=signature(config),
        documents=tuple(documents),
        suppressed=sum(d.suppressed for d in documents),
        failures=tuple(failures),
        checks=infos(met, config),
    )


def infos(ids: Collection[str], config: Config) -> tuple[CheckInfo, ...]:
    """What a report tells of the checks called `ids`."""
    calibration = calibration_of(config)
    made = {}
    for check in (*all_checks(), *house_checks(config)):
        if check.id in ids:
            share = (calibration.precision(check.id) or {}).get("precision")
            made[check.id] = CheckInfo(check.id, check.category, check.severity, check.docs, share)
    return tuple(made[name] for name in sorted(made))
