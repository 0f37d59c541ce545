"""Relearn confidences from a team's own judgements, starting from the table that is there.

RATINGS is either a baseline whose entries a person accepted (no error worth mending) or confirmed,
or a rated batch. All checks move by a common offset in log-odds, and each check by its own beside
it, both pulled towards none: a handful of decisions changes little, hundreds decide.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from mtlint.baseline import SCHEMA as BASELINE_SCHEMA
from mtlint.baseline import read_baseline
from mtlint.calibration.table import Calibration, logit, parse_calibration, probability
from mtlint.check import Check
from mtlint.config import CONFIRMED, Config
from mtlint.learn import fit
from mtlint.learn.corpus import read_articles
from mtlint.learn.observe import observe
from mtlint.pipeline import active_checks
from mtlint.readers import fit_reader, model_reader
from mtlint.text.view import DocumentView
from mtlint.types import Evidence

_THREE = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """One finding that somebody judged: what the table said of it, and how probably it is an
    error for three reviewers."""

    check: str
    confidence: float
    error: float


def is_baseline(path: Path) -> bool:
    """The file is a baseline rather than a rated batch.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    return BASELINE_SCHEMA.encode() in head


def of_decisions(path: Path, table: Calibration) -> list[Judgement]:
    """The decisions of a baseline; what it keeps of the confidence at that time counts.

    Raises:
        ConfigError: the file cannot be used.
    """
    return [
        Judgement(
            e.check,
            table.confidence(e.check) if e.confidence is None else e.confidence,
            1.0 if e.decision == CONFIRMED else 0.0,
        )
        for e in read_baseline(path).entries
    ]


def of_ratings(path: Path, table: Calibration, *, use_model: bool = True) -> list[Judgement]:
    """The hits of all active checks in a rated batch beside the raters' marks.

    A place that fewer than three raters left alone may still be one that three would mark: the
    share of those is taken from the table.

    Raises:
        OSError, ValueError: the file cannot be read, or is no rated batch.
    """
    checks = active_checks(Config(target_only=True, use_model=use_model), table)
    seen = list(_observed(path, table, checks, use_model))
    few = [marked for _, _, marked, raters in seen if raters < _THREE]
    missed = 0.0
    if few:
        p1 = min(0.95, fmean(few))
        missed = (fit.more_raters(p1, float(table.data.get("rater_exponent", 1.0))) - p1) / (1 - p1)
    return [
        Judgement(check, p, 1.0 if marked else 0.0 if raters >= _THREE else max(0.0, missed))
        for check, p, marked, raters in seen
    ]


def _observed(
    path: Path, table: Calibration, checks: Sequence[Check], use_model: bool
) -> Iterator[tuple[str, float, bool, int]]:
    rated = False
    for article in read_articles(path):
        rated = rated or any(s.ratings for s in article.segments)
        reader = model_reader(article.target_lang) if use_model else None
        own = table.for_language(article.target_lang)
        asked = [c for c in checks if reader or Evidence.MODEL not in c.needs]
        fits = fit_reader(article.target_lang) if reader else None
        view = DocumentView(article.document(), reader, fit_reader=fits)
        for hit in observe(article, asked, view):
            if hit.marked and own.wanted(hit.check, hit.features, hit.score):
                p = own.confidence(hit.check, hit.features, hit.score)
                yield hit.check, p, any(hit.marked), len(hit.marked)
    if not rated:
        raise ValueError("holds no ratings and no decisions")


def relearned(table: Calibration, judgements: Sequence[Judgement], source: str) -> dict[str, Any]:
    """The table's data with confidences moved to fit the judgements.

    Raises:
        ValueError: there is nothing to learn from.
    """
    if not judgements:
        raise ValueError("holds no judged finding")
    names = sorted({j.check for j in judgements})
    base = np.array([logit(j.confidence) for j in judgements])
    error = np.array([j.error for j in judgements])
    weight = np.ones(len(judgements))
    common = float(fit.offsets(np.ones((len(judgements), 1)), error, weight, base)[0])
    present = np.array([[float(j.check == n) for n in names] for j in judgements])
    own = dict(zip(names, fit.offsets(present, error, weight, base + common), strict=True))
    data: dict[str, Any] = json.loads(json.dumps(dict(table.data)))
    entries: dict[str, Any] = data["checks"]
    counts = Counter(j.check for j in judgements)
    for name in names:
        if name not in entries:
            entries[name] = {"p": table.confidence(name), "on": True, "features": {}, "record": {}}
        errors = sum(j.error for j in judgements if j.check == name)
        entries[name]["own"] = {"judged": counts[name], "errors": round(errors, 2)}
    for name, entry in entries.items():
        shift = common + float(own.get(name, 0.0))
        entry["p"] = _moved(entry["p"], shift)
        if "scores" in entry:
            entry["scores"] = [[at, _moved(p, shift)] for at, p in entry["scores"]]
    data["own"] = {
        "source": source,
        "judged": len(judgements),
        "common_offset": round(common, 4),
        "offsets": {name: round(float(x), 4) for name, x in own.items()},
    }
    return data


def _moved(p: float, shift: float) -> float:
    return round(probability(logit(p) + shift), 4)


def summary(table: Calibration, judgements: Sequence[Judgement], data: dict[str, Any]) -> str:
    """What changed, a line a check that was judged."""
    lines = [f"{'check':32} {'judged':>6} {'errors':>7} {'before':>7} {'after':>6}"]
    after = parse_calibration(as_bytes(data), "the table just learned")
    for name in sorted({j.check for j in judgements}):
        own = [j for j in judgements if j.check == name]
        errors = sum(j.error for j in own)
        lines.append(
            f"{name:32} {len(own):>6} {errors:>7.1f} {table.confidence(name):>7.2f} "
            f"{after.confidence(name):>6.2f}"
        )
    return "\n".join(lines) + "\n"


def as_bytes(data: dict[str, Any]) -> bytes:
    """The file's content: the same judgements are the same bytes."""
    return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")
