"""Whatever is loaded: segments are exact slices, in order, apart from furniture; nothing raises."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtlint.load import LoadOptions, load_paths
from mtlint.types import Document, Failure

LINES = st.sampled_from(
    [
        "A plan opens in town_Hill Net", "2024-08-25 23:11:00", "The plan opened. , it works!",
        "", "  ", "#a #b", "Share:", "Source: Hill Daily Author: Li Na", "“No. 1” said Mr. Li.",
        "1724629481", "Leave a Reply", "他说：“好。”", "# Heading", "> quote", "- item [a](b)",
        "---", "```", "<p>It opened.</p>", "x" * 90, "title: A plan", "\u2028", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(LINES, max_size=25).map("\r\n".join),
    st.text(max_size=300),
)


def loaded(data: bytes, suffix: str) -> list[Document | Failure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input{suffix}"
        path.write_bytes(data)
        return list(load_paths([str(path)], LoadOptions()))


def check(document: Document) -> None:
    size = len(document.text)
    assert document.segments
    if document.segmented:
        return
    last = 0
    for segment in document.segments:
        end = segment.offset + len(segment.target)
        assert document.text[segment.offset : end] == segment.target
        assert segment.target.strip() == segment.target != ""
        assert last <= segment.offset
        last = end
    outer = [f for f in document.furniture if f.kind != "markup"]
    for piece in document.furniture:
        assert 0 <= piece.start < piece.end <= size
    for piece in outer:
        for segment in document.segments:
            end = segment.offset + len(segment.target)
            assert end <= piece.start or piece.end <= segment.offset, piece


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_plain_text(text: str) -> None:
    data = text.encode("utf-8", "replace")
    for item in loaded(data, ".txt"):
        if isinstance(item, Document):
            assert item.text == data.decode("utf-8").removeprefix("\ufeff")
            check(item)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_markdown(text: str) -> None:
    for item in loaded(text.encode("utf-8", "replace"), ".md"):
        if isinstance(item, Document):
            check(item)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_html(text: str) -> None:
    page = f"<html><body><article>{text}</article></body></html>"
    for item in loaded(page.encode("utf-8", "replace"), ".html"):
        if isinstance(item, Document):
            check(item)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx", ".jsonl", ".csv", ".txt.gz"])
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes(suffix: str, data: bytes) -> None:
    assert loaded(data, suffix)
