"""How far the wording around two places agrees, and what it says of exchanged words."""

from hypothesis import given
from hypothesis import strategies as st

from mtlint.segment import article
from mtlint.text.phrases import content
from mtlint.text.view import DocumentView
from mtlint.text.wording import REACH, Wording, shared_wording


def wording(text: str, one: str, other: str) -> Wording:
    """What agrees around the first places of two words."""
    view = DocumentView(article(text))
    tokens = {
        view.segments[t.segment].text[t.start : t.end]: t for t in reversed(content(view).tokens)
    }
    return shared_wording(view, tokens[one], tokens[other])


def test_words_in_a_row_agree_on_either_side() -> None:
    text = (
        "The Wuhan Central Bureau of Economy and Trade met. "
        "Then the Wuhan Municipal Bureau of Economy and Trade voted."
    )
    found = wording(text, "Central", "Municipal")
    assert found == Wording(before=2, after=5, long_before=1, long_after=3)
    assert (found.words, found.long) == (7, 4)


def test_marks_part_what_they_do_not_part_elsewhere() -> None:
    assert wording("A strong “heart” won. A strong “mind” won.", "heart", "mind").before == 2
    assert wording("A strong “heart” won. A strong mind won.", "heart", "mind").before == 0


def test_nothing_agrees_beyond_a_sentence() -> None:
    assert wording("It rained. Banks closed. It rained. Shops closed.", "Banks", "Shops") == (
        Wording(0, 1, 0, 1)
    )


def test_no_more_is_compared_than_tells() -> None:
    text = "one two three four five six seven eight"
    found = wording(f"{text} red. {text} blue.", "red", "blue")
    assert found.before == REACH


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_places_can_be_compared(one: str, other: str) -> None:
    view = DocumentView(article(f"{one}\n\n{other}"))
    for a in content(view).tokens:
        for b in content(view).tokens:
            found, back = shared_wording(view, a, b), shared_wording(view, b, a)
            assert found == back
            assert 0 <= found.long_before <= found.before <= REACH
