"""Findings that become one: whatever stood where, places quote the text and edits stay the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtlint.merge import merge
from mtlint.types import Category, Evidence, Finding, Severity

TEXT = "The mayor — of Hong Kong — opened 2 new bridges, and went home."
Place = tuple[int, int, str, str | None]


def finding(place: Place) -> Finding:
    start, end, check, suggestion = place
    return Finding(
        check, Category.OTHER, Severity.MINOR, 0.5, (Evidence.TARGET,), "Said.", TEXT[start:end],
        1, start, end, 0,
        suggestion=None if check == "model.x" else suggestion, line=1, column=start + 1,
        fingerprint=f"{check}:{start}:{end}",
    )  # fmt: skip


def edited(f: Finding) -> str | None:
    return None if f.suggestion is None else TEXT[: f.start] + f.suggestion + TEXT[f.end :]


places = st.lists(
    st.tuples(
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 25),
        st.sampled_from(["model.x", "a.one", "b.two"]),
        st.sampled_from([None, "", "new"]),
    ).map(lambda p: (p[0], min(len(TEXT), p[0] + p[1]), p[2], p[3])),
    max_size=8,
    unique_by=lambda p: p[:3],
)


@given(places)
def test_what_becomes_one_quotes_its_place_and_makes_an_edit_that_was_asked_for(
    told_places: list[Place],
) -> None:
    before = [finding(p) for p in told_places]
    after = merge(before)
    assert bool(before) == bool(after)
    edits = {edited(f) for f in before}
    for f in after:
        assert f.text == TEXT[f.start : f.end] and f.column == f.start + 1
        assert edited(f) in edits or f.suggestion is None
    told = {key for f in after for key in (f.fingerprint, *f.covers)}
    assert told == {f.fingerprint for f in before}
