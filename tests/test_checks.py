"""Every example of every check is a test, and every check must have enough of them."""

import pytest

from mtlint.check import Check, Example
from mtlint.models import language
from mtlint.pipeline import run_check
from mtlint.readers import fit_reader, model_reader
from mtlint.registry import builtin_checks
from mtlint.segment import article
from mtlint.text.glossary import Glossary
from mtlint.text.view import DocumentView
from mtlint.types import Document, Evidence, Segment

CASES = [
    pytest.param(check, example, id=f"{check.id}-{i}")
    for check in builtin_checks()
    for i, example in enumerate(check.examples)
]


def hits_in(check: Check, example: Example) -> list[str]:
    document = document_of(example)
    reader = model_reader(example.lang) if Evidence.MODEL in check.needs else None
    glossary = Glossary(example.glossary) if example.glossary else None
    language_model = None
    if Evidence.LANGUAGE_MODEL in check.needs:
        weights = language.find()
        if weights is None:
            pytest.skip("no language model is installed; .ci/run installs one")
        language_model = language.open_model(weights).read
    fits = fit_reader(example.lang) if Evidence.MODEL in check.needs else None
    view = DocumentView(document, reader, glossary, language_model=language_model, fit_reader=fits)
    found = run_check(check, view)
    return [document.segments[h.segment].target[h.start : h.end] for h in found]


def document_of(example: Example) -> Document:
    """The example as an article, or as segments beside the paragraphs of its source."""
    if example.source is None:
        return article(example.text, example.headline, lang=example.lang)
    pairs = zip(example.text.split("\n\n"), example.source.split("\n\n"), strict=True)
    segments = tuple(
        Segment(i, text, paragraph=i, source=source) for i, (text, source) in enumerate(pairs)
    )
    return Document("example", segments, source_lang="zh", target_lang=example.lang, segmented=True)


@pytest.mark.parametrize(("check", "example"), CASES)
def test_example(check: Check, example: Example) -> None:
    found = hits_in(check, example)
    if Evidence.MODEL in check.needs:
        # Learned spans may differ by a word between processors: they must share the words.
        shared = [f for f, e in zip(found, example.hits, strict=False) if words(f) & words(e)]
        assert len(shared) == len(found) == len(example.hits), example.text
    else:
        assert found == list(example.hits), example.text


def words(text: str) -> set[str]:
    return set(text.lower().split())


@pytest.mark.parametrize("check", builtin_checks(), ids=lambda c: c.id)
def test_has_three_positive_and_three_negative_examples(check: Check) -> None:
    positive = [e for e in check.examples if e.hits]
    negative = [e for e in check.examples if not e.hits]
    assert len(positive) >= 3 and len(negative) >= 3
