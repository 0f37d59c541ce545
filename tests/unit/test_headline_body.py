"""Headline against body: another thing, whole forms, contrary verbs."""

import time

import pytest

from mtlint.checks.consistency import headline_body, number
from mtlint.pipeline import run_check
from mtlint.segment import article
from mtlint.text.view import DocumentView
from mtlint.types import Hit


def hits(headline: str, body: str) -> list[Hit]:
    return list(run_check(headline_body, DocumentView(article(body, headline))))


def told(headline: str, body: str) -> list[tuple[str, str | None]]:
    """(what of the headline, suggestion) of what is told as an error, notes left out."""
    return [
        (headline[h.start : h.end], h.suggestion)
        for h in hits(headline, body)
        if "weak" not in h.features and h.segment == 0
    ]


ANOTHER = [
    (
        "Rangers Host Comets on Saturday",
        "The Ashford Rangers meet the Delmar Comets on Saturday in the first round.",
    ),
    ("Farmers Cheer Rain", "Farmers welcome rain in the north, where the spring was dry."),
    ("Villagers Share Profits", "The villagers divided profits of 2 million yuan on Sunday."),
    ("Council backs plan", "The town council approved the harbour plan on Monday."),
    (
        "Consumer prices rose 3% in October",
        "Official figures came out on Friday. Food prices rose 5% from a year earlier. The index "
        "was 3% above that of October last year. Food prices rose 5% because of a poor harvest.",
    ),
    (
        "Bus drivers strike over pay in Hartwell",
        "Passengers in Hartwell face a week without transport. The bus company said it had "
        "offered more. The bus company runs 140 routes. Drivers gathered outside the depot.",
    ),
    (
        "Central bank raises rate by a quarter point",
        "The central bank raised its key rate on Thursday. It had raised its deposit rate in March "
        "by half a point.",
    ),
    (
        "Council approves budget after marathon session",
        "The council passed the budget at the end of a six-hour session. The six-hour session was "
        "the longest in memory.",
    ),
    (
        "Museum hours to be extended for summer show",
        "The museum will stay open until ten. Usual opening hours are from ten to six. Opening "
        "hours on holidays remain the same.",
    ),
    (
        "Exports fall 5% in May",
        "Imports rose 5% in May from a year earlier, while shipments to other countries were weak.",
    ),
    (
        "Qinling Tunnel ready after six years of work",
        "The 15.6-kilometer Qinling Tunnel is ready. It took 3,000 workers.",
    ),
]


@pytest.mark.parametrize(("headline", "body"), ANOTHER)
def test_another_thing_of_the_same_family_is_silent(headline: str, body: str) -> None:
    assert not hits(headline, body)


THIN = [
    (
        "Regulator fines water firm for sewage leaks",
        "Southmere must pay a penalty after sewage ran into the sea. The fine is the largest ever "
        "imposed on a water supplier by the regulator.",
    ),
    (
        "Museum hours to be extended for summer show",
        "The museum will stay open until ten in summer. Usual opening hours are from ten to six. "
        "Opening hours on holidays remain the same, the museum said of the show.",
    ),
]


@pytest.mark.parametrize(("headline", "body"), THIN)
def test_little_evidence_is_a_note_without_a_suggestion(headline: str, body: str) -> None:
    found = hits(headline, body)
    assert [("weak" in h.features, h.suggestion) for h in found] == [(True, None)]


WHOLE = [
    (
        "Municipal Party Congress approves plan for river clean-up",
        "The Municipal Party Committee approved a plan to clean up the river. The Municipal Party "
        "Committee set aside 800 million yuan.",
        ("Municipal Party Congress", "Municipal Party Committee"),
    ),
    (
        "Typhoon Peach makes landfall in southern province",
        "Typhoon Plum Blossom made landfall in the southern province on Thursday. Typhoon Plum "
        "Blossom brought rain. More than 10,000 people left before Typhoon Plum Blossom.",
        ("Typhoon Peach", "Typhoon Plum Blossom"),
    ),
    (
        "Municipal Women's League Holds Lecture on Family Education",
        "The Municipal Women's Federation held a lecture on family education. The Municipal "
        "Women's Federation will hold ten more.",
        ("Municipal Women's League", "Municipal Women's Federation"),
    ),
    (
        "Hong Kong Expedition opens three museum sites",
        "The Hong Kong Government opened three museum sites on Monday. Visitors praised the Hong "
        "Kong Government. The Hong Kong Government said that more would follow.",
        ("Hong Kong Expedition", "Hong Kong Government"),
    ),
    (
        "District court hears bird sanctuary in appeal over wind farm",
        "The district court heard the bird society in the appeal over the wind farm. The bird "
        "society said that the district court had been fair. The bird society will go on.",
        ("bird sanctuary", "bird society"),
    ),
]


@pytest.mark.parametrize(("headline", "body", "expected"), WHOLE)
def test_the_suggestion_is_the_whole_form(
    headline: str, body: str, expected: tuple[str, str]
) -> None:
    assert expected in told(headline, body)


def test_what_would_not_read_right_is_named_but_not_suggested() -> None:
    found = told(
        "National health departments report 46 cases on Saturday",
        "The national health commission reported 46 cases on Saturday. The national health "
        "commission said so.",
    )
    assert found == [("health departments", None)]


CONTRARY = [
    (
        "Tongda Motors profit fell 12% last year",
        "Tongda Motors said that its net profit rose 12% last year to 3.4 billion yuan.",
        ("fell", "rose"),
    ),
    (
        "Sichuan's foreign trade falls 9.4% in first half",
        "The import and export value of Sichuan Province rose 9.4% to 512 billion yuan in the "
        "first half of the year.",
        ("falls", "rises"),
    ),
    (
        "Court rejects appeal by miner's widow",
        "The high court upheld the appeal of the widow of a coal miner on Friday.",
        ("rejects", "upholds"),
    ),
    (
        "Qinling Tunnel closes to traffic after six years",
        "The Qinling Tunnel opened to traffic on Saturday.",
        ("closes", "opens"),
    ),
    (
        "Women's volleyball team loses to Serbia in opener",
        "The women's volleyball team defeated Serbia in its opener on Tuesday.",
        ("loses", None),
    ),
    (
        "Sichuan exports up 12% in May",
        "The exports of Sichuan fell 12% in May, customs data showed.",
        ("up", None),
    ),
    (
        "Sichuan exports fall 12% in May",
        "In May the exports of Sichuan were up 12%, customs data showed.",
        ("fall", None),
    ),
    (
        "Sichuan exports up by 12% in May",
        "In May exports were down by 12%, customs data showed.",
        ("up", "down"),
    ),
]


@pytest.mark.parametrize(("headline", "body", "expected"), CONTRARY)
def test_a_verb_that_says_the_contrary(
    headline: str, body: str, expected: tuple[str, str | None]
) -> None:
    assert expected in told(headline, body)


SILENT = [
    ("Copper price falls 3%", "The price of copper fell 3% on Friday. It had risen 3% before."),
    ("Tongda profit fell 12%", "Tongda's profit was down 12% last year. Sales rose 12%."),
    ("Exports up 12% in May", "Exports rose 12% in May. Imports were down 12% in May."),
    ("Tongda loss falls 12%", "Tongda said on Monday that its profit rose 12% last year."),
    ("China defeats Serbia in final", "In Macao on Tuesday Serbia lost to China in the final."),
    ("Court rejects appeal", "A court rejected the appeal that a lower court had upheld."),
    ("Council rejects plan", "The council voted down the plan. It approved the budget."),
    ("Bank closes branch in Kolby", "The bank has not opened a branch in Kolby since May."),
]


@pytest.mark.parametrize(("headline", "body"), SILENT)
def test_verbs_of_other_things_are_silent(headline: str, body: str) -> None:
    assert not [h for h in hits(headline, body) if "headline-contrary" in h.features]


VOTES = [
    ("Council approves plan 30-20",
     "Some 50 members voted, 30 in favor of the plan and 20 against it."),
    ("Council approves plan 30-20",
     "The 50 members voted on the plan for hours. The plan had 30 votes in favor."),
    ("Council approves plan with 30 in favor, 20 against",
     "The council approved the plan. All 50 members voted. 30 members voted in favor of the plan."),
    ("Senate confirms judge 51-49", "The Senate confirmed the judge in a 51 to 49 vote."),
    ("Orland loses to Kolby 3-1", "Kolby beat Orland 3–1 on Sunday. Orland had won 2-0."),
    ("UN assembly backs resolution 141-7",
     "The UN assembly backed the resolution with 141 votes, seven against. It has 193 members."),
    ("Strike vote: 450 for, 120 against",
     "Of 600 workers 570 took part in the strike vote. Of them 450 voted for the strike."),
    ("All 50 council members vote on plan",
     "Council members cast 30 votes for the plan and 20 against it."),
    ("Club to hire 20-30 players", "The club will hire between 20 and 30 players, not 50 players."),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "body"), VOTES)
def test_a_vote_in_other_words_is_silent(headline: str, body: str) -> None:
    assert not hits(headline, body)


@pytest.mark.parametrize(
    ("headline", "body", "wrong", "right"),
    [
        ("House passes bill 218-210", "The House passed the bill by 220-208. The 220-208 vote was "
         "close.", "218-210", "220-208"),
        ("Council approves plan with 30 votes in favor", "The plan had 40 votes in favor. The 40 "
         "votes in favor of the plan were more than expected.", "30", "40"),
        ("Explosion kills 12 miners and injures 9", "An explosion killed 21 miners on Sunday and "
         "injured 9. The 21 miners were on the night shift.", "12", "21"),
    ],
)  # fmt: skip
def test_another_vote_is_told(headline: str, body: str, wrong: str, right: str | None) -> None:
    assert told(headline, body) == [(wrong, right)]


def test_many_figures_of_votes_in_linear_time() -> None:
    row = " ".join(f"{n} against, {n}-{n + 7}," for n in range(3000))
    begin = time.perf_counter()
    hits("Council votes 30-20", f"Of 50 voters {row} voted.")
    assert time.perf_counter() - begin < 5


PARTS = [
    ("Step 1: Fill in the form", "Step 3: Send the form", "Step 4 is to send the form"),
    ("Part 2: The house", "Chapter 3: The house", "Part 4 and chapter 12 tell of the house"),
    ("Question 5: Who pays?", "Round 2 of talks", "Question 3 was who pays, round 3 of talks"),
    ("1. The ferry is old", "Reason No. 2: the ferry is old", "4. The ferry is old"),
    ("Pillar 1: growth", "Pillar 4: growth", "Pillar 2 and 3 are growth"),
    ("The second reason to wait", "Lesson two: to wait", "The fourth reason to wait is rain"),
    ("Day 4 of the trial", "Article 3 of the law", "Day 5 of the trial, Article 9 of the law"),
]


@pytest.mark.parametrize(("first", "second", "text"), PARTS)
def test_parts_of_a_series_contradict_nothing(first: str, second: str, text: str) -> None:
    body = (
        f"The ferry is late again.\n\n{first}\n\nNobody came. {text}, it is said.\n\n{second}\n\n"
        f"So it ends. {text}, they say. It rains.\n\nWho knows?"
    )
    assert not hits("Ferry late again", body)
    assert not list(run_check(number, DocumentView(article(body))))


def test_a_part_in_the_headline_is_a_note_where_the_body_has_another_one_only() -> None:
    headline = "Round 2 of trade talks ends in Kolby"
    body = "Round 3 of trade talks ended in Kolby. After round 3 of trade talks nobody spoke."
    (hit,) = hits(headline, body)
    assert "weak" in hit.features and not hit.suggestion
    assert not hits(headline, body + " Nobody spoke after the second round of trade talks.")
    assert not hits(headline, body + " Round 4 of trade talks is to come.")


def test_counts_beside_the_words_of_a_series_are_told() -> None:
    body = (
        "That day 21 miners were killed in the coal mine on the ridge, chapter 14 of a sad tale. "
        "Rescuers said all 21 miners had been found."
    )
    assert told("Explosion in coal mine kills 12 miners", body) == [("12", "21")]
    assert told("Explosion in coal mine kills 12 miners on day 3", body + " On day 3 it rained.")


ONE_FIGURE = [
    ("Cao Deming Sentenced to 12 Years", "11", "A hearing was held on May 12, 2022."),
    ("Cao Deming Sentenced to 12 Years", "11", "The court has 12 branches in the city."),
    ("Cao Deming Sentenced to 12 Years", "11", "He had appealed against Article 12."),
    ("Cao Deming Sentenced to 12 Years", None, "It had asked for 12 long years."),
    ("Cao Deming Sentenced to 12 Years", None, "A 12-year term is long."),
    ("Cao Deming Sentenced to 12 Years", None, "He is 12 no longer."),
]


@pytest.mark.parametrize(("headline", "right", "last"), ONE_FIGURE)
def test_an_equal_number_of_another_thing_bears_nothing_out(
    headline: str, right: str | None, last: str
) -> None:
    body = f"The court sentenced Cao Deming to 11 years in prison on Thursday.\n\n{last}"
    assert told(headline, body) == ([("12", right)] if right else [])


REGIONS = [
    (
        "New Species of Frog Discovered in Laojun Mountain, Yunnan Province",
        "Researchers found a new species of frog in Laojun Mountain, Guizhou Province, on Monday.",
        [("Yunnan", "Guizhou")],
    ),
    (
        "Earthquake hits Lushan County in Gansu",
        "An earthquake hit Lushan County in Sichuan on Monday.",
        [("Gansu", "Sichuan")],
    ),
    (
        "Kenya to host tea summit in May",
        "Uganda will host a tea summit in May, the trade ministry said on Sunday.",
        [("Kenya", "Uganda")],
    ),
    ("Flood hits villages in Hunan", "A flood hit villages in Hubei on Sunday. Hunan helps.", []),
    ("Britain bans plastic forks", "The UK bans plastic forks from May on.", []),
    ("Flood hits villages in Ohio", "A flood hit villages in Canada on Sunday.", []),
    ("Frogs counted in Kenya", "The frogs of Uganda and Rwanda are counted each year.", []),
]


@pytest.mark.parametrize(("headline", "body", "expected"), REGIONS)
def test_another_region_in_the_same_place_is_told(
    headline: str, body: str, expected: list[tuple[str, str | None]]
) -> None:
    assert told(headline, body) == expected


UNITS = [
    (
        "Bridge of 46 meters opened",
        "The 46 kilometers long bridge opened on Monday, the office said.",
        [("46 meters", "46 kilometers")],
    ),
    (
        "Dongping Builds 12-Kilometer Tunnel",
        "Dongping will build a 12-mile tunnel by May.",
        [("12-Kilometer", "12-mile")],
    ),
    (
        "Dongping's Exports Reach 46.2 Billion Dollars",
        "Dongping's exports reached 46.2 billion US dollars last year.",
        [],
    ),
    (
        "Dongping's Exports Reach 46.2 Billion Yuan",
        "Dongping's exports reached 46.2 billion RMB, and its imports 46.2 billion US dollars.",
        [],
    ),
    (
        "Dongping Bridge Is 46 Metres High",
        "The Dongping bridge is 46 m high, and 46 years old.",
        [],
    ),
    ("Rain Lasts 3 Days", "It rained for 3 hours in the county. The rain lasts longer now.", []),
]


@pytest.mark.parametrize(("headline", "body", "expected"), UNITS)
def test_one_figure_in_two_units_is_told(
    headline: str, body: str, expected: list[tuple[str, str | None]]
) -> None:
    assert told(headline, body) == expected


OFFICES = [
    (
        "Chief Executive Officer Fiona Garrick said that demand was strong.",
        "Chief Financial Officer Dominic Yates said that debt had fallen.",
    ),
    (
        "Fiona Garrick, chief executive officer of Lindal Mills, said that demand was strong.",
        "Dominic Yates, chief financial officer of Lindal Mills, said that debt had fallen.",
    ),
    (
        "The Standing Committee of the Communist Party of China of Qingchuan City met on Monday.",
        "The Standing Committee of the Municipal Party Committee decided to build two piers.",
    ),
    (
        "The Qingchuan City Committee of the Communist Party of China met on Monday.",
        "The Qingchuan Municipal Committee of the Communist Party of China will build two piers.",
    ),
]
_END = "Work starts in May.\n\nIt will cost 3 million."


@pytest.mark.parametrize(("opening", "body"), OFFICES)
def test_two_offices_and_one_committee_are_silent(opening: str, body: str) -> None:
    assert not hits("Orland waits for news", f"{opening}\n\n{body}\n\n{_END}")


def test_an_office_of_one_person_under_two_names_is_told() -> None:
    opening = "Chief Executive Officer Fiona Garrick said that demand was strong."
    body = "Chief Financial Officer Fiona Garrick said that debt had fallen."
    assert hits("Orland waits for news", f"{opening}\n\n{body}\n\n{_END}")
