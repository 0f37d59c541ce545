"""How much is said of human translations beside machine ones, and how much professionals mark.

    python -m mtlint.learn.human --data DIR [--with-source] [--no-model]

Reads translations of the documents that the learned model never saw (`prepare.held_out`), as the
default report does. Professionals mark human translations too, if less often than the work of
machines of that year: a checker that has learned what is wrong, and not who wrote it, is nearly as
hard on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtlint.config import Config
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.evaluate import run_checks
from mtlint.learn.gather import file_of
from mtlint.learn.lexicon import HUMAN
from mtlint.learn.risk import unread
from mtlint.rank import CONFIDENT
from mtlint.types import DocumentReport


@dataclass(slots=True)
class Side:
    """Counts over `words` evaluated words of translations; marks are means over the raters."""

    words: int = 0
    findings: float = 0
    confident: float = 0
    marks: float = 0
    majors: float = 0

    def add(self, article: RatedArticle, report: DocumentReport) -> None:
        """Count an article with what mtlint says of it; notes are not counted."""
        self.words += report.words
        told = [f for f in report.findings if not f.is_note]
        self.findings += len(told)
        self.confident += sum(f.confidence >= CONFIDENT for f in told)
        for segment in article.segments:
            for marks in segment.ratings:
                placed = [m for m in marks if m.on_target]
                self.marks += len(placed) / len(segment.ratings)
                self.majors += sum(m.severity == "major" for m in placed) / len(segment.ratings)

    def per_1000(self, what: str) -> float:
        """A count per 1,000 words."""
        return 1000 * float(getattr(self, what)) / max(1, self.words)


def sides(pairs: Iterable[tuple[RatedArticle, DocumentReport]], prefix: str) -> tuple[Side, Side]:
    """Human translations, whose systems begin with `prefix`, and those of machines."""
    human, machine = Side(), Side()
    for article, report in pairs:
        (human if article.system.startswith(prefix) else machine).add(article, report)
    return human, machine


def render(name: str, human: Side, machine: Side) -> str:
    """The table of one file as plain text."""
    lines = [f"{name}: {human.words} words of human, {machine.words} of machine translations"]
    lines.append(f"{'per 1,000 words':24} {'human':>8} {'machine':>8} {'ratio':>8}")
    for what in ("findings", "confident", "marks", "majors"):
        one, other = human.per_1000(what), machine.per_1000(what)
        ratio = f"{one / other:8.2f}" if other else f"{'-':>8}"
        lines.append(f"{what:24} {one:8.2f} {other:8.2f} {ratio}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.human")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--with-source", action="store_true")
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args(arguments)
    config = Config(target_only=not options.with_source, use_model=not options.no_model)
    for name, prefix in HUMAN:
        chosen = unread(name, list(read_articles(file_of(options.data, name))))
        pairs = zip(chosen, run_checks(chosen, config), strict=True)
        print(render(name, *sides(pairs, prefix)))


if __name__ == "__main__":
    main()
