"""Counts that contradict what they count, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mtlint.check import Example, segment_check
from mtlint.text.amounts import amounts
from mtlint.text.counts import Count
from mtlint.text.lists import listed
from mtlint.text.parts import parted, summed
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity


@segment_check(
    "consistency.sum",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example("The zoo has 12 lions, 7 tigers and 5 bears, totalling 26 animals.", hits=["26"]),
        Example("He sold 40 old boats and 15 new boats, for a total of 65 boats.", hits=["65"]),
        Example("They planted 300 pines and 200 oaks, a total of 5,000 trees.", hits=["5,000"]),
        Example("Twelve men and ten women, 23 people in total, were hurt.", hits=["23"]),
        Example("Six people (four men and three women) were held.", hits=["Six"]),
        Example("It has five members: France, Spain, Italy and Greece.", hits=["five"]),
        Example("It has 19 wharves, of which 12 were closed and 8 stayed open.", hits=["19"]),
        Example("There are 40 pupils, of whom 25 passed and the other 12 failed.", hits=["40"]),
        Example("The team collected 24 specimens, including 15 males and 11 females.", hits=["24"]),
        Example(
            "A total of 2,400 people had been moved, including 1,900 in Lindal, 1,500 in Orland "
            "and 800 in Ashford.",
            hits=["2,400"],
        ),
        Example(
            "Exports were 46.2 billion yuan and imports 24.3 billion yuan, a total of 71.5 billion "
            "yuan.",
            hits=["71.5"],
        ),
        Example("The zoo has 12 lions, 7 tigers and 5 bears, totalling 24 animals.", hits=[]),
        Example("There are 40 players, including 25 men and 5 women.", hits=[]),
        Example("There are 40 pupils, including 25 girls and 19 under ten.", hits=[]),
        Example(
            "Exports were 46.2 billion yuan and imports 24.3 billion yuan, a total of 70.6 billion "
            "yuan.",
            hits=[],
            why="each is rounded",
        ),
        Example(
            "Fares made 12.5 million yuan, freight 3.4 million yuan and mail 1.1 million yuan, a "
            "total of 17 million yuan.",
            hits=[],
            why="three parts",
        ),
        Example("They have 3 dogs and 2 cats, and 5 birds, for a total of 10.", hits=[]),
        Example("City scored four goals (Haaland, Foden and Silva).", hits=[]),
        Example("They met in three states: Cuba, Haiti, Trinidad and Tobago.", hits=[]),
        Example("It has five members, including France, Spain and Italy.", hits=[]),
        Example("The tour has two stops: Paris, France, and Rome, Italy.", hits=[]),
        Example("The tour has two stops: Lyon, France and Turin.", hits=[]),
        Example("It has two cities: Paris, Texas; London, Ontario; and Rome.", hits=["two"]),
        Example("There were 30 guests, of whom 20 were women and 15 were young.", hits=[]),
        Example("It took 3 hours and 20 minutes, 200 minutes in total.", hits=[]),
        Example("Among 90 guests were 12 nurses and 7 cooks, in all 19 women.", hits=[]),
        Example("It has 3 halls and 4 yards, in all 7.", hits=[]),
        Example("He paid 20 yuan and 30 cents, in all 20.3 yuan.", hits=[], why="decimals"),
    ),
)
def total(view: SegmentView) -> Iterator[Hit]:
    """A stated count is not what the things counted beside it come to.

    Read are totals ("A, B and C, totalling D", "12 men and ten women, 22 people in total"), lists
    behind a count ("four countries: …") and parts of a whole ("of which … and …", "including …").

    Two amounts in one unit may be decimals, what else is added is whole.

    Limits: lists must be plain names or nouns, with nothing partial about them, and no name that
    may tell where or what the one before it is ("Lyon, France and Turin"); parts are judged where
    they cannot overlap, or name what remains.
    """
    text = view.text
    for count in chain(summed(text), amounts(text)):
        yield _hit(view, count, f"{_addition(count)}, not {count.stated:,}", "sum")
    for count in parted(text):
        yield _hit(view, count, f"{_addition(count)}, not {count.stated:,}", "parts")
    for count in listed(text):
        said = text[count.start : count.end]
        yield _hit(view, count, f"“{said}”: the list holds {count.found}", "list")


def _addition(count: Count) -> str:
    return f"{' + '.join(f'{n:,}' for n in count.addends)} = {count.found:,}"


def _hit(view: SegmentView, count: Count, message: str, how: str) -> Hit:
    return view.hit(
        count.start,
        count.end,
        message,
        related=(view.place(*count.parts),),
        features=(how,),
    )
