"""The draft glossary: learned from a batch, written, and given back through --glossary."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from mtlint.load import LoadOptions, load_paths
from mtlint.load.glossary import read_glossary
from mtlint.terms import Draft, Form, draft, learn_usages, render
from mtlint.text.bitext import Bitext, source_terms, usages
from mtlint.types import Document, Segment

SENTENCES = (
    ("省委会星期五开会。", "The Provincial Party Committee met on Friday."),
    ("今天省委会再次开会。", "Today the Provincial Party Committee met again."),
    ("省委会发言了。", "The Provincial Party Committee spoke."),
    ("港口星期一开放。", "The harbour opened on Monday."),
)
ODD = ("省委会星期天闭会。", "The Provincial Committee closed on Sunday.")


def document(name: str, *pairs: tuple[str | None, str]) -> Document:
    segments = tuple(Segment(i, t, paragraph=i, source=s) for i, (s, t) in enumerate(pairs, 1))
    return Document(name, segments, source_lang="zh", target_lang="en", segmented=True)


SEED = Path(__file__).resolve().parents[2] / "seeds" / "hangzhou-net-plenary-session.txt"
BATCH = (document("a", *SENTENCES), document("b", ODD), document("c", SENTENCES[3]))


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mtlint", *args], capture_output=True, text=True, encoding="utf-8"
    )


def test_terms_are_whole_words_of_the_source() -> None:
    found = source_terms(["市场监管局开会了。", "他在市场监管局工作。", "市场监管部门很忙。"])
    assert "市场监管局" in found and "市场监" not in found and "场监管" not in found


def test_the_usual_rendering_is_learned_from_the_segments() -> None:
    (usage,) = usages([*SENTENCES, ODD])
    assert (usage.source, usage.text) == ("省委会", "Provincial Party Committee")
    assert (usage.times, usage.total) == (3, 4)
    assert [r.source for r in Bitext([*SENTENCES, ODD]).rendered()] == ["省委会"]


def test_one_rendering_is_no_draft() -> None:
    documents = [document("a", *SENTENCES)]
    assert draft(documents, learn_usages(documents)) == ()


def test_a_batch_is_read_across_its_documents() -> None:
    (item,) = draft(BATCH, learn_usages(BATCH))
    assert item.source == "省委会" and item.decided
    assert item.forms == (
        Form("Provincial Party Committee", (("a", "1"), ("a", "2"), ("a", "3"))),
        Form("Provincial Committee", (("b", "1"),)),
    )


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".tbx"])
def test_round_trip(tmp_path: Path, suffix: str) -> None:
    odd = Draft("=省委", (Form("A & B <c>", ()), Form("D", (("x", "1"),))), "zh", "en", False)
    drafts = (*draft(BATCH, learn_usages(BATCH)), odd)
    path = tmp_path / f"terms{suffix}"
    path.write_text(render(drafts, suffix), encoding="utf-8")
    book = read_glossary(str(path)).book("zh", "en")
    assert [(t.source, t.targets, t.forbidden) for t in book.terms] == [
        ("省委会", ("Provincial Party Committee",), ("Provincial Committee",)),
        ("=省委", ("A & B <c>",), ("D",)),
    ]


def test_the_table_shows_counts_and_places_and_is_safe_in_a_spreadsheet() -> None:
    odd = Draft("=1+1", (Form("x", ()), Form("y", ())), "zh", "en", False)
    rows = list(
        csv.DictReader(io.StringIO(render((*draft(BATCH, learn_usages(BATCH)), odd), ".csv")))
    )
    assert rows[0]["counts"] == "Provincial Party Committee 3; Provincial Committee 1"
    assert rows[0]["places"].startswith("Provincial Party Committee (a: 1, 2, 3)")
    assert rows[0]["status"] == "draft" and rows[1]["status"] == "draft, choose one"
    assert rows[1]["source"] == "'=1+1"


def test_tbx_is_well_formed_and_says_which_form_is_preferred() -> None:
    root = etree.fromstring(render(draft(BATCH, learn_usages(BATCH)), ".tbx").encode())
    ns = {"t": "urn:iso:std:iso:30042:ed-2"}
    terms = root.xpath("//t:langSec[@xml:lang='en']//t:term/text()", namespaces=ns)
    notes = root.xpath("//t:termNote/text()", namespaces=ns)
    assert terms == ["Provincial Party Committee", "Provincial Committee"]
    assert notes == ["preferredTerm-admn-sts", "deprecatedTerm-admn-sts"]


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    lines = [
        {
            "id": d.id,
            "source_lang": "zh",
            "target_lang": "en",
            "segments": [{"id": s.id, "source": s.source, "target": s.target} for s in d.segments],
        }
        for d in BATCH
    ]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["terms.tbx", "terms.csv"])
def test_command_line_learns_and_takes_back(tmp_path: Path, batch: Path, name: str) -> None:
    options = (str(batch), "--no-model", "--format", "json", "--min-confidence", "0")
    select = ("--select", "consistency.source-term,glossary")
    terms = tmp_path / name
    done = run("check", *options, *select, "--terms", str(terms))
    assert done.returncode == 0, done.stderr
    first = {d["id"]: d["findings"] for d in json.loads(done.stdout)["documents"]}
    assert [f["text"] for f in first["b"]] == ["Provincial Committee"]
    assert "in the batch (3 of 4 times)" in first["b"][0]["message"]
    done = run("check", *options, *select, "--glossary", str(terms), "--jobs", "2")
    again = {d["id"]: d["findings"] for d in json.loads(done.stdout)["documents"]}
    assert [(f["check"], f["text"]) for f in again["b"]] == [
        ("glossary.forbidden", "Provincial Committee")
    ]
    assert again["a"] == []


def test_without_sources_the_families_of_the_translation_are_drafted() -> None:
    (article,) = load_paths([str(SEED)], LoadOptions())
    assert isinstance(article, Document)
    drafts = draft([article], ())
    assert all(d.source == "" and len(d.forms) > 1 for d in drafts)
    forms = {f.text.casefold() for d in drafts for f in d.forms}
    assert {"new quality productivity", "new quality productive forces"} & forms
    assert render(drafts, ".tbx").count("<conceptEntry") == len(drafts) > 0


@pytest.mark.parametrize("name", ["terms.xlsx", "none/terms.csv"])
def test_a_target_that_cannot_be_written_is_said_before_the_work(
    tmp_path: Path, batch: Path, name: str
) -> None:
    done = run("check", str(batch), "--no-model", "--terms", str(tmp_path / name))
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and name in done.stderr
