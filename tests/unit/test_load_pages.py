"""Whole pages of invented sites: the article is read in full, nothing of the page with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.load import LoadOptions, load_paths
from mtlint.pipeline import check_document
from mtlint.types import Document

BODY = (
    "The ferry across the lake will run again from the first of May, the town hall said on Monday.",
    "It was stopped in the winter because the old landing stage had been damaged by ice.",
    "“We have waited for this for half a year,” said Anna Holt, who keeps the inn by the water.",
    "Repairs have cost about two million crowns, a third of which was paid by the county.",
)
TITLE = "Ferry across the lake runs again from May"

# (head lines, lines between the second and the third paragraph, lines at the end)
TEXT_PAGES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "news site": (
        [f"{TITLE}_Lakeside Net", "2024-04-22 08:15:00", "Source: Lakeside Daily"],
        [],
        ["Editor: Peter Lund", "1713773700", "#ferry #lake #May", "Share:", "Facebook", "Twitter"],
    ),
    "blog": (
        [TITLE, "Posted on April 22, 2024 by Peter Lund", "3 min read"],
        ["Advertisement"],
        ["Leave a Reply", "Your email address will not be published.", "Name *", "Email *"],
    ),
    "portal": (
        [f"{TITLE} - Lakeside Times", "Home > News > Local", "22 April 2024, 8:15 AM GMT"],
        ["Photo: Peter Lund"],
        ["(Editor: Ann Berg)", "Related articles:", "Road to the north closed", "New school opens"],
    ),
    "agency": (
        [f"{TITLE} | Lakeside Herald", "Published: 2024/04/22 08:15", "Font size: [large] [small]"],
        [],
        ["[Responsible editor: Ann Berg]", "Print", "Close", "Page 1 of 2"],
    ),
    "magazine": (
        [TITLE, "By Peter Lund", "Updated: Apr. 22, 2024 at 8:15 a.m."],
        ["Share this article"],
        ["Subscribe to our newsletter", "Tags: ferry, lake, traffic", "12 comments", "Back to top"],
    ),
    "cookies": (
        ["We use cookies to improve our service. By using this site you accept them.", TITLE],
        [],
        ["Accept all cookies", "Privacy policy", "Terms of use", "© 2024 Lakeside Media"],
    ),
    "Chinese portal in English": (
        [f"{TITLE} – Rolling News – Lakeside News", "2024年4月22日 08:15", "来源: Lakeside Daily"],
        [],
        ["责任编辑: Ann Berg", "Previous: Road closed", "Next: School opens", "分享到：微信 微博"],
    ),
    "social": (
        [TITLE, "3 hours ago", "1.2k views"],
        ["Follow us on Facebook"],
        ["Source: Town Hall Author: Reporter Ann Berg Editor: Peter Lund", "Copy link", "WhatsApp"],
    ),
}


def read(path: Path) -> Document:
    (document,) = load_paths([str(path)], LoadOptions())
    assert isinstance(document, Document), document
    return document


def holds_article_alone(document: Document, furniture: list[str]) -> None:
    said = " ".join(s.target for s in document.segments)
    for sentence in BODY:
        assert sentence in said, f"lost: {sentence}"
    for line in furniture:
        assert line not in said, f"taken for text: {line}"
    report = check_document(document, Config(use_model=False, min_confidence=0.0))
    spans = [(f.start, f.end) for f in document.furniture]
    inside = [f for f in report.findings for a, b in spans if f.start < b and a < f.end]
    assert not inside and not report.failures


@pytest.mark.parametrize("name", TEXT_PAGES)
@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank lines", "single lines"])
def test_pages_saved_as_text(tmp_path: Path, name: str, gap: str) -> None:
    head, middle, end = TEXT_PAGES[name]
    path = tmp_path / "page.txt"
    path.write_text(gap.join([*head, *BODY[:2], *middle, *BODY[2:], *end]), encoding="utf-8")
    document = read(path)
    assert document.headline == TITLE
    holds_article_alone(document, [line for line in (*head, *middle, *end) if TITLE not in line])


HTML_PAGES = {
    "semantic": """<html lang="en"><head><title>{title} | Lakeside Herald</title>
<meta property="og:title" content="{title}"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>{title}</h1><p class="byline">By Peter Lund</p><time>22 April 2024</time>{body}
<div class="share"><a>Facebook</a> <a>Twitter</a></div></article>
<aside><h2>Related articles</h2><ul><li>Road to the north closed</li></ul></aside>
<footer>© 2024 Lakeside Herald. All rights reserved.</footer></body></html>""",
    "divs": """<html><head><title>{title}_Lakeside Net</title></head><body>
<div id="top">Home &gt; News &gt; Local</div><div id="main"><h1>{title}</h1>
<div class="info">2024-04-22 08:15:00 Source: Lakeside Daily</div>
<div class="content">{body}</div><div class="editor">(Editor: Ann Berg)</div>
<div class="bdsharebuttonbox">Share: Weibo WeChat</div></div>
<div id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>
</body></html>""",
    "json-ld": """<html><head><title>Lakeside Times</title><script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "{title}", "publisher": {{"name": "Lakeside Times"}}}}
</script></head><body><div class="cookie-banner">We use cookies to improve our service.
<button>Accept all cookies</button></div><main><h2>{title}</h2>{body}
<p>Subscribe to our newsletter</p></main></body></html>""",
    "table layout": """<html><head><title>{title} - Lakeside Daily</title></head><body>
<table><tr><td>Menu</td><td><h1>{title}</h1>{body}<p>Editor: Ann Berg</p></td></tr></table>
</body></html>""",
}


@pytest.mark.parametrize("name", HTML_PAGES)
def test_web_pages(tmp_path: Path, name: str) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in BODY)
    path = tmp_path / "page.html"
    path.write_text(HTML_PAGES[name].format(title=TITLE, body=body), encoding="utf-8")
    document = read(path)
    assert document.headline == TITLE
    furniture = ["Facebook", "Road to the north closed", "All rights reserved", "Share: Weibo"]
    furniture += ["Your email address", "We use cookies", "Accept all", "Subscribe to our", "Menu"]
    holds_article_alone(document, [*furniture, "Editor: Ann Berg", "Source: Lakeside Daily"])
