"""What other tools take from this repository: hooks, action, template, completion, pages."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.main import get_command

from mtlint.catalogue import explanation
from mtlint.cli import app
from mtlint.registry import all_checks
from mtlint.report import FORMATS

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "sample"


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def vendored(name: str) -> Any:
    folder = resources.files("check_jsonschema").joinpath("builtin_schemas/vendor")
    return json.loads(folder.joinpath(name).read_text("utf-8"))


def options_of(command: str) -> set[str]:
    found = get_command(app).commands[command]  # type: ignore[attr-defined]
    return {option for p in found.params for option in p.opts}


def test_pre_commit_hooks() -> None:
    hooks = load(".pre-commit-hooks.yaml")
    assert {h["id"] for h in hooks} == {"mtlint", "mtlint-check"}
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        program, command = shlex.split(hook["entry"])
        assert program == "mtlint" and command in {"gate", "check"}
        for name in ("a.txt", "b/c.md", "page.html", "batch.jsonl"):
            assert re.search(hook["files"], name)
        assert not re.search(hook["files"], "script.py")


def test_action_and_template_are_valid() -> None:
    action = load(".github/actions/gate/action.yml")
    jsonschema.validate(action, vendored("github-actions.json"))
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"], "inputs must reach the script as variables"
    template = load(".gitlab/mtlint.gitlab-ci.yml")
    schema = vendored("gitlab-ci.json")
    jsonschema.Draft7Validator(schema).validate(template)


@pytest.mark.parametrize(
    "path", [".github/actions/gate/gate.sh", ".gitlab/mtlint.gitlab-ci.yml", ".docker/Dockerfile"]
)
def test_they_use_options_that_there_are(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for name in re.findall(r"-o \"?([a-z-]+):", text):
        assert name in FORMATS
    for line in re.findall(r"mtlint gate ([^\n]*)", text):
        for option in re.findall(r"(?<!\S)--[a-z-]+", line):
            assert option in options_of("gate")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(("paths", "code"), [("articles", 0), ("articles held", 1), ("none", 2)])
def test_the_action_runs(tmp_path: Path, paths: str, code: int) -> None:
    shutil.copytree(SAMPLE, tmp_path / "repository")
    summary, output = tmp_path / "summary.md", tmp_path / "output"
    programs = Path(sys.executable).parent
    env = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "MTLINT_PATHS": paths,
        "MTLINT_ARGUMENTS": "--no-model",
        "MTLINT_INSTALL": "",
        "MTLINT_REPORT": "mtlint.sarif",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(output),
    }
    script = ROOT / ".github" / "actions" / "gate" / "gate.sh"
    done = subprocess.run(
        ["bash", str(script)], cwd=tmp_path / "repository", env=env, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert f"exit-code={code}" in output.read_text()
    first, *rest = done.stdout.splitlines()
    token = first.removeprefix("::stop-commands::")
    after = rest[rest.index(f"::{token}::") + 1 :]
    assert all(re.match(r"::(error|warning|notice)", line) for line in after)
    if code != 2:
        assert "mtlint gate" in summary.read_text(encoding="utf-8")
        report = json.loads((tmp_path / "repository" / "mtlint.sarif").read_text("utf-8"))
        assert bool(report["runs"][0]["results"]) is (code == 1) is bool(after)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell: str) -> None:
    env = {**os.environ, "_MTLINT_COMPLETE": f"source_{shell}"}
    done = subprocess.run([sys.executable, "-m", "mtlint"], env=env, capture_output=True, text=True)
    assert done.returncode == 0 and "_MTLINT_COMPLETE" in done.stdout


def test_completion_offers_checks_and_formats() -> None:
    def offered(words: str) -> str:
        env = {
            **os.environ,
            "_MTLINT_COMPLETE": "complete_bash",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        done = subprocess.run(
            [sys.executable, "-m", "mtlint"], env=env, capture_output=True, text=True
        )
        return done.stdout

    assert "punctuation.stray" in offered("mtlint explain punctuation.st")
    assert "sarif" in offered("mtlint check --format sa")
    assert "gate" in offered("mtlint ga")


def test_pages_say_what_explain_says(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mtlint", "checks", "--pages", str(tmp_path / "pages")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    checks = all_checks()
    files = {p.stem for p in (tmp_path / "pages").iterdir()}
    assert files == {"index", *(c.id for c in checks)}
    for check in checks:
        page = (tmp_path / "pages" / f"{check.id}.md").read_text(encoding="utf-8")
        assert check.docs.strip() in page and check.docs.strip() in explanation(check)
        assert page.count("\n- ") >= len(check.examples)
    index = (tmp_path / "pages" / "index.md").read_text(encoding="utf-8")
    assert index.count("\n- [") == len(checks)
