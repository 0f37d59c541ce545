"""Each format, byte for byte, of a report that is hard to write down.

`python -m tests.golden.test_formats` writes the goldens anew; read what changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mtlint.report import FORMATS, render
from tests.golden.sample import sample

FOLDER = Path(__file__).parent / "formats"
NAMES = ["sarif", "junit", "github", "gitlab", "checkstyle", "rdjson", "markdown", "mqm-tsv"]


def content(name: str) -> bytes:
    return render(sample(), name).encode("utf-8", "replace")


@pytest.mark.parametrize("name", NAMES)
def test_format_is_as_kept(name: str) -> None:
    kept = (FOLDER / f"{name}.golden").read_bytes()
    assert content(name) == kept, "run: python -m tests.golden.test_formats, and read what changed"


def test_every_format_has_a_golden_or_lies_in_reports() -> None:
    assert set(NAMES) == set(FORMATS) - {"text", "json", "jsonl", "csv", "html"}
    assert {p.stem for p in FOLDER.iterdir()} == set(NAMES)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.golden").write_bytes(content(name))
    sys.stdout.write(f"{len(NAMES)} formats\n")
