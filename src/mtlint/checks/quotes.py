"""Quotation marks and brackets: partners, spaces, style, and the mark before they close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.marks import Mark, unpaired
from mtlint.text.profiles import LanguageProfile
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Place, Severity

_LANGUAGES = ("en", "de", "fr", "es", "ru", "zh")
_REACH = 6  # segments that one quotation may span
_OPENS_AFTER = frozenset(" \t\n\u00a0\u3000([{—–-/“‘«„'>：，。")
_TOLD = re.compile(
    r"\b(?:sa(?:id|ys|y)|added|adds|told|wrote|writes|noted|explained|stated|asked|according|reads|"
    r"a (?:spokes|source|resident|state)\w*)\b"
)
_CLOSES_BEFORE = frozenset(" \t\n\u00a0.,;:!?…)]}—–-/”’»'")


def _pairs(profile: LanguageProfile) -> list[tuple[str, str]]:
    """Directed quote pairs whose marks do one job only in this language."""
    pairs = [p for p in profile.quotes if p[0] != p[1] and p[0] not in "‘‚«»"]
    if profile.code in ("fr", "es", "ru"):
        pairs.append(("«", "»"))
    marks = [m for p in pairs for m in p]
    return [p for p in pairs if marks.count(p[0]) == 1 and marks.count(p[1]) == 1]


@document_check(
    "punctuation.unpaired-quote",
    Category.PUNCTUATION,
    Severity.MINOR,
    languages=_LANGUAGES,
    examples=(
        Example("They praised the “five links and left.", ["“"]),
        Example("They praised the five links” and left.", ["”"]),
        Example('The "five links are new. The mayor agreed.', ['"']),
        Example("Er nannte es „klug und ging.", ["„"], lang="de"),
        Example("Il a dit « oui et partit.", ["«"], lang="fr"),
        Example("“We begin today.\n\n“Tomorrow we rest,” he said.", []),
        Example('He said: "We begin today. Tomorrow we rest." She left.', []),
        Example('A 27" screen and a 5\'10" man stood there.', []),
        Example("Er sagte „ja“ und ging, »nein« sagte sie.", [], lang="de"),
        Example("The ’90s were the workers’ decade.", []),
    ),
)
def unpaired_quote(doc: DocumentView) -> Iterator[Hit]:
    """A quotation mark lacks its partner.

    Nobody can tell where the quoted words begin or end, so words are put into the wrong mouth.

    Limits: single quotes are not judged (see `punctuation.stray-quote`). Inches are told by their
    digits. A mark that closes speech (after , . ! ?) is trusted to have been opened in a part that
    was not given; in English an opening mark may be repeated where a quotation goes on in the next
    paragraph. A document of one segment may hold part of a quotation at its edges. Source: style
    guides of each language.
    """
    lonely = sorted(_unpaired_quotes(doc), key=lambda x: (x[0].segment, x[0].at))
    for i, (mark, side) in enumerate(lonely):
        view = doc.segments[mark.segment]
        sign = view.text[mark.at]
        edge = _at_edge(view.text, mark.at)
        if edge and len(doc.segments) == 1:
            continue
        if side == "closing" and _ends_speech(view.text, mark.at):
            continue  # speech that may have been opened in a part that is not here
        before = lonely[i - 1] if i else None
        related: tuple[Place, ...] = ()
        message = (
            f"The quotation mark {sign} is never {'closed' if side == 'opening' else 'opened'}"
        )
        if (
            before
            and side == "closing"
            and before[1] == "opening"
            and before[0].segment == view.index
        ):
            partner = view.text[before[0].at]
            related = (view.place(before[0].at, before[0].at + 1),)
            message = f"The quotation opens with {partner} and closes with {sign}"
        following = lonely[i + 1] if i + 1 < len(lonely) else None
        if side == "opening" and _closed_otherwise(view, sign, following):
            continue  # told at the other end
        yield view.hit(
            mark.at,
            mark.at + 1,
            message,
            related=related,
            features=(side, "edge" if edge else "inside"),
        )


def _ends_speech(text: str, at: int) -> bool:
    """The mark closes a sentence of speech: nothing follows, a new sentence does, or "he said"."""
    if not at or text[at - 1] not in ",.!?…":
        return False
    after = text[at + 1 : at + 60].lstrip()
    return text[at - 1] != "," or not after or after[0].isupper() or bool(_TOLD.search(after))


def _closed_otherwise(view: SegmentView, sign: str, other: tuple[Mark, str] | None) -> bool:
    """Whether the next lonely mark closes, in the same segment, with another sign."""
    if other is None or other[1] != "closing" or other[0].segment != view.index:
        return False
    return view.text[other[0].at] != sign


def _unpaired_quotes(doc: DocumentView) -> Iterator[tuple[Mark, str]]:
    for pair in _pairs(doc.profile):
        yield from unpaired(_directed(doc, pair), _REACH, nests=False)
    yield from unpaired(_straight(doc), _REACH, nests=False)


def _at_edge(text: str, at: int) -> bool:
    """Nothing but space stands before the mark, or nothing but marks after it."""
    head, tail = text[max(0, at - 40) : at], text[at + 1 : at + 40]
    return (at < 40 and not head.strip()) or (at + 40 > len(text) and not tail.strip(' .,!?”"'))


def _directed(doc: DocumentView, pair: tuple[str, str]) -> Iterator[Mark]:
    opening, closing = pair
    if doc.marks.isdisjoint(pair):
        return
    pattern = re.compile(f"[{opening}{closing}]")
    for view in doc.segments:
        if opening not in view.marks and closing not in view.marks:
            continue
        lead = len(view.text) - len(view.text.lstrip())
        for match in pattern.finditer(view.text):
            at = match.start()
            does = "open" if match.group() == opening else "close"
            yield Mark(view.index, view.segment.paragraph, at, does, at <= lead)


def _straight(doc: DocumentView) -> Iterator[Mark]:
    for view in doc.segments:
        if '"' not in view.marks or '""' in view.text:
            continue  # doubled marks are escapes of a table: nothing can be paired
        inside = False
        for at in (m.start() for m in _STRAIGHT.finditer(view.text)):
            does = _does(view.text, at)
            before = view.text[at - 1 : at] if at else ""
            if before.isdigit() and does != "open" and not inside:
                continue  # inches
            inside = does == "open" or (does == "either" and not inside)
            first = at < 3 and not view.text[:at].strip()
            yield Mark(view.index, view.segment.paragraph, at, does, first)


_STRAIGHT = re.compile('"')


def _does(text: str, at: int) -> str:
    """What a straight quote does, by what stands on both sides of it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    opens = before in _OPENS_AFTER and after not in _CLOSES_BEFORE
    closes = after in _CLOSES_BEFORE and before not in _OPENS_AFTER
    if opens == closes:
        return "either"
    return "open" if opens else "close"


_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "《": "》", "「": "」"}
_LIST_MARK = re.compile(r"(?:^|[\s;,:，。；、])(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")


@document_check(
    "punctuation.unpaired-bracket",
    Category.PUNCTUATION,
    Severity.MINOR,
    examples=(
        Example("The firm (based in Lyon agreed to sell.", ["("]),
        Example("The firm based in Lyon) agreed to sell.", [")"]),
        Example("See the table [in the annex for more.", ["["]),
        Example("The firm (based in Lyon (France)) agreed.", []),
        Example("There are two ways: 1) by road, and b) by sea.", []),
        Example("He smiled :) and she wept :( but both stayed ;-)", []),
        Example("He stayed (for a while. Then he left).", []),
    ),
)
def unpaired_bracket(doc: DocumentView) -> Iterator[Hit]:
    """A bracket lacks its partner.

    A reader cannot tell where the aside ends, and what stands in it may have been cut.

    Limits: list numbers ("1)") and smileys are left alone; a bracket may span two segments.
    """
    for opening, closing in _BRACKETS.items():
        marks = _bracket_marks(doc, opening, closing)
        for mark, side in unpaired(marks, 2, nests=True):
            view = doc.segments[mark.segment]
            missing = "closed" if side == "opening" else "opened"
            yield view.hit(
                mark.at,
                mark.at + 1,
                f"The bracket {view.text[mark.at]} is never {missing}",
                features=(side,),
            )


def _bracket_marks(doc: DocumentView, opening: str, closing: str) -> Iterator[Mark]:
    if doc.marks.isdisjoint((opening, closing)):
        return
    pattern = re.compile(f"[{re.escape(opening + closing)}]")
    for view in doc.segments:
        if opening not in view.marks and closing not in view.marks:
            continue
        depth = 0
        for match in pattern.finditer(view.text):
            at, does = match.start(), "open" if match.group() == opening else "close"
            if _is_smiley(view.text, at):
                continue
            if does == "close" and depth <= 0 and _LIST_MARK.search(view.text[max(0, at - 7) : at]):
                continue
            depth += 1 if does == "open" else -1
            yield Mark(view.index, view.segment.paragraph, at, does)


def _is_smiley(text: str, at: int) -> bool:
    left = text[max(0, at - 2) : at]
    return (left[-1:] in (":", ";", "=") and text[at] in "()[]") or left in (":-", ";-", "=-", ":'")


_SPACED = re.compile('[ \u00a0]["”]|["“][ \u00a0]')
_CLOSING_SPACE = re.compile(r"[.,!?][ \u00a0](?P<mark>[\"”])(?=\s|$)")
_OPENING_SPACE = re.compile(r"(?:^|[\s(])(?P<mark>[\"“])[ \u00a0](?=\w)")


@segment_check(
    "punctuation.quote-space",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers='"“”',
    languages=("en", "de", "es", "ru"),
    examples=(
        Example('He said, "We shall go home. "', ['. "']),
        Example("He said, “We shall go home. ”", [". ”"]),
        Example("They saw the “ Belt and Road” fair.", ["“ "]),
        Example('They saw the " Belt and Road" fair.', ['" ']),
        Example('He left. "We shall see," she said. "Soon."', []),
        Example("He left. “We shall see,” she said.", []),
        Example('He paused, "as one does," and left.', []),
    ),
)
def quote_space(view: SegmentView) -> Iterator[Hit]:
    """A space stands between a quotation mark and the words it encloses.

    Left over from joining segments or tokens. A straight mark with space on both sides no longer
    shows whether it opens or closes.

    Limits: French sets such spaces by rule. Source: typographic rules of each language.
    """
    if not _SPACED.search(view.gap_kinds):
        return
    text = view.text
    inside = _open_quotes(text)
    for match in _CLOSING_SPACE.finditer(text):
        at = match.start("mark")
        if text[at] == '"' and at not in inside:
            continue
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group()}”: no space belongs before the closing quotation mark",
            suggestion=match.group().replace(" ", "").replace("\u00a0", ""),
            features=("closing",),
        )
    for match in _OPENING_SPACE.finditer(text):
        at = match.start("mark")
        if text[at] == '"' and (at in inside or text[at - 2 : at - 1] in (".", ",", "!", "?")):
            continue
        yield view.hit(
            at,
            at + 2,
            f"“{text[at]} ”: no space belongs after the opening quotation mark",
            suggestion=text[at],
            features=("opening",),
        )


def _open_quotes(text: str) -> frozenset[int]:
    """Positions of straight quotes that close, counting from the start of the segment."""
    places = [m.start() for m in _STRAIGHT.finditer(text)]
    return (
        frozenset(places[1::2])
        if len(places) > 1
        else frozenset(p for p in places if not text[p + 1 :].strip())
    )
