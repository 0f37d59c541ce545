"""Noun phrases of one document that may name one concept: "plenary session", "plenary meeting".

Phrases are paired by a shared modifier or a shared head; what speaks for one concept is that both
stand in the same surroundings, that translators use their words for one another (`alternations`),
or that one's modifier is the other's head in another form (productive forces, productivity).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtlint.text.alignment import rarity
from mtlint.text.forms import is_common, is_head, word_role
from mtlint.text.keys import related_forms
from mtlint.text.phrases import FIGURES, NAME, Content, Token

MAX_SIBLINGS = 24
MAX_PLACES = 24
ENOUGH = 1.6
GAP = "*"  # marks the head of a form that has another modifier between
LEAST_SHARED = 0.3  # weight of what two forms share, unless they are forms of one stem
_FEW = 6  # a modifier with more heads than this tells little

Form = tuple[str, str]
Link = tuple[Form, Form, float, str]


class Phrase(NamedTuple):
    """One occurrence: tokens `first` to `last`; `inner` is the key of a modifier between, or ""."""

    first: int
    last: int
    inner: str


@dataclass(frozen=True, slots=True)
class Family:
    """Forms of one concept, the most frequent first, each with its occurrences.

    `evidence` tells what joined them ("context", "alternation", "stem"); `strength` how well.
    """

    forms: tuple[tuple[Phrase, ...], ...]
    evidence: str
    strength: float


@cache
def alternations() -> dict[tuple[str, str], int]:
    """Pairs of nouns that translators put for one source word -> in how many articles."""
    table = {}
    text = files("mtlint.text").joinpath("data", "alternations_en.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            a, b, n = line.split("\t")
            table[a, b] = table[b, a] = int(n)
    return table


def families(content: Content, lows: list[str]) -> Iterator[Family]:
    """Families of the document, surest first."""
    phrases, headed = _phrases(content, lows)
    linked = _links(content, {form: phrases[form] for form in phrases if form in headed})
    links = sorted(linked, key=lambda link: (-link[2], link[0], link[1]))
    links.extend(_with_and_without_gap(phrases, links))
    parent: dict[Form, Form] = {}

    def root(form: Form) -> Form:
        while parent.setdefault(form, form) != form:
            form = parent[form]
        return form

    best: dict[Form, tuple[float, str]] = {}
    for a, b, strength, why in links:
        one, other = root(a), root(b)
        top = max(best.get(one, (0.0, "")), best.get(other, (0.0, "")), (strength, why))
        parent[other] = one
        best[one] = top
    groups: dict[Form, list[Form]] = defaultdict(list)
    for form in parent:
        groups[root(form)].append(form)
    for top_form, members in sorted(groups.items(), key=lambda g: (-best[g[0]][0], g[0])):
        if len(members) > 1:
            ordered = sorted(members, key=lambda f: (-len(phrases[f]), phrases[f][0].first))
            strength, why = best[top_form]
            yield Family(tuple(tuple(phrases[f]) for f in ordered), why, strength)


def _phrases(content: Content, lows: list[str]) -> tuple[dict[Form, list[Phrase]], set[Form]]:
    """Modifier and noun, side by side or with one modifier between; and which of these forms are
    the end of a noun phrase in one place at least."""
    tokens = content.tokens
    found: dict[Form, list[Phrase]] = defaultdict(list)
    heads: set[Form] = set()
    tight = [h for h, token in enumerate(tokens) if not token.link and token.kind not in FIGURES]
    for h in tight:
        head = tokens[h]
        if word_role(head.kind, head.key, lows[h]) != "noun":
            continue
        forms = []
        for a in (h - 1, h - 2):
            if a < 0 or (a == h - 2 and tokens[h - 1].link):
                break
            modifier = tokens[a]
            if modifier.kind in FIGURES or not word_role(modifier.kind, modifier.key, lows[a]):
                break
            if modifier.link.endswith(" to"):
                continue  # a verb, more often than not
            form = (modifier.key, head.key if a == h - 1 else GAP + head.key)
            found[form].append(Phrase(a, h, "" if a == h - 1 else tokens[h - 1].key))
            forms.append(form)
        if forms and is_head(tokens, h, len(tokens)):
            heads.update(forms)
    return found, heads


def _links(content: Content, phrases: dict[Form, list[Phrase]]) -> Iterator[Link]:
    """Pairs of forms that seem to name one concept."""
    by_part: dict[tuple[int, str], list[Form]] = defaultdict(list)
    for form in phrases:
        by_part[0, form[0]].append(form)
        by_part[1, form[1].lstrip(GAP)].append(form)
    for (side, part), forms in by_part.items():
        if len(forms) < 2:
            continue
        rare = max(0.0, rarity(part) - 0.12 * max(0, len(forms) - _FEW))
        if side and rare < LEAST_SHARED:
            continue
        kept = sorted(forms, key=lambda f: (-len(phrases[f]), f))[:MAX_SIBLINGS]
        for i, a in enumerate(kept):
            for b in kept[i + 1 :]:
                strength, why = _strength(content, phrases, a, b, side, rare)
                if strength >= ENOUGH:
                    yield a, b, strength, why


def _with_and_without_gap(phrases: dict[Form, list[Phrase]], links: list[Link]) -> list[Link]:
    """For each linked form, the same form with (or without) a modifier between, if there is one."""
    found = []
    for a, b, strength, why in links:
        for modifier, head in (a, b):
            bare = head.lstrip(GAP)
            twin = (modifier, bare if head != bare else GAP + bare)
            inner = [p.inner for form in (a, b) for p in phrases[form][:4] if p.inner]
            if twin in phrases and why == "stem" and any(related_forms(bare, i) for i in inner):
                found.append(((modifier, head), twin, strength - 0.5, why))
    return found


def _strength(
    content: Content,
    phrases: dict[Form, list[Phrase]],
    a: Form,
    b: Form,
    side: int,
    rare: float,
) -> tuple[float, str]:
    """How much speaks for two forms with a common modifier (`side` 0) or head (1)."""
    one, other = a[1 - side].lstrip(GAP), b[1 - side].lstrip(GAP)
    first, second = phrases[a], phrases[b]
    known = alternations().get((one, other), 0)
    often = len(first) + len(second)
    alone = _bound(content, first, one) and _bound(content, second, other)
    joined = rare >= LEAST_SHARED and (known or (alone and often >= 3))
    # Most pairs are done with here, and their surroundings need no look.
    stem = side == 0 and _stem(content, first, second)
    if not (stem or joined) or related_forms(one, other):
        return 0.0, ""
    around = _around(content, first, second, loose=stem)
    shared = content.tokens[first[0].last if side else first[0].first]
    named = shared.kind == NAME and not is_common(shared.key)
    if stem and around and not named:
        why = "stem"
    elif rare < LEAST_SHARED:
        return 0.0, ""
    elif known and (around or (rare >= 0.75 and known >= 3 and often >= 3)):
        why = "alternation"
    elif alone and often >= 3 and rare >= 0.4 and around >= 0.4 and not named:
        why = "context"
    else:
        return 0.0, ""
    if _contrasted(content, first, second):
        return 0.0, ""
    total = rare + around + 0.3 * min(4, known) + 1.2 * stem + 0.5 * alone
    return total - 0.6 * side + 0.15 * min(6, often), why


def _bound(content: Content, phrases: list[Phrase], word: str) -> bool:
    """Whether a word of the form occurs in it only (plurals included)."""
    return content.count(word) <= len(phrases)


def _contrasted(content: Content, first: list[Phrase], second: list[Phrase]) -> bool:
    """Whether both stand in one sentence: two things then."""
    sentences = {content.tokens[p.last].sentence for p in first}
    return any(content.tokens[p.last].sentence in sentences for p in second)


def _stem(content: Content, first: list[Phrase], second: list[Phrase]) -> bool:
    """Whether a modifier inside one is a form of the other's head."""
    tokens = content.tokens
    for longer, shorter in ((first, second), (second, first)):
        head = tokens[shorter[0].last].key
        for p in longer[:4]:
            if len(p.inner) > 6 and p.inner != head and related_forms(p.inner, head):
                return True
    return False


def _around(content: Content, first: list[Phrase], second: list[Phrase], *, loose: bool) -> float:
    """Weight of the content words that stand right before, and right after, both forms.

    `loose`: other forms of one stem count as well (develop, development).
    """
    total = 0.0
    for step in (-1, 1):
        one, other = _next(content, first, step), _next(content, second, step)
        shared = {key for key, _ in one & other}
        if loose and not shared:
            shared = {a for a, _ in one if any(related_forms(a, b) for b, _ in other)}
        total += max(map(rarity, sorted(shared)), default=0.0)
    return total


def _next(content: Content, phrases: list[Phrase], step: int) -> set[tuple[str, str]]:
    """(key, link) of the content words right before or right after the phrases."""
    tokens = content.tokens
    found = set()
    for p in phrases[:MAX_PLACES]:
        at = p.first - 1 if step < 0 else p.last + 1
        joint = p.first if step < 0 else at
        if not 0 <= at < len(tokens) or tokens[at].sentence != tokens[p.last].sentence:
            continue
        if "," not in tokens[joint].link:
            found.add((tokens[at].key, tokens[joint].link))
    return found


def counts(forms: list[str]) -> str:
    """Forms with their counts, most frequent first: “a” (3x), “b” (1x)."""
    return ", ".join(f"“{f}” ({n}x)" for f, n in Counter(forms).most_common())


__all__ = ["Family", "Phrase", "Token", "alternations", "counts", "families"]
