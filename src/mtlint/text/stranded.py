"""Where a preposition or an auxiliary may end its clause: "those who could, did".

What such a word governs may have moved to the front ("the house he lived in", "what it is for"),
may be the subject of a passive ("she was cared for"), or may be understood from before ("I did not
want to", "some were for"). No tagger: the words before tell, and the one that follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mtlint.text.counts import QUANTITIES, counts
from mtlint.text.grammar_en import (
    AUXILIARIES,
    BE,
    DO,
    HAVE,
    MODALS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SUBJECT_PRONOUNS,
    classes,
)

_NEAR = 6  # words: how far before a noun a relative clause may have opened
# Words that open a clause one place of which is filled from before.
_WH = frozenset(
    "what whatever who whom whoever whomever which where wherever how whose those".split()
)
# … and words that open one where the rest may be understood: "as it was", "if they can".
_AS = frozenset("as than that if when whenever whether though although while why because".split())
_UNDERSTOOD = frozenset("so nor neither yes no here there all everything anything nothing".split())
# "is, or was, …": what stands between two commas and opens so is an aside that ends here.
_ASIDES = frozenset("and or but if nor not even let as still though when".split())
_TAG = re.compile(r" (?:[\w'’-]+ ){1,4}(\w+)[.”\"]")
_OPENERS = _WH | _AS | _UNDERSTOOD
_SHORT = 5  # words of such an aside
_FIXED = frozenset({"the", "a", "an", "this", "these", *POSSESSIVES} - {"whose"})
# Being for or against, in or out: complete without an object.
_STANDS = frozenset("for against".split())
_STATE = frozenset("in on off up down over with without through under behind about".split())
# "before" as an adverb stands after these.
_TIMES = frozenset(
    "than ever never as long just day days night week weeks month months year years decade decades "
    "morning evening hours minutes".split()
)
# Verbs that leave out the infinitive: "as they want to".
_WILLING = frozenset(
    "want wants wanted wanting need needs needed have has had having able unable allowed used "
    "ought supposed hope hopes hoped refuse refuses refused mean means meant plan plans planned "
    "intend intends intended forced expected asked told trying try tries tried like love going "
    "attempt attempts attempting attempted not willing unwilling ready free prepared choose chose "
    "afford permitted required obliged invited reluctant".split()
)
# Participles that keep their preposition when the object has become the subject.
_KEPT = {
    "for": "cared paid accounted called uncalled asked hoped provided voted looked searched sent "
    "spoken wished fought hunted bargained catered",
    "of": "heard unheard thought spoken disposed approved",
    "to": "talked spoken listened referred seen attended adhered agreed objected lied sung",
    "at": "looked laughed shot stared shouted hinted aimed arrived marvelled",
    "in": "invested lived slept believed",
    "on": "relied counted acted spied worked built called trodden",
    "with": "dealt interfered tampered reckoned",
    "about": "talked thought written complained",
}
_PARTICIPLES = {word: frozenset(forms.split()) for word, forms in _KEPT.items()}


def may_end_clause(before: Sequence[str], word: str, after: str, rest: str) -> bool:
    """Whether `word`, a preposition or an auxiliary, may end its clause.

    `before`: the words of the sentence before it, in lower case; `after`: the word behind the
    mark; `rest`: the text behind the mark, where "against" may answer "for".

    >>> may_end_clause(["those", "who"], "could", "did", "did."), may_end_clause(
    ...     ["she"], "was", "born", "born in 1946.")
    (True, False)
    """
    auxiliary = word in AUXILIARIES or word in BE
    if not auxiliary and word not in PREPOSITIONS:
        return False
    clause = _last_clause(before)
    if len(clause) < len(before) and _aside(clause):
        return True
    if auxiliary:
        return _ellipsis(clause, word, after.lower())
    tag = _TAG.match(rest)
    if tag and tag[1] in REPORTING:
        return True  # "The house was broken into, police said."
    return _without_object(clause, word, after, rest) or _moved(clause, word)


def _aside(words: Sequence[str]) -> bool:
    """Words behind a comma that name nothing new: "or was", "and later paid for"."""
    if not 0 < len(words) <= _SHORT or words[0] not in _ASIDES:
        return False
    plain = PREPOSITIONS | AUXILIARIES
    return all(w in plain or set(classes(w)) & set("BZDNGjr") for w in words[1:])


def _last_clause(before: Sequence[str]) -> list[str]:
    """The words behind the last comma."""
    at = max((i for i, w in enumerate(before) if w == ","), default=-1)
    return list(before[at + 1 :])


def _without_object(before: Sequence[str], word: str, after: str, rest: str) -> bool:
    """ "Some were for", "61 for, 58 against", "more than before", "they did not want to"."""
    last = before[-1] if before else ""
    if word in _STANDS and (last in BE or counts(last) or _answered(before, word, rest)):
        return True
    if word in _STATE and (last in BE or counts(last)):
        return True
    if word == "before" and last in _TIMES:
        return True
    return word == "to" and last in _WILLING and not _infinitive(after)


def _answered(before: Sequence[str], word: str, rest: str) -> bool:
    other = "against" if word == "for" else "for"
    return other in before or f" {other}" in rest[:60]


def _infinitive(word: str) -> bool:
    key = classes(word)
    return word.islower() and "B" in key and "+" not in key


def _bare_relative(before: Sequence[str]) -> bool:
    """A noun with a subject right behind it: "the school she went to", "the car the mayor sat in".

    Such a clause fills the place behind its preposition from before.
    """
    return any(
        (b in SUBJECT_PRONOUNS or b in _FIXED or b in QUANTITIES)
        and _noun(a, before[i - 1] if i else "")
        for i, (a, b) in enumerate(pairwise(before))
    )


def _noun(word: str, before: str = "") -> bool:
    key = classes(word)
    if word in ("one", "ones") or "p" in key:
        return True
    return "n" in key and ("!" not in key or before in _FIXED or before == "of")


def _moved(before: Sequence[str], word: str) -> bool:
    """What the preposition governs stands before it: "nothing to live on", "what he fell over"."""
    last = before[-1] if before else ""
    if last in _PARTICIPLES.get(word, ()) or _for_an_infinitive(before):
        return True
    if set(classes(last)) & set("BZDNG"):
        opener = any(w in _WH or w in ("as", "than") for w in before) or _relative_that(before)
        return opener or _bare_relative(before)
    near = before[-_NEAR:]
    return any(w in _WH for w in near) or _bare_relative(near)


def _relative_that(before: Sequence[str]) -> bool:
    return any(b == "that" and _noun(a) for a, b in pairwise(before))


def _for_an_infinitive(before: Sequence[str]) -> bool:
    """ "Nothing to live on", "much to look forward to", "hard to live with"."""
    for back in (1, 2):
        if len(before) > back + 1 and before[-back - 1] == "to" and "B" in classes(before[-back]):
            lead = before[-back - 2]
            return _noun(lead) or "j" in classes(lead) or lead in _UNDERSTOOD or lead in PRONOUNS
    return False


def _ellipsis(before: Sequence[str], word: str, after: str) -> bool:
    """Whether what the auxiliary goes with is understood, or stands in front."""
    fits = _completes(word, after)
    if fits < 1:
        return fits < 0 or _bare_relative(before) or any(w in _OPENERS for w in before)
    last, near = (before[-1] if before else ""), before[-3:]
    if last in ("which", "that"):
        return False  # "which is, impossible": the empty place is the subject
    if any((w in _WH and w != "which") or w in _UNDERSTOOD for w in near):
        return True
    return (
        len(before) > 1 and last in SUBJECT_PRONOUNS and (before[-2] in _AS or _bare_relative(near))
    )


def _completes(word: str, after: str) -> int:
    """Whether `after` goes on with the auxiliary: 1 it does, 0 it may, -1 it cannot."""
    key = set(classes(after))
    verb = bool(key & set("BZDNG")) and not key & set("npj")
    if word in MODALS or word in DO:
        fits = after in ("be", "have", "not") or ("B" in key and "D" not in key) or key == {"r"}
    elif word in HAVE:
        fits = "N" in key or not verb
    else:
        fits = not verb or bool(key & set("NG"))
    if not fits or after in AUXILIARIES - {"have"}:
        return -1
    if after in ("be", "been", *_FIXED) or key in ({"r"}, {"j"}):
        return 1
    return 1 if verb or (key & set("NG") and word in BE) else 0
