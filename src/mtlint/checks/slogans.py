"""Names of slogans and programmes that were cut short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.grammar_en import classes
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

# A number above one and a single word, alone inside quotation marks.
_SLOGAN = re.compile(
    r"[\"“‘']((?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-9]) "
    r"([a-z]+))[,.]?[\"”’']",
    re.IGNORECASE,
)
_PREFIXES = frozenset("re un pre de non co mis dis anti inter sub over out pro im in".split())
# Singular after a number where a noun follows ("five star" hotel) or by idiom.
_MEASURES = frozenset(
    "star year day week month child party state man wheel way point minute hour nation side level "
    "piece part half percent million thousand hundred billion dozen fish sheep deer people yuan "
    "o'clock p one two three four five six seven eight nine ten up plus zero oh".split()
)
_ORDINARY = frozenset("of to and in for on by with the a an".split())


@segment_check(
    "slogan.truncated",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    languages=("en",),
    triggers="\"“‘'",
    examples=(
        Example(
            "They want the “Three Re” and “Five Update” goals.", ["“Three Re”", "“Five Update”"]
        ),
        Example('The "Ten Measure" were read out.', ['"Ten Measure"']),
        Example("We build on the “four foundation”.", ["“four foundation”"]),
        Example("The “Three Represents”, the “Two Sessions” and the “Four Comprehensives”."),
        Example("A “five star” hotel, the “two child” policy and “three people” in it."),
        Example("He said “two million” and then “Seven Up”; a 'ten' and '90s."),
        Example("“Three Kingdoms” by Luo; “ten thousand” steps; “two fish”."),
    ),
)
def truncated(view: SegmentView) -> Iterator[Hit]:
    """A quoted slogan of a number and one word was cut short: “Three Re”, “Five Update”.

    Chinese names programmes by a number and a character or two ("three re-creations"); systems
    give the first word of the translation and lose the rest. Seen are a number above one with a
    word in the singular, or with a bare prefix, alone in quotation marks. Measures (five star),
    words without plural and adjectives are left alone.
    """
    for match in _SLOGAN.finditer(view.text):
        word = match[2]
        low = word.lower()
        key = classes(low)
        prefix = low in _PREFIXES and word[0].isupper() == match[1][0].isupper()
        if not prefix and (low in _MEASURES or low in _ORDINARY or not _singular(low, key)):
            continue
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match[1]}” looks cut short: a number above one with "
            + ("a bare prefix" if prefix else f"“{word}” in the singular"),
            features=("prefix" if prefix else "singular",),
        )


def _singular(low: str, key: str) -> bool:
    """Whether a word is a countable noun in the singular, or a bare verb."""
    if "p" in key or "j" in key or low.endswith("s"):
        return False
    return "n" in key or "B" in key
