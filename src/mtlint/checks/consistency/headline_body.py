"""The headline (and subheadings) against the body."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.acronyms import one_short
from mtlint.text.contrary import Contrary, contraries
from mtlint.text.exchange import Exchange, exchange, suggested
from mtlint.text.forms import Kin
from mtlint.text.measured import measure_of
from mtlint.text.opposites import Direction, in_form
from mtlint.text.phrases import FIGURES, Content, Token, content, lows_of, span_text
from mtlint.text.rest import Rest
from mtlint.text.series import series_of
from mtlint.text.subheadings import is_subheading
from mtlint.text.support import Conflict, conflicts
from mtlint.text.tallies import values
from mtlint.text.two_offices import one_person
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

# From which rarity (`mtlint.text.boosted`) on a contradiction is told. A lead says more than the
# body repeats, and most figures that differ there tell of two things; so do subheadings, and the
# lead below a headline, of which `consistency.number` alone reads the figures.
LEAST_TERM = {"headline": 0.2, "lead": 1.0, "lead-below": 2.0, "subheading": 2.0}
LEAST_FIGURE = {"headline": 2.0, "lead": 3.0, "lead-below": None, "subheading": 4.0}
# What professionals mark no more often than other places is a note (`mtlint.learn.quiet`): terms
# below this rarity (.59 of 241 against .65), and figures of a lead (.08 of 48 against .22). Nine
# planted terms in a hundred are among the former.
WEAK = 1.0
_NAMES = {
    "headline": "headline",
    "lead": "opening",
    "lead-below": "opening",
    "subheading": "subheading",
}
_NAMED = frozenset({"spelling", "place"})  # how names were paired
CONTRARY = 4.0  # the rarity of a verb that says the contrary: no native headline has been seen
LEAST_BODY = 3  # segments below the headline, of which the first may be read as the lead
MAX_HITS = 3  # a headline that contradicts its body in more places is another headline

EXAMPLES = (
    Example(
        "Officials across the county studied the decisions of the Third Plenary Session of the "
        "Ninth Municipal Party Committee. The Third Plenary Session of the Ninth Municipal Party "
        "Committee closed on Friday.",
        headline="County studies decisions of the Third Plenary Session of the Ninth Municipal "
        "Capital",
        hits=["Municipal Capital"],
    ),
    Example(
        "A coal mine explosion in the northern county killed 21 miners on Sunday. Rescuers said "
        "the bodies of all 21 miners had been found.",
        headline="Coal mine explosion in northern county kills 12 miners",
        hits=["12"],
    ),
    Example(
        "The Dongshan ferry company will open its new route to the islands on March 15, the "
        "company said. Tickets for the new route go on sale on March 10.",
        headline="Dongshan ferry company to open new route to islands on May 15",
        hits=["May"],
    ),
    Example(
        "The Jiangsu provincial government opened three new ports on Monday. Jiangsu now has nine.",
        headline="Jiangxi opens three new ports",
        hits=["Jiangxi"],
        why="two provinces; the headline has the wrong one",
    ),
    Example(
        "The firm sold ten ferries to a German harbour. The German harbour paid at once.",
        headline="Firm sells ferries to Germany",
        hits=[],
    ),
    Example(
        "Thousands walked through Kolby on Sunday. One of them said she had been out on the "
        "streets since May. The protests began in Kolby in May.",
        headline="Fires and Smoke as Thousands March Through Kolby",
        hits=[],
        why="a verb, no month",
    ),
    Example(
        "Mayor Hongzhong visited the flooded villages on Monday. Hongzhong promised quick help to "
        "the villagers.",
        headline="Mayor Hongzheng visits flooded villages",
        hits=["Hongzheng"],
    ),
    Example(
        "The Provincial Party School trained forty teachers. The Provincial Party Committee "
        "praised the Provincial Party School for its work.",
        headline="Provincial Party Committee praises Provincial Party School",
        hits=[],
        why="two institutions that share a modifier, both in the body",
    ),
    Example(
        "The harvest rose to 198.4 million tons this year, the ministry said. Last year it was "
        "185 million tons.",
        headline="Harvest reaches nearly 200 million tons",
        hits=[],
        why="a headline rounds",
    ),
    Example(
        "China's economic output expanded by 5.2 percent in the first quarter. Chinese exports "
        "also rose, by 3.1 percent.",
        headline="China's economy grows 5.2%",
        hits=[],
        why="other words of the same stem, other verb",
    ),
    Example(
        "Steel prices rose in May, the office said. It gave no reason, and nobody asked.",
        headline="Steel prices rise in May",
        hits=[],
        why="the present of headlines",
    ),
    Example(
        "The council of Orland closed the old harbour on Monday. Nobody was hurt.\n\n"
        "Ferry company loses its landing stage\n\nThe Kolby ferry company must leave the "
        "islands. The Kolby ferry company loses its landing stage in May, and other boats will go "
        "to the islands.\n\nNew landing stage for the Kolby ferry council\n\nThe Kolby ferry "
        "company wants a new landing stage.",
        headline="Council closes old harbour",
        hits=["Kolby ferry council"],
        why="a subheading",
    ),
    Example(
        "The council of Orland closed the old harbour on Monday. Nobody was hurt.\n\n"
        "Ferry company moves to the islands\n\nThe Kolby ferry company must leave. It wants a new "
        "landing stage on the islands.\n\nWhat comes next\n\nThe ferry museum opens in May.",
        headline="Council closes old harbour",
        hits=[],
        why="subheadings that say more than the rest",
    ),
    Example(
        "The office renews passports by post.\n\nStep 1: Send the form\n\nThe form has 3 pages. "
        "You will need a photo.\n\nStep 2: Wait\n\nStep 3 is to send the form again.",
        headline="How to renew a passport by post",
        hits=[],
        why="numbered parts count nothing",
    ),
    Example(
        "The council approved the plan on Monday. Some 50 members voted, 30 of them in favor.",
        headline="Council approves plan 30-20",
        hits=[],
        why="a vote told in another way",
    ),
    Example(
        "Tongda Motors said that its net profit rose 12% last year to 3.4 billion yuan.",
        headline="Tongda Motors profit fell 12% last year",
        hits=["fell"],
        why="the contrary of one thing",
    ),
    Example(
        "The museum will stay open until ten in summer. Opening hours on holidays remain as they "
        "are. Usual opening hours are from ten to six, the museum said.",
        headline="Museum hours to be extended in summer",
        hits=[],
        why="the museum is spoken of as well: hours of the one kind and of the other",
    ),
    Example(
        "The Lindal Ferry Association (LFA) said on Sunday that the season opens in May.\n\nThe "
        "Lindal Ferry Federation (LFA) said that tickets are sold out.",
        hits=[],
        why="the abbreviation tells which is right",
    ),
    Example(
        "Ma Xiaofeng, head coach of the Haiyang Dolphins, smiled.\n\nMa Xiaofeng, head coach of "
        "the Jinshan Tigers, left.",
        hits=[],
        why="two offices of one person: another check's fault",
    ),
    Example(
        "ORLAND — The bank lowered interest rates by a quarter point on Thursday, the first "
        "reduction since 2020.",
        headline="Bank Cuts Rates for First Time Since 2020",
        hits=[],
        why="a verb that could be a noun, and what happens for the first time",
    ),
    Example(
        "The county opened its third tea fair on Sunday, and many came.\n\nFirst prize 300 yuan\n\n"
        "Second prize 200 yuan\n\nThe fair will last until Friday, the office said.\n\nAdults: 30 "
        "yuan\n\nNo more than two.\n\nChildren: 15 yuan\n\nNo more than five.",
        headline="Tea fair opens",
        hits=[],
        why="lines of a list are no subheadings",
    ),
    Example(
        "As of 18:00 on July 9, a total of 2,400 people had been relocated in the county, "
        "including 1,900 in Shiping Township, 1,500 in Gaoqiao Town and 800 in Shawan Town.",
        headline="Yunxi County Hit by Heavy Rain, 4,200 People Relocated",
        hits=["4,200"],
        why="the whole, not its parts, is what the headline tells",
    ),
    Example(
        "Dongping's exports reached 46.2 billion US dollars last year. Imports were 24.3 billion "
        "yuan.",
        headline="Dongping's Exports Reach 46.2 Billion Yuan",
        hits=["46.2 Billion Yuan"],
        why="one figure in two currencies",
    ),
    Example(
        "The council approved the bridge on Tuesday. Work on the bridge starts in June and ends "
        "in 2027.",
        headline="Council approves bridge",
        hits=[],
    ),
)


@document_check(
    "consistency.headline-body",
    Category.TERM_INCONSISTENT,
    Severity.MAJOR,
    languages=("en",),
    noted=True,
    examples=EXAMPLES,
)
def headline_body(view: DocumentView) -> Iterator[Hit]:
    """The headline says something else than the body where both speak of the same thing.

    A headline is translated by itself, often by another pass or another engine than the body, and
    it is what most readers see. Subheadings and the lead are read the same way, but must be
    surer, for they say what the rest does not repeat. Silent where the body tells of another thing
    of the same family: beside other figures or dates, or spoken of by itself. A verb is told where
    the body has the contrary of the same subject and object, or figure, and nothing else; a figure
    of the headline also where the body has it in another unit alone, a province or a country where
    another one stands in its place. Lines of a list are no subheadings. Weak contradictions (one
    shared word in one place), and figures of a lead that differ, are notes.
    """
    text = content(view)
    lows = lows_of(view)
    kin = Kin(text)
    told: set[Place] = set()
    for low, high, kind in _passages(view, text):
        rest = Rest(text, lows, low, high)
        every = conflicts(rest, kin, LEAST_TERM[kind], LEAST_FIGURE[kind])
        kept = (c for c in every if _is_told(view, text, c, kind))
        found = sorted(kept, key=lambda c: (-c.rarity, c.slot))
        hits = [_hit(view, rest, c, kind) for c in _apart(found)[:MAX_HITS]]
        # Two passages that contradict each other are told once.
        yield from (hit for hit in hits if not {_place(hit), *hit.related} <= told)
        told.update(place for hit in hits for place in (_place(hit), *hit.related))
        if kind == "headline":
            yield from (_contrary(view, text, c) for c in contraries(rest))


def _place(hit: Hit) -> Place:
    return Place(hit.segment, hit.start, hit.end)


def _is_told(view: DocumentView, text: Content, c: Conflict, kind: str) -> bool:
    """Whether a contradiction may be one: no abbreviation, and no part of a series ("Step 3")
    outside the headline, for subheadings name one part each. Two names of one abbreviation are left
    to `consistency.acronym`, which knows the right one by its initials, and two offices of one
    person to `consistency.office`."""
    part = kind != "headline" and series_of(text).of(c.slot) is not None
    if part or _abbreviated(view, text.tokens[c.slot]):
        return False
    here, there = (
        Place(t.segment, t.start, t.end) for t in (text.tokens[c.slot], text.tokens[c.first])
    )
    return not one_short(view, here, there) and not one_person(view, here, there)


def _abbreviated(view: DocumentView, token: Token) -> bool:
    """Whether a token is written in capitals: US stands for United States."""
    form = view.segments[token.segment].text[token.start : token.end]
    return len(form) < 6 and form.isupper()


def _passages(view: DocumentView, text: Content) -> Iterator[tuple[int, int, str]]:
    """Token ranges to hold against the rest: the headline, the lead, the subheadings.

    Without a headline the first segment is the lead.
    """
    if len(view.segments) < 2:
        return
    main = view.headline.index if view.headline else view.segments[0].index
    kinds = {main: "headline" if view.headline else "lead"}
    if view.headline and len(view.segments) - main > LEAST_BODY:
        kinds[main + 1] = "lead-below"
    for segment in view.segments:
        if segment.index > main and is_subheading(segment):
            kinds[segment.index] = "subheading"
    segments = [t.segment for t in text.tokens]
    for index in sorted(kinds):
        low = bisect_left(segments, index)
        high = bisect_left(segments, index + 1, low)
        if low < high:
            yield low, high, kinds[index]


def _apart(found: list[Conflict]) -> list[Conflict]:
    """Without those that touch a stronger one."""
    kept: list[Conflict] = []
    for c in found:
        if all(abs(c.slot - k.slot) > 1 for k in kept):
            kept.append(c)
    return kept


def _hit(view: DocumentView, rest: Rest, c: Conflict, part: str) -> Hit:
    tokens = rest.content.tokens
    figure = tokens[c.slot].kind in FIGURES
    if c.why == "unit":
        unit = measure_of(rest, c.slot)
        found = Exchange(c.slot, unit.last if unit else c.slot, c.first, c.last, fits=True)
    elif figure or c.why in _NAMED:
        pairs = len(values(tokens[c.slot])) == len(values(tokens[c.first]))  # not 35 for 30-20
        found = Exchange(c.slot, c.slot, c.first, c.last, fits=pairs)
    else:
        found = exchange(rest, c.slot, c.first, c.last)
    start, end = tokens[found.first], tokens[found.last]
    other = span_text(view, tokens[found.other_first], tokens[found.other_last])
    here = span_text(view, start, end)
    times = f" ({c.times} times)" if c.times > 1 else ""
    segment = view.segments[start.segment]
    weak = c.thin or c.rarity < WEAK
    label = "figure" if figure else "name" if c.why in _NAMED else "term"
    return segment.hit(
        start.start,
        end.end,
        f"The {_NAMES[part]} says “{here}”; the body says “{other}”{times} in the same place",
        suggestion=None if weak else suggested(view, rest, found),
        related=tuple(_places(rest, tokens[found.other_first : c.last + 1], found.other_last)),
        features=(f"{part}-{label}", *(("weak",) if weak else ())),
        score=round(c.rarity, 2),
    )


def _contrary(view: DocumentView, text: Content, c: Contrary) -> Hit:
    here, there = (
        _word(view, text.tokens[p], d) for p, d in ((c.slot, c.said), (c.other, c.instead))
    )
    segment, rest = view.segments[here.segment], view.segments[there.segment].text
    said, instead = segment.text[here.start : here.end], rest[there.start : there.end]
    links = [text.tokens[p + 1].link for p in (c.slot, c.other) if p + 1 < len(text.tokens)]
    fits = len(set(links)) == 1  # not "loses to", "defeats"
    pair = len(c.said.forms) == len(c.instead.forms) == 1
    new = (instead if pair else in_form(c.instead, c.said)) if fits or pair else ""
    return segment.hit(
        here.start,
        here.end,
        f"The headline says “{said}”; the body says the contrary of the same thing, “{instead}”",
        suggestion=(new.capitalize() if said[0].isupper() else new) or None,
        related=(there,),
        features=("headline-contrary",),
        score=CONTRARY,
    )


def _word(view: DocumentView, token: Token, said: Direction) -> Place:
    """Where a verb stands, or the “up” before a number."""
    if token.kind not in FIGURES:
        return Place(token.segment, token.start, token.end)
    word = said.forms[0]
    start = view.segments[token.segment].lower.rindex(word, 0, token.start)
    return Place(token.segment, start, start + len(word))


def _places(rest: Rest, form: tuple[Token, ...], last: int, most: int = 5) -> Iterator[Place]:
    """Where the rest has this row of tokens, the one that ends in token `last` in full."""
    tokens, shown = rest.content.tokens, 0
    keys = [t.key for t in form]
    for p in rest.content.places[keys[0]]:
        row = tokens[p : p + len(keys)]
        if rest.low <= p < rest.high or [t.key for t in row] != keys:
            continue
        if row[0].segment == row[-1].segment:
            end = tokens[last] if row[0] is form[0] else row[-1]
            yield Place(row[0].segment, row[0].start, end.end)
            shown += 1
            if shown >= most:
                return
