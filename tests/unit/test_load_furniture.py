"""Furniture and headlines: what of a page is the article, and what is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mtlint.load import LoadOptions, load_paths
from mtlint.load.furniture import kind_of, tail_of
from mtlint.load.headline import headline_end
from mtlint.types import Document, Failure, Role


def load(path: Path, **options: object) -> list[Document | Failure]:
    return list(load_paths([str(path)], LoadOptions(**options)))  # type: ignore[arg-type]


def one(path: Path, **options: object) -> Document:
    (document,) = load(path, **options)
    assert isinstance(document, Document), document
    return document


def write(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def kinds_of(document: Document) -> dict[str, str]:
    return {document.text[f.start : f.end]: f.kind for f in document.furniture}


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Big plan opens in the city_Hangzhou Net", "Big plan opens in the city"),
        ("Big plan opens in the city - China Daily", "Big plan opens in the city"),
        ("Three towns join the fight | Riverside Gazette", "Three towns join the fight"),
        ("Plan opens in the city – Rolling News – Xinhua Net", "Plan opens in the city"),
        ("Rain falls again in spring :: Sports Online", "Rain falls again in spring"),
        ("Rain falls again in spring » Example.com", "Rain falls again in spring"),
        ("Trump - Kim summit fails", "Trump - Kim summit fails"),
        ("Mayor says he will go - Report", "Mayor says he will go - Report"),
        ("Markets fall again | What comes next", "Markets fall again | What comes next"),
        ("Snow falls - and then it rains for days", "Snow falls - and then it rains for days"),
        ("A new plan_for all", "A new plan_for all"),
    ],
)
def test_site_names_behind_headlines(title: str, headline: str) -> None:
    assert title[: headline_end(title)] == headline


def test_a_repeated_headline_shows_where_the_site_name_starts() -> None:
    title = "Lake town wins the prize again - Evening Notes of a Town"
    assert title[: headline_end(title, ["Lake town wins the prize again"])] == (
        "Lake town wins the prize again"
    )
    assert headline_end(title) == len(title)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2024-08-25 23:11:00", "timestamp"),
        ("Published: 25 August 2024, 11:10 PM GMT", "timestamp"),
        ("Updated on Aug. 5, 2023 at 9:05 a.m.", "timestamp"),
        ("1724629481", "timestamp"),
        ("3 hours ago", "timestamp"),
        ("#tea #festival #Yunling", "hashtags"),
        ("Tags: tea, festival", "hashtags"),
        ("Share:", "share"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter LinkedIn", "share"),
        ("Share on Facebook Share on Twitter WeChat Weibo Copy link", "share"),
        ("Share this: Click to share on Twitter (Opens in new window) Facebook", "share"),
        ("Share this with Email Facebook Messenger Pinterest Copy this link", "share"),
        ("SHARE: Facebook | X | LinkedIn | Telegram", "share"),
        ("Share on X (formerly Twitter) · Share via e-mail", "share"),
        ("Share to WeChat Moments Sina Weibo QQ Space", "share"),
        ("Share 12 Tweet 3 Pin 5", "share"),
        ("1.2k Shares Share Tweet", "share"),
        ("Share Save Comment", "share"),
        ("Follow Lakeside Daily on Twitter and Facebook", "share"),
        ("Email this article to a friend", "share"),
        ("Copy link to clipboard", "share"),
        ("Read more about parks", "navigation"),
        ("Read more on housing", "navigation"),
        ("READ MORE about the old town »", "navigation"),
        ("Learn more about the plan", "navigation"),
        ("Read the full story", "navigation"),
        ("See all stories on housing", "navigation"),
        ("Also read: Parks open again", "navigation"),
        ("Story continues below advertisement", "navigation"),
        ("What to read next", "navigation"),
        ("Source: Zhejiang Daily Author: Reporter Dai Ruiyun", "byline"),
        ("(Editor: Gao Yan)", "byline"),
        ("By Lin Xiaowen", "byline"),
        ("By PETER LUND in Hangzhou | Lake Daily | Updated: 2024-04-22 08:15", "byline"),
        ("Text | Wang Li", "byline"),
        ("Text/Photo by Wang Li", "byline"),
        ("Original title: Ferry opens", "byline"),
        ("(Xinhua/Li Wei)", "caption"),
        ("FILE PHOTO: A ship leaves the port of Rotterdam. REUTERS/Ann Lee", "caption"),
        ("By clicking accept you agree to our use of cookies.", "cookies"),
        ("Font size: [large] [small]", "navigation"),
        ("Most read", "navigation"),
        ("Like 12", "counts"),
        ("Home > News > Port", "navigation"),
        ("Previous: County hospital opens new building", "navigation"),
        ("Related articles", "navigation"),
        ("Copyright © 2025 Donggang News Net. All rights reserved.", "copyright"),
        ("This website uses cookies to improve your visit.", "cookies"),
        ("Subscribe to our newsletter", "subscribe"),
        ("Photo by Wang Lei / Xinhua", "caption"),
        ("Page 3 of 9", "pagination"),
        ("1,234 views", "counts"),
        ("2024-08-25 23:11 Source: Yunling Online", "byline"),
        ("Yunling Daily | August 25, 2024 | Li Ming", "timestamp"),
        ("Posted by admin on August 25, 2024", "timestamp"),
        ("Posted on August 25, 2024 by admin", "timestamp"),
        ("Font size: large medium small", "navigation"),
        ("(Reporter Gao Yan, Lin Xia)", "byline"),
        ("责任编辑：高岩", "byline"),
        ("* * *", "separator"),
        ("(End)", "end-mark"),
        ("No reproduction. All rights reserved.", "copyright"),
        ("Reproduction without written permission is prohibited.", "copyright"),
        ("Long press to identify the QR code", "navigation"),
        ("Your email address will not be published. Required fields are marked *", "comment-form"),
    ],
)
def test_furniture(line: str, kind: str) -> None:
    assert kind_of(line, edge=True) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell 3%.",
        "Share prices of Facebook and Twitter fell",
        "Facebook, Twitter and WeChat said on Monday that they would appeal.",
        "Facebook and Twitter",
        "Facebook post",
        "Save print",
        "Share of the market",
        "Tell a friend of mine",
        "Read more books this summer.",
        "Read more than you write",
        "Read more about the plan in Friday's paper, she said.",
        "read more about the plan and what it would mean for",
        "Learn more, earn more",
        "See more in a day than others do in a year",
        "Related: the two plans were one from the start.",
        "Also read the small print",
        "Article continues a long debate",
        "Editor: the job that nobody wants",
        "Source close to the matter said the plan was off",
        "Facebook said on Monday that it would appeal.",
        "By the time they arrived, the fire was out.",
        "Photos of the accident spread quickly.",
        "On August 25, 2024 the plan was adopted.",
        "2024 was a good year",
        "Next week the talks resume",
        "Email scams cost millions",
        "Statement: we are not leaving, the mayor said.",
        "Video: how the bridge fell",
        "Search and rescue goes on",
        "Line 4 opened on Sunday.",
        "Previous plans failed",
        "Photos: After long repairs, the county opens the twin halls of the old salt market",
        "By Land and Sea",
        "Copyright law passes in 2024 after long debate",
        "Photo by photo, the team put the lost village together again.",
        "Reporter Lin Xiaowen said that the road would open soon.",
        "Copying is prohibited, yet every stall in the street sells copies of the bag.",
        "Related news came in on Tuesday from the hills.",
        "A | B",
        "Home prices rose 4% > expected",
        "The site was closed at 10:30 on May 3, 2021.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert kind_of(line, edge=True) is None


BODY = (
    "The county met on Monday to study the plan. Officials said that the work goes on.\n\n"
    "Residents of the town said they welcome the road and hope that it opens soon."
)


def article(tmp_path: Path, text: str) -> tuple[Document, dict[str, str]]:
    document = one(write(tmp_path, "a.txt", text))
    return document, kinds_of(document)


def test_meta_lines_right_below_the_title(tmp_path: Path) -> None:
    text = (
        "Home > News\nTea town opens a new road - Yunling Daily\nPosted on May 5, 2024 by admin\n"
        "Leave a comment\n\n" + BODY
    )
    document, kinds = article(tmp_path, text)
    assert document.headline == "Tea town opens a new road"
    assert list(kinds.values()) == ["navigation", "site-name", "timestamp", "comment-form"]
    assert document.segments[-1].target.startswith("Residents")


def test_credits_behind_the_last_sentence(tmp_path: Path) -> None:
    document, kinds = article(tmp_path, f"Tea town opens\n\n{BODY} (Editor: Li Ming)")
    assert kinds == {"(Editor: Li Ming)": "byline"}
    assert document.segments[-1].target.endswith("soon.")
    document, kinds = article(tmp_path, f"Tea town opens\n\n{BODY} (Editor: a job for few)")
    assert kinds == {}


def test_a_link_to_more_behind_the_last_sentence(tmp_path: Path) -> None:
    _, kinds = article(tmp_path, f"Tea town opens\n\n{BODY} Read more about parks")
    assert kinds == {"Read more about parks": "navigation"}
    _, kinds = article(tmp_path, f"Tea town opens\n\n{BODY} Read more than you write")
    assert kinds == {}
    _, kinds = article(tmp_path, f"Tea town opens\n\n{BODY}\n\nThe hall. Photo by Wang Lei")
    assert kinds == {"Photo by Wang Lei": "caption"}


def test_titles_of_other_articles(tmp_path: Path) -> None:
    text = f"Tea town opens\n\n{BODY}\n\nRelated articles\n\nTown wins prize\n\nMayor visits"
    document, kinds = article(tmp_path, text)
    assert list(kinds.values()) == ["navigation"]
    assert document.segments[-1].target.startswith("Residents")
    text = f"Tea town opens\n\nRelated reports\n\nA heading of ours\n\n{BODY}\n\n{BODY}"
    document, _ = article(tmp_path, text)
    assert any(s.target == "A heading of ours" for s in document.segments)


def test_a_lone_network_name_heads_a_section(tmp_path: Path) -> None:
    text = f"Three firms and their plans\n\nFacebook\n\n{BODY}\n\nTwitter\n\n{BODY}"
    document, kinds = article(tmp_path, text)
    assert kinds == {}
    assert sum(s.role is Role.HEADING for s in document.segments) == 3


def test_a_headline_worded_like_a_credit(tmp_path: Path) -> None:
    document, _ = article(tmp_path, f"Editor: The Job That Nobody Wants\n\n{BODY}")
    assert document.headline == "Editor: The Job That Nobody Wants"


def test_a_headline_that_wraps_or_ends_in_a_full_stop(tmp_path: Path) -> None:
    document, _ = article(tmp_path, f"Tea town opens a new road to the\nhills of Yunling\n\n{BODY}")
    assert document.headline is not None and document.headline.endswith("Yunling")
    text = f"The tea town opens a new road.\n\nThe tea town opens a new road\n\n{BODY}"
    assert article(tmp_path, text)[0].headline == "The tea town opens a new road."


@pytest.mark.parametrize(
    "line",
    [
        "#a,,,," * 90, "Home" + " >  x " * 60 + "y" * 70, "a > " * 150 + "x.",
        "By " + "Aa Bb, " * 90,
        "1 " * 340 + "x", "Source: " * 80, "share this " * 60 + "!", "2024-01-01 10:00 " * 40,
    ],
)  # fmt: skip
def test_hostile_lines_take_no_time(line: str) -> None:
    start = time.process_time()
    kind_of(line, edge=True)
    tail_of(line)
    assert time.process_time() - start < 0.2


FAIR = "The county opened its third tea fair on Sunday. More than 300 farmers sold their tea."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"Lindal News Network\n2024-03-17 09:12\nSource: Lindal Daily\n\nHEAD\n\n{FAIR}"),
        ("a.txt", f"Title: HEAD\nAuthor: Lin Bo\nDate: 2024-03-17\n\n{FAIR}"),
        ("a.txt", f"HEAD\n2024-03-17\n\nFarmers sell their new tea\n\n{FAIR}"),
        (
            "a.html",
            "<html><title>Lindal Net</title><body><h1>Lindal Net</h1><h2>HEAD</h2>"
            f"<p>{FAIR}</p><p>{FAIR}</p></body></html>",
        ),
    ],
)
def test_the_headline_stands_below_a_site_or_behind_a_label(
    name: str, text: str, tmp_path: Path
) -> None:
    title = "County Opens Third Tea Fair"
    assert one(write(tmp_path, name, text.replace("HEAD", title))).headline == title
