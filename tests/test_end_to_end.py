"""A sample repository, gated as its CI would: tests/sample, copied so that it can be edited."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parent / "sample"


def mtlint(repository: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mtlint", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=repository,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "repository"))


def test_a_clean_batch_passes(repository: Path) -> None:
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("gate: PASSED")
    assert "evaluated words" in done.stderr and "formula:" in done.stderr


def accepted(repository: Path) -> None:
    """The bad article in the batch, and a baseline that accepts it."""
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    args = ("--reason", "the editor knows", "--author", "desk")
    done = mtlint(repository, "baseline", "articles", *args)
    assert done.returncode == 0, done.stderr
    text = (repository / "mtlint.toml").read_text(encoding="utf-8")
    text = 'baseline = "mtlint-baseline.json"\n' + text
    (repository / "mtlint.toml").write_text(text, encoding="utf-8")


def test_a_bad_article_fails_and_the_gate_says_what_to_fix(repository: Path) -> None:
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 1, done.stderr
    assert "FAILED" in done.stderr and "market.txt" in done.stderr
    assert "(gate.critical)" in done.stderr and "beyond" in done.stderr
    assert "suspected" in done.stderr and "confirmed" in done.stderr
    fixes = done.stderr.partition("fix first:")[2].strip().splitlines()
    assert 1 <= len(fixes) <= 5 and "residue.prompt" in fixes[0]
    assert mtlint(repository, "check", "articles").returncode == 0


def test_the_baseline_accepts_it_and_a_new_error_fails(repository: Path) -> None:
    accepted(repository)
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 0, done.stderr
    assert "suppressed" in done.stdout
    market = repository / "articles" / "market.txt"
    text = market.read_text(encoding="utf-8")
    market.write_text(text + "\nThe next market is planned for {{date}} in the autumn.\n", "utf-8")
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 1, done.stderr
    assert "{{date}}" in done.stderr and "{{company_name}}" not in done.stderr


def test_edits_above_do_not_revive_what_was_accepted(repository: Path) -> None:
    accepted(repository)
    market = repository / "articles" / "market.txt"
    text = market.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    added = "The town had waited long for this day.\n\nIt rained in the morning.\n\n"
    market.write_text(f"{head}\n\n{added}{rest}", encoding="utf-8")
    moved = mtlint(repository, "gate", "articles", "--format", "json")
    assert moved.returncode == 0, moved.stderr
    assert not any(
        f["severity"] in {"major", "critical"}
        for d in json.loads(moved.stdout)["documents"]
        for f in d["findings"]
    )


def test_the_baseline_keeps_reason_author_date_and_knows_what_is_stale(repository: Path) -> None:
    accepted(repository)
    path = repository / "mtlint-baseline.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
    assert entries
    for entry in entries:
        assert (entry["reason"], entry["author"]) == ("the editor knows", "desk")
        assert entry["date"].count("-") == 2 and entry["decision"] == "accepted"
        assert "line" not in entry
    market = repository / "articles" / "market.txt"
    text = market.read_text(encoding="utf-8").replace(" 省委", "")
    market.write_text(text, encoding="utf-8")
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 0
    assert "matches nothing any more" in done.stderr and "省委" in done.stderr
    other = mtlint(repository, "gate", "articles/ferry.txt")
    assert "matches nothing" not in other.stderr  # its article was not checked
    done = mtlint(repository, "baseline", "articles", "--prune")
    assert done.returncode == 0, done.stderr
    left = json.loads(path.read_text(encoding="utf-8"))["entries"]
    assert 0 < len(left) < len(entries)
    assert all(e["reason"] == "the editor knows" for e in left)
    assert "matches nothing" not in mtlint(repository, "gate", "articles").stderr


def test_the_baseline_that_the_configuration_names_is_the_one_that_grows(repository: Path) -> None:
    path = repository / "mtlint.toml"
    path.write_text('baseline = "known/own.json"\n' + path.read_text(encoding="utf-8"), "utf-8")
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    missing = mtlint(repository, "gate", "articles")
    assert missing.returncode == 2 and "own.json" in missing.stderr
    (repository / "known").mkdir()
    assert mtlint(repository, "baseline", "articles").returncode == 0
    assert (repository / "known" / "own.json").is_file()
    assert mtlint(repository, "gate", "articles").returncode == 0


def test_what_a_person_confirmed_counts_whole(repository: Path) -> None:
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    report = json.loads(mtlint(repository, "check", "articles", "--format", "json").stdout)
    found = [f for d in report["documents"] for f in d["findings"]]
    one = next(f for f in found if f["check"] == "residue.prompt")
    args = ("--confirm", "--only", one["fingerprint"], "-o", "known.json")
    assert mtlint(repository, "baseline", "articles", *args).returncode == 0
    done = mtlint(repository, "gate", "articles", "--baseline", "known.json", "--format", "json")
    assert done.returncode == 1
    gate = json.loads(done.stdout)["gate"]
    assert gate["confirmed"] == {"penalty": 25.0, "findings": 1}
    assert gate["suspected"]["findings"] == len(found) - 1
    assert "1 confirmed" in done.stderr
    assert mtlint(repository, "baseline", "articles", *args[1:]).returncode == 0  # accepted now
    done = mtlint(repository, "gate", "articles", "--baseline", "known.json", "--format", "json")
    gate = json.loads(done.stdout)["gate"]
    assert gate["confirmed"]["findings"] == 0
    assert gate["suspected"]["findings"] == len(found) - 1
    wrong = mtlint(repository, "baseline", "articles", "--only", "nonsense")
    assert wrong.returncode == 2 and "nonsense" in wrong.stderr


def test_the_report_of_an_earlier_run_serves_as_a_baseline(repository: Path) -> None:
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    for name in ("before.json", "before.jsonl"):
        assert mtlint(repository, "check", "articles", "-q", "-o", name).returncode == 0
        done = mtlint(repository, "gate", "articles", "--baseline", name)
        assert done.returncode == 0, done.stderr


def test_new_findings_only(repository: Path) -> None:
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    mtlint(repository, "check", "articles", "-q", "-o", "before.json")
    config = "use_model = false\n[gate]\ncritical = false\nmajor = false\nnew_findings = 0\n"
    (repository / "mtlint.toml").write_text(config, encoding="utf-8")
    done = mtlint(repository, "gate", "articles", "--baseline", "before.json")
    assert done.returncode == 0, done.stderr
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 1 and "gate.new_findings" in done.stderr


def test_nothing_to_check_is_not_a_pass(repository: Path) -> None:
    (repository / "empty").mkdir()
    for name in ("empty", "no-such-folder"):
        done = mtlint(repository, "gate", name)
        assert done.returncode == 2 and name in done.stderr, done.stderr


def test_an_unreadable_file_is_not_a_pass(repository: Path) -> None:
    (repository / "articles" / "broken.txt").write_bytes(bytes(range(256)) * 40)
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 3
    assert "broken.txt" in done.stdout + done.stderr
    assert "NOT PASSED" in done.stderr
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    both = mtlint(repository, "gate", "articles", "--format", "github")
    assert both.returncode == 3 and "FAILED" in both.stderr and "broken.txt" in both.stdout


def test_a_file_beside_what_is_missing_is_not_a_pass(repository: Path) -> None:
    done = mtlint(repository, "gate", "articles/ferry.txt", "articles/gone.txt")
    assert done.returncode == 3 and "gone.txt" in done.stdout + done.stderr


def test_display_options_do_not_change_the_verdict(repository: Path) -> None:
    shutil.copy(repository / "held" / "market.txt", repository / "articles")
    verdicts = []
    for options in ((), ("--top", "1"), ("--min-confidence", "0.99"), ("--min-confidence", "0")):
        done = mtlint(repository, "gate", "articles", "--format", "json", *options)
        assert done.returncode == 1
        verdict = json.loads(done.stdout)["gate"]
        verdicts.append((verdict["breaches"], verdict["penalty"], verdict["first"]))
    assert all(v == verdicts[0] for v in verdicts)


def test_a_stream_is_gated_too(repository: Path) -> None:
    lines = [
        {"id": f.name, "body": f.read_text(encoding="utf-8")}
        for f in (repository / "articles" / "ferry.txt", repository / "held" / "market.txt")
    ]
    batch = repository / "batch.jsonl"
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = mtlint(repository, "gate", "batch.jsonl", "--format", "jsonl")
    assert done.returncode == 1
    *documents, last = (json.loads(line) for line in done.stdout.splitlines())
    assert [d["id"] for d in documents] == ["ferry.txt", "market.txt"]
    assert last["gate"]["passed"] is False
    assert {b["document"] for b in last["gate"]["breaches"]} == {"market.txt"}


def test_a_metric_may_be_a_limit(repository: Path) -> None:
    (repository / "hyp.txt").write_text("The plan was adopted on Monday.\nPrices rose.\n")
    (repository / "ref.txt").write_text("The plan was approved on Monday.\nPrices went up.\n")
    (repository / "mtlint.toml").write_text(
        'use_model = false\n[gate.metrics]\nBLEU = 1\n"chrF2++" = 30\nTER = 90\n'
    )
    args = ("gate", "hyp.txt", "--reference", "ref.txt")
    assert mtlint(repository, *args).returncode == 0
    (repository / "mtlint.toml").write_text("use_model = false\n[gate.metrics]\nTER = 10\n")
    done = mtlint(repository, *args)
    assert done.returncode == 1 and "TER" in done.stderr and "gate.metrics.TER" in done.stderr
    without = mtlint(repository, "gate", "hyp.txt")
    assert without.returncode == 2 and "--reference" in without.stderr


def test_the_configuration_in_force_is_shown(repository: Path) -> None:
    (repository / "articles" / "archive").mkdir()
    shown = mtlint(repository, "config", "--show", "articles", "articles/archive")
    assert shown.returncode == 0
    assert "mtlint.toml" in shown.stdout
    assert 'known_names = ["Sampleton Ferry Company"]' in shown.stdout
    line = next(x for x in shown.stdout.splitlines() if x.startswith("min_confidence"))
    assert line.endswith("# default")
    schema = mtlint(repository, "config", "--schema")
    assert json.loads(schema.stdout)["title"] == "mtlint configuration"


def test_a_mistake_in_the_configuration_is_one_line(repository: Path) -> None:
    (repository / "mtlint.toml").write_text("min_confidense = 0.4\n")
    done = mtlint(repository, "gate", "articles")
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "mtlint.toml" in done.stderr and "did you mean 'min_confidence'" in done.stderr


def test_processes_and_configurations_of_folders_change_no_byte(repository: Path) -> None:
    archive = repository / "articles" / "archive"
    archive.mkdir()
    own = repository / "articles" / "own"
    own.mkdir()
    bad = "The office opened a new line. , and many visitors cheered in the town.\n"
    for folder in (archive, own, repository / "articles"):
        (folder / "office.txt").write_text(bad, encoding="utf-8")
    (own / "mtlint.toml").write_text('[rules]\n"punctuation" = "critical"\n', encoding="utf-8")
    said = [
        mtlint(repository, "check", "articles", "--no-model", "--format", "json", "--jobs", jobs)
        for jobs in ("1", "2")
    ]
    assert said[0].stdout == said[1].stdout
    found = {
        d["id"]: [f["severity"] for f in d["findings"]]
        for d in json.loads(said[0].stdout)["documents"]
    }
    assert found["office.txt"] == ["minor"]
    assert found["archive/office.txt"] == []
    assert found["own/office.txt"] == ["critical"]
