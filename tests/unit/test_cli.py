"""The command line as a user meets it: streams, files, exit codes, one clear line for bad input."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtlint.types import Failure

GOOD = "The office opened a new line. , and the the visitors cheered.\n\nIt closed at night.\n"


def run(
    *args: str, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "mtlint", *args], input=stdin, capture_output=True, cwd=cwd
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_check_prints_findings_and_passes(article: Path) -> None:
    done = run("check", str(article), "--no-model", "--min-confidence", "0")
    assert done.returncode == 0, done.stderr
    assert "punctuation.stray" in done.stdout
    assert "^" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_output_files_by_suffix(article: Path, tmp_path: Path) -> None:
    outs = [str(tmp_path / f"r{s}") for s in (".html", ".csv", ".json", ".jsonl", ".txt")]
    options = [arg for out in outs for arg in ("-o", out)]
    done = run("check", str(article), "--no-model", "--quiet", *options)
    assert done.returncode == 0
    assert done.stdout == ""
    assert all(Path(out).stat().st_size for out in outs)
    assert Path(outs[1]).read_bytes().startswith(b"\xef\xbb\xbf")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_offsets_of_json_point_into_the_file(article: Path) -> None:
    done = run("check", str(article), "--no-model", "--format", "json", "--min-confidence", "0")
    findings = json.loads(done.stdout)["documents"][0]["findings"]
    assert findings
    for f in findings:
        assert GOOD[f["start"] : f["end"]] == f["text"]
        line = GOOD.split("\n")[f["line"] - 1]
        assert line[f["column"] - 1 :].startswith(f["text"].split("\n")[0])


def test_standard_input(article: Path) -> None:
    done = run("check", "-", "--no-model", "--format", "json", stdin=GOOD.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"][0]["words"] == 15


def test_select_and_ignore(article: Path) -> None:
    everything = ["--no-model", "--min-confidence", "0", "--format", "json"]
    only = run("check", str(article), "--select", "repetition", *everything)
    ids = {f["check"] for f in json.loads(only.stdout)["documents"][0]["findings"]}
    assert ids == {"repetition.word"}
    none = run("check", str(article), "--ignore", "repetition", *everything)
    ids = {f["check"] for f in json.loads(none.stdout)["documents"][0]["findings"]}
    assert ids and "repetition.word" not in ids


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["--select", "punctuaton"], "punctuation"),
        (["--format", "jsno"], "json"),
        (["-o", "report.pdf"], "report.pdf"),
        (["-o", "no/such/folder/r.html"], "folder"),
        (["--config", "missing.toml"], "missing.toml"),
        (["--min-confidence", "2"], "min-confidence"),
        (["--frobnicate"], "frobnicate"),
    ],
)
def test_usage_errors_exit_2_and_say_what(article: Path, args: list[str], word: str) -> None:
    done = run("check", str(article), *args, cwd=article.parent)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check", ""], "the argument after 'check' is empty"),
        (["check", "article.txt", ""], "the argument after 'article.txt' is empty"),
        (["check", "article.txt", "--select", ""], "the argument after '--select' is empty"),
        (["gate", "article.txt", "--ignore="], "the value of --ignore is empty"),
        (["check", "article.txt", "--target-lang", ""], "the argument after '--target-lang' is"),
        (["check", "article.txt", "--select", " , "], "' , ' names no check"),
    ],
)
def test_an_empty_argument_is_wrong_usage(article: Path, args: list[str], said: str) -> None:
    done = run(*args, "--no-model", cwd=article.parent)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"mtlint: {said}")
    assert done.stderr.count("\n") == 1


def test_no_name_acts_on_the_terminal(article: Path) -> None:
    name = "no\x1b[31mfile\n\u202e.txt"
    done = run("check", "article.txt", name, "--no-model", "-q", "-o", "r.json", cwd=article.parent)
    assert done.returncode == 3
    assert done.stderr == "mtlint: no\u241b[31mfile <U+202E>.txt: no such file (check the path)\n"
    done = run("gate", "article.txt", name, "--no-model", "--format", "json", cwd=article.parent)
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    config = article.parent / "m\x1b[31m.toml"
    config.write_text("top = 0")
    assert "\x1b" not in run("check", "article.txt", "--config", str(config)).stderr


def test_a_reason_may_be_empty(article: Path) -> None:
    args = ("baseline", "article.txt", "--no-model", "--author", "", "--reason=")
    assert run(*args, cwd=article.parent).returncode == 0


def test_config_file_and_its_mistakes(article: Path, tmp_path: Path) -> None:
    good = tmp_path / "mtlint.toml"
    good.write_text('min_confidence = 0.0\n[rules]\n"punctuation" = "off"\n')
    done = run("check", str(article), "--no-model", "--config", str(good), "--format", "json")
    ids = {f["check"] for f in json.loads(done.stdout)["documents"][0]["findings"]}
    assert ids and not any(i.startswith("punctuation") for i in ids)
    bad = tmp_path / "bad.toml"
    bad.write_text("min_confidense = 0.0\n")
    done = run("check", str(article), "--config", str(bad))
    assert done.returncode == 2
    assert "min_confidence" in done.stderr


def bad_inputs(tmp_path: Path) -> dict[str, tuple[Path, int]]:
    made = {
        "missing": (tmp_path / "nowhere.txt", 2),
        "empty": (tmp_path / "empty.txt", 2),
        "folder": (tmp_path / "folder", 2),
        "binary": (tmp_path / "binary.txt", 3),
        "docx": (tmp_path / "broken.docx", 3),
        "gz": (tmp_path / "broken.jsonl.gz", 3),
        "suffix": (tmp_path / "image.png", 3),
    }
    made["empty"][0].write_bytes(b"")
    made["folder"][0].mkdir()
    made["binary"][0].write_bytes(bytes(range(256)) * 40)
    made["docx"][0].write_bytes(b"PK\x03\x04 this is no archive")
    made["gz"][0].write_bytes(gzip.compress(b'{"id": "a"')[:-9])
    made["suffix"][0].write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    return made


@pytest.mark.parametrize("kind", ["missing", "empty", "folder", "binary", "docx", "gz", "suffix"])
def test_bad_input_alone(tmp_path: Path, kind: str) -> None:
    path, code = bad_inputs(tmp_path)[kind]
    done = run("check", str(path), "--no-model")
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert path.name in lines[0]
    assert "Traceback" not in done.stderr


def test_bad_input_beside_good_keeps_the_good(tmp_path: Path, article: Path) -> None:
    bad = [str(path) for path, _ in bad_inputs(tmp_path).values()]
    done = run("check", *bad, str(article), "--no-model", "--format", "json")
    assert done.returncode == 3
    report = json.loads(done.stdout)
    assert [d["path"] for d in report["documents"]] == [str(article)]
    assert len(report["failures"]) == len(bad)
    assert len(done.stderr.strip().splitlines()) == len(bad)


def test_broken_line_in_a_batch(tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    rows = [json.dumps({"id": f"a{i}", "headline": "A plan opens", "body": GOOD}) for i in range(3)]
    path.write_text("\n".join([rows[0], '{"id": "broken", ', rows[1], "[]", rows[2]]) + "\n")
    done = run("check", str(path), "--no-model", "--format", "jsonl")
    assert done.returncode == 3
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r.get("id") for r in records] == ["a0", "a1", "a2", None]
    assert [f["line"] for f in records[-1]["failures"]] == [2, 4]
    assert "batch.jsonl:2" in done.stderr


def test_legacy_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    path = tmp_path / "legacy.txt"
    text = "The café’s manager said “we opened early”. The naïve plan failed in the end.\n" * 5
    path.write_bytes(text.encode("cp1252"))
    done = run("check", str(path), "--no-model", "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)["documents"][0]
    assert document["encoding"].lower().replace("-", "") in {"windows1252", "cp1252"}


def test_a_crashing_check_is_a_failure_not_the_end(article: Path, tmp_path: Path) -> None:
    script = tmp_path / "crash.py"
    script.write_text(
        "import sys\n"
        "from mtlint import registry, cli\n"
        "from mtlint.check import segment_check\n"
        "from mtlint.types import Category, Severity\n"
        "@segment_check('plug.crash', Category.OTHER, Severity.MINOR, examples=())\n"
        "def crash(segment):\n"
        "    '''Crashes.'''\n"
        "    raise RuntimeError('boom')\n"
        "own = registry.plugin_checks()\n"
        "registry.plugin_checks = lambda: ((crash,), ())\n"
        "sys.argv = ['mtlint', 'check', sys.argv[1], '--no-model', '--format', 'json']\n"
        "cli.main()\n"
    )
    done = subprocess.run([sys.executable, str(script), str(article)], capture_output=True)
    assert done.returncode == 3
    report = json.loads(done.stdout)
    assert report["documents"][0]["findings"]
    assert "plug.crash" in report["failures"][0]["what"]
    assert "boom" in report["failures"][0]["what"]


def test_checks_and_explain() -> None:
    listed = run("checks")
    assert listed.returncode == 0
    assert "punctuation.stray" in listed.stdout
    page = run("explain", "punctuation.stray")
    assert page.returncode == 0
    assert "To silence it" in page.stdout
    assert run("explain", "punctuation.stary").returncode == 2


def test_failures_read_as_one_line() -> None:
    failure = Failure("batch.jsonl", "is not JSON", "mend the line", 7)
    assert str(failure) == "batch.jsonl:7: is not JSON (mend the line)"


def test_score_agrees_with_sacrebleu(tmp_path: Path) -> None:
    import sacrebleu

    hyp = ["The plan was adopted on Monday.", "He said that prices rose by three percent."]
    ref = ["The plan was approved on Monday.", "He said prices had risen by three percent."]
    (tmp_path / "hyp.txt").write_text("\n".join(hyp) + "\n")
    (tmp_path / "ref.txt").write_text("\n".join(ref) + "\n")
    done = run("score", "hyp.txt", "--reference", "ref.txt", "--bootstrap", "0", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    corpus = next(line for line in done.stdout.splitlines() if line.startswith("corpus"))
    assert f"{sacrebleu.corpus_bleu(hyp, [ref]).score:.1f}" in corpus.split()
    assert f"{sacrebleu.corpus_chrf(hyp, [ref], word_order=2).score:.1f}" in corpus.split()
    assert f"{sacrebleu.corpus_ter(hyp, [ref]).score:.1f}" in corpus.split()
    assert "version:" in done.stdout
