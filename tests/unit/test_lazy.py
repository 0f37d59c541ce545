"""Properties made on first use, and views that are read ahead by the model."""

from __future__ import annotations

from mtlint.text.lazy import lazy


class Counted:
    """Counts how often its property is made."""

    made = 0

    @lazy
    def answer(self) -> int:
        """The answer."""
        self.made += 1
        return 42


def test_made_once_for_each_instance() -> None:
    one, other = Counted(), Counted()
    assert (one.answer, one.answer, one.made) == (42, 42, 1)
    assert other.made == 0 and other.answer == 42


def test_what_is_set_counts() -> None:
    one = Counted()
    vars(one)["answer"] = 7
    assert one.answer == 7 and one.made == 0
