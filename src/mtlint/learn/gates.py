"""How often the gate fails known translations: the README's table.

`python -m mtlint.learn.gates --data DIR` gates each system of the WMT23 development documents, each
human translation, and native English news, and prints a Markdown table. `--config FILE` tries other
limits than the defaults of `mtlint.config.Limits`; `--readme FILE` writes the table between the
marks `<!-- gates -->` and `<!-- /gates -->`; `--sweep` shows what other limits would do, and
`--with-source` reads the translations beside their sources.

How the defaults were chosen: no native article fails by its penalty; human translations fail less
often than machine output; few articles fail of the system that raters like best; the batch limit
lies above every rated system and human translation, so that it speaks only of a batch that is out
of order.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mtlint.calibration.table import load_calibration
from mtlint.config import PENALTIES, Config, Limits
from mtlint.gate import Gate
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import DEV, NATIVE_DEV, file_of
from mtlint.learn.risk import unread
from mtlint.pipeline import active_checks, check_document
from mtlint.settings import read_config
from mtlint.types import DocumentReport

POINTWISE = "wmt23-zhen-pointwise.dev"
HUMAN_FILES = ("wmt20-zhen-news.train", "wmt21-zhen-news.train")
HUMAN = ("Human", "ref")
SWEEP: dict[str, tuple[Any, ...]] = {
    "major_confidence": (0.7, 0.75, 0.8, 0.85, 0.9, 0.95),
    "penalty_per_1000_words": (80.0, 100.0, 120.0, 150.0, 200.0),
    "model_findings": (True,),
}
BEGIN, END = "<!-- gates -->", "<!-- /gates -->"
LIMITS = ("critical", "major", "penalty_per_1000_words", "segments_at_risk")


@dataclass(frozen=True, slots=True)
class Translation:
    """One translator's articles with what mtlint says of them.

    `kind` is machine, human or native; `penalties` the raters' MQM points, one number an article.
    """

    file: str
    system: str
    kind: str
    reports: tuple[DocumentReport, ...]
    penalties: tuple[float, ...]

    @property
    def words(self) -> int:
        """Evaluated words of all articles."""
        return sum(r.words for r in self.reports)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a translation fared: articles that failed, by limit, and whether the batch did."""

    translation: Translation
    failed: int
    by_limit: dict[str, int]
    batch: bool
    rate: float


def _wanted(data: Path) -> Iterator[tuple[str, str, RatedArticle]]:
    """(file, kind, article) of all that is gated.

    Of files that the model learned from only documents that it never saw are taken: judged on
    the others it would know the answers.
    """
    seen = set()
    for article in read_articles(file_of(data, DEV)):
        seen.add(article.system)
        yield DEV, "machine", article
    for article in read_articles(file_of(data, POINTWISE)):
        if article.system not in seen:
            human = article.system.startswith(HUMAN)
            yield POINTWISE, "human" if human else "machine", article
    for name in HUMAN_FILES:
        for article in unread(name, list(read_articles(file_of(data, name)))):
            if article.system.startswith(HUMAN):
                yield name, "human", article
    for article in read_articles(file_of(data, NATIVE_DEV)):
        yield NATIVE_DEV, "native", article


def collect(data: Path, limits: Limits, sourced: bool = False) -> list[Translation]:
    """Check all articles, from the translation alone or beside their sources.

    Raises:
        OSError: a file of the data folder cannot be read.
    """
    least = min(limits.critical_confidence, limits.major_confidence, Config().min_confidence)
    config = Config(target_only=not sourced, min_confidence=least)
    calibration = load_calibration()
    checks = active_checks(config, calibration)
    groups: dict[tuple[str, str, str], list[tuple[DocumentReport, float]]] = {}
    for file, kind, article in _wanted(data):
        document = article.document(target_only=not sourced)
        report = check_document(document, config, checks=checks, calibration=calibration)
        penalty = sum(s.penalty for s in article.segments)
        groups.setdefault((file, article.system, kind), []).append((report, penalty))
    return [
        Translation(file, system, kind, tuple(r for r, _ in found), tuple(p for _, p in found))
        for (file, system, kind), found in groups.items()
    ]


def outcome(translation: Translation, limits: Limits) -> Outcome:
    """Gate one translator's articles as one batch."""
    gate = Gate(limits)
    for report in translation.reports:
        gate.add(report)
    verdict = gate.verdict()
    by_limit = {
        name: len({b.document for b in verdict.breaches if _is_of(b.limit, name)})
        for name in LIMITS
    }
    failed = {b.document for b in verdict.breaches if b.document is not None}
    batch = any(b.document is None for b in verdict.breaches)
    rate = 1000 * (verdict.suspected + verdict.confirmed) / max(1, verdict.words)
    return Outcome(translation, len(failed), by_limit, batch, rate)


def _is_of(limit: str, name: str) -> bool:
    return limit.removeprefix("source_") == name


def table(translations: Iterable[Translation], limits: Limits) -> str:
    """The Markdown table, and a line that sums up each kind."""
    outcomes = [outcome(t, limits) for t in translations]
    outcomes.sort(key=lambda o: (o.translation.kind != "machine", o.translation.file, -o.failed))
    used = [n for n in LIMITS if getattr(limits, n) is not None]
    head = ["translation", "articles", "raters' MQM / 1,000", "mtlint / 1,000", "articles failed"]
    named = [n.removesuffix("_per_1000_words").replace("_", " ") for n in used]
    lines = ["| " + " | ".join([*head, *(f"by {n}" for n in named), "batch limit"]) + " |"]
    lines.append("|---|" + "---:|" * (len(head) + len(used) - 1) + "---|")
    lines += [_row(o, used) for o in outcomes]
    for kind in ("machine", "human", "native"):
        own = [o for o in outcomes if o.translation.kind == kind]
        articles = sum(len(o.translation.reports) for o in own)
        if articles:
            failed = sum(o.failed for o in own)
            share = f"{failed} of {articles} articles ({failed / articles:.0%})"
            lines.append(f"\n{kind}: {share} fail, {sum(o.batch for o in own)} of {len(own)} "
                         "batches fail by the batch limit")  # fmt: skip
    return "\n".join(lines) + "\n"


def sweep(translations: Sequence[Translation], limits: Limits) -> str:
    """What other limits would do: shares of articles that fail, by kind, as a Markdown table."""
    kinds = ("machine", "human", "native")
    lines = ["| limit | " + " | ".join(kinds) + " |", "|---|" + "---:|" * len(kinds)]
    for name, values in SWEEP.items():
        for value in values:
            both = (name, f"source_{name}") if name in PENALTIES else (name,)
            own = replace(limits, **dict.fromkeys(both, value))
            shares = []
            for kind in kinds:
                found = [outcome(t, own) for t in translations if t.kind == kind]
                articles = sum(len(o.translation.reports) for o in found)
                shares.append(f"{sum(o.failed for o in found) / max(1, articles):.1%}")
            lines.append(f"| {name} = {value} | " + " | ".join(shares) + " |")
    rates = sorted((outcome(t, limits).rate, t.system) for t in translations)
    lines.append(f"\nhighest batch: {rates[-1][1]} at {rates[-1][0]:.1f} per 1,000 words")
    return "\n".join(lines) + "\n"


def _row(o: Outcome, used: Sequence[str]) -> str:
    t = o.translation
    n = len(t.reports)
    raters = "-" if t.kind == "native" else f"{1000 * sum(t.penalties) / max(1, t.words):.0f}"
    where = "native English news" if t.kind == "native" else (
        f"{t.system} ({t.file.partition('-')[0].upper()}, {t.kind})"
    )  # fmt: skip
    cells = [where, str(n), raters, f"{o.rate:.0f}"]
    cells.append(f"{o.failed} ({o.failed / n:.0%})")
    cells += [str(o.by_limit[name]) for name in used]
    return "| " + " | ".join([*cells, "fails" if o.batch else "passes"]) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.gates")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--config", type=Path, help="configuration file with a table [gate]")
    parser.add_argument("--readme", type=Path, help="README to write the table into")
    parser.add_argument("--sweep", action="store_true", help="also what other limits would do")
    parser.add_argument("--with-source", action="store_true", help="read beside the sources")
    options = parser.parse_args(arguments)
    if options.readme and options.with_source:
        parser.error("the README's table is of translations alone: leave --with-source out")
    config = read_config(options.config) if options.config else Config()
    limits = replace(config.gate, new_findings=None, metrics={})
    translations = collect(options.data, limits, options.with_source)
    made = table(translations, limits)
    print(made, end="")
    if options.sweep:
        print("\n" + sweep(translations, limits), end="")
    if options.readme:
        text = options.readme.read_text(encoding="utf-8")
        options.readme.write_text(placed(text, made), encoding="utf-8")


def placed(readme: str, made: str) -> str:
    """The README with the table between its marks.

    Raises:
        ValueError: the marks are not there.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the README lacks the marks {BEGIN} and {END}")
    return f"{before}{begin}\n{made}{end}{after}"


if __name__ == "__main__":
    main()
