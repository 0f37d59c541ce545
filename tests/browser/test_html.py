"""The HTML report in a real browser: readable on a phone, inert whatever the input says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mtlint.config import Config
from mtlint.pipeline import assemble, check_document
from mtlint.report import render
from mtlint.segment import article

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = (
    "<script>document.title='owned'</script> The plan is good. , it works"
    "<img src=x onerror=\"document.title='owned'\"> and “it grows. , fast.\n\n"
    "</mark></article></html>javascript:alert(1) {{ 7*7 }} {% raw %} The the end. , again."
)
LONG = "The office announced a new plan. , and the the people cheered it loudly. " * 40


def page_for(browser: Browser, tmp_path: Path, text: str, width: int, headline: str) -> Page:
    config = Config(use_model=False, min_confidence=0.0)
    report = assemble([check_document(article(text, headline), config)], config)
    path = tmp_path / "report.html"
    path.write_text(render(report, "html"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_overflows_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    page = page_for(browser, tmp_path, LONG + "a" * 3000, width, "A headline of the page")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_input_is_inert(browser: Browser, tmp_path: Path) -> None:
    page = page_for(browser, tmp_path, HOSTILE, 1000, "<b onclick=alert(1)>Headline</b>")
    assert page.title() != "owned"
    assert page.locator("script").count() == 0
    assert page.locator("article img").count() == 0
    assert page.locator("[onclick], [onerror]").count() == 0
    assert "{{ 7*7 }}" in page.locator("article").inner_text()
    assert "<script>" in page.locator("article").inner_text()


def test_list_and_marks_point_to_each_other(browser: Browser, tmp_path: Path) -> None:
    page = page_for(browser, tmp_path, LONG, 1400, "A headline of the page")
    count = page.locator("ol.findings > li").count()
    assert count > 0
    for rank in range(1, count + 1):
        assert page.locator(f"#d1f{rank}").count() == 1
        assert page.locator(f"#d1m{rank}").count() == 1
    page.locator("ol.findings > li a.rank").first.click()
    assert page.url.endswith("#d1m1")


def test_columns_on_a_desk_and_one_column_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    def tops(width: int) -> tuple[float, float]:
        page = page_for(browser, tmp_path, LONG, width, "A headline of the page")
        boxes = [page.locator(css).bounding_box() for css in (".list", "article")]
        assert boxes[0] and boxes[1]
        return boxes[0]["y"], boxes[1]["y"]

    desk, phone = tops(1400), tops(380)
    assert abs(desk[0] - desk[1]) < 5
    assert phone[1] > phone[0] + 50


def test_prints_whole(browser: Browser, tmp_path: Path) -> None:
    page = page_for(browser, tmp_path, LONG, 1000, "A headline of the page")
    page.emulate_media(media="print")
    box = page.locator(".scroll").evaluate("e => [e.scrollHeight, e.clientHeight]")
    assert box[0] <= box[1] + 1
    assert page.pdf()[:5] == b"%PDF-"
