"""Left over from files and pages: garbled characters, and characters that nobody can see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.late import late
from mtlint.text.mojibake import mojibake
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity


@segment_check(
    "residue.mojibake",
    Category.ENCODING,
    Severity.MAJOR,
    examples=(
        Example("The cityâ€™s parks are open.", hits=["â€™"]),
        Example("A cafÃ© in Nice costs Â£5.", hits=["Ã©", "Â£"]),
        Example("He said \ufffd\ufffd and left.", hits=["\ufffd\ufffd"]),
        Example("See 锟斤拷锟斤拷 for more.", hits=["锟斤拷锟斤拷"]),
        Example("The ÖÐ¹ú team won.", hits=["ÖÐ¹ú"]),
        Example(
            "Read \u00e4\u00bd\u00a0\u00e5\u00a5\u00bd aloud.",
            hits=["\u00e4\u00bd\u00a0\u00e5\u00a5\u00bd"],
        ),
        Example("He wrote Ð¿Ñ€Ð¸Ð²ÐµÑ‚ there.", hits=["Ð¿Ñ€Ð¸Ð²ÐµÑ‚"]),
        Example("Он сказал РїСЂРёРІРµС‚ всем.", hits=["РїСЂРёРІРµС‚"], lang="ru"),
        Example("The château and the pâté were fine; São Paulo and SÃO PAULO."),
        Example("“CAFÉ” stood over the door, and “ENTRÉE”…"),
        Example("The naïve Zoë met Señor Ibáñez in Malmö."),
        Example("Romanian: România, în, â, Â."),
        Example("Les élèves étaient là, « café »…", lang="fr"),
        Example("РСФСР и СССР были союзами.", lang="ru"),
    ),
)
def wrong_encoding(view: SegmentView) -> Iterator[Hit]:
    """Text was decoded with the wrong encoding, so that its characters are garbled.

    UTF-8 read as Windows-1252, Latin-1 or Windows-1251, GBK read as Latin-1, and characters lost
    for good (U+FFFD). The suggestion is what the bytes say when read rightly; without one the
    characters cannot be recovered from the text alone.
    """
    if view.text.isascii():
        return
    for start, end, was in sorted(mojibake(view.text), key=lambda found: found[0]):
        shown = view.text[start:end]
        what = f"“{shown[:40]}” is garbled by a wrong encoding"
        yield view.hit(
            start,
            end,
            f"{what}; it was “{was}”." if was else f"{what}.",
            suggestion=was,
            features=("repairable",) if was else ("lost",),
        )


_INVISIBLE = late(
    "[\u200b\u200c\u200d\u200e\u200f\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u202a-\u202e\u180e\u2800"
    "\u3164\u115f\u1160\uffa0\ufff9-\ufffc\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010fffd"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+"
)
# Those of them that Unicode counts as printable.
_PRINTABLE = frozenset("\u2800\u3164\u115f\u1160\uffa0\ufffc")
# Scripts that need joiners and direction marks, and emoji that are joined or flagged by them.
_NEEDS = late("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\ufb1d-\ufefc]")
_JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_AROUND = re.compile(r"[^\W_]{0,40}$")
_AHEAD = re.compile(r"[^\W_]{0,40}")


@segment_check(
    "residue.invisible",
    Category.ENCODING,
    Severity.MINOR,
    examples=(
        Example("The in\u200bformation is new.", hits=["in\u200bformation"]),
        Example("A co\u00adoperation began.", hits=["co\u00adoperation"]),
        Example("He said\ufeff so.", hits=["said\ufeff"]),
        Example("The \u202eliame\u202c arrived.", hits=["\u202eliame\u202c"]),
        Example("See \ue123 here.", hits=["\ue123"]),
        Example("The family 👨\u200d👩\u200d👧 waved."),
        Example("🏴\U000e0067\U000e0062\U000e007f won."),
        Example("کتاب‌ها را خواندم.", lang="fa"),
        Example("क्‍ष is a letter."),
        Example("Ein geschütztes\u00a0Leerzeichen und 10\u202fkm.", lang="de"),
        Example("A tab\tand two lines of plain text."),
    ),
)
def invisible(view: SegmentView) -> Iterator[Hit]:
    """Characters that nobody can see stand in the text.

    Zero-width spaces, byte-order marks, soft hyphens, control and direction characters and
    private-use codes come along when text is taken from web pages; they break search, copy and
    line breaks, and words with them are unknown to every dictionary. Joiners inside emoji and in
    scripts that need them are left alone.
    """
    if view.text.isprintable() and view.marks.isdisjoint(_PRINTABLE):
        return
    last = -1
    for match in _INVISIBLE.finditer(view.text):
        if match.start() < last or _needed(view.text, match):
            continue
        start, end = _word_around(view.text, match)
        last = end
        names = ", ".join(dict.fromkeys(_name(c) for c in match[0][:8]))
        yield view.hit(
            start,
            end,
            f"Invisible here: {names}.",
            suggestion=_INVISIBLE.sub("", view.text[start:end]),
            features=("inside-word",) if start < match.start() and end > match.end() else (),
        )


def _needed(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 2) : match.end() + 2]
    if not _JOINERS.isdisjoint(match[0]) and _NEEDS.search(around):
        return True
    before = text[match.start() - 1 : match.start()]
    emoji = unicodedata.category(before) in ("So", "Sk", "Mn", "Me") if before else False
    return emoji and (match[0] == "\u200d" or "\U000e0020" <= match[0][0] <= "\U000e007f")


def _word_around(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    while True:
        before = _AROUND.search(text, max(0, start - 40), start)
        after = _AHEAD.match(text, end)
        start, end = (before.start() if before else start), (after.end() if after else end)
        more = _INVISIBLE.match(text, end)
        if not more or end - match.start() > 80:
            return start, end
        end = more.end()


def _name(char: str) -> str:
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "").lower()
    if unicodedata.category(char) == "Co":
        name = "private-use character"
    return f"{name or 'control character'} ({code})"
