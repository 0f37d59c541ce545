"""Several processes: the order of the input, and what becomes of a batch when one is killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.jobs import in_processes
from mtlint.pipeline import check_document
from mtlint.segment import article
from mtlint.types import Document, DocumentReport, Failure

BAD = "kill me"


def check(document: Document, config: Config) -> DocumentReport:
    if document.text == BAD:
        os.kill(os.getpid(), signal.SIGKILL)
    return check_document(document, config)


def ids(texts: list[str]) -> list[str | None]:
    """The id of each document that was checked, None for a failure."""
    items = [article(text, id=f"{n}") for n, text in enumerate(texts)]
    config = Config(use_model=False)
    found = list(in_processes(items, check, lambda _: config, 2))
    assert all(f.what.startswith("not checked") for f in found if isinstance(f, Failure))
    return [None if isinstance(f, Failure) else f.document.id for f in found]


def test_results_come_in_the_order_of_the_input() -> None:
    assert ids(["A cat sat there."] * 12) == [str(n) for n in range(12)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_process_takes_no_finished_result_with_it(tmp_path: Path) -> None:
    texts = ["A cat sat there."] * 40
    texts[20] = BAD
    found = ids(texts)
    assert len(found) == 40 and found[20] is None
    assert found[:12] == [str(n) for n in range(12)]
    assert found[-4:] == [str(n) for n in range(36, 40)]
