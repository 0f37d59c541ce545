"""A word that a language model, knowing the article, finds out of place, and one that fits."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import document_check
from mtlint.checks.consistency.rivals import EXAMPLES, told
from mtlint.text.alternatives import MODEL, answered, rivals_of
from mtlint.text.boosted import trees
from mtlint.text.view import DocumentView
from mtlint.types import Category, Evidence, Hit, Severity

LEAST = -1.0  # rarity (`mtlint.text.boosted`) from which on a word is told


@document_check(
    "consistency.term-expected",
    Category.TERM_INCONSISTENT,
    Severity.MINOR,
    needs=(Evidence.LANGUAGE_MODEL,),
    languages=("en",),
    examples=EXAMPLES,
)
def term_expected(view: DocumentView) -> Iterator[Hit]:
    """A word is out of place where a word that the article has beside its neighbour would fit.

    With `--deep` a language model reads the article from its first word on. Where it finds a word
    unlikely, it is asked about the words that the article otherwise has beside the same neighbour.
    Trees fitted to planted exchanges weigh by how much one of them is likelier, with the words
    that follow, and how often it stands there. Limits: what the language model knows of names and
    of the world is little (135 million parameters); a sibling that fits as well is not seen.
    """
    reading = view.reading
    if reading is None:
        return
    learned = trees(MODEL)
    scored = (
        (learned.rarity(learned.score(row)), rival)
        for rival, _, row in answered(view, rivals_of(view), reading.contrasts)
    )
    yield from told(view, (s for s in scored if s[0] >= LEAST), "is unlikely here")
