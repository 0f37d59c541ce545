"""Of two spellings that stand as often, which is suggested, if any."""

import pytest

from mtlint.checks.consistency import name
from mtlint.pipeline import run_check
from mtlint.segment import article
from mtlint.text.view import DocumentView


@pytest.mark.parametrize(
    ("first", "second", "wrong", "right"),
    [
        ("Wang Qiming", "Wang Chiming", "Chiming", None),
        ("Wang Chiming", "Wang Qiming", "Qiming", None),
        ("Luo Hungzheng", "Luo Hongzheng", "Hungzheng", "Hongzheng"),
        ("Luo Hongzheng", "Luo Hungzheng", "Hungzheng", "Hongzheng"),
        ("Luo Hongzheng", "Luo Hongzhong", "Hongzhong", None),
    ],
)
def test_good_pinyin_is_right(first: str, second: str, wrong: str, right: str | None) -> None:
    text = f"The potter {first} died on Monday.\n\nThe service for {second} is on Friday."
    view = DocumentView(article(text, "Potter dies"))
    (hit,) = run_check(name, view)
    shown = view.segments[hit.segment].text[hit.start : hit.end]
    assert (shown, hit.suggestion) == (wrong, right)
