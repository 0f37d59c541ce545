"""Segments beside their sources: what is usual in a document is reckoned once."""

from __future__ import annotations

import pytest

from mtlint.checks import accuracy
from mtlint.text.view import DocumentView
from mtlint.types import Document, Segment

SOURCE = "经过多年对城墙、起重机和仓库的整修，这座古老的港口于星期五重新开放了。"
TARGET = "The old harbour was opened again on Friday after years of work on walls and cranes."


def test_what_is_usual_is_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    real = accuracy._size

    def counted(text: str, *, source: bool = False) -> float:
        nonlocal asked
        asked += 1
        return real(text, source=source)

    monkeypatch.setattr(accuracy, "_size", counted)
    segments = tuple(Segment(i, TARGET, source=SOURCE) for i in range(60))
    view = DocumentView(Document("d", segments, segmented=True))
    for segment in view.segments:
        assert list(accuracy.too_short.detect(segment)) == []
    assert asked <= 8 * len(segments)
