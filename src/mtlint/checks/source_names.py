"""Romanised names against the characters of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.lexicon_en import lexicon
from mtlint.text.pinyin import is_pinyin, surnames
from mtlint.text.romanised import Near, letters_of, sounds, spoken, transcribes
from mtlint.text.view import SegmentView
from mtlint.types import Category, Evidence, Hit, Severity

_ESTABLISHED = frozenset({"Hong Kong", "Sun Yat", "Tai Chi"})
_BESIDE, _BEFORE = re.compile(r"[ -][A-Z]"), re.compile(r"[A-Z][\w-]* $")
_LEAST_LETTERS = 6  # of a name of one word


@segment_check(
    "names.changed",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.SOURCE,),
    languages=("en",),
    examples=(
        Example("Reporter Zhang Weimin came.", ["Zhang Weimin"], source="记者张伟明来了。"),
        Example("Wang Xiaoqing spoke.", ["Wang Xiaoqing"], source="王小琴发言。"),
        Example("It lies in Quzhuo.", ["Quzhuo"], source="位于衢州。"),
        Example("Reporter Zhang Weiming came.", source="记者张伟明来了。"),
        Example("Lü Zeng and Lyu Zeng came; Ouyang Xiu too.", source="吕曾来了，欧阳修也来了。"),
        Example("Weiming Zhang came.", source="张伟明来了。", why="surname last"),
        Example("Chairman Yu Pang-chun came.", source="主席余鹏春来了。", why="of Hong Kong"),
        Example("An Hour of He Long.", source="一个小时。"),
        Example("Beijing says no.", source="中国政府表示反对。", why="Beijing stands for China"),
    ),
)
def changed(view: SegmentView) -> Iterator[Hit]:
    """A romanised name does not sound like the characters of the source, but nearly.

    The name is spelt in pinyin, nothing in the source of its segment or of the article reads so,
    and something beside it differs by a letter or two. Names in other romanisations (Hsia, Lam),
    foreign names and names that nothing in the source comes near are left alone.
    """
    source = view.segment.source
    if not source or not any("\u4e00" <= c <= "\u9fff" for c in source):
        return
    for start, end, name in _names(view):
        letters = letters_of(name)
        if _known(view, name, letters):
            continue
        words = name.split()
        near = spoken(source).nearest(
            letters, 1 if len(letters) < 6 else 2 if len(letters) < 9 else 3
        )
        if near is None and len(words) > 1:
            near = spoken(source).nearest(letters_of("".join(reversed(words))), 2)
        sure = near is not None
        if near is None and len(words) > 1 and _alone(view, start, end):
            near = spoken(source).sharing(*(letters_of(w) for w in words))
        if near is None or transcribes(near.text):
            continue
        right = _written(near, len(words))
        yield view.hit(
            start,
            end,
            f"The source has “{near.text}” ({right}); here “{name}”",
            suggestion=right,
            features=(
                f"edits-{near.edits}" if sure else "shared",
                "person" if len(words) > 1 else "word",
            ),
        )


def _known(view: SegmentView, name: str, letters: str) -> bool:
    """Whether the source of the segment, or of another one, can be read as the name."""
    turned = letters_of("".join(reversed(name.split())))
    sources = [view.segment.source, *(s.segment.source for s in view.doc.segments)]
    return any(
        spoken(s).holds(letters) or spoken(s).holds(turned) for s in dict.fromkeys(sources) if s
    )


def _alone(view: SegmentView, start: int, end: int) -> bool:
    """Whether no other capitalised word stands beside the name (Lei Yue Mun is no person)."""
    return not (_BESIDE.match(view.text, end) or _BEFORE.search(view.text, 0, start))


def _names(view: SegmentView) -> Iterator[tuple[int, int, str]]:
    """Names in pinyin: surname and given name, or one word that no English text would hold."""
    words = view.words
    at = 0
    while at < len(words):
        word = words[at]
        after = words[at + 1] if at + 1 < len(words) else None
        if (
            after is not None
            and view.text[word.end : after.start] == " "
            and _is_surname(word.text)
            and _romanised(after.text)
        ):
            name = f"{word.text} {after.text}"
            if name not in _ESTABLISHED:
                yield word.start, after.end, name
            at += 2
            continue
        if len(word.text) >= _LEAST_LETTERS and _romanised(word.text) and not _is_known(word.text):
            yield word.start, word.end, word.text
        at += 1


def _is_surname(form: str) -> bool:
    return form[0].isupper() and form[1:].islower() and form.lower().replace("ü", "v") in surnames()


def _is_known(form: str) -> bool:
    """A name that English text knows (Canada, Shaanxi), or an adjective made of one."""
    return form in lexicon().names or form.rstrip("n").rstrip("s") in lexicon().names


def _romanised(form: str) -> bool:
    """A capitalised word in pinyin that is no English word."""
    low = form.lower()
    return form[0].isupper() and is_pinyin(low) and not lexicon().is_common(low)


def _written(near: Near, words: int) -> str:
    """The characters in pinyin by their commonest readings, a surname by one that surnames have."""
    reading = [sounds(c)[0] for c in near.text]
    if words > 1:
        reading[0] = next((s for s in sounds(near.text[0]) if s in surnames()), reading[0])
    size = len(reading) if words == 1 else 2 if len(reading) == 4 else 1
    parts = ("".join(part) for part in (reading[:size], reading[size:]) if part)
    return " ".join(part.replace("v", "ü").capitalize() for part in parts)
