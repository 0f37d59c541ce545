"""Learn what a language model's reading is worth, and add it to the calibration table.

    python -m mtlint.learn.deep --data DIR --readings FILE [--only NAMES] [-o TABLE]

The rules of the table stay as they are. Learned are the entries of the checks that need a
language model, as `mtlint.learn.calibrate` learns others; those of the learned model's checks where
the probe of a language model has its part in them; and what its opinion and how surprising a
segment reads tell of its risk (`read`; `read_with_source` beside a Chinese source:
`mtlint.learn.risk`). Read are the documents of the training files that the tagger was not trained
on, the dev file (only to judge) and native English. What was read is kept in FILE, and a run goes
on after a stop; with `--only` the named files are read and nothing is learned, so that several
processes can share the work, each with a FILE of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from mtlint.calibration.table import Calibration, load_calibration
from mtlint.check import Check
from mtlint.learn import evidence, gate, worth
from mtlint.learn.calibrate import (
    TARGET,
    as_bytes,
    as_calibration,
    deep_checks,
    rated_checks,
)
from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.gather import DEV, NATIVE, NATIVE_DEV, TRAIN, Gathered, file_of
from mtlint.learn.observe import observe
from mtlint.learn.risk import (
    COST_READ,
    GRADED,
    READ,
    READ_RIDGE,
    SHORT,
    grades_with_model,
    learn_known,
    seen,
    unread,
)
from mtlint.models import language
from mtlint.models.probe import identity
from mtlint.rank import words_in
from mtlint.readers import fit_reader, model_reader
from mtlint.text.view import DocumentView
from mtlint.types import Alternative, Contrast, Evidence, Opinion, Reading

# Confident hits of one check in 1,000 words of native text: with a language model there are more
# checks, which are to stay below one together.
NATIVE_BUDGET = 0.17
FILES = (DEV, *TRAIN, NATIVE_DEV, *NATIVE)


@dataclass
class Remembered:
    """A language model that keeps what it has said, in memory and in files (JSON lines).

    What was said with another probe is read anew.
    """

    model: language.LanguageModel | None
    paths: Sequence[Path]
    known: dict[str, Reading] = field(default_factory=dict)
    probe: str = field(default_factory=identity)

    def __post_init__(self) -> None:
        for path in self.paths:
            for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
                row = json.loads(line)
                if row.get("probe") != self.probe:
                    continue
                self.known[row["key"]] = Reading(
                    tuple(map(tuple, row["surprisals"])),
                    tuple(c and Contrast(**c) for c in row["contrasts"]),
                    tuple(
                        Opinion(tuple(map(tuple, o["words"])), o["risk"])
                        for o in row.get("opinions", ())
                    ),
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
                about = {"key": key, "probe": self.probe}
                file.write(json.dumps({**about, **asdict(self.known[key])}) + "\n")
        return self.known[key]


def remembered(paths: Sequence[Path]) -> Remembered:
    """What was said before, and the language model for the rest, where one is installed."""
    weights = language.find()
    return Remembered(language.open_model(weights) if weights else None, paths)


def chosen(data: Path, name: str) -> list[RatedArticle]:
    """The articles of a file that are read: those held out, where the tagger learned from it."""
    return unread(name, list(read_articles(file_of(data, name))))


def reread_checks() -> tuple[Check, ...]:
    """The checks of the learned model: what they say is worth something else where a probe of a
    language model has its part in it."""
    return tuple(c for c in rated_checks() if Evidence.MODEL in c.needs and c.tagged)


def gather(data: Path, name: str, read: Remembered) -> Gathered:
    """The hits of the checks that need a language model, or hear it, in the articles read."""
    checks = (*deep_checks(), *reread_checks())
    found = Gathered(name, "")
    for article in chosen(data, name):
        document = article.document()
        found.words += words_in(document)
        found.articles += 1
        reader = model_reader(article.target_lang)
        view = DocumentView(
            document, reader, language_model=read.read, fit_reader=fit_reader(article.target_lang)
        )
        found.hits.extend(observe(article, checks, view))
    found.model_words = found.words
    return found


def entries(files: gate.Files, table: Calibration, checks: Sequence[Check]) -> dict[str, Any]:
    """The table's entries of some checks; confident ones share what native text bears."""
    own = gate.split_by_check(files, checks)
    exponent = table.data["rater_exponent"]
    prior = evidence.Priors(table.data["prior"], table.data["families"])
    return {
        check: worth.entry(hits, evidence.samples(hits, exponent), prior, None, NATIVE_BUDGET)
        for check, hits in own.items()
    }


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--readings", type=Path, required=True, nargs="+", help="first: written")
    parser.add_argument("--only", default="", help="read these files (parted by commas), stop")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    read = remembered(options.readings)
    if options.only:
        for name in options.only.split(","):
            print(gather(options.data, name, read).words, "words read of", name, flush=True)
        return
    table = load_calibration()
    files = {name: gather(options.data, name, read) for name in FILES}
    learned = entries(files, table, deep_checks())
    heard = entries(files, table, reread_checks())
    data = {
        **table.data,
        "checks": {**table.data["checks"], **learned},
        "deep": {"checks": heard},
    }
    articles = [a for name in TRAIN for a in chosen(options.data, name)]
    reader = model_reader("en")
    if reader is None:
        raise SystemExit("the learned model is not here, and its runtime is needed too")
    risk, known = dict(data["risk"]), replace(table, data=data)
    for name, sourced in (("read", False), ("read_with_source", True)):
        found = seen(articles, known, reader, read.read, sourced)
        risk[name] = learn_known(
            found, READ, SHORT | COST_READ if sourced else COST_READ, READ_RIDGE
        )
    print({name: risk[name] for name in ("read", "read_with_source")})
    deep = {
        "checks": heard,
        "grades": grades_with_model(chosen(options.data, GRADED), known, read.read),
    }
    whole = {**data, "risk": risk, "deep": deep}
    as_calibration(whole)
    options.output.write_bytes(as_bytes(whole))
    for check, entry in (learned | heard).items():
        print(check, json.dumps(entry["record"]))


if __name__ == "__main__":
    main()
