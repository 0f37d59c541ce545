"""Checks that need the source are judged by the same ratings, omissions on either side counted."""

from __future__ import annotations

from mtlint.learn.calibrate import rated_checks, source_checks, target_only_checks
from mtlint.learn.corpus import Mark, RatedArticle, RatedSegment
from mtlint.learn.observe import observe
from mtlint.learn.source_plants import hits_in
from mtlint.types import Evidence

OMISSION = Mark("source", "minor", "Accuracy/Omission", 0, 2)
MAJOR = Mark("target", "major", "Accuracy/Mistranslation", 0, 5)


def article(*marks: tuple[Mark, ...]) -> RatedArticle:
    return RatedArticle(
        "a/x",
        "x",
        "zh",
        "en",
        (
            RatedSegment(1, "It employs many people.", tuple(marks)),
            RatedSegment(2, "It has 36 million users.", ((MAJOR,), ())),
            RatedSegment(3, "It rained.", ((), ())),
        ),
        ("该厂有员工4500人。", "它有3.6亿用户。", "下雨了。"),
    )


def test_what_is_missing_is_judged_by_omissions_in_the_segment() -> None:
    seen = {o.check: o for o in observe(article((OMISSION,), ()), source_checks())}
    missing = seen["numbers.missing"]
    assert missing.marked == (True, False)
    # Of the two other segments one has no mark; in the other half of all places of the 15 letters
    # shown ("It employs many") touch the major error.
    assert missing.chance == 0.25
    assert seen["numbers.changed"].marked == (False, False)


def test_without_an_omission_only_a_major_error_at_the_place_counts() -> None:
    minor = Mark("target", "minor", "Style/Awkward", 0, 5)
    (seen,) = (
        o for o in observe(article((MAJOR,), (minor,)), source_checks()) if o.segment[1] == 1
    )
    assert seen.marked == (True, False)


def test_target_only_checks_never_see_the_source() -> None:
    rules = [c for c in target_only_checks() if Evidence.MODEL not in c.needs]
    assert not {o.check for o in observe(article((), ()), rules)} & {c.id for c in source_checks()}
    assert all(Evidence.SOURCE in c.needs for c in source_checks())
    assert not any(Evidence.GLOSSARY in c.needs for c in rated_checks())


def test_hits_with_the_source() -> None:
    found = {
        name for name, _ in hits_in(article((), ()).document(target_only=False), source_checks())
    }
    assert {"numbers.missing", "numbers.changed"} <= found
