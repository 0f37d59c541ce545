"""The consistency engine: its parts, its cost, and what it must not say."""

import pytest
from tests.growth import grows_linearly

from mtlint.check import Check
from mtlint.checks import consistency
from mtlint.pipeline import run_check
from mtlint.segment import article
from mtlint.text.alignment import distance, rivals
from mtlint.text.families import families
from mtlint.text.forms import similar
from mtlint.text.keys import key_of, noun_like, same_name
from mtlint.text.names import sound_key
from mtlint.text.phrases import content
from mtlint.text.quantities import ordinal, supports, value
from mtlint.text.view import DocumentView
from mtlint.types import Hit

CHECKS = [c for c in vars(consistency).values() if isinstance(c, Check)]


def view(text: str, headline: str | None = None) -> DocumentView:
    return DocumentView(article(text, headline))


def all_hits(text: str, headline: str | None = None) -> list[Hit]:
    seen = view(text, headline)
    return [hit for check in CHECKS for hit in run_check(check, seen)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("policies", "policy"),
        ("china’s", "china"),
        ("modernisation", "modernization"),
        ("harbours", "harbor"),
        ("centres", "center"),
    ],
)
def test_spellings_and_plurals_share_a_key(a: str, b: str) -> None:
    assert key_of(a) == key_of(b)


@pytest.mark.parametrize("word", ["enterprise", "exercise", "promise", "news", "crisis", "process"])
def test_words_that_only_look_british_or_plural_stay(word: str) -> None:
    assert key_of(word) == word


def test_figures_have_values_units_and_days() -> None:
    text = content(view("On March 5 it paid $3.2 billion, 5% of it to twenty-one firms.")).tokens
    found = {t.key: (t.kind, t.unit) for t in text}
    assert found["march"] == ("month", "5")
    assert found["5"][0] == "number"
    assert found["3200000000"] == ("number", "currency")
    assert found["21"] == ("number", "firm")


def test_values_in_words_and_digits() -> None:
    assert value("1,200") == 1200
    assert value("3.5bn") == 3.5e9
    assert value("may") is None
    assert (ordinal("15th"), ordinal("fifteenth"), ordinal("fortieth")) == (15, 15, 40)


@pytest.mark.parametrize(
    ("given", "full", "loose", "ok"),
    [
        (280, 284.5, False, True),
        (280, 208, False, False),
        (200, 198, True, True),
        (12, 21, False, False),
        (3.2e9, 3.2e6, False, False),
    ],
)
def test_headlines_may_round(given: float, full: float, loose: bool, ok: bool) -> None:
    assert supports(given, full, loose=loose) is ok


def test_distance_and_sound_keys() -> None:
    assert distance("jie", "jia") == 1
    assert distance("hong", "hogn") == 1
    assert distance("a" * 40, "b" * 40) > 3
    assert sound_key("hsieh") == sound_key("xieh")
    assert similar("hongzhong", "hong-zhong")
    assert same_name("china", "chinese") and not same_name("jinping", "jinsong")


def test_rivals_need_the_same_link() -> None:
    text = content(view("The head of the port spoke. The head at the mill spoke."))
    port = text.places["port"][0]
    assert not [r for r in rivals(text, port, 0, 3) if r.left]


def test_nouns_and_verbs() -> None:
    assert noun_like("committee") and noun_like("productivity")
    assert not noun_like("said") and not noun_like("accused")


def test_one_finding_a_family_with_every_place() -> None:
    text = (
        "The plenary session opened. The plenary session heard a report. Friday’s plenary meeting "
        "heard two. The plenary meeting closed. After the plenary session all went home."
    )
    seen = view(text)
    tokens = content(seen)
    lows = [seen.segments[t.segment].text[t.start : t.end].lower() for t in tokens.tokens]
    (family,) = families(tokens, lows)
    assert [len(form) for form in family.forms] == [3, 2]
    (hit,) = run_check(consistency.term, seen)
    assert len(hit.related) == 4
    assert "plenary session” (3x)" in hit.message and "plenary meeting” (2x)" in hit.message


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Beijing is big. He came to Beiching. In Beijing it rained.", "sound"),
        ("Deputy Zhang Hong spoke. Then Zhang Hung, deputy director, left.", "beside"),
        ("Testing goes on in Urumqe. Urumqi said no. Urumqi is big.", "long"),
        ("Keqeao and Keqiao met halfway. Keqiao pays. Keqiao is rich.", "slip"),
        ("Old Ulan spoke. Later Ulan sat down. Ulan said no. Then Uran nodded.", "short"),
    ],
)
def test_names_and_their_other_spellings(text: str, near: str) -> None:
    (hit,) = run_check(consistency.name, view(text))
    assert hit.features[0] == near


def test_of_two_spellings_that_stand_as_often_the_known_one_is_right() -> None:
    (hit,) = run_check(consistency.name, view("She chose Taewan. My family went to Taiwan."))
    assert hit.suggestion == "Taiwan"


@pytest.mark.parametrize(
    "text",
    [
        "Iraq signed. Iran sold oil. Iran and its bank paid.",
        "The Iraqi army left Iraq. Iraqis cheered.",
        "Wang Bo left. Wang Ou stayed. Mr Weng slept. Wang Bo returned.",
        "The Committee met. The Commission sat. The Committee voted.",
    ],
)
def test_different_names_stay_apart(text: str) -> None:
    assert list(run_check(consistency.name, view(text))) == []


def test_a_title_shows_every_place_of_both_wordings() -> None:
    seen = view(
        "They gave the “Earth Guardian Award” in May. The “Earth Guardian Award” is old. Nobody "
        "knows the “Guardian of the Earth Award”."
    )
    (hit,) = run_check(consistency.title, seen)
    assert (hit.suggestion, len(hit.related)) == ("Earth Guardian Award", 2)


def test_a_term_is_suggested_in_the_case_of_its_place() -> None:
    seen = view(
        "The Fifth Plenary Session opened. The Fifth Plenary Session closed. Delegates to the "
        "plenary session heard two reports. The plenary session proposed a harbour law. On Friday "
        "the plenary meeting proposed to rebuild the dam. After the Plenary Session they left."
    )
    (hit,) = run_check(consistency.term, seen)
    assert hit.suggestion == "plenary session"


def test_headline_shows_the_places_in_the_body() -> None:
    seen = view(
        "The blaze killed 21 dock workers on Sunday. All 21 dock workers came from one village.",
        "Blaze kills 12 dock workers",
    )
    (hit,) = run_check(consistency.headline_body, seen)
    assert hit.suggestion == "21"
    assert [(p.segment, p.start) for p in hit.related] == [(1, 17), (2, 4)]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("US firm sells mill", "The United States firm sold the paper mill. The firm is old."),
        ("Exports up 3% in March", "Exports grew 3 percent in March and 5 percent in April."),
        ("Xi visits port", "Xi Jinping visited the port. Xi praised the pilots of the port."),
        ("Dozens hurt in bus crash", "A bus crash hurt 36 people. The bus was new."),
        ("Party committee opens school", "The party committee opened the party school today."),
        ("Club wins 2023/24 season", "The club won the 2023-2024 season. It lost in 2022-23."),
        ("Profit up in 2023–24", "In 2023-2024 the profit went up. In 2022/23 it went down."),
        ("Council to close two schools", "Two schools will close. The council voted for it."),
    ],
)
def test_legitimate_differences_stay_silent(headline: str, body: str) -> None:
    assert all_hits(body, headline) == []


def test_another_span_of_years_is_told() -> None:
    (hit,) = all_hits(
        "The club won the 2023-2024 season. In 2023-24, the season was long.",
        "Club wins 2022/23 season",
    )
    assert "“2022/23”" in hit.message and hit.suggestion == "2023-2024"


def test_nothing_to_compare() -> None:
    assert all_hits("") == []
    assert all_hits("Alone.") == []
    assert all_hits("", "Only a headline of the 15th session") == []


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a ",
        "1 ",
        "The Party Committee ",
        "Wang ",
        "(",
        "NDRC (NDRC) ",
        "5 big dogs, ",
        "March 5, 2024, ",
    ],
)
def test_hard_input_takes_linear_time(text: str) -> None:
    def run(characters: int) -> None:
        times = characters // len(text)
        all_hits(text * times, "Party Committee session of Wang on March 5")

    assert grows_linearly(run, 12_000)


def test_hits_lie_inside_their_segments() -> None:
    text = (
        "Mayor Luo Hongzhong spoke. Hongzhong left. Hong-zhong came back. The Harbor Safety "
        "Council (HSC) met. The Health Supply Company (HSC) paid 12 nurses and 7 cooks, in all 20."
    )
    seen = view(text, "Mayor Hongzheng meets Harbor Safety Committee")
    hits = all_hits(text, "Mayor Hongzheng meets Harbor Safety Committee")
    assert hits
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(seen.segments[hit.segment].text)
        for place in hit.related:
            assert 0 <= place.start < place.end <= len(seen.segments[place.segment].text)


def test_short_plurals_are_no_rivals() -> None:
    text = (
        "The mill sells sturdy woven reed bags by the road. Children carry sturdy woven reed bags "
        "to school. Nobody had a sturdy woven reed bag of that size."
    )
    assert not [h for h in all_hits(text) if h.features == ("several",)]


def test_two_people_of_one_surname_are_no_slip() -> None:
    text = (
        "“It is steady,” said {one}, deputy head of the Orland Dairy Union. The cows are well.\n\n"
        "“It is quick,” said {other}, deputy head of the Orland Dairy Union."
    )

    def slips(one: str, other: str) -> list[str]:
        found = run_check(consistency.term_slip, view(text.format(one=one, other=other)))
        return [h.message for h in found]

    assert slips("Wang Liying", "Wang Jie") == []
    assert slips("Orlova Liying", "Orlova Jie") != []
