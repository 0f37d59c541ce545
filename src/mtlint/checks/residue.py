"""Left over from the source: its script and its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from mtlint.check import Example, document_check, segment_check
from mtlint.text.language import language_name, primary
from mtlint.text.late import late
from mtlint.text.scripts import (
    clear_language,
    foreign_ranges,
    holds_own,
    own_scripts,
    plainly_in,
    script_of,
    western,
)
from mtlint.text.view import DocumentView, SegmentView, Sentence
from mtlint.types import Category, Hit, Severity

_GLOSS_MOST = 14  # characters of source script that a gloss in brackets may hold
_MENTION_BEFORE = late(
    r"\b(?:characters?|words?|terms?|names?|named|kanji|hanja|hanzi|kana|written|spell(?:ed|t)"
    r"|pinyin|pronounced|symbols?|ideographs?|letters?|radicals?|phrases?|titled?|meaning|means|reads?"
    r"|literally|Zeichen|Wort|caractères?|mots?|carácter|palabra)\b[^.!?;]{0,12}$"
    r"|\b(?:called|known as|simplified|traditional)(?: the| Chinese| form)?:? ?[\"“‘'(]?$"
    r"|\b(?:Chinese|Japanese|Korean|Russian|Greek|Arabic|Hebrew|Thai|Sanskrit|lit\.): ?$"
)
_MENTION_AFTER = late(
    r"[\"”’)\]]{0,2},? ?(?:[(\[（]\s?(?!e\.g|i\.e|such |including )[^\W\d_]|[(\[（]\s?[‘“\"']"
    r"|(?:is |was |are |were |as |which |that )?(?:an? |the )?"
    r"(?:characters?|words?|means?\b|meaning|meant|literally|stands? for|symbols?))"
)
_GLANCE = 20  # segments after which an article with text of its own is not read on
_ARTICLE_LEAST = 60  # letters (as `_weight` counts them)
_OWN_MOST = 0.1
_SMALL_WORDS = 3  # words in lower case that make more than a list of names
_ZH = "经过多年整修，这座古老的港口于星期五重新向游客开放。市长出席了仪式，并听取了各部门的意见。"
_DE = (
    "Der Bürgermeister hat am Montag die neue Brücke über den Fluss eröffnet. Niemand weiß, wie "
    "lange die Arbeiten an der alten Mauer noch dauern werden."
)
_EN = (
    "The mayor said that the bridge will be closed again in May. Nobody knows how long the work on "
    "the old wall will go on."
)
_LATIN_WORDS = re.compile(r"[a-z]{2,},? [a-z]{2,},? [a-z]{2,}")


@cache
def _patterns(own: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of foreign script for a target with these scripts, and one letter of it."""
    letters = foreign_ranges(own)
    inside = r"\d\s，、。：；！？“”‘’《》（）「」·・%％－—-"
    # Three times so large a class takes long to compile, and most texts have no such letter.
    return late(f"[{letters}](?:[{letters}{inside}]*[{letters}])?"), re.compile(f"[{letters}]")


def _foreign(view: SegmentView) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The patterns of this segment's target language, or None where all its text is plain."""
    if western(view.text):
        return None
    return _patterns(own_scripts(view.doc.lang, view.profile.script))


def _mostly_foreign(sentence: Sentence, letter: re.Pattern[str]) -> bool:
    """Whether most of a sentence is in a foreign script: untranslated, not a leftover."""
    text = sentence.text
    found = len(letter.findall(text))
    # One Chinese character says as much as a word of Latin letters, four letters say as much.
    weight = found if script_of(text) in ("Chinese", "Japanese", "Korean") else found / 4
    own = sum(1 for c in text if c.isalpha()) - found
    return weight >= 5 and weight > own / 4


@segment_check(
    "residue.source-script",
    Category.UNTRANSLATED,
    Severity.MAJOR,
    examples=(
        Example("The meeting stressed 高质量 development.", hits=["高质量"]),
        Example("Prices rose 三成 and 两成 in May.", hits=["三成", "两成"]),
        Example("The plan was принят on Monday.", hits=["принят"]),
        Example("Der Plan wurde am Montag 通过.", hits=["通过"], lang="de"),
        Example("Рост составил 三成 за год.", hits=["三成"], lang="ru"),
        Example("She works in Mоscow today.", hits=["о"], why="a Cyrillic о inside a Latin word"),
        Example(
            "He called on all of the 发展中国家 to act and to agree on it (26 人).",
            hits=["发展中国家", "人"],
        ),
        Example("Most 格式 (e.g., two of them) are close to it.", hits=["格式"]),
        Example("It is called 福 in the north; traditional: 漢字.", why="it is the subject"),
        Example("Families gather for the Spring Festival (春节) every year.", why="a gloss"),
        Example("He hung the character “福” upside down.", why="the character is the subject"),
        Example("The word 道 means “way”."),
        Example("The sum of α and β stays the same.", why="mathematics"),
        Example("Das Zeichen 福 (Glück) hängt an der Tür.", lang="de"),
        Example("В 2019 году компания Google открыла офис.", lang="ru", why="its own script"),
        Example("这家公司名叫 Acme。", lang="zh"),
        Example("The painter Li Wei (李伟, born 1960) lives in Ningbo."),
    ),
)
def source_script(view: SegmentView) -> Iterator[Hit]:
    """Characters of the source's script stand in the translation.

    Engines copy words they do not know, most of all names, slang and figures of Chinese, and
    readers of the target language cannot read them. Limits: a gloss in brackets, a character that
    the text speaks about, and single letters of mathematics are left alone; sentences that are
    foreign as a whole are `residue.untranslated`.
    """
    patterns = _foreign(view)
    if patterns is None or not patterns[1].search(view.text):
        return
    run, letter = patterns
    for sentence in view.sentences:
        if _mostly_foreign(sentence, letter):
            continue
        for match in run.finditer(view.text, sentence.start, sentence.end):
            if _intended(view.text, match):
                continue
            name = script_of(match[0])
            yield view.hit(
                match.start(),
                match.end(),
                f"“{match[0][:40]}” is left in {name} script.",
                features=_where(view.text, match),
            )


def _where(text: str, match: re.Match[str]) -> tuple[str, ...]:
    before = text[match.start() - 1 : match.start()]
    kinds = ("in-quote",) if before in tuple("\"“‘'《「") else ()
    return kinds + (("long",) if match.end() - match.start() > 6 else ())


def _intended(text: str, match: re.Match[str]) -> bool:
    """Whether the run is a gloss, a mention, or a sign of mathematics."""
    start, end = match.span()
    size = end - start
    if size < 3 and "\u0370" <= text[start] <= "\u03ff":
        return True
    before = text[max(0, start - 60) : start]
    opened = max(before.rfind("("), before.rfind("["), before.rfind("（"))
    in_brackets = opened >= 0 and not re.search(r"[)\]）]", before[opened:])
    if in_brackets and before[opened + 1 :].strip().isdigit():
        return False  # "(26 人)": a measure, no gloss
    if in_brackets and size <= _GLOSS_MOST and before[:opened].rstrip()[-1:].isalnum():
        return True
    if in_brackets and size <= _GLOSS_MOST and before[:opened].rstrip()[-1:] in tuple("\"”’'»"):
        return True
    # A single letter inside a word is a look-alike, never a mention.
    if text[start - 1 : start].isalpha() and start:
        return False
    after = text[end : end + 30]
    return size <= _GLOSS_MOST and bool(
        _MENTION_BEFORE.search(before[-40:]) or _MENTION_AFTER.match(after)
    )


@segment_check(
    "residue.untranslated",
    Category.UNTRANSLATED,
    Severity.MAJOR,
    examples=(
        Example(
            "The fair opened. 会议还讨论了明年的工作安排。", hits=["会议还讨论了明年的工作安排。"]
        ),
        Example(
            "Der Bürgermeister hat am Montag die neue Brücke über den Fluss eröffnet.",
            hits=["Der Bürgermeister hat am Montag die neue Brücke über den Fluss eröffnet."],
        ),
        Example(
            "Die Brücke ist offen. The mayor said that the bridge will be closed again in May.",
            hits=["The mayor said that the bridge will be closed again in May."],
            lang="de",
        ),
        Example(
            "桥已开通。The mayor said that the bridge will be closed again in May.",
            hits=["The mayor said that the bridge will be closed again in May."],
            lang="zh",
        ),
        Example(
            "Мост открыт. The mayor said that the bridge will be closed again in May.",
            hits=["The mayor said that the bridge will be closed again in May."],
            lang="ru",
        ),
        Example("The mayor said that the bridge will be closed again in May."),
        Example("Wang Li, Zhao Min, Chen Hao, Liu Yang, Sun Jie, Zhou Qiang, Wu Lei and Li Na."),
        Example("The film Les Enfants du Paradis was shown in Lyon and in Paris."),
        Example("Die Firma Acme Software Solutions International wächst schnell.", lang="de"),
        Example("他在 The New York Times 上发表了文章。", lang="zh"),
        Example("Компания Acme Widgets выпустила новый телефон.", lang="ru"),
        Example("Loans, deposits, bonds, shares, funds, leases, swaps, options, futures, notes."),
    ),
)
def untranslated(view: SegmentView) -> Iterator[Hit]:
    """A sentence is left in another language.

    Engines skip a sentence, or take a quotation for a name, and copy it. Scripts decide where they
    can; Latin-script sentences of at least eight words in lower case are judged by function words
    first and by langdetect (fixed seed) where those are nearly missing. Limits: short sentences
    between languages of one script are not judged; no list for the target language, no judgement.
    """
    for sentence, found in _read(view):
        if found:
            yield view.hit(
                sentence.start,
                sentence.end,
                f"This sentence is in {found}, not in the language of the article.",
            )


@lru_cache(maxsize=1)  # two checks ask for the same document in turn
def _known(doc: DocumentView) -> dict[int, list[tuple[Sentence, str | None]]]:
    """What was read of the segments of a document so far."""
    return {}


def _read(view: SegmentView) -> list[tuple[Sentence, str | None]]:
    """The sentences of a segment, each with the script or the language that it is left in."""
    known = _known(view.doc)
    if view.index not in known:
        known[view.index] = list(_judged(view))
    return known[view.index]


def _judged(view: SegmentView) -> Iterator[tuple[Sentence, str | None]]:
    patterns = _foreign(view)
    foreign = patterns is not None and bool(patterns[1].search(view.text))
    for sentence in view.sentences:
        found = None
        if foreign and patterns and _mostly_foreign(sentence, patterns[1]):
            found = f"{script_of(sentence.text)} script"
        elif sentence.end - sentence.start >= 40:
            found = _other_language(sentence)
        yield sentence, found


@document_check(
    "residue.untranslated-article",
    Category.UNTRANSLATED,
    Severity.CRITICAL,
    confidence=0.98,
    alone=True,
    examples=(
        Example(f"{_ZH}\n\n{_ZH}", hits=[_ZH.partition("。")[0] + "。"]),
        Example(_ZH, headline="港口重新开放", hits=["港口重新开放"]),
        Example(_DE, hits=[_DE.partition(".")[0] + "."]),
        Example(_EN, hits=[_EN.partition(".")[0] + "."], lang="de"),
        Example(_EN, hits=[_EN.partition(".")[0] + "."], lang="zh"),
        Example(_EN),
        Example(_DE, lang="de"),
        Example(_ZH, lang="zh"),
        Example(f"{_EN}\n\n{_ZH}", why="a half: its sentences are told"),
        Example(
            f"It was hit by rain on Monday.\n\n{_ZH}\n\nThree men were hurt.",
            why="no more than a sentence of it",
        ),
        Example("港口", why="a name"),
        Example("Wang Li, Zhao Min, Chen Hao, Liu Yang, Sun Jie, Zhou Qiang, Wu Lei and Li Na."),
    ),
)
def untranslated_article(doc: DocumentView) -> Iterator[Hit]:
    """Nothing of the article was translated.

    A source that was put into the batch by mistake, or that an engine gave back as it was, is no
    translation at all. It is told once, at its first sentence, instead of each sentence by itself,
    and nothing else is asked of such an article. As in the WMT studies each of its segments costs
    25 points. Chinese with no language named is held to be the source of a translation into
    English: `--target-lang zh` checks it as Chinese. Limits: as with `residue.untranslated`.
    """
    foreign: Counter[str] = Counter()
    rest, first = 0, None
    own: list[str] = []  # sentences that are not yet weighed: most articles hold no others
    for number, view in enumerate(doc.segments):
        for sentence, found in _read(view):
            if found:
                foreign[found] += _weight(sentence.text)
                first = first or sentence
            elif _is_own(sentence):
                own.append(sentence.text)
        if number >= _GLANCE and own and first is None:
            return
        if first is not None:
            rest += sum(map(_weight, own))
            own.clear()
            if number >= _GLANCE and rest > _OWN_MOST * foreign.total():
                return
    if first is None or foreign.total() < _ARTICLE_LEAST or rest > _OWN_MOST * foreign.total():
        return
    language = foreign.most_common(1)[0][0]
    yield first.view.hit(
        first.start,
        first.end,
        f"The whole article is in {language}: it was not translated into "
        f"{language_name(primary(doc.lang))}",
    )


def _weight(text: str) -> int:
    """Letters; a Chinese or Japanese one counts as four, and so does a Korean one."""
    letters = list(filter(str.isalpha, text))
    return len(letters) + (0 if text.isascii() else 3 * sum(c > "\u2e7f" for c in letters))


def _is_own(sentence: Sentence) -> bool:
    """Whether a sentence says anything in the language of the article: no name, no number."""
    text, view = sentence.text, sentence.view
    if view.profile.script != "latin":
        own = sum(1 for c in text if c.isalpha() and c > "\u024f")
        return own * 2 > sum(map(str.isalpha, text))
    low = view.lower[sentence.start : sentence.end]
    if plainly_in(f" {low} ", view.doc.lang):
        return True
    small = [form for form in sentence.forms if form[0].islower()]
    return len(small) >= _SMALL_WORDS and holds_own(small, view.doc.lang)


def _other_language(sentence: Sentence) -> str | None:
    """The name of the language of a sentence in Latin letters, if not the target's, else None."""
    view = sentence.view
    lang = view.doc.lang
    text = sentence.text
    if view.profile.script != "latin":
        if not _LATIN_WORDS.search(text):
            return None
        latin = [form for form in sentence.forms if form.isascii() and form.islower()]
        own = sum(1 for c in text if c.isalpha() and c > "\u024f")
        return "Latin script" if len(latin) >= 8 and len(latin) > own / 4 else None
    if plainly_in(view.lower[sentence.start : sentence.end], lang):
        return None
    forms = sentence.forms
    small = [form.lower() for form in forms if form[0].islower()]
    if len(forms) < 8 or len(small) < 5 or text.count(",") * 3 > len(small):
        return None
    code = clear_language(text, lang, small)
    return language_name(code) if code else None
