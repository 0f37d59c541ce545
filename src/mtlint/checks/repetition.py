"""Words and phrases that a translation says twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from operator import eq

from mtlint.check import Example, segment_check
from mtlint.text.grammar_en import AUXILIARIES, DETERMINERS, PREPOSITIONS, classes
from mtlint.text.lexicon_en import lexicon
from mtlint.text.pinyin import is_pinyin
from mtlint.text.repeats import DOUBLED, LONGEST_PHRASE
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_JOINED = frozenset("and or".split())
# What a clause starts with that says the same words before it goes on otherwise.
_RELATIVES = frozenset("who whom whose which that what whoever whomever whatever".split())
_OPENERS = _RELATIVES | frozenset(
    "where when while how why if whether because unless until since although though".split()
)
_SUBJECTS = frozenset("i we you he she it they".split())


def _doubled_name(view: SegmentView, word: str) -> bool:
    """Whether a doubled capitalised word reads as a name: Yang Yang, Bora Bora."""
    if len(word) <= 6 and is_pinyin(word):
        return True
    if (
        not classes(word) and not _is_function(word.lower()) and not lexicon().is_name(word)
    ):  # unknown: Mau Mau, Wagga Wagga
        return True
    if view.doc.word_counts[word] < 4:
        return False
    text, seen = f"{word} {word}", 0
    for segment in view.doc.segments:
        at = segment.text.find(text)
        while at >= 0 and seen < 2:
            seen, at = seen + 1, segment.text.find(text, at + len(text))
    return seen > 1


@segment_check(
    "repetition.word",
    Category.DUPLICATION,
    Severity.MINOR,
    languages=("en", "de", "fr", "es", "ru"),
    examples=(
        Example("Volunteers from the the city arrived.", ["the"]),
        Example("Der Park wird wird im Mai eröffnet.", ["wird"], lang="de"),
        Example("Новый парк уже уже открыт.", ["уже"], lang="ru"),
        Example("Die, die die Stadt kennen, sehen, dass sie sie mögen.", [], lang="de"),
        Example("Nous nous levons très très tôt.", [], lang="fr"),
        Example("The plan is is ready.", ["is"]),
        Example("It was sold across Germany Germany.", ["Germany"]),
        Example("The The company agreed.", ["The"]),
        Example("The law came into force in 2017 2017.", ["2017"]),
        Example("He had had enough of that that day."),
        Example("It was very very late, and it is a long long way."),
        Example("Boutros Boutros Ghali met Yang Yang in Bora Bora."),
        Example("In 2019 2019 seats were sold in New York New York."),
        Example("What it is, is a start. No, no, said Ann. Ann left."),
        Example("Li Li and Kang Kang came. The Yakka Yakka store shut; it is 12 in in length."),
    ),
)
def doubled_word(view: SegmentView) -> Iterator[Hit]:
    """The same word stands twice in a row.

    Machine translation repeats a word where two source words share a translation, or where a
    joint of two chunks falls on it. The superfluous second word is marked. In other languages than
    English only words in lower case are judged. Left alone: pairs
    that English allows (had had, that that), emphasis (very very), numbers, Chinese given names
    (Yang Yang), and capitalised pairs that the document writes more than once. Three and more in
    a row are `repetition.loop`. Source: copy-editing practice.
    """
    lows = view.lowers
    if not any(map(eq, lows, lows[1:])):
        return
    words = view.words
    if view.profile.code != "en":
        yield from _doubled_elsewhere(view)
        return
    for i in range(1, len(lows)):
        low = lows[i]
        if low != lows[i - 1] or low in DOUBLED or not low.isascii():
            continue
        if not low.isalpha() and not (low.isdigit() and _ends(view, words[i].end)):
            continue
        if (i > 1 and lows[i - 2] == low) or (i + 1 < len(lows) and lows[i + 1] == low):
            continue
        first, word = words[i - 1], words[i]
        if low == "in" and i > 1 and lows[i - 2][-1].isdigit():  # 12 in in length
            continue
        if not view.text[first.end : word.start].isspace():
            continue
        if word.text[0].isupper() and first.text[0].isupper():
            if _doubled_name(view, word.text):
                continue
        elif word.text[0].isupper() or len(low) == 1:  # "in In re", "a A-share", "C c"
            continue
        yield view.hit(
            word.start,
            word.end,
            f"“{word.text}” stands twice in a row",
            related=(view.place(first.start, first.end),),
            features=("function-word" if _is_function(low) else "content-word",),
        )


# Pairs that are right, by language: relative and reflexive pronouns, separable verbs, emphasis.
_RIGHT_PAIRS = {
    "de": "die der das den dem sie ihr sich in an auf aus mit zu sehr ganz lange viel ja nein nach "
    "immer weit über unter bei".split(),
    "fr": "nous vous se en très bien oui non si tout là peu toujours loin longtemps".split(),
    "es": "muy sí no bien ya poco casi todo mucho nada lejos cerca".split(),
    "ru": "очень да нет далеко долго много еле чуть так и то что только вот ну".split(),
}


def _doubled_elsewhere(view: SegmentView) -> Iterator[Hit]:
    """Doubled small words of languages whose word classes are not known here."""
    right, words, lows = _RIGHT_PAIRS[view.profile.code], view.words, view.lowers
    for i in range(1, len(lows)):
        low, first, word = lows[i], words[i - 1], words[i]
        alone = low not in lows[max(0, i - 2) : i - 1] and low not in lows[i + 1 : i + 2]
        if low != lows[i - 1] or low in right or not low.isalpha() or len(low) < 2 or not alone:
            continue
        if word.text.islower() and first.text.islower() and view.gaps[i].isspace():
            yield view.hit(
                word.start,
                word.end,
                f"“{word.text}” stands twice in a row",
                related=(view.place(first.start, first.end),),
                features=("content-word",),
            )


def _ends(view: SegmentView, end: int) -> bool:
    """Whether the sentence ends here: only there is a doubled number surely wrong."""
    return view.text[end:].strip() in {"", ".", "!", "?"}


def _is_function(low: str) -> bool:
    return low in DETERMINERS or low in PREPOSITIONS or low in AUXILIARIES


@segment_check(
    "repetition.phrase",
    Category.DUPLICATION,
    Severity.MAJOR,
    languages=("en",),
    examples=(
        Example("They came to the office to the office in May.", ["to the office"]),
        Example("It needs good governance and good governance.", ["good governance"]),
        Example("The talks, the talks were held in the spring.", ["the talks"]),
        Example("The plan of those who those who left is good.", ["those who"]),
        Example("He is one of those who must and those who must not pay."),
        Example("It tells who pays, who pays not, and what he did and what he did not do."),
        Example("They help those who teach those who teach."),
        Example("It binds an employee or an employee of the owner."),
        Example("The city of New York, New York, grew and grew."),
        Example("It goes on and on, better and better, year after year, day by day."),
        Example("Side by side, thousands and thousands of people waited and waited."),
        Example("“Not now, not now,” she said. “We will, we will rock.”"),
        Example("The scores were 3 to 3 to 3 and 2 1 2 1."),
    ),
)
def doubled_phrase(view: SegmentView) -> Iterator[Hit]:
    """A phrase of two to six words is repeated at once, or joined to itself by "and".

    Two source phrases that come out alike ("good governance and good governance") lose a
    meaning; a phrase said twice in a row is a joint of two chunks. The second one is marked.
    Left alone: clauses that begin alike and go on otherwise, as laws and speeches have them ("who
    must and who must not"), numbers, names with a comma (New York, New York), and repeats inside
    quotation marks with a comma, which speakers use. Source: copy-editing practice.
    """
    gaps = view.echoes.gaps
    if not gaps:
        return
    taken = 0  # phrases are found longest first, so a shorter one inside is passed over
    for size in range(LONGEST_PHRASE, 0, -1):
        if not (size in gaps and size > 1) and size + 1 not in gaps:
            continue
        for i, at in _repeats(view, size):
            if i < taken or not _real_phrase(view, i, at, size):
                continue
            first, words = view.words[i : i + size], view.words[at : at + size]
            text = view.text[words[0].start : words[-1].end]
            yield view.hit(
                words[0].start,
                words[-1].end,
                f"“{text}” is said twice",
                related=(view.place(first[0].start, first[-1].end),),
                features=("joined",) if at > i + size else (),
            )
            taken = at + size


def _repeats(view: SegmentView, size: int) -> Iterator[tuple[int, int]]:
    """Places (first, second) where `size` words stand twice in a row or around an "and"."""
    lows = view.lowers
    for gap in (size, size + 1):
        places = view.echoes.at(gap)
        if len(places) < size:
            continue
        run, last = 0, -2
        joined = gap > size
        for i in places:
            run, last = (run + 1 if i == last + 1 else 1), i
            if run >= size and (not joined or lows[i + 1] in _JOINED):
                yield i - size + 1, i - size + 1 + gap
                run = 0


def _real_phrase(view: SegmentView, i: int, at: int, size: int) -> bool:
    lows, words, text = view.lowers[i : i + size], view.words, view.text
    if len(set(lows)) < min(size, 2) or lows[0] in _JOINED or lows[-1] in _JOINED:
        return False
    if any(w.isdigit() for w in lows) or max(map(len, lows)) < (4 if size < 3 else 3):
        return False
    unit = text[words[at].start : words[at + size - 1].end]
    between = text[words[i + size - 1].end : words[at].start]
    if any(mark in unit for mark in ",;:.!?(") or any(mark in between for mark in ".;:!?(\n"):
        return False
    if between.strip() and _goes_on(view, i, at, size):
        return False
    if at > i + size:
        same_case = words[i].text == words[at].text
        return size > 1 or (same_case and text[words[at].end :][:1] != "-" and _plain(lows[0]))
    if between.isspace():
        # "those who teach those who teach": subject and object
        return not (size > 2 and lows[1] == "who" and lows[2] not in AUXILIARIES)
    # "According to the site of the bank, the bank will": the comma parts two clauses.
    before = view.lowers[i - 1] if i else ""
    upper = all(w.text[0].isupper() for w in words[i : i + size])
    return not upper and before not in PREPOSITIONS and not view.marks & set('"“‘«')


def _goes_on(view: SegmentView, i: int, at: int, size: int) -> bool:
    """Whether the second of two phrases with an "and" or a comma between them begins a clause, or
    says more of its noun: "who must and who must not pay", "an employee or an employee of"."""
    lows, end = view.lowers[i : i + size], at + size
    if end >= len(view.words) or not view.gaps[end].isspace():
        return False
    joint = view.lowers[at - 1] if at > i + size else ","
    if lows[0] in _OPENERS or not _RELATIVES.isdisjoint(lows):
        return True
    after = view.lowers[end]
    more = joint == "or" and (after in PREPOSITIONS or after in _RELATIVES)
    return more or (joint != "," and lows[0] in _SUBJECTS)


def _plain(low: str) -> bool:
    """Whether "X and X" is no idiom of growth ("bigger and bigger", "hours and hours")."""
    key = classes(low)
    return (
        len(low) > 3
        and bool(set(key) & set("nj"))
        and not set(key) & set("rpBDG")
        and not (low.endswith(("er", "er's")))
    )
