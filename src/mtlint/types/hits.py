"""What checks and the learned model yield, before anything is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mtlint.types.documents import Place


@dataclass(frozen=True, slots=True)
class ModelSpan:
    """A suspect stretch of a segment's target, as the learned model sees it (half-open).

    `error` and `major` are mean probabilities over its words that a professional marks them (at
    all, as a major error), `peak` is the highest `error` among them, `words` their number,
    `worth` the overlap to be expected with a professional's mark, times the root of `error`, and
    `score` the same by what is usual (`mtlint.models.decoding`), at most 1. `kind` is the kind of
    error ("": not sure), `telling` the log-odds that the span is of machine output rather than of
    native text, `doubt` the log-odds by which it is told before others. What is not `sure` is worth
    telling only where an article has little that is surer.
    """

    start: int
    end: int
    error: float
    major: float
    peak: float
    words: int
    score: float
    kind: str = ""
    telling: float = 0.0
    worth: float = 0.0
    doubt: float = 0.0
    sure: bool = True

    #: From this share of `major` in `error` on a mark would more likely be major than not.
    MAJOR_SHARE: ClassVar[float] = 0.5

    @property
    def is_major(self) -> bool:
        """Whether a mark on it would more likely be major than not."""
        return self.major >= self.MAJOR_SHARE * self.error


@dataclass(frozen=True, slots=True)
class ModelView:
    """What the learned model says of one segment: suspect spans, and the MQM points of all marks
    that it expects; `fused` where not the tagger alone has judged its words."""

    spans: tuple[ModelSpan, ...]
    risk: float
    fused: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word of a segment (code points) and another that might stand there, as it is written."""

    segment: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """How likely a language model finds a word and an alternative to it, after all that precedes.

    Natural logarithms of probabilities: `word` and `alternative` of the two by themselves, `then`
    and `then_alternative` of the few words that follow, after the one and after the other.
    """

    word: float
    then: float
    alternative: float
    then_alternative: float

    @property
    def gain(self) -> float:
        """Log-odds of the alternative against what is written."""
        return self.alternative + self.then_alternative - self.word - self.then


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a probe of a language model's states says of one segment.

    `words` holds, for each word or mark, the log-odds that a professional marks it (at all, as a
    major error); `risk` is the expected MQM penalty of the segment.
    """

    words: tuple[tuple[float, float], ...]
    risk: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a language model says of an article read from its first word to its last.

    `surprisals` holds, for each segment, -ln P of each of its tokens after all that precedes it;
    `contrasts` one for each alternative that was asked for, None where the word was not unlikely
    enough to look; `opinions` one for each segment, where there is a probe for the model.
    """

    surprisals: tuple[tuple[float, ...], ...]
    contrasts: tuple[Contrast | None, ...] = ()
    opinions: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: a place, a message, and what the ranker may learn from.

    `features` are names (not texts) of what sets this hit apart from others of its check;
    calibration keeps a confidence for each. `score` is a continuous strength, where a check has
    one (higher = surer); calibration maps it to a probability. `overlap` is the Dice overlap with
    one professional's mark that a check itself expects of a hit, where it does, times the root of
    the probability that its words are marked.
    """

    segment: int
    start: int
    end: int
    message: str
    suggestion: str | None = None
    related: tuple[Place, ...] = ()
    features: tuple[str, ...] = ()
    score: float | None = None
    overlap: float | None = None
