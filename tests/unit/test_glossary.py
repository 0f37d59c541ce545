"""Glossaries: read from TBX, CSV and TSV, matched in any inflection, used from the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.load.glossary import read_glossary
from mtlint.load.read import LoadError
from mtlint.pipeline import check_document, signature
from mtlint.settings import read_config
from mtlint.text.glossary import Glossary, Matcher, same_word
from mtlint.types import Document, Segment, Term


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mtlint", *args], capture_output=True, text=True, encoding="utf-8"
    )


TBX_2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1">
 <langSet xml:lang="zh"><tig><term>省委</term></tig></langSet>
 <langSet xml:lang="en">
  <ntig><termGrp><term>Provincial Committee</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term>Committee of the province</term></tig>
  <tig><term>Provincial Party Committee</term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
 </langSet></termEntry></body></text></martif>
"""
TBX_3 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xml:lang="en"><text><body>
<conceptEntry id="c1">
 <langSec xml:lang="zh"><termSec><term>省委</term></termSec></langSec>
 <langSec xml:lang="en">
  <termSec><term>Provincial Committee</term>
   <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>Provincial Party Committee</term>
   <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
 </langSec></conceptEntry></body></text></tbx>
"""


def read(tmp_path: Path, name: str, text: str) -> Glossary:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_glossary(str(path))


@pytest.mark.parametrize(("text", "admitted"), [(TBX_2, 1), (TBX_3, 0)])
def test_tbx(tmp_path: Path, text: str, admitted: int) -> None:
    terms = read(tmp_path, "g.tbx", text).terms
    english = [t for t in terms if t.target_lang == "en"]
    assert [t.source for t in english] == ["省委"]
    assert english[0].targets[0] == "Provincial Party Committee"
    assert len(english[0].targets) == 1 + admitted
    assert english[0].forbidden == ("Provincial Committee",)
    assert {t.source for t in terms if t.target_lang == "zh"} >= {"Provincial Party Committee"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("g.csv", "省委,Party Committee,Committee;Party board\n"),
        ("g.csv", "\ufeffsource,target,forbidden\n\n省委,Party Committee,Committee|Party board\n"),
        ("g.csv", "source;target;forbidden\n省委;Party Committee;\n"),
        ("g.csv", "id,Target term,Source term,Avoid\n1,Party Committee,省委,\n"),
        ("g.tsv", "zh\ten\n省委\tParty Committee\n"),
        ("g.tsv", "zh\ten\tnotes\n省委\tParty Committee\tCommittee\n"),
    ],
)
def test_tables(tmp_path: Path, name: str, text: str) -> None:
    (term,) = read(tmp_path, name, text).terms
    assert (term.source, term.targets) == ("省委", ("Party Committee",))
    assert term.forbidden == (("Committee", "Party board") if "Party board" in text else ())
    if text.startswith("zh"):
        assert (term.source_lang, term.target_lang) == ("zh", "en")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("g.csv", "source,target\n省委,\n", "neither"),
        ("g.csv", "\n", "holds no term"),
        ("g.tbx", "<tmx/>", "no TBX"),
        ("g.tbx", "<martif>", "broken XML"),
        ("g.xlsx", "x", ".tbx"),
    ],
)
def test_bad_glossaries(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(LoadError) as caught:
        read(tmp_path, name, text)
    assert words in str(caught.value.failure("g"))


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    one = read(tmp_path, "g.csv", "省委,Party Committee\n")
    two = read(tmp_path, "g.csv", "省委,Provincial Party Committee\n")
    assert one.digest != two.digest
    assert read_glossary(str(tmp_path / "g.csv")) is two


@pytest.mark.parametrize(
    ("a", "b", "lang", "same"),
    [
        ("policy", "policies", "en", True),
        ("plan", "planned", "en", True),
        ("force", "forces", "en", True),
        ("produce", "producing", "en", True),
        ("party", "parts", "en", False),
        ("productive", "productivity", "en", False),
        ("Häuser".lower(), "haus", "de", True),
        ("партия", "партии", "ru", True),
        ("12", "13", "en", False),
    ],
)
def test_inflections(a: str, b: str, lang: str, same: bool) -> None:
    assert same_word(a, b, lang) is same


def test_the_longest_phrase_wins_and_capitals_count_where_they_must() -> None:
    matcher = Matcher(["Party School", "Provincial Party School", "IT"], "en", frozenset({2}))
    text = "The provincial party schools use it; IT helps."
    assert [text[m.start : m.end] for m in matcher.find(text)] == ["provincial party schools", "IT"]
    chinese = Matcher(["省委", "省委党校"], "zh", frozenset())
    assert [m.phrase for m in chinese.find("省委党校和省委")] == [1, 0]


def test_entries_of_another_language_pair_are_left_out() -> None:
    glossary = Glossary(
        [Term("省委", ("A",), ("B",), "zh", "en"), Term("省委", ("C",), ("D",), "zh", "de")]
    )
    assert [t.targets for t in glossary.book("zh-CN", "en-GB").terms] == [("A",)]
    assert [t.targets for t in glossary.book(None, "de").terms] == [("C",)]
    assert glossary.book("ja", "en").terms == ()


def document(*pairs: tuple[str | None, str], lang: str = "en") -> Document:
    segments = tuple(Segment(i, t, paragraph=i, source=s) for i, (s, t) in enumerate(pairs, 1))
    return Document("d", segments, source_lang="zh", target_lang=lang, segmented=True)


def findings(doc: Document, path: Path, **given: object) -> list[tuple[str, str]]:
    config = Config(
        glossary=str(path),
        select=("glossary",),
        use_model=False,
        min_confidence=0.0,
        **given,  # type: ignore[arg-type]
    )
    report = check_document(doc, config)
    assert not report.failures
    return sorted((f.check, f.text) for f in report.findings)


def test_with_source_without_and_target_only(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("省委,Provincial Party Committee,Provincial Committee\n", encoding="utf-8")
    texts = "The Provincial Committee met.", "The board met."
    with_source = document(("省委开会。", texts[0]), ("省委开会。", texts[1]))
    assert findings(with_source, path) == [
        ("glossary.forbidden", "Provincial Committee"),
        ("glossary.term", "The board met."),
    ]
    without = document((None, texts[0]), (None, texts[1]))
    assert findings(without, path) == [("glossary.forbidden", "Provincial Committee")]
    other = document(("镇委开会。", texts[0]))
    assert findings(other, path) == []
    assert findings(other, path, target_only=True) == [
        ("glossary.forbidden", "Provincial Committee")
    ]


def test_german_targets(tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("en\tde\tforbidden\nharbour\tHafen\tPort\n", encoding="utf-8")
    doc = document((None, "Des Hafens Tore. Der Port ist zu."), lang="de")
    assert findings(doc, path) == [("glossary.forbidden", "Port")]


def test_signature_names_the_glossary_not_its_place(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        path.write_text("省委,Provincial Party Committee\n", encoding="utf-8")
    one, two = (signature(Config(glossary=str(p), use_model=False)) for p in (first, second))
    assert one == two and "glossary" in one
    assert "glossary" not in signature(Config(use_model=False))


def test_command_line(tmp_path: Path) -> None:
    (tmp_path / "g.tbx").write_text(TBX_3, encoding="utf-8")
    batch = tmp_path / "b.jsonl"
    lines = [
        {"id": f"a{i}", "source_lang": "zh", "segments": [
            {"id": 1, "source": "省委开会。", "target": "The Provincial Committee met."}]}
        for i in range(3)
    ]  # fmt: skip
    batch.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    options = ("--no-model", "--format", "json", "--glossary", str(tmp_path / "g.tbx"))
    done = run("check", str(batch), *options, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    for doc in json.loads(done.stdout)["documents"]:
        (finding,) = [f for f in doc["findings"] if f["check"].startswith("glossary.")]
        assert finding["text"] == "Provincial Committee"
        assert finding["suggestion"] == "Provincial Party Committee"
        assert finding["evidence"] == ["target", "glossary"]
    done = run("check", str(batch), "--no-model", "--glossary", str(tmp_path / "none.tbx"))
    assert done.returncode == 2 and "none.tbx: no such file" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_configuration_names_a_glossary_beside_it(tmp_path: Path) -> None:
    (tmp_path / "mtlint.toml").write_text('glossary = "terms.csv"\n', encoding="utf-8")
    config = read_config(tmp_path / "mtlint.toml")
    assert config.glossary == str(tmp_path / "terms.csv")
