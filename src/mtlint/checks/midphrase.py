"""Marks that cut a phrase or a clause in two, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.grammar_en import has_finite_verb
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

# After the words of these sets native text sets a comma less than twice in a thousand times
# (`_NEVER`), or only where an aside or a clause ends (`_SELDOM`).
_NEVER = frozenset(
    "the a an their its my your our every than into become became very among towards toward "
    "including being whose various".split()
)
_SELDOM = frozenset(
    "of be was were is are will would can could should must has have had been from to at for as "
    "because his which and who same will".split()
)
# A word that goes on with a clause of its own: the comma before it may be right.
_RESUMES = frozenset(
    "and or but if when while as because since though although however for with which who where "
    "then so not in on at by even instead therefore too perhaps like of including especially i he "
    "she it they we you there please again such this these that rather depending according despite "
    "during unless until after before once without to what how why".split()
)
# After these a clause hardly ever ends, so that no colon, semicolon or stop follows them.
_OPEN = frozenset(
    "the a an of to in on at by for from with into as and or nor but than because that this these "
    "their its his her my your our every each be been being is are was were am has have had will "
    "would can could should must may might which who whose he she they we most more "
    "some any such very both between among during through under against about while when where "
    "if although also just no not".split()
)
# Words that go on with the phrase before them: a colon or semicolon cannot part them from it.
_GOES_ON = frozenset(
    "of is are was were be been being has have had will would can could should must than about "
    "which who such because".split()
)
# After these not even a list or a name can follow a colon.
_BOUND = frozenset(
    "the a an because be been will would can could should must has have had than every its their "
    "my your our very while although nor whose".split()
)
_JOINS = frozenset("in on at for by from with as that before after over during since into".split())
_QUOTES = frozenset("\"“'‘")
_ITEM = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)")
_PART = re.compile(r"[,;:] (?=[\w\"“'‘$€£(])")
_NEXT = re.compile(r"[^\W\d_]*")
_WATCHED = _NEVER | _SELDOM
_ASIDE = re.compile(r"[,—–]| - ")
_LIST = re.compile(r",|\n| (?:and|or) ")  # a colon may open an enumeration
_SET_PHRASES = ("hat ", "which ", "of ", " more ", "limited ", "it ", "they ", "as well ", "used ")


@segment_check(
    "punctuation.mid-phrase",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=",;:",
    languages=("en",),
    examples=(
        Example("He praised the, company for its work.", ["the,"]),
        Example("The plant stands in; the north of Wuhan.", ["in;"]),
        Example("Many were refused because: of their origin.", ["because:"]),
        Example("The house was, built by her father in 1920.", ["was,"]),
        Example("He wrote a study; of the old town.", ["; of"]),
        Example("The winners are: Wang, Li and Zhao.", []),
        Example("The house was, in his view, too small.", []),
        Example("Here is the house he lived in, and the road he drove on.", []),
        Example("Mr Chen Jing'an, acting manager, agreed.", []),
        Example("The fee depends on: age, income, and place.", []),
        Example("They sold Vitamin A, the best of all.", []),
        Example("He came first; that same evening, she left.", []),
    ),
)
def mid_phrase(view: SegmentView) -> Iterator[Hit]:
    """A comma, semicolon or colon parts words that belong to one phrase ("the, company").

    Articles, auxiliaries and most prepositions open a phrase; a mark after them leaves it without
    its head. Translation does this where it renders Chinese clause by clause.

    Limits: silent before asides (a second comma follows), lists and quotations. Source: English
    grammar; the sets hold words after which native text sets such marks less than twice in a
    thousand times.
    """
    text = view.text
    for match in _PART.finditer(text):
        at = match.start()
        first = text.rfind(" ", max(0, at - 24), at) + 1
        word = text[first:at].lstrip('"“(‘\n')
        if not word.isalpha() or first < at - 23:
            continue
        first = at - len(word)
        if first == 0:
            word = word.lower()
        if word not in _WATCHED and text[at] == ",":
            continue
        stop = _word_end(text, at + 2)
        found = _comma(text, at, word, stop) if text[at] == "," else _heavy(view, at, word, stop)
        if not found:
            continue
        start, end = (first, at + 1) if found == "after" else (at, stop)
        yield view.hit(
            start,
            end,
            f"“{text[first:stop]}”: the mark parts words that belong together",
            suggestion=text[first:at] if found == "after" else text[at + 1 : stop].strip(),
            features=(f"mark {text[at]}", found),
        )


def _word_end(text: str, start: int) -> int:
    word = _NEXT.match(text, start)
    return max(word.end(), start + 1) if word else start + 1


def _comma(text: str, at: int, word: str, stop: int) -> str:
    """Whether the comma at `at` stands after a word that cannot be parted from the next one."""
    following = text[at + 2 : stop].lower()
    if following in _RESUMES and (word in _SELDOM or "," in text[stop : stop + 80]):
        return ""
    if word in _NEVER:
        return "after"
    if not following.isalpha() or _ASIDE.search(text, stop, stop + 80):
        return ""
    if following.endswith(("ing", "ed")) and word in ("of", "to", "for", "from", "at"):
        return ""  # "cared for, housed and fed": the clause ends with its preposition
    lead = text[max(0, at - len(word) - 9) : at - len(word)]
    return "" if lead.endswith(_SET_PHRASES) else "after"


def _heavy(view: SegmentView, at: int, word: str, stop: int) -> str:
    """A semicolon or colon "after" a word that opens a phrase, or "before" one that goes on."""
    text = view.text
    following = text[at + 2 : stop]
    colon = text[at] == ":"
    if following == "(":
        return "" if _ITEM.match(text, at + 2) else "bracket"
    if word in _BOUND and following[:1] not in _QUOTES:
        return "after"
    if colon and word in ("is", "was") and following in ("a", "an", "the"):
        return "after"
    if colon and not following.islower():
        return ""
    if following in _GOES_ON and _alone(text, at):
        return "before"
    if colon and _LIST.search(text, at, at + 200):
        return ""
    if word in _OPEN:
        return "after"
    if colon:
        return "before" if following in _JOINS else ""
    return "fragment" if following.isalpha() and _alone(text, at) and _verbless(view, at) else ""


_ADDS = ("and ", "or ", "but ", "to ", "with ", "hence ", "thus ")


def _alone(text: str, at: int) -> bool:
    """No other mark of the kind stands in the text: no list of such parts."""
    mark = text[at]
    return text.find(mark, at + 1) < 0 and text.rfind(mark, 0, at) < 0


def _verbless(view: SegmentView, at: int) -> bool:
    """One side of the only semicolon has no finite verb, and no list stands around it."""
    if view.text[:1] in "([":
        return False  # "(Reporting by …; Editing by …)"
    start = max(view.text.rfind(mark, 0, at) for mark in (". ", ": ", "“", '"')) + 1
    end = view.text.find(". ", at)
    end = len(view.text) if end < 0 else end
    if "," in view.text[at:end] or view.text[at + 2 : end].lower().startswith(_ADDS):
        return False  # an enumeration or an afterthought
    left = [w for w in view.words if start <= w.start < at]
    right = [w for w in view.words if at < w.start < end]
    return not (has_finite_verb(left) and has_finite_verb(right))
