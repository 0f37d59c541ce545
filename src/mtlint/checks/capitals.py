"""Capitals of whole lines: text in capitals throughout, headings of mixed casing."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.grammar_en import classes
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_RUN = 5  # words in capitals, one after the other


@segment_check(
    "casing.all-caps",
    Category.SPELLING,
    Severity.MINOR,
    examples=(
        Example(
            "THE COMPANY WILL OPEN THREE NEW FACTORIES THIS YEAR.",
            ["THE COMPANY WILL OPEN THREE NEW FACTORIES THIS YEAR"],
        ),
        Example(
            "He said that ALL OF THE WORK WILL BE FINISHED on time.",
            ["ALL OF THE WORK WILL BE FINISHED"],
        ),
        Example(
            "This is WHAT THE PEOPLE OF THE CITY ASKED for.", ["WHAT THE PEOPLE OF THE CITY ASKED"]
        ),
        Example("NATO, the EU, the UN and the USA met the WHO, WTO and IMF in NYC."),
        Example("BEIJING (AP) — The talks ended. He shouted “STOP IT RIGHT NOW YOU FOOLS”."),
        Example("NASA ESA JAXA CNSA ISRO CSA met."),
    ),
)
def all_caps(view: SegmentView) -> Iterator[Hit]:
    """Running text is set in capitals throughout.

    Capitals in running text come from a headline style or a copied label and read as shouting.
    Needed are five words in a row of which three are ordinary words; headings, acronyms side by
    side, and words in quotation marks are left alone. Source: style guides.
    """
    if view.is_heading:
        return
    forms = view.forms
    if sum([forms[i].isupper() for i in view.capitals]) < _RUN:
        return
    words = view.words
    run = 0
    for i in range(len(words) + 1):
        if i < len(words) and forms[i].isupper():
            run += 1
            continue
        if run >= _RUN:
            found = words[i - run : i]
            known = sum(1 for w in found if len(w.text) > 2 and _ordinary(w.text.lower()))
            opening = view.text[max(0, found[0].start - 1) : found[0].start]
            if known >= 3 and not (opening and opening in "\"“‘'(["):
                yield view.hit(found[0].start, found[-1].end, "this text is all in capitals")
        run = 0


def _ordinary(low: str) -> bool:
    return bool(classes(low)) or low in {"the", "and", "for", "with", "that", "this", "from"}


@document_check(
    "casing.heading",
    Category.INCONSISTENCY,
    Severity.MINOR,
    examples=(
        Example(
            "take the lead in reform\n\nIt was said in May.\n\nBuild a new park\n\nIt grew.",
            ["take"],
            headline="The city works for all",
        ),
        Example(
            "A first heading\n\nIt was said.\n\nsecond heading of the text\n\nIt grew.",
            ["second"],
        ),
        Example("Work for all\n\nText here.\n\nrest for all\n\nText there.", ["rest"]),
        Example("first heading\n\nIt was said.\n\nsecond heading\n\nIt grew.", headline="the city"),
        Example("iPhone sales\n\nIt was said.\n\neBay offers\n\nIt grew.", headline="The city"),
        Example("A first heading\n\nIt was said.\n\n3 more plans\n\nIt grew.", headline="The city"),
        Example("a\n\nIt was said.\n\nb\n\nIt grew.", headline="The city"),
    ),
)
def heading_case(doc: DocumentView) -> Iterator[Hit]:
    """A heading starts in lower case although the article's other headings start with a capital.

    Headings are translated one by one, so that one may come out as a fragment of running text.
    Speaks only when at least as many headings of the article start with a capital, and shows one
    of them. Brand names (iPhone) and single letters are left alone.
    """
    if not doc.profile.cased:
        return
    headings = [v for v in doc.segments if v.is_heading and v.forms and len(v.text) > 3]
    upper = [v for v in headings if v.text[0].isupper()]
    lower = [v for v in headings if v.text[0].islower() and v.forms[0].islower()]
    if not upper or len(lower) > len(upper):
        return
    model = upper[-1] if len(upper) > 1 else upper[0]
    for view in lower:
        word = view.words[0]
        yield view.hit(
            word.start,
            word.end,
            "this heading starts in lower case; other headings here start with a capital",
            suggestion=word.text[0].upper() + word.text[1:],
            related=(model.place(model.words[0].start, model.words[-1].end),),
        )
