"""Verdicts on native hits: read as they stand, and spread to hits that nobody judged."""

import pytest

from mtlint.learn import audit
from mtlint.learn.observe import Observed


def hit(place: str, *features: str) -> Observed:
    return Observed("a.check", features, None, "d", ("d", 1), (), (), 0.0, 0.0, place=place)


def test_the_verdicts_of_the_package_can_be_read() -> None:
    found = audit.verdicts()
    assert len(found) > 300 and set(found.values()) == {True, False}
    assert all(len(place) == 16 for _, place in found)


def test_judged_hits_stand_for_those_of_the_same_features(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {("a.check", f"p{i}"): i < 6 for i in range(8)}
    monkeypatch.setattr(audit, "verdicts", lambda: known)
    judged = [hit(f"p{i}", "odd") for i in range(8)]
    share = audit.false_share([*judged, hit("new", "odd")])
    assert share(judged[0]) == 0.0 and share(judged[7]) == 1.0
    assert share(hit("new", "odd")) == pytest.approx(0.25)
    assert share(hit("new", "other")) == pytest.approx(0.25)


def test_without_enough_verdicts_a_hit_is_a_false_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "verdicts", lambda: {("a.check", "p"): True})
    assert audit.false_share([hit("p")])(hit("new")) == 1.0
