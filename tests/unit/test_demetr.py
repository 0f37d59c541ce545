"""The DEMETR harness counts pairs and rates as it says."""

import gzip
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

from mtlint.config import Config
from mtlint.learn.demetr import FILE, Counting, evaluate, show

PAIRS = [
    ("minor_id1_repeat2", "He sold the old boat.", "He sold sold the old boat."),
    ("minor_id1_repeat2", "She kept a dog.", "She kept a dog dog."),
    ("minor_id9_other", "It rained a lot.", "It rained a lot."),
]


def write(folder: Path) -> Path:
    path = folder / FILE
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for name, clean, faulty in PAIRS:
            row = {"pert_name": name, "mt_sent": clean, "pert_sent": faulty, "eng_sent": clean}
            out.write(json.dumps(row) + "\n")
    return path


def repeats(text: str) -> Counter[str]:
    words = text.rstrip(".").split()
    return Counter(same=sum(a == b for a, b in pairwise(words)))


def test_counts_pairs_by_kind(tmp_path: Path) -> None:
    result = evaluate(write(tmp_path), repeats)
    assert result["kinds"]["minor_id1_repeat2"]["more"] == 1.0
    assert result["kinds"]["minor_id9_other"]["ties"] == 1.0
    assert result["mt_sent"] == {
        "sentences": 3,
        "words": 13,
        "per_1000_words": 0.0,
        "checks": {"same": 0.0},
    }
    assert any("repeat2" in line for line in show(result))


def test_kinds_can_be_chosen(tmp_path: Path) -> None:
    assert list(evaluate(write(tmp_path), repeats, frozenset({"other"}))["kinds"]) == [
        "minor_id9_other"
    ]


def test_raw_hits_of_real_checks() -> None:
    count = Counting(Config(use_model=False, select=("spelling",)), raw=True)
    assert count("They were unabl to reach it.") == Counter({"spelling.nonword": 1})
    assert not count.failures
