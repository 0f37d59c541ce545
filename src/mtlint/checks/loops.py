"""Loops, and sentences that a translation says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint.check import Example, document_check, segment_check
from mtlint.text.repeats import DOUBLED, LONGEST_PHRASE
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Hit, Severity

_LAUGHTER = re.compile(r"(?i)(?:[ao]*h[aeiou]+|l[oau]|x+d|j[aei]|w|k)+")
_LONG, _TIMES = 12, 6  # letters of a loop inside a word, and how often its unit stands
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
# A letter group of up to eight letters, six times or more without a gap.
_LETTER_LOOP = re.compile(r"([^\W\d_]{1,8}?)\1{5,}")
_MARKS = " \t.!?…\"'“”‘’«»()"


@segment_check(
    "repetition.loop",
    Category.DUPLICATION,
    Severity.CRITICAL,
    examples=(
        Example("He went home home home home at last.", ["home home home home"]),
        Example(
            "It is in the north of the north of the north of the north of Italy.",
            ["the north of the north of the north of the north of"],
        ),
        Example("The result was ananananananananan for us.", ["ananananananananan"]),
        Example("Very, very, very well; no, no, no! Ha ha ha ha."),
        Example("“Go, go, go!” they cried. Hahahahahaha! Hmm."),
        Example("Call 555 555 555, or see A A A B."),
        Example("Rain, rain, rain. ------ ...... Buffalo buffalo."),
    ),
)
def loop(view: SegmentView) -> Iterator[Hit]:
    """The text runs in a loop: the same words or letters three times or more without a pause.

    A neural decoder that lost its way repeats itself until something stops it, so that the rest
    of the sentence is usually missing. Left alone: numbers, single letters, words parted by
    commas, laughter. Single words count from three on, phrases of two to six words from three.
    """
    echoes = view.echoes
    done = 0
    for size in range(1, LONGEST_PHRASE + 1):
        if size not in echoes.gaps:
            continue
        for start, stop in _runs(echoes.at(size), size):
            if start < done or not _is_loop(view, start, stop, size):
                continue
            words = view.words
            begin, end = words[start].start, words[stop - 1].end
            unit = view.text[begin : words[start + size - 1].end]
            yield view.hit(begin, end, f"“{unit}” is repeated {(stop - start) // size} times")
            done = stop
    for i in [i for i, size in enumerate(map(len, view.forms)) if size >= _LONG]:
        yield from _letter_loops(view, i)


def _letter_loops(view: SegmentView, i: int) -> Iterator[Hit]:
    for letters in _LONG_WORD.finditer(view.forms[i]):
        # A loop holds each of its letters six times or more.
        if len(letters[0]) - len(set(letters[0])) < _TIMES - 1 or (
            max(map(letters[0].count, set(letters[0]))) < _TIMES
        ):
            continue
        base = view.starts[i] + letters.start()
        for match in _LETTER_LOOP.finditer(letters[0]):
            begin, end = base + match.start(), base + match.end()
            if end - begin >= _LONG and not _LAUGHTER.fullmatch(match[0]):
                yield view.hit(begin, end, f"“{match[1]}” is repeated over and over")


def _runs(places: list[int], size: int) -> Iterator[tuple[int, int]]:
    """Stretches in which a unit of `size` words stands at least three times in a row.

    `places` are the words that stand again `size` words later.
    """
    if len(places) < 2 * size:
        return
    first = last = places[0]
    for i in (*places[1:], -1):
        if i != last + 1:
            if last - first + 1 >= 2 * size:
                yield first, last + 1 + size
            first = i
        last = i


def _is_loop(view: SegmentView, start: int, stop: int, size: int) -> bool:
    lows, words = view.lowers[start:stop], view.words
    unit = lows[:size]
    if not any(len(w) > 1 and w.isalpha() for w in unit) or set(unit) <= DOUBLED:
        return False
    if len(set(unit)) == 1 and size > 1:
        return False
    gaps = (view.text[words[i].end : words[i + 1].start] for i in range(start, stop - 1))
    return size > 1 or all(gap.isspace() for gap in gaps)


@document_check(
    "repetition.sentence",
    Category.DUPLICATION,
    Severity.MINOR,
    examples=(
        Example(
            "The council approved the new plan today. Work starts soon. "
            "The council approved the new plan today.",
            ["The council approved the new plan today."],
        ),
        Example(
            "Prices rose by five per cent in May.\n\nPrices rose by five per cent in May.",
            ["Prices rose by five per cent in May."],
        ),
        Example(
            "Some of them left early. Nobody knew where they had gone! "
            "Nobody knew where they had gone.",
            ["Nobody knew where they had gone."],
        ),
        Example(
            "The council approved the new plan today.",
            headline="The council approved the new plan today",
        ),
        Example("Thank you. It was so. Thank you. It was so."),
        Example("“We shall never ever give up,” he sang. “We shall never ever give up,” he sang."),
        Example("Prices rose by five per cent in May. Prices rose by six per cent in May."),
    ),
)
def repeated_sentence(doc: DocumentView) -> Iterator[Hit]:
    """A sentence of the body has already been said, word for word.

    A system that loses its place translates a sentence twice, or uses the translation of a
    similar sentence again. Sentences of under six words, refrains in quotation marks, and the
    headline's return at the top of the body are right. A source that repeats itself is not seen.
    """
    seen: dict[str, tuple[SegmentView, int, int]] = {}
    # A first segment without a full stop is a headline, whatever the input calls it.
    first = doc.segments[0] if doc.segments else None
    headlined = first is not None and (first.is_heading or first.text[-1:].isalnum())
    for number, view in enumerate(doc.segments):
        for sentence in view.sentences:
            key = view.lower[sentence.start : sentence.end].strip(_MARKS)
            if key.count(" ") < 5:
                continue
            here = (view, sentence.start, sentence.end)
            before = seen.setdefault(key, here)
            if before is here or not any(map(str.isalpha, key)):
                continue
            if view.is_heading or (number < 4 and before[0].index == 0 and headlined):
                continue
            if sentence.text[0] in "\"“‘«„'" or view.text[max(0, sentence.start - 1)] in '“"':
                continue
            yield view.hit(
                sentence.start,
                sentence.end,
                "this sentence stands word for word earlier in the text",
                related=(before[0].place(before[1], before[2]),),
                features=("long",) if key.count(" ") > 11 else (),
            )
