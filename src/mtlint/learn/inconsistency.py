"""Are the inconsistencies that professionals marked found?

    python -m mtlint.learn.inconsistency --data DIR [--deep]

Raters of the WMT campaigns label some errors as inconsistent terms, style or names. Of each rated
file: how many of those marks a finding of the consistency family points at (it stands there, or
names the place as another one), how many any finding of the default report does; and how often a
finding of the family stands on an error that any rater marked, of whatever kind, against as long a
place anywhere in the same segment (notes, which claim no error, left out). With `--deep` only
articles are read that have such marks.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mtlint.config import Config
from mtlint.learn import installed
from mtlint.learn.consistency_benchmark import points_at
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import DEV, TRAIN, file_of
from mtlint.learn.observe import chance
from mtlint.models import language
from mtlint.pipeline import check_document
from mtlint.text.view import LanguageReader
from mtlint.types import Finding

FILES = (*TRAIN, DEV)
FAMILY = "consistency"
Span = tuple[int, int]


@dataclass
class Tally:
    """Marks of inconsistency, those that the family and that any finding points at; findings of
    the family, those on any mark, and how many would be at random places."""

    marks: int = 0
    family: int = 0
    report: int = 0
    findings: int = 0
    hits: int = 0
    expected: float = 0.0

    def line(self, name: str) -> str:
        """A row of the printed table."""
        marks, found = max(1, self.marks), max(1, self.findings)
        return (
            f"{name:28} {self.marks:6} {self.family / marks:7.1%} {self.report / marks:7.1%} "
            f"{self.findings:9} {self.hits / found:6.1%} {self.expected / found:7.1%}"
        )


def inconsistencies(article: RatedArticle) -> Iterator[tuple[int, Span]]:
    """(segment, place) of each mark of inconsistency that has a place in the translation."""
    for i, segment in enumerate(article.segments):
        for rating in segment.ratings:
            for mark in rating:
                if "inconsisten" in mark.category.lower() and mark.on_target:
                    yield i, mark.span


def count(article: RatedArticle, findings: tuple[Finding, ...], tally: Tally) -> None:
    """Add what the report of one article found."""
    document = article.document()
    own = [f for f in findings if f.check.startswith(FAMILY)]
    for at, (start, end) in inconsistencies(article):
        tally.marks += 1
        tally.family += any(points_at(f, document, at, start, end) for f in own)
        tally.report += any(points_at(f, document, at, start, end) for f in findings)
    for finding in own:
        if finding.is_note:
            continue
        segment = article.segments[finding.segment_index]
        if not segment.ratings:
            continue
        marks = segment.spans
        tally.findings += 1
        tally.hits += any(a < finding.end and finding.start < b for a, b in marks)
        tally.expected += chance(marks, finding.end - finding.start, len(segment.target))


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the rated files")
    parser.add_argument("--only", default="", help="files, parted by commas")
    parser.add_argument("--deep", action="store_true", help="read with a language model too")
    parser.add_argument("--no-model", action="store_true", help="rules alone")
    options = parser.parse_args()
    config = Config(deep=options.deep, use_model=not options.no_model)
    read: LanguageReader | None = None
    if options.deep:
        read = language.open_model(installed.weights()).read
    print(f"{'file':28} {'marks':>6} {'family':>7} {'report':>7} {'findings':>9} {'hit':>6} chance")
    for name in options.only.split(",") if options.only else FILES:
        tally = Tally()
        for article in read_articles(file_of(options.data, name)):
            if options.deep and not any(True for _ in inconsistencies(article)):
                continue  # minutes an article: those that have something to find
            report = check_document(article.document(), config, language_model=read)
            count(article, report.findings, tally)
        print(tally.line(name), flush=True)


if __name__ == "__main__":
    main()
