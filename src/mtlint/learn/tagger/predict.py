"""Run the shipped model over rating files: ``python -m mtlint.learn.tagger.predict --data DIR``.

Writes rows the judge reads: ``{"id", "segment", "start", "end", "severity", "confidence"}`` for
spans and ``{"id", "segment", "score"}`` for segments, higher is worse. With ``--aside`` only the
documents that training never saw.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mtlint.learn.tagger.prepare import held_out, read
from mtlint.models.tagger import ModelSpan, SegmentScores, decode, score_segments

Article = dict[str, Any]


def articles(data: Path, name: str, *, aside: bool = False) -> list[Article]:
    """Articles of a file; with ``aside`` those of the held-out documents."""
    rows = list(read(data / f"{name}.jsonl.gz"))
    kept = held_out(name, (a["doc"] for a in rows))
    return [a for a in rows if not aside or a["doc"] in kept]


def score(
    rows: Sequence[Article], sourced: bool = False, threads: int = 2
) -> list[list[SegmentScores]]:
    """Scores of every segment, article by article, beside its source or alone."""
    segments = [s for a in rows for s in a["segments"]]
    sources = [s.get("source") if sourced else None for s in segments]
    flat = iter(score_segments([s["target"] for s in segments], sources, threads=threads))
    return [[next(flat) for _ in a["segments"]] for a in rows]


def judged(
    article: Article, scores: Sequence[SegmentScores], spans: Sequence[Sequence[ModelSpan]]
) -> Iterator[dict[str, Any]]:
    """Rows for the judge: one for each span and one for each segment."""
    for segment, own, found in zip(article["segments"], scores, spans, strict=True):
        place = {"id": article["id"], "segment": segment["id"]}
        yield {**place, "score": own.risk}
        for span in found:
            severity = "major" if span.major >= 0.5 * span.error else "minor"
            where = {"start": span.start, "end": span.end, "severity": severity}
            yield {**place, **where, "confidence": span.score}


def main() -> None:
    """Score one file and write what the judge reads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--name", default="wmt23-zhen-news.dev")
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--sourced", action="store_true", help="let the model see the source")
    parser.add_argument("--least", type=float, help="lowest score of a span")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = articles(options.data, options.name, aside=options.aside)
    with options.out.open("w", encoding="utf8") as out:
        for article, scores in zip(rows, score(rows, options.sourced), strict=True):
            spans = [decode(own, options.least) for own in scores]
            for row in judged(article, scores, spans):
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
