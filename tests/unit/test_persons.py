"""Persons of a document: their mentions, whole names, offices and genders."""

import random

import pytest

from mtlint.checks import consistency
from mtlint.learn.siblings.persons import PLANTERS
from mtlint.pipeline import run_check
from mtlint.segment import article
from mtlint.text.genders import contradictions
from mtlint.text.officers import clashes
from mtlint.text.persons import persons
from mtlint.text.romanisation import given_readings, surname_readings
from mtlint.text.view import DocumentView
from mtlint.text.whole_names import one_names


def view(text: str) -> DocumentView:
    return DocumentView(article(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prime Minister Tran Duc Hoang spoke.", ["tran duc hoang"]),
        ("Director of the Lushan Water Bureau Qu Tianyu spoke.", ["qu tianyu"]),
        ("Mr. Qian's boat sank.", ["qian"]),
        ("Hong Kong is large. The River Bank Hotel is old.", []),
        ("Yusuf Karimzade left. Later Karimzade wrote.", ["yusuf karimzade", "karimzade"]),
    ],
)
def test_who_is_named(text: str, names: list[str]) -> None:
    assert [" ".join(m.names) for m in persons(view(text))] == names


def test_readings_of_other_spellings() -> None:
    assert "zhiwei" in given_readings("chih-wei") and "binggui" in given_readings("ping-kui")
    assert given_readings("zhiwei") == ("zhiwei",) and given_readings("harold") == ()
    assert surname_readings("hsieh") == ("xie",) and surname_readings("harold") == ()


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Xun Ruolan sang. Then Ruolan Xun wept. Xun Ruolan slept.", "order"),
        ("Hsu Chih-wei sang. Xu Zhiwei wept. Then Xu Zhiwei slept.", "romanised"),
        ("Chih-wei Hsu sang. Xu Zhiwei wept. Then Xu Zhiwei slept.", "romanised"),
        ("Tong Shalin sang. Tong Sha Lin wept. Then Tong Shalin slept.", "split"),
        ("Li Qiming sang. Then Mr. Lee wept.", "surname"),
        ("Xun Ruolan sang with Ruolan Xun.", ""),
        ("Chen Ping sang. Then Zhen Bing wept.", ""),
        ("Xun Ruo-lan sang. Then Xun Ruolan wept.", ""),
    ],
)
def test_whole_names_of_one_person(text: str, how: str) -> None:
    assert [one.how for one in one_names(persons(view(text)))] == ([how] if how else [])


def test_one_finding_shows_every_form_of_a_whole_name() -> None:
    text = (
        "Xu Zhiwei sang. Xu Zhiwei wept. Xu Zhiwei slept. Then Zhiwei Xu rose. Then Zhiwei Xu "
        "ate. At last Hsu Chih-wei left."
    )
    hits = [h for h in run_check(consistency.name, view(text)) if "person" in h.message]
    assert len(hits) == 1
    for form in ("“Hsu Chih-wei” (1x)", "“Zhiwei Xu” (2x)", "“Xu Zhiwei” (3x)"):
        assert form in hits[0].message
    assert (hits[0].suggestion, len(hits[0].related)) == ("Xu Zhiwei", 5)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Premier Tran Duc Hoang sat. Premier Chan Duc Huong stood.", "holder"),
        ("Premier Tran Duc Hoang sat. His predecessor Premier Chan Duc Huong stood.", ""),
        ("Premier Tran Duc Hoang sat. The then Premier Chan Duc Huong stood.", ""),
        ("Deputy Mayor Duan Kexin sat. Mayor Duan Kexin stood.", "rank"),
        ("Deputy director of the Ofen Bank Ada Lund sat. Director Ada Lund stood.", ""),
        ("Deputy Premier Ada Lundqvist sat. Canadian Premier Ada Lundqvist stood.", "rank"),
        ("Deputy Mayor Duan Kexin sat. Mayor Duan Kexin was sworn in.", ""),
        ("Director Qu Tianyu sat. Director Qu Tianyi stood.", ""),
    ],
)
def test_offices_that_contradict(text: str, how: str) -> None:
    seen = view(text)
    assert [c.how for c in clashes(seen, persons(seen))] == ([how] if how else [])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ada Lundqvist said she was well. Ada Lundqvist said he was ill.", 1),
        ("Ada Lundqvist said she was well. In his speech, Ada Lundqvist thanked all.", 1),
        ("Mr. Lundqvist came. Ms. Lundqvist left.", 0),
        ("Ada Lundqvist and her husband came. He sat. Ada Lundqvist said she was well.", 0),
        ("Ada Lundqvist said she was well. “He is ill,” Ada Lundqvist added.", 0),
        ("Mr. Orr sat. Mr. Orr ate. Mr. Orr slept. Then Ms. Orr woke.", 1),
        ("Mr. Orr sat. Mr. Orr ate. Mr. Orr slept. Then Mrs. Orr woke.", 0),
    ],
)
def test_genders_that_contradict(text: str, places: int) -> None:
    seen = view(text)
    assert len(list(contradictions(seen, persons(seen)))) == places


def test_every_planter_changes_what_it_says() -> None:
    text = (
        "Premier Tran Duc Hoang met Xun Ruolan. Mr. Orr came. He sat. Premier Tran Duc Hoang saw "
        "Xun Ruolan and Mr. Orr. He ate."
    )
    document = article(text)
    made = {kind: plant(document, random.Random(1)) for kind, plant in PLANTERS.items()}
    assert all(made.values())
    (turned,) = (p.text for p in made["person-turned"] if "Ruolan" in p.text)
    assert turned == "Ruolan Xun"
    assert {p.text for p in made["gender-address"]} == {"Ms"}
    assert {p.text for p in made["gender-pronoun"]} == {"She"}
    assert {p.text for p in made["office-rank"]} == {"Deputy "}
