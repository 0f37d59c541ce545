"""Where sentences end, and where they do not: final marks that are missing, extra or misplaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtlint.check import Example, document_check, segment_check
from mtlint.text.grammar_en import ARTICLES, AUXILIARIES, has_finite_verb
from mtlint.text.tokens import Word
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Part, Role, Severity

_LANGUAGES = ("en", "de", "fr", "es", "ru")
_STOP = re.compile(r"[.!?] [\w(]")
# No sentence ends with the first; a question or call hardly ever ends with the second.
_OPENERS = frozenset(
    "the a an and or but nor because than every its their my your our into whose although".split()
)
_SHORT_LINKS = frozenset("a of in on at by to as is an or my".split())  # "in. the eighth minute"
_LONE_ARTICLE = re.compile(r"[a-z]{3} a$")  # "began a. week", not "p. a."
_LINKS = _OPENERS | frozenset("of in on at by for from with to as is are was were".split())
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,30}$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")


@segment_check(
    "punctuation.stop-inside",
    Category.PUNCTUATION,
    Severity.MINOR,
    triggers=".!?",
    languages=_LANGUAGES,
    examples=(
        Example("The ancient! city drew a crowd.", ["! city"]),
        Example("They believe? that the talks failed.", ["? that"]),
        Example("She began a. week-long tour.", [". week"]),
        Example("Die alte? stadt lag am See.", ["? stadt"], lang="de"),
        Example("Yahoo! bought the firm, and Jeopardy! is on air.", []),
        Example("“Who goes there?” he asked. What? iPhone sales fell?", []),
        Example("She asked “Why? or why not?” and left.", []),
        Example("Vraiment ? Oui !", [], lang="fr"),
        Example("¿Por qué? ¡Porque sí!", [], lang="es"),
    ),
)
def stop_inside(view: SegmentView) -> Iterator[Hit]:
    """A question or exclamation mark is followed by a word in lower case.

    The sentence goes on, so the mark stands where none can. (Full stops followed by a small letter
    are `sentence.lower-start`.)

    Limits: silent inside quotations and after names that end in such a mark (Yahoo!). Source:
    every style guide of languages whose sentences start with a capital.
    """
    text = view.text
    english = view.profile.code == "en"
    for match in _STOP.finditer(text):
        at = match.start()
        word = _WORD_BEFORE.search(text, max(0, at - 30), at)
        last = word[0] if word else ""
        following = text[at + 2 : _word_end(text, at + 2)]
        if text[at] == ".":
            wrong = english and last in (_SHORT_LINKS if following.islower() else _OPENERS)
            wrong = wrong and (
                last != "a" or _LONE_ARTICLE.search(text, max(0, at - 5), at) is not None
            )
            wrong = (
                wrong and following.isalpha() and text[at - len(last) - 1 : at - len(last)] == " "
            )
        else:
            wrong = _loud_inside(text, at, last, following, english)
        if wrong and not _in_quotation(text, at, text[at]):
            yield view.hit(
                at,
                at + 2 + len(following),
                f"“{text[at]}” ends a sentence, but the sentence goes on: “{last}{text[at]} "
                f"{following}”",
                suggestion=f" {following}",
                features=(f"mark {text[at]}", "lower" if following.islower() else "other"),
            )


def _word_end(text: str, start: int) -> int:
    word = _WORD_AFTER.match(text, start)
    return word.end() if word else start + 1


def _loud_inside(text: str, at: int, last: str, following: str, english: bool) -> bool:
    """Whether a question or exclamation mark at `at` stands where its sentence goes on."""
    if last.lower() in _LOUD_NAMES or not (text[at - 1 : at].isalnum() or text[at - 1 : at] == ","):
        return False
    if following.isalpha():
        if following.islower():
            # iPhone and eBay start in lower case wherever they stand.
            after = at + 2 + len(following)
            return len(following) > 1 and not text[after : after + 1].isalnum()
        return english and last in _LINKS
    # "May? 2015", "Lingard? (90+8)": but a new sentence may open with a bracket of words.
    return last[:1].isupper() or following.isdigit()


def _in_quotation(text: str, at: int, mark: str) -> bool:
    """A loud mark inside quoted words may be part of a title or of speech."""
    near = text[max(0, at - 300) : at]
    return mark != "." and (near.count("“") > near.count("”") or _closes_later(text, at, near))


def _closes_later(text: str, at: int, near: str) -> bool:
    """An odd number of straight quotes before the mark, and another one after it."""
    return near.count('"') % 2 == 1 and '"' in text[at : at + 300]


_LOUD_NAMES = frozenset({"yahoo", "jeopardy", "joomla", "oklahoma", "oliver"})


_FINAL = re.compile(r"[\w%)\]\"”’'»]$")
_CLOSED = re.compile(r"[.!?…:;。！？][\"”’'»)\]]*$")
_SENTENCE_LENGTH = 6


@document_check(
    "punctuation.missing-final",
    Category.PUNCTUATION,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example(
            "The council met on Monday. It has agreed to rebuild the old bridge over the river "
            "that was closed after the flood of last year",
            ["year"],
        ),
        Example(
            "The plant was closed in May. The workers were told that they would be paid for all "
            "of the time until the end of June",
            ["June"],
        ),
        Example(
            "The firm lost money. Its shares have fallen by a third since they were listed in the "
            "spring of the year before the war",
            ["war"],
        ),
        Example("The firm lost money. Its shares have fallen by a third since the spring.", []),
        Example("A new bridge will be built over the river", []),
        Example("The road was closed. Source: Town Hall, Road Office", []),
        Example("He said: “The road was closed in the spring.”", []),
        Example("It closed.\\n\\n- A list item that has no stop at all", []),
    ),
)
def missing_final(doc: DocumentView) -> Iterator[Hit]:
    """A sentence ends without a final mark.

    The mark is lost where segments are cut or joined, and a reader cannot tell whether words are
    lost with it.

    Limits: headlines, headings and short lines are left alone, and so are documents in which most
    lines go without final marks. A whole sentence needs six words, a small share of capitals and
    a finite verb. Source: every style guide.
    """
    views = doc.segments
    last_of = {v.segment.paragraph: v.index for v in views}
    open_ended = [v for v in views if _unfinished(v, last_of[v.segment.paragraph])]
    closed = sum(1 for v in views if len(v.text) > 15 and _closes(v.text))
    if len(open_ended) > max(1, closed):
        return
    for view in open_ended:
        if len(views) > 1 and view.index == 0 and view.segment.role is Role.UNIT:
            continue  # the first unit of an article is its headline
        word = view.words[-1]
        end = len(view.text.rstrip())
        yield view.hit(
            word.start,
            end,
            f"The sentence ends with “{view.text[word.start : end]}” and no final mark",
            suggestion=f"{view.text[word.start : end]}.",
            features=("alone" if len(views) == 1 else "in-article",),
        )


def _closes(text: str) -> bool:
    return text[-1] in ".!?" or _CLOSED.search(text[-6:].rstrip()) is not None


def _unfinished(view: SegmentView, last_in_paragraph: int) -> bool:
    """Whether the segment's last sentence is a whole sentence without a final mark."""
    if view.text[-1:] in (".", "!", "?"):
        return False
    tail = view.text[-8:].rstrip(' \u00a0"”’»')
    if view.is_heading or not _FINAL.search(tail) or _CLOSED.search(tail):
        return False
    if view.segment.part is Part.HEADLINE or view.index != last_in_paragraph:
        return False
    words = view.sentences[-1].words if view.sentences else []
    if len(words) < _SENTENCE_LENGTH or words[-1].end < len(view.text.rstrip()) - 3:
        return False
    if "." in view.text[words[-1].start - 1 : words[-1].start]:
        return False  # the end of an address
    long_words = [w.text for w in words[1:] if len(w.text) > 3]
    capitals = sum(1 for w in long_words if w[0].isupper())
    first = words[0].text[0]
    if capitals * 2 > len(long_words) or (first.isalpha() and not first.isupper()):
        return False
    # Captions and subheadings in sentence case are short.
    short = len(words) < 18 and len(view.doc.segments) > 1 and _stands_alone(view)
    return not short and _reads_as_sentence(words)


def _stands_alone(view: SegmentView) -> bool:
    """The segment's sentence is the only one of its paragraph."""
    before = view.doc.segments[view.index - 1] if view.index else None
    same = before is not None and before.segment.paragraph == view.segment.paragraph
    return len(view.sentences) == 1 and not same


def _reads_as_sentence(words: Sequence[Word]) -> bool:
    """A finite verb, and the small words that headlines leave out."""
    lower = {w.text.lower() for w in words}
    return has_finite_verb(words) and bool(lower & ARTICLES or lower & AUXILIARIES)
