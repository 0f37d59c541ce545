"""Whole names of one document that may be one person's: other order, romanisation or cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mtlint.text.alignment import distance
from mtlint.text.persons import Mention, is_all_pinyin, is_chinese
from mtlint.text.pinyin import surnames
from mtlint.text.romanisation import given_readings, is_foreign_surname, surname_readings

Names = tuple[str, ...]
Forms = Mapping[Names, Sequence[Mention]]
MOST_FORMS = 12  # names that share a reading and are compared
RARE = 3  # a spelling that stands more often is another person's


class OneName(NamedTuple):
    """The forms in which one person is named, the rarest first, each with its mentions.

    `how` tells what the rarest form has for the commonest: "order" (the same words turned round),
    "split" (the same letters cut otherwise), "romanised" (other letters for the same syllables),
    "surname" (the surname alone, in another spelling than that of the whole name).
    """

    forms: tuple[tuple[Mention, ...], ...]
    how: str


def one_names(mentions: Sequence[Mention]) -> Iterator[OneName]:
    """The persons of a document that stand there under several whole names."""
    forms: dict[Names, list[Mention]] = defaultdict(list)
    for m in mentions:
        forms[m.names].append(m)
    whole = {names: found for names, found in forms.items() if len(names) > 1}
    rank = {names: (len(found), -found[0].sentence) for names, found in whole.items()}
    head: dict[Names, Names] = {}
    hows: dict[Names, str] = {}
    for a, b in sorted(_pairs(whole)):
        rare, common = sorted((a, b), key=lambda n: rank[n])
        how = _how(rare, common)
        if how and rare not in head and not _apart(whole[rare], whole[common], how):
            head[rare] = common
            hows[rare] = how
    families: dict[Names, list[Names]] = defaultdict(list)
    for names in head:
        families[_top(head, names)].append(names)
    for top, members in families.items():
        members.sort(key=lambda n: rank[n])
        rows = (*(tuple(whole[n]) for n in members), tuple(whole[top]))
        yield OneName(rows, hows[members[0]])
    for alone, named in _surnames(forms):
        yield OneName((tuple(forms[alone]), tuple(forms[named])), "surname")


def _top(head: Mapping[Names, Names], names: Names) -> Names:
    """The commonest form that a form leads to (each form leads to a commoner one)."""
    while names in head:
        names = head[names]
    return names


def _pairs(forms: Forms) -> set[tuple[Names, Names]]:
    """Names that meet in a reading or in a turn of their words."""
    buckets: dict[tuple[str, ...], list[Names]] = defaultdict(list)
    for names in forms:
        for key in sorted(_keys(names)):
            if len(buckets[key]) < MOST_FORMS:
                buckets[key].append(names)
    return {
        (min(a, b), max(a, b))
        for bucket in buckets.values()
        for i, a in enumerate(bucket)
        for b in bucket[i + 1 :]
    }


def _keys(names: Names) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {("turn", *sorted(n.replace("-", "") for n in names))}
    if len(names) > 3:
        return keys
    for surname, given in ((names[0], names[1:]), (names[-1], names[:-1])):
        for s in surname_readings(surname):
            keys.update((s, g) for g in given_readings(" ".join(given)))
    return keys


def _how(rare: Names, common: Names) -> str:
    """How two names that meet differ; "" where they are better taken for two."""
    one = tuple(n.replace("-", "") for n in rare)
    other = tuple(n.replace("-", "") for n in common)
    if one == other:
        return ""  # only hyphens: seen word by word
    turned = {"".join(one[i:] + one[:i]) for i in range(1, len(one))}
    if "".join(one) == "".join(other):
        return "split"
    if "".join(other) in turned:
        return "order"
    if (
        len(one) == len(other)
        and sum(a != b for a, b in zip(one, other, strict=True)) == 1
        and _near(one, other)
    ):
        return ""  # one word differs by a letter or two: seen word by word
    hyphens = "-" in "".join(rare), "-" in "".join(common)
    if hyphens[0] == hyphens[1] and is_all_pinyin(rare) and is_all_pinyin(common):
        return ""
    return "romanised"


def _near(one: Names, other: Names) -> bool:
    """Whether one word alone differs, by a letter or two."""
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(differing) != 1:
        return False
    a, b = differing[0]
    return distance(a, b, 2) <= 1 + (min(len(a), len(b)) >= 4)


def _apart(a: Sequence[Mention], b: Sequence[Mention], how: str) -> bool:
    """Whether two forms are two persons' after all: named together, or both of them often."""
    sentences = {m.sentence for m in a}
    return any(m.sentence in sentences for m in b) or (how == "romanised" and len(a) > RARE)


def _surnames(forms: Forms) -> Iterator[tuple[Names, Names]]:
    """Surnames alone that are spelt otherwise (Lee) than the one whole name they can belong to."""
    whole = [names for names in forms if len(names) > 1]
    spelt = {part for names in whole for part in (names[0], names[-1])}
    for names in forms:
        if len(names) > 1 or names[0] in spelt or not is_foreign_surname(names[0]):
            continue
        readings = surname_readings(names[0])
        bearers = [w for w in whole if is_chinese(w) and w[0] in readings and w[0] in surnames()]
        if len(bearers) == 1 and not _apart(forms[names], forms[bearers[0]], ""):
            yield names, bearers[0]
