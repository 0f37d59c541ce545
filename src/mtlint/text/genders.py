"""What the text says of a named person's gender, by form of address and by pronouns.

Pronouns count only where nobody but the one person named can be meant: no other person is named or
described in the sentence and in what goes before, and the pronoun is not quoted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtlint.text.forms import is_common
from mtlint.text.grammar_en import REPORTING
from mtlint.text.lexicon_en import proper_words
from mtlint.text.persons import HONORIFICS, MR, MRS, MS, Mention, bare
from mtlint.text.view import DocumentView, SegmentView

HE, SHE = "he", "she"
ADDRESS, WEAK = "address", "weak"
_MOST_NAMED = 8  # mentions of one sentence that are looked through
_SURELY = 3  # places of one form of address against which one of the other is a slip
_SUBJECTS = {"he": HE, "she": SHE}
_REFLEXIVES = {"himself": HE, "herself": SHE}
_OPENERS = {**_SUBJECTS, "his": HE, "her": SHE}
_ANY = {**_OPENERS, **_REFLEXIVES, "him": HE, "hers": SHE}
_POSSESSIVES = frozenset({"his", "her"})
_BOUND = frozenset((*_SUBJECTS, *_REFLEXIVES))
_RELATED = frozenset("couple couples wife husband sister brother spouse married marriage".split())
_EXPRESSED = frozenset("express expressed expresses expressing voiced conveyed".split())
_SPEECHES = frozenset("speech address remarks report statement lecture toast reply".split())
_PLACED = frozenset("in at from to of near for toward towards outside around across".split())
_REGIONS = frozenset("hong kong macao macau taiwan beijing shanghai xinhua".split())
_QUOTES = '“”"«»'


@cache
def humans() -> frozenset[str]:
    """Nouns in the singular that he or she may stand for."""
    text = files("mtlint.text").joinpath("data/humans_en.txt").read_text(encoding="utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


@cache
def _described_by() -> frozenset[str]:
    """What `bare` makes a word of `humans` of: each by itself and in both spellings of the
    possessive."""
    words = [w for w in humans() if bare(w) == w]
    return frozenset(w + end for w in words for end in ("", "'s", "’s"))


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
    he = MR in addressed or any(w in counts for w, gender in _ANY.items() if gender == HE)
    return he and (
        not addressed.isdisjoint((MS, MRS))
        or any(w in counts for w, gender in _ANY.items() if gender == SHE)
    )


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

    def votes(self) -> Iterator[tuple[tuple[str, ...], Vote]]:
        """(person, vote) of each pronoun that counts."""
        number = 0
        for segment in self.view.segments:
            quoted = _quoted(segment)
            for s in segment.sentences:
                first, stop = s.word_range
                for i, by, m in self._sentence(segment, first, stop, self.named.get(number, [])):
                    if not _inside(segment.starts[i], quoted):
                        gender = _ANY[segment.lowers[i]]
                        yield self.who[m], _vote(segment, i, gender, m, by)
                number += 1
            if segment.is_heading:  # the body takes nobody up from there by a pronoun
                self.before, self.speaker, self.crowd = None, None, 0

    def _sentence(
        self, segment: SegmentView, first: int, stop: int, named: Sequence[Mention]
    ) -> list[tuple[int, str, Mention]]:
        """(word, how, person) of the pronouns of one sentence that count; the state moves on."""
        found = list(_own(segment, first, stop, named))
        one = len({self.who[m] for m in named}) <= 1
        one = one and not _strangers(segment, first, stop, named)
        alone = one and not _described(segment, first, stop, named)
        if named:
            if alone and self._settled(named[0]):
                found += _behind(segment, named[0], stop)
        elif one and first < stop:
            m = self.before if alone else None
            m = m or (self.speaker if _speaks(segment, first, stop) else None)
            if m and segment.lowers[first] in _OPENERS and _agree(segment, first, stop):
                found.append((first, "next", m))
        if alone and first < stop:
            found += self._weak(segment, first, stop, named, {i for i, _, _ in found})
        self._move(segment, stop, named, one, alone)
        return sorted(set(found))

    def _weak(
        self,
        segment: SegmentView,
        first: int,
        stop: int,
        named: Sequence[Mention],
        counted: set[int],
    ) -> list[tuple[int, str, Mention]]:
        """Other pronouns where one person alone is spoken of: they support, and accuse nobody."""
        m = named[0] if named else self.before
        if m is None or not self._settled(m) or not _agree(segment, first, stop):
            return []
        lows = segment.lowers
        return [(i, WEAK, m) for i in range(first, stop) if lows[i] in _ANY and i not in counted]

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


def _strangers(segment: SegmentView, first: int, stop: int, named: Sequence[Mention]) -> bool:
    """Whether a word of a sentence may name somebody else."""
    initials = segment.initials
    own = {i for m in named for i in range(m.first, m.last + 1)}
    at = range(bisect_left(initials, first), bisect_left(initials, stop))
    return any(i not in own and _may_name(segment, i) for i in map(initials.__getitem__, at))


def _described(segment: SegmentView, first: int, stop: int, named: Sequence[Mention]) -> bool:
    """Whether a sentence speaks of somebody without a name, other than by the person's title."""
    described = _described_by()
    lows = segment.lowers[first:stop]
    if described.isdisjoint(lows):
        return False
    own = {i for m in named for i in range(m.first, m.last + 1)}
    return any(
        low in described and i not in own and not _is_title(segment, i, named)
        for i, low in enumerate(lows, first)
    )


def _is_title(segment: SegmentView, i: int, named: Sequence[Mention]) -> bool:
    """Whether a noun is the person's own: "driver Wang Li", "Wang Li, a driver,"."""
    for m in named[:_MOST_NAMED]:
        if i == m.first - 1 and not segment.gaps[m.first].strip(" ."):
            return True
        behind = 0 < i - m.last <= 8 and segment.gaps[m.last + 1].startswith(",")
        if behind and not "".join(segment.gaps[m.last + 2 : i + 1]).strip():
            return True
    return False


def _own(
    segment: SegmentView, first: int, stop: int, named: Sequence[Mention]
) -> Iterator[tuple[int, str, Mention]]:
    """Possessives that are the subject's whoever else is named: "expressed his thanks"."""
    lows = segment.lowers
    if not named or len(named) > _MOST_NAMED or _POSSESSIVES.isdisjoint(lows[first:stop]):
        return
    for i in range(first, stop):
        if lows[i] not in _POSSESSIVES:
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


def _behind(segment: SegmentView, m: Mention, stop: int) -> list[tuple[int, str, Mention]]:
    """Subjects and reflexives behind the only name of a sentence."""
    if not _agree(segment, m.last + 1, stop):
        return []
    lows = segment.lowers
    return [(i, "same", m) for i in range(m.last + 1, stop) if lows[i] in _BOUND]


def _agree(segment: SegmentView, first: int, stop: int) -> bool:
    """Whether the pronouns of a stretch are all of one gender."""
    return len({_ANY[w] for w in segment.lowers[first:stop] if w in _ANY}) == 1


def _speaks(segment: SegmentView, first: int, stop: int) -> bool:
    """Whether a sentence goes on with what somebody said: "She also said"."""
    opening = segment.lowers[first : min(stop, first + 6)]
    return bool(opening) and opening[0] in _SUBJECTS and not REPORTING.isdisjoint(opening)


def _may_name(segment: SegmentView, i: int) -> bool:
    """Whether a capitalised word may be a person's name: unknown, and not where places stand."""
    form, low = segment.forms[i], segment.lowers[i]
    if form.isupper() or low in HONORIFICS:
        return False
    if is_common(low) or low in proper_words() or low in _REGIONS or not form.isalpha():
        return False
    return not _in_a_place(segment, i)


def _in_a_place(segment: SegmentView, i: int) -> bool:
    """Whether a word stands where places do, or in a row of them: "of Guangdong and Macao"."""
    back = i
    while back and i - back < 8 and segment.gaps[back] in (" ", ", "):
        back -= 1
        if segment.lowers[back] in _PLACED:
            return True
        if not segment.forms[back][0].isupper() and segment.lowers[back] not in ("and", "the"):
            return False
    return False


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


def _vote(segment: SegmentView, i: int, gender: str, m: Mention, by: str) -> Vote:
    word = segment.words[i]
    return Vote(gender, segment.index, word.start, word.end, m, by)
