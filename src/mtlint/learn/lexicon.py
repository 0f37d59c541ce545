"""Builds the English word list from SCOWL and from native English.

    python -m mtlint.learn.lexicon --data DIR --words /usr/share/dict

`--words` holds SCOWL as Debian ships it (wamerican and wbritish, each plain, -large and
-huge); `--data` the native training texts. The result is the same bytes each time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "text" / "data" / "lexicon_en.txt.gz"
NATIVE = ("native-en-wiki.train", "native-en-mixed.train")
HUMAN = (("wmt20-zhen-news.train", "Human"), ("wmt21-zhen-news.train", "ref"))
SIZES = ("large", "huge")
COMMON = ("american-english", "british-english")
RARE = tuple(f"{land}-english-{size}" for land in ("american", "british") for size in SIZES)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“”‘(\[—–-])\s*$")


def articles(path: Path, system: str = "") -> Iterator[dict[str, Any]]:
    """Articles of a data file; with `system`, those whose system's name starts with it."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if (article.get("system") or "").startswith(system):
                yield article


def native_segments(data: Path) -> Iterator[str]:
    """Segments of native English, and of the human translations among the rated ones."""
    files = [(name, "") for name in NATIVE] + list(HUMAN)
    for name, system in files:
        for article in articles(data / f"{name}.jsonl.gz", system):
            for segment in article["segments"]:
                yield segment["target"]


def count_forms(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each lower-case word, and each capitalised word in mid-sentence, was seen."""
    lower: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group().replace("’", "'")
            if word.endswith("'s"):
                word = word[:-2]
            if word.islower():
                lower[word] += 1
            elif not _SENTENCE_START.search(text, max(0, match.start() - 3), match.start()):
                names[word] += 1
            elif word.istitle():
                lower[word.lower()] += 0
    return lower, names


def read_words(folder: Path, names: Iterable[str]) -> set[str]:
    """SCOWL words of these files, without possessives."""
    found: set[str] = set()
    for name in names:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        found.update(line for line in lines if not line.endswith("'s"))
    return found


def build(data: Path, folder: Path) -> str:
    """The text of the data file."""
    common, rare = read_words(folder, COMMON), read_words(folder, RARE)
    lower, seen_names = count_forms(native_segments(data))
    known = {w for w in common | rare if w.islower()}
    frequent = [
        w
        for w, n in sorted(lower.items(), key=lambda item: (-item[1], item[0]))
        if (n >= 2 and w in known) or n >= 3
        if len(w) > 1 or w == "a"
    ]
    first = set(frequent)
    plain = {w for w in common if w.islower() and len(w) > 1} - first
    unusual = {w for w in rare if w.islower() and len(w) > 1} - first - plain
    names = {w for w in common | rare if not w.islower()}
    names |= {w for w, n in seen_names.items() if n >= 2 and len(w) > 1}
    names = {w for w in names if w.lower() not in first and w.lower() not in plain}
    sections = [frequent, sorted(plain), sorted(unusual), sorted(names)]
    return "\n\n".join("\n".join(words) for words in sections)


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    options = parser.parse_args()
    text = build(options.data, options.words)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    sizes = [part.count("\n") + 1 for part in text.split("\n\n")]
    print(f"{OUT.name}: {OUT.stat().st_size} bytes; frequent, common, rare, names: {sizes}")


if __name__ == "__main__":
    main()
