"""Learned from whole documents: a segment's expected penalty, and what earns which grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.calibration.table import Calibration
from mtlint.config import Config
from mtlint.learn import fit
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import TRAIN, file_of
from mtlint.learn.measures import spearman
from mtlint.learn.tagger.prepare import held_out
from mtlint.models.adequacy import shares
from mtlint.pipeline import active_checks, check_document
from mtlint.readers import model_reader
from mtlint.text.view import LanguageReader, ModelReader

GRADED = TRAIN[0]
RIDGE = 1.0
# What a shortfall of the document and of the segment adds to the logarithm of the penalty. Among
# the translations of one source the slopes are 3.7 and .7 in the manuals of the training files, 2
# and .2 in reviews; articles of 2020 and 2021 hardly differ in it. On the dev file segments are
# ranked best with about these (news, three raters).
DOCUMENT_SHORT, SEGMENT_SHORT = 5.0, 2.0
_HUMAN = ("Human", "ref")


@dataclass(frozen=True, slots=True)
class Judged:
    """A rated article with what mtlint says: costs and model risks of its segments, its penalty."""

    article: RatedArticle
    costs: tuple[float, ...]
    per_1000_words: float
    risks: tuple[float, ...] = ()

    @property
    def human(self) -> bool:
        """The translator was a person, not a system."""
        return self.article.system.startswith(_HUMAN)


def judged(
    articles: Iterable[RatedArticle],
    calibration: Calibration,
    reader: ModelReader | None = None,
    language_model: LanguageReader | None = None,
) -> Iterator[Judged]:
    """The articles with what mtlint says, target-only; by the rules alone without `reader`, and
    with deep reading where a language model is given."""
    config = Config(target_only=True, use_model=reader is not None)
    checks = active_checks(config, calibration)
    for article in articles:
        report = check_document(
            article.document(),
            config,
            checks=checks,
            calibration=calibration,
            language_model=language_model,
        )
        costs = [0.0] * len(article.segments)
        for f in report.findings:
            costs[f.segment_index] += f.cost
        targets = [s.target for s in article.segments]
        seen = reader(targets, [None] * len(targets)) if reader else ()
        risks = tuple(view.risk for view in seen)
        yield Judged(article, tuple(costs), report.score.per_1000_words, risks)


def learn_risk(articles: Iterable[Judged]) -> dict[str, Any]:
    """Coefficients of a segment's expected MQM penalty (ridge, mean over its raters)."""
    rows = [
        (
            item.costs[i],
            len(segment.target.split()),
            item.risks[i] if item.risks else 0.0,
            segment.penalty,
        )
        for item in articles
        for i, segment in enumerate(item.article.segments)
        if segment.ratings
    ]
    table = np.array(rows, dtype=float)
    rule = fit.ridge(table[:, :3], table[:, 3], RIDGE)
    fitted = table[:, :3] @ rule[:3] + rule[3]
    names = ("cost", "words", "model", "intercept")
    return {name: round(float(x), 5) for name, x in zip(names, rule, strict=True)} | {
        "segments": len(rows),
        "spearman": round(spearman(fitted, table[:, 3]), 4),
    }


def learn_sourced(
    articles: Iterable[RatedArticle],
    calibration: Calibration,
    reader: ModelReader,
    language_model: LanguageReader | None = None,
) -> dict[str, Any]:
    """Coefficients of a segment's expected penalty beside its source.

    `calibration` must hold the rules for what has been read without it, by the model and, where
    one is given, by a language model. The logarithm of the penalty on those of what they say; the
    slopes of the shortfalls are given; the intercept makes the mean penalty right. Empty where no
    article has a Chinese source.
    """
    config = Config()
    checks = active_checks(config, calibration)
    plain = replace(calibration, data={**calibration.data, "risk": _linear(calibration)})
    rows = []
    for article in articles:
        pairs = [(s, t.target) for s, t in zip(article.sources, article.segments, strict=True)]
        short = shares(pairs)
        if short is None:
            continue
        report = check_document(
            article.document(target_only=False),
            config,
            checks=checks,
            calibration=plain,
            language_model=language_model,
        )
        seen = reader([t for _, t in pairs], [s for s, _ in pairs])
        for risk, view, own, segment in zip(
            report.segments, seen, short, article.segments, strict=True
        ):
            if segment.ratings:
                rows.append((risk.risk, view.risk, *own, segment.penalty))
    return _beside_source(rows) if rows else {}


def _beside_source(rows: Sequence[tuple[float, ...]]) -> dict[str, Any]:
    """The rule from rows of risk, model's risk, both shortfalls, and the raters' mean penalty."""
    table = np.array(rows)
    logs, target = np.log1p(table[:, :2]), np.log1p(table[:, 4])
    slopes = np.array([DOCUMENT_SHORT, SEGMENT_SHORT])
    given = table[:, 2:4] @ slopes
    rule = fit.ridge(logs, target - given, RIDGE)
    said = logs @ rule[:2] + given
    values = (*rule[:2], *slopes, levelled(said, table[:, 4]))
    names = ("risk", "model", "document", "segment", "intercept")
    return {name: round(float(x), 5) for name, x in zip(names, values, strict=True)} | {
        "segments": len(rows),
        "spearman": round(spearman(said, table[:, 4]), 4),
    }


def levelled(said: NDArray[np.float64], penalty: NDArray[np.float64]) -> float:
    """What makes the mean of a penalty right whose logarithm (of 1 and it) is told."""
    return float(np.log((penalty.mean() + 1) / np.exp(said).mean()))


def _linear(calibration: Calibration) -> dict[str, Any]:
    """The rules for the risk without those beside a source."""
    return {k: rule for k, rule in calibration.risk.items() if not k.endswith("with_source")}


def learn_grades(articles: Sequence[Judged]) -> dict[str, Any]:
    """Limits of the grades in penalty points per 1,000 words, from rated translations.

    A: no worse than the median human translation, or than the better quarter of the system
    outputs in which anything was found; B, C, D, E: than the better half, three quarters, nine
    tenths and 97.5% of these; F: beyond.
    """
    human = [item.per_1000_words for item in articles if item.human]
    system = [item.per_1000_words for item in articles if not item.human]
    found = [value for value in system if value > 0]
    at: list[list[Any]] = [
        [name, round(float(np.quantile(found, q)), 3)]
        for name, q in (("A", 0.25), ("B", 0.5), ("C", 0.75), ("D", 0.9), ("E", 0.975))
    ]
    at[0][1] = max(at[0][1], round(float(np.median(human)), 3))
    return {
        "at": at,
        "meaning": "highest penalty per 1,000 words; beyond the last: F",
        "human_documents": len(human),
        "system_documents": len(system),
        "human_mean": round(float(np.mean(human)), 3),
        "system_mean": round(float(np.mean(system)), 3),
        "human_without_findings": round(float(np.mean([v == 0 for v in human])), 3),
        "system_without_findings": round(float(np.mean([v == 0 for v in system])), 3),
    }


def learn_from_documents(
    data: Path, calibration: Calibration, kept: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The `risk` and `grades` parts of the table, for rules alone and with the model.

    Those with the model are learned on documents that the model was not trained on; where a table
    is given as `kept`, they are taken from it.
    """
    articles = {name: list(read_articles(file_of(data, name))) for name in TRAIN}
    found = {name: list(judged(articles[name], calibration)) for name in TRAIN}
    risk = {"rules": learn_risk(item for name in TRAIN for item in found[name])}
    grades = {"file": GRADED, "rules": learn_grades(found[GRADED])}
    reader = model_reader("en") if kept is None else None
    if kept is not None:
        risk |= _with_model(kept.get("risk"))
        grades |= _with_model(kept.get("grades"))
    if reader is not None:
        unseen = [
            a
            for name in TRAIN
            for kept in [held_out(name, (a.doc for a in articles[name]))]
            for a in articles[name]
            if a.doc in kept
        ]
        read = list(judged(unseen, calibration, reader))
        if read:
            risk["with_model"] = learn_risk(read)
            known = replace(calibration, data={**calibration.data, "risk": risk})
            risk["with_source"] = learn_sourced(unseen, known, reader)
            graded = {a.id for a in articles[GRADED]}
            grades["with_model"] = learn_grades([r for r in read if r.article.id in graded])
    return {"risk": risk, "grades": grades}


def _with_model(part: Mapping[str, Any] | None) -> dict[str, Any]:
    return {k: v for k, v in (part or {}).items() if k in {"with_model", "with_source"}}
