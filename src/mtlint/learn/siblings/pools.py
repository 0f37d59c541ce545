"""What a corpus has beside each word, and the names in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from mtlint.learn.siblings.plant import is_content, is_name
from mtlint.text.tokens import words
from mtlint.types import Document


@dataclass
class Pools:
    """`after` and `before`: content words beside each content word, with counts; `names`."""

    after: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    before: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    names: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Pools:
        """Counts over all documents; names are those that stand three times."""
        pools, names = cls(), Counter[str]()
        for document in documents:
            for segment in document.segments:
                row = words(segment.target)
                for a, b in pairwise(row):
                    if b.start - a.end == 1 and is_content(a) and is_content(b):
                        pools.after[a.text.lower()][b.text.lower()] += 1
                        pools.before[b.text.lower()][a.text.lower()] += 1
                names.update(w.text for w in row[1:] if is_name(w))
        pools.names = sorted(w for w, n in names.items() if n >= 3)
        return pools
