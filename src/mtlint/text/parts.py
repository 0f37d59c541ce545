"""Parts beside the whole that they should make: "19 wharves, of which 12 …", "… 23 in total".

Parts of a whole may overlap ("20 were women and 15 were under 18") and need not make all of it;
only those that exclude one another can be too many, and only those that leave no third can be too
few. Measures are not added: two hours and twenty minutes are not 22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, combinations

from mtlint.text.counts import NUM, Count, holds, rough, whole
from mtlint.text.late import late

_ITEM = rf"{NUM}(?: [a-z][a-z-]{{1,20}}){{1,3}}?(?: of the [a-z-]+)?"
_ITEMS = rf"(?P<items>{_ITEM}(?:, {_ITEM}){{0,6}},? and {_ITEM})"
_ADDING = r"(?:totall?ing|for a total of|a total of|adding up to|in all)"
_SUM = late(rf"{_ITEMS},? {_ADDING} (?P<sum>{NUM})")
_IN_TOTAL = late(
    rf"{_ITEMS}(?:,| —| –| \() ?(?:or |making )?(?P<sum>{NUM})(?P<noun>(?: [a-z][a-z-]+){{0,2}}?) "
    r"(?:in total|in all|altogether|all told|overall)\b"
)
_MADE_OF = late(
    rf"(?P<sum>{NUM}) (?P<noun>[a-z][a-z-]+)(?:: | \(| — |—){_ITEMS}(?=[.;!?)\n—]| —|$)"
)
_SAID = r"[^.;:!?()—–\n]{8,200})(?=[.;!?()—–\n]|$)"
_HEAD = rf"(?P<sum>{NUM}) (?:[a-z][a-z-]+ ){{0,2}}?(?P<noun>[a-z][a-z-]+)"
_FOLK = "(?:men|women|boys|girls|adults|children)"
_APPOSED = late(
    rf"(?P<sum>{NUM}) (?P<noun>[a-z][a-z-]+), (?P<items>{NUM} {_FOLK}(?:, {NUM} {_FOLK})*,? and "
    rf"{NUM} {_FOLK})(?=[,.;)])"
)
_PARTED = (
    late(rf"{_HEAD},? (?:[—–] )?of (?:which|whom|them|these) (?P<parts>{_SAID}"),
    late(rf"{_HEAD},? (?P<parts>{NUM} of (?:which|whom) {_SAID}"),
    late(rf"\bOf (?:(?:the|its|their|these|those) )?{_HEAD}, (?P<parts>{NUM} {_SAID}"),
)
# What is included need not be all: such parts can only be too many.
_INCLUDING = late(
    rf"{_HEAD}(?: [a-z][^\d,.;:!?()—–\n]{{0,60}})?,? including (?P<parts>{NUM} {_SAID}"
)
_WHOLE_OF = ("of which ", "of whom ", "of them ", "of these ", "Of ", " including ")
_CUT = re.compile(
    r",? (?:and|while|but|with|whereas) (?=(?:the )?(?:other|remaining|rest|\d|[a-z-]+))|, "
)
_PART = late(rf"(?:and )?(?P<rest>(?:the )?(?:other|remaining|rest,?) )?(?P<n>{NUM})(?P<said> .+)")
_NUMBER = late(NUM)
_FEWEST = 3  # numbers in a text that holds two parts and their sum
_BEFORE = 60
_OF = late(rf" of (?!the )|{NUM} of ")  # "12 of the men", "40 tons of rice"
_TAIL = late(rf"{NUM}(?: [a-z][a-z-]+){{1,3}},? (?:and )?$")
# Each with a cheap look that says whether it is worth asking.
_SUMS = (
    (_SUM, partial(holds, marks=("total", "adding up", "in all"))),
    (_IN_TOTAL, partial(holds, marks=("in total", "in all", "altogether", "all told", "overall"))),
    (_APPOSED, re.compile(r"(?:men|women|boys|girls|adults|children)[,.;)]").search),
    (_MADE_OF, partial(holds, marks=(": ", "(", "—"))),
)
# Kinds of things that may hold the items named before: "12 men and ten women, 23 people in total".
_KINDS = frozenset(
    "people persons individuals passengers victims casualties members pupils students workers "
    "employees staff soldiers troops patients guests delegates players athletes residents "
    "civilians animals birds vehicles vessels buildings items officers officials suspects".split()
)
_MEASURES = frozenset(
    "hour hours minute minutes second seconds day days week weeks month months year years foot "
    "feet inch inches yard yards mile miles pound pounds ounce ounces stone yuan jiao cent "
    "cents pence dollar dollars euro euros kilometre kilometres metre metres meter meters "
    "kilogram kilograms gram grams ton tons tonne tonnes degrees percent point points dozen "
    "hundred thousand million billion couple couples pair pairs family families team teams "
    "group groups set sets".split()
)
# Words that exclude one another; of the first row one of both is always true.
_WHOLE = (
    "open|opened closed|shut", "male|males|men female|females|women", "boys girls", "passed failed",
    "alive|living dead", "indoor|indoors outdoor|outdoors", "vaccinated unvaccinated",
    "employed unemployed", "survived died",
)  # fmt: skip
_APART = (
    "won lost", "killed|dead|died injured|wounded|hurt", "new old", "domestic foreign",
    "public|state-owned private", "urban rural", "for against", "recovered|survived died",
    "confirmed suspected", "north south", "east west", "sold unsold", "day night", "men boys",
)  # fmt: skip
_NEARLY = 0.8  # less than that of a whole may be told in part
_MAYBE_CHILDREN = frozenset("people persons passengers victims dead residents civilians".split())
_PLACE = re.compile(r"\b(?:in|at|from) (?:[A-Z][\w'’-]+)")


def summed(text: str) -> Iterator[Count]:
    """Totals that their parts, all named beside them, do not make."""
    if " and " not in text:
        return
    for pattern, tells in _SUMS:
        if not tells(text) or len(_NUMBER.findall(text)) < _FEWEST:
            continue
        for match in pattern.finditer(text):
            noun = match["noun"].split()[-1:] if "noun" in pattern.groupindex else []
            if not _fits(noun, match["items"], strict=pattern in (_MADE_OF, _APPOSED)):
                continue
            if _TAIL.search(text, max(0, match.start() - _BEFORE), match.start()):
                continue  # more items stand before them
            if rough(text, match.start("sum")) and pattern is not _SUM:
                continue
            addends = tuple(whole(n) for n in _NUMBER.findall(match["items"]))
            stated = whole(match["sum"])
            if sum(addends) != stated and not (pattern is _MADE_OF and stated == len(addends)):
                yield Count(*match.span("sum"), stated, match.span("items"), sum(addends), addends)


def _fits(noun: Sequence[str], items: str, *, strict: bool) -> bool:
    """Whether what is counted can be added, and makes what the total is of."""
    words = items.replace(",", " ").split()
    if _MEASURES.intersection(words) or _MEASURES.intersection(noun) or _OF.search(items):
        return False
    if not noun or noun[0] in _KINDS or (noun[0] in words and not strict):
        return True
    two = items.split(" and ")
    return len(two) == 2 and "," not in items and _opposed(two[0], two[1], _WHOLE)


def parted(text: str) -> Iterator[Count]:
    """Wholes of whose parts ("of which 12 were closed and 8 stayed open") there are too many, or
    too few where nothing else can be.
    """
    if not holds(text, _WHOLE_OF):
        return
    for pattern, match in _matches(text, (*_PARTED, _INCLUDING)):
        parts = [_PART.fullmatch(p) for p in _CUT.split(match["parts"])]
        found = [p for p in parts if p is not None]
        if len(parts) < 2 or len(found) < len(parts) or match["noun"] in _MEASURES:
            continue
        if rough(text, match.start()):
            continue
        stated, addends = whole(match["sum"]), tuple(whole(p["n"]) for p in found)
        said = [p["said"] for p in found]
        named = bool(found[-1]["rest"])
        wrong = partial(_contradicts, noun=match["noun"], named=named)
        if (_too_many if pattern is _INCLUDING else wrong)(stated, addends, said):
            yield Count(*match.span("sum"), stated, match.span("parts"), sum(addends), addends)


def _matches(
    text: str, patterns: Sequence[re.Pattern[str]]
) -> Iterator[tuple[re.Pattern[str], re.Match[str]]]:
    return chain.from_iterable(((p, m) for m in p.finditer(text)) for p in patterns)


def _contradicts(
    stated: int, addends: Sequence[int], said: Sequence[str], noun: str, *, named: bool
) -> bool:
    """Whether parts do not make their whole. `named`: the last is "the other", "the remaining"."""
    full = sum(addends)
    if full == stated:
        return False
    if named or _too_many(stated, addends, said):
        return True
    return len(said) == 2 and full >= _NEARLY * stated and _no_third(noun, said)


def _no_third(noun: str, said: Sequence[str]) -> bool:
    """Whether two parts leave no third: open and closed, came and did not."""
    if _opposed(said[0].split()[-1], said[1].split()[-1], _WHOLE):
        return not (noun in _MAYBE_CHILDREN and re.search(r"\b(?:wo)?men\b", said[0]))
    return bool(
        re.fullmatch(r" [a-z]+ed| [a-z]+", said[0])
        and re.fullmatch(r" did(?: not|n['’]t)", said[1])
    )


def _too_many(stated: int, addends: Sequence[int], said: Sequence[str]) -> bool:
    """Whether parts that exclude one another are more than the whole."""
    if sum(addends) <= stated:
        return False
    for (a, first), (b, second) in combinations(zip(addends, said, strict=True), 2):
        if a + b > stated and _opposed(first, second, _WHOLE + _APART):
            return True
    return len(set(filter(None, map(_place, said)))) == len(said)


def _place(said: str) -> str:
    found = _PLACE.search(said)
    return found[0] if found else ""


def _opposed(first: str, second: str, table: Sequence[str]) -> bool:
    here, there = set(first.split()), set(second.split())
    for row in table:
        one, other = (set(side.split("|")) for side in row.split())
        for a, b in ((one, other), (other, one)):
            if here & a and there & b and not (here & b or there & a):
                return True
    return False
