"""Learned from whole documents: a segment's expected penalty, and what earns which grade."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.calibration.table import Calibration
from mtlint.config import Config
from mtlint.learn import fit
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import TRAIN, file_of
from mtlint.learn.measures import spearman
from mtlint.learn.tagger.prepare import HELD_OUT, held_out
from mtlint.merge import only_points
from mtlint.models.adequacy import shares
from mtlint.pipeline import active_checks, check_document
from mtlint.rank import costs_of
from mtlint.readers import model_reader
from mtlint.risk import article_rate, features
from mtlint.text.view import DocumentView, LanguageReader, ModelReader
from mtlint.types import Document, DocumentReport

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

GRADED = TRAIN[0]
RIDGE = 1.0
# What the model's words add up to and what a language model's probe expects say nearly the same: a
# strong ridge, in segments, lets both speak.
READ_RIDGE = 1000.0
# So many times as much as the penalties themselves weighs how the translations of one sentence
# differ: a rule must not learn sources alone.
WITHIN = 5.0
# Learned is from segments that so many professionals rated: one alone tells his habits.
LEAST_RATERS = 3
# What a shortfall of the document and of the segment adds to the logarithm of the penalty. Among
# the translations of one source the slopes are 3.7 and .7 in the manuals of the training files, 2
# and .2 in reviews; articles of 2020 and 2021 hardly differ in it. On the dev file segments are
# ranked best with about these (news, three raters).
SHORT = {"document": 6.0, "segment": 2.5}
# What the findings of rules add, in the segment and in the article: from the translation alone,
# beside its source, and where a language model has read it. The first are, learned, .02 and .28
# from the documents of 2020 held out, .2 and .95 from those of 2021 (one rater), .07 and .52 from
# both, .13 and .22 from the dev file; there segments are ranked well between sources and within
# them with about these.
COST = {"cost": 0.35, "article": 0.45}
COST_BESIDE = {"cost": 0.2, "article": 0.2}
COST_OF_RULES = {"cost": 0.4, "article": 0.3}  # where nothing else is known
COST_READ = {"cost": 0.1, "article": 0.15}
ALONE = ("points", "words")
READ = ("points", "opinion", "startling", "mean")
_HUMAN = ("Human", "ref")

Known = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A rated article with what is known of each segment (`mtlint.risk.features`)."""

    article: RatedArticle
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Judged(Seen):
    """A rated article with what the findings alone tell of its segments, and its penalty."""

    per_1000_words: float

    @property
    def human(self) -> bool:
        """The translator was a person, not a system."""
        return self.article.system.startswith(_HUMAN)


def judged(
    articles: Iterable[RatedArticle],
    calibration: Calibration,
    use_model: bool = False,
    language_model: LanguageReader | None = None,
    sourced: bool = False,
) -> Iterator[Judged]:
    """The articles with what mtlint says of the translation alone or beside its source: the rules,
    and where it is asked the learned model and a language model."""
    config = Config(target_only=not sourced, use_model=use_model, min_confidence=0.0)
    check = _checker(config, calibration, language_model)
    for article in articles:
        if sourced and not any(article.sources):
            continue
        document = article.document(target_only=not sourced)
        report = check(document)
        costs = costs_of(document, report.findings, doubts=True)
        rate = article_rate(document, report.findings)
        known = tuple(
            features(s.target, cost, 0.0, rate=rate)
            for s, cost in zip(document.segments, costs, strict=True)
        )
        yield Judged(article, known, report.score.per_1000_words)


def seen(
    articles: Iterable[RatedArticle],
    calibration: Calibration,
    reader: ModelReader,
    language_model: LanguageReader | None = None,
    sourced: bool = False,
) -> Iterator[Seen]:
    """Those articles that `LEAST_RATERS` rated, with what is known of them; beside their sources
    (articles without a Chinese one are passed over) where they are to be `sourced`."""
    config = Config(target_only=not sourced, min_confidence=0.0)
    check = _checker(config, calibration, language_model, doubts=False)
    for article in articles:
        if all(len(segment.ratings) < LEAST_RATERS for segment in article.segments):
            continue
        document = article.document(target_only=not sourced)
        short = shares([(s.source, s.target) for s in document.segments]) if sourced else None
        if sourced and short is None:
            continue
        findings = check(document).findings
        costs = costs_of(document, findings, doubts=True)
        rate = article_rate(document, findings)
        view = DocumentView(document, reader, None, sourced, (), language_model)
        parts = enumerate(zip(view.segments, costs, view.model_views, strict=True))
        known = (
            features(s.text, cost, own.risk, view.reading, i, short[i] if short else None, rate)
            for i, (s, cost, own) in parts
        )
        yield Seen(article, tuple(known))


def _checker(
    config: Config,
    calibration: Calibration,
    language_model: LanguageReader | None,
    *,
    doubts: bool = True,
) -> Callable[[Document], DocumentReport]:
    """What checks one document after the other in the same way; without `doubts` nothing that
    only points at a place has a part in it."""
    on = active_checks(config, calibration)
    return partial(
        check_document,
        config=config,
        checks=tuple(c for c in on if doubts or not only_points(c.id)),
        calibration=calibration,
        language_model=language_model,
    )


def learn_known(
    articles: Iterable[Seen],
    names: Sequence[str],
    given: Mapping[str, float] = MappingProxyType({}),
    ridge: float = RIDGE,
) -> dict[str, Any]:
    """A rule in logarithms for the expected penalty, from the features of `names` and those that
    are `given` with their slopes; the intercept makes the mean penalty right. Empty where no
    segment was rated by `LEAST_RATERS` and has all of these."""
    rows, fixed, penalty, places = [], [], [], []
    for item in articles:
        for known, segment in zip(item.known, item.article.segments, strict=True):
            if len(segment.ratings) >= LEAST_RATERS and known.keys() >= {*names, *given}:
                rows.append([known[name] for name in names])
                fixed.append(sum(slope * known[name] for name, slope in given.items()))
                penalty.append(segment.penalty)
                places.append((item.article.origin, segment.id))
    if not rows:
        return {}
    x, said, target = np.array(rows), np.array(fixed), np.array(penalty)
    slopes = _slopes(x, np.log1p(target) - said, _numbered(places), ridge)
    said = said + x @ slopes
    values = (*slopes, *given.values(), levelled(said, target))
    return _named((*names, *given, "intercept"), values, said, target)


def _slopes(x: Floats, y: Floats, places: Places, ridge: float) -> Floats:
    """Slopes of a ridge regression on features of equal spread [rows, features], in which how the
    rows of one place differ counts besides."""
    spread = x.std(0) + 1e-9
    scaled = np.column_stack([x / spread, y])
    count = np.bincount(places)[places, None]
    means = np.stack([np.bincount(places, column)[places] for column in scaled.T], 1) / count
    whole = np.concatenate([scaled - scaled.mean(0), np.sqrt(WITHIN) * (scaled - means)])
    slopes: Floats = fit.ridge(whole[:, :-1], whole[:, -1], ridge)[:-1] / spread
    return slopes


def _numbered(places: Sequence[Hashable]) -> Places:
    """Equal places by the same number."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(place, len(numbers)) for place in places])


def _named(
    names: Sequence[str], values: Iterable[float], said: Floats, penalty: Floats
) -> dict[str, Any]:
    """A rule as the table has it, with how it ranks what it was learned from."""
    rule = {name: round(float(x), 5) for name, x in zip(names, values, strict=True)}
    return rule | {"segments": len(penalty), "spearman": round(spearman(said, penalty), 4)}


def levelled(said: Floats, penalty: Floats) -> float:
    """What makes the mean of a penalty right whose logarithm (of 1 and it) is told."""
    return float(np.log((penalty.mean() + 1) / np.exp(said).mean()))


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
    risk = {"rules": learn_known(chain.from_iterable(found.values()), ("words",), COST_OF_RULES)}
    grades = {"file": GRADED, "rules": learn_grades(found[GRADED])}
    reader = model_reader("en") if kept is None else None
    if kept is not None:
        risk |= _with_model(kept.get("risk"))
        grades |= _with_model(kept.get("grades"))
    if reader is not None:
        unseen = [a for name in TRAIN for a in unread(name, articles[name])]
        risk["with_model"] = learn_known(seen(unseen, calibration, reader), ALONE, COST)
        beside = seen(unseen, calibration, reader, sourced=True)
        risk["with_source"] = learn_known(beside, ALONE, SHORT | COST_BESIDE)
        grades |= grades_with_model(unread(GRADED, articles[GRADED]), calibration)
    return {"risk": risk, "grades": grades}


def grades_with_model(
    articles: Sequence[RatedArticle],
    calibration: Calibration,
    language_model: LanguageReader | None = None,
) -> dict[str, Any]:
    """Grades of what is found with the model too, alone and beside the source, from articles that
    it did not learn from; where a language model is given it reads them as well."""
    kinds = {"with_model": False, "with_source": True}
    found = {
        kind: list(judged(articles, calibration, True, language_model, sourced))
        for kind, sourced in kinds.items()
    }
    return {kind: learn_grades(read) for kind, read in found.items() if read}


def unread(name: str, articles: Sequence[RatedArticle]) -> list[RatedArticle]:
    """The articles of a file that the model did not learn from: all of a file that it never saw."""
    kept = held_out(name, (a.doc for a in articles)) if name in HELD_OUT else None
    return [a for a in articles if kept is None or a.doc in kept]


def _with_model(part: Mapping[str, Any] | None) -> dict[str, Any]:
    return {k: v for k, v in (part or {}).items() if k in {"with_model", "with_source"}}
