"""Lists behind a stated count: "five countries: France, Spain, Italy and Greece".

Only lists that can be counted in one way: names or plain nouns, nothing partial ("including"), no
pairs ("Trinidad and Tobago"), no appositions, nothing that goes on as a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtlint.text.appositions import fewest
from mtlint.text.counts import NUM, Count, holds, rough, whole
from mtlint.text.grammar_en import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, PRONOUNS, classes
from mtlint.text.late import late

_REST = r"[^.:;!?()—–\n]{5,300}"
_LIST = late(
    rf"(?P<n>{NUM}) (?P<noun>(?:[a-z][a-z-]+ ){{0,2}}?[a-z][a-z-]+)"
    r"(?P<done> (?:are|were|have been|had been) [a-z]+(?:ed|en|n|t|ld|ade)(?: [a-z]+){0,2})?"
    rf"(?:: (?P<colon>{_REST})(?=[.;!?\n]|$)| \((?P<brackets>{_REST})\)"
    rf"|(?: — |—| – )(?P<dash>{_REST})(?=—| — | – ))"
)
_SEMICOLONS = late(
    rf"(?P<n>{NUM}) (?P<noun>(?:[a-z][a-z-]+ ){{0,2}}?[a-z][a-z-]+): "
    r"(?P<items>[^.:!?()—–\n]{5,300})(?=[.!?\n]|$)"
)
_MARKS = (": ", "(", "—", "–")  # one of them is before a list
_GLANCE = 300
_MOST = 20  # longer lists are seldom told one by one
_NAME_WORDS, _NOUN_WORDS = 4, 3
_PARTIAL_WORDS = (
    r"\b(?:including|include[sd]?|among|such|eg|etc|others?|more|rest|like|especially|notably|both|"
    r"or|who|which|that|with|well|plus|each|either|nor|not|vs|versus|then|namely)\b"
)
_PARTIAL_WORD = late(_PARTIAL_WORDS, re.IGNORECASE)
_PARTIAL = late(_PARTIAL_WORDS + r"|[\d…“”\"/]", re.IGNORECASE)
_LINKS = frozenset("of the de da del al el bin van von la le".split())
# What stands second in a pair that is one name.
_SECOND = frozenset(
    "herzegovina tobago barbuda nevis principe príncipe grenadines caicos futuna spencer gamble "
    "wear labrador kashmir hove sons co company cunha mayen dohme young".split()
)


def listed(text: str) -> Iterator[Count]:
    """Counts with a colon, a dash or a bracket behind them and a list of another length."""
    for match in _LIST.finditer(text) if holds(text, _MARKS) else ():
        where, stated = str(match.lastgroup), whole(match["n"])
        if not _is_count(text, match) or _goes_on(text, match):
            continue
        if match["done"] and not match[where][0].isupper():
            continue  # "two men were hurt: an eye and a leg"
        lengths = _lengths(match[where])
        if where == "brackets" and max(lengths, default=0) < stated:
            continue  # "four goals (Haaland, Foden and Silva)": who, or of what kinds
        if not lengths or stated in lengths or _doubled(stated, lengths):
            continue
        if stated < min(lengths) and _may_be_fewer(match["noun"], match[where], stated):
            continue
        yield Count(*match.span("n"), stated, match.span(where), lengths[-1])
    yield from _parted_by_semicolons(text)


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a match tells so many of a noun in the plural."""
    head = match["noun"].split()[-1]
    plural = "p" in classes(head) or head == "people"
    return plural and 2 <= whole(match["n"]) <= _MOST and not rough(text, match.start("n"))


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a list goes on behind a semicolon, and is no sentence of its own there."""
    rest = text[match.end() : match.end() + _GLANCE]
    return re.match(r"; ?(?:and |[A-Z])|;[^.!?;\n]*;", rest) is not None


def _parted_by_semicolons(text: str) -> Iterator[Count]:
    """The same of lists whose items hold commas themselves: "Paris, Texas; and Rome, Georgia"."""
    for match in _SEMICOLONS.finditer(text) if ";" in text and ": " in text else ():
        stated, items = whole(match["n"]), [i.strip() for i in match["items"].split(";")]
        if len(items) < 2 or not items[-1].startswith("and ") or not _is_count(text, match):
            continue
        items[-1] = items[-1].removeprefix("and ")
        single = not any(re.search(r" (?:and|or|&) ", item) for item in items)
        alike = all(i[:1].isupper() for i in items) or all(i[:1].islower() for i in items)
        if single and alike and not _PARTIAL_WORD.search(match["items"]) and stated != len(items):
            yield Count(*match.span("n"), stated, match.span("items"), len(items))


def _doubled(stated: int, lengths: Sequence[int]) -> bool:
    """Whether each thing may have two items: "two cities: Paris, France, and Rome, Italy"."""
    return any(n > stated and n % stated == 0 for n in lengths)


def _may_be_fewer(noun: str, text: str, stated: int) -> bool:
    """Whether some of the names in a list may say where or what the ones before them are."""
    *items, last = (c.strip() for c in text.split(","))
    items += re.split(r" (?:and|&) ", re.sub(r"^(?:and|&) ", "", last))
    return all(map(_name, items)) and fewest(noun.split()[-1], items) <= stated


def _lengths(text: str) -> tuple[int, ...]:
    """The numbers of things that a list may hold; none where it is no plain list.

    >>> _lengths("France, Spain, Italy and Greece"), _lengths("food, health, trade and industry")
    ((4,), (3, 4))
    """
    chunks = [c.strip() for c in text.split(",")]
    if _PARTIAL.search(text) or len(chunks) < 2 or not all(chunks):
        return ()
    last = chunks.pop()
    oxford = last.startswith(("and ", "& "))
    halves = re.split(r" (?:and|&) ", last.removeprefix("and ").removeprefix("& "))
    joined = any(re.search(r"\band\b|&", c) for c in chunks)
    if joined or len(halves) > 2 or not _alike([*chunks, *halves]):
        return ()
    fewest = len(chunks) + 1
    if len(halves) == 1:
        return (fewest,) if oxford else ()
    if oxford or not _two_names(*halves):
        return (fewest, fewest + 1)
    return (fewest + 1,)


def _alike(items: Sequence[str]) -> bool:
    """Whether all are names, or all plain nouns: others may be appositions."""
    return all(map(_name, items)) or all(map(_noun, items))


def _name(item: str) -> bool:
    words = item.split()
    return len(words) <= _NAME_WORDS and all(
        w[:1].isupper() or (w in _LINKS and i < len(words) - 1) for i, w in enumerate(words)
    )


def _noun(item: str) -> bool:
    words = item.split()
    if not item.islower() or len(words) > _NOUN_WORDS:
        return False
    if any(w in PREPOSITIONS | PRONOUNS | DETERMINERS | AUXILIARIES | BE for w in words):
        return False
    return "n" in classes(words[-1])  # a plural may be several of what is counted


def _two_names(first: str, second: str) -> bool:
    """Whether "Italy and Greece" are two: names, not both of them words, and no known pair."""
    ends = [first.split()[-1], second.split()[-1]]
    if ends[1].lower() in _SECOND or not (_name(first) and _name(second)):
        return False
    return not all(set(classes(w)) & set("nj") for w in ends)
