"""The example plug-in: installed as a user would install it, found, run, and its crash survived."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent / "plugin"


def run(*args: str, path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(path), "PYTHONUTF8": "1", **env},
    )


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plug-in, built and installed by pip without the network."""
    pytest.importorskip("pip")
    target = tmp_path_factory.mktemp("site")
    pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    done = run(*pip, "--target", str(target), str(ROOT), path=target)
    assert done.returncode == 0, done.stderr
    return target


def test_its_checks_are_listed_and_explained(installed: Path) -> None:
    listed = run("-m", "mtlint", "checks", path=installed)
    assert "newsroom.agency-dateline" in listed.stdout and "newsroom.two-mayors" in listed.stdout
    page = run("-m", "mtlint", "explain", "newsroom", path=installed)
    assert page.returncode == 0 and "The newsroom prints its own datelines" in page.stdout
    alone = run("-m", "mtlint", "explain", "newsroom", path=installed / "nothing")
    assert alone.returncode == 2


def test_its_checks_are_found_in_an_archive(installed: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "site"), "zip", installed)
    listed = run("-m", "mtlint", "checks", path=Path(archive))
    assert "newsroom.agency-dateline" in listed.stdout and "newsroom.two-mayors" in listed.stdout


def test_its_examples_hold(installed: Path) -> None:
    script = (
        "from mtlint.registry import plugin_checks\n"
        "from mtlint.segment import article\n"
        "from mtlint.pipeline import run_check\n"
        "from mtlint.text.view import DocumentView\n"
        "checks, failures = plugin_checks()\n"
        "assert len(checks) == 2 and not failures\n"
        "for check in checks:\n"
        "    for e in check.examples:\n"
        "        view = DocumentView(article(e.text, e.headline))\n"
        "        hits = run_check(check, view)\n"
        "        said = [view.segments[h.segment].text[h.start:h.end] for h in hits]\n"
        "        assert said == list(e.hits), (check.id, said)\n"
    )
    done = run("-c", script, path=installed)
    assert done.returncode == 0, done.stderr


def test_its_findings_stand_in_reports_with_its_own_confidence(
    installed: Path, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("BEIJING, May 1 (Xinhua) -- The plan opened in the town.\n\nIt went well.\n")
    command = ("-m", "mtlint", "check", str(article), "--no-model", "--format")
    report = json.loads(run(*command, "json", path=installed).stdout)
    (found,) = (f for f in report["documents"][0]["findings"] if f["check"].startswith("newsroom"))
    assert (found["confidence"], found["suggestion"]) == (0.9, "")
    log = json.loads(run(*command, "sarif", path=installed).stdout)
    rules = {r["id"]: r for r in log["runs"][0]["tool"]["driver"]["rules"]}
    assert "The newsroom prints" in rules["newsroom.agency-dateline"]["help"]["text"]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("command", ["check", "gate"])
def test_its_crash_is_exit_3_and_the_rest_is_reported(
    installed: Path, tmp_path: Path, command: str, jobs: str
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The office opened a new line. , and the visitors cheered all day.\n")
    done = run(
        "-m", "mtlint", command, str(article), "--no-model", "--format", "json", "--jobs", jobs,
        "--min-confidence", "0", path=installed, NEWSROOM_CHECKS_CRASH="1",
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    report = json.loads(done.stdout)
    assert [f["check"] for f in report["documents"][0]["findings"]] == ["punctuation.stray"]
    (failure,) = report["failures"]
    assert "newsroom.agency-dateline" in failure["what"] and "asked to crash" in failure["what"]


@pytest.mark.parametrize(
    ("module", "says"),
    [
        ("raise RuntimeError('broken')", "broken"),
        ("import sys; sys.exit(0)", "could not be loaded"),
        ("x = 1", "holds no Check"),
        (
            "from mtlint.check import segment_check\n"
            "from mtlint.types import Category, Severity\n"
            "@segment_check('punctuation.stray', Category.OTHER, Severity.MINOR, examples=())\n"
            "def f(s):\n    'x'\n    return iter(())\n",
            "the id punctuation.stray is taken",
        ),
        (
            "from mtlint.check import segment_check\n"
            "from mtlint.types import Category, Hit, Severity\n"
            "@segment_check('x.wild', Category.OTHER, Severity.MINOR, examples=())\n"
            "def f(s):\n    'x'\n    yield Hit(99, 0, 1, 'wild')\n",
            "segment 99",
        ),
        (
            "from mtlint.check import segment_check\n"
            "from mtlint.types import Category, Severity\n"
            "@segment_check('x.exits', Category.OTHER, Severity.MINOR, examples=())\n"
            "def f(s):\n    'x'\n    raise SystemExit(0)\n",
            "SystemExit",
        ),
    ],
)
def test_whatever_is_wrong_with_a_plug_in_the_gate_does_not_pass(
    tmp_path: Path, module: str, says: str
) -> None:
    (tmp_path / "wild.py").write_text(module)
    info = tmp_path / "wild-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wild\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mtlint.checks]\nwild = wild\n")
    article = tmp_path / "a.txt"
    article.write_text("The office opened a new line, and the visitors cheered all day.\n")
    done = run("-m", "mtlint", "gate", str(article), "--no-model", path=tmp_path)
    assert done.returncode == 3, done.stderr
    assert says in done.stderr + done.stdout
