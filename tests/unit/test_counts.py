"""Counts beside what they count: lists, parts of a whole, totals."""

import pytest
from tests.growth import grows_linearly

from mtlint.text.lists import listed
from mtlint.text.parts import parted, summed


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        ("Visitors came from five countries: France, Spain, Italy and Greece.", 5, 4),
        ("Leaders of three countries — France, Spain, Italy and Greece — met.", 3, 4),
        ("The three towns (Leeds, York, Derby and Ripon) agreed.", 3, 4),
        ("The plan has two goals: growth, stability, and reform.", 2, 3),
        ("The plan covers four areas: health, education and housing.", 4, 3),
        ("Three men were charged: Ann Smith, Bob Lee, Tom Carr and Al Hughes.", 3, 4),
        ("It has offices in two cities: Beijing, Shanghai and Shenzhen.", 2, 3),
        ("Two states: Texas, Ohio and Utah.", 2, 3),
        ("Three languages: French, Spanish, Italian and Greek; all are taught.", 3, 4),
        ("They saw four cities: Paris, Texas; London, Ontario; and Rome, Georgia.", 4, 3),
        ("Two women were hurt: Ann Smith, 34; Mary Lee, 45; and Jane Carr, a nurse.", 2, 3),
    ],
)
def test_lists_of_another_length(text: str, stated: int, found: int) -> None:
    (count,) = listed(text)
    assert (count.stated, count.found) == (stated, found)


@pytest.mark.parametrize(
    "text",
    [
        "It has four members: France, Spain, Italy and Greece.",
        "At least three countries: France, Spain, Italy and Greece.",
        "Among its ten members: France, Spain and Italy.",
        "Two of the five members: France, Spain and Italy.",
        "It has three duties: health, education, trade and industry.",
        "Three states joined: Cuba, Haiti, Bosnia and Herzegovina.",
        "Two men were held: John Smith, 34, and Bob Lee, 45.",
        "Two men were held: John Smith, a baker, and Bob Lee, a cook.",
        "The tour has two stops: Paris, France, and Rome, Italy.",
        "The two firms were fined: Acme, Zenith and Omega got off.",
        "Six people died: a nurse, two doctors and three drivers.",
        "The tour has two stops: Lyon, France and Turin.",
        "The tour has two stops: Lyon, France, and Turin.",
        "It has offices in two cities: Portland, Oregon and Boston.",
        "They visited three cities: Paris, Texas; London, Ontario; and Rome, Georgia.",
        "They visited three cities: Paris, Texas, London, Ontario and Rome.",
        "Two men were charged: Bob Lee, Mayor and Al Hughes.",
        "Two women were hurt: Ann Smith, London, and Mary Lee.",
        "Two winners: Orland United, England and Kolby.",
        "Two clubs: Ajax, Amsterdam and Inter.",
        "Two districts: Haidian, Beijing and Minhang.",
        "Three firms: Acme, Zenith, Inc, and Omega.",
        "Three countries: France, Spain; Italy and Greece.",
        "Five cities: Paris, France; London, England; and Rome and Turin, Italy.",
        "There are two options: stay, go home or wait.",
        "It has six members, among them France, Spain and Italy.",
    ],
)
def test_lists_that_may_be_right(text: str) -> None:
    assert not list(listed(text))


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        ("There are 19 wharves, of which 12 were closed and 8 stayed open.", 19, 20),
        ("It has 19 wharves, 12 of which were closed and 8 stayed open.", 19, 20),
        ("Of the 22 wharves, 12 were closed and 8 stayed open.", 22, 20),
        ("Forty people applied, of whom 25 passed and the remaining 12 failed.", 40, 37),
        ("There are 50 firms, of which 20 are in Leeds, 18 in York and 15 in Hull.", 50, 53),
        ("A fleet of 20 ships, of which 8 are new and 13 are old, was sold.", 20, 21),
    ],
)
def test_parts_that_cannot_make_the_whole(text: str, stated: int, found: int) -> None:
    (count,) = parted(text.replace(", was sold", ""))
    assert (count.stated, count.found) == (stated, found)


@pytest.mark.parametrize(
    "text",
    [
        "There are 19 wharves, of which 12 were closed.",
        "There are 20 wharves, of which 12 were closed and 8 stayed open.",
        "There were 30 guests, of whom 20 were women and 15 were doctors.",
        "There were 300 firms, of which 100 were closed and 50 were open.",
        "There were 100 members, of whom 60 voted for and 30 against.",
        "There were 20 passengers, of whom ten were men and eight were women.",
        "Of the 30 guests, 20 came by car and 15 brought gifts.",
    ],
)
def test_parts_that_may_be_right(text: str) -> None:
    assert not list(parted(text))


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        ("Twelve men and ten women, 23 people in total, were there.", 23, 22),
        ("A total of 23 people, twelve men and ten women, were there.", 23, 22),
        ("He bought 3 cows and 4 goats, 8 animals in all.", 8, 7),
        ("The team has 11 players: six men and four women.", 11, 10),
        ("They sold 300 pines and 200 oaks, a total of 5,000 trees.", 5000, 500),
    ],
)
def test_totals_that_are_not_the_sum(text: str, stated: int, found: int) -> None:
    (count,) = summed(text)
    assert (count.stated, count.found) == (stated, found)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve men and ten women, 22 people in total, were there.",
        "She scored 20 goals and 10 assists, 50 points in total.",
        "The band made two albums and ten singles, 35 songs in total.",
        "It took 3 hours and 20 minutes, 200 minutes in total.",
        "They are two teams: three men and three women.",
        "Two men and three women, at least 20 people in all, were hurt.",
    ],
)
def test_totals_that_may_be_right(text: str) -> None:
    assert not list(summed(text))


def test_linear_time() -> None:
    def run(n: int) -> None:
        text = "12 men, twenty women and three of which, in total: A, B " * n
        for read in (listed, parted, summed):
            list(read(text))

    assert grows_linearly(run, 1_000)
