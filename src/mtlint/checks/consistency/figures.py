"""Figures and dates that contradict one another or the calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.phrases import Token, content, span_text
from mtlint.text.quantities import MONTHS, WEEKDAYS, value
from mtlint.text.slips import Slip, figure_slips
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

LEAST_RARITY = 1.0  # one place in 2,000 words of text where nothing is wrong
MOST = 4  # of one document of up to 1,000 words, and as many of each further 1,000
_MONTH = "|".join(m.capitalize() for m in MONTHS)
_DAY = "|".join(d.capitalize() for d in WEEKDAYS)
_DATE = re.compile(
    rf"\b(?P<w>{_DAY}),? (?:the )?(?:(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})),? (?P<y>(?:19|20)\d\d)\b"
    rf"|\b(?:(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d4>\d{{1,2}}) (?P<m4>{_MONTH}))"
    rf",? (?P<y2>(?:19|20)\d\d),? \(?(?P<w2>{_DAY})\b"
)
_ITEM = r"\d[\d,]{0,14}(?: [a-z-]{2,20}){1,3}"
_SUM = re.compile(
    rf"\b(?P<items>{_ITEM}(?:, {_ITEM}){{0,6}},? and {_ITEM}),? "
    r"(?:totall?ing|for a total of|a total of|adding up to|in all) (?P<sum>\d[\d,]{0,14})\b"
)
_INTEGER = re.compile(r"\d[\d,]*")


@document_check(
    "consistency.number",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "The dam at Lindal will supply 2,400 farms with water. Work begins in spring. They say "
            "that the dam at Lindal would supply 4,200 farms with water.",
            hits=["4,200"],
        ),
        Example(
            "A landslide buried 36 railway workers in their beds. Rescuers came at dawn. The slope "
            "had buried 63 railway workers in their beds, they said.",
            hits=["63"],
        ),
        Example(
            "The city planted 12,000 camphor trees along the ring road. It is proud of them. It "
            "planted 21,000 camphor trees along the ring road.",
            hits=["21,000"],
        ),
        Example(
            "Exports of steel pipes rose by 3 percent in March. Exports of steel pipes rose by 5 "
            "percent in April.",
            hits=[],
            why="two months, two facts",
        ),
        Example(
            "The harbour employs 198 crane drivers. It employs about 200 crane drivers.",
            hits=[],
            why="rounded",
        ),
        Example(
            "The club raised fees from 40 yuan a month to 60 yuan a month.",
            hits=[],
            why="a change told in one sentence",
        ),
    ),
)
def number(view: DocumentView) -> Iterator[Hit]:
    """Two sentences say the same with two different figures.

    Figures are lost and swapped when numbers are converted between scales (wan, yi), and readers
    rely on them most. Two facts are told from one by trees that were fitted to planted exchanges
    and to quiet text: the unit, the words, names and other figures around, the shape of both
    figures. Roundings count as equal, and a figure that stands twice is never doubted.
    """
    yield from _slips(view, dates=False)


def _slips(view: DocumentView, *, dates: bool) -> Iterator[Hit]:
    """Figures (or dates) that stand where the document has another one, surest first."""
    text = content(view)
    headline = view.headline
    skip = frozenset() if headline is None else frozenset({headline.index})
    found = figure_slips(text, skip, LEAST_RARITY, dates=dates)
    most = MOST * (1 + len(text.tokens) // 1000)
    for slip in sorted(found, key=lambda s: (-s.rarity, s.slot))[:most]:
        yield _figure_hit(view, text.tokens, slip)


def _figure_hit(view: DocumentView, tokens: tuple[Token, ...], slip: Slip) -> Hit:
    token, other = tokens[slip.slot], tokens[slip.first]
    segment = view.segments[token.segment]
    here, there = segment.text[token.start : token.end], span_text(view, other, other)
    several = slip.times > 1
    return segment.hit(
        token.start,
        token.end,
        f"“{here}” here, “{there}”{f' ({slip.times} times)' if several else ''} where the article "
        "seems to tell of the same"
        + ("" if several else "; which one is right cannot be told from the text"),
        suggestion=there if several else None,
        related=(view.segments[other.segment].place(other.start, other.end),),
        features=("several" if several else "once",),
        score=round(slip.rarity, 2),
    )


@document_check(
    "consistency.date-slip",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example(
            "The harbour bridge at Orland was opened on March 5. Thousands of people came to see "
            "it. Since the harbour bridge at Orland was opened on May 5, traffic has doubled. The "
            "town had waited for it since March.",
            hits=["May"],
        ),
        Example(
            "The two mayors signed the ferry treaty in 2016. Nobody read it then. The ferry treaty "
            "that the two mayors signed in 2006 ends soon. Both towns want to keep what was signed "
            "in 2016.",
            hits=["2006"],
        ),
        Example(
            "The strike at the Kolby shipyard began on Tuesday. Wages are low there. Ships wait. "
            "Before the strike at the Kolby shipyard began on Friday, talks had failed. It had "
            "been called for Tuesday.",
            hits=["Friday"],
        ),
        Example("Sales rose in March. Sales fell in April. Nobody knows why.", hits=[]),
        Example("He was born in 1961. He died in 2019. His wife was born in 1964.", hits=[]),
        Example("The fair opens on Monday. The fair closes on Friday.", hits=[]),
    ),
)
def date_slip(view: DocumentView) -> Iterator[Hit]:
    """A date where the article has another one, twice or more, for what may be the same event.

    Judged as `consistency.number` judges two figures. Limits: most articles tell of several dates
    in the same words, and professionals mark these places less often than others, so that the
    check is off unless asked for; it is there for proofs that must not miss a date.
    """
    yield from (h for h in _slips(view, dates=True) if h.suggestion)


@segment_check(
    "consistency.date",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    triggers="0123456789",
    examples=(
        Example("The vote was held on Monday, March 5, 2024.", hits=["Monday, March 5, 2024"]),
        Example("It opens on 1 May 2023 (Sunday).", hits=["1 May 2023 (Sunday"]),
        Example(
            "They met on Friday 13 June 2024 in the old town hall.", hits=["Friday 13 June 2024"]
        ),
        Example("The vote was held on Tuesday, March 5, 2024.", hits=[]),
        Example("It opens on 1 May 2023 (Monday).", hits=[]),
        Example("On Monday, March 5, the shops were shut.", hits=[], why="no year"),
        Example("The bill of February 30, 2024, Friday's joke, is a fake.", hits=[]),
    ),
)
def date(view: SegmentView) -> Iterator[Hit]:
    """The weekday does not belong to the date beside it.

    The day of the week is often translated wrongly, since Chinese counts weekdays and church
    Sundays apart. Only dates with a year are judged; days that no calendar has are left alone.
    """
    for match in _DATE.finditer(view.text):
        get = match.groupdict().get
        month = get("m") or get("m2") or get("m3") or get("m4") or ""
        day = get("d") or get("d2") or get("d3") or get("d4") or "0"
        given = (get("w") or get("w2") or "").lower()
        try:
            when = datetime.date(
                int(get("y") or get("y2") or 1), MONTHS.index(month.lower()) + 1, int(day)
            )
        except ValueError:
            continue
        right = WEEKDAYS[when.weekday()].capitalize()
        if right.lower() != given:
            yield view.hit(
                match.start(),
                match.end(),
                f"{when.day} {month} {when.year} was a {right}, not a {given.capitalize()}",
            )


@segment_check(
    "consistency.sum",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    triggers="0123456789",
    examples=(
        Example("The zoo has 12 lions, 7 tigers and 5 bears, totalling 26 animals.", hits=["26"]),
        Example("He sold 40 old boats and 15 new boats, for a total of 65 boats.", hits=["65"]),
        Example("They planted 300 pines and 200 oaks, a total of 5,000 trees.", hits=["5,000"]),
        Example("The zoo has 12 lions, 7 tigers and 5 bears, totalling 24 animals.", hits=[]),
        Example("Among 90 guests were 12 nurses and 7 cooks, in all 19 women.", hits=[]),
        Example("It has 3 halls and 4 yards, in all 7.", hits=[]),
        Example("He paid 20 yuan and 30 cents, in all 20.3 yuan.", hits=[], why="decimals"),
    ),
)
def total(view: SegmentView) -> Iterator[Hit]:
    """The parts that the sentence names do not add up to the total that it states.

    Limits: whole numbers in an explicit list ("A, B and C, totalling D") only.
    """
    for match in _SUM.finditer(view.text):
        if view.text[match.end() : match.end() + 1] in (".", "%") and (
            view.text[match.end() + 1 : match.end() + 2].isdigit() or view.text[match.end()] == "%"
        ):
            continue
        parts = [value(n.strip(",")) or 0 for n in _INTEGER.findall(match["items"])]
        stated = value(match["sum"].strip(","))
        if stated is not None and sum(parts) != stated:
            yield view.hit(
                match.start("sum"),
                match.start("sum") + len(match["sum"].strip(",")),
                f"{' + '.join(f'{p:,.0f}' for p in parts)} = {sum(parts):,.0f}, not {stated:,.0f}",
                related=(view.place(match.start("items"), match.end("items")),),
            )
