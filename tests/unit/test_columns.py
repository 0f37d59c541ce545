"""Columns of a table that the configuration names."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import mtlint
from mtlint.cli import app
from mtlint.config import Config, ConfigError
from mtlint.load import LoadOptions, load_paths
from mtlint.settings import read_config
from mtlint.types import Document, Failure

NAMED = (("id", "Article"), ("target", "MT"), ("source", "zh"))
TABLE = (
    "Article;segment;source;MT;zh\n"
    "a;1;old;It rained.;下雨了。\n"
    "a;2;old;It rained again.;又下雨了。\n"
)


def read(path: Path, columns: tuple[tuple[str, str], ...]) -> list[Document | Failure]:
    return list(load_paths([str(path)], LoadOptions(columns=lambda path: columns)))


def test_a_table_is_read_by_the_columns_that_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    (document,) = read(path, NAMED)
    assert isinstance(document, Document)
    pairs = [(s.target, s.source) for s in document.segments]
    assert pairs == [("It rained.", "下雨了。"), ("It rained again.", "又下雨了。")]


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TABLE, "utf-8")
    (document,) = read(path, (*NAMED, ("headline", "title")))
    assert isinstance(document, Document) and "title" in document.notes[0]
    (failure,) = read(path, (("id", "Article"), ("target", "translation")))
    assert isinstance(failure, Failure)
    assert "translation" in str(failure) and "[columns]" in str(failure)


def test_of_two_columns_the_one_that_is_spelled_so_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,mt,MT\n1,small,large\n", "utf-8")
    for name in ("mt", "MT"):
        (document,) = read(path, (("target", name),))
        assert isinstance(document, Document)
        assert document.segments[0].target == {"mt": "small", "MT": "large"}[name]


def test_every_folder_has_its_own(tmp_path: Path) -> None:
    for name in ("mt", "en"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "mtlint.toml").write_text(f'[columns]\ntarget = "{name}"\n', "utf-8")
        (folder / "a.csv").write_text(f'id,{name}\n1,"It rained , he said."\n', "utf-8")
    found = CliRunner().invoke(app, ["check", str(tmp_path), "--no-model", "--format", "csv"])
    assert found.output.count("punctuation") >= 2, found.output


@pytest.mark.parametrize(
    "columns", [(("Target", "mt"),), (("source", "text"), ("target", "Text "))]
)
def test_what_cannot_be_told_apart_is_refused(columns: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ConfigError, match="column"):
        Config(columns=columns)


def test_the_configuration_names_them(tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text('[columns]\nid = "nr"\nbody = "text"\n', "utf-8")
    (tmp_path / "a.tsv").write_text("nr\ttext\n7\tThe mayor , he said.\n", "utf-8")
    found = CliRunner().invoke(
        app, ["check", str(tmp_path / "a.tsv"), "--no-model", "--format", "csv"]
    )
    assert "punctuation" in found.output, found.output


def test_a_frame_is_read_by_them_too() -> None:
    frame = pd.DataFrame({"nr": [7], "text": ["The mayor , he said."]})
    config = Config(columns=(("id", "nr"), ("body", "text")), use_model=False)
    found = mtlint.check_frame(frame, config=config)
    assert "7" in set(found["document"])


def test_only_columns_that_mtlint_knows_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "mtlint.toml"
    path.write_text('[columns]\ntranslation = "mt"\n', "utf-8")
    with pytest.raises(ConfigError, match="translation"):
        read_config(path)
