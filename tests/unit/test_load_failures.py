"""Loading what is broken, mixed or meant to harm: one clear failure, the rest goes on."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.growth import grows_linearly

from mtlint.load import LoadOptions, load_paths
from mtlint.load.encoding import decode
from mtlint.load.read import MAX_ARTICLE_CHARACTERS, LoadError
from mtlint.types import Document, Failure, Role


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


def test_damaged_utf8_keeps_what_is_right() -> None:
    decoded = decode("“Café” 会议".encode() + b" \xff end")
    assert decoded.text == "“Café” 会议 \ufffd end"
    assert decoded.note is not None and "line 1" in decoded.note


def test_utf16_without_a_mark() -> None:
    decoded = decode("It opened today.".encode("utf-16-be"))
    assert (decoded.text, decoded.encoding) == ("It opened today.", "utf-16-be")


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"%PDF-1.4 text", "PDF"), (b"{\\rtf1 text}", "RTF"), (b"PK\x03\x04x", "zip")],
)
def test_known_files_are_called_by_name(data: bytes, word: str) -> None:
    with pytest.raises(LoadError, match=word):
        decode(data)


def test_batch_lines_of_other_encodings(tmp_path: Path) -> None:
    utf8 = '{"id": "a", "body": "“It” opened."}\n'.encode()
    western = '{"id": "b", "body": "Café “opens” today."}\n'.encode("cp1252")
    first, second = load(write(tmp_path, "b.jsonl", utf8 + western))
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.text, second.text) == ("“It” opened.", "Café “opens” today.")
    assert first.notes == () and "windows-1252" in second.notes[0]
    wide = '{"id": "a", "body": "“It” opened."}\n' * 2
    documents = load(write(tmp_path, "c.jsonl", wide.encode("utf-16")))
    assert [d.id for d in documents if isinstance(d, Document)] == ["a", "a#2"]


@pytest.mark.parametrize("bad", [b"\0", b'{"id": "z", "body": "It \0 opened."}', b"\1" * 700])
def test_a_batch_line_of_binary_data_fails_alone(tmp_path: Path, bad: bytes) -> None:
    good = '{"id": "a", "body": "Café opens."}'.encode("cp1252")
    for lines, number in (([good, bad, good], 2), ([bad, good, good], 1)):
        items = load(write(tmp_path, "b.jsonl", b"\n".join(lines)))
        assert [i.line for i in items if isinstance(i, Failure)] == [number]
        texts = [i.text for i in items if isinstance(i, Document)]
        assert texts == ["Café opens."] * 2


def test_a_batch_that_is_none_is_said_once(tmp_path: Path) -> None:
    for data in (b"\0\1\2" * 99, b"PK\x03\x04\0\n" + b'{"id": "a"}\n'):
        (failure,) = load(write(tmp_path, "b.jsonl", data))
        assert isinstance(failure, Failure) and failure.line is None


def test_half_characters_do_not_travel(tmp_path: Path) -> None:
    document = one(write(tmp_path, "b.jsonl", '{"id": "a", "body": "\\ud800 It opened."}'))
    document.text.encode("utf-8")


def test_a_json_array_is_said_once(tmp_path: Path) -> None:
    text = json.dumps([{"id": "a", "body": "It opened."}] * 9, indent=1)
    failures = load(write(tmp_path, "b.jsonl", text))
    assert len(failures) == 2
    assert isinstance(failures[1], Failure) and "not JSON lines" in failures[1].what


def test_rows_of_the_wrong_width_and_open_quotes(tmp_path: Path) -> None:
    text = 'id;Target\na;It opened.\na;Too; many\na\na;"never closed\nb;Swallowed.\n'
    items = load(write(tmp_path, "a.csv", text))
    failures = [i for i in items if isinstance(i, Failure)]
    assert [f.line for f in failures] == [3, 4, 5]
    assert [len(d.segments) for d in items if isinstance(d, Document)] == [1]


def test_loose_quotes_in_tsv(tmp_path: Path) -> None:
    text = 'id\tsegment\ttarget\na\t1\t"It opened," he said.\na\t2\tIt works.\n'
    document = one(write(tmp_path, "a.tsv", text))
    assert document.segments[0].target == '"It opened," he said.'
    document = one(write(tmp_path, "b.tsv", 'id\ttarget\na\t"It ""opened""\nnow."\n'))
    assert document.segments[0].target == 'It "opened"\nnow.'


def test_source_paragraphs_of_a_record(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "headline": "Road opens",
        "body": "It opened. It works.",
        "source": "开\n开了。",
    }
    document = one(write(tmp_path, "a.jsonl", json.dumps(row)))
    assert [(s.target, s.source) for s in document.segments] == [
        ("Road opens", "开"), ("It opened. It works.", "开了。"),
    ]  # fmt: skip
    document = one(write(tmp_path, "b.jsonl", json.dumps({**row, "source": "开"})))
    assert all(s.source is None for s in document.segments) and document.notes


def test_two_wordings_of_a_headline_on_one_page(tmp_path: Path) -> None:
    html = (
        "<html lang='zh'><head><title>Road opens in the Provincial Capital_Hill Net</title></head>"
        "<body><h1>Road opens in the Provincial Committee</h1><article>"
        + "<p>The road opened on Monday in the town, and it is good for all of us.</p>" * 3
        + "</article></body></html>"
    )
    document = one(write(tmp_path, "a.html", html))
    heads = [s.target for s in document.segments if s.role is Role.HEADING]
    assert heads[0].endswith("Committee") and heads[1].endswith("Provincial Capital")
    assert document.target_lang == "en"


def test_html_fragments_and_empty_pages(tmp_path: Path) -> None:
    document = one(write(tmp_path, "a.html", "<p>It opened. It works.</p>"))
    assert len(document.segments) == 2
    (failure,) = load(write(tmp_path, "b.html", "<html><body><script>x()</script></body></html>"))
    assert isinstance(failure, Failure)


def test_front_matter_title_is_found_in_its_place(tmp_path: Path) -> None:
    text = "---\nslug: tea town\ndescription: Tea town opens\ntitle: Tea town\n---\n\nIt is good.\n"
    document = one(write(tmp_path, "a.md", text))
    assert document.segments[0].offset == text.index("title: ") + len("title: ")
    toml = '+++\ntitle = "Tea town"\n+++\n\nIt is good.\n'
    assert one(write(tmp_path, "b.md", toml)).headline == "Tea town"


def test_unreadable_folder_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", refuse)
    (failure,) = load(tmp_path)
    assert isinstance(failure, Failure) and "Permission denied" in failure.what


def test_docx_bomb(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as out,
    ):
        for _ in range(520):
            out.write(bytes(2**20))
    (failure,) = load(write(tmp_path, "a.docx", buffer.getvalue()))
    assert isinstance(failure, Failure) and "512 MB" in failure.what


def test_what_is_too_long_for_an_article_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    line = "The council met on Monday and agreed on the plan. " * (MAX_ARTICLE_CHARACTERS // 50 + 1)
    alone = load(write(tmp_path, "long.txt", line))
    (failure,) = alone
    assert isinstance(failure, Failure) and not failure.absent
    assert "characters in one article" in str(failure) and "\n" not in str(failure)
    records = [
        {"id": "a", "body": "The council met."},
        {"id": "b", "body": line},
        {"id": "c", "segments": [{"id": 1, "target": line}]},
        {"id": "d", "body": "The mayor left."},
    ]
    rows = "".join(json.dumps(r) + "\n" for r in records)
    first, second, third, last = load(write(tmp_path, "batch.jsonl", rows))
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(second, Failure) and second.line == 2
    assert isinstance(third, Failure) and third.line == 3


def test_a_long_blank_beginning_is_not_the_end(tmp_path: Path) -> None:
    for blank in ("\n" * 200_000, " " * 70_000):
        document = one(write(tmp_path, "port.txt", blank + "The port opened on Friday."))
        assert document.segments[0].target == "The port opened on Friday."
    rows = "\n" * 200_000 + json.dumps({"id": "a", "body": "The port opened."}) + "\n"
    assert one(write(tmp_path, "batch.jsonl", rows)).id == "a"
    (failure,) = load(write(tmp_path, "blank.txt", "\n" * 200_000))
    assert isinstance(failure, Failure) and "is empty" in str(failure)


def test_marks_that_nothing_closes_take_linear_time(tmp_path: Path) -> None:
    for mark in ("<!-- ", "![x]("):

        def run(n: int, mark: str = mark) -> None:
            one(write(tmp_path, "marks.md", "The port opened.\n\n" + mark * n))

        assert grows_linearly(run, 2_000)
