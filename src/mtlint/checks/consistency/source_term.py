"""One source term under several names in the translation; two source terms under one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mtlint.check import Example, document_check
from mtlint.text.bitext import Bitext, Place, phrase_spans, usages
from mtlint.text.families import alternations
from mtlint.text.grammar_en import classes
from mtlint.text.phrases import noun_like, related_forms
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Severity, Usage

_REPURCHASE = "The share repurchase began.\n\nWe saw a share repurchase again.\n\nA third share repurchase came."
_REPURCHASE_ZH = "股份回购开始了。\n\n我们又看到股份回购。\n\n第三次股份回购来了。"
_COMMITTEE = (
    "The Provincial Party Committee met.\n\nToday the Provincial Party Committee met again.\n\n"
    "The Provincial Party Committee spoke on Friday."
)
_COMMITTEE_ZH = "省委会开会了。\n\n今天省委会再次开会。\n\n省委会星期五发言。"
_MOST_RELATED = 6
_MOST_APART = 0.35
_SURE = 3  # segments in which the usual rendering stands


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
    numbers = [i for i, s in enumerate(view.segments) if s.segment.source and s.text.strip()]
    pairs = [(view.segments[i].segment.source or "", view.segments[i].text) for i in numbers]
    known = view.usages or usages(pairs)
    if not known or len(pairs) < 2:
        return
    bitext = Bitext(pairs)
    by_key: dict[tuple[str, ...], list[Usage]] = defaultdict(list)
    for usage in known:
        by_key[usage.key].append(usage)
    for usage in known:
        inside = [n for n, (source, _) in enumerate(pairs) if usage.source in source]
        places = bitext.phrases.get(usage.key, [])
        have = {p.segment for p in places}
        for segment in inside:
            if segment not in have and not _within_longer(usage, pairs[segment][0], known):
                found = _instead(bitext, usage, segment, by_key)
                if found:
                    yield _hit(view, numbers, usage, places, found)


def _within_longer(usage: Usage, source: str, known: Sequence[Usage]) -> bool:
    """Whether the term stands here only as a part of a longer one."""
    for other in known:
        if usage.source in other.source and usage is not other and other.source in source:
            source = source.replace(other.source, "")
    return usage.source not in source


def _hit(
    view: DocumentView,
    numbers: list[int],
    usage: Usage,
    usual: Sequence[Place],
    found: tuple[Place, str],
) -> Hit:
    place, how = found
    segment = view.segments[numbers[place.segment]]
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
            for p in usual[:_MOST_RELATED]
            if p.segment != place.segment
        ),
        features=(how, "batch" if view.usages else "document"),
    )


def _instead(
    bitext: Bitext, usage: Usage, segment: int, by_key: Mapping[tuple[str, ...], list[Usage]]
) -> tuple[Place, str] | None:
    """What stands in a segment for the term, if something there is like its usual rendering."""
    source, target = bitext.pairs[segment]
    tokens = bitext.words[segment]
    best: tuple[float, Place, str] | None = None
    for first, last in phrase_spans(tokens, target):
        key = tuple(t[0] for t in tokens[first:last])
        place = Place(segment, tokens[first][1], tokens[last - 1][2])
        gap = bitext.offset(usage.source, place)
        if gap > _MOST_APART:
            continue
        others = [o for o in by_key.get(key, ()) if o.source != usage.source]
        if others:
            how = "collapsed" if any(_collapses(o, usage, source) for o in others) else ""
        else:
            how = _like(bitext, usage, key)
        score = len(key) - gap
        if how and (best is None or score > best[0]):
            best = score, place, how
    return best[1:] if best else None


def _collapses(other: Usage, usage: Usage, source: str) -> bool:
    """Whether another term's sure rendering stands where only this term is in the source."""
    a, b = other.source, usage.source
    apart = a not in b and b not in a
    siblings = abs(len(a) - len(b)) <= 1 and (a[0] == b[0] or a[-1] == b[-1])
    sure = other.times >= _SURE and 4 * other.times >= 3 * other.total and len(other.key) > 1
    return sure and apart and siblings and a not in source


def _like(bitext: Bitext, usage: Usage, key: tuple[str, ...]) -> str:
    """How a phrase is like the usual rendering: "exchanged" one word, "dropped" one, or ""."""
    usual = usage.key
    if len(usual) < 2 or key == usual:
        return ""
    sure = usage.times >= _SURE and 3 * usage.times >= 2 * usage.total
    if len(key) == len(usual):
        off = [(a, b) for a, b in zip(usual, key, strict=True) if a != b]
        if len(off) != 1 or related_forms(*off[0]):
            return ""
        old, new = off[0]
        if (old, new) in alternations():
            return "alternation"
        beside = {p.segment for p in bitext.phrases.get((new,), ())}
        own = sure and all(usage.source in bitext.pairs[n][0] for n in beside)
        return "exchanged" if own and noun_like(new) and noun_like(old) else ""
    if not sure or not len(key) == len(usual) - 1 >= 2:
        return ""
    gone = next((w for i, w in enumerate(usual[:-1]) if key == usual[:i] + usual[i + 1 :]), None)
    named = gone is not None and (noun_like(gone) or "j" in classes(gone))
    return "dropped" if named else ""
