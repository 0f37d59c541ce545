"""Suspicions of the learned model: kinds of fault that no rule can name."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.view import DocumentView, SegmentView
from mtlint.types import Category, Evidence, Hit, ModelSpan, Severity

# Below this expected overlap with a professional's mark a span is noise; from where on a finding
# is shown, and is confident, calibration says.
LEAST_SCORE = 0.12
# A span is called major where the model thinks a mark on it would more likely be major than not.
MAJOR_SHARE = 0.5
# Log-odds by which a span must be more suspect than its segment to stand out of it.
SHARP, PLAIN = 1.0, 0.5

# What the model can name, in plain words.
_NAMED = {
    "mistranslation": "Probably mistranslated",
    "term": "Probably the wrong term here",
    "name": "Looks like a wrongly rendered name",
    "grammar": "The grammar looks wrong here",
    "spelling": "Looks misspelt or wrongly cased",
    "punctuation": "The punctuation looks wrong here",
    "awkward": "Reads awkwardly",
}

_SILENT = (
    Example("The school opened in 1998 and has 400 pupils."),
    Example("She said the bus was late because of the snow."),
    Example("Police closed the road for two hours on Monday morning."),
)


def _is_major(span: ModelSpan) -> bool:
    return span.major >= MAJOR_SHARE * span.error


def _hits(doc: DocumentView, *, major: bool, sourced: bool) -> Iterator[Hit]:
    if doc.sourced is not sourced:
        return
    for view, seen in zip(doc.segments, doc.model_views, strict=True):
        for span in sorted(seen.spans, key=lambda s: s.start):
            if span.score >= LEAST_SCORE and _is_major(span) is major:
                yield _hit(view, span, _message(span, sourced))


def _message(span: ModelSpan, sourced: bool) -> str:
    what = _NAMED.get(span.kind, "Reads wrong here")
    if sourced:
        return f"{what}, beside the source."
    doubt = span.kind in {"mistranslation", "term", "name"}
    return f"{what}; compare with the source." if doubt else f"{what}."


def _hit(view: SegmentView, span: ModelSpan, message: str) -> Hit:
    # An editor underlines the words, not the stop behind them.
    end = span.end
    while end > span.start + 1 and view.text[end - 1] in ".,;:":
        end -= 1
    size = "one-word" if span.words == 1 else "long" if span.words > 6 else "phrase"
    # A whole segment that reads badly is what its risk is for: a finding points at a place.
    stands = "sharp" if span.contrast >= SHARP else "plain" if span.contrast >= PLAIN else "diffuse"
    return view.hit(span.start, end, message, features=(size, stands), score=span.score)


@document_check(
    "model.major",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.MODEL,),
    languages=("en",),
    examples=(
        Example(
            "The ball fan bureau issued the notice that the owner has been eaten by the police.",
            ["ball fan bureau issued"],
        ),
        Example(
            "Under the big environment of the epidemic, many shops pulled the curtain.",
            ["epidemic"],
        ),
        Example(
            "The hot search list burst the network red punch card place.",
            ["network red punch card place"],
        ),
        *_SILENT,
    ),
)
def major(doc: DocumentView) -> Iterator[Hit]:
    """Wording of a kind that professionals mark as a major error.

    A small network (`src/mtlint/models/MODEL_CARD.md`) learned from professional MQM ratings of
    Chinese-English translations how marked wording looks. It sees one segment of the translation
    and no source, so it cannot say what is wrong, only that a reviewer would likely stop here.
    Silent where the source is given: `model.source-major` speaks then.

    Limits: English targets; a fluent mistranslation is invisible to it; translations in other
    genres than news were few in its training. Source: ratings of WMT20, WMT21 and WMT23.
    """
    yield from _hits(doc, major=True, sourced=False)


@document_check(
    "model.minor",
    Category.AWKWARD,
    Severity.MINOR,
    needs=(Evidence.MODEL,),
    languages=("en",),
    examples=(
        Example(
            "The net red shop burst the fire in the circle of friends.",
            ["net red shop burst the fire in the"],
        ),
        Example(
            "Net friends left the message that the small fresh meat is too spicy the eyes.",
            ["Net friends", "the small fresh meat", "too spicy the eyes"],
        ),
        Example(
            "The plant net red live with goods sold the explosion of the farm product.",
            ["plant net red live with goods sold the explosion of", "the farm product"],
        ),
        *_SILENT,
    ),
)
def minor(doc: DocumentView) -> Iterator[Hit]:
    """Wording of a kind that professionals mark as awkward or slightly off.

    The same network and the same limits as `model.major`; the mark that it expects here is more
    likely a minor one.
    """
    yield from _hits(doc, major=False, sourced=False)


@document_check(
    "model.source-major",
    Category.MISTRANSLATION,
    Severity.MAJOR,
    needs=(Evidence.MODEL, Evidence.SOURCE),
    languages=("en",),
    examples=(*_SILENT,),
)
def source_major(doc: DocumentView) -> Iterator[Hit]:
    """Wording that, beside its source, professionals would mark as a major error.

    The network of `model.major`, reading each segment together with its source (Chinese was what
    it learned from). It points at a place and does not say what the right translation is.
    """
    yield from _hits(doc, major=True, sourced=True)


@document_check(
    "model.source-minor",
    Category.AWKWARD,
    Severity.MINOR,
    needs=(Evidence.MODEL, Evidence.SOURCE),
    languages=("en",),
    examples=(*_SILENT,),
)
def source_minor(doc: DocumentView) -> Iterator[Hit]:
    """Wording that, beside its source, professionals would mark as awkward or slightly off.

    The network and the limits of `model.source-major`; the mark that it expects here is more
    likely a minor one.
    """
    yield from _hits(doc, major=False, sourced=True)
