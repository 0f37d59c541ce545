"""Words per second of mtlint and of other checkers on the same articles, in one run.

    python tests/bench/speed.py [--data DIR | SEEDS...] [--megabytes N] [--json]

Articles are the targets of the batch files under DIR (`*news*.jsonl.gz`), or text files; without
either, the bundled seeds. They are repeated until they fill N megabytes (default 1). Peers come
with `pip install "mtlint[bench]"`; one that is missing is named and left out. Tools are called
from Python, warmed up; "mtlint check", "proselint check" and "codespell" are whole commands over
a folder, start-up included. Harper and the model read one article in twenty. CPU seconds are the
fairer measure on a busy machine; repeated seeds flatter a tool that remembers sentences (Harper
does), so prefer `--data`.
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
LONG = 2000
MODEL_SHARE = 20  # one article in so many is read with the model, which is slow


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


def mtlint_in_process(texts: list[str], *, model: bool) -> Taken:
    """Segmenting, all active rules, the model where asked, and ranking; no report."""
    from mtlint.config import Config
    from mtlint.pipeline import check_document
    from mtlint.segment import article

    config = Config(use_model=model)
    check_document(article(texts[0]), config)  # word lists and patterns are read on first use
    return taken(lambda: [check_document(article(text), config) for text in texts])


def proselint_in_process(texts: list[str]) -> Taken | None:
    """proselint called from Python, which spares it starting and reading files."""
    if importlib.util.find_spec("proselint") is None:
        return None
    checks: Any = importlib.import_module("proselint.checks")
    registry: Any = importlib.import_module("proselint.registry").CheckRegistry()
    config: Any = importlib.import_module("proselint.config").DEFAULT
    tools: Any = importlib.import_module("proselint.tools")
    registry.register_many(checks.__register__)

    def lint(text: str) -> list[Any]:
        return list(tools.LintFile("article", text).lint(config))

    lint(texts[0])  # patterns are made on first use
    return taken(lambda: [lint(text) for text in texts])


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


def start_up(arguments: list[str]) -> Taken:
    """Least wall-clock and CPU seconds of Python with these arguments."""
    line = [sys.executable, *arguments]
    times = [
        taken(lambda: subprocess.run(line, stdout=subprocess.DEVNULL, check=False))
        for _ in range(STARTS)
    ]
    return Taken(min(t.wall for t in times), min(t.cpu for t in times))


def starts(texts: list[str]) -> dict[str, Taken]:
    """From nothing to a version, and to the first report on an article of some 2,000 words."""
    words = " ".join(texts).split(" ")[:LONG]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "article.txt")
        path.write_text(" ".join(words), encoding="utf-8")
        run = ["-c", "from mtlint.cli import main; main()"]
        report = [*run, "check", "--format", "json", str(path)]
        return {
            "python -c pass": start_up(["-c", "pass"]),
            "import mtlint": start_up(["-c", "import mtlint"]),
            "mtlint --version": start_up([*run, "--version"]),
            f"report, {LONG:,} words, rules": start_up([*report, "--no-model"]),
            f"report, {LONG:,} words, model": start_up(report),
        }


def measure(texts: list[str]) -> dict[str, Any]:
    """Seconds and words per second of every tool; None for those not installed."""
    some = texts[::MODEL_SHARE]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(texts, folder)
        check = ["mtlint", "check", "--no-model", "--format", "json"]
        took = {
            "mtlint, rules": (texts, mtlint_in_process(texts, model=False)),
            "mtlint, rules and model": (some, mtlint_in_process(some, model=True)),
            "proselint": (texts, proselint_in_process(texts)),
            "Harper by paragraph": (some, harper_in_process(some, by_paragraph=True)),
            "mtlint check, rules": (texts, command(check, folder)),
            "proselint check": (texts, command(["proselint", "check"], folder)),
            "codespell": (texts, command(["codespell"], folder)),
        }
    return {
        tool: None
        if t is None
        else {
            "seconds": round(t.wall, 3),
            "words_per_second": round(count(read) / t.wall),
            "words_per_cpu_second": round(count(read) / t.cpu),
        }
        for tool, (read, t) in took.items()
    }


def count(texts: list[str]) -> int:
    """Words between spaces."""
    return sum(len(text.split()) for text in texts)


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("seeds", nargs="*", type=Path, help="text files")
    parser.add_argument("--data", type=Path, help="folder of batch files")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = fill(read_articles(options.data, options.seeds), int(options.megabytes * 1e6))
    begun = starts(texts)
    result = {
        "articles": len(texts),
        "words": count(texts),
        "cores": os.cpu_count(),
        "tools": measure(texts),
        "start_up_ms": {name: round(1000 * t.wall) for name, t in begun.items()},
        "start_up_cpu_ms": {name: round(1000 * t.cpu) for name, t in begun.items()},
    }
    print(json.dumps(result, indent=1) if options.json else table(result))


def table(result: dict[str, Any]) -> str:
    """The result for people."""
    lines = [
        f"{result['articles']} articles, {result['words']:,} words, {result['cores']} cores",
        f"{'':30} {'words/CPU s':>12} {'words/s':>12} {'seconds':>9}",
    ]
    for tool, row in result["tools"].items():
        if row is None:
            lines.append(f"{tool:30} not installed (pip install 'mtlint[bench]')")
        else:
            rate, cpu = row["words_per_second"], row["words_per_cpu_second"]
            lines.append(f"{tool:30} {cpu:>12,} {rate:>12,} {row['seconds']:>9.2f}")
    lines.append(f"\n{'':30} {'CPU ms':>12} {'ms':>12}")
    for name, wall in result["start_up_ms"].items():
        lines.append(f"{name:30} {result['start_up_cpu_ms'][name]:>12,} {wall:>12,}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
