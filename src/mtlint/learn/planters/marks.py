"""Faults of punctuation and capitals: what broken joints, keyboards and copied text leave."""

from __future__ import annotations

import random
import re

from mtlint.learn.planters import Planted, Planter

_GAP = re.compile(r"(?<=[a-z]) (?=[a-z])")
_END = re.compile(r"[a-z](?= )")
_NAME = re.compile(r"(?<= )[A-Z][a-z]{2,}\b")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['’]s\b|(?<=[a-z])n['’]t\b")
_COMPOUND = re.compile(r"\b[a-z]{3,}-(?=[a-z]{3,}\b)")
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,60})[\"”]")
_MARK = re.compile(r"(?<=[a-z\d])[.,;:?!](?= |$)")


def _at(text: str, start: int, end: int, what: str) -> Planted:
    return text[:start] + what + text[end:], start, start + len(what)


def _somewhere(rng: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def apostrophe(rng: random.Random, text: str) -> Planted | None:
    """A possessive or contracted ending with a space before it."""
    found = _somewhere(rng, _POSSESSIVE, text)
    return _at(text, found.start(), found.end(), f" {found[0]}") if found else None


def cjk_dash(rng: random.Random, text: str) -> Planted | None:
    """A dash or an ellipsis of double width between two words."""
    gap = _somewhere(rng, _GAP, text)
    what = rng.choice(["——", " —— ", "…… ", " — — ", "——"])
    return _at(text, gap.start(), gap.end(), what) if gap else None


def foreign_quote(rng: random.Random, text: str) -> Planted | None:
    """Quotation marks of another language around a few words."""
    quoted = _somewhere(rng, _QUOTED, text)
    opening, closing = rng.choice([("„", "“"), ("«", "»"), ("「", "」"), ("„", "”"), ("‹", "›")])
    if quoted:
        return _at(text, quoted.start(), quoted.end(), f"{opening}{quoted[1]}{closing}")
    gap = _somewhere(rng, _GAP, text)
    if gap is None:
        return None
    word = re.compile(r"[a-z]+").match(text, gap.end())
    return _at(text, gap.end(), word.end(), f"{opening}{word[0]}{closing}") if word else None


def loose_symbol(rng: random.Random, text: str) -> Planted | None:
    """A symbol of the keyboard at the end of a word."""
    end = _somewhere(rng, _END, text)
    return _at(text, end.end(), end.end(), rng.choice("^~_@`|")) if end else None


def half_hyphen(rng: random.Random, text: str) -> Planted | None:
    """A hyphen at one end of a word, or a compound with a space in it."""
    compound = _somewhere(rng, _COMPOUND, text)
    if compound and rng.random() < 0.5:
        return _at(text, compound.end(), compound.end(), " ")
    gap = _somewhere(rng, _GAP, text)
    return _at(text, gap.start(), gap.end(), rng.choice(["- ", "- ", " -"])) if gap else None


def quote_stop(rng: random.Random, text: str) -> Planted | None:
    """The text as speech that ends with its full stop, and who said it after that."""
    if not text.endswith(".") or set(text) & set('"“”'):
        return None
    opening, closing = rng.choice([("“", "”"), ('"', '"')])
    verb = rng.choice(["said", "said", "added", "explained", "told us"])
    faulty = f"{opening}{text}{closing} {verb} {rng.choice(['the mayor', 'Ann Lee', 'he'])}."
    return faulty, len(text), len(text) + 2


def stop_inside(rng: random.Random, text: str) -> Planted | None:
    """A question mark, an exclamation mark or a full stop after a word in mid-sentence."""
    end = _somewhere(rng, _END, text)
    return _at(text, end.end(), end.end(), rng.choice("?!.")) if end else None


def mid_phrase(rng: random.Random, text: str) -> Planted | None:
    """A comma, a colon or a semicolon after a word in mid-sentence."""
    gap = _somewhere(rng, _GAP, text)
    return _at(text, gap.start(), gap.start(), rng.choice(",:;")) if gap else None


def stray_quote(rng: random.Random, text: str) -> Planted | None:
    """A single quotation mark at the end of a word."""
    end = _somewhere(rng, _END, text)
    return _at(text, end.end(), end.end(), rng.choice("'’")) if end else None


def unpaired_quote(rng: random.Random, text: str) -> Planted | None:
    """A quotation mark at one end of a word, or one of a pair taken away."""
    quoted = _somewhere(rng, _QUOTED, text)
    if quoted and rng.random() < 0.5:
        at = rng.choice([quoted.start(), quoted.end() - 1])
        return text[:at] + text[at + 1 :], max(0, quoted.start() - 1), quoted.end()
    gap = _somewhere(rng, _GAP, text)
    if gap is None:
        return None
    at, what = rng.choice([(gap.start(), '"'), (gap.end(), '"'), (gap.end(), "“")])
    return _at(text, at, at, what)


def tokenized(rng: random.Random, text: str) -> Planted | None:
    """Every mark stands off from its word."""
    off = _MARK.sub(lambda m: f" {m[0]}", text)
    return (off, 0, len(off)) if len(off) - len(text) >= rng.choice([2, 3]) else None


def missing_final(rng: random.Random, text: str) -> Planted | None:
    """The final mark is gone."""
    if not text.endswith("."):
        return None
    last = text.rfind(" ") + 1
    return text[:-1], last, len(text) - 1


def lower_name(rng: random.Random, text: str) -> Planted | None:
    """The name of a country, people, weekday or month in lower case."""
    names = [m for m in _NAME.finditer(text) if m[0] in _PROPER]
    if not names:
        return None
    name = rng.choice(names)
    return _at(text, name.start(), name.end(), name[0].lower())


# Written for this planter, of the commonest in news; the check has its own, longer list.
_PROPER = frozenset(
    "China Chinese Japan Japanese America American Americans Britain British France French Germany "
    "German Russia Russian India Indian Africa African Europe European Australia Australian Canada "
    "Canadian Italy Italian Spain Spanish Mexico Korea Korean Iran Israel Asia Asian England "
    "English Ireland Irish Scotland Scottish Greek Greece Egypt Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February April June July September October November "
    "December".split()
)


def lower_start(rng: random.Random, text: str) -> Planted | None:
    """The first letter of the text in lower case."""
    first = re.compile(r"[A-Z][a-z]+(?= [a-z])").match(text)
    return _at(text, 0, first.end(), first[0].lower()) if first else None


def all_caps(rng: random.Random, text: str) -> Planted | None:
    """Six to twelve words of the text in capitals."""
    words = list(re.compile(r"\S+").finditer(text))
    size = rng.randint(6, 12)
    if len(words) <= size:
        return None
    first = rng.randrange(len(words) - size)
    start, end = words[first].start(), words[first + size - 1].end()
    return _at(text, start, end, text[start:end].upper())


PLANTERS: dict[str, Planter] = {
    "casing.all-caps": all_caps,
    "casing.lower-name": lower_name,
    "punctuation.apostrophe": apostrophe,
    "punctuation.cjk-dash": cjk_dash,
    "punctuation.foreign-quote": foreign_quote,
    "punctuation.half-hyphen": half_hyphen,
    "punctuation.loose-symbol": loose_symbol,
    "punctuation.mid-phrase": mid_phrase,
    "punctuation.missing-final": missing_final,
    "punctuation.quote-stop": quote_stop,
    "punctuation.stop-inside": stop_inside,
    "punctuation.stray-quote": stray_quote,
    "punctuation.tokenized": tokenized,
    "punctuation.unpaired-quote": unpaired_quote,
    "sentence.lower-start": lower_start,
}
