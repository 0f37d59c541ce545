"""Every example of every check is a test, and every check must have enough of them."""

import pytest

from mtlint.check import Check, Example
from mtlint.pipeline import run_check
from mtlint.registry import builtin_checks
from mtlint.segment import article
from mtlint.text.view import DocumentView

CASES = [
    pytest.param(check, example, id=f"{check.id}-{i}")
    for check in builtin_checks()
    for i, example in enumerate(check.examples)
]


def hits_in(check: Check, example: Example) -> list[str]:
    document = article(example.text, example.headline, lang=example.lang)
    found = run_check(check, DocumentView(document))
    return [document.segments[h.segment].target[h.start : h.end] for h in found]


@pytest.mark.parametrize(("check", "example"), CASES)
def test_example(check: Check, example: Example) -> None:
    assert hits_in(check, example) == list(example.hits), example.text


@pytest.mark.parametrize("check", builtin_checks(), ids=lambda c: c.id)
def test_has_three_positive_and_three_negative_examples(check: Check) -> None:
    positive = [e for e in check.examples if e.hits]
    negative = [e for e in check.examples if not e.hits]
    assert len(positive) >= 3 and len(negative) >= 3
