"""Faults put into native sentences, with the place of each fault known.

Native text that is only ever clean teaches a model to recognise topics. The same sentences with
one or two faults in them teach it where in a native sentence something is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mtlint.models.encoding import split_words

ARTICLES = ("the", "a", "an")
PREPOSITIONS = ("of", "in", "on", "at", "for", "to", "with", "from", "by", "about", "into")
NEGATABLE = ("is", "are", "was", "were", "can", "could", "will", "would", "has", "have", "had")
FUNCTION = frozenset(
    (*ARTICLES, *PREPOSITIONS, *NEGATABLE, "and", "or", "but", "that", "this", "it", "he", "she",
     "they", "we", "i", "you", "his", "her", "their", "its", "as", "be", "been", "not", "who")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, the space before it, and the grade of its fault (0, 1 minor, 2 major)."""

    text: str
    space: str
    grade: int = 0


Fault = Callable[[list[Piece], Sequence[str], random.Random], "list[Piece] | None"]


def pieces(text: str) -> list[Piece]:
    """Cut a text into words and marks, each with the space that stood before it."""
    done, at = [], 0
    for start, end in split_words(text):
        done.append(Piece(text[start:end], text[at:start]))
        at = end
    return done


def _places(row: list[Piece], wanted: Callable[[str], bool]) -> list[int]:
    """Positions of still faultless pieces whose text is wanted."""
    return [i for i, p in enumerate(row) if not p.grade and wanted(p.text)]


def _content(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.lower() not in FUNCTION


def _put(row: list[Piece], at: int, text: str, grade: int) -> list[Piece]:
    return [*row[:at], Piece(text, row[at].space, grade), *row[at + 1 :]]


def swap_term(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """A content word gives way to one from another sentence: a mistranslation."""
    places = _places(row, _content)
    if not places:
        return None
    at = rng.choice(places)
    old = row[at].text
    same = [w for w in rng.choices(bank, k=40) if w[0].isupper() == old[0].isupper()]
    same = [w for w in same if w[-2:] == old[-2:] and w.lower() != old.lower()] or same
    return _put(row, at, same[0], 2) if same else None


def swap_number(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """Digits change: off by a factor, or other digits."""
    places = _places(row, lambda w: w[0].isdigit())
    if not places:
        return None
    at = rng.choice(places)
    old = row[at].text
    new = (
        old + "0"
        if rng.random() < 0.4
        else "".join(str(rng.randrange(1, 10)) if c.isdigit() else c for c in old)
    )
    return _put(row, at, new, 2) if new != old else None


def negate(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """ "is" becomes "is not", or a "not" is lost."""
    lost = _places(row, lambda w: w.lower() == "not")
    if lost and rng.random() < 0.7:
        return _drop_at(row, rng.choice(lost), 2)
    places = _places(row, lambda w: w.lower() in NEGATABLE)
    if not places:
        return None
    at = rng.choice(places)
    return [*row[:at], Piece(row[at].text, row[at].space, 2), Piece("not", " ", 2), *row[at + 1 :]]


def _drop_at(row: list[Piece], at: int, grade: int) -> list[Piece] | None:
    """Leave a piece out; the word after the gap (else before it) bears the fault."""
    if len(row) < 4:
        return None
    rest = row[:at] + row[at + 1 :]
    mark = at if at < len(rest) and rest[at].text[0].isalnum() else at - 1
    if mark < 0:
        return None
    return _put(rest, mark, rest[mark].text, grade)


def drop_word(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """A function word is missing: grammar."""
    places = _places(row, lambda w: w.lower() in (*ARTICLES, *PREPOSITIONS, *NEGATABLE))
    return _drop_at(row, rng.choice(places), 1) if places else None


def double(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """One or two words said twice."""
    places = _places(row, str.isalpha)
    if not places:
        return None
    at, width = rng.choice(places), rng.choice((1, 1, 2))
    again = [Piece(p.text, p.space or " ", 1) for p in row[at : at + width]]
    return [*row[: at + width], *again, *row[at + width :]]


def shuffle(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """Three to five neighbouring words in the wrong order."""
    width = rng.randint(3, 5)
    if len(row) < width + 2:
        return None
    at = rng.randrange(1, len(row) - width)
    old = row[at : at + width]
    if not all(p.text[0].isalnum() and not p.grade for p in old):
        return None
    words = [p.text for p in old]
    rng.shuffle(words)
    if words == [p.text for p in old]:
        return None
    fresh = [Piece(w, p.space, 0 if w == p.text else 1) for w, p in zip(words, old, strict=True)]
    return [*row[:at], *fresh, *row[at + width :]]


def recase(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """A common word gets a capital, or a name loses its own."""
    places = _places(row[1:], lambda w: w.isalpha() and len(w) > 2)
    if not places:
        return None
    at = rng.choice(places) + 1
    new = row[at].text.swapcase() if row[at].text.islower() is False else row[at].text.title()
    return _put(row, at, new.lower() if row[at].text[0].isupper() else new, 1)


def cut(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """One sentence becomes two, the second without its head."""
    places = [i for i in _places(row, str.isalpha) if 4 <= i <= len(row) - 4]
    if not places:
        return None
    at = rng.choice(places)
    head = Piece(row[at].text.capitalize(), " ", 1)
    return [*row[:at], Piece(".", "", 1), head, *row[at + 1 :]]


def wrong_function(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """Another preposition, or another article where one stood."""
    kind = rng.choice((ARTICLES, PREPOSITIONS))
    places = _places(row, lambda w: w in kind)
    if not places:
        return None
    at = rng.choice(places)
    return _put(row, at, rng.choice([w for w in kind if w != row[at].text]), 1)


def extra_article(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """An article before a word that wants none."""
    places = [
        i
        for i in _places(row, _content)
        if i and row[i - 1].text.isalpha() and row[i - 1].text.lower() not in ARTICLES
    ]
    if not places:
        return None
    at = rng.choice(places)
    return [*row[:at], Piece("the", row[at].space, 1), *row[at:]]


def space_out(row: list[Piece], bank: Sequence[str], rng: random.Random) -> list[Piece] | None:
    """A space before a mark that wants none, or none where one belongs."""
    places = [i for i, p in enumerate(row) if i and p.text in ",.;:?!" and not p.space]
    if not places:
        return None
    at = rng.choice(places)
    return [*row[:at], Piece(row[at].text, " ", 1), *row[at + 1 :]]


FAULTS: tuple[tuple[Fault, float], ...] = (
    (swap_term, 4.0), (swap_number, 1.5), (negate, 0.8), (drop_word, 2.0), (double, 0.8),
    (shuffle, 1.5), (recase, 1.0), (cut, 1.0), (wrong_function, 2.0), (extra_article, 1.0),
    (space_out, 0.4),
)  # fmt: skip


def bank_of(texts: Iterable[str]) -> list[str]:
    """The words of some texts: what a word may give way to."""
    return [t[a:b] for t in texts for a, b in split_words(t) if t[a:b].isalpha()]


def corrupt(
    text: str, bank: Sequence[str], rng: random.Random
) -> tuple[str, list[tuple[int, int, int]]]:
    """The text with up to two faults in it.

    Returns the new text and ``(start, end, grade)`` of every faulty piece, code points, grade 1
    minor or 2 major. The list is empty where no fault would fit.
    """
    row = pieces(text)
    kinds, weights = zip(*FAULTS, strict=True)
    for _ in range(rng.choice((1, 1, 2))):
        for _ in range(3):
            changed = rng.choices(kinds, weights)[0](row, bank, rng)
            if changed:
                row = changed
                break
    done, marks = "", []
    for piece in row:
        done += piece.space
        if piece.grade:
            marks.append((len(done), len(done) + len(piece.text), piece.grade))
        done += piece.text
    return done, marks
