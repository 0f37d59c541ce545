"""Deep reading without weights: what is asked, what is made of the answers, what is learned."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from mtlint.calibration.table import load_calibration, parse_calibration
from mtlint.checks.consistency.expected import term_expected
from mtlint.learn import deep, expected
from mtlint.pipeline import run_check
from mtlint.risk import segment_risks
from mtlint.segment import article
from mtlint.text.alternatives import MEASURES, answered, rivals_of
from mtlint.text.view import DocumentView
from mtlint.types import Alternative, Contrast, Opinion, Reading

TEXT = (
    "Ships cross the Vesterly Narrow Sound. The Vesterly Narrow Sound is deep. The storm reached "
    "the Vesterly Narrow Channel on Friday, and the ferry stayed in port."
)


def telling(gain: float, word: float = -12.0):
    """A reader to whom every alternative is likelier by `gain` nats."""

    def read(texts: Sequence[str], asked: Sequence[Alternative]) -> Reading:
        said = Contrast(word, -8.0, word + gain / 2, -8.0 + gain / 2)
        return Reading(tuple((2.0, 3.0) for _ in texts), (said,) * len(asked))

    return read


def test_what_is_asked_stands_beside_the_same_neighbour() -> None:
    view = DocumentView(article(TEXT, lang="en"))
    asked = [(r.asked.text, r.left, r.right) for r in rivals_of(view)]
    assert ("Sound", 2, 0) in asked
    # “Sound” stands beside “Narrow” twice, so nothing is asked of it.
    assert all(text != "Channel" for text, _, _ in asked)


def test_alternatives_take_the_case_of_the_place() -> None:
    text = "The state Council met. A State council is old. The state Academy fell."
    view = DocumentView(article(text, lang="en"))
    for rival in rivals_of(view):
        here = view.segments[rival.asked.segment].text[rival.asked.start : rival.asked.end]
        assert rival.asked.text[0].isupper() == here[0].isupper()


def test_the_best_rival_of_a_word_is_measured() -> None:
    view = DocumentView(article(TEXT, lang="en"))
    rivals = rivals_of(view)
    said = [Contrast(-9.0, -5.0, -3.0 - i, -5.0) for i in range(len(rivals))]
    found = list(answered(view, rivals, said))
    assert len({r.slot for r, _, _ in found}) == len(found)
    assert all(len(row) == len(MEASURES) for _, _, row in found)
    assert list(answered(view, rivals, [None] * len(rivals))) == []


def test_a_word_is_told_when_another_fits_far_better() -> None:
    def hits(gain: float) -> list[str]:
        view = DocumentView(article(TEXT, lang="en"), language_model=telling(gain))
        return [view.segments[h.segment].text[h.start : h.end] for h in run_check(CHECK, view)]

    assert "Channel" in hits(18.0)
    assert hits(-3.0) == []


CHECK = term_expected


def test_without_a_language_model_nothing_is_said() -> None:
    assert run_check(CHECK, DocumentView(article(TEXT, lang="en"))) == []


def test_surprise_raises_the_risk_of_a_segment() -> None:
    document = article(TEXT, lang="en")
    table = load_calibration()
    rule = {"points": 1.0, "intercept": 0.0, "startling": 0.5, "opinion": 0.5}
    data = {**table.data, "risk": {**table.data["risk"], "read": rule}}
    table = parse_calibration(json.dumps(data).encode(), "test")
    nothing = [0.0] * len(document.segments)

    def risks(first: tuple[float, float], opinion: float) -> list[float]:
        rest = [(1.0, 2.0)] * (len(nothing) - 1)
        said = (Opinion((), opinion), *(Opinion((), 0.0) for _ in rest))
        reading = Reading((first, *rest), (), said)
        found = segment_risks(document, nothing, table, nothing, reading=reading)
        return [r.risk for r in found]

    calm, startled, doubted = risks((1.0, 2.0), 0.0), risks((1.0, 15.0), 0.0), risks((1.0, 2.0), 4)
    assert startled[0] > calm[0] and doubted[0] > calm[0]
    assert startled[1:] == calm[1:] == doubted[1:]


def test_without_a_probe_the_risk_is_what_it_was() -> None:
    document = article(TEXT, lang="en")
    costs = [1.0] * len(document.segments)
    reading = Reading(((1.0, 15.0),) * len(costs))
    table = load_calibration()
    for points in (None, costs):
        assert segment_risks(document, costs, table, points, reading=reading) == segment_risks(
            document, costs, table, points
        )


def test_what_was_read_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"

    class Model:
        calls = 0

        def read(self, texts: Sequence[str], asked: Sequence[Alternative] = ()) -> Reading:
            Model.calls += 1
            said = (Opinion(((-1.0, -2.0),), 0.5),)
            return Reading(((1.5,),), (Contrast(-1.0, -2.0, -3.0, -4.0), None), said)

    first = deep.Remembered(Model(), [path])  # type: ignore[arg-type]
    asked = [Alternative(0, 0, 1, "b"), Alternative(0, 0, 1, "c")]
    said = first.read(["a"], asked)
    assert first.read(["a"], asked) == said and Model.calls == 1
    again = deep.Remembered(None, [path])
    assert again.read(["a"], asked) == said
    with pytest.raises(ValueError, match="not read before"):
        again.read(["b"])
    with pytest.raises(ValueError, match="not read before"):
        deep.Remembered(None, [path], probe="another").read(["a"], asked)


def test_rows_go_on_after_a_stop(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    made: list[int] = []

    def lines(stop: int):
        for i in range(4):

            def make(i: int = i) -> dict[str, int]:
                if i == stop:
                    raise KeyboardInterrupt
                made.append(i)
                return {"plant": i}

            yield make

    with pytest.raises(KeyboardInterrupt):
        expected.kept(path, lines(2), "plant")
    assert [x["plant"] for x in expected.kept(path, lines(-1), "plant")] == [0, 1, 2, 3]
    assert made == [0, 1, 2, 3]
