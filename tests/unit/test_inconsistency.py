"""What is counted of the inconsistencies that professionals marked."""

from tests.unit.test_gate import finding

from mtlint.learn.corpus import Mark, RatedArticle, RatedSegment
from mtlint.learn.inconsistency import Tally, count

TEXT = "The plan of the town met the scheme of the county."


def mark(word: str, category: str) -> Mark:
    start = TEXT.index(word)
    return Mark("target", "minor", category, start, start + len(word))


def article(*marks: Mark) -> RatedArticle:
    segment = RatedSegment(1, TEXT, (tuple(marks),))
    return RatedArticle("a", "s", "zh", "en", (segment,))


def stands_on(word: str, check: str, severity: str = "major"):
    start = TEXT.index(word)
    return finding(severity, check=check, text=word, start=start, end=start + len(word))


def test_marks_of_inconsistency_and_what_points_at_them() -> None:
    rated = article(mark("scheme", "Terminology/Inconsistent"), mark("town", "Style/Awkward"))
    tally = Tally()
    count(rated, (stands_on("scheme", "consistency.term"), stands_on("town", "names.x")), tally)
    assert (tally.marks, tally.family, tally.report) == (1, 1, 1)
    count(rated, (stands_on("scheme", "names.x"),), tally)
    assert (tally.marks, tally.family, tally.report) == (2, 1, 2)


def test_findings_of_the_family_beside_chance_and_without_notes() -> None:
    rated = article(mark("scheme", "Terminology/Inconsistent"))
    tally = Tally()
    hit, miss = stands_on("scheme", "consistency.term"), stands_on("county", "consistency.name")
    count(rated, (hit, miss, stands_on("plan", "consistency.term", "neutral")), tally)
    assert (tally.findings, tally.hits) == (2, 1)
    # six letters anywhere among fifty: eleven of the 45 places touch the six of the mark
    assert round(tally.expected, 6) == round(2 * 11 / 45, 6)
