"""Is a headline seen that another translator wrote than the body?

    python -m mtlint.learn.headline_swaps --data DIR [--seed N] [--swaps 3000] [--show N]

The rated files hold ten to fifteen translations of each source. The headline of one is put onto
the body of another. What the two really say in two ways is told from both headlines, which render
the same words (`differences`): a figure or date that the other article nowhere has, against one of
its own headline and body; a name, against one spelt alike or beside the same word; a term of two
words, one shared, the other unknown to the article whose headline and body have another there.
Most swaps differ in nothing of the kind: what is shown then is mostly a false alarm (or another
wording of the whole, or a difference of a kind that is not told).

A swap is noticed when the default report, rules alone, shows `consistency.headline-body` on a place
of the headline where it shows nothing on the translator's own article (the last
row: intact articles with any finding on the headline); `on it`: on the very word
that differs; `form shown`: the finding shows the body's form of that word as the other form.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from mtlint.learn.consistency_benchmark import FILES, Articles, Reader, documents
from mtlint.text.forms import role, similar
from mtlint.text.keys import key_of, related_forms
from mtlint.text.phrases import FIGURES, NUMBER, Content, Token, content, lows_of
from mtlint.text.quantities import supports
from mtlint.text.view import DocumentView
from mtlint.types import Document, Finding

CHECK = "consistency.headline-body"
ALL_FILES = (*FILES, "wmt23-zhen-news.dev")
KINDS = ("term", "name", "figure", "none")
INTACT = "intact articles"
NOUNS = frozenset({"noun", "adj"})


class Difference(NamedTuple):
    """A word of the foreign headline, and the key that headline and body have for it."""

    kind: str
    start: int
    end: int
    other: str


@dataclass(frozen=True)
class Article:
    """The words of an article: those of the headline with their roles, and all keys."""

    head: tuple[Token, ...]
    roles: tuple[str, ...]
    text: Content

    @classmethod
    def of(cls, document: Document) -> Article:
        """Read an article that has a headline as its first segment."""
        view = DocumentView(document)
        text, lows = content(view), lows_of(view)
        n = sum(t.segment == 0 for t in text.tokens)
        roles = tuple(role(t, low) for t, low in zip(text.tokens[:n], lows, strict=False))
        return cls(text.tokens[:n], roles, text)

    def in_body(self, key: str) -> bool:
        """Whether the body has a key."""
        return any(self.text.tokens[p].segment for p in self.text.places.get(key, ()))

    def pair_in_body(self, first: str, second: str) -> bool:
        """Whether two keys stand side by side in the body."""
        tokens = self.text.tokens
        return any(
            tokens[p].segment and p + 1 < len(tokens) and _pair(tokens, p, second)
            for p in self.text.places.get(first, ())
        )


def _pair(tokens: Sequence[Token], at: int, second: str) -> bool:
    return tokens[at + 1].key == second and tokens[at + 1].tight


def swapped(headline: Document, body: Document) -> Document:
    """The headline of one article on the body of another."""
    own = body.segments[0]
    first = replace(own, target=headline.segments[0].target)
    return replace(
        body,
        id=f"{headline.id}>{body.id}",
        segments=(first, *body.segments[1:]),
        headline=first.target,
    )


def differences(foreign: Article, own: Article) -> Iterator[Difference]:
    """What a foreign headline says otherwise than an article's own headline and body."""
    for i, token in enumerate(foreign.head):
        kind = foreign.roles[i]
        if not kind or own.text.count(token.key):
            continue
        if kind in FIGURES:
            found, kind = _figure(token, foreign, own), "figure"
        elif kind == "name":
            found = _name(i, foreign, own)
        elif kind in NOUNS:
            found, kind = _term(i, foreign, own), "term"
        else:
            continue
        if found:
            yield Difference(kind, token.start, token.end, found)


def _figure(token: Token, foreign: Article, own: Article) -> str:
    theirs = {t.key for t in foreign.head}
    others = [t for t in own.head if t.kind == token.kind and t.key not in theirs]
    if token.kind == NUMBER and any(_rounds(token, t) for t in own.text.tokens):
        return ""
    return next((t.key for t in others if own.in_body(t.key)), "")


def _rounds(one: Token, other: Token) -> bool:
    """Whether one of two numbers is a rounding of the other."""
    if other.kind != NUMBER:
        return False
    try:
        a, b = float(one.key), float(other.key)
    except ValueError:
        return False
    return supports(a, b, loose=True) or supports(b, a, loose=True)


def _name(at: int, foreign: Article, own: Article) -> str:
    token, theirs = foreign.head[at], {t.key for t in foreign.head}
    beside = _neighbours(foreign.head, at)
    for j, other in enumerate(own.head):
        if own.roles[j] != "name" or other.key in theirs or not own.in_body(other.key):
            continue
        if token.key[:4] == other.key[:4] and len(token.key) != len(other.key):
            continue  # China, Chinese
        if similar(token.key, other.key) or beside & _neighbours(own.head, j):
            return other.key
    return ""


def _term(at: int, foreign: Article, own: Article) -> str:
    token, theirs = foreign.head[at], {t.key for t in foreign.head}
    beside = _neighbours(foreign.head, at)
    for j, other in enumerate(own.head):
        if own.roles[j] not in NOUNS or other.key in theirs:
            continue
        if related_forms(token.key, other.key):
            continue
        for side, key in beside & _neighbours(own.head, j):
            row = (key, other.key) if side < 0 else (other.key, key)
            if own.pair_in_body(*row):
                return other.key
    return ""


def _neighbours(tokens: Sequence[Token], at: int) -> set[tuple[int, str]]:
    """The words right beside a word, with their side."""
    found = set()
    if at and tokens[at].tight:
        found.add((-1, tokens[at - 1].key))
    if at + 1 < len(tokens) and tokens[at + 1].tight:
        found.add((1, tokens[at + 1].key))
    return found


def pairs(articles: Articles) -> list[tuple[Document, Document]]:
    """Two articles with a headline, translated from one source by different translators."""
    alike: dict[str, list[Document]] = defaultdict(list)
    for _, document in articles:
        if document.headline and len(document.segments) > 1:
            alike[document.id.rpartition("/")[0] or document.id].append(document)
    return [
        (a, b)
        for group in alike.values()
        for a, b in permutations(group, 2)
        if a.segments[0].target != b.segments[0].target
    ]


def told(document: Document, reader: Reader) -> list[Finding]:
    """The findings on the headline of an intact article."""
    return [f for f in reader.intact(document) if f.segment_index == 0]


def measure(
    articles: Articles, reader: Reader, n: int, rng: random.Random, show: int
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Per kind of difference: swaps, those noticed, on the word, with the body's form shown."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in (*KINDS, INTACT)}
    shown: list[str] = []
    read: dict[str, Article] = {}
    every = pairs(articles)
    for headline, body in rng.sample(every, min(n, len(every))):
        for document in (headline, body):
            if document.id not in read:
                read[document.id] = Article.of(document)
        found = list(differences(read[headline.id], read[body.id]))
        reader.intact(body)
        before = {(f.start, f.end) for f in told(headline, reader)}
        new = [
            f
            for f in reader.findings(swapped(headline, body))
            if f.segment_index == 0 and (f.start, f.end) not in before
        ]
        for kind in sorted({d.kind for d in found}) or ["none"]:
            _count(counts[kind], [d for d in found if d.kind == kind], new)
        if len(shown) < show and (found or new):
            shown.append(_line(headline, body, found, new))
    for document_id in read:
        counts[INTACT]["swaps"] += 1
        counts[INTACT]["noticed"] += any(
            f.segment_index == 0 for f in reader.remembered[document_id]
        )
    return counts, shown


def _count(row: Counter[str], found: Sequence[Difference], new: Sequence[Finding]) -> None:
    on_it = [(d, f) for d in found for f in new if f.start < d.end and d.start < f.end]
    row["swaps"] += 1
    row["noticed"] += bool(new)
    row["on it"] += bool(on_it)
    row["form shown"] += any(_shows(f, d.other) for d, f in on_it)


def _shows(finding: Finding, key: str) -> bool:
    text = " ".join([finding.suggestion or "", *(r.text for r in finding.related)])
    return key in {key_of(w) for w in text.lower().split()} or key in text.lower()


def _line(
    headline: Document, body: Document, found: Sequence[Difference], new: Sequence[Finding]
) -> str:
    text = headline.segments[0].target
    said = [f"{d.kind} {text[d.start : d.end]!r} for {d.other!r}" for d in found]
    seen = [f"{f.text!r}, body {f.suggestion!r}" for f in new]
    return f"{text} | {body.segments[0].target} | {said} | shown {seen}"


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the rated files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--swaps", type=int, default=3000, help="swaps of each file")
    parser.add_argument("--show", type=int, default=0, help="print so many swaps of each file")
    options = parser.parse_args()
    reader = Reader.of(CHECK)
    for name in ALL_FILES:
        rng = random.Random(f"{options.seed}/{name}")
        articles = documents(options.data, (name,))
        counts, shown = measure(articles, reader, options.swaps, rng, options.show)
        print(f"{name:24} {'swaps':>7} {'noticed':>8} {'on it':>7} {'form shown':>11}")
        for kind, row in counts.items():
            n = max(1, row["swaps"])
            shares = " ".join(f"{row[k] / n:8.1%}" for k in ("noticed", "on it", "form shown"))
            print(f"   {kind:21} {row['swaps']:7} {shares}")
        print("".join(f"      {line}\n" for line in shown), end="")


if __name__ == "__main__":
    main()
