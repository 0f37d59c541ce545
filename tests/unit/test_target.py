"""Which language a translation should be in, where nobody says so."""

import json
from pathlib import Path
from typing import Any

import pytest

from mtlint.load import LoadOptions, load_paths
from mtlint.load.target import target_of
from mtlint.types import Document

ZH = (
    "经过多年整修，这座古老的港口于星期五重新向游客开放，市长出席了仪式。",
    "会议还讨论了明年的工作安排，并听取了各部门的意见。",
    "当地居民表示，他们对新的码头和仓库感到满意。",
)
EN = (
    "The old harbour was opened to visitors again on Friday after years of work on its walls.",
    "The meeting also discussed the work of the coming year and heard the opinions of all.",
)
DE = (
    "Der alte Hafen wurde am Freitag nach jahrelanger Arbeit wieder für Besucher geöffnet.",
    "Die Sitzung befasste sich auch mit der Arbeit des kommenden Jahres und hörte alle an.",
)


@pytest.mark.parametrize(
    ("texts", "known", "lang", "noted"),
    [
        (EN, {}, "en", False),
        (ZH, {}, "en", True),  # nobody says that it was translated
        (ZH, {"sources": DE}, "zh", True),
        (DE, {}, "de", True),
        (ZH, {"source_lang": "en"}, "zh", True),
        (DE, {"source_lang": "en"}, "de", True),
        (ZH, {"source_lang": "zh-Hans"}, "en", True),
        (DE, {"source_lang": "de"}, "en", True),
        (ZH, {"sources": ZH}, "en", True),
        (ZH, {"sources": EN}, "zh", True),
        ((EN[0], *ZH), {}, "en", True),
        ((EN[0], *ZH), {"source_lang": "en"}, "zh", True),
        (("Port opens again", *ZH), {"headline": True}, "en", True),
        (("Port opens again", *ZH), {"source_lang": "en"}, "zh", True),
        (("港口重新开放", *EN), {"headline": True}, "en", False),
        (("iPhone 15 Pro Max vs Galaxy", *ZH), {"headline": True, "source_lang": "ja"}, "zh", True),
        (("Port Opens to Visitors", *ZH), {"headline": True}, "en", True),
        ((ZH[0] + " (Port opens)", *ZH), {"headline": True, "source_lang": "ja"}, "zh", True),
        (ZH, {"said": "en-GB"}, "en-GB", False),
        (ZH, {"said": "zh-CN"}, "zh-CN", True),
        (ZH, {"said": "zh-CN", "tagged": True}, "en", True),  # the tag of an untranslated page
        (ZH, {"said": "zh-CN", "tagged": True, "source_lang": "en"}, "zh-CN", True),
        (EN, {"said": "zh-CN"}, "en", False),
        ((), {}, "en", False),
    ],
)
def test_the_language_that_a_translation_should_be_in(
    texts: tuple[str, ...], known: dict[str, Any], lang: str, noted: bool
) -> None:
    found, note = target_of(texts, **known)
    assert found == lang
    assert (note is not None) == noted


EN_SHORT = "Nobody knows the new mayor."


@pytest.mark.parametrize(
    ("texts", "sources", "lang"),
    [
        (("Niemand kennt den neuen Bürgermeister.",), (EN_SHORT,), "de"),
        (("Personne ne connaît le nouveau maire.",), (EN_SHORT,), "fr"),
        (("Nadie conoce al nuevo alcalde.",), (EN_SHORT,), "es"),
        (("Ninguém conhece o novo prefeito.",), (EN_SHORT,), "pt"),
        (("Der Hafen ist wieder offen.", "Er kam."), ("The port is open.", "He came."), "de"),
        (("Tallenna", "Sulje ikkuna"), ("Save", "Close window"), "und"),
        (("Weiterlesen",), (), "und"),
        ((EN[0], "Niemand kennt den neuen Bürgermeister."), (EN[0], EN_SHORT), "de"),
        ((EN[0], EN[1], *DE), (), "de"),
        ((EN_SHORT,), (EN_SHORT,), "en"),
        (("Nobody knew the new mayor.",), (EN_SHORT,), "en"),
        (("Brexit", "Visual Studio Code 1.85"), ("Brexit", "Visual Studio Code"), "en"),
        (("The colour is grey.",), ("The color is gray.",), "en"),
        (("Scholz meets Macron", "Wang Li, Zhao Min"), (), "en"),
    ],
)
def test_what_is_translated_from_english_is_not_in_english(
    texts: tuple[str, ...], sources: tuple[str, ...], lang: str
) -> None:
    found, note = target_of(texts, source_lang="en-US", sources=sources)
    assert found == lang
    assert (note is not None) == (lang != "en")


def test_a_page_that_keeps_the_tag_of_its_english_source() -> None:
    assert target_of(DE, said="en", source_lang="en")[0] == "de"
    assert target_of(ZH, said="en-US", source_lang="en")[0] == "zh"
    assert target_of(EN, said="en-GB", source_lang="en")[0] == "en-GB"
    assert target_of(ZH, said="en", source_lang="zh")[0] == "en"


def loaded(path: Path, **options: str) -> Document:
    (document,) = load_paths([str(path)], LoadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(document, Document)
    return document


def test_a_note_tells_what_a_text_was_taken_for(tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text("\n\n".join(ZH), encoding="utf-8")
    document = loaded(path, source_lang="en")
    assert document.target_lang == "zh"
    assert "into Chinese" in document.notes[0] and "--target-lang" in document.notes[0]
    assert loaded(path, target_lang="en").notes == ()
    untranslated = loaded(path, source_lang="zh")
    assert untranslated.target_lang == "en"
    assert "the language of its source" in untranslated.notes[0]


@pytest.mark.parametrize("layout", ["body", "segments"])
@pytest.mark.parametrize(
    ("more", "lang", "noted"),
    [
        ({}, "en", True),  # the source beside it is in the same language
        ({"source_lang": "zh"}, "en", True),
        ({"target_lang": "en"}, "en", False),
        ({"target_lang": "zh"}, "zh", False),
    ],
)
def test_a_record_with_the_source_for_a_translation(
    tmp_path: Path, layout: str, more: dict[str, str], lang: str, noted: bool
) -> None:
    text = (
        {"body": "\n\n".join(ZH), "source": "\n\n".join(ZH)}
        if layout == "body"
        else {"segments": [{"source": line, "target": line} for line in ZH]}
    )
    path = tmp_path / "batch.jsonl"
    path.write_text(json.dumps({"id": "a", **text, **more}, ensure_ascii=False), encoding="utf-8")
    document = loaded(path)
    assert document.target_lang == lang
    assert bool(document.notes) == noted


def test_a_chinese_article_that_nobody_names_is_no_translation(tmp_path: Path) -> None:
    path, beside = tmp_path / "port.txt", tmp_path / "port.en.txt"
    path.write_text("\n\n".join(ZH), encoding="utf-8")
    beside.write_text("\n\n".join((*EN, EN[0])), encoding="utf-8")
    (note,) = loaded(path).notes
    assert loaded(path).target_lang == "en"
    assert "--target-lang zh checks it as Chinese" in note
    assert loaded(path, target_lang="zh").target_lang == "zh"
    (document,) = load_paths([str(path)], LoadOptions(source=beside))
    assert isinstance(document, Document) and document.target_lang == "zh"
    page = tmp_path / "port.html"
    body = "".join(f"<p>{line}</p>" for line in ZH)
    page.write_text(f"<html lang=zh-CN><body><article>{body}</article>", encoding="utf-8")
    assert loaded(page).target_lang == "en"
    front = tmp_path / "port.md"
    front.write_text("---\nlang: zh\n---\n\n" + "\n\n".join(ZH), encoding="utf-8")
    assert loaded(front).target_lang == "zh"
