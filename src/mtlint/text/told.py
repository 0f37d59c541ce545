"""Whether a sentence tells a date as past, or as to come."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile

from mtlint.text.grammar_en import classes
from mtlint.text.late import late
from mtlint.text.quantities import WEEKDAYS


class Told(StrEnum):
    """How a date is told."""

    PAST = "past"
    TO_COME = "to come"


_DAYS = "|".join(d.capitalize() for d in WEEKDAYS)
_DONE = (
    "held|opened|reopened|launched|unveiled|inaugurated|signed|killed|born|established|founded|set "
    "up|released|published|issued|announced|convened|started|concluded|completed|adopted|passed|"
    "approved|elected|appointed|arrested|detained|sentenced|hospitalized|injured|found|discovered|"
    "confirmed|reported|detected|delivered|received|awarded|closed|ended|cancelled|canceled|"
    "introduced|built|created|formed|broadcast|aired|posted|recorded|registered|made|taken|filed"
)
_DID = (
    "died|began|took place|took effect|came into force|arrived|occurred|happened|exploded|crashed|"
    "erupted|broke out|landed|returned|visited|resigned|won|lost|met|went into effect|"
    "said|told reporters|stated|kicked off|ran aground|struck|collapsed"
)
# With what was done named after it: "passed the new law on July 5".
_DID_IT = (
    "held|hosted|opened|reopened|launched|unveiled|inaugurated|signed|killed|established|founded|"
    "released|published|issued|convened|started|began|concluded|completed|adopted|passed|approved|"
    "elected|appointed|arrested|detained|sentenced|delivered|received|awarded|closed|visited|won|"
    "lost|beat|defeated|celebrated|commended|reported|recorded|found|discovered|joined|left|took|"
    "resigned|introduced|tested|told"
)
_WILL_DO = (
    "open|reopen|begin|start|take place|take effect|come into force|arrive|kick off|close|end|"
    "expire|return|resign|meet|be implemented|go into effect|go on sale|debut|premiere|land|leave"
)
_WILL_DO_IT = (
    "hold|host|open|reopen|launch|unveil|sign|release|publish|issue|convene|start|begin|visit|"
    "receive|announce|stage|celebrate|introduce|join|take|leave"
)
_PLACE = (
    r"(?: (?:in|at|off|near|here in) (?:the )?[A-Z][\w’'-]*(?:,? [A-Z][\w’'-]*){0,4})?(?: here)?"
)
_HOUR = r"(?: the (?:morning|afternoon|evening|night|early morning) of)?"
_ON = rf",? (?:on|in){_HOUR}(?: (?:{_DAYS}),?)?(?: the)?[ (]$"
_OBJECT = (
    r"(?: (?!(?:that|which|who|to|from|after|before|until|on|in|at|with|as|by)\b)[\w’'%-]+){1,8}?"
)
_PAST = late(rf"(?P<before>\S+ |^)(?P<verb>{_DONE}|{_DID}|(?:{_DID_IT}){_OBJECT}){_PLACE}{_ON}")
_TO_COME = late(
    rf"\b(?:will|(?:is|are) (?:scheduled|expected|due|set|slated) to) (?:[a-z]+ly )?"
    rf"(?:be (?:{_DONE})|{_WILL_DO}|(?:{_WILL_DO_IT}){_OBJECT}){_PLACE}{_ON}"
)
# At the start of the sentence, or of what follows a dateline.
_OPENING = late(rf"(?:^\W{{0,2}}|[:)）—–] ?|-[ -] ?)(?:On|In){_HOUR}(?: (?:{_DAYS}),?)? $")
_AFTER = re.compile(r"(?:,? \(?(?:local|Beijing) time\)?)?,? ")
# A participle or an infinitive after these is no past: "will be held", "to be found", "is set up".
_NOT_DONE = frozenset(
    "be being is are to get gets getting will would can could may might shall should must a an the "
    "newly has have having yet not".split()
)
_PLANNED = late(
    r"\b(?:will|would|shall|may|might|can|could|should|must|plan|plans|planned|planning|expects?|"
    r"expected|schedul\w+|due|set to|slated|going to|aims?|hopes?|intends?|intended|until|till|"
    r"valid|by then|(?:is|are|was|were) to|to be|if|deadline|postponed|extended|proposed|promised|"
    r"pledged|vowed|about to|upcoming|forthcoming|predict\w*|forecast\w*|estimated)\b"
)
_BY_ITSELF = re.compile(rf",? on{_HOUR}(?: (?:{_DAYS}),?)?(?: the)? $")
_NEW_CLAUSE = re.compile(
    r",(?! [A-Z])|:(?!\d)|[;—(“\"]|--| (?:that|which|who|when|while|if|where|because|and|but) "
)
# What may lie ahead although it was spoken of in the past: "was asked about the fair on July 9".
_OCCASION = late(
    r"(?:fair|meeting|summit|conference|congress|election|by-election|match|game|final|concert|"
    r"session|festival|exhibition|expo|vote|poll|hearing|trial|visit|talk|event|ceremony|opening|"
    r"launch|release|deadline|holiday|day|race|show|premiere|strike|protest|rally|march|tour|trip|"
    r"arrival|departure|party|forum|parade|referendum|exam|examination|closure)s?"
)
_MOST_BEFORE = 160
_CLAUSE = re.compile(r"[.;:—(]|--")
_MOST_AFTER = 140
_FINITE_NOW = frozenset("is are has have am does do".split())
_FINITE_PAST = frozenset("was were had did".split())
_DETERMINERS = frozenset("a an the its his her their our this that these newly".split())


def told(sentence: str, start: int, end: int) -> Told | None:
    """How the date at `[start, end)` is told, where the grammar leaves no doubt."""
    before = sentence[max(0, start - 110) : start]
    if _OPENING.search(before):
        return _opening(sentence, end)
    if (match := _PAST.search(before)) and _is_done(before, match):
        return Told.PAST
    if _TO_COME.search(before):
        return Told.TO_COME
    return Told.PAST if _all_past(sentence, start, end) else None


def _all_past(sentence: str, start: int, end: int) -> bool:
    """Whether the clause before "on" and the date has a past verb, and nothing is planned."""
    before = sentence[max(0, start - _MOST_BEFORE) : start]
    behind = _BY_ITSELF.search(before)
    if behind is None or _PLANNED.search(sentence, max(0, start - _MOST_BEFORE), end + 80):
        return False
    clause = _NEW_CLAUSE.split(before[: behind.start()])[-1].split()
    if not clause or _OCCASION.fullmatch(clause[-1].lower()):
        return False
    last = ""
    for form in clause:
        low = form.lower()
        if low in _FINITE_PAST or (form.islower() and last not in _NOT_DONE and _only_past(low)):
            return True
        last = low
    return False


def _only_past(word: str) -> bool:
    """Whether a word is a past form and neither a noun nor a present one: said, not read."""
    known = classes(word)
    return "D" in known and known.isalpha() and not {"B", "n", "+"} & set(known)


def _is_done(before: str, match: re.Match[str]) -> bool:
    word = match["before"].strip("()“”\"', ").lower()
    if word in _NOT_DONE or word.endswith("ly"):
        return False
    if word == "been":
        return not re.search(r"\b(?:will|would|to|may|might|could|should|must) have been", before)
    return not _PLANNED.search(before)


def _opening(sentence: str, end: int) -> Told | None:
    """The tense of the clause after a date that opens the sentence."""
    after = _AFTER.match(sentence, end)
    if after is None:
        return None
    rest = sentence[after.end() : after.end() + _MOST_AFTER]
    if cut := _CLAUSE.search(rest):
        rest = rest[: cut.start()]
    verb = _first_verb(rest)
    if verb == "will":
        return Told.TO_COME
    return Told.PAST if verb == "past" and not _PLANNED.search(rest) else None


def _first_verb(clause: str) -> str:
    """ "past", "will" or another form of the first finite verb; "" where that is not sure."""
    before = ""
    words = takewhile(lambda w: not before.endswith(","), clause.split())
    for form in words:
        low = form.lower().strip(",\"“”'’")
        if low in ("will", "won't", "won’t"):
            return "will"
        if low in _FINITE_NOW:
            return "now"
        if low in _FINITE_PAST:
            return "past"
        known = classes(low)
        if "D" in known and form[0].islower():
            sure = "!" not in known and "B" not in known and "n" not in known
            return "past" if sure and before not in _DETERMINERS else ""
        if "Z" in known and "+" not in known and form[0].islower():
            return "now"
        before = form.lower()
    return ""
