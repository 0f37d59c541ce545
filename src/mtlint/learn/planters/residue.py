"""Faults of the family `residue`: what sources, pages, encodings and models leave in a text."""

from __future__ import annotations

import random
import re

from mtlint.learn.planters import Planted, Planter

_GAP = re.compile(r"(?<=\w) (?=\w)")
_WORD = re.compile(r"\b[A-Za-z]{4,}\b")
_HAN = (
    "高质量 新时代 省委 改革 专精特新 共同富裕 万亿元 三成 营商环境 乡村振兴 李建国 宁波市 "
    "浙江日报 同比 一带一路 产业链 给力 躺平 亿元 小康 二十大 卡脖子 记者 王伟 "
    "发改委 打卡 直播带货 民营经济 供给侧"
).split()
_OTHER = "принят развитие город 発表 経済 について 발표 경제 정부 στην κυβέρνηση".split()
_SENTENCES = (
    "会议还讨论了明年的重点工作安排。",
    "记者从市交通局了解到，新线路将于下月开通。",
    "据介绍，该项目总投资约三十亿元。",
    "Der Minister hat gestern in Berlin gesagt, dass die Preise im nächsten Jahr wieder sinken.",
    "Le maire a annoncé que les travaux du pont seront terminés avant la fin de cette année.",
    "La empresa ha dicho que los precios no van a subir hasta el próximo mes de mayo.",
    "В понедельник городской совет принял решение о строительстве нового моста.",
    "市は来年度の予算案について、来月の議会で説明する予定です。",
    "O presidente da câmara disse que as obras da ponte vão terminar antes do fim do ano.",
    "Il sindaco ha detto che i lavori del ponte saranno finiti entro la fine di questo mese.",
)
_INVISIBLE = "\u200b \u00ad \ufeff \u200e \u2060 \x07 \x93 \u202a \ue5e5 \u200b\u200b".split(" ")
_ENTITIES = (
    "&amp; &nbsp; &#39; &quot; &lt; &mdash; &rsquo; &#8217; &#x27; <br> <br/> </p> <b> &hellip;"
).split()
_PLACEHOLDERS = (
    "%s", "%d", "{0}", "{name}", "{{title}}", "${user}", "_____", "[NAME]", "[PRODUCT]", "XXX",
    "XXXX", "TBD", "TODO", "<unk>", "%(count)d", "[COMPANY NAME]", "[insert date]", "<pad>", "%1$s",
)  # fmt: skip
_TALK = (
    "Here is the English translation of the article:",
    "Here's the translated text:",
    "Sure! Here is your translation:",
    "Certainly! Here's the translation of the passage:",
    "As an AI language model, I do not have access to the source.",
    "Translation:",
    "English translation:",
    "Translate the following Chinese text into English.",
    "Note: I have kept the names in pinyin.",
    "Note: The original text seems to be cut off.",
    "You are a professional translator.",
    "I'm sorry, but I can't assist with that request.",
    "Below is the translation of the given paragraph:",
    "The translation is as follows:",
    "```",
    "以下是翻译：",
    "Let me know if you'd like me to change the tone.",
    "Please provide the text you want me to translate.",
    "(Note: The translation keeps the format of the source.)",
    "<think>",
    "The following text has been translated from Chinese:",
    "Okay, here goes the English version:",
    "Could you please share the source text?",
)


def _inserted(rng: random.Random, text: str, what: str) -> Planted | None:
    """`what` with spaces around it at a random gap between two words."""
    gaps = [m.start() for m in _GAP.finditer(text)]
    if not gaps:
        return None
    at = rng.choice(gaps)
    return f"{text[:at]} {what}{text[at:]}", at + 1, at + 1 + len(what)


def source_script(rng: random.Random, text: str) -> Planted | None:
    """A word of another script where a word of the text stood."""
    found = list(_WORD.finditer(text))
    if not found:
        return None
    word = rng.choice(found)
    what = rng.choice(_HAN if rng.random() < 0.8 else _OTHER)
    return text[: word.start()] + what + text[word.end() :], word.start(), word.start() + len(what)


def untranslated(rng: random.Random, text: str) -> Planted | None:
    """A whole sentence of another language after the text."""
    what = rng.choice(_SENTENCES)
    if text.rstrip()[-1:] not in tuple('.!?”"'):
        return None
    return f"{text.rstrip()} {what}", len(text.rstrip()) + 1, len(text.rstrip()) + 1 + len(what)


def mojibake(rng: random.Random, text: str) -> Planted | None:
    """A character outside ASCII decoded wrongly; one is put there where the text has none."""
    mode = rng.random()
    if mode < 0.1:
        return _inserted(rng, text, rng.choice(["\ufffd\ufffd", "锟斤拷", "\ufffd"]))
    if mode < 0.25:
        wrong = rng.choice(_HAN).encode("gb18030").decode("latin-1")
        return _inserted(rng, text, wrong) if len(wrong) >= 4 and wrong.isprintable() else None
    places = list(re.finditer(r"[’“”–—…é£°ñüç]", text))
    if not places:
        places = list(re.finditer(r"(?<=[a-z])[aeu](?=[a-z])|'", text))
    if not places:
        return None
    place = rng.choice(places)
    right = {"a": "á", "e": "é", "u": "ü", "'": "’", '"': "“"}.get(place[0], place[0])
    try:
        wrong = right.encode().decode("cp1252")
    except UnicodeDecodeError:
        wrong = right.encode().decode("latin-1")
    start = place.start()
    return text[:start] + wrong + text[place.end() :], start, start + len(wrong)


def invisible(rng: random.Random, text: str) -> Planted | None:
    """A character without a shape inside or before a word."""
    found = list(_WORD.finditer(text))
    if not found:
        return None
    word = rng.choice(found)
    at = rng.randint(word.start(), word.end())
    what = rng.choice(_INVISIBLE)
    return text[:at] + what + text[at:], at, at + len(what)


def entity(rng: random.Random, text: str) -> Planted | None:
    """An entity or a tag between two words."""
    return _inserted(rng, text, rng.choice(_ENTITIES))


def placeholder(rng: random.Random, text: str) -> Planted | None:
    """A placeholder for a word, or the mark of a subword unit inside one."""
    found = list(_WORD.finditer(text))
    if not found:
        return None
    word = rng.choice(found)
    start, end = word.span()
    if rng.random() < 0.75:
        what = rng.choice(_PLACEHOLDERS)
        return text[:start] + what + text[end:], start, start + len(what)
    cut = rng.randint(start + 1, end - 1)
    if rng.random() < 0.5:
        return f"{text[:cut]}@@ {text[cut:]}", cut, cut + 2
    return f"{text[:start]}▁{text[start:]}", start, start + 1


def prompt(rng: random.Random, text: str) -> Planted | None:
    """A model's talk before or after the text."""
    what = rng.choice(_TALK)
    if rng.random() < 0.7 or text.rstrip()[-1:] not in tuple('.!?”"'):
        return f"{what} {text}", 0, len(what)
    text = text.rstrip()
    return f"{text} {what}", len(text) + 1, len(text) + 1 + len(what)


def timestamp(rng: random.Random, text: str) -> Planted | None:
    """Seconds or milliseconds since 1970, or an ISO time, between two words."""
    seconds = rng.randint(1_100_000_000, 1_800_000_000)
    day = f"20{rng.randint(10, 26)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    time = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}"
    what = rng.choice([str(seconds), f"{seconds}{rng.randint(0, 999):03}", f"{day} {time}"])
    return _inserted(rng, text, what)


def hashtag(rng: random.Random, text: str) -> Planted | None:
    """Three to six words of the text as hashtags at its end."""
    found = [m[0] for m in _WORD.finditer(text)]
    if len(found) < 3:
        return None
    what = rng.choice(["", " "]).join(
        f"#{w}" for w in rng.sample(found, min(len(found), rng.randint(3, 6)))
    )
    return f"{text} {what}", len(text) + 1, len(text) + 1 + len(what)


def url_broken(rng: random.Random, text: str) -> Planted | None:
    """An address that was cut into tokens."""
    found = [m[0].lower() for m in _WORD.finditer(text)]
    if len(found) < 2:
        return None
    name, tail = rng.choice(found), rng.choice(["com", "cn", "org", "gov . cn", "net"])
    what = rng.choice(
        [
            f"http: // www . {name} . {tail}",
            f"www. {name}. {tail}",
            f"https://www. {name} . {tail}",
            f"www . {name} . {tail}",
            f"{rng.choice(found)} @ {name} . {tail}",
            f"http: / / www.{name}.{tail.replace(' ', '')}",
        ]
    )
    return _inserted(rng, text, what)


PLANTERS: dict[str, Planter] = {
    "residue.source-script": source_script,
    "residue.untranslated": untranslated,
    "residue.mojibake": mojibake,
    "residue.invisible": invisible,
    "residue.entity": entity,
    "residue.placeholder": placeholder,
    "residue.prompt": prompt,
    "residue.timestamp": timestamp,
    "residue.hashtag": hashtag,
    "residue.url-broken": url_broken,
}
