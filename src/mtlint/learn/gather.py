"""What the checks say of the training, development and native files: read once, kept by check."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from mtlint.check import Check
from mtlint.learn.corpus import read_articles
from mtlint.learn.observe import Observed, observe
from mtlint.learn.tagger.prepare import HELD_OUT, held_out
from mtlint.rank import words_in
from mtlint.readers import fit_reader, model_reader
from mtlint.registry import builtin_checks
from mtlint.text.view import DocumentView
from mtlint.types import Evidence

TRAIN = ("wmt20-zhen-news.train", "wmt21-zhen-news.train", "wmt23-zhen-pointwise.train")
DEV = "wmt23-zhen-news.dev"
NATIVE = ("native-en-mixed.train", "native-en-wiki.train")
NATIVE_DEV = "native-en-news.dev"
OTHER_LANGUAGES = {"de": "wmt21-ende-news.train", "ru": "wmt21-enru-news.train"}


@dataclass(slots=True)
class Gathered:
    """The hits of one file. `words` are evaluated words; `digest` identifies the file's bytes.

    `model_words` are those that the model's checks saw: of the training files only the documents
    that the model was not trained on, or its confidences would be those of a pupil who knows the
    answers.
    """

    name: str
    digest: str
    words: int = 0
    model_words: int = 0
    articles: int = 0
    segments: int = 0
    raters: int = 0
    hits: list[Observed] = field(default_factory=list)

    def by_check(self) -> dict[str, list[Observed]]:
        """The hits of each check, in the order of the file."""
        found: dict[str, list[Observed]] = {}
        for hit in self.hits:
            found.setdefault(hit.check, []).append(hit)
        return found


def file_of(data: Path, name: str) -> Path:
    """Where a file of the data folder lies."""
    return data / f"{name}.jsonl.gz"


def gather(data: Path, name: str, checks: Sequence[Check]) -> Gathered:
    """Run the checks over one file: those that need the source beside it, the others without.

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is no batch.
        RuntimeError: a check crashed.
    """
    path = file_of(data, name)
    found = Gathered(name, hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest())
    articles = list(read_articles(path))
    rules = [c for c in checks if Evidence.MODEL not in c.needs]
    unseen = held_out(name, (a.doc for a in articles))
    for article in articles:
        document = article.document()
        words = words_in(document)
        found.words += words
        found.articles += 1
        found.segments += len(article.segments)
        # Nearly all segments of a file have the same number of raters; a few have more.
        found.raters = found.raters or max((len(s.ratings) for s in article.segments), default=0)
        reader = None
        if len(rules) < len(checks) and (name not in HELD_OUT or article.doc in unseen):
            reader = model_reader(article.target_lang)
        found.model_words += words if reader else 0
        fits = fit_reader(article.target_lang) if reader else None
        view = DocumentView(document, reader, fit_reader=fits)
        found.hits.extend(observe(article, checks if reader else rules, view))
    return found


def gather_all(data: Path, names: Iterable[str], checks: Sequence[Check]) -> dict[str, Gathered]:
    """`gather` for several files, on all processors."""
    wanted = list(names)
    with ProcessPoolExecutor() as pool:
        found = pool.map(_gather, repeat(data), wanted, repeat([c.id for c in checks]))
        return dict(zip(wanted, found, strict=True))


def _gather(data: Path, name: str, ids: Sequence[str]) -> Gathered:
    """`gather` in another process, where checks are known by their ids."""
    return gather(data, name, [c for c in builtin_checks() if c.id in ids])
