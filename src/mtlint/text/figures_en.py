"""Figures of English text: digits, number words, magnitudes, percent, ordinals, months, times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtlint.text.counterparts import (
    DAY,
    FRACTION,
    MONTH,
    NUMBER,
    ORDINAL,
    PERCENT,
    WEEKDAY,
    YEAR,
    Figure,
)
from mtlint.text.quantities import MAGNITUDES, MONTHS, WEEKDAYS, month, ordinal, value, weekday

_TOKEN = re.compile(
    r"(?P<n>(?>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?))"
    r"(?P<s>(?:st|nd|rd|th|s|mn?|bn?|k|K|tn)(?![A-Za-z]))?"
    r"|(?P<w>[A-Za-z]+)|(?P<p>%)|(?P<x>[^\s])"
)
_MORE = MAGNITUDES | {"m": 1e6, "mn": 1e6, "b": 1e9, "k": 1e3, "tn": 1e12, "trn": 1e12}
_WORDS = {name + "s": size for name, size in MAGNITUDES.items()} | _MORE
# Words that stand for a count, and the counts that they can stand for.
_COUNTS: dict[str, tuple[float, ...]] = {
    "half": (0.5, 50, 6, 30), "halves": (0.5,), "halved": (0.5, 2), "halving": (0.5, 2),
    "quarter": (0.25, 3, 15, 25), "quarters": (0.25, 3, 15, 25),
    "dozen": (12,), "dozens": (12,), "both": (2,), "pair": (2,), "pairs": (2,), "couple": (2,),
    "twice": (2,), "double": (2, 1), "doubled": (2, 1), "doubles": (2, 1), "doubling": (2, 1),
    "dual": (2,), "twin": (2,), "bilateral": (2,), "neither": (2,), "either": (2,),
    "triple": (3, 2), "tripled": (3, 2), "thrice": (3,), "trilateral": (3,), "quadruple": (4, 3),
    "decade": (10,), "decades": (10,), "century": (100,), "centuries": (100,),
    "fortnight": (14, 2), "noon": (12,), "midnight": (0, 24, 12), "single": (1,), "once": (1,),
    "week": (7, 1), "month": (30, 1), "year": (12, 1), "day": (24, 1), "hour": (60, 1),
    "ii": (2,), "iii": (3,), "iv": (4,), "vi": (6,), "vii": (7,), "viii": (8,), "ix": (9,),
    "teens": (13,), "twenties": (20,), "thirties": (30,), "forties": (40,), "fifties": (50,),
    "sixties": (60,), "seventies": (70,), "eighties": (80,), "nineties": (90,), "tens": (10,),
}  # fmt: skip
_LAST_DAY = 31
_TO = frozenset({"to", "-", "–", "—", "and", "or"})
_PARTS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
          "tenth": 10}  # fmt: skip


def read(text: str) -> Iterator[Figure]:
    """The figures of an English text; words that may stand for one (half, both) are among them."""
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token["n"]:
            figure, at = _digits(text, tokens, at)
            yield figure
        elif token["w"]:
            figures, at = _words(text, tokens, at)
            yield from figures
        else:
            at += 1


def _digits(text: str, tokens: Sequence[re.Match[str]], at: int) -> tuple[Figure, int]:
    token = tokens[at]
    base = float(token["n"].replace(",", ""))
    suffix = (token["s"] or "").lower()
    start, end = token.start(), token.end()
    if suffix in ("st", "nd", "rd", "th"):
        return _figure(text, start, end, (base,), ORDINAL), at + 1
    if suffix == "s":
        return _figure(text, start, end, (base, base % 100), YEAR), at + 1
    scale, stop = _scale(text, tokens, at + 1)
    if suffix:  # 4K is a name, 40k may be a figure
        return _figure(text, start, end, (base * _WORDS[suffix], base), NUMBER, scaled=True), at + 1
    if _is_percent(tokens, stop):
        stop += 2 if tokens[stop][0].lower() == "per" else 1
        end = tokens[stop - 1].end()
        return _figure(text, start, end, (base, base / 100), PERCENT), stop
    end = tokens[stop - 1].end() if stop > at + 1 else end
    if scale != 1:
        return _figure(text, start, end, (base * scale,), NUMBER, scaled=True), stop
    values = [base]
    beyond = _scale_beyond(text, tokens, at + 1)
    if beyond != 1:  # "5 to 6 million", "three- to four-fold"
        values.append(base * beyond)
    whole = float(base).is_integer() and "," not in token[0] and "." not in token[0]
    kind = YEAR if whole and 1000 <= base <= 2199 and len(token[0]) == 4 else NUMBER
    if whole and 1 <= base <= _LAST_DAY and _beside_month(tokens, at):
        kind = DAY
    return _figure(text, start, end, tuple(values), kind), at + 1


def _beside_month(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a figure is the day of a date: "May 18", "18 May", and the days of "May 16 to 18"."""
    near = [at - 1, at + 1]
    if at > 2 and tokens[at - 1][0].lower() in _TO and tokens[at - 2]["n"]:
        near.append(at - 3)
    if at + 3 < len(tokens) and tokens[at + 1][0].lower() in _TO and tokens[at + 2]["n"]:
        near.append(at + 3)
    return any(
        0 <= i < len(tokens) and month(tokens[i][0].lower(), tokens[i][0]) is not None for i in near
    )


def _figure(
    text: str,
    start: int,
    end: int,
    values: tuple[float, ...],
    kind: str,
    *,
    scaled: bool = False,
) -> Figure:
    worded = not any(c.isdigit() for c in text[start:end])
    return Figure(start, end, text[start:end], values, kind, scaled, worded)


def _scale(text: str, tokens: Sequence[re.Match[str]], at: int) -> tuple[float, int]:
    """The magnitude words from token `at` on ("hundred million"), and where they end."""
    scale, stop = 1.0, at
    while at < len(tokens):
        word = tokens[at][0].lower()
        if word in _WORDS and len(word) > 1:
            scale *= _WORDS[word]
            stop = at + 1
        elif word != "-" or stop != at:
            break
        at += 1
    return scale, stop


def _scale_beyond(text: str, tokens: Sequence[re.Match[str]], at: int) -> float:
    """The magnitude behind the second figure of a range ("5 to 6 million")."""
    if at + 1 >= len(tokens) or tokens[at][0].lower() not in _TO:
        return 1.0
    further = tokens[at + 1]["n"] or value(tokens[at + 1][0].lower()) is not None
    return _scale(text, tokens, at + 2)[0] if further else 1.0


def _is_percent(tokens: Sequence[re.Match[str]], at: int) -> bool:
    words = [t[0].lower() for t in tokens[at : at + 2]]
    return bool(words) and (
        words[0] in {"%", "percent", "percentage", "pct"} or words == ["per", "cent"]
    )


def _words(text: str, tokens: Sequence[re.Match[str]], at: int) -> tuple[list[Figure], int]:
    """A figure in words that starts at token `at`, if one does."""
    token = tokens[at]
    low, form = token[0].lower(), token[0]
    start, end = token.start(), token.end()
    if name := month(low, form):
        return [_figure(text, start, end, (MONTHS.index(name) + 1.0,), MONTH)], at + 1
    if name := weekday(low, form):
        return [_figure(text, start, end, (WEEKDAYS.index(name) + 1.0,), WEEKDAY)], at + 1
    total, stop = _number_words(tokens, at)
    if total is not None:
        return _counted(text, tokens, at, total, stop), stop
    if low in _PARTS or ordinal(low) is not None:
        rank = float(ordinal(low) or _PARTS[low])
        return [_figure(text, start, end, (rank, 1 / max(rank, 1)), ORDINAL)], at + 1
    if low.endswith("s") and low[:-1] in _PARTS:
        part = 1 / _PARTS[low[:-1]]
        return [_figure(text, start, end, (part, 100 * part), FRACTION)], at + 1
    if low.endswith("fold") and (times := value(low.removesuffix("fold"))):
        return [_figure(text, start, end, (times,), NUMBER)], at + 1
    if low in _COUNTS:
        return [_figure(text, start, end, _COUNTS[low], NUMBER)], at + 1
    if low in _WORDS and len(low) > 4:
        return [_figure(text, start, end, (_WORDS[low],), NUMBER, scaled=True)], at + 1
    return [], at + 1


def _counted(
    text: str, tokens: Sequence[re.Match[str]], at: int, total: float, stop: int
) -> list[Figure]:
    """A number in words with what follows it: percent, parts (two thirds), a decade, a day."""
    start, end = tokens[at].start(), tokens[stop - 1].end()
    after = tokens[stop][0].lower() if stop < len(tokens) else ""
    if after == "-" and stop + 1 < len(tokens):
        after = tokens[stop + 1][0].lower()
    if _is_percent(tokens, stop):
        return [_figure(text, start, end, (total, total / 100), PERCENT)]
    part = _PARTS.get(after.removesuffix("s"))
    if part and total < part:
        return [_figure(text, start, end, (total / part, total, 100 * total / part), FRACTION)]
    if after in {"decades", "decade"}:
        return [_figure(text, start, end, (10 * total, total), NUMBER)]
    if after in {"dozen", "score"}:
        return [_figure(text, start, end, (total * (12 if after == "dozen" else 20),), NUMBER)]
    values = [total]
    beyond = _scale_beyond(text, tokens, stop)
    if beyond != 1:
        values.append(total * beyond)
    return [_figure(text, start, end, tuple(values), NUMBER, scaled=total >= 1e6)]


def _number_words(tokens: Sequence[re.Match[str]], at: int) -> tuple[float | None, int]:
    """The value of number words in a row ("two hundred and fifty thousand"), and where they end."""
    total, section, stop = 0.0, 0.0, at
    seen = False
    while at < len(tokens):
        low = tokens[at][0].lower()
        size = _WORDS.get(low) if len(low) > 2 else None
        number = value(low) if tokens[at]["w"] else None
        if number is not None:
            if seen and not _joins(section, number):
                break
            section += number
            seen, stop = True, at + 1
        elif size and seen:
            if size == 100:
                section *= size
            else:
                total, section = total + section * size, 0.0
            stop = at + 1
        elif not (low in {"and", "-"} and seen):
            break
        at += 1
    return (total + section if seen else None), stop


def _joins(before: float, after: float) -> bool:
    """Whether a number word goes on with the one before it: twenty + five, hundred + fifty."""
    if before == 0:
        return True
    if before % 100 == 0:
        return after < 100
    return before % 10 == 0 and before % 100 >= 20 and 0 < after < 10
