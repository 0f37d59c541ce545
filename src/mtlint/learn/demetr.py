"""DEMETR: how often does one known fault raise the number of findings, kind by kind?

    python -m mtlint.learn.demetr --data DIR [--kinds k,k] [--no-model] [--raw] [--source]
        [--json OUT]

Each pair of `demetr.dev.jsonl.gz` (Karpinska et al. 2022) is a clean translation and the same
with one planted fault. A pair counts as seen when the faulty side gets more findings than the
clean one. Findings per 1,000 words of the clean translations and of the human English beside
them (`eng_sent`, each sentence once) say what that sensitivity costs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mtlint.check import Check
from mtlint.config import Config
from mtlint.pipeline import check_document, detect
from mtlint.registry import all_checks, matches
from mtlint.text.tokens import WORD
from mtlint.text.view import DocumentView
from mtlint.types import Document, Evidence, Segment

FILE = "demetr.dev.jsonl.gz"
Counts = Counter[str]
CountFindings = Callable[[str], Counts]
_TARGET = frozenset({Evidence.TARGET})
_LANGUAGES = {
    "chinese_simple": "zh", "czech": "cs", "french": "fr", "german": "de", "hindi": "hi",
    "italian": "it", "japanese": "ja", "polish": "pl", "russian": "ru", "spanish": "es",
}  # fmt: skip
Sources = Mapping[str, tuple[str, str | None]]


class Counting:
    """Counts findings per check id in one English sentence, and remembers what crashed.

    `sources` gives sentences their source text and its language, for the checks that need it.
    """

    def __init__(
        self, config: Config, *, raw: bool = False, sources: Sources | None = None
    ) -> None:
        self.config = config
        self.raw = raw
        self.sources = sources or {}
        self.failures: Counter[str] = Counter()

    def __call__(self, text: str) -> Counts:
        """Findings of the default report; with `raw`, every hit of every check."""
        source, lang = self.sources.get(text, (None, None))
        segments = (Segment(1, text, source=source),)
        document = Document("demetr", segments, source_lang=lang, segmented=True)
        if self.raw:
            evidence = _TARGET | {Evidence.SOURCE} if source else _TARGET
            hits, failures = detect(DocumentView(document), self._checks, evidence)
            found = Counter(check.id for check, _ in hits)
        else:
            report = check_document(document, self.config)
            failures = list(report.failures)
            found = Counter(finding.check for finding in report.findings)
        self.failures.update(failure.what for failure in failures)
        return found

    @cached_property
    def _checks(self) -> tuple[Check, ...]:
        """All checks that need no more than the texts, calibrated or not."""
        select, allowed = self.config.select, {Evidence.TARGET, Evidence.SOURCE}
        return tuple(
            c for c in all_checks() if c.needs <= allowed and (not select or matches(c.id, select))
        )


@dataclass
class Kind:
    """Tallies of one kind of fault."""

    pairs: int = 0
    more: int = 0
    fewer: int = 0
    gained: Counts = field(default_factory=Counter)

    def row(self) -> dict[str, Any]:
        """Shares of pairs, and the checks that saw the fault."""
        return {
            "pairs": self.pairs,
            "more": round(self.more / self.pairs, 4),
            "fewer": round(self.fewer / self.pairs, 4),
            "ties": round((self.pairs - self.more - self.fewer) / self.pairs, 4),
            "checks": dict(self.gained.most_common(5)),
        }


def read_pairs(path: Path, kinds: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The pairs of the file; only those whose kind ends in one of `kinds`, where given."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if not kinds or short_name(pair["pert_name"]) in kinds:
                yield pair


def sources_of(path: Path) -> Sources:
    """The source of each sentence of the file, with its language."""
    return {
        pair[side]: (pair["src_sent"], _LANGUAGES.get(pair["lang_tag"]))
        for pair in read_pairs(path, frozenset())
        for side in ("mt_sent", "pert_sent", "eng_sent")
    }


def short_name(name: str) -> str:
    """`minor_id27_char_removed` -> `char_removed`."""
    return name.split("_", 2)[2]


def evaluate(
    path: Path, count: CountFindings, kinds: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Sensitivity per kind, and findings per 1,000 words on clean and on human English."""
    seen: dict[str, Counts] = {}

    def cached(text: str) -> Counts:
        if text not in seen:
            seen[text] = count(text)
        return seen[text]

    table: dict[str, Kind] = {}
    clean: dict[str, None] = {}
    human: dict[str, None] = {}
    for pair in read_pairs(path, kinds):
        kind = table.setdefault(pair["pert_name"], Kind())
        before, after = cached(pair["mt_sent"]), count(pair["pert_sent"])
        difference = after.total() - before.total()
        kind.pairs += 1
        kind.more += difference > 0
        kind.fewer += difference < 0
        kind.gained.update((after - before).keys())
        clean[pair["mt_sent"]] = human[pair["eng_sent"]] = None
    return {
        "kinds": {name: table[name].row() for name in sorted(table)},
        "mt_sent": rate(clean, cached),
        "eng_sent": rate(human, cached),
    }


def rate(texts: dict[str, None], count: CountFindings) -> dict[str, Any]:
    """Findings per 1,000 words of `texts`, in all and by check."""
    words = sum(sum(1 for _ in WORD.finditer(text)) for text in texts)
    total: Counts = Counter()
    for text in texts:
        total.update(count(text))
    scale = 1000 / max(1, words)
    return {
        "sentences": len(texts),
        "words": words,
        "per_1000_words": round(total.total() * scale, 3),
        "checks": {name: round(n * scale, 3) for name, n in total.most_common()},
    }


def show(result: dict[str, Any], top: int = 15) -> Iterator[str]:
    """The result as lines of a table."""
    yield f"{'kind':34} {'pairs':>6} {'more':>6} {'fewer':>6} {'ties':>6}  seen by"
    for name, row in result["kinds"].items():
        by = " ".join(f"{check}:{n}" for check, n in row["checks"].items())
        yield (
            f"{name:34} {row['pairs']:6} {row['more']:6.1%} {row['fewer']:6.1%} "
            f"{row['ties']:6.1%}  {by[:110]}"
        )
    for side in ("mt_sent", "eng_sent"):
        one = result[side]
        yield (
            f"{side}: {one['per_1000_words']} findings per 1,000 words "
            f"({one['sentences']} sentences, {one['words']} words)"
        )
        for check, per in list(one["checks"].items())[:top]:
            yield f"    {check:40} {per}"


def main() -> int:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help=f"folder that holds {FILE}")
    parser.add_argument("--kinds", default="", help="only these, such as repeat2,codemix")
    parser.add_argument("--no-model", action="store_true", help="rules only")
    parser.add_argument("--json", type=Path, help="write the whole result to this file")
    parser.add_argument("--select", default="", help="only these checks, by dotted prefix")
    parser.add_argument("--raw", action="store_true", help="count all hits, calibrated or not")
    parser.add_argument("--source", action="store_true", help="let the checks see the source")
    options = parser.parse_args()
    kinds = frozenset(options.kinds.split(",")) - {""}
    select = tuple(p for p in options.select.split(",") if p)
    config = Config(use_model=not options.no_model, select=select)
    sources = sources_of(options.data / FILE) if options.source else None
    count = Counting(config, raw=options.raw, sources=sources)
    result = evaluate(options.data / FILE, count, kinds)
    print("\n".join(show(result)))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for what, times in count.failures.most_common():
        print(f"{what} ({times} times)", file=sys.stderr)
    return 3 if count.failures else 0


if __name__ == "__main__":
    sys.exit(main())
