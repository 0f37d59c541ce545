"""The house rules that a reader cannot see at a glance: import law, sizes, start-up, packaging."""

import ast
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

PACKAGE = Path(str(files("mtlint")))
MODULES = sorted(PACKAGE.rglob("*.py"))
ROOMS_ABOVE_CHECKS = (
    "load",
    "report",
    "cli",
    "pipeline",
    "rank",
    "risk",
    "merge",
    "learn",
    "models",
    "output",
)
HEAVY = ("pandas", "numpy", "trafilatura", "docx", "langdetect", "sacrebleu", "jinja2", "lxml")
RUNTIMES = ("onnxruntime", "tokenizers", "torch")


def imports_of(path: Path, *, top_level_only: bool = False) -> set[str]:
    """Modules that a file imports, dotted; with `top_level_only` what importing it loads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return names


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def reaches(names: set[str], rooms: tuple[str, ...]) -> set[str]:
    return {
        n
        for n in names
        for room in rooms
        if n == f"mtlint.{room}" or n.startswith(f"mtlint.{room}.")
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_import_law(path: Path) -> None:
    room, names = room_of(path), imports_of(path)
    ours = {n for n in names if n == "mtlint" or n.startswith("mtlint.")}
    if room == "types":
        assert all(n.startswith("mtlint.types.") for n in ours)
    elif room == "text":
        assert not reaches(ours, ("check", "checks", *ROOMS_ABOVE_CHECKS))
    elif room == "check":
        assert not reaches(ours, ("checks", *ROOMS_ABOVE_CHECKS))
    elif room == "checks":
        assert not reaches(ours, ROOMS_ABOVE_CHECKS)
        family = ".".join(path.relative_to(PACKAGE).with_suffix("").parts[:2])
        others = {n for n in reaches(ours, ("checks",)) if not n.startswith(f"mtlint.{family}")}
        assert not others - {"mtlint.checks"}, "checks import each other"
    elif room == "report":
        allowed = {"mtlint.types", "mtlint.report"}
        assert {n for n in ours if ".".join(n.split(".")[:2]) not in allowed} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_runtimes_stay_in_their_room(path: Path) -> None:
    room = room_of(path)
    top = {n.partition(".")[0] for n in imports_of(path, top_level_only=True)}
    anywhere = {n.partition(".")[0] for n in imports_of(path)}
    if room != "learn":
        assert not top & set(RUNTIMES)
    if room not in {"learn", "models"}:
        assert not anywhere & set(RUNTIMES)
        names = imports_of(path)
        assert not reaches(names, ("learn",)) or room == "cli"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if room_of(path) in {"cli", "output", "learn", "__main__"}:
        return
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"print", "exit", "quit", "input", "eval", "exec"}


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_start_up_loads_nothing_heavy() -> None:
    loaded = loaded_after("import mtlint.cli, mtlint.pipeline, mtlint.load")
    assert not loaded & {*HEAVY, *RUNTIMES}


def test_rules_alone_load_nothing_heavy() -> None:
    code = (
        "from mtlint.config import Config\n"
        "from mtlint.pipeline import check_document\n"
        "from mtlint.segment import article\n"
        "check_document(article('The plan is good. , it works.'), Config(use_model=False))"
    )
    assert not loaded_after(code) & {*HEAVY, *RUNTIMES}


def test_files_are_small_enough_to_know() -> None:
    long = {
        str(p.relative_to(PACKAGE)): n
        for p in MODULES
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_no_path_of_a_machine_in_the_package() -> None:
    roots = ("work", "home", "Users")  # where checkouts and people's folders usually lie
    needles = (*(f"/{root}/" for root in roots), "C:\\\\Users")
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert not [n for n in needles if n in text], path


def test_typed_marker_ships() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_no_possessive_groups() -> None:
    """Until 3.11.4 a possessive group that fails half way leaves Python at a wrong place
    (gh-106052); atomic groups are sound, and so are possessive single characters and sets."""
    group = re.compile(r"\)(?:[*+?]|\{\d*,\d*\})\+")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if group.search(line)
    ]
    assert found == []
