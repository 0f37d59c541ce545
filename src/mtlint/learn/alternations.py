"""Learns which nouns translators put for one and the same source word.

    python -m mtlint.learn.alternations --data DIR

The training files hold ten to fifteen translations of each source sentence. Where two of them
differ in one word (or two) between words that agree, both stand for the same source: session and
meeting, commissioner and correspondent. Pairs seen in at least two articles are kept, with how
often, in `text/data/alternations_en.txt`. The result is the same bytes each time.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from mtlint.text.forms import role
from mtlint.text.keys import related_forms
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView
from mtlint.types import Document, Segment

FILES = ("wmt20-zhen-news.train", "wmt21-zhen-news.train")
OUT = Path(__file__).parents[1] / "text" / "data" / "alternations_en.txt"
MOST = 15  # translations of a sentence that are compared with one another
Row = tuple[tuple[str, str], ...]


def translations(path: Path) -> dict[tuple[str, str], list[str]]:
    """(article, segment) -> its translations."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for segment in article["segments"]:
                found[article["doc"], str(segment["id"])].append(segment["target"])
    return found


def row(text: str) -> Row:
    """Key and role of each content word."""
    view = DocumentView(Document("x", (Segment(1, text),), target_lang="en", segmented=True))
    tokens = content(view).tokens
    return tuple((t.key, role(t, text[t.start : t.end].lower())) for t in tokens)


def pairs(a: Row, b: Row) -> Iterator[tuple[str, str]]:
    """Nouns that stand for one another between words that agree (words that only moved do not)."""
    left, right = [k for k, _ in a], [k for k, _ in b]
    for what, i, j, m, n in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what != "replace" or j - i > 2 or n - m > 2 or not 0 < i < len(a):
            continue
        one, other = a[j - 1], b[n - 1]  # the heads
        if one[1] in ("noun", "verbish") and other[1] in ("noun", "verbish"):
            moved = one[0] in right or other[0] in left
            if not moved and not related_forms(one[0], other[0]):
                yield tuple(sorted((one[0], other[0])))  # type: ignore[misc]


def learn(data: Path) -> list[tuple[str, str, int, int]]:
    """(word, word, articles, times), most articles first."""
    times: Counter[tuple[str, str]] = Counter()
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in FILES:
        for (article, _), texts in translations(data / f"{name}.jsonl.gz").items():
            rows = [row(t) for t in dict.fromkeys(texts)][:MOST]
            for i, a in enumerate(rows):
                for b in rows[i + 1 :]:
                    for pair in pairs(a, b):
                        times[pair] += 1
                        articles[pair].add(article)
    found = [(a, b, len(articles[a, b]), n) for (a, b), n in times.items()]
    return sorted((f for f in found if f[2] >= 2 and f[3] >= 3), key=lambda f: (-f[2], -f[3], f))


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    options = parser.parse_args()
    found = learn(options.data)
    head = (
        "# word, word, articles: python -m mtlint.learn.alternations (WMT MQM data, Apache-2.0)\n"
    )
    OUT.write_text(head + "".join(f"{a}\t{b}\t{n}\n" for a, b, n, _ in found), encoding="utf-8")
    print(len(found), found[:30])


if __name__ == "__main__":
    main()
