"""Names of persons: credits run together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.pinyin import is_pinyin, surnames
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_MIN_NAMES = 3
_ROW = re.compile(r"(?:\b[A-Z][a-z]+ ){5}[A-Z][a-z]")


@segment_check(
    "names.byline",
    Category.NAME_FORMAT,
    Severity.MINOR,
    examples=(
        Example(
            "This was written by Li Ming Wang Fang Zhao Lei of our paper.",
            ["Li Ming Wang Fang Zhao Lei"],
        ),
        Example(
            "Photo by reporter Chen Xiaoyu Sun Jie Zhou Wenbin Xu Na in Hangzhou.",
            ["Chen Xiaoyu Sun Jie Zhou Wenbin Xu Na"],
        ),
        Example("(Reporters Dong Li Ma Yun Hu Haiyan)", ["Dong Li Ma Yun Hu Haiyan"]),
        Example("Li Ming, Wang Fang and Zhao Lei wrote it."),
        Example("Ouyang Xiu met Sima Guang in Kaifeng."),
        Example("They drove from Hangzhou Zhejiang to Wuhan Hubei."),
        Example("He sang: We Can Bang Pan Long Gong."),
    ),
)
def byline(view: SegmentView) -> Iterator[Hit]:
    """Three or more Chinese names stand in a row with nothing between them.

    Chinese credits part names by spaces alone; in English they read as one long name. Seen are
    rows of romanised surname and given name. Credits that are page furniture are not checked.
    Source: style guides on Chinese names.
    """
    if len(view.capitals) < 2 * _MIN_NAMES or not _ROW.search(view.text):
        return
    words, text = view.words, view.text
    known = surnames()
    i = 0
    while i + 2 * _MIN_NAMES <= len(words):
        stop = i
        while stop + 1 < len(words) and _name(words[stop].text, words[stop + 1].text, known):
            if stop > i and text[words[stop - 1].end : words[stop].start] != " ":
                break
            if text[words[stop].end : words[stop + 1].start] != " ":
                break
            stop += 2
        if stop - i >= 2 * _MIN_NAMES:
            names = [f"{words[k].text} {words[k + 1].text}" for k in range(i, stop, 2)]
            yield view.hit(
                words[i].start,
                words[stop - 1].end,
                f"{len(names)} names stand in a row with nothing between them",
                suggestion=", ".join(names),
            )
        i = max(stop, i + 1)


def _name(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether two words read as a Chinese surname and given name."""
    return (
        first[0].isupper()
        and second[0].isupper()
        and first[1:].islower()
        and second[1:].islower()
        and first.lower() in known
        and is_pinyin(second)
    )
