"""Run tagger and probe together over a rating file, without rules, for the judge.

    python -m mtlint.learn.probe.predict --data DIR --readings FILE --out PRED.jsonl [--sourced]

Rows are those of `mtlint.learn.tagger.predict`: spans of both together, and as a segment's score
what their words cost together. What the language model says is kept in FILE, as `mtlint.learn.deep`
does, and read where it is not there yet.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.deep import Remembered, remembered
from mtlint.learn.gather import file_of
from mtlint.models.explained import Explained
from mtlint.models.fusion import fused
from mtlint.models.tagger import decode, score_segments
from mtlint.text.view import DocumentView


def judged(
    article: RatedArticle, read: Remembered, sourced: bool, least: float | None
) -> Iterator[dict[str, Any]]:
    """Rows for the judge: one for each span of a score of ``least`` and one for each segment."""
    view = DocumentView(article.document(), language_model=read.read)
    opinions = view.reading.opinions if view.reading else ()
    texts = [s.target for s in article.segments]
    sources = article.sources if sourced else [None] * len(texts)
    known = Explained(texts, sources)
    for i, (segment, own) in enumerate(
        zip(article.segments, score_segments(texts, sources), strict=True)
    ):
        lacks = known.lacks(i, [(w.start, w.end) for w in own.words])
        both = fused(own, opinions[i] if opinions else None, lacks)
        place = {"id": article.id, "segment": segment.id}
        yield {**place, "score": both.risk}
        for span in decode(both, least):
            where = {"start": span.start, "end": span.end, "confidence": span.score}
            yield {**place, **where, "severity": "major" if span.is_major else "minor"}


def main() -> None:
    """Score one file and write what the judge reads."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--name", default="wmt23-zhen-news.dev")
    parser.add_argument("--readings", type=Path, required=True, nargs="+", help="first: written")
    parser.add_argument("--sourced", action="store_true", help="let the tagger see the source")
    parser.add_argument("--least", type=float, help="lowest score of a span")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    read = remembered(options.readings)
    with options.out.open("w", encoding="utf8") as out:
        for article in read_articles(file_of(options.data, options.name)):
            for row in judged(article, read, options.sourced, options.least):
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
