"""Slips that leave another English word: "an" for "and", "hat" for "that", "a" before a vowel."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from mtlint.check import Example, document_check, segment_check
from mtlint.text.foreign import everyday_language
from mtlint.text.grammar_en import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    classes,
)
from mtlint.text.late import late
from mtlint.text.lexicon_en import lexicon
from mtlint.text.view import DocumentView, SegmentView
from mtlint.text.wordorder import SCALE, Row, order_model, rows_of
from mtlint.types import Category, Hit, Severity

_MIN_COUNT = 60  # occurrences in training of a word that may have lost a letter
_RARE_WORD = 5.5  # log-odds needed against a word of the text that is unusual
_USUAL_WORD = 7.0  # ... and against one of the most usual words
_USUAL_RANK = 300
_FUNCTION_WORDS = (
    AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | SUBJECT_PRONOUNS | SUBORDINATORS
)
_VOWELS = frozenset("aeiou")  # "an old": right; "a old": `grammar.a-an`
_SLIPS = 2  # times that an unusual word may stand in a text and still be a slip
_ONE_WORD = frozenset({("round", "around"), ("mid", "amid")})  # British, poetic
_ANYWHERE = frozenset("or ad".split())  # fits between any two words; in fixed phrases
_SURE = 9.0  # log-odds needed against such words
_PREDICATES = frozenset({"here"})
_DENYING = frozenset("unlike than without if hardly nor whether".split())
# In front of these the verb comes before its subject.
_FRONTED = frozenset(
    "nor neither so never rarely seldom hardly scarcely barely only then not little and but or as "
    "than what when where why how who whom".split()
)
_AT_HOME = 1.2  # log ratio above which a word fits well enough not to be looked at
_ZIPF = 0.1  # share of running text of the most frequent word of the list; the n-th has 1/n of it


@cache
def _confusions() -> dict[str, tuple[str, ...]]:
    """Words that are left when a frequent word loses one letter -> those frequent words."""
    model, rank = order_model(), lexicon().rank
    found: dict[str, list[str]] = {}
    for word, number in model.ids.items():
        if not word.isalpha() or len(word) < 2 or model.counts[number] < _MIN_COUNT:
            continue
        for i in range(len(word)):
            left = word[:i] + word[i + 1 :]
            inflected = len(left) > 2 and i == len(word) - 1 and word[-1] in "sd"
            if (
                left in rank
                and not (inflected or _alike(left, word))
                and word not in found.setdefault(left, [])
            ):
                found[left].append(word)
    return {left: tuple(words) for left, words in found.items() if words}


def _alike(one: str, two: str) -> bool:
    """Whether both may be words of one class: then the places of one suit the other as well.

    A word of no known class is taken for a noun; function words stand by themselves.
    """
    if (one, two) in _ONE_WORD:
        return True
    if one in _FUNCTION_WORDS or two in _FUNCTION_WORDS:
        return False
    return bool(set(classes(one) or "np") & set(classes(two) or "np") & set("npjrBZDN"))


@cache
def _log_share(word: str) -> float:
    model = order_model()
    number = model.ids.get(word)
    if number is not None and model.counts[number]:
        return math.log(model.counts[number] / model.total)
    return math.log(_ZIPF / (lexicon().rank.get(word, 20_000) + 1))


@lru_cache(maxsize=8192)
def _best(word: str, around: tuple[int, ...], at: int) -> tuple[float, str]:
    """The log score and the form of the best candidate for `word` at `around[at]`."""
    model = order_model()
    scored = []
    for other in _confusions()[word]:
        numbers = [*around[:at], model.ids[other], *around[at + 1 :]]
        gains = model.gains(numbers)[at - 1 :]
        scored.append((sum(gains) / SCALE + _log_share(other), other))
    return max(scored)


def _article_of_name(row: Row, at: int) -> bool:
    """Whether "an" stands before a capital (an Armed Force) or in a name (Chang ’an)."""
    word, text = row.word(at), row.view.text
    if word.text != "an":
        return False
    after = row.form(at + 1) if at + 1 < row.size else ""
    return after[:1].isupper() or text[max(0, word.start - 1) : word.start] in ("'", "’", "‘")


def _needed(row: Row, at: int) -> float:
    """The log-odds that it takes to call the word a slip; more where it fits in anyhow."""
    word = row.form(at)
    before = row.form(at - 1).lower() if at else ""
    after = row.form(at + 1)[:1].lower() if at + 1 < row.size else ""
    usual = lexicon().rank[word] < _USUAL_RANK
    if (
        word in _ANYWHERE
        or (word in ("a", "an") and after in _VOWELS)
        or (word, before) == ("a", "such")
    ):
        return _SURE
    if not usual and row.view.doc.lower_counts[word] > _SLIPS:
        return _SURE
    return _USUAL_WORD if usual else _RARE_WORD


def _at_home(row: Row, at: int, best: str) -> bool:
    """Whether a word stands where it is as good as any, which the model has seldom seen.

    A predicate ("is here to stay"), a subject behind its verb ("nor was he", "was he alone?"), what
    comparisons deny ("unlike any of them"), a noun behind its adjective ("foreign aid").
    """
    word = row.form(at)
    before = row.form(at - 1).lower() if at else ""
    if word in _FUNCTION_WORDS or word in _PREDICATES:
        placed = before in BE if word in _PREDICATES else before in _DENYING and word == "any"
        return placed or (word in SUBJECT_PRONOUNS and _inverted(row, at))
    return "n" in classes(word) and "j" in classes(before) and best not in _FUNCTION_WORDS


def _inverted(row: Row, at: int) -> bool:
    """Whether the auxiliary before word `at` opens its clause, or stands behind "nor"."""
    if not at or row.form(at - 1).lower() not in AUXILIARIES:
        return False
    opens = at == 1 or not row.view.gaps[row.first + at - 1].isspace()
    return opens or row.form(at - 2).lower() in _FRONTED


def _mostly_capitals(row: Row) -> bool:
    return sum(not form[0].islower() for form in row.forms) > 0.5 * row.size


@document_check(
    "spelling.real-word",
    Category.SPELLING,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("He sat at the window an looked at the sea.", hits=["an"]),
        Example("She said hat the bridge would be closed.", hits=["hat"]),
        Example("The harbour ill be closed until Monday.", hits=["ill"]),
        Example("They lived here for may years before the war.", hits=["may"]),
        Example("A man and a woman may sit in the sun, ill at ease, hat in hand.", hits=[]),
        Example("It is an old ad, and he has had it for years.", hits=[]),
        Example("It was an increasingly hard life, by day or night.", hits=[]),
        Example("Any of them will do, or so the author says.", hits=[]),
        Example("Nor was he alone. Was he ill? Neither is he rich.", hits=[], why="inversion"),
        Example("In the end it was he man with the hat who sang.", hits=["he"]),
        Example("Rock 'n' roll is here to stay, unlike any of the others.", hits=[]),
        Example(
            "Tang got a pass from Foreign aid Adaeze Okoro.", hits=[], why="an adjective's noun"
        ),
    ),
)
def real_word(doc: DocumentView) -> Iterator[Hit]:
    """A letter is missing, and what is left is another English word.

    Word lists cannot see it ("an" for "and", "ill" for "will"). The word-order model weighs the
    word against the frequent words from which it differs by one lost letter, in the context of
    the two words on either side; words of one class (county, country) suit the same places and are
    not compared. Only large differences are reported, larger ones where the word
    in the text is itself among the most frequent.
    """
    confusions = _confusions()
    for row in rows_of(doc):
        hits = [hit for at, own in _odd(row, confusions) for hit in _compare(row, at, own)]
        if hits and not _mostly_capitals(row):
            yield from hits


def _odd(row: Row, confusions: Mapping[str, object]) -> Iterator[tuple[int, float]]:
    """Where words that may have lost a letter do not fit well, and how well each fits."""
    forms, gains = row.forms, row.gains
    if confusions.keys().isdisjoint(forms):
        return
    places = [
        (at, owner)
        for at, owner in enumerate(row.owners)
        if owner >= 0 and forms[owner] in confusions
    ]
    for at, owner in places:
        own = sum(gains[at - 1 : at + 2]) / SCALE
        if own <= _AT_HOME and not _article_of_name(row, owner):
            yield at, own


def _compare(row: Row, at: int, own: float) -> Iterator[Hit]:
    """A hit when a word that may have lost a letter fits much better than the one that stands."""
    form = row.form(row.owners[at])
    first = max(0, at - 2)
    gain, best = _best(form, tuple(row.numbers[first : at + 3]), at - first)
    gain -= own + _log_share(form)
    owner = row.owners[at]
    if gain >= max(_RARE_WORD, _needed(row, owner)) and not _at_home(row, owner, best):
        word = row.word(owner)
        usual = lexicon().rank[word.text] < _USUAL_RANK
        yield row.view.hit(
            word.start,
            word.end,
            f"“{word.text}” does not fit here; “{best}” with a letter lost would",
            suggestion=best,
            features=("usual" if usual else "unusual",),
            score=round(gain, 3),
        )


_AFTER_A_LETTER = frozenset("and or is in on of at as are if it under over above".split())
# The letter is read before what stands in front of it, so that a text is searched for it alone.
_ARTICLE = re.compile(r"([aA](?<![\w.'’&/-].)n?) ([A-Za-z][a-z]+)(?![\w.&])")
# Vowel letters that sound as consonants (a unit, a European, a one-off), and the silent h.
_CONSONANT_SOUND = late(
    r"(?:uni(?!n|m[^eo])|unani|u[bt][aeio]|us[aeu]|usu|ur[aeio]|uk|ul[ou]|uv|ubi|eu|ewe|one(?:$|-|s)|once|ou[ai]j)",
    re.IGNORECASE,
)
_VOWEL_SOUND = re.compile(
    r"(?:hour|heir|honou?r|honest|hono|herb|hotel|histor|habit|hero|haz|ht|hy|x|f[bm]|m[bp])",
    re.IGNORECASE,
)


def _opens(text: str, at: int) -> bool:
    """Whether a sentence may start at `at`."""
    before = text[max(0, at - 4) : at].rstrip(' "“‘(\n')
    return not before or before[-1] in ".!?:"


@segment_check(
    "grammar.a-an",
    Category.GRAMMAR,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("She worked as a advisor to the mayor.", hits=["a advisor"]),
        Example("It was an large house by the sea.", hits=["an large"]),
        Example("A agreement was signed at noon.", hits=["A agreement"]),
        Example("An hour later an honest man met a European at a university.", hits=[]),
        Example("He has an MBA, a UN pass and a one-off job; it took an X-ray.", hits=[]),
        Example("Ping An said that plan A is best, and group A applied.", hits=[]),
        Example(
            "It was an historic day at a hotel, a useful one, a ewe and a ubiquitous sign.", hits=[]
        ),
    ),
)
def a_an(view: SegmentView) -> Iterator[Hit]:
    """“a” stands before a vowel sound, or “an” before a consonant.

    Left when a system changes the next word, or when “and” loses its d. Words whose first letter
    and first sound differ (hour, European) are told by their opening; capitals in mid-sentence,
    which may be names or initialisms, are not judged. Source: English orthography.
    """
    for match in _ARTICLE.finditer(view.text):
        article, word = match.groups()
        if word[0].isupper() or word in _AFTER_A_LETTER or everyday_language(word):
            continue
        if article[0] == "A" and not _opens(view.text, match.start()):
            continue  # plan A is best, Ping An said
        vowel = word[0] in "aeiou"
        if article.lower() == "a":
            wrong = vowel and not _CONSONANT_SOUND.match(word)
        else:
            wrong = not vowel and not _VOWEL_SOUND.match(word)
        if wrong and lexicon().is_word(word):
            right = ("an" if article.lower() == "a" else "a") + " " + word
            right = right[0].upper() + right[1:] if article[0] == "A" else right
            message = (
                f"“{match.group()}”: the sound of “{word}” asks for “{right.split()[0].lower()}”"
            )
            yield view.hit(match.start(), match.end(), message, suggestion=right)
