"""Helpers of the residue checks: repair of encodings, languages of sentences, linear time."""

import time

import pytest

from mtlint.config import ACCEPTED, Config
from mtlint.gate import Gate
from mtlint.pipeline import check_document, run_check
from mtlint.registry import builtin_checks
from mtlint.segment import article
from mtlint.text.mojibake import mojibake
from mtlint.text.scripts import clear_language, own_scripts, script_of
from mtlint.text.view import DocumentView
from mtlint.types import Severity

RIGHT = ["’", "“", "é", "ü", "—", "…", "€", "你好吗", "привет", "😀", "™"]


@pytest.mark.parametrize("right", RIGHT)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf8_read_wrongly_is_repaired(right: str, wrong: str) -> None:
    # Bytes that Windows-1252 does not know come through as the controls of Latin-1.
    garbled = "".join(
        bytes([b]).decode(wrong, "ignore") or bytes([b]).decode("latin-1") for b in right.encode()
    )
    text = f"so{garbled} it is"
    assert [(text[s:e], was) for s, e, was in mojibake(text)] == [(garbled, right)]


def test_what_was_garbled_twice_is_repaired_twice() -> None:
    garbled = "’".encode().decode("cp1252").encode().decode("cp1252")
    assert [was for _, _, was in mojibake(f"it{garbled}s")] == ["’"]


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("hat gestern gesagt dass die und das nicht wieder von", "en", "de"),
        ("a annoncé que les travaux du pont seront avant la fin de", "en", "fr"),
        ("the mayor said that it will be closed again and they left", "fr", "en"),
        ("the mayor said that it will be closed again and they left", "en", None),
        ("os trabalhos da ponte não vão terminar antes do fim do ano", "en", "pt"),
    ],
)
def test_clear_language(text: str, target: str, found: str | None) -> None:
    assert clear_language(text, target, text.split()) == found


def test_scripts() -> None:
    assert script_of("これは本です") == "Japanese"
    assert script_of("城市") == "Chinese"
    assert own_scripts("sr-Cyrl", "latin") == ("Cyrillic",)
    assert own_scripts("en", "latin") == ()


@pytest.mark.parametrize(
    "unit",
    ["a", "福", "福 ", "é", "Ã", "&", "<", "<b ", "{", "_", "1", "#a", "#", "www.", "@", "a@",
     "\u200b", "a\u200b", "[", "%", "http:", "鈥", "Рµ", "```", "a. "],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    view = DocumentView(article(unit * (60_000 // len(unit))))
    for check in builtin_checks():
        if check.family == "residue":
            begin = time.process_time()
            run_check(check, view)
            assert time.process_time() - begin < 2, check.id


ZH = (
    "经过多年整修，这座古老的港口于星期五重新向游客开放，市长出席了仪式。",
    "2023年，该市接待游客3000多万人次，同比增长15%。（记者 王伟）",
    "当地居民表示，他们对新的码头和仓库感到满意。“我们等了很久”，一位居民说。",
)
DE = (
    "Der alte Hafen wurde am Freitag nach jahrelanger Arbeit wieder für Besucher geöffnet.",
    "Die Sitzung befasste sich auch mit der Arbeit des kommenden Jahres und hörte alle an.",
    "Niemand weiß, wie lange die Arbeiten an der alten Mauer noch dauern werden, sagte er.",
)
EN = (
    "The old harbour was opened to visitors again on Friday after years of work on its walls.",
    "The meeting also discussed the work of the coming year and heard the opinions of all.",
    "Nobody knows how long the work on the old wall will go on, he said to the visitors.",
)
WHOLE = "residue.untranslated-article"


@pytest.mark.parametrize(
    ("lines", "lang"), [(ZH, "en"), (DE, "en"), (EN, "de"), (EN, "zh"), (EN, "ru"), (ZH, "fr")]
)
@pytest.mark.parametrize("times", [1, 40])
def test_an_untranslated_article_is_told_once(
    lines: tuple[str, ...], lang: str, times: int
) -> None:
    text = "\n\n".join(f"{line}" for _ in range(times) for line in lines)
    report = check_document(article(text, lang=lang), Config(use_model=False))
    (found,) = report.findings
    assert (found.check, found.severity) == (WHOLE, Severity.CRITICAL)
    assert found.start == 0 and found.confidence > 0.9
    assert report.score.per_1000_words > 1000  # as much as its segments cost one by one
    assert min(s.risk for s in report.segments) > 10
    gate = Gate(Config().gate)
    gate.add(report)
    assert not gate.verdict().passed


@pytest.mark.parametrize(
    ("lines", "lang"),
    [(ZH, "zh"), (DE, "de"), (EN, "en"), ((*EN, *ZH), "en"), ((EN[0], *DE), "en"),
     ((*ZH, EN[0]), "zh"), (("港口", "Hafen"), "en"), (("Wang Li, Zhao Min, Sun Jie.",), "en")],
)  # fmt: skip
def test_what_is_translated_in_part_is_told_by_its_sentences(
    lines: tuple[str, ...], lang: str
) -> None:
    report = check_document(article("\n\n".join(lines), lang=lang), Config(use_model=False))
    assert WHOLE not in {f.check for f in report.findings}


def test_who_accepts_an_untranslated_article_pays_nothing() -> None:
    document = article("\n\n".join(ZH), lang="en")
    (found,) = check_document(document, Config(use_model=False)).findings
    known = Config(use_model=False, decisions={found.fingerprint: ACCEPTED})
    assert check_document(document, known).score.penalty == 0
    others = check_document(document, Config(use_model=False, ignore=(WHOLE,))).findings
    assert {f.check for f in others} >= {"residue.untranslated"}
