"""How well findings match professional marks.

    python -m mtlint.learn.evaluate RATINGS [--predictions FILE] [--write-predictions FILE]
                                    [--bootstrap N] [--no-model] [--with-source]
                                    [--select PREFIX]

RATINGS is a rated batch (see `mtlint.learn.corpus`). Without `--predictions` the checks run over
it, target-only unless `--with-source` is given. A prediction is a JSON line `{"id", "segment",
"start", "end", "severity", "confidence"}` (findings of an article are ranked by `confidence`) or
`{"id", "segment", "score"}` (a segment's badness). In the predictions that we write, `confidence`
is the urgency as a share of the most urgent finding's that could be, so that ranking by it is our
ranking; `probability` stands beside it.

The same measures are shown for the same spans at random places and, where three professionals
rated, for one of them against the other two (mean of the three).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from mtlint.calibration.table import load_calibration
from mtlint.config import Config
from mtlint.learn.corpus import (
    WEIGHTS,
    RatedArticle,
    RatedSegment,
    SegmentId,
    mqm,
    read_articles,
    read_rows,
    span_bits,
)
from mtlint.learn.measures import calibration_error, reliability
from mtlint.learn.tally import (
    Measures,
    Prediction,
    Predictions,
    Tally,
    measure,
    tallies,
    union,
)
from mtlint.pipeline import active_checks, check_document
from mtlint.rank import headline_of, most_urgent, urgency
from mtlint.types import DocumentReport

INTERVAL = 0.95
RATERS = 3


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures by column (tool, random places, one rater), intervals, and reliability.

    `reliability` has, per bin of probability: mean probability, share marked by anyone, count;
    it is None for predictions from a file, whose confidences need be no probabilities.
    """

    columns: Mapping[str, Measures]
    intervals: Mapping[str, tuple[float, float]]
    reliability: Sequence[tuple[float, float, int]] | None = None


def read_predictions(path: Path) -> Predictions:
    """The predictions of a JSON-lines file, by (article, segment), in the order of the file.

    Raises:
        ValueError: a row that is no prediction.
    """
    found: Predictions = {}
    for number, row in enumerate(read_rows(path), 1):
        try:
            found.setdefault((row["id"], row["segment"]), []).append(_prediction(row))
        except (KeyError, TypeError) as error:
            raise ValueError(f"prediction {number} lacks or garbles {error}") from error
    return found


def _prediction(row: Mapping[str, Any]) -> Prediction:
    if "start" in row and row["severity"] not in WEIGHTS:
        raise ValueError(f"severity {row['severity']!r} is neither major nor minor")
    return Prediction(
        start=row.get("start"),
        end=row["end"] if "start" in row else 0,
        severity=row.get("severity", "minor"),
        confidence=row.get("confidence"),
        score=row.get("score"),
    )


def run_checks(articles: Iterable[RatedArticle], config: Config) -> list[DocumentReport]:
    """What mtlint says of each article.

    Raises:
        RuntimeError: a check crashed.
    """
    calibration = load_calibration()
    checks = active_checks(config, calibration)
    reports = []
    for article in articles:
        report = check_document(
            article.document(config.target_only), config, checks=checks, calibration=calibration
        )
        if report.failures:
            raise RuntimeError(str(report.failures[0]))
        reports.append(report)
    return reports


def prediction_rows(reports: Iterable[DocumentReport]) -> Iterable[dict[str, Any]]:
    """Findings and segment risks as prediction rows, best ranked first. Notes predict nothing."""
    weight = Config().headline_weight
    for report in reports:
        headline = headline_of(report.document)
        for f in report.findings:
            if f.is_note:
                continue
            yield {
                "id": report.document.id,
                "segment": f.segment,
                "start": f.start,
                "end": f.end,
                "severity": "major" if f.severity.weight >= WEIGHTS["major"] else "minor",
                "confidence": urgency(f, headline, weight) / most_urgent(weight),
                "probability": f.confidence,
                "check": f.check,
            }
        for risk in report.segments:
            yield {"id": report.document.id, "segment": risk.id, "score": risk.risk}


def by_segment(rows: Iterable[Mapping[str, Any]]) -> Predictions:
    """Prediction rows grouped by (article, segment)."""
    found: Predictions = {}
    for row in rows:
        found.setdefault((row["id"], row["segment"]), []).append(_prediction(row))
    return found


def at_random_places(
    articles: Sequence[RatedArticle], predictions: Predictions, seed: int = 0
) -> Predictions:
    """The same spans, as long and as many in each segment, anywhere in it."""
    length = {(a.id, s.id): len(s.target) for a in articles for s in a.segments}
    draw = random.Random(seed)
    moved: Predictions = {}
    for key, found in predictions.items():
        if key not in length:
            continue
        moved[key] = []
        for p in found:
            if p.start is not None:
                width = max(1, p.end - p.start)
                start = draw.randint(0, max(0, length[key] - width))
                moved[key].append(p.moved(start, start + width))
    return moved


def rater_as_tool(articles: Sequence[RatedArticle]) -> Measures:
    """One professional judged by the other two: mean over the three."""
    rows = [measure(*_without(articles, i)) for i in range(RATERS)]
    return {name: fmean(row[name] for row in rows) for name in rows[0]}


def _without(articles: Sequence[RatedArticle], i: int) -> tuple[list[RatedArticle], Predictions]:
    """The articles without rater `i`, whose marks become predictions."""
    rest: list[RatedArticle] = []
    predictions: Predictions = {}
    for a in articles:
        kept = []
        for s in a.segments:
            if len(s.ratings) < RATERS:
                continue
            others = (*s.ratings[:i], *s.ratings[i + 1 :])
            kept.append(RatedSegment(s.id, s.target, others))
            marks = [m for m in s.ratings[i] if m.on_target]
            predictions[a.id, s.id] = [
                *(Prediction(m.start, m.end, m.severity, _surety(m.severity)) for m in marks),
                Prediction(score=mqm(s.ratings[i])),
            ]
        if kept:
            rest.append(RatedArticle(a.id, a.system, a.source_lang, a.target_lang, tuple(kept)))
    return rest, predictions


def _surety(severity: str) -> float:
    """A rater states no confidence: major marks rank before minor ones."""
    return 1.0 if severity == "major" else 0.5


def bootstrap(
    articles: Sequence[RatedArticle], predictions: Predictions, times: int, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """95% intervals of the measures that add up over articles, resampling source documents.

    All translations of one source are drawn together: they are not independent.
    """
    groups: dict[str, list[RatedArticle]] = {}
    for a in articles:
        groups.setdefault(a.origin, []).append(a)
    names = sorted(groups)
    parts = {name: _added(tallies(groups[name], predictions)) for name in names}
    draw = random.Random(seed)
    samples = [
        _added(parts[name] for name in draw.choices(names, k=len(names))).measures()
        for _ in range(times)
    ]
    low, high = (1 - INTERVAL) / 2, (1 + INTERVAL) / 2
    intervals = {}
    for name in samples[0]:
        values = sorted(sample[name] for sample in samples)
        last = len(values) - 1
        intervals[name] = (values[round(low * last)], values[round(high * last)])
    return intervals


def _added(parts: Iterable[Tally]) -> Tally:
    total = Tally()
    for part in parts:
        total += part
    return total


def evaluate(
    articles: Sequence[RatedArticle], predictions: Predictions, resamples: int = 0
) -> Evaluation:
    """All columns for given predictions."""
    columns = {
        "mtlint": measure(articles, predictions),
        "random places": measure(articles, at_random_places(articles, predictions)),
    }
    if max(len(s.ratings) for a in articles for s in a.segments) >= RATERS:
        columns["one rater vs other two"] = rater_as_tool(articles)
    return Evaluation(columns, bootstrap(articles, predictions, resamples) if resamples else {})


def evaluate_file(
    path: Path,
    config: Config,
    predictions: Path | None = None,
    write_predictions: Path | None = None,
    resamples: int = 0,
) -> Evaluation:
    """Evaluate mtlint, or the predictions of a file, on a rated batch.

    Raises:
        ValueError: the batch or the predictions are not in their format, or nothing is rated.
        OSError: a file cannot be read or written.
        RuntimeError: a check crashed.
    """
    articles = list(read_articles(path))
    if not any(s.ratings for a in articles for s in a.segments):
        raise ValueError("no rated segment in it")
    if predictions is not None:
        return evaluate(articles, read_predictions(predictions), resamples)
    reports = run_checks(articles, config)
    rows = list(prediction_rows(reports))
    if write_predictions is not None:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        write_predictions.write_text("".join(lines), encoding="utf-8")
    found = evaluate(articles, by_segment(rows), resamples)
    return replace(found, reliability=_reliability(articles, rows))


def _reliability(
    articles: Sequence[RatedArticle], rows: Iterable[Mapping[str, Any]]
) -> list[tuple[float, float, int]]:
    marked: dict[tuple[str, SegmentId], int] = {}
    for a in articles:
        for s in a.segments:
            marked[a.id, s.id] = union(s.marked())
    pairs = [
        (row["probability"], bool(span_bits(row["start"], row["end"]) & marked[key]))
        for row in rows
        if "start" in row
        for key in [(row["id"], row["segment"])]
    ]
    return reliability([p for p, _ in pairs], [came for _, came in pairs])


def render(evaluation: Evaluation) -> str:
    """The tables as plain text."""
    columns = list(evaluation.columns)
    width = max(24, *(len(c) + 2 for c in columns))
    lines = ["".ljust(24) + "".join(c.rjust(width) for c in columns)]
    if evaluation.intervals:
        lines[0] += "   95% interval of the first"
    for name in evaluation.columns[columns[0]]:
        line = name.ljust(24)
        line += "".join(f"{evaluation.columns[c][name]:{width}.3f}" for c in columns)
        if name in evaluation.intervals:
            low, high = evaluation.intervals[name]
            line += f"   {low:.3f} .. {high:.3f}"
        lines.append(line)
    if evaluation.reliability:
        lines += ["", "Reliability of the confidences: mean confidence, share marked, findings"]
        lines += [f"  {p:.3f}  {came:.3f}  {n:6}" for p, came, n in evaluation.reliability]
        lines.append(
            f"  expected calibration error {calibration_error(evaluation.reliability):.3f}"
        )
    return "\n".join(lines) + "\n"


def evaluation(
    ratings: Path,
    config: Config,
    predictions: Path | None = None,
    write_predictions: Path | None = None,
    resamples: int = 0,
) -> str:
    """What `mtlint evaluate` prints; raises as `evaluate_file` does."""
    return render(evaluate_file(ratings, config, predictions, write_predictions, resamples))


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.evaluate")
    parser.add_argument("ratings", type=Path)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--write-predictions", type=Path)
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--with-source", action="store_true", help="let the checks see sources")
    parser.add_argument("--select", action="append", default=[], metavar="PREFIX")
    parser.add_argument("--min-confidence", type=float)
    options = parser.parse_args(arguments)
    config = Config(
        target_only=not options.with_source,
        use_model=not options.no_model,
        select=tuple(options.select),
    )
    if options.min_confidence is not None:
        config = replace(config, min_confidence=options.min_confidence)
    print(
        evaluation(
            options.ratings,
            config,
            options.predictions,
            options.write_predictions,
            options.bootstrap,
        ),
        end="",
    )


if __name__ == "__main__":
    main()
