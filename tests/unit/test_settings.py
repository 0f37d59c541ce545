"""Configuration files: the nearest wins, mistakes are named, the schema is what is checked."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from mtlint.config import Config, ConfigError, Limits
from mtlint.schema import checked, schema
from mtlint.settings import FILE_NAMES, Settings, find_config, read_config

FULL = """
min_confidence = 0.4
top = 20
ignore = ["spelling"]
known_names = ["Li Hongzhong"]
ignore_lists = ["names.txt"]
baseline = "known.json"
[rules]
punctuation = "minor"
"residue.mojibake" = "critical"
[rules.grammar]
word-order = "off"
[[terms]]
avoid = "provincial capital"
prefer = "Provincial Party Committee"
[[patterns]]
id = "no-shouting"
pattern = "!!+"
message = "One mark is enough"
[gate]
checks = ["consistency", "residue"]
major = false
metrics = {"chrF2++" = 50}
[paths."archive/**"]
min_confidence = 0.9
known_names = ["Wang"]
[paths."archive/**".rules]
punctuation = "off"
"""


def write(folder: Path, text: str, name: str = "mtlint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("# people\nXia Liyan\n\nTashkurgan\n", encoding="utf-8")
    config = read_config(write(tmp_path, FULL))
    assert config.rules == {
        "punctuation": "minor",
        "residue.mojibake": "critical",
        "grammar.word-order": "off",
    }
    assert (config.min_confidence, config.top, config.ignore) == (0.4, 20, ("spelling",))
    assert config.known_names == ("Li Hongzhong",)
    assert config.house_terms == ("Xia Liyan", "Tashkurgan")
    assert config.terms[0].prefer == "Provincial Party Committee"
    assert config.patterns[0].id == "no-shouting"
    assert config.baseline == str(tmp_path / "known.json")
    assert config.gate == Limits(
        checks=("consistency", "residue"), major=None, metrics={"chrF2++": 50}
    )


def test_a_limit_that_is_set_counts_however_the_article_is_read(tmp_path: Path) -> None:
    own = read_config(write(tmp_path, "[gate]\npenalty_per_1000_words = 30")).gate
    deep = own.read_deeply()
    assert (own.penalty_per_1000_words, deep.penalty_per_1000_words) == (30, 30)
    assert deep.batch_penalty_per_1000_words == Limits().deep_batch_penalty_per_1000_words
    text = "[gate]\npenalty_per_1000_words = 30\ndeep_penalty_per_1000_words = false"
    assert read_config(write(tmp_path, text)).gate.read_deeply().penalty_per_1000_words is None
    assert own.beside_source().penalty_per_1000_words == 30
    text = "[gate]\nbatch_penalty_per_1000_words = 30\nsource_penalty_per_1000_words = false"
    beside = read_config(write(tmp_path, text)).gate.beside_source()
    assert beside.batch_penalty_per_1000_words == 30 and beside.penalty_per_1000_words is None
    source = "[gate]\npenalty_per_1000_words = 30\nsource_penalty_per_1000_words = 60"
    assert read_config(write(tmp_path, source)).gate.beside_source().penalty_per_1000_words == 60
    plain = Limits()
    for more in (plain.read_deeply(), plain.beside_source()):
        assert (more.penalty_per_1000_words or 0) > (plain.penalty_per_1000_words or 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("min_confidense = 0.3", ("min_confidense", "did you mean 'min_confidence'")),
        ("min_confidence = 3", ("min_confidence", "from 0 to 1")),
        ("min_confidence = true", ("min_confidence", "a number")),
        ('top = "many"', ("top", "a whole number")),
        ("top = 0", ("top", "at least 1")),
        ('select = "punctuation"', ("select", "a list")),
        ("select = [3]", ("select[0]", "a string")),
        ('[rules]\npunctuation = "of"', ("rules.punctuation", "did you mean 'off'")),
        ("[gate]\ncritcal = 0", ("in gate", "did you mean 'critical'")),
        ("[gate]\ncritical = -1", ("gate.critical", "at least 0")),
        ("[gate]\ncritical = true", ("gate.critical",)),
        ("[gate.metrics]\nBLEUX = 3", ("gate.metrics", "did you mean 'BLEU'")),
        ('[[terms]]\navoid = "x"', ("terms[0]", "lacks 'prefer'")),
        ('[[patterns]]\nid = "A b"\npattern = "x"\nmessage = "m"', ("patterns[0].id",)),
        ('[[patterns]]\nid = "a"\npattern = "("\nmessage = "m"', ("regular expression",)),
        ('[[patterns]]\nid = "a"\npattern = "x*"\nmessage = "m"', ("matches the empty text",)),
        (
            '[[patterns]]\nid = "a"\npattern = "x"\nmessage = "m"\ncategory = "style/awkwrd"',
            ("did you mean 'style/awkward'",),
        ),
        ('ignore_lists = ["none.txt"]', ("none.txt", "cannot be read")),
        ('[paths."a/**"]\njobs = 2', ("unknown key 'jobs'",)),
        ("this is no TOML", ("not valid TOML",)),
        ('[rules]\n"punctuaton" = "off"', ("did you mean 'punctuation'",)),
        ('[rules.punctuation]\nstary = "off"', ("did you mean 'punctuation.stray'",)),
        ('select = ["residu"]', ("did you mean 'residue'",)),
        ('[gate]\nchecks = ["house.term"]', ("no check is called 'house.term'",)),
        ('[paths."a/**"]\nignore = ["speling"]', ("did you mean 'spelling'",)),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(path) in str(caught.value)
    for word in words:
        assert word in str(caught.value)
    assert "\n" not in str(caught.value).partition("TOML")[0]


def test_the_published_schema_is_valid_and_agrees_with_ours() -> None:
    import tomllib

    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    for text in (FULL, "", "top = 0", "x = 1", '[rules]\na = "of"', "[gate]\nmajor = true",
                 "select = [3]", '[rules.a]\nb = "minor"', "[gate]\nmajor = false"):  # fmt: skip
        data = tomllib.loads(text)
        try:
            checked(data, "x")
            ours = True
        except ConfigError:
            ours = False
        assert validator.is_valid(data) is ours, text


def test_hyphens_in_keys_are_taken_for_underscores(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, "min-confidence = 0.7")).min_confidence == 0.7


def test_the_nearest_file_wins_for_each_input(tmp_path: Path) -> None:
    write(tmp_path, "min_confidence = 0.1")
    write(tmp_path / "a", "[project]\nname = 'x'", "pyproject.toml")
    write(tmp_path / "b", "[tool.mtlint]\nmin_confidence = 0.2", "pyproject.toml")
    write(tmp_path / "b" / "c", "top = 3")
    settings = Settings([str(tmp_path)])
    assert settings.run.min_confidence == 0.1
    for folder, expected in (("a", 0.1), ("b", 0.2), ("b/c", Config().min_confidence)):
        file = str(tmp_path / folder / "x.txt")
        assert settings.for_document(file).min_confidence == expected
        assert Settings([file]).for_document(file).min_confidence == expected
    given = Settings([str(tmp_path)], None, {"min_confidence": 0.8, "top": None})
    assert given.for_document(str(tmp_path / "b" / "x.txt")).min_confidence == 0.8
    assert given.origins["min_confidence"] == "command line"
    assert settings.origins["min_confidence"].endswith("mtlint.toml")
    assert settings.origins["top"] == "default"
    assert settings.for_document(None) == settings.run


def test_an_explicit_file_is_the_only_one(tmp_path: Path) -> None:
    write(tmp_path, "top = 1")
    other = write(tmp_path / "x", "top = 2", "own.toml")
    settings = Settings([str(tmp_path)], other)
    assert settings.run.top == settings.for_document(str(tmp_path / "a.txt")).top == 2


def test_which_file_of_a_folder_counts(tmp_path: Path) -> None:
    for name in reversed(FILE_NAMES):
        write(tmp_path, "[tool.mtlint]\n" if name == "pyproject.toml" else "", name)
        assert find_config(tmp_path) == tmp_path / name


def test_a_broken_pyproject_counts_only_if_it_speaks_of_us(tmp_path: Path) -> None:
    write(tmp_path, "top = 1")
    broken = write(tmp_path / "a", "= nonsense", "pyproject.toml")
    assert find_config(tmp_path / "a") == tmp_path / "mtlint.toml"
    broken.write_text("[tool.mtlint]\n= nonsense")
    with pytest.raises(ConfigError):
        find_config(tmp_path / "a")


def test_tables_for_paths(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("", encoding="utf-8")
    write(tmp_path, FULL)
    settings = Settings([str(tmp_path)])
    old = settings.for_document(str(tmp_path / "archive" / "2020" / "a.txt"))
    new = settings.for_document(str(tmp_path / "a.txt"))
    assert (old.min_confidence, new.min_confidence) == (0.9, 0.4)
    assert old.rules["punctuation"] == "off" and old.rules["residue.mojibake"] == "critical"
    assert old.known_names == ("Li Hongzhong", "Wang")
    assert old is settings.for_document(str(tmp_path / "archive" / "b.txt"))


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "x/a.txt", False),
        ("**/*.txt", "a.txt", True),
        ("**/*.txt", "x/y/a.txt", True),
        ("news/**", "news/a/b.md", True),
        ("news/**", "old/news/a.md", False),
        ("a?.md", "ab.md", True),
        ("a+b.md", "a+b.md", True),
        ("a+b.md", "aab.md", False),
    ],
)
def test_globs(tmp_path: Path, pattern: str, path: str, matches: bool) -> None:
    write(tmp_path, f"[paths.{json.dumps(pattern)}]\ntop = 7")
    found = Settings([str(tmp_path)]).for_document(str(tmp_path / path)).top
    assert (found == 7) is matches


def test_what_is_no_language_tag_is_refused() -> None:
    with pytest.raises(ConfigError, match="'English' is no language tag"):
        Config(target_lang="English")
    for tag in ("en", "en-GB", "en_US", "zh-Hant-TW"):
        assert Config(target_lang=tag).target_lang == tag
