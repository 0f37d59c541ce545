"""Words per second of mtlint and of other checkers on the same articles, in one run.

    python tests/bench/speed.py [--data DIR | SEEDS...] [--megabytes N] [--json]

Articles are the targets of the batch files under DIR (`*news*.jsonl.gz`), or text files; without
either, the bundled seeds. They are repeated until they fill N megabytes (default 1). Peers come
with `pip install "mtlint[bench]"`; one that is missing is named and left out. Figures of command
lines include their start-up. CPU seconds are the fairer measure on a busy machine; repeated seeds
flatter a tool that remembers sentences (Harper does), so prefer `--data`.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
STARTS = 5


def read_articles(data: Path | None, seeds: list[Path]) -> list[str]:
    """Plain texts of the articles, a segment or paragraph a line."""
    texts = []
    if data:
        for path in sorted(data.glob("*news*.jsonl.gz")):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    article = json.loads(line)
                    if (article.get("target_lang") or "en").startswith("en"):
                        texts.append("\n\n".join(s["target"] for s in article["segments"]))
    else:
        paths = seeds or sorted((ROOT / "seeds").glob("*.txt"))
        texts = [path.read_text(encoding="utf-8") for path in paths]
    if not texts:
        raise SystemExit("nothing to measure: no articles found")
    return texts


def fill(texts: list[str], size: int) -> list[str]:
    """Articles in turn until they hold `size` characters together."""
    filled, total = [], 0
    for text in cycle(texts):
        if total >= size:
            return filled
        filled.append(text)
        total += len(text)
    return filled


class Taken(NamedTuple):
    """Wall-clock and CPU seconds, of this process and of the children it waited for."""

    wall: float
    cpu: float


def taken(work: Callable[[], object]) -> Taken:
    """What one call takes."""
    before, start = os.times(), time.perf_counter()
    work()
    wall, after = time.perf_counter() - start, os.times()
    return Taken(wall, sum(after[:4]) - sum(before[:4]))


def mtlint_in_process(texts: list[str]) -> Taken:
    """Segmenting, all active rules and ranking; no model, no report."""
    from mtlint.config import Config
    from mtlint.pipeline import check_document
    from mtlint.segment import article

    config = Config(use_model=False)
    check_document(article(texts[0]), config)  # word lists and patterns are read on first use
    return taken(lambda: [check_document(article(text), config) for text in texts])


def harper_in_process(texts: list[str], *, by_paragraph: bool) -> Taken | None:
    """Harper through its Python binding, by paragraph (how it is fastest) or by article."""
    if importlib.util.find_spec("harper") is None:
        return None
    linter: Any = importlib.import_module("harper").Linter()
    linter.lint(texts[0][:500], language="plaintext")
    pieces = [p for t in texts for p in t.split("\n")] if by_paragraph else texts
    return taken(lambda: [linter.lint(piece, language="plaintext") for piece in pieces])


def command(arguments: list[str], folder: Path) -> Taken | None:
    """A command line over a folder of articles; None when the program is not installed."""
    beside = Path(sys.executable).with_name(arguments[0])
    program = str(beside) if beside.exists() else shutil.which(arguments[0])
    if program is None:
        return None
    line = [program, *arguments[1:], str(folder)]
    run = subprocess.run
    return taken(lambda: run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


def write(texts: list[str], folder: Path) -> None:
    """One file an article."""
    for i, text in enumerate(texts):
        (folder / f"{i:05}.txt").write_text(text, encoding="utf-8")


def start_up(arguments: list[str]) -> float:
    """Median seconds of starting Python with these arguments."""
    line = [sys.executable, *arguments]
    times = [
        taken(lambda: subprocess.run(line, stdout=subprocess.DEVNULL, check=False)).wall
        for _ in range(STARTS)
    ]
    return sorted(times)[STARTS // 2]


def measure(texts: list[str], words: int) -> dict[str, Any]:
    """Seconds and words per second of every tool; None for those not installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(texts, folder)
        check = ["mtlint", "check", "--no-model", "--format", "json"]
        took = {
            "mtlint, rules, in process": mtlint_in_process(texts),
            "mtlint check, rules, end to end": command(check, folder),
            "proselint check": command(["proselint", "check"], folder),
            "codespell": command(["codespell"], folder),
            "Harper by paragraph, in process": harper_in_process(texts, by_paragraph=True),
            "Harper by article, in process": harper_in_process(texts, by_paragraph=False),
        }
    return {
        tool: None
        if t is None
        else {
            "seconds": round(t.wall, 3),
            "words_per_second": round(words / t.wall),
            "words_per_cpu_second": round(words / t.cpu),
        }
        for tool, t in took.items()
    }


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("seeds", nargs="*", type=Path, help="text files")
    parser.add_argument("--data", type=Path, help="folder of batch files")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = fill(read_articles(options.data, options.seeds), int(options.megabytes * 1e6))
    words = sum(len(text.split()) for text in texts)
    starts = {
        "python -c pass": start_up(["-c", "pass"]),
        "import mtlint": start_up(["-c", "import mtlint"]),
        "mtlint --version": start_up(["-c", "from mtlint.cli import main; main()", "--version"]),
    }
    result = {
        "articles": len(texts),
        "words": words,
        "cores": os.cpu_count(),
        "tools": measure(texts, words),
        "start_up_ms": {name: round(1000 * t) for name, t in starts.items()},
    }
    print(json.dumps(result, indent=1) if options.json else table(result))


def table(result: dict[str, Any]) -> str:
    """The result for people."""
    lines = [f"{result['articles']} articles, {result['words']} words, {result['cores']} cores"]
    for tool, row in result["tools"].items():
        if row is None:
            lines.append(f"{tool:34} not installed (pip install 'mtlint[bench]')")
        else:
            rate = f"{row['words_per_second']:>12,} words/s"
            cpu = f"{row['words_per_cpu_second']:>12,} words/CPU s"
            lines.append(f"{tool:34} {rate} {cpu} {row['seconds']:9.2f} s")
    lines += [f"{name:34} {ms:>9} ms to start" for name, ms in result["start_up_ms"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
