"""Characters from the wrong keyboard: CJK marks, loose symbols, hyphens for dashes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.late import late
from mtlint.text.marks import token_around
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_LATIN = ("en", "de", "fr", "es", "ru", "it", "pt", "nl", "pl", "cs", "sv")
_CJK_MARKS = "，。、：；！？（）「」『』【】〔〕《》〈〉～％＋－／＆＃＠．｜＂＇"
_CJK_LETTERS = "".join(chr(code) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum())
_FULLWIDTH = re.compile(f"[{_CJK_MARKS}Ａ-Ｚａ-ｚ０-９\u3000]+")
_LATIN_COUNTERPART = str.maketrans(
    {"。": ".", "、": ",", "「": "“", "」": "”", "『": "‘", "』": "’", "【": "[", "】": "]",
     "〔": "[", "〕": "]", "《": "“", "》": "”", "〈": "“", "〉": "”"}
)  # fmt: skip
_HAN = late("[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_NO_SPACE_AFTER = frozenset("“‘([%/&#@+-")


@segment_check(
    "punctuation.fullwidth",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=_CJK_MARKS + _CJK_LETTERS,
    languages=_LATIN,
    examples=(
        Example("The mayor，who is ill, stayed away。", ["，", "。"]),
        Example("The agency（IAEA）agreed to 70％.", ["（", "）", "％"]),
        Example("He wrote 《Tea》 in 1950.", ["《", "》"]),
        Example("She took the ＣＲＨ train.", ["ＣＲＨ"]),
        Example("The mayor, who is ill, stayed away.", []),
        Example("The word 。 is Chinese: 好，谢谢。", ["。"][:0] or ["。"]),
        Example("She said 你好，世界 and left.", []),
        Example("“Tea” costs 5–10 yuan a cup…", []),
    ),
)
def fullwidth(view: SegmentView) -> Iterator[Hit]:
    """A full-width or Chinese mark stands in Latin or Cyrillic text.

    Copied from the source with its own width; fonts for Western text lack these marks, and search
    does not find words written in full-width letters.

    Limits: silent between Chinese or Japanese characters (another check speaks of those). Source:
    Unicode East Asian Width; typographic rules.
    """
    text = view.text
    for match in _FULLWIDTH.finditer(text):
        start, end = match.span()
        if match.group().strip("\u3000") == "":
            continue
        if _HAN.search(text[max(0, start - 1) : start]) or _HAN.search(text[end : end + 1]):
            continue
        yield view.hit(
            start,
            end,
            f"“{match.group()}” is a full-width or Chinese mark",
            suggestion=_western(match.group(), text[end : end + 1]),
            features=("title-marks" if match.group()[0] in "《》〈〉" else "mark",),
        )


def _western(marks: str, after: str) -> str:
    plain = unicodedata.normalize("NFKC", marks.translate(_LATIN_COUNTERPART))
    wants_space = after.isalnum() and not marks[-1].isalnum() and plain[-1] not in _NO_SPACE_AFTER
    return f"{plain} " if wants_space else plain


_CJK_RUN = re.compile(r"……|…{2,}|。{2,}|——+|— —|(?<=\s)- -(?=\s)")


@segment_check(
    "punctuation.cjk-dash",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="…。—-",
    languages=_LATIN,
    examples=(
        Example("A great journey — — an exhibition opens.", ["— —"]),
        Example("A great journey——an exhibition opens.", ["——"]),
        Example("He waited…… and left.", ["……"]),
        Example("The project - - four talks on a theme.", ["- -"]),
        Example("He waited… and — at last — left.", []),
        Example("Run it with --all - or not.", []),
        Example("She wrote: “— No.”", []),
    ),
)
def cjk_dash(view: SegmentView) -> Iterator[Hit]:
    """A dash or an ellipsis has the double width of Chinese typography.

    Chinese writes a dash as “——” and an ellipsis as “……”; Western text sets one dash, three dots.

    Limits: two hyphens in a row count only with a space between. Source: GB/T 15834.
    """
    if not _CJK_RUN.search(view.gap_kinds):
        return
    for match in _CJK_RUN.finditer(view.text):
        one = "…" if match.group()[0] in "…。" else "—"
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}” has the double width of Chinese typography",
            suggestion=one,
        )


_LOOSE = re.compile(r"[\^~_@`|](?=[\s,.;:!?]|$)")


@segment_check(
    "punctuation.loose-symbol",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="^~_@`|",
    languages=_LATIN,
    examples=(
        Example("The ancient^ city drew a crowd.", ["^"]),
        Example("He came late,~ and left.", ["~"]),
        Example("They wrote_ to the mayor.", ["_"]),
        Example("Write to ask@example.org or @mayor; use snake_case.", []),
        Example("It takes ~5 minutes, and 5 ~ 10 in the rain.", []),
        Example("Fill in: ____ and sign. Use `code` here.", []),
        Example("News | Sport | Weather", []),
        Example("He laughed and laughed~ We will buy it again~", []),
    ),
)
def loose_symbol(view: SegmentView) -> Iterator[Hit]:
    """A symbol that is no mark of this language hangs on a word.

    A slip of the keyboard or a rest of markup.

    Limits: only at the end of a word, where no address, code or blank has it; a wave dash at the
    end of a sentence is a register of chat and left alone. Source: none needed.
    """
    text = view.text
    code = text.count("`") > 1
    for match in _LOOSE.finditer(text):
        at = match.start()
        before = text[at - 1 : at]
        if not (before.isalnum() or before == ",") or (text[at] == "`" and (code or before == ",")):
            continue
        token = token_around(text, at, at)
        if any(token.count(c) for c in "_@^~`|" if c != text[at]) or token.count(text[at]) > 1:
            continue
        if "/" in token or "=" in token or (text[at] == "~" and _ends_there(text, at + 1)):
            continue
        yield view.hit(at, at + 1, f"“{text[at]}” hangs on “{token.strip()[:30]}”", suggestion="")


def _ends_there(text: str, at: int) -> bool:
    """Whether the sentence ends here: nothing follows, or a capital does."""
    following = text[at : at + 2].strip()
    return not following or following[0].isupper() or following[0] in ".!?"


_HALF_HYPHEN = re.compile(
    r"(?<=[^\W\d_,])(?P<a>-) (?=[^\W_])|(?<=,)(?P<c>-) (?=[^\W_])|(?<=[\s])(?P<b>-)(?=[^\W\d_]{2})"
)
_SUSPENDED = re.compile(r"(?:and|or|to|as well|versus|vs|but|nor|through)\b")


@segment_check(
    "punctuation.half-hyphen",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="-",
    languages=("en",),
    examples=(
        Example("The high- speed line opened.", ["-"]),
        Example("Many of the- coins were lost.", ["-"]),
        Example("The monk -style coat sold well.", ["-"]),
        Example("Short- and long-term loans, first- to third-year pupils.", []),
        Example("The plan - a good one - failed; run it with -v or -help.", []),
        Example("- a list item\n- another", []),
        Example("He ranks pre-, mid- and post-war art.", []),
        Example("It ignores what stands after the -ec option.", []),
    ),
)
def half_hyphen(view: SegmentView) -> Iterator[Hit]:
    """A hyphen has a space on one side only.

    Either a compound fell apart ("high- speed"), or a dash lost a space; both stop the reader.

    Limits: suspended hyphens ("short- and long-term") and options of commands are left alone.
    Source: typographic rules.
    """
    text = view.text
    if "- " not in view.gap_kinds and " -" not in view.gap_kinds:
        return
    for match in _HALF_HYPHEN.finditer(text):
        at = match.start()
        if match["c"]:
            pass
        elif match["a"]:
            if _suspended(text, at):
                continue
        elif not text[:at].strip() or not text[:at].rstrip(" ")[-1:].isalpha() or _option(text, at):
            continue
        yield view.hit(
            at,
            at + 1,
            "The hyphen has a space on one side only",
            features=("before" if match["b"] else "after",),
        )


def _suspended(text: str, at: int) -> bool:
    """The hyphen stands for a part that follows later: "short- and long-term"."""
    word = _SUSPENDED.match(text, at + 2)
    if not word:
        return "-," in text[at : at + 40]
    return word[0] != "to" or "-" in text[at + 2 : at + 40]


def _option(text: str, at: int) -> bool:
    """ "-v", "-help" and the like stand where commands and suffixes are spoken of."""
    before = text[max(0, at - 24) : at].lower()
    if any(w in before for w in ("with ", "suffix", "option", "flag", "or ", "and ", "ending")):
        return True
    after = text[at : at + 30].split()[1:2]
    return bool(after) and after[0].startswith(("option", "flag", "switch", "suffix", "argument"))


_DOUBLE_HYPHEN = re.compile(r"(?<=[^\s\-])(?P<gap> ?)--(?= ?[^\s\-])")


@segment_check(
    "punctuation.double-hyphen",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="-",
    languages=("en",),
    examples=(
        Example("The old airport -- now a park -- reopened.", ["--", "--"]),
        Example("A long march--it took a year--ended.", ["--", "--"]),
        Example("After the incident --the clerk was the first.", ["--"]),
        Example("BEIJING, Feb. 10 (Xinhua) -- The council met. OAKLAND, Ca. -- It rained.", []),
        Example("Run it with --all or --help.", []),
        Example("A dash — like this – is right.", []),
        Example("Look --> here. <!-- note -->", []),
    ),
)
def double_hyphen(view: SegmentView) -> Iterator[Hit]:
    """Two hyphens stand for a dash.

    A typewriter habit, and in translation a rest of the Chinese double dash.

    Limits: silent after datelines of news agencies, which write it so, and before options of
    commands. Source: style guides.
    """
    if "--" not in view.gap_kinds:
        return
    text = view.text
    for match in _DOUBLE_HYPHEN.finditer(text):
        at = match.end() - 2
        before = text[at - 1 - len(match["gap"])]
        if before in "!<" or text[at + 2] in "<>":
            continue  # a comment, an arrow
        if match["gap"] and (before in ".)" or _dateline(text[:at]) or _is_option(text, at)):
            continue
        yield view.hit(at, at + 2, "Two hyphens stand for a dash", suggestion="—")


def _dateline(lead: str) -> bool:
    """ "ISLAMABAD --": only capitals and figures before it."""
    return len(lead) < 60 and lead.upper() == lead


def _is_option(text: str, at: int) -> bool:
    """ "foo.py --all": a command, or a word that names options, stands before it."""
    before = text[max(0, at - 40) : at].split()
    command = bool(before) and (before[-1] in _BEFORE_OPTION or not before[-1].isalpha())
    return command and text[at + 2].isalpha()


_BEFORE_OPTION = frozenset("with or and run use option flag pass add".split())
