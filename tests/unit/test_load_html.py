"""Web pages: no text lost by depth or by the extractor; captions and tables, and no more."""

from __future__ import annotations

import pytest
from tests.growth import grows_linearly

from mtlint.config import Config
from mtlint.load import LoadOptions
from mtlint.load.read import LoadError
from mtlint.load.web import load_html
from mtlint.pipeline import check_document
from mtlint.types import Document, Role

BODY = (
    "The ferry across the lake will run again from the first of May, the town hall said on Monday.",
    "It was stopped in the winter because the old landing stage had been damaged by ice.",
    "“We have waited for this for half a year,” said Anna Holt, who keeps the inn by the water.",
    "Repairs have cost about two million crowns, a third of which was paid by the county.",
)
TITLE = "Ferry across the lake runs again from May"
CAPTION = "The ferry at the landing stage after the storm."
FIGURE = f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>"
TABLE = (
    "<table><caption>Ships by year</caption><tr><th>Year</th><th>Passengers carried</th></tr>"
    "<tr><td>2022</td><td>120,000 on weekdays</td></tr></table>"
)
CELLS = ["Ships by year", "Year", "Passengers carried", "2022", "120,000 on weekdays"]
FURNITURE_TABLES = {
    "menu": "<table><tr><td><a href=/>Home</a></td><td><a href=/n>News 24</a></td></tr>"
    "<tr><td><a href=/s>Sport</a></td><td><a href=/c>Culture</a></td></tr></table>",
    "form": "<table><tr><th>User</th><td><input></td></tr><tr><th>Word</th><td>2</td></tr></table>",
    "calendar": "<table><tr>"
    + "".join(f"<th>{day}</th>" for day in "Mo Tu We Th Fr Sa Su".split())
    + "</tr>"
    + "".join(
        "<tr>" + "".join(f"<td>{7 * week + day}</td>" for day in range(1, 8)) + "</tr>"
        for week in range(5)
    )
    + "</table>",
}


def paragraphs(*which: int) -> str:
    return "".join(f"<p>{BODY[i]}</p>" for i in which)


def read(body: str, head: str = f"<title>{TITLE}</title>") -> Document:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return load_html(html.encode(), "page", None, LoadOptions())


def texts(document: Document) -> list[str]:
    return [segment.target for segment in document.segments]


@pytest.mark.parametrize("depth", [255, 300, 3_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "font", "blockquote"])
def test_no_depth_hides_text(depth: int, tag: str) -> None:
    inner = f"<{tag}>" * depth + paragraphs(1, 2) + f"</{tag}>" * depth
    document = read(f"<article><h1>{TITLE}</h1>{paragraphs(0)}{inner}{paragraphs(3)}</article>")
    assert texts(document) == [TITLE, *BODY]
    assert any("nested very deep" in note for note in document.notes)


@pytest.mark.parametrize("tag", ["div", "font", "blockquote"])
def test_depth_takes_linear_time(tag: str) -> None:
    def run(depth: int) -> None:
        inner = f"<{tag}>" * depth + paragraphs(1, 2) + f"</{tag}>" * depth
        read(f"<article><h1>{TITLE}</h1>{paragraphs(0)}{inner}{paragraphs(3)}</article>")

    assert grows_linearly(run, 12_500)


def test_an_article_all_nested_or_never_closed() -> None:
    every = f"<h1>{TITLE}</h1>{paragraphs(0, 1, 2, 3)}"
    assert texts(read("<div>" * 400 + every + "</div>" * 400)) == [TITLE, *BODY]
    assert texts(read("<b><span>" * 3_000 + every)) == [TITLE, *BODY]
    with pytest.raises(LoadError, match="no text"):
        read("<div>" * 3_000, "")


def test_text_beside_the_article_stays_out_at_any_depth() -> None:
    deep = "<div>" * 400 + f"{paragraphs(0, 1)}<nav>Home</nav><script>var a</script>{BODY[2]}"
    assert texts(read(deep)) == [TITLE, *BODY[:3]]


def test_captions_and_cells_are_read_where_they_stand() -> None:
    page = f"<h1>{TITLE}</h1>{FIGURE}{paragraphs(0, 1)}{TABLE}{paragraphs(2, 3)}"
    expected = [TITLE, CAPTION, *BODY[:2], *CELLS, *BODY[2:]]
    for wrapped in (f"<article>{page}</article>", f"<div class=content>{page}</div>", page):
        document = read(f"<nav><a href=/>Home</a></nav>{wrapped}<footer>{TABLE}</footer>")
        assert texts(document) == expected
    report = check_document(document, Config(use_model=False, min_confidence=0.0))
    assert not report.findings and not report.failures


def test_cells_and_captions_of_a_short_page_are_apart() -> None:
    body = f"<article><h1>{TITLE}</h1><p>The ferry is back.</p>{FIGURE}{TABLE}</article>"
    assert texts(read(body)) == [TITLE, "The ferry is back.", CAPTION, *CELLS]


@pytest.mark.parametrize("name", FURNITURE_TABLES)
def test_tables_that_readers_do_not_read(name: str) -> None:
    table = FURNITURE_TABLES[name]
    page = f"<h1>{TITLE}</h1>{paragraphs(0, 1)}{table}{paragraphs(2, 3)}"
    assert texts(read(f"<article>{page}</article>")) == [TITLE, *BODY]


def test_a_table_with_linked_names_and_one_without_a_head() -> None:
    rows = "".join(f"<tr><td><a href=/{n}>Team of {n}</a></td><td>8</td></tr>" for n in ("A", "B"))
    table = f"<table><tr><th>Team</th><th>Points</th></tr>{rows}</table>"
    document = read(f"<article><h1>{TITLE}</h1>{paragraphs(0, 1)}{table}</article>")
    assert texts(document)[3:] == ["Team", "Points", "Team of A", "8", "Team of B", "8"]
    table = (
        "<table><tr><td>Mayor</td><td>Anna Holt</td></tr><tr><td>Inn</td><td>Ed</td></tr></table>"
    )
    document = read(f"<article><h1>{TITLE}</h1>{paragraphs(0)}{table}{paragraphs(1)}</article>")
    assert texts(document) == [TITLE, BODY[0], "Mayor", "Anna Holt", "Inn", "Ed", BODY[1]]


@pytest.mark.parametrize(
    "beside",
    [
        f"<section class=related>{FIGURE}</section>",
        f"<aside>{FIGURE}</aside>",
        f"<article class=card>{FIGURE}</article>",
        f"<figure><figcaption><a href=/x>{CAPTION}</a></figcaption></figure>",
        f"<div class='sidebar'>{TABLE}</div>",
        f"<div hidden>{FIGURE}</div>",
    ],
)
def test_captions_and_tables_beside_the_article(beside: str) -> None:
    page = f"<main><h1>{TITLE}</h1>{paragraphs(0, 1, 2, 3)}{beside}</main>"
    assert texts(read(page)) == [TITLE, *BODY]


def test_a_layout_table_holds_a_table_of_data() -> None:
    inner = f"<h1>{TITLE}</h1>{paragraphs(0, 1)}{TABLE}{paragraphs(2, 3)}"
    document = read(f"<table><tr><td>Menu</td><td>{inner}</td></tr></table>")
    assert texts(document) == [TITLE, *BODY[:2], *CELLS, *BODY[2:]]


def test_a_long_caption_is_no_sentence_without_its_stop() -> None:
    figure = FIGURE.replace(CAPTION, "The ferry has been waiting at the old stage since Monday")
    document = read(f"<article><h1>{TITLE}</h1>{figure}{paragraphs(0, 1)}</article>")
    assert document.segments[1].role is Role.HEADING
    document = read(f"<article><h1>{TITLE}</h1>{paragraphs(0, 1)}{TABLE}</article>")
    assert all(s.role is Role.SENTENCE for s in document.segments[1:])


def test_text_that_the_extractor_passes_over() -> None:
    assert texts(read(f"{BODY[0]}<p>{BODY[1]}<p>{BODY[2]}", "")) == [*BODY[:3]]
    lead = "The boat that crosses the lake is back from the yard and will sail in May."
    head = f"<header><h1>{TITLE}</h1><p class=lead>{lead}</p></header>"
    page = f"{head}<div class=article-body>{paragraphs(0, 1, 2, 3)}</div>"
    assert texts(read(page)) == [TITLE, lead, *BODY]


@pytest.mark.parametrize("tag", ["noscript", "template", "object", "button", "textarea", "form"])
def test_an_article_in_an_element_that_holds_none(tag: str) -> None:
    said = " ".join(texts(read(f"<{tag}><h1>{TITLE}</h1>{paragraphs(0, 1)}</{tag}>", "")))
    assert BODY[0] in said and BODY[1] in said


def test_a_huge_picture_in_the_page_hides_no_text() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 11_000_000}'>"
    document = read(f"<article><h1>{TITLE}</h1>{picture}{paragraphs(0, 1)}</article>")
    assert texts(document) == [TITLE, *BODY[:2]]
    assert not document.notes


def test_a_paragraph_said_twice_stays_twice() -> None:
    assert texts(read(f"<article>{paragraphs(0, 1, 1, 0)}</article>", "")) == [
        *(BODY[i] for i in (0, 1, 1, 0))
    ]


def test_line_breaks_in_a_sentence_and_between_paragraphs() -> None:
    page = (
        f"<h1>Ferry across the lake<br>runs again from May</h1><p>{BODY[0][:30]}<br>{BODY[0][30:]}"
    )
    document = read(f"<article>{page}<br>{BODY[1]}</article>")
    assert document.headline == TITLE
    assert texts(document) == [TITLE, *BODY[:2]]


def test_places_where_a_word_may_break_are_no_part_of_it() -> None:
    document = read(
        f"<article><p>The fer\u00adry runs a\u200bgain.</p>{paragraphs(1)}</article>", ""
    )
    assert texts(document)[0] == "The ferry runs again."


def test_the_name_of_the_site_as_a_heading_is_no_headline() -> None:
    page = f"<header><h1>Lakeside Herald</h1></header><article><h1>{TITLE}</h1>{paragraphs(0, 1)}"
    assert read(page, f"<title>{TITLE} | Lakeside Herald</title>").headline == TITLE


def test_much_text_left_out_is_told() -> None:
    def many(count: int, word: str) -> str:
        return "".join(f"<p>{text} {word} {i}.</p>" for i in range(count) for text in BODY)

    article = f"<article><h1>{TITLE}</h1>{many(12, 'No')}</article>"
    assert not read(f"{article}<div><div>{many(6, 'Other')}</div></div>").notes
    (note,) = read(f"{article}<div><div>{many(40, 'Other')}</div></div>").notes
    assert "seem to be no part of the article" in note


SETTINGS = (
    "comments-enabled", "has-comments", "comments-open", "no-sidebar", "share-enabled",
    "with-sidebar", "post social-sharing-on", "commentsClosed", "menu-open", "ad-free",
    "related_disabled", "page-has-sidebar",
)  # fmt: skip
WRAPPED = {
    "div": "<h1>{title}</h1><div class='{name}'>{first}{second}</div>",
    "section": "<article><h1>{title}</h1><section>{first}</section>"
    "<section class='{name}'>{second}</section></article>",
    "paragraph": "<div><h1>{title}</h1>{first}<p class='{name}'>{third}</p>{fourth}</div>",
    "article": "<h1>{title}</h1><article id='{name}'>{first}{second}</article>",
}


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("where", WRAPPED)
def test_classes_that_say_how_a_page_is_set_hide_nothing(where: str, name: str) -> None:
    page = WRAPPED[where].format(
        title=TITLE, name=name, first=paragraphs(0, 1), second=paragraphs(2, 3), third=BODY[2],
        fourth=paragraphs(3),
    )  # fmt: skip
    assert texts(read(page)) == [TITLE, *BODY]


def test_the_page_around_the_text_may_be_named_by_its_sidebar() -> None:
    page = f"<div class='layout-sidebar-right'><h1>{TITLE}</h1>{paragraphs(0, 1, 2, 3)}</div>"
    assert texts(read(page)) == [TITLE, *BODY]


@pytest.mark.parametrize(
    "named",
    ["class='comments-area'", "class='comments comments-open'", "id=comments class=open",
     "class='sidebar-right'", "class='related-articles'", "class='share-tools'"],
)  # fmt: skip
def test_classes_that_say_what_an_element_is_are_heard(named: str) -> None:
    beside = f"<div {named}><p>Another ferry has been seen on the lake, a reader writes.</p></div>"
    document = read(f"<main><h1>{TITLE}</h1>{paragraphs(0, 1, 2, 3)}{beside}</main>")
    assert texts(document) == [TITLE, *BODY]
    assert not document.notes


def test_text_within_the_article_that_is_left_out_is_told() -> None:
    half = "".join(f"<p>{text.replace('the', 'a')}</p>" for text in BODY)
    page = f"<h1>{TITLE}</h1><div>{paragraphs(0, 1, 2, 3)}</div><div class=%s>{half}</div>"
    (note,) = read(f"<div>{page % 'sidebar'}</div>").notes
    assert "within the article were left out" in note
    assert not read(f"<div>{page % 'comments'}</div>").notes
    (alone,) = read(f"<div><h1>{TITLE}</h1><div class=comments>{half}</div></div>").notes
    assert "within the article were left out" in alone
