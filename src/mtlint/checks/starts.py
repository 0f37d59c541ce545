"""How sentences start: in lower case, or in the middle of another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.grammar_en import AUXILIARIES, classes
from mtlint.text.pinyin import is_pinyin
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_PARTICLES = frozenset(
    "de del della der den des di da do dos du el la le les van von zu ter ten bin ibn al abu ap "
    "af av mac d l i.e e.g etc vs pp cf ca a.m p.m www http https px cm mm km kg mg ml kb mb am "
    "pm e x n y z p k q".split()
)
_ITEM = re.compile(r"[a-z]{1,4}[.)\]:]|[a-z]\d")
# A full stop after a word of three letters or a possessive, then a lower-case word of two or more
# letters or an article. The stop is read first, so that a text is searched for stops alone.
_MID_BREAK = re.compile(r"[.!?] (?:(?<=[a-z]{3}..)|(?<=[a-z]['’]s..))(?=[a-z]{2}|a )")
_STOPS = frozenset(".!?")
_TOKEN = re.compile(r"\S+")
_OPENERS = frozenset("he she they we it this these those".split())
_TITLE_BEFORE = frozenset(
    "premier minister president mr mrs ms dr prof professor director chairman chairwoman secretary "
    "mayor governor reporter correspondent officer uncle aunt grandpa grandma teacher master lady "
    "madam miss judge coach captain general comrade academician surname surnamed named called "
    "vice deputy manager emperor prince".split()
)
_ADVERBS = frozenset("also said then now still often later further always never again".split())


@document_check(
    "sentence.lower-start",
    Category.SPELLING,
    Severity.MINOR,
    examples=(
        Example("The mayor left. they will vote next week.", ["they"]),
        Example("at present, the port is closed.", ["at"]),
        Example("It rained all day! nobody came to the fair.", ["nobody"]),
        Example("They warned Ann’s. wife right after. a disaster or two had come.", ["wife", "a"]),
        Example("iPhone sales fell. eBay did well. He works at Inc. and co. in town."),
        Example("“Stay,” he said. … and then he left. “What?” she asked."),
        Example("The list is:\n\napples and pears;\n\nplums and cherries."),
        Example("a) the first case; b) the second. He met Mr. de Boer. van Gogh painted it."),
        Example("See www.example.com or foo.py, i.e. the file. e.g. this one, approx. ten."),
    ),
)
def lower_start(doc: DocumentView) -> Iterator[Hit]:
    """A sentence or segment starts in lower case.

    A piece that starts in lower case was cut from its sentence or lost its first words. Brand
    names, name particles (de, van, al-), list items, units, and what continues a line that ends
    on a comma, colon or semicolon are left alone; so is a text that starts most of its segments
    in lower case by style. Headings are `casing.heading`.
    """
    if not doc.profile.cased:
        return
    by_habit = _lower_style(doc)
    for view in doc.segments:
        if view.is_heading:
            continue
        if view.text[:1].islower() and not by_habit and _lost_capital(view):
            word = view.words[0]
            yield _hit(view, word.start, word.end, "this starts in lower case", "segment")
        if not _STOPS.isdisjoint(view.marks):
            yield from _after_stops(view)


def _after_stops(view: SegmentView) -> Iterator[Hit]:
    text = view.text
    for match in _MID_BREAK.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()].split()[-1].lower()
        if before.strip("(“\"'") in view.profile.abbreviations or "." in before or "/" in before:
            continue
        if match[0][0] != "." and _in_quote(text, match.start()):
            continue
        following = _TOKEN.match(text, match.end())
        if following and _plain_word(following.group()):
            end = match.end() + len(following.group().rstrip(',;:.!?”"’)'))
            yield _hit(view, match.end(), end, "this sentence starts in lower case", "sentence")


def _hit(view: SegmentView, start: int, end: int, message: str, kind: str) -> Hit:
    word = view.text[start:end]
    return view.hit(
        start, end, f"{message}: “{word}”", suggestion=word[:1].upper() + word[1:], features=(kind,)
    )


def _plain_word(form: str) -> bool:
    """Whether a lower-case form is a word that takes a capital at the start of a sentence."""
    bare = form.rstrip(',;:.!?”"’)')
    if not bare.replace("'", "").replace("’", "").replace("-", "").isalpha() or not bare.islower():
        return False
    return bare not in _PARTICLES and not bare.startswith(("al-", "el-", "d'", "d’", "l'", "l’"))


def _lost_capital(view: SegmentView) -> bool:
    text = view.text
    token = text.split(None, 1)[0]
    if _ITEM.match(text) and not re.match(r"[a-z]+\b[^.)\]:\d]", text):
        return False
    if len(view.forms) < 3 or not _plain_word(token):
        return False
    if view.index == 0:
        return True
    before = view.doc.segments[view.index - 1].text.rstrip()
    return not before or before[-1] in '.!?…。！？”"’)'


def _lower_style(doc: DocumentView) -> bool:
    """Whether the text writes its segments in lower case by habit."""
    count = len(doc.segments)
    return count > 4 and 4 * sum(v.text[:1].islower() for v in doc.segments) > count


def _in_quote(text: str, at: int) -> bool:
    """Whether an opened quotation mark near before `at` has not been closed."""
    near = text[max(0, at - 300) : at]
    return near.count("“") > near.count("”") or near.count('"') % 2 == 1


@segment_check(
    "sentence.run-together",
    Category.GRAMMAR,
    Severity.MAJOR,
    languages=("en",),
    triggers="HSTWI",
    examples=(
        Example("Li, head of the Technology Bureau He said that it works.", ["He"]),
        Example("The plant opened in 2023 They will hire more people.", ["They"]),
        Example("The port was closed for repairs This is a problem for trade.", ["This"]),
        Example("Zheng He sailed west, and Premier He said so. Ms She was there."),
        Example("Then He Lifeng said it. He sang We Are the World. IT is here, as it is."),
        Example("He said: “They are late.” She asked, “Is It on?” The film It was long."),
        Example("God is great; He made it. Thus: This is it."),
        Example("Why We Are Here And What They Say About This Town"),
    ),
)
def run_together(view: SegmentView) -> Iterator[Hit]:
    """Two sentences run together: a capital pronoun opens the second without a stop before it.

    Systems lose the stop between two clauses but keep the capital ("Technology Bureau He said
    that"). A verb must follow the pronoun. Chinese surnames (Zheng He, Premier He), titles in
    title case, and what follows a comma, colon or quotation mark are left alone.
    """
    lows, text = view.lowers, view.text
    if _OPENERS.isdisjoint(lows[2:-1]):
        return
    words = view.words
    for i in range(2, len(lows) - 1):
        if lows[i] not in _OPENERS or not words[i].text[0].isupper() or words[i].text[1:].isupper():
            continue
        word, before, after = words[i], words[i - 1], words[i + 1]
        gap = text[before.end : word.start]
        if gap != " " or text[word.end : after.start] != " " or not _opens_clause(after.text):
            continue
        if before.text[0].isupper() and (
            lows[i - 1] in _TITLE_BEFORE or is_pinyin(before.text) or words[i - 2].text[0].isdigit()
        ):
            continue
        if lows[i - 1] in _TITLE_BEFORE or lows[i - 1] in {"god", "film", "movie", "song", "book"}:
            continue
        yield view.hit(
            word.start,
            word.end,
            f"a new sentence seems to start at “{word.text} {after.text}” without a stop before it",
            related=(view.place(before.start, before.end),),
        )


def _opens_clause(form: str) -> bool:
    """Whether a word after a pronoun is the verb of its clause, or an adverb before it."""
    low = form.lower()
    if form[0].isupper():
        return False
    key = set(classes(low))
    return low in AUXILIARIES or low in _ADVERBS or bool(key & set("DZB"))
