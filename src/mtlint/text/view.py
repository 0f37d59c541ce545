"""What checks see: segments and documents with their words and sentences found once and shared."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, chain, compress
from operator import ne
from typing import NamedTuple

from mtlint.text.glossary import Glossary
from mtlint.text.lazy import lazy
from mtlint.text.profiles import LanguageProfile, profile
from mtlint.text.reading import FitReader as FitReader
from mtlint.text.reading import LanguageReader as LanguageReader
from mtlint.text.reading import ModelReader as ModelReader
from mtlint.text.reading import WordFits as WordFits
from mtlint.text.repeats import Echoes
from mtlint.text.sentences import split_sentences
from mtlint.text.tokens import Word, pieces, words_of
from mtlint.types import (
    Document,
    Hit,
    ModelView,
    Part,
    Place,
    Reading,
    Role,
    Segment,
    Usage,
)

# What nearly every text holds: it is taken out before characters are counted.
SMALL = frozenset("abcdefghijklmnopqrstuvwxyz ")
_WITHOUT_SMALL = dict.fromkeys(map(ord, SMALL))


class Sentence(NamedTuple):
    """A sentence inside a segment: `start` and `end` are code points in `view.text`."""

    view: SegmentView
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def words(self) -> list[Word]:
        """The words of this sentence, with positions in the segment."""
        first, stop = self.word_range
        return list(self.view.words[first:stop])

    @property
    def forms(self) -> list[str]:
        """The words of this sentence as they are written."""
        first, stop = self.word_range
        return self.view.forms[first:stop]

    @property
    def word_range(self) -> tuple[int, int]:
        """Where in `view.words` the words of this sentence stand (half-open)."""
        starts = self.view.starts
        first = bisect_left(starts, self.start)
        return first, bisect_left(starts, self.end, first)


class SegmentView:
    """A segment as the checks see it. All positions are code points in `text`."""

    def __init__(self, doc: DocumentView, index: int, segment: Segment) -> None:
        self.doc = doc
        self.index = index
        self.segment = segment
        self.text = segment.target

    @property
    def profile(self) -> LanguageProfile:
        return self.doc.profile

    @lazy
    def is_heading(self) -> bool:
        """The input or the segmenter says that this is a headline or a heading line."""
        return self.segment.role is Role.HEADING or self.segment.part is Part.HEADLINE

    @lazy
    def chars(self) -> frozenset[str]:
        """The characters that occur at all: a cheap test before an expensive pattern."""
        return frozenset(self.text)

    @lazy
    def marks(self) -> frozenset[str]:
        """`chars` without the small letters a to z and the space: a tenth of the work."""
        if self.text.isascii():
            return frozenset(self.text.translate(_WITHOUT_SMALL))
        return self.chars - SMALL

    @lazy
    def lower(self) -> str:
        """`text` in lower case, of the same length (characters that would grow are kept)."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(c if len(c.lower()) != 1 else c.lower() for c in self.text)

    @lazy
    def pieces(self) -> list[str]:
        """`text` cut into gaps and words by turns: gap, word, gap, …, gap."""
        return pieces(self.text)

    @lazy
    def words(self) -> tuple[Word, ...]:
        return words_of(self.pieces)

    @lazy
    def forms(self) -> list[str]:
        """The words as they are written, parallel to `words`."""
        return self.pieces[1::2]

    @lazy
    def gaps(self) -> list[str]:
        """What stands between words: `gaps[i]` before word i, the last one after all words."""
        return self.pieces[::2]

    @lazy
    def starts(self) -> list[int]:
        """Where the words start, parallel to `words`."""
        # Not from `words`, which most segments are never asked for.
        return list(accumulate(map(len, self.pieces)))[:-1:2]

    @lazy
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case, parallel to `words`."""
        # One call for all of them; no word holds a line break, and none is empty.
        return tuple("\n".join(self.forms).lower().split("\n")) if len(self.pieces) > 1 else ()

    @lazy
    def capitals(self) -> list[int]:
        """Indices of the words that hold a capital letter."""
        return list(compress(range(len(self.forms)), map(ne, self.forms, self.lowers)))

    @lazy
    def initials(self) -> list[int]:
        """Indices of the words that start with a capital letter."""
        forms = self.forms
        # Some capitals have no small letter; those of ASCII all have.
        at = self.capitals if self.text.isascii() else range(len(forms))
        return [i for i in at if forms[i][0].isupper()]

    @lazy
    def gap_kinds(self) -> str:
        """Every different gap once, an "x" around each: marks are looked for here first.

        Order says nothing, and neither end of the text can be told.
        """
        return f"x{'x'.join(set(self.gaps))}x"

    @lazy
    def echoes(self) -> Echoes:
        """Where words come back a few words later."""
        return Echoes(self.lowers)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of this segment; a heading or a sentence segment is one by itself."""
        if self.segment.role is not Role.UNIT:
            return (Sentence(self, 0, len(self.text)),) if self.text else ()
        spans = split_sentences(self.text, self.profile)
        return tuple([Sentence(self, start, end) for start, end in spans])

    def hit(
        self,
        start: int,
        end: int,
        message: str,
        *,
        suggestion: str | None = None,
        related: tuple[Place, ...] = (),
        features: tuple[str, ...] = (),
        score: float | None = None,
        overlap: float | None = None,
    ) -> Hit:
        """A Hit at `text[start:end]`."""
        return Hit(self.index, start, end, message, suggestion, related, features, score, overlap)

    def place(self, start: int, end: int) -> Place:
        """A place in this segment, to show beside a hit."""
        return Place(self.index, start, end)


class DocumentView:
    """A document as the checks see it.

    `model` reads the segments with a learned model, all at once, when first asked. `glossary` is
    the house's, where one is given; `usages` what a batch around the document says of the source's
    terms. `with_source` allows the segments' sources to be read by the model and by checks that
    can do without. `language_model` reads the whole article when first asked, and so does
    `fit_reader`, which tells how well words fit their places.
    """

    def __init__(
        self,
        document: Document,
        model: ModelReader | None = None,
        glossary: Glossary | None = None,
        with_source: bool = True,
        usages: tuple[Usage, ...] = (),
        language_model: LanguageReader | None = None,
        fit_reader: FitReader | None = None,
    ) -> None:
        self.fit_reader = fit_reader
        self.usages = usages
        self.language_model = language_model
        self.model = model
        self.glossary = glossary
        self.with_source = with_source
        self.document = document
        self.sourced = with_source and any(s.source for s in document.segments)
        self.lang = document.target_lang
        self.profile = profile(document.target_lang)
        self.segments = tuple(SegmentView(self, i, s) for i, s in enumerate(document.segments))

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the document, in order."""
        return tuple(s for view in self.segments for s in view.sentences)

    @lazy
    def word_counts(self) -> Counter[str]:
        """How often each word form (case kept) occurs in the document."""
        return Counter(chain.from_iterable([view.forms for view in self.segments]))

    @lazy
    def lower_counts(self) -> Counter[str]:
        """How often each word occurs in the document, in lower case."""
        return Counter(chain.from_iterable([view.lowers for view in self.segments]))

    @lazy
    def marks(self) -> frozenset[str]:
        """The characters of all segments, small letters and the space left out."""
        return frozenset().union(*[view.marks for view in self.segments])

    @lazy
    def model_views(self) -> tuple[ModelView, ...]:
        """What the learned model says of each segment; empty where there is no model."""
        if self.model is None:
            return ()
        texts = [view.text for view in self.segments]
        if self.reading is not None and self.reading.opinions:
            return tuple(self.model(texts, self.model_sources, self.reading.opinions))
        return tuple(self.model(texts, self.model_sources))

    @lazy
    def reading(self) -> Reading | None:
        """What the language model says of the article and of what else might stand in its places;
        None where there is no language model."""
        if self.language_model is None:
            return None
        from mtlint.text.alternatives import rivals_of

        texts = [view.text for view in self.segments]
        return self.language_model(texts, [rival.asked for rival in rivals_of(self)])

    @lazy
    def fits(self) -> WordFits | None:
        """How well the article's words fit their places; None where there is no network."""
        if self.fit_reader is None:
            return None
        from mtlint.text.alternatives import rivals_of

        asked = dict.fromkeys((r.asked.segment, r.asked.start) for r in rivals_of(self))
        return self.fit_reader([view.text for view in self.segments], tuple(asked))

    @property
    def model_sources(self) -> list[str | None]:
        """The sources that the model may see beside the segments, one for each."""
        return [v.segment.source if self.sourced else None for v in self.segments]

    @property
    def headline(self) -> SegmentView | None:
        """The headline's segment, where the document has one."""
        for view in self.segments:
            if view.segment.part is Part.HEADLINE:
                return view
        return None

    @property
    def body(self) -> tuple[SegmentView, ...]:
        return tuple(v for v in self.segments if v.segment.part is Part.BODY)
