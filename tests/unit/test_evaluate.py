"""Our measures of agreement, against values worked out by hand and against the project's judge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.learn.corpus import read_articles
from mtlint.learn.evaluate import (
    at_random_places,
    bootstrap,
    evaluate,
    evaluation,
    read_predictions,
)
from mtlint.learn.measures import (
    average_precision,
    average_ranks,
    calibration_error,
    pearson,
    precision_at,
    reliability,
    spearman,
)
from mtlint.learn.observe import chance
from mtlint.learn.tally import measure

SHARED = Path(__file__).resolve().parents[3] / "shared"


def error(start: int, end: int, severity: str = "minor", **more) -> dict:
    return {"side": "target", "start": start, "end": end, "severity": severity, **more}


def rating(*errors: dict) -> dict:
    return {"rater": "r", "errors": list(errors)}


def row(id: str, *segments: tuple[str, list[dict]]) -> dict:
    return {
        "id": id,
        "target_lang": "en",
        "segments": [
            {"id": i, "target": target, "ratings": ratings}
            for i, (target, ratings) in enumerate(segments, 1)
        ],
    }


# 20 characters each; three raters.
GOLD = [
    row(
        "set/one/A",
        (
            "x" * 20,
            [
                rating(error(0, 5, "major")),
                rating(error(0, 10)),
                rating(error(15, 20, category="Fluency/Punctuation")),
            ],
        ),
        ("y" * 20, [rating(), rating(), rating()]),
    ),
    row(
        "set/one/B",
        (
            "z" * 20,
            [
                rating(error(0, 4, "major")),
                rating(error(2, 6, "major")),
                rating({"side": "source", "start": 1, "end": 2, "severity": "major"}),
            ],
        ),
        (
            "w" * 20,
            [rating(error(3, 3)), rating(), rating(error(0, 20, category="Non-translation!"))],
        ),
    ),
]
PREDICTIONS = [
    {"id": "set/one/A", "segment": 1, "start": 0, "end": 5, "severity": "major", "confidence": 0.9},
    {"id": "set/one/A", "segment": 2, "start": 0, "end": 5, "severity": "minor", "confidence": 0.5},
    {
        "id": "set/one/B",
        "segment": 1,
        "start": 10,
        "end": 12,
        "severity": "minor",
        "confidence": 0.4,
    },
    {"id": "set/one/B", "segment": 2, "score": 3.5},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    gold.write_text("".join(json.dumps(r) + "\n" for r in GOLD))
    predictions.write_text("".join(json.dumps(r) + "\n" for r in PREDICTIONS))
    return gold, predictions


def test_measures_by_hand(files: tuple[Path, Path]) -> None:
    found = measure(list(read_articles(files[0])), read_predictions(files[1]))
    assert found["findings"] == 3
    # A1: 5 characters for each of 3 raters, shared 5 + 5; A2: 5 x 3, none; B1: 2 x 3, none.
    assert found["char_P"] == pytest.approx(10 / 36)
    # Marked: A1 5 + 10 + 5, B1 4 + 4, B2 1 (an empty span) + 20.
    assert found["char_R"] == pytest.approx(10 / 49)
    assert found["char_F1"] == pytest.approx(20 / 85)
    assert found["hit_precision"] == pytest.approx(1 / 3)
    assert found["major_hit"] == pytest.approx(1 / 3)
    assert found["flag_rate"] == pytest.approx(12 / 80)
    # A1's major meets rater 2; each of B1's two majors meets the other. One of three is found.
    assert found["consensus_major_recall"] == pytest.approx(1 / 3)
    # Article A: Dice 1 with rater 1, 10/15 with rater 2, 0 with rater 3; B: nothing.
    assert found["top5_agree"] == pytest.approx((1 + 2 / 3) / 5 / 6)
    assert found["top5_agree_major"] == pytest.approx(1 / 5 / 6)
    assert found["top5_hit"] == pytest.approx(1 / 3)
    assert found["top5_per_article"] == pytest.approx(1.5)


def test_segment_measures_by_hand(files: tuple[Path, Path]) -> None:
    found = measure(list(read_articles(files[0])), read_predictions(files[1]))
    # Tool: 4.5, 0.5, 0.4, 3.5; raters' mean penalty: 6.1/3, 0, 15/3, 26/3.
    assert found["segment_spearman"] == pytest.approx(spearman([4.5, 0.5, 0.4, 3.5], [2, 0, 5, 8]))
    # Two of three raters give B1 a major error on some side; it ranks last of four.
    assert found["segment_ap_major"] == pytest.approx(1 / 4)
    assert found["segment_p20"] == 0
    assert found["article_spearman"] == pytest.approx(-1)
    assert found["per_source"] == pytest.approx((-1 + 1) / 2)


def test_findings_are_matched_one_to_one(tmp_path: Path) -> None:
    gold = tmp_path / "g.jsonl"
    gold.write_text(json.dumps(row("s/A", ("x" * 20, [rating(error(0, 10))] * 3))) + "\n")
    twice = tmp_path / "p.jsonl"
    same = {"id": "s/A", "segment": 1, "start": 0, "end": 10, "severity": "minor", "confidence": 1}
    twice.write_text((json.dumps(same) + "\n") * 2)
    found = measure(list(read_articles(gold)), read_predictions(twice))
    assert found["top5_agree"] == pytest.approx(1 / 5)


def test_random_places_keep_length_and_number(files: tuple[Path, Path]) -> None:
    articles, predictions = list(read_articles(files[0])), read_predictions(files[1])
    moved = at_random_places(articles, predictions)
    for key, found in predictions.items():
        widths = [p.end - p.start for p in found if p.start is not None]
        assert [p.end - (p.start or 0) for p in moved[key]] == widths
    assert moved == at_random_places(articles, predictions)


def test_columns_and_intervals(files: tuple[Path, Path]) -> None:
    articles, predictions = list(read_articles(files[0])), read_predictions(files[1])
    found = evaluate(articles, predictions, resamples=20)
    assert set(found.columns) == {"mtlint", "random places", "one rater vs other two"}
    assert bootstrap(articles, predictions, 5)["hit_precision"] == pytest.approx((1 / 3, 1 / 3))
    text = evaluation(files[0], Config(), files[1], resamples=5)
    assert "top5_agree" in text and "95%" in text


def test_the_checks_run_when_no_predictions_are_given(files: tuple[Path, Path]) -> None:
    written = files[0].with_name("written.jsonl")
    text = evaluation(files[0], Config(), write_predictions=written)
    assert "hit_precision" in text
    rows = [json.loads(line) for line in written.read_text().splitlines()]
    assert sum("score" in r for r in rows) == 4
    assert evaluation(files[0], Config(), written).splitlines()[:19] == text.splitlines()[:19]


def test_sources_are_seen_only_when_asked_for(tmp_path: Path) -> None:
    article = row("set/one/A", ("In 2019 the factory made 300 cars.", [rating()]))
    article["source_lang"] = "zh"
    article["segments"][0]["source"] = "2019年，这家工厂生产了30万辆汽车。"
    ratings = tmp_path / "ratings.jsonl"
    ratings.write_text(json.dumps(article) + "\n")
    found = {}
    for target_only in (True, False):
        written = tmp_path / f"{target_only}.jsonl"
        config = Config(target_only=target_only, use_model=False)
        evaluation(ratings, config, write_predictions=written)
        rows = [json.loads(line) for line in written.read_text().splitlines()]
        found[target_only] = {r["check"] for r in rows if "check" in r}
    assert found == {True: set(), False: {"numbers.changed"}}


def test_what_is_not_in_the_format_is_refused(files: tuple[Path, Path]) -> None:
    bad = files[0].with_name("bad.jsonl")
    bad.write_text('{"id": "a"}\n')
    with pytest.raises(ValueError, match="article 1"):
        evaluation(bad, Config())
    bad.write_text('{"id": "a", "segment": 1, "start": 0, "end": 1, "severity": "awful"}\n')
    with pytest.raises(ValueError, match="awful"):
        evaluation(files[0], Config(), bad)
    bad.write_text('{"id": "a", "segments": [{"id": 1, "target": "x"}]}\n')
    with pytest.raises(ValueError, match="no rated"):
        evaluation(bad, Config())
    bad.write_text("{\n")
    with pytest.raises(ValueError, match="line 1"):
        evaluation(bad, Config())


def test_ranks_and_correlations() -> None:
    assert list(average_ranks([3, 1, 3, 2])) == [2.5, 0, 2.5, 1]
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert pearson([1, 1], [0, 5]) == 0
    assert average_precision([3, 2, 1], [True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert precision_at([5, 4, 3, 2, 1], [True, False, True, True, True], 5) == 1


def test_reliability() -> None:
    rows = reliability([0.1, 0.15, 0.9, 1.0], [False, False, True, False])
    assert rows == [pytest.approx((0.125, 0.0, 2)), pytest.approx((0.95, 0.5, 2))]
    assert calibration_error(rows) == pytest.approx((0.125 * 2 + 0.45 * 2) / 4)


def test_chance_counts_the_places_that_touch_a_mark() -> None:
    assert chance([(3, 5)], 1, 10) == pytest.approx(2 / 10)
    assert chance([(3, 5), (4, 6)], 2, 10) == pytest.approx(4 / 9)
    assert chance([(0, 1)], 10, 10) == 1
    assert chance([], 3, 10) == 0
    assert chance([(5, 6)], 20, 10) == 1


@pytest.mark.skipif(not (SHARED / "tools").is_dir(), reason="the project's judge is not here")
def test_agrees_with_the_judge_to_three_decimals(tmp_path: Path) -> None:
    gold = SHARED / "data/wmt23-zhen-news.dev.jsonl.gz"
    predictions = tmp_path / "predictions.jsonl"
    # One rater's marks, thinned and shifted, stand for a tool.
    with predictions.open("w") as out:
        for a in read_articles(gold):
            for s in a.segments:
                for n, m in enumerate(m for m in s.ratings[1] if m.on_target):
                    start = max(0, (m.start or 0) - 2 * n)
                    what = {"start": start, "end": m.end, "severity": m.severity}
                    line = {"id": a.id, "segment": s.id, "confidence": 1 / (1 + start)}
                    out.write(json.dumps(line | what) + "\n")
    judge = subprocess.run(
        [sys.executable, SHARED / "tools/evaluate.py", gold, predictions, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(judge.stdout)
    ours = evaluate(list(read_articles(gold)), read_predictions(predictions)).columns
    names = {"tool": "mtlint"}
    for column, figures in theirs.items():
        for name, value in figures.items():
            assert ours[names.get(column, column)][name] == pytest.approx(value, abs=5e-4), name
