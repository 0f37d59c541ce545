"""The house glossary against the translation: approved terms, forbidden variants, near misses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mtlint.check import Example, segment_check
from mtlint.text.alignment import distance
from mtlint.text.glossary import Book, Match, joined, same_word, words_in
from mtlint.text.lexicon_en import lexicon
from mtlint.text.view import SegmentView
from mtlint.types import Category, Evidence, Hit, Severity, Term

_SHORT = 14  # words: a segment so short is shown whole where no place in it can be told
_PARTY = Term("省委", ("Provincial Party Committee",), ("Provincial Committee",), "zh", "en")
_FORCES = Term("新质生产力", ("new quality productive forces",), ("new productivity",), "zh", "en")
_NET = Term("互联网", ("Internet",), ("internet",), "zh", "en")
_XI = Term("王洪中", ("Wang Hongzhong",), (), "zh", "en")


def _book(view: SegmentView) -> Book | None:
    glossary = view.doc.glossary
    if glossary is None:
        return None
    return glossary.book(view.doc.document.source_lang, view.doc.lang)


def _meant(view: SegmentView, book: Book) -> set[int] | None:
    """The terms that the source of this segment holds; None where there is no source."""
    source = view.segment.source
    return book.in_source(source) if source and view.doc.with_source else None


def _quoted(term: Term) -> str:
    return " or ".join(f"“{t}”" for t in term.targets)


@segment_check(
    "glossary.forbidden",
    Category.TERM_WRONG,
    Severity.MAJOR,
    needs=(Evidence.GLOSSARY,),
    examples=(
        Example(
            "The Provincial Committee met on Friday.",
            ["Provincial Committee"],
            glossary=(_PARTY,),
        ),
        Example(
            "They speak of new productivity, and of the internet.",
            ["new productivity", "internet"],
            glossary=(_FORCES, _NET),
        ),
        Example(
            "The Provincial Committees met.",
            ["Provincial Committees"],
            source="各省委开会。",
            glossary=(_PARTY,),
        ),
        Example("The Provincial Party Committee met.", glossary=(_PARTY,)),
        Example("The Internet is full of it.", glossary=(_NET,)),
        Example(
            "The Provincial Committee of the league met.",
            source="团省工委开会。",
            glossary=(_PARTY,),
            why="the source holds another term",
        ),
        Example("The provincial, committee-like body met.", glossary=(_PARTY,)),
    ),
)
def forbidden(view: SegmentView) -> Iterator[Hit]:
    """A variant that the glossary forbids stands in the translation.

    Found in any inflection and any capitals, unless only the capitals make it wrong. Silent
    inside an approved term, and where the source of the segment does not hold the entry's source
    term, so that the words translate something else.
    """
    book = _book(view)
    if book is None or not book.forbidden.phrases:
        return
    found = book.forbidden.find(view.text)
    if not found:
        return
    approved = book.approved.find(view.text)
    meant = _meant(view, book)
    for match in found:
        number = book.forbidden_of[match.phrase]
        term = book.terms[number]
        if match.inside(approved) or (meant is not None and term.source and number not in meant):
            continue
        text = view.text[match.start : match.end]
        of = f" for “{term.source}”" if term.source else ""
        instead = f"; it has {_quoted(term)}" if term.targets else ""
        yield view.hit(
            match.start,
            match.end,
            f"The glossary forbids “{text}”{of}{instead}",
            suggestion=term.targets[0] if term.targets else None,
            features=("confirmed-by-source",) if meant is not None else (),
        )


@segment_check(
    "glossary.term",
    Category.TERM_WRONG,
    Severity.MAJOR,
    needs=(Evidence.SOURCE, Evidence.GLOSSARY),
    examples=(
        Example(
            "The provincial capital will meet on Friday.",
            ["The provincial capital will meet on Friday."],
            source="省委周五开会。",
            glossary=(_PARTY,),
            why="no word of the approved term stands there",
        ),
        Example(
            "We must develop the new quality productivity with all our strength and all our heart, "
            "and quickly.",
            ["new quality productivity"],
            source="要全力发展新质生产力。",
            glossary=(_FORCES,),
        ),
        Example(
            "The web is full of it.",
            ["The web is full of it."],
            source="互联网上都是。",
            glossary=(_NET,),
        ),
        Example("The Provincial Party Committees met.", source="各省委开会。", glossary=(_PARTY,)),
        Example("The town met.", source="镇里开会。", glossary=(_PARTY,)),
        Example(
            "The Provincial Committee met.",
            source="省委开会。",
            glossary=(_PARTY,),
            why="glossary.forbidden says it",
        ),
    ),
)
def term(view: SegmentView) -> Iterator[Hit]:
    """The source holds a glossary term, and the translation lacks its approved translation.

    Any inflection of an approved term counts. The place shown is the phrase that shares words with
    the approved term, else the sentence that stands where the source term does. Limits: a
    translation that says "it" or "the committee" the second time in one segment is fine; one that
    says so in the next segment is reported.
    """
    book = _book(view)
    meant = _meant(view, book) if book else None
    if book is None or not meant or not view.text.strip():
        return
    have = {book.approved_of[m.phrase] for m in book.approved.find(view.text)}
    have |= {book.forbidden_of[m.phrase] for m in book.forbidden.find(view.text)}
    source = view.segment.source or ""
    for match in book.sources.find(source):
        number = match.phrase
        entry = book.terms[number]
        if number in have or not entry.targets:
            continue
        have.add(number)
        near = _resembling(view, entry)
        start, end = near or _sentence_at(view, match.start / max(1, len(source)))
        says = f", not “{view.text[start:end]}”" if near else ", which is not here"
        yield view.hit(
            start,
            end,
            f"The glossary has {_quoted(entry)} for “{entry.source}” of the source{says}",
            suggestion=entry.targets[0] if near else None,
            features=("resembling",) if near else ("absent",),
        )


def _resembling(view: SegmentView, entry: Term) -> tuple[int, int] | None:
    """The stretch of the translation that shares most words with an approved term, if any does.

    More than half of the term's words must stand there, and it starts and ends with one of them.
    """
    words = words_in(view.text)
    lang = view.doc.lang[:2]
    best: tuple[float, int, int] | None = None
    for target in entry.targets:
        wanted = [w[0].lower() for w in words_in(target)]
        size = len(wanted)
        like = [next((i for i, x in enumerate(wanted) if _alike(w[0].lower(), x, lang)), None)
                for w in words]  # fmt: skip
        for at, known in enumerate(like):
            for stop in range(at + 1, min(len(words), at + size + 1) + 1):
                if known is None or like[stop - 1] is None:
                    continue
                shared = len({i for i in like[at:stop] if i is not None})
                score = shared - 0.1 * (stop - at)
                good = 2 * shared > size > 1 and joined(view.text, words[at:stop])
                if good and (best is None or score > best[0]):
                    best = (score, words[at].start(), words[stop - 1].end())
    return best[1:] if best else None


def _alike(a: str, b: str, lang: str) -> bool:
    return same_word(a, b, lang) or _kin(a, b)


def _sentence_at(view: SegmentView, share: float) -> tuple[int, int]:
    """The sentence that stands as far into the translation as the term into the source."""
    if len(view.words) > _SHORT:
        at = share * len(view.text)
        for sentence in view.sentences:
            if sentence.start <= at < sentence.end:
                return sentence.start, sentence.end
    start = len(view.text) - len(view.text.lstrip())
    return start, max(start + 1, len(view.text.rstrip()))


@segment_check(
    "glossary.near-miss",
    Category.TERM_WRONG,
    Severity.MINOR,
    needs=(Evidence.GLOSSARY,),
    examples=(
        Example(
            "We need new quality production forces.",
            ["new quality production forces"],
            glossary=(_FORCES,),
        ),
        Example("Wang Hongzheng spoke first.", ["Wang Hongzheng"], glossary=(_XI,)),
        Example(
            "The Province Party Committee met.", ["Province Party Committee"], glossary=(_PARTY,)
        ),
        Example("The Municipal Party Committee met.", glossary=(_PARTY,), why="another body"),
        Example("New quality productive forces, a productive force.", glossary=(_FORCES,)),
        Example(
            "Provincial Party Committees met; the Provincial Party School did not.",
            glossary=(_PARTY,),
        ),
    ),
)
def near_miss(view: SegmentView) -> Iterator[Hit]:
    """Words nearly the same as an approved term of several words stand in the translation.

    One word differs, and only in its ending or by a slip of spelling: "new quality production
    forces" for "new quality productive forces". Asked where the source cannot tell, because there
    is none. Another word in its place may name another thing and is left alone.
    """
    book = _book(view)
    if book is None or (view.segment.source and view.doc.with_source):
        return
    words = words_in(view.text)
    lows = [w[0].lower() for w in words]
    approved = book.approved.find(view.text)
    forbidden = book.forbidden.find(view.text)
    lang = view.doc.lang[:2]
    for at, low in enumerate(lows):
        for phrase, wanted, place in _holding(book).get(low[:3], ()):
            first, stop = at - place, at - place + len(wanted)
            if first < 0 or stop > len(words) or not same_word(low, wanted[place], lang):
                continue
            if not _one_off(lows[first:stop], wanted, place, lang):
                continue
            match = Match(words[first].start(), words[stop - 1].end(), phrase)
            if match.inside(approved) or match.inside(forbidden):
                continue
            if joined(view.text, words[first:stop]):
                yield _missed(view, book, match)


def _missed(view: SegmentView, book: Book, match: Match) -> Hit:
    right = book.approved.phrases[match.phrase].text
    text = view.text[match.start : match.end]
    return view.hit(
        match.start, match.end, f"The glossary has “{right}”; here “{text}”", suggestion=right
    )


@lru_cache(maxsize=8)
def _holding(book: Book) -> dict[str, list[tuple[int, tuple[str, ...], int]]]:
    """Approved phrases of several words, by the start of their first and of their second word.

    Two words are enough: with one word off, one of the two is right.
    """
    table: dict[str, list[tuple[int, tuple[str, ...], int]]] = {}
    for number, phrase in enumerate(book.approved.phrases):
        if len(phrase.words) > 1:
            for place in (0, 1):
                key = phrase.words[place][:3]
                table.setdefault(key, []).append((number, phrase.words, place))
    return table


def _one_off(found: list[str], wanted: tuple[str, ...], known: int, lang: str) -> bool:
    """Whether exactly one word differs, nearly; found again by the first word unless that is it."""
    off = [i for i, (a, b) in enumerate(zip(found, wanted, strict=True))
           if not same_word(a, b, lang)]  # fmt: skip
    if len(off) != 1 or (known == 1 and off[0] != 0):
        return False
    a, b = found[off[0]], wanted[off[0]]
    return _kin(a, b) or _slip(a, b)


def _kin(a: str, b: str) -> bool:
    """Two words of one stem: productive, production; provincial, province."""
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    shared = min(len(a), len(b)) if shared is None else shared
    return a != b and shared >= 5 and shared >= 0.6 * min(len(a), len(b))


def _slip(a: str, b: str) -> bool:
    """A spelling that is no word of its own, one or two letters off."""
    allowed = 1 if len(b) < 8 else 2
    return (
        min(len(a), len(b)) >= 5
        and not lexicon().is_common(a)
        and 0 < distance(a, b, allowed) <= allowed
    )
