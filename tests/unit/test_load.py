"""Loading: formats, furniture, headlines, encodings, and one clear failure for bad input."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from mtlint.load import LoadOptions, load_paths
from mtlint.load.article import lines_of
from mtlint.load.encoding import decode
from mtlint.load.read import LoadError
from mtlint.types import Document, Failure, Part, Role

ROOT = Path(__file__).resolve().parents[2]


def load(path: Path, **options: object) -> list[Document | Failure]:
    return list(load_paths([str(path)], LoadOptions(**options)))  # type: ignore[arg-type]


def one(path: Path, **options: object) -> Document:
    (document,) = load(path, **options)
    assert isinstance(document, Document), document
    return document


def write(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def kinds_of(document: Document) -> dict[str, str]:
    return {document.text[f.start : f.end]: f.kind for f in document.furniture}


def test_seed_article() -> None:
    document = one(ROOT / "seeds" / "hangzhou-net-plenary-session.txt")
    assert document.headline is not None
    assert document.headline.endswith("the beautiful picture of China’s reform")
    assert [f.kind for f in document.furniture] == [
        "site-name", "timestamp", "byline", "timestamp", "hashtags", "share", "comment-form",
    ]  # fmt: skip
    first, again, *_ = document.segments
    assert first.part is Part.HEADLINE and "Provincial Capital" in first.target
    assert again.role is Role.HEADING and "Provincial Party Committee" in again.target
    assert document.segments[-1].target.startswith("Today’s Zhejiang")
    headings = [s.target for s in document.segments if s.role is Role.HEADING]
    assert len(headings) == 5


def test_one_paragraph_a_line_and_hard_wrapped_lines(tmp_path: Path) -> None:
    long = "The plan opened in the town hall, and people came from all parts of the county to hear"
    flat = f"Plan opens in the town\n{long} {long.lower()}.\nIt is good.\n"
    document = one(write(tmp_path, "flat.txt", flat))
    assert document.headline == "Plan opens in the town"
    assert [s.paragraph for s in document.segments] == [0, 1, 2]
    wrapped = (
        "Plan opens in the town\n\n"
        "The plan opened on Monday in the town hall, where hundreds of people had\n"
        "come to hear the mayor speak about the new roads, the new schools and all\n"
        "of the money. It went well.\n"
    )
    document = one(write(tmp_path, "wrapped.txt", wrapped))
    assert [s.target[-5:] for s in document.segments] == [" town", "oney.", "well."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_kept(tmp_path: Path, end: str) -> None:
    text = end.join(["A plan opens", "", "The plan opened. It is good.", "", "It went well."])
    document = one(write(tmp_path, "a.txt", text))
    assert document.text == text
    assert [s.target for s in document.segments] == [
        "A plan opens", "The plan opened.", "It is good.", "It went well.",
    ]  # fmt: skip


def test_lines_know_what_is_blank_above() -> None:
    assert [line.blank_before for line in lines_of("a\nb\n\nc\r\nd\r\n\r\ne")] == [
        True, False, True, False, True,
    ]  # fmt: skip


def test_markdown(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "River plan: a start"\nlang: en\n---\n# River plan: a start\n\n'
        "The *new* plan is [here](http://example.org/a.,b). It works.\n\n"
        "```\ncode. , here\n```\n\n> A quote stands here.\n\n- an item\n\n<!-- a comment -->\n"
    )
    document = one(write(tmp_path, "a.md", text))
    assert document.headline == "River plan: a start"
    assert document.segments[0].part is Part.HEADLINE
    assert document.text == text
    targets = [s.target for s in document.segments]
    assert "A quote stands here." in targets
    assert not any("code" in t or "comment" in t for t in targets)


def test_broken_front_matter_is_said(tmp_path: Path) -> None:
    document = one(write(tmp_path, "a.md", "---\ntitle: [a\n---\n\nThe plan opened here.\n"))
    assert any("front matter" in note for note in document.notes)


def test_html_page() -> None:
    document = one(ROOT / "seeds" / "harbour-rail-link.html")
    assert document.extracted
    assert document.headline is not None and document.headline.endswith("First Half of the Year")
    text = document.text
    assert "Related articles" not in text and "Copyright" not in text and "Home" not in text
    assert any(
        s.role is Role.HEADING and s.target.startswith("A Golden") for s in document.segments
    )


def test_html_takes_the_site_name_off(tmp_path: Path) -> None:
    html = (
        "<html><head><title>Plan opens in town - My Own Corner</title>"
        '<meta property="og:site_name" content="My Own Corner"></head><body><article>'
        + "<p>The plan opened on Monday in the town hall of the city, and it is good.</p>" * 3
        + "</article></body></html>"
    )
    assert one(write(tmp_path, "a.html", html)).headline == "Plan opens in town"


def test_docx() -> None:
    document = one(ROOT / "seeds" / "pocket-parks.docx")
    assert document.segments[0].part is Part.HEADLINE
    assert sum(s.role is Role.HEADING for s in document.segments) == 3
    assert kinds_of(document) == {"Reporter: Ding Yue Correspondent: Peng Hao": "byline"}


def test_batch_records(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "headline": "Plan opens", "body": "It opened. It works."},
        {"id": "b", "segments": [{"id": 7, "target": "It opened.", "source": "开了。"}]},
        {"id": "c", "headline": "Plan opens", "segments": [{"id": 1, "target": "It opened."}]},
        {"id": "a", "body": "It opened once more."},
    ]
    path = tmp_path / "b.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    a, b, c, again = load(path)
    assert isinstance(a, Document) and isinstance(b, Document)
    assert isinstance(c, Document) and isinstance(again, Document)
    assert a.headline == "Plan opens" and a.text == "Plan opens\n\nIt opened. It works."
    assert (b.segments[0].id, b.segments[0].source, b.segmented) == (7, "开了。", True)
    assert [(s.id, s.part.value) for s in c.segments] == [("headline", "headline"), (1, "body")]
    assert again.id == "a#2"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("x x x#2", ["x", "x#2", "x#2#2"]),
        ("x#2 x x x", ["x#2", "x", "x#3", "x#4"]),
        ("x x x#2 x x#2", ["x", "x#2", "x#2#2", "x#3", "x#2#3"]),
    ],
)
def test_ids_that_are_made_meet_none_that_is_given(
    tmp_path: Path, given: str, made: list[str]
) -> None:
    rows = [json.dumps({"id": name, "body": "It opened."}) for name in given.split()]
    items = load(write(tmp_path, "b.jsonl", "\n".join(rows)))
    assert [d.id for d in items if isinstance(d, Document)] == made


def test_target_only_drops_sources(tmp_path: Path) -> None:
    row = {"id": "b", "segments": [{"id": 7, "target": "It opened.", "source": "开了。"}]}
    document = one(write(tmp_path, "b.jsonl", json.dumps(row)), target_only=True)
    assert document.segments[0].source is None


@pytest.mark.parametrize(
    ("record", "word"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        ("{}", "id"),
        ('{"id": "a"}', "body"),
        ('{"id": "a", "segments": {}}', "list"),
        ('{"id": "a", "segments": [{"id": 1}]}', "target"),
        ('{"id": "a", "body": 3}', "string"),
        ('{"id": "a", "segments": []}', "segment"),
        ("[" * 100000, "nested"),
    ],
)
def test_broken_records_are_failures_with_their_line(
    tmp_path: Path, record: str, word: str
) -> None:
    good = '{"id": "x", "body": "The plan opened."}'
    first, failure, last = load(write(tmp_path, "b.jsonl", f"{good}\n{record}\n{good}\n"))
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(failure, Failure)
    assert failure.line == 2
    assert word in failure.what


def test_tables_in_both_layouts(tmp_path: Path) -> None:
    by_segment = one(write(tmp_path, "a.csv", "id,segment,target\nx,1,It opened.\nx,2,It works.\n"))
    assert [s.id for s in by_segment.segments] == [1, 2]
    by_article = one(write(tmp_path, "b.tsv", "id\theadline\tbody\nx\tPlan opens\tIt works.\n"))
    assert by_article.headline == "Plan opens"
    (failure,) = load(write(tmp_path, "c.csv", "name,text\na,b\n"))
    assert isinstance(failure, Failure) and "name, text" in failure.what


def test_parallel_files(tmp_path: Path) -> None:
    target = write(tmp_path, "t.txt", "It opened.\nIt works.\n")
    source = write(tmp_path, "s.txt", "开了。\n行。\n")
    document = one(target, source=source)
    assert [s.source for s in document.segments] == ["开了。", "行。"]
    (failure,) = load(target, source=write(tmp_path, "s2.txt", "开了。\n"))
    assert isinstance(failure, Failure) and "1 lines for 2 segments" in failure.what


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path, "b.txt", "It opened.")
    write(tmp_path, "sub/a.md", "It opened.")
    write(tmp_path, ".git/c.txt", "It opened.")
    write(tmp_path, "d.png", b"\x89PNG")
    assert [d.id for d in load(tmp_path) if isinstance(d, Document)] == ["b.txt", "sub/a.md"]


@pytest.mark.parametrize("name", ["utf-16", "utf-8-sig", "utf-8", "utf-16-le-bom"])
def test_unicode_encodings(name: str) -> None:
    text = "It’s café time. 代表"
    data = b"\xff\xfe" + text.encode("utf-16-le") if name == "utf-16-le-bom" else text.encode(name)
    assert decode(data).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "省委全会提出进一步全面深化改革，推动高质量发展。" * 3),
        ("gb18030", "The plan of 杭州 is good and the city grows fast.\n" * 4),
        ("cp1252", "It’s the mayor’s plan – “a new start”. Café."),
        ("cp1251", "Премьер-министр заявил о новом плане развития."),
    ],
)
def test_legacy_encodings_are_guessed(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.note is not None


def test_binary_is_refused() -> None:
    with pytest.raises(LoadError, match="binary"):
        decode(bytes(range(256)) * 10)


def test_standard_input_takes_articles_and_batches() -> None:
    def from_stdin(data: bytes) -> list[Document | Failure]:
        return list(load_paths(["-"], LoadOptions(), io.BytesIO(data)))

    (article,) = from_stdin(b"It opened. It works.")
    assert isinstance(article, Document) and len(article.segments) == 2
    first, second = from_stdin(b'{"id": "a", "body": "x y."}\n{"id": "b", "body": "z."}\n')
    assert [getattr(d, "id", None) for d in (first, second)] == ["a", "b"]
    (failure,) = from_stdin(b"")
    assert isinstance(failure, Failure) and failure.absent


def test_only_furniture_is_a_failure(tmp_path: Path) -> None:
    (failure,) = load(write(tmp_path, "a.txt", "Share:\nFacebook\nTwitter\n"))
    assert isinstance(failure, Failure)


def test_one_line_of_megabytes(tmp_path: Path) -> None:
    path = write(tmp_path, "long.txt", "The plan opened and it works well. " * 60_000)
    document = one(path)
    assert len(document.segments) == 60_000


def test_a_locale_is_a_language_tag(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The mayor opened the bridge.", encoding="utf-8")
    (document,) = load_paths([str(path)], LoadOptions(target_lang="en_US"))
    assert isinstance(document, Document) and document.target_lang == "en-US"


def test_what_the_run_writes_is_no_article_of_the_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "report.html"):
        (tmp_path / name).write_text("The mayor opened the bridge.", encoding="utf-8")
    written = frozenset({str((tmp_path / "report.html").resolve())})
    (only,) = load_paths([str(tmp_path)], LoadOptions(written=written))
    assert isinstance(only, Document) and only.id == "a.txt"


@pytest.mark.parametrize("first", ['{"body": "A cat sat."}', "{broken", '{"id": 1'])
def test_a_bad_first_record_on_standard_input_is_a_failure(first: str) -> None:
    data = f'{first}\n{{"id": "b", "body": "It opened."}}\n'.encode()
    bad, good = load_paths(["-"], LoadOptions(), io.BytesIO(data))
    assert isinstance(bad, Failure) and bad.line == 1
    assert isinstance(good, Document) and good.id == "b"
