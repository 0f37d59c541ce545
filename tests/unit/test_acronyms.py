"""Abbreviations: where they are explained, where they are used, which names have their letters."""

import pytest

from mtlint.segment import article
from mtlint.text.acronyms import definitions, long_names, uses
from mtlint.text.view import DocumentView, SegmentView


def segment(text: str) -> SegmentView:
    (only,) = DocumentView(article(text)).segments
    return only


@pytest.mark.parametrize(
    ("text", "lower", "found"),
    [
        ("The Harbor Safety Council (HSC) met.", False, [("Harbor Safety Council", True)]),
        ("The Harbor Safety Council (HCS) met.", False, [("Harbor Safety Council", False)]),
        ("Sales of liquid ferry gas (LFG) rose.", True, [("liquid ferry gas", True)]),
        ("Sales of liquid ferry gas (LFG) rose.", False, []),
        ("The new Great Harbor Safety Council (HSD) met.", False, []),
        ("He sold gas, fish, coal (GFC) and boats.", True, []),
        ("The mayor (KSBB) paid.", True, []),
    ],
)
def test_definitions(text: str, lower: bool, found: list[tuple[str, bool]]) -> None:
    assert [(d.long, d.fits) for d in definitions(segment(text), lower=lower)] == found


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("The HSC met the NDU’s head and two KSBBs of Orland.", ["HSC", "NDU", "KSBB"]),
        ("The council (HSC) and NDU (a union) met HSC-7 on the LFG/LPG ferry.", []),
        ("HSC NDU KSBB LFG ferry", []),
        ("A few AB cars.", []),
    ],
)
def test_uses(text: str, bare: list[str]) -> None:
    assert [u.short for u in uses(segment(text)) if u.bare] == bare


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("He joined the Harbor Safety Council of Orland.", ["HSCO"]),
        ("Students of the Kolby School of Boat Building sang.", ["SKSBB", "KSBB"]),
        ("The Mayor’s Harbor Safety Council met.", ["HSC"]),
        ("She met Ann Kolby, Bert Orland and others.", []),
        ("The Harbor Council met.", []),
    ],
)
def test_long_names(text: str, initials: list[str]) -> None:
    assert [n.initials for n in long_names(segment(text))] == initials
