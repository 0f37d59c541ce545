"""Left over from the page and the machinery: entities, placeholders, stamps, tags, addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.late import late
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_ENTITY = re.compile(
    r"& ?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2}) ?;"
    r"|&(?:amp|nbsp|quot|apos|lt|gt)\b(?!\s?[=(])"
)
_TAG = late(
    r"</?(?:br|p|b|i|u|em|strong|span|div|a|img|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|font|sup|"
    r"sub|script|style|iframe|center|blockquote|hr|strike|mark|small|section|article|header|footer|"
    r"ref|code|pre|input|button|form|label|meta|link)\b(?:[\s/][^<>]{0,300})?>"
    r"|\[/(?:b|i|u|url|img|quote|color|size|font|center)\]",
    re.IGNORECASE,
)
_TAG_MENTION = re.compile(r"\b(?:tags?|elements?|entity|entities|HTML|codes?)\b", re.IGNORECASE)


@segment_check(
    "residue.entity",
    Category.MARKUP,
    Severity.MINOR,
    triggers="&<[",
    examples=(
        Example("Fish &amp; chips cost more.", hits=["&amp;"]),
        Example("The mayor&#39;s office said so.", hits=["&#39;"]),
        Example("First line<br>second line ends.", hits=["<br>"]),
        Example("Ten& nbsp ;people came.", hits=["& nbsp ;"]),
        Example("He is <b>very</b> glad.", hits=["<b>", "</b>"]),
        Example("Es kostet 5&nbsp;Euro.", hits=["&nbsp;"], lang="de"),
        Example("AT&T; R&D; and Q&A; are short forms."),
        Example("Profits at Smith & Sons; losses at Lee & Co; the rest is even."),
        Example("If a < b and c > d, the sum grows."),
        Example("Use the <br> tag to break a line.", why="an article about HTML"),
        Example("The firm [sic] said so [i] twice."),
    ),
)
def entity(view: SegmentView) -> Iterator[Hit]:
    """An HTML entity or tag stands in the text as letters.

    Text taken from web pages, or sent through an engine that treats markup as words, shows its
    code to the reader. Limits: only entities of the HTML standard and the tags of running text;
    a text that speaks about tags is left alone; XLIFF inline tags belong to the format.
    """
    text = view.text
    if "&" in view.marks:
        for match in _ENTITY.finditer(text):
            was = _unescaped(match[0])
            if was:
                yield view.hit(
                    *match.span(),
                    f"“{match[0]}” is an HTML entity; it stands for “{was}”.",
                    suggestion=was,
                )
    if "<" in view.marks or "[" in view.marks:
        for match in _TAG.finditer(text):
            if not _TAG_MENTION.search(text, max(0, match.start() - 30), match.end() + 20):
                yield view.hit(*match.span(), f"“{match[0][:40]}” is markup, not text.")


def _unescaped(found: str) -> str | None:
    """The character that an entity stands for; None for what only looks like one (R&D;)."""
    code = found.replace(" ", "")
    code = code if code.endswith(";") else code + ";"
    was = html.unescape(code)
    return was if was != code and not was.endswith(";") else None


_PLACEHOLDER = late(
    r"(?<![\w%])(?<!\d )%(?:\d\$)?(?:[sd@]|\.\d[fd]|\(\w{1,40}\)[sd])(?![\w%])"
    r"|(?<!\\)\$?\{\{?\s?(?:\d{1,2}|[A-Za-z_][\w.]{0,40})\s?\}\}?"
    r"|(?<=[a-z])\$\d\b(?![.,]?\d)"
    r"|_{3,}"
    r"|\[(?:(?:YOUR |INSERT |THE )?(?:[A-Z]{2,20}[ _])?"
    r"(?:PRODUCT|NAME|COMPANY|DATE|CITY|NUMBER|URL|LINK|TITLE|PLACE|LOCATION|PERSON|ADDRESS|TODO|TBD|"
    r"PLACEHOLDER|TEXT|UNK|MASK|CLS|SEP|PAD|BLANK)(?:[_ ]\w{1,20})?"
    r"|[Ii]nsert [^\[\]]{1,40}|Your [A-Z]?[a-z]{2,15})\]"
    r"|<(?:unk|UNK|s|/s|pad|mask|eos|bos|extra_id_\d{1,2}|num|NUM|url|URL|name|NAME|0x[0-9A-F]{2})>"
    r"|\b(?:TODO|FIXME)\b|\bTBD\b|\bX{4,}\b|\bXXX\b"
    r"|(?i:\blorem ipsum\b[^.]{0,80}|\bdolor sit amet\b)"
    r"|▁+|(?<=\w)@@(?=\s|$)|\s@[-,./:]@\s|(?<=\w )##(?=[a-z])|[ĠĊ](?=[A-Za-z]|$)|⁇"
)
_ROMAN_AFTER = re.compile(
    r" (?:Olymp|Summer|Winter|Games|Congress|Corps|Legion|Army|Dynasty|Ordinary)"
)
_ROMAN_BEFORE = re.compile(
    r"(?:Bowl|Chapter|Volume|Vol\.|Book|Part|Psalm|Title|Article|Section|WrestleMania|rated) $"
)
_SIGNS = frozenset("%{$_[<▁@#ĠĊ⁇")
# A cheap question before the pattern above; one of its alternatives starts with each of these.
_SUSPECT = re.compile(
    r"%[sd@(]|%\.?\d|[a-z]\$|[{▁ĠĊ⁇]|__|\[[A-Zi]|<[A-Za-z/0]|@@|@[-,./:]@|##|XXX|TBD|TODO|FIXME"
    r"|orem ipsum|dolor sit"
)
# Those alternatives that are words, letter sets first: a text is searched for these letters alone.
_WORDS = re.compile(r"[XTFd](?:(?<=X)XX|(?<=T)(?:BD|ODO)|(?<=F)IXME|(?<=d)olor sit)|orem ipsum")
_MACHINE = frozenset("▁@#ĠĊ⁇")


@segment_check(
    "residue.placeholder",
    Category.NON_TRANSLATION,
    Severity.MAJOR,
    examples=(
        Example("It was %s’s turn, then %1$s's.", hits=["%s", "%1$s"]),
        Example("Welcome, %s, to the fair.", hits=["%s"]),
        Example("You have {0} new messages from {{name}}.", hits=["{0}", "{{name}}"]),
        Example("The price of [PRODUCT] fell.", hits=["[PRODUCT]"]),
        Example("The pres@@ ident spoke.", hits=["@@"]),
        Example("A high @-@ level talk began.", hits=[" @-@ "]),
        Example("▁The ▁mayor spoke.", hits=["▁", "▁"]),
        Example("The town of <unk> lies north.", hits=["<unk>"]),
        Example("Mr. XXX of the office agreed.", hits=["XXX"]),
        Example("The opening date is TBD for now.", hits=["TBD"]),
        Example("Growth was 5%, and 12% of homes sold; 3 % so far."),
        Example("It costs $1 or US$1 a day, at most $5."),
        Example("Super Bowl XXX and the XXX Olympiad were held then."),
        Example("Mail info@acme.example or follow @acme on the site."),
        Example("“It [sic] was fine,” he said. [LAUGHTER]"),
        Example("La hausse est de 5 %d'ici mai.", lang="fr"),
        Example("Rank #1 is held by team #4; see item_2."),
    ),
)
def placeholder(view: SegmentView) -> Iterator[Hit]:
    """A placeholder or a mark of the machinery was left where text must stand.

    Variables of templates (%s, {0}, {{name}}), blanks to fill in, unknown-word tokens, and the
    marks of subword units (▁, @@, @-@) show that a text went out unfinished. Limits: Roman
    numerals, money, percentages and editors' brackets are left alone; lines of nothing but
    underscores are rules, not text.
    """
    text = view.text
    if view.marks.isdisjoint(_SIGNS) and not _WORDS.search(text):
        return
    if not _SUSPECT.search(text) or not view.forms:
        return
    for match in _PLACEHOLDER.finditer(text):
        start, end = match.span()
        if match[0] == "XXX" and (
            _ROMAN_AFTER.match(text, end) or _ROMAN_BEFORE.search(text, max(0, start - 14), start)
        ):
            continue
        machine = match[0].strip()[0] in _MACHINE
        what = "is a mark of subword units" if machine else "is a placeholder"
        yield view.hit(start, end, f"“{match[0].strip()}” {what}, not text.")


# The first digit stands first, so that the pattern is only tried where there is a 1.
_EPOCH = re.compile(r"1(?<![\w.,$€£¥/=&?#:+-]1)\d{9}(?:\d{3})?(?![\w%/=&]|[.,:-]\d)")
_STAMP = re.compile(
    r"(?:19(?<![\w/-]19)|20(?<![\w/-]20))\d\d[-/]\d{1,2}[-/]\d{1,2}[T ]\d{1,2}:\d{2}:\d{2}"
    r"(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?![\w:])"
)
_NUMBER_OF = late(
    r"(?:\b(?:tel|telephone|phone|call|fax|hotline|mobile|cell|whatsapp|wechat|qq|id|no|nos|number|"
    r"numbers|isbn|issn|account|order|serial|code|patent|tracking|registration|license|licence|"
    r"certificate|case|pin|ref|reference|model|barcode|dial|text|sms)\b[^.!?\n]{0,20})$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r" ?(?:people|yuan|dollars?|euros?|won|yen|rubles?|rupees|kilomet|met(?:er|re)s|tons|tonnes|"
    r"years|square|cubic|shares|users|copies|bytes|times|RMB|USD|kg|km|hours|seconds\b)"
)


@segment_check(
    "residue.timestamp",
    Category.MARKUP,
    Severity.MINOR,
    triggers="0123456789",
    examples=(
        Example("Editor Li Wei 1724598660 contributed to this story.", hits=["1724598660"]),
        Example(
            "The fair opened 2024-08-25 23:11:00 in the old hall.", hits=["2024-08-25 23:11:00"]
        ),
        Example(
            "Posted at 2023-02-11T13:09:10Z by the office desk.", hits=["2023-02-11T13:09:10Z"]
        ),
        Example("Published 1724598660123 by the office desk.", hits=["1724598660123"]),
        Example("Call 1300123456 for help, or write to the office."),
        Example("The city has 1400000000 people and 1,400,000,000 trees."),
        Example("The train left at 10:30:15 on 2024-08-25."),
        Example("Patent number 1724598660 was granted last year."),
        Example("See https://acme.example/a/1724598660 for the film."),
    ),
)
def timestamp(view: SegmentView) -> Iterator[Hit]:
    """A machine's time stamp stands in running text.

    Page scripts print the moment of publication as seconds since 1970 or as an ISO time with
    seconds; it reaches the text when pages are scraped. Limits: ten digits count from 2001 to
    2033, not after words such as "call", "ID" or "number", nor before a unit; a line with a time
    and nothing else is furniture.
    """
    text = view.text
    kinds = [(_EPOCH, "seconds since 1970")] if "1" in view.marks else []
    if ":" in view.marks and not view.marks.isdisjoint("-/"):
        kinds.append((_STAMP, "an ISO time with seconds"))
    for pattern, what in kinds:
        for match in pattern.finditer(text):
            start, end = match.span()
            if pattern is _EPOCH and (
                match[0].endswith("00000")
                or _NUMBER_OF.search(text, max(0, start - 40), start)
                or _UNIT_AFTER.match(text, end)
            ):
                continue
            if sum(1 for w in view.words if w.end <= start or w.start >= end) >= 2:
                yield view.hit(start, end, f"“{match[0]}” is a machine's time stamp ({what}).")


_HASHTAGS = late(r"[#＃](?!\d+\b)\w{2,60}[#＃]?(?:[\s,，、]{0,3}[#＃](?!\d+\b)\w{2,60}[#＃]?){2,}")


@segment_check(
    "residue.hashtag",
    Category.MARKUP,
    Severity.MINOR,
    triggers="#＃",
    examples=(
        Example("The fair opened. #fair #spring #city", hits=["#fair #spring #city"]),
        Example("He left early #news#town#people today.", hits=["#news#town#people"]),
        Example("See you there, #one, #two, #three", hits=["#one, #two, #three"]),
        Example("She wrote #peace and went home."),
        Example("Teams #1, #2 and #3 won; so did #4 #5 #6."),
        Example("The tags #spring and #fair were used by many."),
        Example("#fair #spring #city", why="a line of its own is the page's furniture"),
    ),
)
def hashtag(view: SegmentView) -> Iterator[Hit]:
    """A list of hashtags runs on inside the text.

    Three or more in a row are the page's keywords, not a sentence's words. Limits: hashtags used
    as words, one or two at a time, and lines of nothing else are left alone.
    """
    for match in _HASHTAGS.finditer(view.text):
        if match[0] == view.text.strip() and _alone(view):
            continue
        yield view.hit(*match.span(), f"“{match[0][:60]}” is a list of hashtags, not text.")


def _alone(view: SegmentView) -> bool:
    """Whether the segment is the only one of its paragraph."""
    around = view.doc.segments[max(0, view.index - 1) : view.index + 2]
    return sum(v.segment.paragraph == view.segment.paragraph for v in around) == 1


_TLD = r"(?:com|cn|net|org|gov|edu|io|info|de|fr|ru|uk|eu|jp|tv|cc)"
_DOT = r"(?: \. ?|\. ?(?=[a-z0-9]))"  # a capital after ". " starts a sentence
_ADDRESS = late(
    rf"\b[hH]ttps?(?: ?[:：] ?/ ?/ ?|[:：]// )\w[\w-]*(?:{_DOT}\w[\w-]*)*(?: ?/ ?\w[\w.-]*)*/?"
    rf"|\b[wW]ww{_DOT}\w[\w-]*(?:{_DOT}\w[\w-]*)+"
    rf"|\b[\w+-][\w.+-]{{0,60}} ?@ ?\w[\w-]* ?\. ?{_TLD}(?: ?\. ?{_TLD})?\b"
)


@segment_check(
    "residue.url-broken",
    Category.MARKUP,
    Severity.MINOR,
    examples=(
        Example("See http: // www . acme . com for more.", hits=["http: // www . acme . com"]),
        Example("See www. acme.example for more.", hits=["www. acme.example"]),
        Example("Mail info @ acme . com for help.", hits=["info @ acme . com"]),
        Example("See http://www.acme.example/a/b for more."),
        Example("See www.acme.example. Then write."),
        Example("Mail info@acme.example or go to acme.example."),
        Example("The www is old. It works still."),
        Example("We have @ Home services: see the shop. com was the word."),
    ),
)
def broken_address(view: SegmentView) -> Iterator[Hit]:
    """Spaces were set inside a web or mail address, so that it no longer works.

    Engines tokenise addresses like prose and do not put them together again. The suggestion is
    the address without its spaces. Limits: only addresses that start with http or www, and mail.
    """
    text = view.text
    if "@" not in view.marks and "ww" not in text and "ttp" not in text:
        return
    for match in _ADDRESS.finditer(text):
        found = match[0]
        if " " not in found and "：" not in found:
            continue
        fixed = re.sub(r"\s", "", found).replace("：", ":")
        yield view.hit(
            *match.span(), f"The address “{fixed}” is broken by spaces.", suggestion=fixed
        )
