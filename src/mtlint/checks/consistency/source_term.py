"""One source term under several names in the translation; two source terms under one name."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.bitext import Place, usages
from mtlint.text.variants import Use, uses
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Severity

_REPURCHASE = (
    "The share repurchase began.\n\nWe saw a share repurchase again.\n\nA third one, a share "
    "repurchase, came."
)
_REPURCHASE_ZH = "股份回购开始了。\n\n我们又看到股份回购。\n\n第三次股份回购来了。"
_COMMITTEE = (
    "The Provincial Party Committee met.\n\nToday the Provincial Party Committee met again.\n\n"
    "The Provincial Party Committee spoke on Friday."
)
_COMMITTEE_ZH = "省委会开会了。\n\n今天省委会再次开会。\n\n省委会星期五发言。"
_MOST_RELATED = 6


@document_check(
    "consistency.source-term",
    Category.TERM_INCONSISTENT,
    Severity.MINOR,
    needs=(Evidence.SOURCE,),
    languages=("en",),
    examples=(
        Example(
            f"{_REPURCHASE}\n\nInvestors welcome share buybacks, and prices rose.",
            ["share buybacks"],
            source=f"{_REPURCHASE_ZH}\n\n投资者欢迎股份回购，价格上涨。",
        ),
        Example(
            f"{_COMMITTEE}\n\nThe Provincial Committee closed on Sunday.",
            ["Provincial Committee"],
            source=f"{_COMMITTEE_ZH}\n\n省委会星期天闭会。",
        ),
        Example(
            f"{_COMMITTEE}\n\nThe Provincial Party Commission closed on Sunday.",
            ["Provincial Party Commission"],
            source=f"{_COMMITTEE_ZH}\n\n省委会星期天闭会。",
        ),
        Example(
            f"{_REPURCHASE}\n\nInvestors welcome share repurchases, and prices rose.",
            source=f"{_REPURCHASE_ZH}\n\n投资者欢迎股份回购，价格上涨。",
        ),
        Example(
            f"{_COMMITTEE}\n\nThe Municipal Party Committee closed on Sunday.",
            source=f"{_COMMITTEE_ZH}\n\n市委会星期天闭会。",
            why="another body in the source",
        ),
        Example(
            f"{_COMMITTEE}\n\nIt closed on Sunday.",
            source=f"{_COMMITTEE_ZH}\n\n省委会星期天闭会。",
            why="a pronoun",
        ),
    ),
)
def source_term(view: DocumentView) -> Iterator[Hit]:
    """One term of the source is translated in several ways, or two terms in one.

    Terms are rows of characters that come back in at least three segments and are not cut out of
    words; what they usually become is learned from the segments alone (of the document, or of the
    batch that `--terms` reads). Reported is a phrase that differs from it in one word, where
    translators use the two for one another or the other stands nowhere without the term; one
    that drops a word; and the sure rendering of another term ("collapsed"). Pronouns, short forms
    of one word and other parts of speech are left alone. Limits: Chinese sources, English
    targets; needs repetition. Professionals who rate sentence by sentence seldom mark it.
    """
    numbers = sourced(view)
    pairs = [(view.segments[i].segment.source or "", view.segments[i].text) for i in numbers]
    for use in uses(pairs, view.usages or usages(pairs)):
        for place, how in use.others:
            yield _hit(view, numbers, use, place, how)


def sourced(view: DocumentView) -> list[int]:
    """The segments that have both a source and a translation."""
    return [i for i, s in enumerate(view.segments) if s.segment.source and s.text.strip()]


def _hit(view: DocumentView, numbers: list[int], use: Use, place: Place, how: str) -> Hit:
    segment, usage = view.segments[numbers[place.segment]], use.usage
    text = segment.text[place.start : place.end]
    where = "in the batch" if view.usages else "elsewhere"
    return segment.hit(
        place.start,
        place.end,
        f"“{usage.source}” of the source is “{usage.text}” {where} ({usage.times} of "
        f"{usage.total} times), here “{text}”",
        suggestion=usage.text,
        related=tuple(
            view.segments[numbers[p.segment]].place(p.start, p.end)
            for p in use.usual[:_MOST_RELATED]
        ),
        features=(how, "batch" if view.usages else "document"),
    )
