"""Merging, ordering, suppression, fingerprints and scores of findings."""

import math
from dataclasses import replace

import pytest

from mtlint.calibration.table import (
    USUAL_OVERLAP,
    Calibration,
    interpolate,
    load_calibration,
    parse_calibration,
)
from mtlint.check import Check
from mtlint.config import ACCEPTED, CONFIRMED, Config
from mtlint.rank import rank, score, urgency, words_in
from mtlint.risk import segment_risks
from mtlint.segment import article
from mtlint.types import (
    Category,
    Document,
    Evidence,
    Finding,
    Hit,
    Part,
    Place,
    Segment,
    Severity,
)

TEXT = "The mayor opened the the bridge. Wrold leaders came. Wrold leaders left."
TABLE = Calibration(
    {
        "target_lang": "en",
        "prior": 0.5,
        "families": {"spelling": 0.6},
        "other_language_offset": -1.0,
        "checks": {
            "a.low": {"p": 0.2, "on": True},
            "a.mid": {"p": 0.6, "on": True, "features": {"good": 1.0}},
            "a.scored": {"p": 0.5, "on": False, "scores": [[0.0, 0.3], [1.0, 0.9]]},
        },
        "languages": {"de": {"offset": -0.5, "offsets": {}, "off": ["a.mid"]}},
        "grades": {
            "rules": {"at": [["A", 5.0], ["B", 20.0]]},
            "with_model": {"at": [["A", 50.0]]},
        },
        "risk": {"rules": {"cost": 0.5, "words": 0.1, "intercept": 1.0}},
    }
)


def check(name: str, severity: Severity = Severity.MINOR, needs: frozenset[Evidence] = frozenset()):
    return Check(
        name, Category.OTHER, severity, "segment", lambda view: iter(()), "Doc.", (), needs
    )


def ranked(*pairs: tuple[str, Hit], document: Document | None = None, **settings) -> list[Finding]:
    document = document or Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [(check(name), hit) for name, hit in pairs]
    return list(rank(document, hits, Config(**settings), TABLE).findings)


def hit(start: int, end: int, **more) -> Hit:
    return Hit(0, start, end, "said", **more)


def test_most_costly_first_then_by_place() -> None:
    found = ranked(
        ("a.mid", hit(40, 45)), ("a.mid", hit(0, 3)), ("a.mid", hit(10, 12, features=("good",)))
    )
    assert [(f.start, f.rank) for f in found] == [(10, 1), (0, 2), (40, 3)]


def test_the_headline_is_more_urgent() -> None:
    document = article("Wrold leaders came to town.", "The mayor opened the bridge")
    hits = (
        ("a.scored", replace(hit(0, 5, score=0.8), segment=1)),
        ("a.scored", hit(0, 3, score=0.6)),
    )
    for weight, first in ((1.5, 0), (1.0, 1)):
        found = ranked(*hits, document=document, rules={"a.scored": "on"}, headline_weight=weight)
        assert [f.segment_index for f in found] == [first, 1 - first]


def test_what_would_cost_more_comes_before_what_is_surer() -> None:
    data = dict(TABLE.data) | {"checks": {"a.dear": {"p": 0.45, "on": True, "weight": 5.0}}}
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [(check("a.dear"), hit(0, 3)), (check("b.other"), hit(10, 13))]
    dear, sure = rank(document, hits, Config(), Calibration(data)).findings
    assert (dear.check, sure.check) == ("a.dear", "b.other")
    assert dear.confidence < sure.confidence and dear.cost > sure.cost


def test_the_overlap_of_a_hit_is_that_of_its_features() -> None:
    entry = {"p": 0.5, "overlap": 0.3, "overlaps": {"told": 0.5, "weak": 0.1}}
    table = Calibration({"checks": {"a.b": entry}})
    for features, share in (
        ((), 0.3),
        (("other",), 0.3),
        (("told",), 0.5),
        (("told", "weak"), 0.3),
    ):
        assert table.overlap("a.b", features) == pytest.approx(share)
    assert table.overlap("a.c", ("told",)) == USUAL_OVERLAP


def order_under(checks: dict, *pairs: tuple[str, Hit]) -> list[str]:
    """The checks of the findings in their order, under a table with these entries."""
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    table = Calibration({"target_lang": "en", "prior": 0.5, "checks": checks})
    hits = [(check(name), h) for name, h in pairs]
    return [f.check for f in rank(document, hits, Config(), table).findings]


def test_what_meets_more_of_a_mark_comes_first() -> None:
    sure = {"p": 0.6, "on": True, "weight": 2.0}
    pairs = ("a.wide", hit(0, 3)), ("a.tight", hit(10, 12))
    tight = {"a.wide": sure | {"overlap": 0.2}, "a.tight": sure | {"overlap": 0.5}}
    assert order_under(tight, *pairs) == ["a.tight", "a.wide"]
    # what was never judged so meets two fifths
    assert order_under({"a.wide": sure | {"overlap": 0.2}, "a.tight": sure}, *pairs)[0] == "a.tight"
    assert order_under({"a.wide": sure | {"overlap": 0.5}, "a.tight": sure}, *pairs)[0] == "a.wide"


def test_the_learned_model_says_itself_how_much_of_a_mark_it_expects_to_meet() -> None:
    entry = {"p": 0.6, "on": True, "weight": 2.0, "overlap": 0.9}
    checks = {"model.minor": entry, "a.told": entry | {"overlap": 0.4}}
    rule = ("a.told", hit(10, 12))  # expects .24, and is to be marked with .6: .19
    for expects, first in ((0.17, "a.told"), (0.21, "model.minor")):
        own = replace(hit(0, 3), overlap=expects)
        assert order_under(checks, ("model.minor", own), rule)[0] == first


def test_what_a_person_confirmed_comes_first_whatever_others_expect() -> None:
    document = article("Wrold leaders came to town.", "The mayor opened the bridge")
    hits = [
        (check("a.mid", Severity.CRITICAL), replace(hit(0, 5), segment=1, overlap=50.0)),
        (check("b.other"), hit(0, 3)),
    ]
    for weight in (0.0, 0.5, 1.1):
        config = Config(headline_weight=weight, min_confidence=0)
        findings = rank(document, hits, config, TABLE).findings
        assert all(0 <= f.overlap <= 1 for f in findings)
        other = next(f for f in findings if f.check == "b.other")
        config = replace(config, decisions={other.fingerprint: CONFIRMED})
        assert rank(document, hits, config, TABLE).findings[0].check == "b.other"


def test_the_costs_of_the_rules_are_those_without_the_model() -> None:
    document = Document("d", (Segment(1, TEXT), Segment(2, TEXT)), segmented=True)
    needs = frozenset({Evidence.MODEL})
    learned = check("model.minor", Severity.MAJOR, needs), hit(0, 3)
    alone = check("model.minor", Severity.MAJOR, needs), replace(hit(10, 13), segment=1)
    rule = check("a.mid"), hit(0, 3)
    both = rank(document, [rule, learned, alone], Config(), TABLE)
    assert both.rule_costs == rank(document, [rule], Config(), TABLE).costs
    assert both.rule_costs[1] == 0.0 and all(
        whole > own for whole, own in zip(both.costs, both.rule_costs, strict=True)
    )


def test_a_rule_keeps_its_weight_in_the_headline_where_a_network_that_names_rivals_agrees() -> None:
    segments = Segment(1, TEXT, part=Part.HEADLINE), Segment(2, TEXT)
    document = Document("d", segments, segmented=True)
    rule, needs = (check("a.mid"), hit(0, 3)), frozenset({Evidence.MODEL})

    def urgent(*others: tuple[Check, Hit]) -> float:
        (found,) = rank(document, [rule, *others], Config(min_confidence=0), TABLE).findings
        return urgency(replace(found, overlap=0.5, weight=2.0), {0}, 1.5)

    alone = urgent()
    assert urgent((check("consistency.term-misfit", needs=needs), hit(0, 3))) == alone
    assert urgent((check("model.minor", needs=needs), hit(0, 3))) == alone / 1.5


def test_the_points_of_marks_count_for_less_than_the_overlap() -> None:
    dear = {"p": 0.4, "on": True, "weight": 5.0, "overlap": 0.5}
    cheap = dear | {"weight": 1.0, "overlap": 0.7}
    hits = ("a.dear", hit(0, 3)), ("a.cheap", hit(10, 12))
    assert order_under({"a.dear": dear, "a.cheap": cheap}, *hits) == ["a.dear", "a.cheap"]
    nearer = cheap | {"overlap": 0.8}  # 1.6 times the overlap outweighs 5 times the points
    assert order_under({"a.dear": dear, "a.cheap": nearer}, *hits) == ["a.cheap", "a.dear"]


def test_notes_come_last_and_what_a_person_confirmed_first() -> None:
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [(check(n), h) for n, h in (("a.mid", hit(0, 3)), ("a.low", hit(10, 12)))]
    first = rank(document, hits, Config(min_confidence=0), TABLE).findings
    low = next(f for f in first if f.check == "a.low")
    assert first[0].check == "a.mid"
    confirmed = Config(decisions={low.fingerprint: CONFIRMED})
    assert rank(document, hits, confirmed, TABLE).findings[0].check == "a.low"
    noted = Config(rules={"a.mid": "neutral"}, min_confidence=0)
    assert rank(document, hits, noted, TABLE).findings[0].check == "a.low"


def test_what_marks_cost_orders_before_the_severity_of_the_check() -> None:
    data = dict(TABLE.data) | {"checks": {"a.dear": {"p": 0.5, "on": True, "weight": 3.0}}}
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [(check("a.dear"), hit(0, 3)), (check("b.other"), hit(10, 13))]
    dear, other = rank(document, hits, Config(), Calibration(data)).findings
    assert (dear.check, dear.cost, other.cost) == ("a.dear", 1.5, 0.5)
    (set_by_rule, _) = rank(
        document, hits, Config(rules={"a": "minor"}), Calibration(data)
    ).findings
    assert set_by_rule.cost == 0.5


def test_below_the_least_confidence_is_left_out_unless_a_rule_asks_for_it() -> None:
    assert ranked(("a.low", hit(0, 3))) == []
    assert len(ranked(("a.low", hit(0, 3)), rules={"a": "on"})) == 1
    assert ranked(("a.mid", hit(0, 3)), rules={"a": "on", "a.mid": "off"}) == []


def test_a_rule_sets_the_severity() -> None:
    (found,) = ranked(("a.mid", hit(0, 3)), rules={"a.mid": "critical"})
    assert found.severity is Severity.CRITICAL and found.cost == pytest.approx(25 * 0.6)


def test_select_and_top() -> None:
    pairs = [("a.mid", hit(0, 3)), ("b.other", hit(20, 24)), ("b.other", hit(30, 34))]
    assert [f.check for f in ranked(*pairs, select=("b",))] == ["b.other", "b.other"]
    assert len(ranked(*pairs, top=1)) == 1


def test_ignored_and_accepted_findings_are_counted() -> None:
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [(check("a.mid"), hit(0, 3)), (check("b.other"), hit(20, 24))]
    ranked = rank(document, hits, Config(ignore=("b",)), TABLE)
    found, hidden = ranked.findings, ranked.hidden
    assert [f.check for f in found] == ["a.mid"] and hidden == 1
    known = {found[0].fingerprint: ACCEPTED}
    ranked = rank(document, hits, Config(decisions=known), TABLE)
    found, hidden = ranked.findings, ranked.hidden
    assert set(ranked.known) == set(known)
    assert [f.check for f in found] == ["b.other"] and hidden == 1


def test_the_same_place_is_one_finding_with_the_evidence_of_both() -> None:
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [
        (check("a.mid"), hit(33, 38, related=(Place(0, 0, 3),))),
        (
            check("b.other", Severity.MAJOR, frozenset({Evidence.SOURCE})),
            hit(33, 46, suggestion="World leaders"),
        ),
    ]
    (found,) = rank(document, hits, Config(), TABLE).findings
    assert found.check == "b.other" and found.merged == ("a.mid",)
    assert found.confidence == 0.6  # the surer one's
    assert found.evidence == (Evidence.TARGET, Evidence.SOURCE)
    assert [r.text for r in found.related] == ["The"]


def test_the_tighter_of_equals_survives() -> None:
    (found,) = ranked(("a.mid", hit(33, 46)), ("a.mid", hit(33, 38)))
    assert found.text == "Wrold" and found.merged == ()


def test_a_word_in_a_marked_sentence_stays_a_finding_of_its_own() -> None:
    assert len(ranked(("a.mid", hit(0, 52)), ("a.mid", hit(33, 38)))) == 2


def test_neighbours_do_not_merge() -> None:
    assert len(ranked(("a.mid", hit(0, 3)), ("b.other", hit(3, 9)))) == 2


def test_a_repeated_statement_about_one_text_becomes_related_places() -> None:
    (found,) = ranked(("a.mid", hit(33, 38)), ("a.mid", hit(53, 58)))
    assert (found.start, [r.start for r in found.related]) == (33, [53])


def test_repeated_marks_stay_findings() -> None:
    assert len(ranked(("a.mid", hit(31, 32)), ("a.mid", hit(51, 52)))) == 2


def test_many_findings_in_one_long_line_take_linear_time() -> None:
    document = Document("d", (Segment(1, "ab, " * 50_000),), segmented=True)
    hits = [(check("a.mid"), hit(i * 4 + 2, i * 4 + 3)) for i in range(50_000)]
    hits.append((check("b.other"), hit(0, 200_000)))
    found = rank(document, hits, Config(), TABLE).findings
    assert len(found) == 50_001


def test_fingerprints_differ_within_a_document_and_survive_edits_elsewhere() -> None:
    text = (
        "A sudden rain fell.\n\nOne, two. A rain fell, they said. One, two. A rain fell, they said."
    )
    prints = []
    for whole in (text, "New first lines here.\n\n" + text):
        document = article(whole)
        hits = [
            (check("a.mid"), Hit(i, s.target.index(","), s.target.index(",") + 1, "said"))
            for i, s in enumerate(document.segments)
            if "," in s.target
        ]
        prints.append({f.fingerprint for f in rank(document, hits, Config(), TABLE).findings})
    assert prints[0] == prints[1] and len(prints[0]) == 4


def test_positions_point_into_the_article() -> None:
    document = article("First line.\n\nSecond, wrold line.")
    at = document.segments[1].target.index("wrold")
    ranked = rank(document, [(check("a.mid"), Hit(1, at, at + 5, "x"))], Config(), TABLE)
    (found,) = ranked.findings
    assert document.text[found.start : found.end] == "wrold"
    assert (found.line, found.column) == (3, at + 1)


def test_confidence_adds_features_scores_and_the_language() -> None:
    assert TABLE.confidence("a.mid") == pytest.approx(0.6)
    assert TABLE.confidence("a.mid", ("good", "unknown")) > TABLE.confidence("a.mid")
    assert TABLE.confidence("a.scored", (), 0.5) == pytest.approx(0.6)
    assert TABLE.confidence("spelling.new") == pytest.approx(0.6)
    german, french = TABLE.for_language("de-AT"), TABLE.for_language("fr")
    assert TABLE.confidence("a.mid") > german.confidence("a.mid") > french.confidence("a.mid")
    assert TABLE.enabled("a.mid") and not german.enabled("a.mid") and not TABLE.enabled("a.scored")


def test_a_check_may_be_on_for_its_surer_hits_only() -> None:
    entry = {"p": 0.6, "on": True, "least_score": 2.0, "off_features": ["figure"]}
    table = Calibration({"target_lang": "en", "checks": {"a.b": entry}})
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [
        (check("a.b"), hit(0, 3, score=1.0)),
        (check("a.b"), hit(10, 13, score=3.0)),
        (check("a.b"), hit(33, 38, score=3.0, features=("figure",))),
    ]
    assert [f.start for f in rank(document, hits, Config(), table).findings] == [10]
    assert len(rank(document, hits, Config(rules={"a.b": "on"}), table).findings) == 3


def test_the_map_of_scores_is_level_beyond_its_ends() -> None:
    points = [(0.0, 0.2), (1.0, 0.4)]
    assert [interpolate(points, x) for x in (-5, 0, 0.5, 1, 9)] == pytest.approx(
        [0.2, 0.2, 0.3, 0.4, 0.4]
    )


def test_the_table_that_comes_with_mtlint_loads() -> None:
    table = load_calibration()
    assert table.check_ids and table.grades() and len(table.signature) == 12


def test_a_file_that_is_no_table_is_refused() -> None:
    for raw in (b"{", b"[]", b'{"schema": "other"}'):
        with pytest.raises(ValueError, match=r"table\.json"):
            parse_calibration(raw, "table.json")


def test_words_of_scripts_without_spaces() -> None:
    document = Document("d", (Segment(1, "The GDP rose 3.5%."), Segment(2, "中国经济增长")))
    assert words_in(document) == 4 + 3


def test_segment_risk_and_score() -> None:
    document = Document("d", (Segment(1, "one two"), Segment(2, "three")), segmented=True)
    ranked = rank(document, [(check("a.mid"), hit(0, 3))], Config(), TABLE)
    risks = segment_risks(document, ranked.rule_costs, TABLE)
    assert [r.risk for r in risks] == pytest.approx(
        [math.e * 1.6**0.5 * 2**0.1 - 1, math.e - 1], abs=1e-3
    )
    assert score(100, ranked.costs, TABLE).grade == "B"
    assert score(1000, ranked.costs, TABLE).per_1000_words == pytest.approx(0.6)
    assert score(10, ranked.costs, TABLE).grade == "F"
    assert score(0, (), TABLE).penalty == 0


def test_the_score_does_not_depend_on_what_is_shown() -> None:
    document = Document("d", (Segment(1, "one two three"), Segment(2, "four")), segmented=True)
    hits = [(check("a.mid"), hit(0, 3)), (check("b.other"), hit(4, 7))]
    everything = rank(document, hits, Config(min_confidence=0), TABLE)
    assert len(everything.findings) == 2
    for fewer in (Config(min_confidence=0.99), Config(top=1)):
        part = rank(document, hits, fewer, TABLE)
        assert len(part.findings) < 2
        assert part.costs == everything.costs
    accepted = {f.fingerprint: ACCEPTED for f in everything.findings}
    assert sum(rank(document, hits, Config(decisions=accepted), TABLE).costs) == 0


def test_what_is_confirmed_counts_whole_and_is_always_shown() -> None:
    document = Document("d", (Segment(1, "one two three"),), segmented=True)
    hits = [(check("a.mid"), hit(0, 3))]
    (found,) = rank(document, hits, Config(), TABLE).findings
    config = Config(decisions={found.fingerprint: CONFIRMED}, min_confidence=0.99)
    (confirmed,) = rank(document, hits, config, TABLE).findings
    assert confirmed.confirmed and confirmed.cost == found.severity.weight > found.cost


def test_repeats_of_an_accepted_finding_stay_accepted_and_a_new_one_shows() -> None:
    text = "A cat sat here. Then the cat slept there. At last some cat ran away from us all."
    document = Document("d", (Segment(1, text),), segmented=True)
    places = [text.index("cat"), text.index("cat slept"), text.index("cat ran")]
    hits = [(check("a.mid"), hit(at, at + 3)) for at in places]
    (found,) = rank(document, hits[:2], Config(), TABLE).findings
    known = dict.fromkeys((found.fingerprint, *found.covers), ACCEPTED)
    assert len(known) == 2
    assert rank(document, hits[:2], Config(decisions=known), TABLE).findings == ()
    (new,) = rank(document, hits, Config(decisions=known), TABLE).findings
    assert new.start == places[2]


def test_merging_keeps_every_check_named_once() -> None:
    found = ranked(("a.mid", hit(33, 38)), ("b.other", hit(33, 38)), ("c.more", hit(32, 38)))
    assert len(found) == 1 and {found[0].check, *found[0].merged} == {"a.mid", "b.other", "c.more"}
    assert replace(found[0], rank=9).cost == found[0].cost


def test_a_rule_speaks_where_the_model_only_points_at_the_same_place() -> None:
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    hits = [
        (check("model.x", needs=frozenset({Evidence.MODEL})), hit(30, 38)),
        (check("a.low"), hit(33, 38, suggestion="World")),
        (check("c.more"), hit(28, 32)),  # another fault, which the model's span touches as well
    ]
    checks = {**TABLE.data["checks"], "model.x": {"p": 0.9, "on": True}}
    table = replace(TABLE, data={**TABLE.data, "checks": checks})
    first, second = rank(document, hits, Config(min_confidence=0.1), table).findings
    assert (first.check, first.text, first.merged) == ("c.more", "dge.", ("model.x",))
    assert first.confidence == 0.9 and Evidence.MODEL in first.evidence
    assert (second.check, second.merged, second.confidence) == ("a.low", (), 0.2)
    (alone,) = rank(document, hits[:2], Config(min_confidence=0.1), table).findings
    assert (alone.check, alone.text, alone.confidence) == ("a.low", TEXT[30:38], 0.9)
    assert alone.suggestion == TEXT[30:33] + "World"


def test_a_rule_is_told_at_the_place_that_the_model_doubts_around_it() -> None:
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    wide = (check("model.x", needs=frozenset({Evidence.MODEL})), hit(4, 19))
    checks = {**TABLE.data["checks"], "model.x": {"p": 0.9, "on": True}}
    table = replace(TABLE, data={**TABLE.data, "checks": checks})

    def found(start: int, end: int, suggestion: str | None) -> Finding:
        rule = (check("a.low"), hit(start, end, suggestion=suggestion))
        (own,) = rank(document, [wide, rule], Config(min_confidence=0.1), table).findings
        assert (own.check, own.merged) == ("a.low", ("model.x",))
        return own

    # The same edits as at the narrow places.
    for start, end, new, wider in (
        (4, 9, "king", "king opened th"), (10, 19, None, None), (4, 10, "", "opened th")
    ):  # fmt: skip
        own = found(start, end, new)
        assert (own.start, own.end, own.text) == (4, 19, TEXT[4:19])
        assert own.suggestion == wider
    touching = found(0, 9, "A slow")
    assert (touching.text, touching.suggestion) == (TEXT[0:9], "A slow")


def test_a_graver_finding_of_the_model_keeps_the_floor() -> None:
    document = Document("d", (Segment(1, TEXT),), segmented=True)
    learned = check("model.x", Severity.MAJOR, frozenset({Evidence.MODEL}))
    hits = [(learned, hit(33, 38)), (check("a.mid"), hit(33, 38))]
    (found,) = rank(document, hits, Config(), TABLE).findings
    assert (found.check, found.merged) == ("model.x", ("a.mid",))
