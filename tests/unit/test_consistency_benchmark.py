"""What is planted, and when it counts as found."""

import gzip
import json
import random
from pathlib import Path

import pytest

from mtlint.learn.consistency_benchmark import (
    Reader,
    Tally,
    documents,
    draw,
    measure,
    planted,
    points_at,
    try_plant,
)
from mtlint.learn.gate import CheckHits
from mtlint.learn.observe import Observed
from mtlint.learn.quiet import Budget, floors
from mtlint.learn.siblings import KINDS, Plant, Pools, plants_of, subheaded, subheading
from mtlint.learn.siblings.persons import PLANTERS
from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.text.view import DocumentView
from mtlint.types import Document, Part, Segment

BODY = (
    "The harbour council of Weststrand met on March 5. Mayor Orlakova said that the harbour "
    "council wants 240 berths.",
    "Orlakova told reporters that the harbour council pays for 240 berths in Weststrand.",
    "Last year the town council refused. The harbour office opened on March 5.",
    "The harbour board of another port and its harbour office had said no in 2019.",
)
OTHERS = (
    "A harbour board and a harbour board, a harbour fee and a harbour fee.",
    "Petrosyan met Petrosyan and Petrosyan. Later came Petrosyan and Petrosyan.",
)


def write(folder: Path, name: str = "wmt20-zhen-news.train") -> None:
    rows = [
        {
            "id": "wmt20/a/System.1",
            "doc": "a",
            "system": "System.1",
            "segments": [
                {"id": i, "target": text}
                for i, text in enumerate(("Harbour council wants 240 berths by March", *BODY))
            ],
        },
        {
            "id": "wmt20/b/Human-A.0",
            "doc": "b",
            "system": "Human-A.0",
            "segments": [{"id": i, "target": text} for i, text in enumerate(OTHERS)],
        },
    ]
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def articles(tmp_path: Path) -> list[tuple[str, Document]]:
    write(tmp_path)
    return documents(tmp_path, ("wmt20-zhen-news.train",))


def plants(articles: list[tuple[str, Document]], kind: str) -> list[Plant]:
    rng = random.Random(0)
    pools = Pools.of(d for _, d in articles)
    return [p for _ in range(20) for p in plants_of(articles[0][1], kind, pools, rng)]


def old(document: Document, plant: Plant) -> str:
    return document.segments[plant.segment].target[plant.start : plant.end]


# What is planted in persons is tried on persons, in `test_persons`.
@pytest.mark.parametrize("kind", [k for k in KINDS if "lead" not in k and k not in PLANTERS])
def test_every_kind_changes_what_the_article_repeats(
    articles: list[tuple[str, Document]], kind: str
) -> None:
    document = articles[0][1]
    made = plants(articles, kind)
    if kind == "date-body":
        assert {old(document, p) for p in made} == {"March", "5"}
    whole = " ".join(s.target for s in document.segments).lower()
    assert made
    for plant in made:
        assert whole.count(old(document, plant).lower()) >= 2
        assert plant.text.lower() != old(document, plant).lower()
        if kind.endswith("headline"):
            assert plant.segment == 0
        if kind.endswith("body"):
            assert plant.segment > 0


def test_leads_are_for_articles_without_a_headline(articles: list[tuple[str, Document]]) -> None:
    assert plants(articles, "number-lead") == []
    assert plants(articles, "number-headline")


def test_terms_get_what_other_articles_have_there(articles: list[tuple[str, Document]]) -> None:
    heads = {p.text for p in plants(articles, "term-body") if "head" in p.detail}
    assert heads == {"fee"}  # board and office stand beside harbour in the article itself


def test_the_plant_is_put_in_its_place(articles: list[tuple[str, Document]]) -> None:
    document = articles[0][1]
    changed = planted(document, Plant(1, 4, 11, "pier", "x"))
    assert changed.segments[1].target.startswith("The pier council")
    assert changed.segments[2:] == document.segments[2:]


def test_the_same_seed_draws_the_same_plants(articles: list[tuple[str, Document]]) -> None:
    pools = Pools.of(d for _, d in articles)
    one = [p for *_, p in draw(articles, "name", pools, random.Random("1"), 5)]
    two = [p for *_, p in draw(articles, "name", pools, random.Random("1"), 5)]
    assert one == two and len(one) == 5


def test_a_plant_counts_where_a_shown_finding_points(articles: list[tuple[str, Document]]) -> None:
    document = articles[0][1]
    reader = Reader.of("consistency")
    start = BODY[1].index("Orlakova")
    tally = Tally()
    assert try_plant(document, Plant(2, start, start + 8, "Orlokova", "x"), reader, [tally])
    assert (tally.plants, tally.found, tally.before) == (1, 1, 0)
    broken = planted(document, Plant(2, start, start + 8, "Orlokova", "x"))
    reader = Reader.of("consistency")
    assert try_plant(broken, Plant(2, start, start + 8, "Orlikova", "x"), reader, [tally])
    assert (tally.plants, tally.found, tally.before) == (1, 1, 1)
    (finding,) = (f for f in reader.findings(broken) if f.check == "consistency.name")
    assert points_at(finding, broken, 2, start, start + 8)
    assert not points_at(finding, broken, 2, 40, 44)


def test_shares_by_kind_and_property(articles: list[tuple[str, Document]]) -> None:
    rows = measure(articles, ("name",), 6, 1, Reader.of("consistency"), 1)
    assert rows["name"]["plants"] + rows["name"]["before"] == 6
    parts = rows["name"]["details"]
    assert sum(parts[p]["plants"] for p in ("sound", "hyphen") if p in parts) == 6


def hit(score: float, article: str = "a/System.1") -> Observed:
    return Observed("x", (), score, "a", (article, 1), (), (), 0.0, 0.0)


def test_floors_keep_every_sort_of_quiet_text_within_its_budget() -> None:
    names = ("native-en-news.dev", "native-en-mixed.train", "wmt20-zhen-news.train")
    hits = {
        names[0]: [hit(s) for s in (5.0, 4.0, 3.0, 1.0)],
        names[1]: [hit(0.5)],
        names[2]: [hit(9.0), hit(6.0, "wmt20/a/Human-A.0"), hit(2.0, "wmt20/a/Human-B.0")],
    }
    own = CheckHits("x", hits, {n: 5000 if n == names[2] else 1000 for n in names})
    shown, confident = floors(own, Budget(shown=2.0, confident=1.0))
    assert 3.0 < shown < 3.01
    assert 4.0 < confident < 4.01


def titled(id: str, headline: str, *body: str) -> tuple[str, Document]:
    system = id.rpartition("/")[2]
    first = Segment(0, headline, Part.HEADLINE)
    segments = (first, *(Segment(i, text) for i, text in enumerate(body, 1)))
    return system, Document(id, segments, headline=headline, segmented=True)


def test_subheadings_are_lent_or_promoted_and_plants_stand_in_them() -> None:
    pair = [
        titled("w/a/System.1", "Harbour council wants 240 berths", *BODY),
        titled("w/a/System.2", "Harbour council asks for 240 berths", *BODY),
    ]
    made = list(subheaded(pair, random.Random(1)))
    assert [d.id for _, d in made] == ["w/a/System.1+subheading", "w/a/System.2+subheading"]
    document = made[0][1]
    at = subheading(document)
    assert document.segments[at].target == "Harbour council asks for 240 berths"
    plants = plants_of(document, "number-subheading", Pools(), random.Random(1))
    assert [(p.segment, old(document, p)) for p in plants] == [(at, "240")]
    alone = titled(
        "w/b/Human-A.0", "Council meets", *BODY, "The ferry was late again.", "Then it came."
    )
    (_, document), *_ = subheaded([alone], random.Random(1))
    assert document.segments[subheading(document)].target == "The ferry was late again"
    assert not list(subheaded([titled("w/c/S", "Council meets", *BODY)], random.Random(1)))


def test_dates_are_moved_to_the_other_side_of_the_dateline() -> None:
    _, document = titled(
        "w/a/System.1",
        "Fair is over",
        "ORLAND, March 10 (Coast News) -- The fair was held on March 5 in Orland.",
        "The next one will be held on April 2. It would be moved on April 9 if it rained.",
    )
    made = plants_of(document, "tense-date", Pools(), random.Random(1))
    assert [(old(document, p), p.detail) for p in made] == [
        ("March 5", "past"),
        ("April 2", "will"),
    ]
    past, will = (planted(document, p) for p in made)
    month, day = made[0].text.split()
    assert (month == "March" and int(day) >= 14) or (month == "April" and int(day) <= 19)
    assert made[1].text.split()[0] in ("January", "February", "March")
    reader = Reader.of("consistency.tense-date")
    assert not reader.findings(document)
    assert reader.findings(past)
    assert reader.findings(will)


def test_explanations_are_repeated_delayed_and_dropped() -> None:
    _, document = titled(
        "w/a/System.1",
        "Council meets",
        "The Harbor Safety Council (HSC) met on Monday.",
        "Nobody knows why the HSC met.",
    )
    shown = {}
    for kind in ("again", "late", "undefined"):
        (plant,) = plants_of(document, f"acronym-{kind}", Pools(), random.Random(1))
        after = planted(document, plant)
        shown[kind] = [s.target for s in after.segments[1:]]
        acronyms = [c for c in builtin_checks() if c.id.startswith("consistency.acronym")]
        hits = {c.id for c in acronyms if run_check(c, DocumentView(after))}
        assert hits == {f"consistency.acronym-{kind}"}
    assert shown["again"][1] == "Nobody knows why the Harbor Safety Council (HSC) met."
    assert shown["late"] == ["The HSC met on Monday.", shown["again"][1]]
    assert shown["undefined"][0] == "The Harbor Safety Council met on Monday."
