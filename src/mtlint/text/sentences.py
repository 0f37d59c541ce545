"""Sentence boundaries that survive the broken punctuation mtlint looks for.

One pattern finds the places where a sentence could end; a few constant-time questions decide each
of them. Nothing looks further than a bounded number of characters back or forth (white space
apart), so that the time is linear in the text whatever the text is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtlint.text.late import late
from mtlint.text.profiles import LanguageProfile

# A run of terminal marks (also ". . ." and "said. ."), and the quotes, brackets, footnote numbers
# and Markdown stars that close with it. A closing quote may stand off by a space where another
# space follows it. Nothing is read twice, not even a run of a million dots.
# The first character is read as one set, which a text is searched for faster than for branches.
_CANDIDATE = re.compile(
    r"[.!?…‼⁇⁈⁉。！？｡।۔؟\n\u2029]"
    r"(?:(?:(?<=[.!?…‼⁇⁈⁉])[.!?…‼⁇⁈⁉]*+(?>(?:[ \u00a0]{1,2}[.!?…]++(?=[\s\"”’»)\]]|$))*)"
    r"|(?<=[。！？｡।۔؟])[。！？｡.!?…]*+)"
    r"(?>(?:[\"”’'»)\]」』】）》〉*]|“(?=\s|$)|\[\d{1,3}\]|[ \u00a0\u202f]{1,2}[”»\"](?=\s|$))*)"
    r"|(?<=\n)[^\S\n]*+(?:\n|(?:[-*•·●▪]|\(?\d{1,2}[.)])[^\S\n]+(?=\S))|(?<=\u2029))"
)
_SKIP = re.compile(r"[\s\u200b\u2060\ufeff]*+")
_OPENING = re.compile(r"[\"“‘'«„»(\[{「『《【（¿¡*–—-]{0,4}")
_WORD = re.compile(r"[^\W_]++(?>(?:['’.-][^\W_]++)*)")
_ROMAN = re.compile(r"[ivxl]{1,5}", re.ASCII)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{2,5}", re.ASCII)
_INITIALISM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}")
_HAN = "[\u3400-\u9fff]"
_HAN_CHAR = late(_HAN)
_SAID_HAN = late(rf"{_HAN}{{0,6}}?(?:说|道|表示|称|问|喊|叫|答)")
# 'Stop!' + Wang Jie said / asked Wang Jie: the sentence goes on with who spoke.
_SAID_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]{0,30} ){1,4}(?:said|says|asked|asks|added|told|shouted|cried|wrote|replied|"
    r"explained|wondered|exclaimed)\b(?! that\b)"
)
_NO_START = frozenset(",;:)]}”’…%，；：、）」』")
_HARD = frozenset("。！？｡।۔؟")
_LOUD_NAMES = frozenset({"yahoo", "jeopardy"})
# What may follow "word." without space and is no sentence: the ends of site and file names.
_SUFFIXES = frozenset(
    "com net org gov edu mil io ai co cn uk us js ts py md txt pdf doc docx html htm php asp aspx "
    "jpg png mp exe dll css xml json csv zip tv me info biz app dev".split()
)
_SHORT = 80  # a quotation or bracket up to this length (characters) is never cut
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("「", "」"), ("（", "）"), ("《", "》"))
_INSIDE_TOKEN = frozenset("./@")
# Abbreviations that are no words, so that they stay abbreviations before a small letter.
_NEVER_WORDS = frozenset("jan feb apr jun jul aug sept oct nov dec vol vols chap sect figs".split())
_SHORT_OPENERS = frozenset({"he", "it", "we", "in", "at", "if"})

Span = tuple[int, int]


def split_sentences(
    text: str, profile: LanguageProfile, start: int = 0, end: int | None = None
) -> list[Span]:
    """Half-open spans of the sentences in `text[start:end]`, without surrounding space.

    A dot ends no sentence after an abbreviation of the profile, after an initial, in a number or
    a list number, when what follows cannot open a sentence (". ,"), inside a short quotation or
    bracket, or where the speaker of a quotation is named after it. A word in lower case after a
    plain full stop starts a sentence: machine translation does that, and a check says so. Blank
    lines and list bullets part sentences; single line breaks do not.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        stop = match.end()
        if text[match.start()] in "\n\u2029":
            stop = match.start()  # a list bullet belongs to what follows
        elif stop < end and not _ends(text, begin, match, end, profile):
            continue
        _add(spans, text, begin, stop)
        begin = stop
    _add(spans, text, begin, end)
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


class _Stop(NamedTuple):
    """A place where a sentence could end: `mark` at `at`, closed at `stop`; then `letter`."""

    text: str
    begin: int
    end: int
    at: int
    stop: int
    mark: str
    letter_at: int
    letter: str
    prof: LanguageProfile

    @property
    def lower(self) -> bool:
        """The next letter is a small one."""
        return self.letter.islower()

    def opens(self, *, initial: bool = False) -> bool:
        """The next word carries a capital only where a sentence starts ("The", not "Smith")."""
        word = _WORD.match(self.text, self.letter_at, min(self.end, self.letter_at + 40))
        if not word or self.text[word.end() : word.end() + 1] == ".":
            return False
        low = word[0].partition("’")[0].partition("'")[0].lower()
        if low not in self.prof.openers:
            return False
        return not initial or len(low) > 2 or low in _SHORT_OPENERS


def _ends(text: str, begin: int, match: re.Match[str], end: int, prof: LanguageProfile) -> bool:
    """Whether a sentence ends with this match, which stands before the end of the text."""
    at, stop, mark = match.start(), match.end(), match[0]
    after = _SKIP.match(text, stop, end)
    next_at = after.end() if after else stop
    if next_at >= end:  # nothing more to see: white space, or marks of no width that stay here
        return text[stop:end].isspace()
    if text[next_at] in _NO_START:
        return False
    opening = _OPENING.match(text, next_at, end)
    letter_at = opening.end() if opening else next_at
    letter = text[letter_at] if letter_at < end else ""
    place = _Stop(text, begin, end, at, stop, mark, letter_at, letter, prof)
    if mark[0] in _HARD:
        ends = _hard_ends(place)
    elif next_at == stop:
        ends = _glued_ends(place)
    elif mark[0] != "." or mark[1:2] in (".", "…", "?", "!") or mark[1:3] == " .":
        ends = _loud_ends(place)
    else:
        ends = _dot_ends(place)
    return ends and not _inside_short_pair(text, begin, stop, end)


def _hard_ends(s: _Stop) -> bool:
    """Chinese and other full stops that end a sentence without a space."""
    if s.mark[-1] in '”」』"' and _SAID_HAN.match(s.text, s.stop, s.stop + 12):
        return False
    return not (s.lower and s.mark[0] in "！？")


def _glued_ends(s: _Stop) -> bool:
    """A mark with no space after it ("ended.The next"): only when clearly two sentences."""
    if s.at and _HAN_CHAR.match(s.text, s.at - 1):
        return bool(_HAN_CHAR.match(s.letter))
    if not s.letter.isupper() or s.text[s.stop] in "-–—*'{[":
        return False
    last = _last_word(s.text, s.begin, s.at)
    if not _INSIDE_TOKEN.isdisjoint(last) or last.lower() in s.prof.abbreviations:
        return False
    year = len(last) == 4 and last.isdigit()
    if not year and not (len(last) > 2 and last[-2:].islower()):
        return False
    word = _WORD.match(s.text, s.letter_at, min(s.end, s.letter_at + 40))
    if not word or word[0].lower() in _SUFFIXES:
        return False
    plain = word[0][1:].islower() or word[0] in ("A", "I")
    return plain and word.end() < s.end and s.text[word.end()] in " \n,'’"


def _loud_ends(s: _Stop) -> bool:
    """Question and exclamation marks and ellipses: the next letter's case decides."""
    if s.lower:
        return False
    if s.mark[0] in "!?" and s.mark[-1] in '"”’»' and _SAID_NAME.match(s.text, s.letter_at, s.end):
        return False
    if s.mark == "!" and _last_word(s.text, s.begin, s.at).lower() in _LOUD_NAMES:
        return s.opens()
    return True


def _dot_ends(s: _Stop) -> bool:
    """A single full stop, perhaps with closing quotes, and space after it."""
    raw = _last_word(s.text, s.begin, s.at)
    if raw.isdigit() and not _number_ends(s, raw):
        return False
    if s.lower:
        return _dot_ends_before_lower(s, raw)
    if len(s.mark) > 1 and s.mark[1] in '"”»':
        return True  # no abbreviation needs its dot before a closing quote and a capital
    last = raw.lower()
    if len(raw) == 1 and (raw.isupper() or _HAN_CHAR.match(raw)) and raw != "I":
        # An initial, unless a word follows that no surname looks like; Chinese has none.
        return bool(_HAN_CHAR.match(raw)) or s.opens(initial=True)
    if last in s.prof.titles:
        return False
    if last in s.prof.before_number:
        return not (s.letter.isdigit() or _roman(s.text, s.letter_at, s.end))
    if last in s.prof.abbreviations or _INITIALISM.fullmatch(last):
        return s.opens()
    if not raw.isupper() and (len(raw) == 1 or _CONSONANTS.fullmatch(last)):
        return s.opens()
    return not (s.at - s.begin <= 6 and _ROMAN.fullmatch(last) and raw.isupper())


def _dot_ends_before_lower(s: _Stop, raw: str) -> bool:
    """A full stop before a small letter ends a sentence unless it may be something else's dot.

    Not with a closing quote (who spoke follows), not when it stands by itself ("www . x . com").
    """
    last = raw.lower()
    if len(s.mark) > 1 or len(last) < 2 or s.text[s.letter_at - 1] in "-–—":
        return False
    if last in s.prof.before_number:
        return raw.islower() and len(last) > 2 and last not in _NEVER_WORDS
    return not (
        last in s.prof.abbreviations or _INITIALISM.fullmatch(last) or _CONSONANTS.fullmatch(last)
    )


def _number_ends(s: _Stop, number: str) -> bool:
    """Whether "2019." ends a sentence: not as a list number, nor as an ordinal ("am 3. Mai")."""
    number_at = s.at - len(number)
    before = s.text[max(s.begin, number_at - 3) : number_at].strip()
    if len(number) <= 3 and (number_at - s.begin <= 2 or before[-1:] in tuple(":;：；")):
        return False
    if s.lower:
        return len(number) == 4
    return s.opens() if s.prof.ordinal_dot and len(number) <= 3 else True


def _last_word(text: str, begin: int, at: int) -> str:
    """The word that ends at `at`, without opening quotes and brackets; "" after a space."""
    if at <= begin or text[at - 1].isspace():
        return ""
    return text[max(begin, at - 60) : at].split()[-1].lstrip("\"“‘'(（[«„—–*").rstrip(",;:")


def _roman(text: str, at: int, end: int) -> bool:
    word = _WORD.match(text, at, min(end, at + 10))
    return bool(word and word[0].isupper() and word[0] != "I" and _ROMAN.fullmatch(word[0].lower()))


def _inside_short_pair(text: str, begin: int, at: int, end: int) -> bool:
    """Whether `at` stands inside a quotation or bracket of at most `_SHORT` characters."""
    low, high = max(begin, at - _SHORT), min(end, at + _SHORT)
    for opening, closing in _PAIRS:
        opened = text.rfind(opening, low, at)
        if opened < 0 or text.find(closing, opened, at) >= 0:
            continue
        closed = text.find(closing, at, min(high, opened + _SHORT))
        if closed >= 0 and text.find(opening, at, closed) < 0:
            return True
    opened = text.rfind('"', low, at)
    if opened < 0 or opened + 1 >= end or text[opened + 1].isspace():
        return False
    if opened > begin and (text[opened - 1].isalnum() or text[opened - 1] in ".,!?"):
        return False
    closed = text.find('"', at, min(high, opened + _SHORT))
    return closed >= 0 and not text[closed - 1].isspace()
