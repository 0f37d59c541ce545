"""Marks that cut a phrase or a clause in two, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.grammar_en import AUXILIARIES, DETERMINERS, DO, classes, has_finite_verb
from mtlint.text.halves import is_alone, lacks_a_verb
from mtlint.text.stranded import may_end_clause
from mtlint.text.suspended import is_suspended
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
) - {"more", "most"}
# Words of that set that may close a clause, so that a semicolon may follow them.
_MAY_CLOSE = frozenset(
    "her this these that such all more most very any some both not no about also under through "
    "before".split()
)
_PARTICLES = frozenset("in on by with from for to of at".split())  # "when it comes in; hang up"
# After these no colon stands in native text, whatever follows it, unless that is a list.
_FIRM = frozenset(
    "of to in by for from with into over after before than that such just as at on and or but the "
    "a an they".split()
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
_JOINS = frozenset("on at for by with as before after over during since into".split())
_QUOTES = frozenset("\"“'‘")
# A speaker ("Q: How are you? A: Good, thanks."), or a label whose "have" governs the list behind it
# ("Nice to have: a van").
_TAG = re.compile(r"[\n.?!)] ?(?:[A-Z]|\W*(?i:must|should|could|would|[\w-]+ to)[ -]have)$")
_ITEM = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)")
_PART = re.compile(r"[,;:] (?=[\w\"“'‘$€£(])")
_NEXT = re.compile(r"[^\W\d_]*")
_PREDICATES = frozenset("his which who same".split())  # "which was which", "the idea was his"
_IS = re.compile(r"\b(?:is|was|are|were|be|been|not|of|as|than|[’']s) $")
_INVERTED = re.compile(r" (?:there|i|he|she|it|we|they|you|the|this|that)\b", re.IGNORECASE)
_SHARE = re.compile(r" (?:these|those|them|(?:the|its|their) [^.;:]{1,40},)")
_FOR = re.compile(r" (?:i|he|she|it|we|they|you|thou|there)\b", re.IGNORECASE)  # "because"
_LOOK_BACK = 240  # characters of a sentence before a mark: what it may hang on stands nearer
_PIECE = re.compile(r"[\w'’-]+|,")
_WATCHED = _NEVER | _SELDOM
_ASIDE = re.compile(r"[,—–]| - ")
# A colon may open an enumeration: its first item is soon over.
_LIST = re.compile(r". ?(?:[^\s,]+ ){0,4}[^\s,]*(?:,|\n| (?:and|or|&) )")
# A finite verb that a comma cannot part from its subject, when the sentence has no other mark.
_SPLIT_VERB = re.compile(
    r"(?P<mark>,(?<=[^\W\d_],)) (?P<verb>are|is|was|were|has|have)\b (?!you|it|there)"
)
_CLAUSE_LEAD = frozenset(
    "if when while after since because although though as with without in on at for to from by "
    "what how why where who whether regarding including until before once according despite "
    "please hi hello dear yes no well oh so then here there".split()
)
_MARKED = re.compile(r"""[,;:()"“”‘’'—–?!/]| - """)
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
        Example("The old mills of the town, are used as shops.", [", are"]),
        Example("It opened for the first time in: September.", ["in:"]),
        Example("The winners are: Wang, Li and Zhao.", []),
        Example("If that is what you want, are we agreed? Here, is the key.", []),
        Example("The house was, in his view, too small.", []),
        Example("Charging time: about two hours. They asked: is it ready?", []),
        Example("Press once when a call comes in; hang up with two. We read it; it was long.", []),
        Example("For the time being, it is the same, more or less.", []),
        Example("Here is the house he lived in, and the road he drove on.", []),
        Example("Mr Chen Jing'an, acting manager, agreed.", []),
        Example("The fee depends on: age, income, and place.", []),
        Example("They sold Vitamin A, the best of all.", []),
        Example("He came first; that same evening, she left.", []),
        Example("Those who could, did. Those who have, give; 61 were for, 58 against.", []),
        Example("It is what they hoped for, the mayor said. We know what it is: theft.", []),
        Example("No one knew which was which, or that the idea was his, not hers.", []),
        Example(
            "There were 20; of these more than ten left. All saw it; had they not, all is well.", []
        ),
        Example("Entry into, and use of, the park is free.", []),
        Example("It costs more than, say, the old one did.", []),
        Example("He left; Mrs. Lee stayed.", []),
        Example("The firm told Mr. Lee; he agreed.", []),
        Example("Dr. Lee praised the village; the old bakers.", ["; the"]),
        Example(
            "The premier was in Hunan.",
            [],
            headline="Premier Visits Hunan; Calls for Progress",
            why="headlines leave out subjects",
        ),
        Example("The child of, the teacher could be seen.", ["of,"]),
        Example("The child who won the prize could, be seen.", ["could,"]),
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
    if "," in view.marks and not view.is_heading:
        yield from _split_subjects(view)
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
        lead, rest = _lead(view, first), text[at + 1 : at + 80]
        if may_end_clause(lead, word, text[at + 2 : stop], rest):
            continue
        if text[at] == "," and is_suspended(lead, word, rest):
            continue
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


def _lead(view: SegmentView, at: int) -> list[str]:
    """Words and commas before `at`, from the last stop, semicolon or colon on, in lower case."""
    text = view.text
    first = max(0, at - _LOOK_BACK)
    marks = (text.rfind(mark, first, at) + 1 for mark in (". ", "; ", ": ", "? ", "! "))
    return [found.lower() for found in _PIECE.findall(text, max(first, *marks), at)]


def _split_subjects(view: SegmentView) -> Iterator[Hit]:
    """A comma between a subject and its verb, in a sentence that has no other mark before it."""
    for sentence in view.sentences:
        match = _SPLIT_VERB.search(view.text, sentence.start, sentence.end)
        if match is None:
            continue
        at = match.start("mark")
        lead = view.text[sentence.start : at]
        first, _, rest = lead.partition(" ")
        if not rest or first.lower() in _CLAUSE_LEAD or first.endswith(("ing", "ed")):
            continue
        words = [w for w in sentence.words if w.start < at]
        if _MARKED.search(lead) or any(_surely_finite(w.lower) for w in words):
            continue
        yield view.hit(
            at,
            match.end("verb"),
            f"“{view.text[at - 1 : match.end('verb')]}”: the comma parts the verb from its subject",
            suggestion=f" {match['verb']}",
            features=("mark ,", "before"),
        )


def _surely_finite(low: str) -> bool:
    """A finite verb that can be nothing else, or a pronoun that needs one."""
    key = set(classes(low))
    verb = "D" in key or (bool(key & set("ZB")) and not key & set("npjr"))
    return verb or low in AUXILIARIES or low in {"i", "he", "she", "they", "we", "it", "who"}


def _word_end(text: str, start: int) -> int:
    word = _NEXT.match(text, start)
    return max(word.end(), start + 1) if word else start + 1


def _comma(text: str, at: int, word: str, stop: int) -> str:
    """Whether the comma at `at` stands after a word that cannot be parted from the next one."""
    following = text[at + 2 : stop].lower()
    if following in _RESUMES and (word in _SELDOM or "," in text[stop : stop + 80]):
        return ""
    lead = text[max(0, at - len(word) - 9) : at - len(word)]
    if (word == "being" and lead.endswith(" time ")) or (word == "same" and lead.endswith("the ")):
        return ""
    if word in _NEVER:
        return "after"
    if word in _PREDICATES and _IS.search(lead):
        return ""
    if following == "the" and text[stop : stop + 5] in (" more", " less"):
        return ""  # "the later it is, the more we hope"
    if not following.isalpha() or _ASIDE.search(text, stop, stop + 80):
        return ""
    if following.endswith(("ing", "ed")) and word in ("of", "to", "for", "from", "at"):
        return ""  # "cared for, housed and fed": the clause ends with its preposition
    return "" if lead.endswith(_SET_PHRASES) else "after"


def _heavy(view: SegmentView, at: int, word: str, stop: int) -> str:
    """A semicolon or colon "after" a word that opens a phrase, or "before" one that goes on."""
    text = view.text
    following = text[at + 2 : stop]
    colon = text[at] == ":"
    if following == "(":
        return "" if _ITEM.match(text, at + 2) else "bracket"
    if colon and _TAG.search(text[at - 24 : at] if at > 24 else f"\n{text[:at]}"):
        return ""
    if word in _BOUND and following[:1] not in _QUOTES:
        return "after"
    if colon and word in ("is", "was") and following in ("a", "an", "the"):
        return "after"
    if colon and not following.islower():
        plain = following[:1] not in _QUOTES and word in _FIRM and is_alone(text, at)
        plain = plain and text[:at].count(" ") > 2  # "Reported by: Ann Lee"
        return "after" if plain and not _LIST.match(text, at) else ""
    if following in _GOES_ON and is_alone(text, at):
        onward = _SHARE if following == "of" else _INVERTED
        if following in (*AUXILIARIES, "of") and onward.match(text, stop):
            return ""  # "; had there been more, …", "; of these, two …"
        if _asks(view, at) or (colon and (_label(view, at) or word in DO)):
            return ""  # "is it ready?", "Price: about", "one thing to do: have a rest"
        return "" if following == "about" and text[stop + 1 : stop + 2].isdigit() else "before"
    if colon and _LIST.match(text, at):
        return ""
    if word in _OPEN or (colon and word in _FIRM):
        return "after" if colon or _stays_open(word, following) else ""
    if colon:
        because = following == "for" and _FOR.match(text, stop)
        return "before" if following in _JOINS and not because and not _label(view, at) else ""
    halved = following.isalpha() and is_alone(text, at) and lacks_a_verb(view, at)
    return "fragment" if halved else ""


def _stays_open(word: str, following: str) -> bool:
    """Whether no clause can end on `word` before this semicolon."""
    if word in _PARTICLES:
        return following.lower() in DETERMINERS or not following.isalpha()
    return word not in _MAY_CLOSE


def _asks(view: SegmentView, at: int) -> bool:
    """Whether what follows is a question of its own ("they asked: is it ready?")."""
    return "?" in view.text[at : at + 120]


def _label(view: SegmentView, at: int) -> bool:
    """Whether a colon ends a label ("Charging time: about two hours")."""
    start = max(view.text.rfind(mark, 0, at) for mark in (". ", "\n", "; ")) + 1
    return not has_finite_verb([w for w in view.words if start <= w.start < at])
