"""Text that was decoded with the wrong encoding: where it stands and what it was."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache

from mtlint.text.late import late

# What UTF-8 continuation bytes (80 to BF) look like in Windows-1252 and Latin-1.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SYMBOL = "\u00a0-\u00bf\u0080-\u009f"
_LATIN = (
    r"(?:"
    rf"(?:[â-ï][\u0080-\u009f][\u0080-\u00bf]|â€[{_TAIL}]|â(?:‚¬|„¢|†[{_TAIL}]|ˆ[{_TAIL}])|ï»¿|ï¿½|ï¼[{_TAIL}]|ã€[{_TAIL}]"
    rf"|Ã[{_SYMBOL}]|(?<=[a-z])Ã[{_TAIL}]|Â[{_SYMBOL}]|Ã¢â‚¬(?:â„¢|Å“|[{_TAIL}]))"
    rf"|(?:[ÐÑ][{_TAIL}]){{2,}}|(?:[ã-ï][{_TAIL}]{{2}}){{2,}}|ð[Ÿ\u009f][{_TAIL}]{{2}}"
    r")+"
    r"|â€|(?<![^\W\d_])Â(?=[\s£©®°§])"
)
_CYRILLIC = re.compile(
    "(?:[РС][\u0402-\u040f\u0452-\u045f\u0490\u0491\u0080-\u00bf‚„…†‡€‰‹‘’“”•–—™›°±µ¶·№»ё]){2,}"
)
_GBK_AS_LATIN = re.compile(r"[\u00a1-\u00fe]{4,}")
_HAN_WRONG = late(
    r"[\u3400-\u9fff\ue000-\uf8ff]{0,6}[鈥銆锛]"
    r"[\u3400-\u9fff\ue000-\uf8ff€?]{0,40}[A-Za-z]?"
    r"|锟斤拷(?:[锟斤拷])*|(?:烫){3,}|(?:屯){3,}"
)
_LOST = re.compile(r"\ufffd+")
# Cheap questions before the patterns above: two characters that cannot stand side by side.
_SUSPECT = re.compile(rf"[ÂÃâ-ðÐÑ][{_TAIL}]|Â\s")
_SUSPECT_HIGH = re.compile(r"[\u00a1-\u00fe]{4}")
_COMMON_HAN = late(r"[\u4e00-\u9fff，。、：；！？“”（）《》]+")
_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}

Found = tuple[int, int, str | None]


@cache
def _latin() -> re.Pattern[str]:
    """The largest pattern: made only where something looks broken, which is seldom."""
    return re.compile(_LATIN)


def _bytes_1252(text: str) -> bytes | None:
    """`text` as Windows-1252 bytes; undefined bytes and controls stand for themselves."""
    out = bytearray()
    for char in text:
        code = ord(char)
        if code in _UNDEFINED or 0x80 <= code <= 0x9F:
            out.append(code)
            continue
        try:
            out += char.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(out)


def repaired(text: str) -> str | None:
    """What UTF-8 text read as Windows-1252 or Latin-1 was, also when that happened twice."""
    result = None
    for _ in range(3):
        raw = _bytes_1252(text)
        if raw is None:
            break
        try:
            text = result = raw.decode("utf-8")
        except UnicodeDecodeError:
            break
        if text.isascii():
            break
    return result


def _decoded(text: str, wrong: str, right: str) -> str | None:
    try:
        return text.encode(wrong).decode(right)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def mojibake(text: str) -> Iterator[Found]:
    """(start, end, what it was) of wrongly decoded stretches, kind by kind; None where lost."""
    yield from _as_latin(text)
    if "Р" in text or "С" in text:
        for match in _CYRILLIC.finditer(text):
            was = _decoded(match[0], "cp1251", "utf-8")
            if was:
                yield match.start(), match.end(), was
    if "\ufffd" in text:
        for match in _LOST.finditer(text):
            yield match.start(), match.end(), None
    if any(marker in text for marker in "鈥銆锛锟烫屯"):
        for match in _HAN_WRONG.finditer(text):
            was = _decoded(match[0], "gb18030", "utf-8")
            known = match[0][0] in "锟烫屯"
            if was or known:
                yield match.start(), match.end(), None if known else was


def _as_latin(text: str) -> Iterator[Found]:
    """UTF-8, and GBK, that were read as Windows-1252 or Latin-1."""
    taken: deque[tuple[int, int]] = deque()
    if _SUSPECT.search(text):
        for match in _latin().finditer(text):
            taken.append(match.span())
            yield match.start(), match.end(), repaired(match[0])
    if not _SUSPECT_HIGH.search(text):
        return
    for match in _GBK_AS_LATIN.finditer(text):
        was = _decoded(match[0], "latin-1", "gb18030")
        while taken and taken[0][1] <= match.start():
            taken.popleft()
        free = not taken or taken[0][0] >= match.end()
        if free and was is not None and _COMMON_HAN.fullmatch(was):
            yield match.start(), match.end(), was
