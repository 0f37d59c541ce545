"""Learning what a hit is worth: the fits by hand, then the whole on a small invented corpus."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.calibration.table import logit, probability
from mtlint.learn import audit, evidence, fit, worth
from mtlint.learn.calibrate import as_bytes, as_calibration, calibrate
from mtlint.learn.corpus import span_bits
from mtlint.learn.gate import CheckHits
from mtlint.learn.gather import DEV, NATIVE, NATIVE_DEV, OTHER_LANGUAGES, TRAIN
from mtlint.learn.native import Rates, render
from mtlint.learn.observe import Observed, chance_overlap, overlap
from mtlint.learn.quiet import LEAST_WORTH, keep_shown

WORDS = dict.fromkeys((*TRAIN, DEV, *NATIVE, NATIVE_DEV), 10_000)


def seen(marked: tuple[bool, ...], features: tuple[str, ...] = (), origin: str = "d") -> Observed:
    major = tuple(False for _ in marked)
    return Observed("a.check", features, None, origin, ("d", 1), marked, major, 0.3, 0.2)


def hits_of(train: list[Observed], native: int = 0) -> CheckHits:
    hits = {name: [] for name in WORDS} | {TRAIN[0]: train}
    for name in NATIVE:
        hits[name] = [seen(())] * native
    return CheckHits("a.check", hits, WORDS)


def learned(own: CheckHits, planted: dict | None = None) -> dict:
    prior = evidence.Priors(0.5, {"a": 0.5})
    return worth.entry(own, evidence.samples(own, 2.0), prior, planted)


def spread(marked: int, total: int, *features: str) -> list[Observed]:
    return [seen((i < marked, False, False), features, f"doc{i % 10}") for i in range(total)]


def test_shares_are_shrunk() -> None:
    assert fit.shrunk(0, 0, 0.4, 8) == pytest.approx(0.4)
    assert fit.shrunk(8, 8, 0.5, 8) == pytest.approx(0.75)


def test_increasing_pools_what_falls() -> None:
    assert fit.increasing([0.1, 0.5, 0.3, 0.9], [1, 1, 1, 1]) == pytest.approx([0.1, 0.4, 0.4, 0.9])
    assert fit.increasing([0.6, 0.0], [1, 3]) == pytest.approx([0.15, 0.15])


def test_the_score_map_rises_with_the_score() -> None:
    score = np.linspace(0, 1, 400)
    outcome = (np.arange(400) % 10 < 10 * score).astype(float)
    points = fit.score_map(score, outcome, np.ones(400), 0.5, 8)
    ys = [y for _, y in points]
    assert ys == sorted(ys) and ys[0] < 0.25 and ys[-1] > 0.75


def test_offsets_tell_good_features_from_bad() -> None:
    present = np.array([[1.0, 0.0]] * 50 + [[0.0, 1.0]] * 50)
    outcome = np.array([1.0] * 45 + [0.0] * 5 + [1.0] * 5 + [0.0] * 45)
    good, bad = fit.offsets(present, outcome, np.ones(100), np.zeros(100))
    assert 1.2 < good < np.log(9) and bad == pytest.approx(-good, abs=1e-6)


def test_ridge_finds_a_line() -> None:
    x = np.arange(100, dtype=float)[:, None]
    slope, intercept = fit.ridge(x, 2 * x[:, 0] + 1, 0.0)
    assert (slope, intercept) == pytest.approx((2, 1))


def test_the_exponent_of_raters_is_found_again() -> None:
    pairs = [(p, 1 - (1 - p) ** 2.2, 100) for p in (0.1, 0.3, 0.6)]
    assert fit.rater_exponent(pairs) == pytest.approx(2.2)


def test_the_lower_bound_is_wider_when_one_document_says_it_all() -> None:
    values = [0.5, -0.1] * 20
    spread_out = fit.lower_bound(values, [str(i) for i in range(40)], 1)[1]
    bunched = fit.lower_bound(sorted(values), ["a"] * 20 + ["b"] * 20, 1)[1]
    assert bunched < spread_out < 0.2


def test_a_good_check_is_on_and_sure() -> None:
    found = learned(hits_of(spread(90, 100)))
    assert found["on"] and 0.8 < found["p"] < 0.9
    assert found["record"]["basis"] == "rated" and found["record"]["precision"] == 0.9


def test_a_check_no_better_than_random_places_is_off() -> None:
    assert not learned(hits_of(spread(30, 100)))["on"]


def test_firing_as_often_on_native_text_halves_the_confidence() -> None:
    clean = learned(hits_of(spread(90, 100)))["p"]
    noisy = learned(hits_of(spread(90, 100), native=100))["p"]
    assert noisy == pytest.approx(clean / 2, abs=0.05)
    slightly = learned(hits_of(spread(90, 100), native=5))["p"]
    assert noisy < slightly < clean


def test_features_shift_the_confidence() -> None:
    found = learned(hits_of(spread(48, 50, "quoted") + spread(10, 50, "bare")))
    assert found["features"]["quoted"] > 0.5 and found["features"]["bare"] < -0.5
    sure = worth.confidence_of(found, seen((True,), ("quoted",)))
    assert sure > 0.75 > 0.4 > worth.confidence_of(found, seen((True,), ("bare",)))


def test_a_feature_worse_than_random_places_is_off() -> None:
    found = learned(hits_of(spread(45, 50, "term") + spread(2, 50, "figure")))
    assert found["on"] and found["off_features"] == ["figure"]
    assert found["record"]["precision"] == 0.9


def test_the_overlap_of_a_feature_is_that_of_its_hits() -> None:
    wide = [replace(h, dice=0.1) for h in spread(24, 40, "wide")]
    tight = [replace(h, dice=0.5) for h in spread(24, 40, "tight")]
    rare = [replace(h, dice=0.9) for h in spread(2, 3, "rare")]
    found = learned(hits_of([*wide, *tight, *rare]))
    shares = found["overlaps"]
    assert shares["wide"] < found["overlap"] < shares["tight"] and "rare" not in shares


def test_spans_that_share_no_more_than_random_places_are_off() -> None:
    def off(dice: float) -> bool:
        wide = [replace(h, dice=dice, chance_dice=0.2) for h in spread(24, 40, "wide")]
        return "wide" in learned(hits_of(wide + spread(24, 40))).get("off_features", ())

    assert off(0.19) and not off(0.21)


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=3), min_size=1),
    st.integers(1, 12),
    st.integers(0, 40),
)
def test_the_overlap_at_random_places_is_the_mean_over_all(
    lengths: list[list[tuple[int, int]]], length: int, total: int
) -> None:
    raters = [[(a, a + n) for a, n in marks] for marks in lengths]
    places = range(max(1, total - length + 1))
    bits = [[span_bits(a, b) for a, b in marks] for marks in raters]
    mean = [
        sum(max((overlap(span_bits(p, p + length), m) for m in own), default=0.0) for p in places)
        / len(places)
        for own in bits
    ]
    assert chance_overlap(raters, length, total) == pytest.approx(sum(mean) / len(mean))


def test_a_check_is_on_from_the_score_that_beats_random_places() -> None:
    train = [replace(h, score=float(i)) for i, h in enumerate(spread(3, 70) + spread(28, 30))]
    found = learned(hits_of(train))
    assert found["on"] and 45 <= found["least_score"] <= 90
    assert found["record"]["precision"] > found["record"]["random"]


def test_a_scored_check_is_sure_only_where_it_is_quiet_on_native_text() -> None:
    train = [replace(h, score=float(i % 10)) for i, h in enumerate(spread(90, 100))]
    own = hits_of(train)
    noisy = {n: [replace(seen(()), score=2.0)] * 8 for n in NATIVE}
    found = learned(replace(own, hits={**own.hits, **noisy}))
    assert 2.0 < found["sure_from"] < 2.1
    low, high = (replace(seen((True,)), score=s) for s in (2.0, 3.0))
    assert 0.3 < worth.confidence_of(found, low) < 0.5 < worth.confidence_of(found, high)
    assert "sure_from" not in learned(own)


def test_ratings_lower_notes_but_hide_nothing() -> None:
    entry: dict[str, Any] = {"p": 0.3, "scores": [[0.0, 0.5], [4.0, 0.8]]}
    entry["features"] = {"good": 0.9, "bad": -0.7, "weak": -0.1, "passed-over": -3.0}
    keep_shown(entry, ("weak", "passed-over"))
    assert entry["p"] == LEAST_WORTH and entry["scores"] == [[0.0, 0.5], [4.0, 0.8]]
    least = entry["features"].pop("passed-over")
    assert entry["features"] == {"good": 0.9, "bad": 0.0, "weak": -0.1}
    assert probability(logit(0.5) + least) == pytest.approx(LEAST_WORTH, abs=1e-3)


def test_a_rare_check_is_judged_on_planted_faults() -> None:
    own = hits_of(spread(1, 1))
    sound = {"planted": 1000, "found": 0.99, "clean_hits_per_1000_words": 0.0}
    noisy = {"planted": 1000, "found": 0.99, "clean_hits_per_1000_words": 0.5}
    assert learned(own, sound)["record"]["basis"] == "planted"
    assert learned(own, sound)["p"] > learned(own, noisy)["p"]
    assert not learned(own, noisy)["on"]
    assert learned(own)["record"]["basis"] == "native"


def test_segments_marked_throughout_tell_nothing_of_a_place() -> None:
    everywhere = [replace(h, chance=1.0) for h in spread(30, 40)]
    sound = {"planted": 1000, "found": 0.8, "clean_hits_per_1000_words": 0.0}
    found = learned(hits_of(everywhere), sound)
    assert found["on"] and found["record"]["basis"] == "planted"


def test_a_rare_feature_is_judged_on_planted_faults() -> None:
    own = hits_of(spread(35, 100, "common") + spread(1, 2, "rare"))
    sound = {"planted": 1000, "found": 0.9, "clean_hits_per_1000_words": 0.0}
    plain = learned(own, sound)
    told = learned(own, sound | {"features": {"common": 0.8, "rare": 0.9}})
    assert told["features"]["rare"] > plain.get("features", {}).get("rare", 0.0) + 0.5


def test_native_hits_that_are_faults_of_that_text_do_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = hits_of(spread(90, 100), native=100)
    noisy = learned(own)["p"]
    monkeypatch.setattr(audit, "verdicts", lambda: {("a.check", ""): True})
    assert learned(own)["p"] == pytest.approx(learned(hits_of(spread(90, 100)))["p"])
    assert learned(own)["p"] > noisy + 0.3


def test_loud_checks_are_held_below_one_half() -> None:
    own = {"a.check": hits_of(spread(90, 100), native=20), "a.quiet": hits_of(spread(90, 100))}
    entries = {name: learned(replace(hits, check=name)) for name, hits in own.items()}
    worth.hold_down(entries, own)
    assert entries["a.check"]["unsure"] and "unsure" not in entries["a.quiet"]
    assert 0.4 < worth.confidence_of(entries["a.check"], seen((True,))) < 0.5
    assert worth.confidence_of(entries["a.quiet"], seen((True,))) > 0.8


def test_ratings_can_switch_off_a_rare_check() -> None:
    sound = {"planted": 1000, "found": 0.99, "clean_hits_per_1000_words": 0.0}
    assert not learned(hits_of(spread(1, 12)), sound)["on"]


def test_one_raters_silence_is_not_three_raters_silence() -> None:
    single = [seen((False,), origin=str(i)) for i in range(40)]
    own = hits_of(single)
    assert all(0 < s.outcome < 0.3 and s.weight == 0.5 for s in evidence.samples(own, 2.0))


def test_native_rates_are_held_against_machine_rates() -> None:
    native, machine = Rates(words=10_000), Rates(words=10_000)
    native.every["a.x"] = native.confident["a.x"] = 2
    machine.every["a.x"] = machine.confident["a.x"] = 20
    assert "0.100 of machine (at most 0.25): kept" in render(native, machine)
    native.confident["a.x"] = 8
    assert "NOT kept" in render(native, machine)


GOOD = "The bridge was opened on a sunny morning by the mayor of the town."
BAD = "The bridge was was opened , promote the town and the the mayor.. It said"


def write(data: Path, name: str, raters: int, lang: str = "en") -> None:
    with gzip.open(data / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
        for n in range(6):
            system = "Human-A" if n % 2 else "system"
            segments = [{"id": 1, "target": GOOD}, {"id": 2, "target": BAD if raters else GOOD}]
            if raters:
                mark = {"side": "target", "start": 11, "end": 18, "severity": "minor"}
                none = [{"rater": str(r), "errors": []} for r in range(raters)]
                segments[0]["ratings"] = none
                segments[1]["ratings"] = [{"rater": "0", "errors": [mark]}, *none[1:]]
            row = {"id": f"{name}/{n}/{system}", "system": system, "target_lang": lang}
            out.write(json.dumps(row | {"segments": segments}) + "\n")


def test_the_whole_is_deterministic(tmp_path: Path) -> None:
    write(tmp_path, TRAIN[0], 3)
    for name in (*TRAIN[1:], DEV):
        write(tmp_path, name, 1)
    for name in (*NATIVE, NATIVE_DEV):
        write(tmp_path, name, 0)
    for lang, name in OTHER_LANGUAGES.items():
        write(tmp_path, name, 1, lang)
    table = calibrate(tmp_path, {}, "a command")
    assert as_bytes(table) == as_bytes(calibrate(tmp_path, {}, "a command"))
    assert table["files"][TRAIN[0]]["segments"] == 12
    read = as_calibration(table)
    assert read.check_ids and {"A", "E"} <= {name for name, _ in read.grades()}
    assert all(0 < read.confidence(c) < 1 for c in read.check_ids)
