"""Helpers of the residue checks: repair of encodings, languages of sentences, linear time."""

import time

import pytest

from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.segment import article
from mtlint.text.mojibake import mojibake
from mtlint.text.scripts import clear_language, own_scripts, script_of
from mtlint.text.view import DocumentView

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
