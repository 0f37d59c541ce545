"""What the checks say of the training, development and native files: read once, kept by check."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtlint.check import Check
from mtlint.learn.corpus import read_articles
from mtlint.learn.observe import Observed, observe
from mtlint.rank import words_in
from mtlint.text.view import DocumentView

TRAIN = ("wmt20-zhen-news.train", "wmt21-zhen-news.train", "wmt23-zhen-pointwise.train")
DEV = "wmt23-zhen-news.dev"
NATIVE = ("native-en-mixed.train", "native-en-wiki.train")
NATIVE_DEV = "native-en-news.dev"
OTHER_LANGUAGES = {"de": "wmt21-ende-news.train", "ru": "wmt21-enru-news.train"}


@dataclass(slots=True)
class Gathered:
    """The hits of one file. `words` are evaluated words; `digest` identifies the file's bytes."""

    name: str
    digest: str
    words: int = 0
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

    def rate(self, check: str) -> float:
        """Hits of a check per 1,000 words."""
        count = sum(hit.check == check for hit in self.hits)
        return 1000 * count / max(1, self.words)

    def rates(self) -> dict[str, float]:
        """Hits of each check per 1,000 words."""
        counts = Counter(hit.check for hit in self.hits)
        return {check: 1000 * n / max(1, self.words) for check, n in counts.items()}


def file_of(data: Path, name: str) -> Path:
    """Where a file of the data folder lies."""
    return data / f"{name}.jsonl.gz"


def gather(data: Path, name: str, checks: Sequence[Check]) -> Gathered:
    """Run the checks over one file, target-only.

    Raises:
        OSError: the file cannot be read.
        ValueError: the file is no batch.
        RuntimeError: a check crashed.
    """
    path = file_of(data, name)
    found = Gathered(name, hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest())
    for article in read_articles(path):
        document = article.document()
        found.words += words_in(document)
        found.articles += 1
        found.segments += len(article.segments)
        # Nearly all segments of a file have the same number of raters; a few have more.
        found.raters = found.raters or max((len(s.ratings) for s in article.segments), default=0)
        found.hits.extend(observe(article, checks, DocumentView(document)))
    return found


def gather_all(data: Path, names: Iterable[str], checks: Sequence[Check]) -> dict[str, Gathered]:
    """`gather` for several files."""
    return {name: gather(data, name, checks) for name in names}
