"""Learn what a language model's reading is worth, and add it to the calibration table.

    python -m mtlint.learn.deep --data DIR --readings FILE [--only NAMES] [-o TABLE]

The rules of the table stay as they are. Learned are the entries of the checks that need a
language model, as `mtlint.learn.calibrate` learns others, and what its length and how surprising
it reads add to a segment's risk (`read`; `read_with_source` beside a Chinese source): linear in
logarithms, ridge, on the logarithm of the raters' mean penalty. Read are the
documents of the training files that the tagger was not trained on, the dev file (only to judge)
and native English. What was read is kept in FILE, and a run goes on after a stop; with `--only`
the named files are read and nothing is learned, so that several processes can share the work, each
with a FILE of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from mtlint.calibration.table import Calibration, load_calibration
from mtlint.config import Config
from mtlint.learn import evidence, fit, gate, worth
from mtlint.learn.calibrate import TARGET, as_bytes, as_calibration, deep_checks
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import DEV, NATIVE, NATIVE_DEV, TRAIN, Gathered, file_of
from mtlint.learn.measures import spearman
from mtlint.learn.observe import observe
from mtlint.learn.risk import RIDGE
from mtlint.learn.tagger.prepare import HELD_OUT, held_out
from mtlint.models import language
from mtlint.pipeline import active_checks, check_document
from mtlint.rank import READ, fluency, words_in
from mtlint.text.view import DocumentView
from mtlint.types import Alternative, Contrast, Reading

FILES = (DEV, *TRAIN, NATIVE_DEV, *NATIVE)


@dataclass
class Remembered:
    """A language model that keeps what it has said, in memory and in files (JSON lines)."""

    model: language.LanguageModel | None
    paths: Sequence[Path]
    known: dict[str, Reading] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.paths:
            for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
                row = json.loads(line)
                self.known[row["key"]] = Reading(
                    tuple(map(tuple, row["surprisals"])),
                    tuple(c and Contrast(**c) for c in row["contrasts"]),
                )

    def read(self, texts: Sequence[str], asked: Sequence[Alternative] = ()) -> Reading:
        """What the model says or said of an article.

        Raises:
            ValueError: it was not read, and there is no model to read it.
        """
        whole = json.dumps([list(texts), [asdict(a) for a in asked]])
        key = hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()
        if key not in self.known:
            if self.model is None:
                raise ValueError("an article was not read before, and no language model is here")
            self.known[key] = self.model.read(texts, asked)
            with self.paths[0].open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": key, **asdict(self.known[key])}) + "\n")
        return self.known[key]


def chosen(data: Path, name: str) -> Iterator[RatedArticle]:
    """The articles of a file that are read: those held out, where the tagger learned from it."""
    articles = list(read_articles(file_of(data, name)))
    kept = held_out(name, (a.doc for a in articles)) if name in HELD_OUT else None
    return (a for a in articles if kept is None or a.doc in kept)


def gather(data: Path, name: str, read: Remembered) -> Gathered:
    """The hits of the checks that need a language model, in the articles that are read."""
    checks = deep_checks()
    found = Gathered(name, "")
    for article in chosen(data, name):
        document = article.document()
        found.words += words_in(document)
        found.articles += 1
        view = DocumentView(document, language_model=read.read)
        found.hits.extend(observe(article, checks, view))
    return found


def entries(files: gate.Files, table: Calibration) -> dict[str, Any]:
    """The table's entries of the checks that need a language model."""
    own = gate.split_by_check(files, deep_checks())
    exponent = table.data["rater_exponent"]
    prior = evidence.Priors(table.data["prior"], table.data["families"])
    return {
        check: worth.entry(hits, evidence.samples(hits, exponent), prior, None)
        for check, hits in own.items()
    }


Row = tuple[float, ...]


def risk_rows(
    articles: Sequence[RatedArticle], table: Calibration, read: Remembered, *, beside: bool
) -> Iterator[Row]:
    """Of each rated segment the logarithm of its risk, what `READ` names, and the raters' mean
    penalty."""
    config = Config(target_only=not beside)
    checks = active_checks(config, table)
    for article in articles:
        document = article.document(target_only=not beside)
        if beside and not any(s.source for s in document.segments):
            continue
        report = check_document(document, config, checks=checks, calibration=table)
        view = DocumentView(document, language_model=read.read)
        surprisals = view.reading.surprisals if view.reading else ()
        for risk, own, segment in zip(report.segments, surprisals, article.segments, strict=True):
            if segment.ratings and own:
                words = len(segment.target.split())
                yield (np.log1p(risk.risk), *fluency(own), np.log1p(words), segment.penalty)


def learn_risk(rows: Sequence[Row]) -> dict[str, Any]:
    """The rule by which `mtlint.rank` takes a reading into a segment's expected penalty.

    The risk without it keeps its weight: the training files, where the lexicon tells less than on
    news of 2023, would take half of it away.
    """
    table = np.array(rows)
    target = np.log1p(table[:, -1])
    rule = fit.ridge(table[:, 1:-1], target - table[:, 0], RIDGE)
    said = table[:, 0] + table[:, 1:-1] @ rule[:-1] + rule[-1]
    shift = float(np.log((table[:, -1].mean() + 1) / np.exp(said).mean()))
    named = dict(zip((*READ, "intercept"), (*rule[:-1], rule[-1] + shift), strict=True))
    return {name: round(float(x), 5) for name, x in named.items()} | {
        "segments": len(rows),
        "spearman": round(spearman(said, table[:, -1]), 4),
    }


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--readings", type=Path, required=True, nargs="+", help="first: written")
    parser.add_argument("--only", default="", help="read these files (parted by commas), stop")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    weights = language.find()
    model = language.open_model(weights) if weights else None
    read = Remembered(model, options.readings)
    if options.only:
        for name in options.only.split(","):
            print(gather(options.data, name, read).words, "words read of", name, flush=True)
        return
    table = load_calibration()
    files = {name: gather(options.data, name, read) for name in FILES}
    learned = entries(files, table)
    data = {**table.data, "checks": {**table.data["checks"], **learned}}
    known = replace(table, data=data)
    unread = [a for name in TRAIN for a in chosen(options.data, name)]
    risk = dict(data["risk"])
    for name, beside in (("read", False), ("read_with_source", True)):
        risk[name] = learn_risk(list(risk_rows(unread, known, read, beside=beside)))
        print(name, risk[name])
    whole = {**data, "risk": risk}
    as_calibration(whole)
    options.output.write_bytes(as_bytes(whole))
    for check, entry in learned.items():
        print(check, json.dumps(entry["record"]))


if __name__ == "__main__":
    main()
