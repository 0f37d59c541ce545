"""Where an article explains its abbreviations: twice, too late, or nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.acronyms import WELL_KNOWN, Definition, Name, Use, definitions, long_names, uses
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Role, Severity

FAR = 1500  # words after which a reader may be told again


@document_check(
    "consistency.acronym-again",
    Category.AWKWARD,
    Severity.NEUTRAL,
    languages=("en",),
    examples=(
        Example(
            "The Harbor Safety Council (HSC) met on Monday. Two members left early. The Harbor "
            "Safety Council (HSC) will meet again in May.",
            hits=["HSC"],
        ),
        Example(
            "Firms buy liquid ferry gas (LFG) abroad. Prices rose. The price of liquid ferry gas "
            "(LFG) fell in June.",
            hits=["LFG"],
        ),
        Example(
            "He chairs the Northern Dairy Union (NDU). She left the Northern Dairy Union (NDU). "
            "They sued the Northern Dairy Union (NDU).",
            hits=["NDU", "NDU"],
        ),
        Example(
            "The Harbor Safety Council (HSC) met on Monday. The HSC will meet again in May.",
            hits=[],
        ),
        Example(
            "The Harbor Safety Council (HSC) met on Monday. It will meet again in May.",
            headline="Harbor Safety Council (HSC) meets",
            hits=[],
            why="a headline stands by itself",
        ),
        Example(
            "The Harbor Safety Council (HSC) met. The Health Supply Company (HSC) did not.",
            hits=[],
            why="two things: another check's fault",
        ),
        Example(
            "The Harbor Safety Council (HSC) met on Monday. The Harbor Safety Council has no seat.",
            hits=[],
        ),
    ),
)
def acronym_again(view: DocumentView) -> Iterator[Hit]:
    """An abbreviation is explained again where the reader already knows it.

    A translator that sees one sentence at a time expands and abbreviates a name anew in each of
    them. A matter of style (a note: professionals marked 1 of 8): the second "(ABC)" says nothing.
    Limits: only the same words with the same abbreviation, and not after some 1,500 words; headings
    are left out.
    """
    last: dict[tuple[str, tuple[str, ...]], tuple[Definition, int]] = {}
    words = 0
    for segment in view.segments:
        for d in definitions(segment, lower=True) if not segment.is_heading else ():
            before = last.get((d.short, d.keys))
            if before is not None and words - before[1] < FAR:
                yield _again(d, before[0])
            if d.fits:
                last[d.short, d.keys] = d, words
        words += len(segment.forms)


def _again(d: Definition, before: Definition) -> Hit:
    return d.view.hit(
        d.start,
        d.end,
        f"“{d.long} ({d.short})” was explained before: “{d.short}” will do",
        suggestion=None,
        related=(before.view.place(before.first, before.last),),
    )


@document_check(
    "consistency.acronym-late",
    Category.AWKWARD,
    Severity.NEUTRAL,
    languages=("en",),
    examples=(
        Example(
            "The HSC met on Monday. Two members left early. The Harbor Safety Council (HSC) will "
            "meet again in May.",
            hits=["HSC"],
        ),
        Example(
            "Prices of LFG rose again. Nobody knows why liquid ferry gas (LFG) is so dear.",
            hits=["LFG"],
        ),
        Example(
            "He left the NDU in spring. She chairs the Northern Dairy Union (NDU) today.",
            hits=["NDU"],
        ),
        Example(
            "The Harbor Safety Council (HSC) met on Monday. The HSC will meet again in May.",
            hits=[],
        ),
        Example(
            "The Harbor Safety Council (HSC) met on Monday.",
            headline="HSC meets",
            hits=[],
            why="a headline may abbreviate",
        ),
        Example(
            "The WHO is worried. A spokesman of the World Health Organization (WHO) said so.",
            hits=[],
            why="everybody knows it",
        ),
    ),
)
def acronym_late(view: DocumentView) -> Iterator[Hit]:
    """An abbreviation stands in the text before the place that explains it.

    Sentences translated one by one are set in the order of another language, or expand a name
    where the translator happens to know it. The first use is where the reader needs the name.
    A note: professionals marked 2 of 9. Limits: abbreviations that everybody knows, and uses in
    headings, are left out.
    """
    first: dict[str, Use] = {}
    told: set[str] = set()
    for segment in view.segments:
        if _stands_alone(segment):
            continue
        for d in definitions(segment, lower=True):
            use = first.get(d.short)
            if use is not None and d.short not in told and d.fits:
                yield use.view.hit(
                    use.start,
                    use.end,
                    f"“{d.short}” is explained only later, as “{d.long}”",
                    suggestion=f"{d.long} ({d.short})",
                    related=(d.view.place(d.first, d.last),),
                )
            told.add(d.short)
        for use in _unexplained(segment):
            first.setdefault(use.short, use)


def _stands_alone(segment: SegmentView) -> bool:
    """A heading, or a first unit that may be a headline nobody marked ("HSC: no fog today.")."""
    if segment.is_heading:
        return True
    opens = segment.index == 0 and segment.segment.role is Role.UNIT
    return opens and (":" in segment.text[:40] or segment.text[-1:] not in '.!?”"')


def _unexplained(segment: SegmentView) -> Iterator[Use]:
    return (u for u in uses(segment) if u.bare and u.short not in WELL_KNOWN)


@document_check(
    "consistency.acronym-undefined",
    Category.INCONSISTENCY,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example(
            "The Harbor Safety Council met on Monday. Nobody came late. The HSC will meet in May.",
            hits=["HSC"],
        ),
        Example(
            "Farmers wrote to the NDU. The Northern Dairy Union raised its prices. The NDU is old.",
            hits=["NDU"],
        ),
        Example(
            "Students of the Kolby School of Boat Building protested. The KSBB has no money.",
            hits=["KSBB"],
        ),
        Example("The HSC met on Monday. Nobody came late.", hits=[], why="no name to link it to"),
        Example(
            "The World Health Organization is worried. The WHO said so on Monday.",
            hits=[],
            why="everybody knows it",
        ),
        Example(
            "The Harbor Safety Council, or HSC, met on Monday. The HSC will meet in May.", hits=[]
        ),
        Example(
            "He joined the HSC (Harbor Safety Council) in May. The HSC is small. The Harbor Safety "
            "Council has six seats.",
            hits=[],
        ),
        Example(
            "The HSC met on Monday. He knows the Harbor Safety Council Building.",
            hits=[],
            why="a longer name with other initials",
        ),
    ),
)
def acronym_undefined(view: DocumentView) -> Iterator[Hit]:
    """An abbreviation and a name with its initials stand in the article, and nothing links them.

    Where one sentence of the source has the short form and another the long one, a translation
    keeps both and never says that they are one. Limits: only a whole row of capitalised words with
    exactly its initials; names and abbreviations that stand together in one sentence count as
    linked, and those that everybody knows need no link.
    """
    found: dict[str, Use] = {}
    linked: set[str] = set()
    for segment in view.segments:
        for use in uses(segment):
            if not use.bare:
                linked.add(use.short)
            elif use.short not in WELL_KNOWN and not _stands_alone(segment):
                found.setdefault(use.short, use)
    if not found:
        return
    names: dict[str, Name] = {}
    for segment in view.segments:
        for name in long_names(segment):
            if name.initials not in found:
                continue
            if name.initials in segment.text:
                linked.add(name.initials)
            names.setdefault(name.initials, name)
    for short, use in found.items():
        if short in names and short not in linked:
            yield _undefined(use, names[short])


def _undefined(use: Use, name: Name) -> Hit:
    long = name.view.text[name.start : name.end]
    return use.view.hit(
        use.start,
        use.end,
        f"“{use.short}” is never explained; if “{long}” is meant, say so where it first stands",
        related=(name.view.place(name.start, name.end),),
    )
