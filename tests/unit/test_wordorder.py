"""The word-order model: gains, rows, and time on odd input."""

from tests.growth import grows_linearly

from mtlint.learn.wordorder import classes_digest
from mtlint.segment import article
from mtlint.text.gapping import lenient_gains
from mtlint.text.view import DocumentView
from mtlint.text.wordorder import gap_symbol, order_model, rows_of, sentence_score, symbol

ORDERLY = "The mayor of the town said that the bridge would be open by the end of the year."
MIXED = "Of end by year said the town the mayor that would of open be the bridge the the."


def score(text: str) -> float:
    (row,) = rows_of(DocumentView(article(text)))
    return sentence_score(order_model(), row.gains)


def test_order_counts() -> None:
    assert score(ORDERLY) < -3 < 3 < score(MIXED)


def test_rows_name_each_word_once() -> None:
    (row,) = rows_of(DocumentView(article("She left, and 20 others stayed.")))
    assert [o for o in row.owners if o >= 0] == list(range(6))
    assert len(row.gains) == len(row.numbers) - 1 == len(row.owners) - 1


def test_symbols() -> None:
    known = order_model().ids
    assert symbol("The", True, known) == "the"
    assert symbol("Hangzhou", False, known) == "Name"
    assert symbol("2,000", False, known) == "#"
    assert symbol("zorbification", False, known) == "~tion"
    assert gap_symbol(", ") == "," and gap_symbol(" ") == "" and gap_symbol(" (") == "|"


def test_a_context_unseen_in_training_is_not_an_error() -> None:
    model = order_model()
    numbers = list(range(len(model.counts)))
    assert len(model.gains(numbers)) == len(numbers) - 1


def test_trained_on_the_word_classes_that_are_here() -> None:
    """When this fails, train again: python -m mtlint.learn.wordorder --data DIR."""
    assert order_model().classes == classes_digest()


def test_linear_time() -> None:
    def run(n: int) -> None:
        rows_of(DocumentView(article("the of " * n + "a" * 3 * n)))

    assert grows_linearly(run, 4_000)


def test_clauses_that_leave_words_out_are_lifted_and_shuffled_words_are_not() -> None:
    model = order_model()
    (gapped,) = rows_of(DocumentView(article("The council voted 61 for, 58 against.")))
    (mixed,) = rows_of(DocumentView(article(MIXED)))
    assert (
        sentence_score(model, gapped.gains) > 3 > 0 > sentence_score(model, lenient_gains(gapped))
    )
    assert sentence_score(model, lenient_gains(mixed)) > 3
    assert all(a <= b for a, b in zip(mixed.gains, lenient_gains(mixed), strict=True))
