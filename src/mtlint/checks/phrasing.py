"""Phrases of translated news that professional reviewers keep marking."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtlint.check import Example, segment_check
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_STRONG = 0.5  # share of raters who mark the phrase


class Phrase(NamedTuple):
    """Figures of a phrase in the ratings it was learned from."""

    documents: int
    marked: float
    excess: float


@cache
def phrases() -> dict[tuple[str, ...], Phrase]:
    """Learned phrases, by their words in lower case."""
    text = files("mtlint.checks").joinpath("data/phrasing_en.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            phrase, documents, _, marked, excess, _ = line.split("\t")
            key = tuple(phrase.split(" "))
            found[key] = Phrase(int(documents), float(marked), float(excess))
    return found


@cache
def _by_first() -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for key in sorted(phrases(), key=lambda key: (-len(key), key)):
        table.setdefault(key[0], []).append(key)
    return table


@segment_check(
    "phrasing.translationese",
    Category.AWKWARD,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("This reporter saw the fair open in May.", ["This reporter"]),
        Example("They fought the new crown together.", ["new crown"]),
        Example("In my country's north, plans can not wait.", ["my country's", "can not"]),
        Example("You can not only read it but sing it. A king has a new, crown of gold."),
        Example("Reports came in; they cannot wait. Her country's north is cold."),
        Example("The New Crown opened in London; BELT AND ROAD."),
        Example("It was an old story, plain and short."),
    ),
)
def translationese(view: SegmentView) -> Iterator[Hit]:
    """A phrase that professional reviewers of translated news mark more often than the rest.

    The list was learned from MQM ratings of Chinese-English texts (WMT20, WMT21, WMT23), at least
    five articles for each phrase, and holds what native English hardly uses: literal terms ("new
    crown" for the coronavirus, "my country's" for China's), the writer's asides ("this
    reporter"), split words ("can not"). Single words that are marked a little more often than
    others ("comprehensive") were tried and do not hold on other articles. "can not only" is
    right. Figures and the command: `mtlint.learn.phrases`.
    """
    table, lows = _by_first(), view.lowers
    if table.keys().isdisjoint(lows):
        return
    done = -1
    for i, low in enumerate(lows):
        if low not in table:
            continue
        for key in table[low]:
            if i <= done or lows[i : i + len(key)] != key or not _plain(view, i, len(key)):
                continue
            first, last = view.words[i], view.words[i + len(key) - 1]
            figures = phrases()[key]
            share = round(100 * figures.marked)
            yield view.hit(
                first.start,
                last.end,
                f"reviewers marked “{' '.join(key)}” {share}% of the time in "
                f"{figures.documents} rated articles",
                features=(
                    "strong" if figures.marked >= _STRONG else "weak",
                    "word" if len(key) == 1 else "phrase",
                ),
                score=figures.excess,
            )
            done = i + len(key) - 1
            break


def _plain(view: SegmentView, i: int, size: int) -> bool:
    """Whether the words stand together, with no capital but a first one at a sentence's start."""
    words, text = view.words, view.text
    if view.lowers[i + size - 1] == "not" and view.lowers[i + size : i + size + 1] == ("only",):
        return False
    for k in range(i + 1, i + size):
        if words[k].text[0].isupper() or text[words[k - 1].end : words[k].start] != " ":
            return False
    first = words[i]
    if first.text[0].isupper():
        before = text[max(0, first.start - 3) : first.start].rstrip()[-1:]
        return not first.text.isupper() and (not before or before in '.!?”"“:')
    return True
