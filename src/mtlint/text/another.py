"""Whether what stands in the place of a word tells of another thing of the same family.

A headline that has “museum hours” where the body has “opening hours” says nothing wrong. What
tells two things from two names of one: the body speaks of both, figures or dates beside them
differ, a word describes or does rather than names, or nothing but one shared word joins them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.text.alignment import MAX_PLACES
from mtlint.text.figures import figures_of
from mtlint.text.forms import is_head, role
from mtlint.text.grammar_en import REPORTING, classes
from mtlint.text.holders import holder
from mtlint.text.keys import key_of
from mtlint.text.phrases import FIGURES, NUMBER, ORDINAL, Token
from mtlint.text.rest import Rest, is_year
from mtlint.text.terms import MEASURES, Candidate

# Words that any noun may have beside it: they tell of a thing, and name none.
_DESCRIBING = frozenset(
    "new old former late later early earlier single certain multiple several various major main "
    "big small large huge great last next other own whole entire total full latest recent "
    "current previous additional further extra similar different same long short high low good "
    "bad best worst top key first second many few".split()
)
# Nouns by the word list that say when, how or where.
_ADVERBIAL = frozenset("today tomorrow yesterday tonight well back home away now".split())
# Nouns and the adjectives that say the same: the Chinese has one word for both.
_ONE = ({"city", "municipal"}, {"law", "legal"}, {"sea", "maritime"}, {"farm", "agricultural"})
_COUNTED = re.compile(
    r"(?:\d|(?:quarter|half|double|triple|twice|dozen|third)s?$|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|multi|several)-)"
)
_MOVED = frozenset({"", " to", " by", " from", " at"})  # "jump to 805"
_ONE_WORD = 1.0  # weight of one shared word at most
_FEW = 0.6  # share of the words that the sentence nearest to the passage has in common with it
_SHORT = 4  # letters: red, need, seed
_NEAR = 4  # words between a figure and what it is said of
_SELDOM = 2  # places of a form
_LITTLE = 3  # words in common
_AT = {name: i for i, name in enumerate(MEASURES)}


def is_another(rest: Rest, found: Candidate) -> bool:
    """Whether the candidate tells of another thing than the word of the passage."""
    lows, tokens = rest.lows, rest.content.tokens
    forms = lows[found.first : found.last + 1]
    if any(w in _ADVERBIAL or _COUNTED.match(w) for w in (lows[found.slot], *forms)):
        return True
    if _is_verb(rest, found.slot) or _acts(rest, found) or is_apart(rest, found):
        return True
    places = list(_places(rest, found))
    shared = _shared(rest, found.slot)
    most = max((shared.get(tokens[p].sentence, 0) for p in places), default=0)
    return (most <= 1 and _one_word(found)) or _other_figures(rest, found.slot, places)


def is_apart(rest: Rest, found: Candidate) -> bool:
    """Whether the two are no names of one thing, in whatever passage: two offices of two persons,
    "the first time", or words that say the same."""
    return _says_the_same(rest, found) or _nth_time(rest, found) or _other_holders(rest, found)


def _says_the_same(rest: Rest, found: Candidate) -> bool:
    """Whether both words say one thing, or which party and at which level: the City Committee is
    the Municipal Committee, and the Communist Party has a Municipal Party Committee."""
    words = {rest.lows[found.slot], rest.lows[found.first]}
    after = found.slot + 1 < rest.high and rest.content.tokens[found.slot + 1].key == "party"
    return (found.first == found.last and words in _ONE) or ("communist" in words and after)


def _other_holders(rest: Rest, found: Candidate) -> bool:
    """Whether another person holds what the form names, wherever it stands."""
    here = holder(rest, found.slot)
    size = found.last - found.first
    return bool(here) and all(
        there and here.isdisjoint(there)
        for there in (holder(rest, p + size) for p in _places(rest, found))
    )


def is_thin(rest: Rest, found: Candidate) -> bool:
    """Whether little speaks for one thing: a word that describes, one shared word in one place,
    other dates, or a sentence that has less in common with the passage than another one."""
    words = (rest.lows[found.slot], *rest.lows[found.first : found.last + 1])
    if not _DESCRIBING.isdisjoint(words) or (found.times == 1 and _one_word(found)):
        return True
    places = list(_places(rest, found))
    if _one_word(found) and (_own(rest, found) or _met(rest, found)):
        return True
    if _other_dates(rest, found.slot, places):
        return True
    shared, tokens = _shared(rest, found.slot), rest.content.tokens
    here = max((shared.get(tokens[p].sentence, 0) for p in places), default=0)
    few = here <= _FEW * max(shared.values(), default=0)
    little = here <= _LITTLE and 2 * here <= sum(1 for _ in _sentence(rest, found.slot))
    return (few and found.times <= _SELDOM) or (_one_word(found) and little)


def _one_word(found: Candidate) -> bool:
    return found.measures[_AT["left"]] + found.measures[_AT["right"]] <= _ONE_WORD


def _own(rest: Rest, found: Candidate) -> bool:
    """Whether the body speaks of what a modifier names by itself: the library, library hours."""
    if found.measures[_AT["head"]]:
        return False
    tokens = rest.content.tokens
    places = rest.outside(tokens[found.slot].key)
    return any(
        role(tokens[p], rest.lows[p]) == "noun" and is_head(tokens, p, len(tokens)) for p in places
    )


def _places(rest: Rest, found: Candidate) -> Iterator[int]:
    """Where the rest has the candidate's form."""
    tokens = rest.content.tokens
    form = [t.key for t in tokens[found.first : found.last + 1]]
    for p in rest.outside(form[0]):
        if [t.key for t in tokens[p : p + len(form)]] == form:
            yield p


def _met(rest: Rest, found: Candidate) -> bool:
    """Whether the passage has the form, too, beside the neighbour that it has in the rest."""
    tokens = rest.content.tokens
    left = found.measures[_AT["on-left"]]
    low, high = (found.first - 1, found.last) if left else (found.first, found.last + 1)
    row = [t.key for t in tokens[max(0, low) : high + 1]]
    ends = range(rest.low, rest.high - len(row) + 1)
    return any([t.key for t in tokens[p : p + len(row)]] == row for p in ends)


def _shared(rest: Rest, slot: int) -> dict[int, int]:
    """Per sentence of the rest how many words it has in common with the slot's sentence."""
    tokens, found = rest.content.tokens, dict[int, int]()
    keys = {t.key for i, t in _sentence(rest, slot) if i != slot}
    for key in keys:
        places = rest.content.places[key][: 4 * MAX_PLACES]
        for sentence in {tokens[p].sentence for p in places if not rest.low <= p < rest.high}:
            found[sentence] = found.get(sentence, 0) + 1
    return found


def _sentence(rest: Rest, slot: int) -> Iterator[tuple[int, Token]]:
    """The tokens of the passage in the slot's sentence, with their places."""
    tokens = rest.content.tokens
    for i in range(rest.low, rest.high):
        if tokens[i].sentence == tokens[slot].sentence:
            yield i, tokens[i]


def _is_verb(rest: Rest, slot: int) -> bool:
    """Whether a word that may be a verb is the passage's: "West issues apology", "cases jump"."""
    tokens, lows = rest.content.tokens, rest.lows
    known = classes(lows[slot])
    if slot == rest.low or tokens[slot].link or {"B", "Z"}.isdisjoint(known):
        return False
    if "+" in known:
        return _predicates(rest, slot)
    after = tokens[slot + 1] if slot + 1 < rest.high else None
    if after and after.kind in FIGURES and after.link in _MOVED:
        return True
    if "B" in known:
        ends = "p" in classes(lows[slot - 1]) and (after is None or not after.tight)
        return ends or _predicates(rest, slot)
    others = (set(classes(lows[i])) for i, _ in _sentence(rest, slot) if i != slot)
    named = role(tokens[slot - 1], lows[slot - 1]) in ("noun", "name")
    return named and not any({"Z", "D"} & other for other in others)


def _predicates(rest: Rest, slot: int) -> bool:
    """Whether a word that is mostly a noun is the verb by its number and its object: "Rangers
    Host Comets", "Council backs plan", but not "trade fair" or "Bank cuts in May"."""
    tokens, lows = rest.content.tokens, rest.lows
    after = tokens[slot + 1] if slot + 1 < rest.high else None
    adjective = not {"j", "r"}.isdisjoint(classes(lows[slot]))  # "launches further talks"
    if after is None or not after.tight or adjective or _has_verb(rest, slot):
        return False
    before = classes(lows[slot - 1])
    low = lows[slot - 1]
    if low.endswith(("'s", "’s", "s'", "s’")):
        return False
    several = "p" in before and "n" not in before if before else _ends_plural(low)
    return several == ("B" in classes(lows[slot]))


def _ends_plural(low: str) -> bool:
    return low.endswith("s") and key_of(low) != low


def _has_verb(rest: Rest, slot: int) -> bool:
    """Whether another word of the sentence is a verb for sure."""
    sure = (set(classes(rest.lows[i])) for i, _ in _sentence(rest, slot) if i != slot)
    return any(known & {"Z", "D", "B"} and not known & {"n", "p", "j"} for known in sure)


def _nth_time(rest: Rest, found: Candidate) -> bool:
    """ "For the first time" tells how often: it is no name of the first reduction."""
    ends = ((found.slot, found.slot), (found.first, found.last))
    return any(
        rest.lows[last] in ("time", "times") and rest.content.tokens[first - 1].kind == ORDINAL
        for first, last in ends
        if first
    )


def _acts(rest: Rest, found: Candidate) -> bool:
    """Whether the candidate is or holds a verb: "fire broke out", "for going public"."""
    tokens = rest.content.tokens
    if _both_act(rest, found):
        return True
    for i in range(found.first, found.last + 1):
        known = set(classes(rest.lows[i]))
        several = found.last > found.first  # "fire broke out", but not "developing states"
        verb = "D" in known and "N" not in known if several else known & {"D", "G"}
        if several and rest.lows[i] in REPORTING:
            return True  # "the maker said sales would fall"
        if verb and not known & ({"n", "p"} if several else {"n", "j", "p"}):
            return True
        if known & {"Z", "!"} and tokens[i].segment < tokens[found.slot].segment:
            return True  # a headline has its verb in the present
    return False


def _both_act(rest: Rest, found: Candidate) -> bool:
    """Whether both stand behind one subject as its verbs do: "Bank cuts", "the bank lowered"."""
    tokens, slot, first = rest.content.tokens, found.slot, found.first
    if slot == rest.low or not first or not (tokens[slot].tight and tokens[first].tight):
        return False
    if tokens[slot - 1].key != tokens[first - 1].key:
        return False
    own, theirs = set(classes(rest.lows[slot])), set(classes(rest.lows[first]))
    if not own & {"B", "Z"}:
        return False
    return _only_past(rest.lows[first], theirs) or (
        bool(theirs & {"B", "Z", "D"}) and _before_article(tokens, first)
    )


def _only_past(low: str, known: set[str]) -> bool:
    """Whether a word is a past form and no noun; adjectives are, where their form tells (divided),
    as are verbs that the lexicon does not know (outlasted)."""
    if not known:
        return len(low) > _SHORT and low.endswith("ed")
    return "D" in known and not known & {"n", "p"} and ("j" not in known or low.endswith("ed"))


def _before_article(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether an article parts a word from the next, as it does a verb from its object."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.tight and after.start > tokens[at].end + 2


def _other_figures(rest: Rest, slot: int, places: list[int]) -> bool:
    """Whether a figure beside the word stands elsewhere in the body, and the form has others."""
    tokens = rest.content.tokens
    near = [t for i, t in _sentence(rest, slot) if abs(i - slot) <= _NEAR and _counts(t)]
    own = {(t.key, t.unit) for t in near}
    sentences = {tokens[p].sentence for p in places}
    known = {key: rest.outside(key) for key, _ in own}
    if any(tokens[p].sentence in sentences for found in known.values() for p in found):
        return False
    units = {u for key, u in own if any(tokens[p].unit == u for p in known[key])}
    theirs = [t for p in places for t in tokens[max(0, p - _NEAR) : p + _NEAR + 1]]
    return any(_counts(t) and t.unit in units and t.sentence in sentences for t in theirs)


def _counts(token: Token) -> bool:
    return token.kind == NUMBER and token.unit not in ("", "day") and not is_year(token)


def _other_dates(rest: Rest, slot: int, places: list[int]) -> bool:
    """Whether the word and the form stand beside different dates wherever the form stands."""
    index = figures_of(rest.content)
    return bool(places) and all(index.dated(slot, p) for p in places)
