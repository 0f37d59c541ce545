"""The flow: documents -> detect -> rank -> reports, one by one or over a pool of processes."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from itertools import accumulate
from typing import Any

from mtlint import __version__
from mtlint.calibration.table import Calibration, load_calibration
from mtlint.check import Check
from mtlint.config import Config, ConfigError
from mtlint.rank import rank, score, segment_risks, words_in
from mtlint.registry import all_checks, matches, plugin_checks, resolve
from mtlint.text.glossary import Glossary
from mtlint.text.view import SMALL, DocumentView, ModelReader, SegmentView
from mtlint.types import Document, DocumentReport, Evidence, Failure, Hit, Report, Usage

Result = DocumentReport | Failure
MODEL_LANGUAGES = frozenset({"en"})


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


def active_checks(config: Config, calibration: Calibration) -> tuple[Check, ...]:
    """The checks that this configuration runs.

    A rule for a dotted prefix decides, the longest first; without one the calibration does. A
    check that `select` names outright runs even when its calibration would leave it off.
    """
    chosen = []
    for check in all_checks():
        if matches(check.id, config.ignore) or (
            config.select and not matches(check.id, config.select)
        ):
            continue
        rule = resolve(check.id, config.rules, "")
        on = rule != "off" if rule else calibration.enabled(check.id) or check.id in config.select
        if on:
            chosen.append(check)
    return tuple(chosen)


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
                Failure(
                    view.document.path or view.document.id,
                    what,
                    f"report it, or run with --ignore {check.id}",
                )
            )
    return hits, failures


def run_check(check: Check, view: DocumentView) -> Sequence[Hit]:
    """All hits of one check in one document."""
    if check.scope == "document":
        return list(check.detect(view))
    found: list[Hit] = []
    for segment in _asked(check.triggers, view):
        found.extend(check.detect(segment))
    return found


def _asked(triggers: frozenset[str], view: DocumentView) -> Sequence[SegmentView]:
    """The segments that hold one of the characters; all where none are named."""
    if not triggers:
        return view.segments
    if not triggers.isdisjoint(SMALL):
        return [s for s in view.segments if not triggers.isdisjoint(s.chars)]
    if triggers.isdisjoint(view.marks):
        return ()
    return [s for s in view.segments if not triggers.isdisjoint(s.marks)]


def check_document(
    document: Document,
    config: Config | None = None,
    *,
    checks: Sequence[Check] | None = None,
    calibration: Calibration | None = None,
    usages: tuple[Usage, ...] = (),
) -> DocumentReport:
    """One document through all active checks and the ranker.

    `usages` is what a batch around the document says of the source's terms.
    """
    config = config or Config()
    calibration = calibration or load_calibration()
    checks = active_checks(config, calibration) if checks is None else checks
    asked = config.use_model and any(Evidence.MODEL in c.needs for c in checks)
    reader = model_reader(document.target_lang) if asked else None
    glossary, with_source = glossary_of(config), not config.target_only
    view = DocumentView(document, reader, glossary, with_source, usages)
    evidence = available_evidence(document, config)
    if reader is not None:
        evidence |= {Evidence.MODEL}
    hits, failures = detect(view, checks, evidence)
    hits = outside_furniture(document, hits)
    findings, suppressed = rank(document, hits, config, calibration)
    words = words_in(document)
    return DocumentReport(
        document=document,
        words=words,
        findings=findings,
        segments=segment_risks(document, findings, calibration, _model_risks(view)),
        score=score(words, findings),
        suppressed=suppressed,
        failures=tuple(failures),
    )


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


def model_reader(lang: str) -> ModelReader | None:
    """The learned model for a target language; None where there is none or no runtime for it."""
    if lang.partition("-")[0].lower() not in MODEL_LANGUAGES:
        return None
    from mtlint.models.reader import available, read

    return read if available() else None


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


def _model_risks(view: DocumentView) -> list[float] | None:
    """The model's own estimate of each segment's penalty, if it was asked and answered."""
    try:
        return [v.risk for v in view.model_views] or None
    except Exception:  # already reported as a failure of the checks that asked the model
        return None


def check_all(
    items: Iterable[Document | Failure], config: Config, usages: tuple[Usage, ...] = ()
) -> Iterator[Result]:
    """Results in the order of the input, while it is still being read.

    With `config.jobs` > 1 the documents go to a pool of processes; at most four per process are
    under way at any time, so that memory does not grow with the batch.
    """
    if config.jobs <= 1:
        calibration = load_calibration()
        checks = active_checks(config, calibration)
        run = partial(
            check_document, config=config, checks=checks, calibration=calibration, usages=usages
        )
        for item in items:
            yield item if isinstance(item, Failure) else run(item)
        return
    waiting: deque[Failure | Future[DocumentReport]] = deque()
    with ProcessPoolExecutor(config.jobs) as pool:
        for item in items:
            waiting.append(
                item
                if isinstance(item, Failure)
                else pool.submit(check_document, item, config, usages=usages)
            )
            if len(waiting) >= 4 * config.jobs:
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())


def _done(item: Failure | Future[DocumentReport]) -> Result:
    return item if isinstance(item, Failure) else item.result()


def signature(config: Config, calibration: Calibration | None = None) -> dict[str, Any]:
    """What a report's figures depend on: version, configuration, model, calibration."""
    calibration = calibration or load_calibration()
    settings = {k: v for k, v in asdict(config).items() if k not in {"jobs", "glossary"}}
    glossary = glossary_of(config)
    digest = hashlib.blake2b(
        json.dumps(settings, sort_keys=True, default=list).encode(), digest_size=6
    ).hexdigest()
    return {
        "tool": "mtlint",
        "version": __version__,
        "config": digest,
        "model": _model_identity(config),
        "calibration": calibration.signature,
        **({"glossary": glossary.digest} if glossary else {}),
    }


def _model_identity(config: Config) -> str | None:
    if not config.use_model:
        return None
    from mtlint.models.reader import available, identity

    return identity() if available() else None


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
    return Report(
        signature=signature(config),
        documents=tuple(documents),
        suppressed=sum(d.suppressed for d in documents),
        failures=tuple(failures),
    )
