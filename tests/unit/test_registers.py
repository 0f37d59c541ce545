"""English of many kinds, in which checks found faults that were none, and the faults beside it."""

import pytest

from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.segment import article
from mtlint.text.view import DocumentView

CHECKS = {c.id: c for c in builtin_checks()}


def found(check: str, text: str, headline: str | None = None) -> list[str]:
    """What one check marks in an article."""
    document = article(text, headline, lang="en")
    hits = run_check(CHECKS[check], DocumentView(document))
    return [document.segments[h.segment].target[h.start : h.end] for h in hits]


@pytest.mark.parametrize(
    "text",
    [
        "The Tenant shall not interfere with the entry into, and possession of, the premises.",
        "Support for, and opposition to, the plan grew at the same time.",
        "It is so if it is, or at any time in the last thirty years was, included in the list.",
        "It costs no more than, and often a good deal less than, the old one.",
        "She is as tall as, if not taller than, her brother.",
        "This includes any person who is, or who at any time has been, a member.",
        "This number can be, and should be, zero.",
        "As it was in the beginning, is now, and ever shall be, world without end.",
        "It was one of, if not the, best days of my life.",
        "He saw it as a, shall we say, mixed blessing.",
        "If it costs more than, say, ten pounds, leave it.",
        "Q: How are you? A: Good, thanks.",
        "Nice to have: a van, a dog, a map.",
        "Must have: a driving licence.",
        "For the older view; cf. Garnsey.",
    ],
)
def test_a_phrase_may_halt(text: str) -> None:
    assert found("punctuation.mid-phrase", text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("In the north, and in the south of, the country it rained.", "of,"),
        ("He went there, and the child of, the teacher could be seen.", "of,"),
        ("The firm, and its, staff moved to Wuhan.", "its,"),
        ("The level of income rises faster than, the price of food.", "than,"),
        ("They want to have: a new house in the town.", "have:"),
    ],
)
def test_a_phrase_cut_in_two(text: str, marked: str) -> None:
    assert found("punctuation.mid-phrase", text) == [marked]


def test_a_headline_speaks_of_the_future_in_infinitives() -> None:
    headline = "City to build new metro line; work to begin by May"
    body = "The city will build a line."
    assert found("punctuation.mid-phrase", body, headline) == []
    assert found("punctuation.mid-phrase", body, "City to build; new metro line") == ["; new"]


@pytest.mark.parametrize(
    "text",
    [
        "Leave in the tin until cool, then turn out on to a wire rack.",
        "Roll out thin, cut in half and chill until needed.",
        "Press and hold RESET for 3 s until the light turns green.",
        "Store upright, away from heat, and shake well before each use.",
        "Up 2-0 at half-time, City were coasting.",
        "Level at the break, the sides went in to boos.",
        "Ten men or not, Leeds were much the better side.",
        "Volumes grew in every region, prices held and, with input costs easing, margins widened.",
        "Ordered, That the bill be read a third time tomorrow.",
        "Her accent owes less to Leeds than to Rome.",
        "Sheikh Abd al-Karim al-Khazraji, who heads the oil committee, said a deal was near.",
        "Bright was the morn and still the air when out we rode to war.",
        "Pity you weren't there, you'd have laughed.",
        "Man who bit dog fined, told to say sorry.",
    ],
)
def test_short_sentences_may_leave_words_out(text: str) -> None:
    assert found("grammar.word-order", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rack a cool tin on turn the out to then until of leave in.",
        "The of were at half-time up by coasting City had the.",
        "He the of in region prices the was held and with costs the easing.",
        "Sheikh the said was who the heads of committee a deal oil near the.",
    ],
)
def test_shuffled_ones_leave_small_words_where_they_cannot_stand(text: str) -> None:
    assert len(found("grammar.word-order", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Apply to the ward. Failing that, ring the office on the second floor.",
        "I liked the good ones, twice. The bad ones, once, but for longer.",
        "It was read on Friday. More of the same, only louder, in the second half.",
        "It rains at times. Less cold, especially in the south and in the east.",
        "Clear spells and a few showers. Minimum 3C in the glens, 7C in towns.",
        "They moved to Leeds. Then, in the spring of 1950, to London for good.",
        "She had two brothers. One older, one younger, both in the navy.",
        "I took the train. Not the fast one but the one by the coast.",
        "He was gone. At that time, my friends abroad all cried.",
        "It names files. By default, GCC labels the file with a dot.",
    ],
)
def test_what_goes_on_needs_no_verb(text: str) -> None:
    assert found("sentence.fragment", text) == []


@pytest.mark.parametrize(
    "fragment",
    [
        "At the forefront of the whole world.",
        "Not only the improvement of the old system of trade.",
        "Less attractive regions of the west and the south.",
        "The financial report and the specific operating conditions.",
        "To speed up the construction progress of the line.",
    ],
)
def test_what_stands_alone_does(fragment: str) -> None:
    assert found("sentence.fragment", f"The plan was read out. {fragment}") == [fragment]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("punctuation.stray", "The papyri are late. For doubts, see ibid., n. 44."),
        ("sentence.lower-start", "We found bacteria. Lactobacillus spp. were common in summer."),
        ("spelling.nonword", "Halden Group plc said that the colonel (retd) had left."),
        ("spelling.nonword", "She plays the erhu in a hutong, and young women in hanfu dance."),
        ("spelling.codemix", "She was allowed to go with a minder, who slept."),
        ("spelling.codemix", "He took the minder and the maid to court."),
    ],
)
def test_abbreviations_and_loans(check: str, text: str) -> None:
    assert found(check, text) == []


def test_leftovers_are_found_all_the_same() -> None:
    assert found("spelling.codemix", "It was a bad year, minder good than the last.") == ["minder"]
    assert found("punctuation.stray", "The mayor left the town., The talks went on.") == [".,"]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Halden group half-year results for six months ended 30 June 2024",
            "Halden group results for the six months ended well. The dividend of the group is paid "
            "on 4 October 2024 to holders on the list at 6 September 2024. Debt fell from 31 "
            "December 2023.",
        ),
        (
            "City 2-2 Rovers: late header rescues point",
            "City have now dropped 14 points. Rovers drew, and City led in the first half.",
        ),
        (
            "AquaPure 300 Water Filter: Quick Start Guide",
            "Hold the water filter for 3 s. Fill the water filter and wait for 3 s.",
        ),
        (
            "Yevgenia Morozova, pianist, 1931–2024",
            "Yevgenia Morozova, the pianist, first played in Moscow in 1957. She died in May.",
        ),
    ],
)
def test_figures_that_name_contradict_nothing(headline: str, body: str) -> None:
    assert found("consistency.headline-body", body, headline) == []


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (
            "spelling.real-word",
            "The screech is given by parties racing round the rooftops at dusk.",
        ),
        ("spelling.nonword", "He maketh me to lie down, he leadeth me, and my cup runneth over."),
        ("spelling.nonword", "Run `pytest` twice before you send the patch."),
        ("punctuation.mid-phrase", "I will fear no evil: for thou art with me."),
        ("punctuation.mid-phrase", "Thou anointest my head with oil; my cup runneth over."),
        ("sentence.fragment", "Heaven is full of thy glory. Glory be to thee, O lord of all."),
    ],
)
def test_words_of_other_times_and_places(check: str, text: str) -> None:
    assert found(check, text) == []


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Two dead and thousands without power as winds top 90mph",
            "Two people have died and more than 40,000 homes are without power. The winds died at "
            "noon.",
        ),
        (
            "Chip Maker's Shares Sink on Weak Outlook",
            "Shares of Halcyon sank after the chip maker said sales would fall on a weak outlook.",
        ),
    ],
)
def test_units_and_verbs_tell_of_other_things(headline: str, body: str) -> None:
    assert found("consistency.headline-body", body, headline) == []
