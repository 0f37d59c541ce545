"""What the text says of a named person's gender, by form of address and by pronouns.

Pronouns count only where nobody but the one person named can be meant: no other person is named or
described in the sentence and in what goes before, and the pronoun is not quoted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mtlint.text.bystanders import MOST_NAMED, described, strangers
from mtlint.text.gendered import (
    HE,
    NOUNS,
    OPENERS,
    OWNED,
    PRONOUNS,
    REFLEXIVES,
    SHE,
    SUBJECTS,
    bound,
    kin,
    pronouns,
)
from mtlint.text.grammar_en import REPORTING
from mtlint.text.persons import MR, MRS, MS, Mention
from mtlint.text.view import DocumentView, SegmentView

ADDRESS, KIN, WEAK = "address", "kin", "weak"
_SURELY = 3  # places of one form of address against which one of the other is a slip
_BOUND = frozenset((*SUBJECTS, *REFLEXIVES))
_RELATED = frozenset("couple couples wife husband sister brother spouse married marriage".split())
_EXPRESSED = frozenset("express expressed expresses expressing voiced conveyed".split())
_SPEECHES = frozenset("speech address remarks report statement lecture toast reply".split())
_QUOTES = '“”"«»'


class Vote(NamedTuple):
    """One place that gives a person a gender: `start` and `end` span the word that does so."""

    gender: str
    segment: int
    start: int
    end: int
    mention: Mention
    by: str


class Contradiction(NamedTuple):
    """A person who is a man in some places and a woman in others, the rarer first."""

    rare: tuple[Vote, ...]
    common: tuple[Vote, ...]


def contradictions(view: DocumentView, mentions: Sequence[Mention]) -> Iterator[Contradiction]:
    """The persons of a document whose gender changes."""
    if not mentions or not _both(view, mentions):
        return
    who = _identities(mentions)
    votes: dict[tuple[str, ...], list[Vote]] = defaultdict(list)
    for person, vote in (*_addressed(view, mentions, who), *_Reader(view, mentions, who).votes()):
        votes[person].append(vote)
    for found in votes.values():
        sides = [[v for v in found if v.gender == gender] for gender in (HE, SHE)]
        if not all(sides):
            continue
        rare, common = sorted(sides, key=lambda x: (len(x), -x[0].segment, -x[0].start))
        if all(v.by == WEAK for v in rare) or _two_people(rare, common):
            continue
        if any(v.by != WEAK for v in common) or len(common) > 1:
            rare.sort(key=lambda v: v.by == WEAK)
            yield Contradiction(tuple(rare), tuple(common))


def _both(view: DocumentView, mentions: Sequence[Mention]) -> bool:
    """Whether the document has words for men and for women at all: most articles do not."""
    addressed = {m.honorific for m in mentions}
    counts = view.lower_counts
    told = {gender for w, gender in (*PRONOUNS.items(), *NOUNS.items()) if w in counts}
    he = MR in addressed or HE in told
    return he and (SHE in told or not addressed.isdisjoint((MS, MRS)))


def _two_people(rare: Sequence[Vote], common: Sequence[Vote]) -> bool:
    """Whether only a surname is addressed in both ways, and the rarer one more than by a slip."""
    alone = all(v.by == ADDRESS and not v.mention.whole for v in (*rare, *common))
    return alone and (len(rare) > 1 or len(common) < _SURELY)


def _identities(mentions: Sequence[Mention]) -> dict[Mention, tuple[str, ...]]:
    """Mention -> the whole name of the person, or what is mentioned where that is not known."""
    bearers: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for m in mentions:
        if m.whole:
            for part in m.names:
                bearers[part].add(m.names)
    return {
        m: next(iter(bearers[m.names[0]]))
        if not m.whole and len(bearers.get(m.names[0], ())) == 1
        else m.names
        for m in mentions
    }


Identities = Mapping[Mention, tuple[str, ...]]


def _addressed(
    view: DocumentView, mentions: Sequence[Mention], who: Identities
) -> Iterator[tuple[tuple[str, ...], Vote]]:
    """Votes of Mr., Ms. and Mrs.; not of surnames alone that a couple or a family may share."""
    married = {m.names[0] for m in mentions if m.honorific == MRS and not m.whole}
    related = any(view.lower_counts[w] for w in _RELATED)
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for m in mentions:
        if m.honorific:
            sentences[m.names[-1], m.sentence].add(m.honorific)
    together = {name for (name, _), forms in sentences.items() if len(forms) > 1}
    for m in mentions:
        shared = related or m.names[0] in married or m.names[0] in together
        if m.honorific and (m.whole or not shared):
            word = view.segments[m.segment].words[m.first - 1]
            gender = HE if m.honorific == MR else SHE
            yield who[m], Vote(gender, m.segment, word.start, m.end, m, ADDRESS)


class _Reader:
    """Reads a document sentence by sentence for pronouns that can mean one person only."""

    def __init__(self, view: DocumentView, mentions: Sequence[Mention], who: Identities) -> None:
        self.view = view
        self.who = who
        self.named: dict[int, list[Mention]] = defaultdict(list)
        for m in mentions:
            self.named[m.sentence].append(m)
        self.before: Mention | None = None  # who alone has been spoken of
        self.speaker: Mention | None = None  # who has said what the last sentence holds
        self.crowd = 0  # for so many sentences somebody else may be meant
        self.surnames = {part for m in mentions for part in m.names if part in PRONOUNS}

    def votes(self) -> Iterator[tuple[tuple[str, ...], Vote]]:
        """(person, vote) of each pronoun that counts."""
        number = 0
        for segment in self.view.segments:
            quoted = _quoted(segment)
            for s in segment.sentences:
                first, stop = s.word_range
                for i, by, m in self._sentence(segment, first, stop, self.named.get(number, [])):
                    if not _inside(segment.starts[i], quoted):
                        yield self.who[m], _vote(segment, i, m, by)
                number += 1
            if segment.is_heading:  # the body takes nobody up from there by a pronoun
                self.before, self.speaker, self.crowd = None, None, 0

    def _sentence(
        self, segment: SegmentView, first: int, stop: int, named: Sequence[Mention]
    ) -> list[tuple[int, str, Mention]]:
        """(word, how, person) of the pronouns of one sentence that count; the state moves on."""
        words = pronouns(segment, first, stop, self.surnames)
        relatives = list(_relatives(segment, first, named))
        found = [*_own(segment, words, first, stop, named), *relatives]
        one = len({self.who[m] for m in named}) <= 1
        one = one and not strangers(segment, first, stop, named)
        # Whoever has a wife or a mother may be meant by a pronoun.
        alone = one and not relatives and not described(segment, first, stop, named)
        if named:
            if alone and self._settled(named[0]):
                found += _behind(segment, named[0], words, stop)
        elif one and first in words:
            m = self.before if alone else None
            m = m or (self.speaker if _speaks(segment, first, stop) else None)
            if m and segment.lowers[first] in OPENERS and _agree(segment, words):
                found.append((first, "next", m))
        if alone and first < stop:
            found += self._weak(segment, words, named, {i for i, _, _ in found})
        self._move(segment, stop, named, one, alone)
        return sorted(set(found))

    def _weak(
        self,
        segment: SegmentView,
        words: Sequence[int],
        named: Sequence[Mention],
        counted: set[int],
    ) -> list[tuple[int, str, Mention]]:
        """Other pronouns where one person alone is spoken of: they support, and accuse nobody."""
        m = named[0] if named else self.before
        if m is None or not self._settled(m) or not _agree(segment, words):
            return []
        return [(i, WEAK, m) for i in words if i not in counted]

    def _settled(self, m: Mention) -> bool:
        """Whether nobody else has been spoken of lately."""
        return not self.crowd and (self.before is None or self.who[self.before] == self.who[m])

    def _move(
        self, segment: SegmentView, stop: int, named: Sequence[Mention], one: bool, alone: bool
    ) -> None:
        """Remember who is spoken of, and who speaks, before the next sentence."""
        self.crowd = max(0, self.crowd - 1) if alone else 2
        if named:
            self.before = named[0] if alone else None
            says = one and not REPORTING.isdisjoint(segment.lowers[named[0].last : stop])
            self.speaker = named[0] if says else None
        else:
            self.before = self.before if alone else None
            self.speaker = self.speaker if one else None


def _own(
    segment: SegmentView, words: Sequence[int], first: int, stop: int, named: Sequence[Mention]
) -> Iterator[tuple[int, str, Mention]]:
    """Possessives that are the subject's whoever else is named: "expressed his thanks"."""
    lows = segment.lowers
    if not named or len(named) > MOST_NAMED:
        return
    for i in words:
        if lows[i] not in OWNED:
            continue
        before = [m for m in named if m.last < i]
        rest = lows[i + 1 : min(i + 4, stop)]
        if len(before) == 1 and lows[i - 1] in _EXPRESSED:
            yield i, "own", before[0]
        elif lows[i - 1] == "in" and not _SPEECHES.isdisjoint(rest):
            after = [m for m in named if i < m.first <= i + 6]
            if len(before) == 1 and not after:
                yield i, "own", before[0]
            elif i == first + 1 and after:
                yield i, "own", after[0]


def _relatives(
    segment: SegmentView, first: int, named: Sequence[Mention]
) -> Iterator[tuple[int, str, Mention]]:
    """The noun of kin that the first name of a sentence is in apposition to."""
    if named and (at := kin(segment, named[0], first)) is not None:
        yield at, KIN, named[0]


def _behind(
    segment: SegmentView, m: Mention, words: Sequence[int], stop: int
) -> list[tuple[int, str, Mention]]:
    """Subjects, reflexives and what is bound to them behind the only name of a sentence."""
    words = [i for i in words if i > m.last]
    own = set(bound(segment, words, stop))
    found = [(i, "own", m) for i in words if i in own]
    others = [i for i in words if i not in own]
    if _agree(segment, others):
        found += [(i, "same", m) for i in others if segment.lowers[i] in _BOUND]
    return found


def _agree(segment: SegmentView, words: Sequence[int]) -> bool:
    """Whether there are pronouns, all of one gender."""
    return len({PRONOUNS[segment.lowers[i]] for i in words}) == 1


def _speaks(segment: SegmentView, first: int, stop: int) -> bool:
    """Whether a sentence goes on with what somebody said: "She also said"."""
    opening = segment.lowers[first : min(stop, first + 6)]
    return bool(opening) and opening[0] in SUBJECTS and not REPORTING.isdisjoint(opening)


def _quoted(segment: SegmentView) -> list[tuple[int, int]]:
    """The quoted stretches of a segment; one that is never closed runs to the end."""
    if segment.marks.isdisjoint(_QUOTES):
        return []
    found, start = [], -1
    for at, char in enumerate(segment.text):
        if char in _QUOTES:
            if start < 0 and char not in "”»":
                start = at
            elif start >= 0 and char not in "“«":
                found.append((start, at))
                start = -1
            elif start < 0:
                found.append((0, at))
    return found if start < 0 else [*found, (start, len(segment.text))]


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _vote(segment: SegmentView, i: int, m: Mention, by: str) -> Vote:
    word, low = segment.words[i], segment.lowers[i]
    gender = NOUNS[low] if by == KIN else PRONOUNS[low]
    return Vote(gender, segment.index, word.start, word.end, m, by)
