"""Quotation marks in the wrong style or place: foreign, mixed, glued, or after a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.late import late
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_LANGUAGES = ("en", "de", "fr", "es", "ru")
_ALL_QUOTES = "“”„«»‚‹›「」『』〝〞"
_QUOTES = re.compile(f"[{_ALL_QUOTES}]")
_HAN = late("[\u3400-\u9fff]")


@segment_check(
    "punctuation.foreign-quote",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=_ALL_QUOTES,
    languages=_LANGUAGES,
    examples=(
        Example("He called it „clever” and left.", ["„"]),
        Example("He called it «clever» and left.", ["«", "»"]),
        Example("Er nannte es “klug” und ging.", ["“", "”"], lang="de"),
        Example("He called it “clever” and left.", []),
        Example("Er nannte es „klug“, dann »schlau«, dann «weise».", [], lang="de"),
        Example("Il dit : « Oui, “peut-être”. »", [], lang="fr"),
        Example("Он сказал: «Да, „возможно“».", [], lang="ru"),
    ),
)
def foreign_quote(view: SegmentView) -> Iterator[Hit]:
    """A quotation mark of another language's typography.

    Copied from the source or from training text in another language.

    Limits: silent beside Chinese characters. Source: the language profiles.
    """
    text = view.text
    allowed = {mark for pair in view.profile.quotes for mark in pair} | {"‘", "’"}
    if "«" in allowed:  # the quotation inside a quotation
        allowed |= {"‹", "›"}
    german = view.profile.code == "de"
    for match in _QUOTES.finditer(text):
        at = match.start()
        mark = match.group()
        right = mark in allowed
        if german and mark == "“" and text[at + 1 : at + 2].isalnum():
            right = bool(at) and text[at - 1].isalnum()
        if right or _HAN.search(text[max(0, at - 1) : at + 2]):
            continue
        yield view.hit(
            at, at + 1, f"{mark} is no quotation mark of this language", features=("one",)
        )


_STRAIGHT_PAIR = re.compile('"')
_CURLY = re.compile("[“”]")
_LATEX = re.compile(r"``|''")


@document_check(
    "punctuation.quote-mix",
    Category.PUNCTUATION,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example('He saw “one” and “two”.\n\nShe saw "three".', ['"']),
        Example('"One", "two", and "three” came.', ["”"]),
        Example("``One'' came, and “two” and “three” went.", ["``"]),
        Example("He saw “one” and ‘two’.", []),
        Example('He saw "one" and "two".', []),
        Example('A “27" screen” and a 5\'10" man.', []),
    ),
)
def quote_mix(doc: DocumentView) -> Iterator[Hit]:
    """One text sets its quotations in two styles, straight and typographic.

    Translated segment by segment, each keeps the style of its training text. One finding a
    document, on the first mark of the rarer style, with one of the other style beside it.

    Limits: inches are left alone. Source: style guides ask for one style.
    """
    styles: dict[str, list[tuple[int, int]]] = {"straight": [], "typographic": [], "typewriter": []}
    for view in doc.segments:
        for name, pattern in _STYLES:
            if _FIRST[name].isdisjoint(view.marks):
                continue
            for match in pattern.finditer(view.text):
                at = match.start()
                if name == "straight" and view.text[at - 1 : at].isdigit():
                    continue
                styles[name].append((view.index, at))
    used = sorted((len(places), name) for name, places in styles.items() if places)
    if len(used) < 2:
        return
    rare, common = used[0][1], used[-1][1]
    segment, at = styles[rare][0]
    other_segment, other_at = styles[common][0]
    width = 2 if rare == "typewriter" else 1
    view, other = doc.segments[segment], doc.segments[other_segment]
    yield view.hit(
        at,
        at + width,
        f"Quotation marks in two styles: {view.text[at : at + width]} here, "
        f"{other.text[other_at]} elsewhere",
        related=(other.place(other_at, other_at + 1),),
        features=(rare,),
    )


_STYLES = (("straight", _STRAIGHT_PAIR), ("typographic", _CURLY), ("typewriter", _LATEX))
_FIRST = {
    "straight": frozenset('"'),
    "typographic": frozenset("“”"),
    "typewriter": frozenset("`'"),
}
_SAID = (
    "said|says|added|adds|noted|explained|stressed|told|wrote|stated|recalled|replied|asked|"
    "commented|emphasized|emphasised|pointed out|concluded|continued|admitted|joked|insisted"
)
_STOP_SAID = re.compile(rf"(?P<stop>\.) ?[\"”] ?(?P<verb>{_SAID})\b")


@segment_check(
    "punctuation.quote-stop",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers='"”',
    languages=("en",),
    examples=(
        Example("“We shall break bottlenecks.” said Wang Jie, its director.", [".” said"]),
        Example('"We shall go home." added the mayor.', ['." added']),
        Example("“It rained. ” said the farmer.", [". ” said"]),
        Example("“We shall go home,” said the mayor.", []),
        Example("“Why?” said the mayor. “No reason.”", []),
        Example("“We shall go home.” The mayor said no more.", []),
        Example("“We moved to the U.S.” said the mayor.", []),
    ),
)
def quote_stop(view: SegmentView) -> Iterator[Hit]:
    """A full stop closes the quoted words, and "said …" goes on after it.

    Chinese closes the quoted sentence with its own full stop; in English the sentence runs on to
    who said it, so a comma belongs there.

    Limits: initialisms at the end of the quotation keep their dot. Source: English style guides.
    """
    text = view.text
    for match in _STOP_SAID.finditer(text):
        at = match.start()
        if text[at - 2 : at - 1] == "." or text[at - 1 : at] == ".":
            continue
        yield view.hit(
            at,
            match.end(),
            f"A full stop parts the quotation from “{match['verb']}”",
            suggestion=match.group().replace(".", ",", 1).replace(", ", ","),
        )


_UNQUOTED = re.compile(
    r"\b(?:said|says|added|wrote|stated|asked|replied|noted|stressed|shouted|yelled|explained): "
    r"(?=[A-Z][a-z]* [a-z])"
)


@segment_check(
    "punctuation.unquoted-speech",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=":",
    languages=("en",),
    examples=(
        Example("The ambassador said: We support the plan in full.", ["said: "]),
        Example("She wrote: Happy birthday to the whole town.", ["wrote: "]),
        Example("He asked: Is the bridge ready?", ["asked: "]),
        Example("He said: “We support the plan in full.”", []),
        Example("She said: 'It is ready.'", []),
        Example("The letter listed what he asked: rice, oil and tea.", []),
        Example("The report says: GDP grew by 3%.", []),
    ),
)
def unquoted_speech(view: SegmentView) -> Iterator[Hit]:
    """Speech follows "said:" without quotation marks.

    Chinese headlines and transcripts do without them; in an English article the reader cannot tell
    where the speech ends.

    Limits: transcripts and play scripts, which name the speaker without a verb, are not concerned.
    Source: English style guides.
    """
    for match in _UNQUOTED.finditer(view.text):
        yield view.hit(
            match.start(),
            match.end(),
            f"“{match.group().strip()}” opens speech, but no quotation mark follows",
            suggestion=f"{match.group()}“",
        )


_ODD_QUOTE = re.compile(r"[\w,](?P<mark>['’])(?= [^\W_])")
# A plural possessive, or dropped letters: nothin', o', th', ol', an'.
_OWN_APOSTROPHE = re.compile(
    r"(?:[^\W\d_]{2}(?:s|z|x|ce)|[^\W\d_]{2}in|\b(?:o|th|an|ol|y|d|wi|fo|lil|po|mo|tha|jus|ya|"
    r"ma|rock))$",
    re.IGNORECASE,
)
_NO_PLURALS = frozenset("as is was this its his has thus us yes does various across".split())


@segment_check(
    "punctuation.stray-quote",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers="'’",
    languages=("en",),
    examples=(
        Example("The ancient' city drew a crowd.", ["'"]),
        Example("They push' the country to the polls.", ["'"]),
        Example("It came from' the sea.", ["'"]),
        Example("Asked to comment, Miller' said nothing.", ["'"]),
        Example("The workers' decade, James' book and Marx' view.", []),
        Example("She called it 'the one true path' and left.", []),
        Example("Nothin' to do, rock 'n' roll, runnin' wild, ol' man.", []),
        Example("He ran 5' to the wall, and Dato' Ali ran too.", []),
    ),
)
def stray_quote(view: SegmentView) -> Iterator[Hit]:
    """A single quotation mark closes words that none opened.

    An apostrophe at the end of a word that is no plural says nothing.

    Limits: possessives of words in -s, dropped letters (nothin') and words in single quotes are
    left alone. Source: English spelling.
    """
    text = view.text
    for match in _ODD_QUOTE.finditer(text):
        at = match.start("mark")
        word_start = text.rfind(" ", max(0, at - 30), at) + 1
        word = text[word_start:at].lower()
        if word not in _NO_PLURALS and _OWN_APOSTROPHE.search(text, word_start, at):
            continue
        if text[word_start].isupper() and not _LOWER_WORD.match(text, at + 2):
            continue  # names: Dato' Ali, de' Medici's kin
        if (text[at - 1].isdigit() and not _is_range(word)) or _opened(text, at):
            continue
        yield view.hit(at, at + 1, "A single quotation mark that nothing opened", suggestion="")


_LOWER_WORD = re.compile(r"[a-z]{2}")


def _is_range(word: str) -> bool:
    """30-60: a range of figures has no feet or minutes at its end."""
    return "-" in word


_OPENER = re.compile(r"(?:^|[\s(\[\"“—–-])(?:['‘](?=\S)|’(?=\w))")


def _opened(text: str, at: int) -> bool:
    return _OPENER.search(text, max(0, at - 200), at) is not None
