"""Words that are of one gender: pronouns, where they are none but surnames, and nouns of kin."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from mtlint.text.grammar_en import AUXILIARIES, BE, DETERMINERS, POSSESSIVES, classes
from mtlint.text.persons import Mention
from mtlint.text.view import SegmentView

HE, SHE = "he", "she"
SUBJECTS = {"he": HE, "she": SHE}
REFLEXIVES = {"himself": HE, "herself": SHE}
OPENERS = {**SUBJECTS, "his": HE, "her": SHE}
PRONOUNS = {**OPENERS, **REFLEXIVES, "him": HE, "hers": SHE}
OWNED = frozenset({"his", "her"})
_MEN = "husband father son brother grandfather grandson uncle nephew widower"
_WOMEN = "wife mother daughter sister grandmother granddaughter aunt niece widow"
NOUNS = {**dict.fromkeys(_MEN.split(), HE), **dict.fromkeys(_WOMEN.split(), SHE)}
_MOST = 6  # words of an apposition: "the youngest sister of Li Gang"
# Verbs, and their prepositions, whose possessive is the subject's: what one can do with nobody
# else's. Not "shook his hand", "opened her eyes", "changed her mind".
_BOUND = {
    "shrug shrugs shrugged shrugging": "shoulders",
    "shake shakes shook shaking nod nods nodded nodding": "head",
    "close closes closed closing shut shuts": "eyes",
    "hold holds held holding catch catches caught catching": "breath",
    "clear clears cleared clearing": "throat",
    "lose loses lost losing": "life temper job footing appetite patience",
    "devote devotes devoted devoting dedicate dedicates dedicated dedicating": "life career youth",
    "do does did doing done": "best utmost homework",
    "earn earns earned earning": "living",
    "spend spends spent spending": "childhood youth life",
    "begin begins began begun start starts started starting": "career speech",
    "abuse abuses abused abusing": "position post power powers authority office",
    "advantage of": "position post power powers authority office",
    "up": "mind",
    "resign resigns resigned resigning": "post position office seat",
}
_BOUND_NOUNS = {
    verb: frozenset(nouns.split()) for verbs, nouns in _BOUND.items() for verb in verbs.split()
}
_BEHIND_VERB = frozenset("from of".split())


def pronouns(segment: SegmentView, first: int, stop: int, surnames: Collection[str]) -> list[int]:
    """The pronouns of one gender among the words of a sentence.

    He and She are surnames too: a capital one is none where another capital follows ("He Lanfen"),
    nor where persons of the article are called so (`surnames`).
    """
    forms, lows = segment.forms, segment.lowers
    return [
        i
        for i in range(first, stop)
        if lows[i] in PRONOUNS
        and not (forms[i][0].isupper() and _is_name(segment, i, stop, surnames))
    ]


def _is_name(segment: SegmentView, i: int, stop: int, surnames: Collection[str]) -> bool:
    low = segment.lowers[i]
    if low not in SUBJECTS or low in surnames:
        return low in surnames
    return i + 1 < stop and segment.gaps[i + 1] == " " and segment.forms[i + 1][0].isupper()


def bound(segment: SegmentView, found: Sequence[int], stop: int) -> Iterator[int]:
    """Possessives among pronouns that can be the subject's only: "lost his temper".

    Not where another pronoun of their gender stands before: "he told her to do her best".
    """
    lows = segment.lowers
    before: set[str] = set()
    for i in found:
        if lows[i] in OWNED and PRONOUNS[lows[i]] not in before and i > 1:
            verb = lows[i - 2] if lows[i - 1] in _BEHIND_VERB else lows[i - 1]
            nouns = _BOUND_NOUNS.get(verb, frozenset())
            if not nouns.isdisjoint(lows[i + 1 : min(i + 3, stop)]):
                yield i
        before.add(PRONOUNS[lows[i]])


def kin(segment: SegmentView, m: Mention, first: int) -> int | None:
    """The noun of kin that a whole name is in apposition to, where both open the sentence.

    "Li's wife, Song Min, said", "Song Min, wife of Li Gang, said". Elsewhere the two may be items
    of a list, or the name the subject ("of his wife, Song Min said").
    """
    head = m.first - (1 if m.honorific else 0)
    if not m.whole or not _closed(segment, m.last):
        return None
    if head == first:
        return _kin_behind(segment, m.last + 1)
    at = head - 1
    plain = segment.lowers[at] in NOUNS and segment.gaps[head].strip() in ("", ",")
    if not plain or not 0 < at - first < 4 or not _owned(segment, first, at):
        return None
    if segment.gaps[head].strip() and not _verb_behind(segment, m.last + 1):
        return None
    return at


def _closed(segment: SegmentView, last: int) -> bool:
    """Whether a name is no possessive itself."""
    return not segment.lowers[last].endswith(("'s", "’s"))


def _owned(segment: SegmentView, first: int, at: int) -> bool:
    """Whether somebody's is told before a noun: "his elder sister", "Li's wife"."""
    return (
        any(
            segment.lowers[i] in POSSESSIVES or segment.lowers[i].endswith(("'s", "’s"))
            for i in range(first, at)
        )
        and not "".join(segment.gaps[first + 1 : at + 1]).strip()
    )


def _kin_behind(segment: SegmentView, low: int) -> int | None:
    """The noun of kin between the comma before word `low` and the next, if a verb follows that."""
    lows, gaps = segment.lowers, segment.gaps
    if low >= len(lows) or gaps[low].strip() != ",":
        return None
    high = low + 1
    while high < len(lows) and high - low < _MOST and not gaps[high].strip():
        high += 1
    if high >= len(lows) or not _verb_behind(segment, high):
        return None
    at = next((i for i in range(low, high) if lows[i] in NOUNS), None)
    if at is None or not all(_may_lead(segment, i) for i in range(low, at)):
        return None
    return at if at + 1 == high or lows[at + 1] in ("of", "to") else None


def _may_lead(segment: SegmentView, i: int) -> bool:
    """Whether a word may stand between the comma and the noun: "the youngest", "Li's"."""
    low = segment.lowers[i]
    owns = low.endswith(("'s", "’s")) or low in DETERMINERS or low in POSSESSIVES
    return owns or segment.forms[i][0].isupper() or "j" in classes(low)


def _verb_behind(segment: SegmentView, i: int) -> bool:
    """Whether a comma and a finite verb stand there: an apposition ends."""
    if i >= len(segment.lowers) or segment.gaps[i].strip() != ",":
        return False
    low = segment.lowers[i]
    return low in AUXILIARIES or low in BE or not {"Z", "D"}.isdisjoint(classes(low))
