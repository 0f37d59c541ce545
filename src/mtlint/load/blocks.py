"""The paragraphs, captions and table cells of a page's tree, in the order of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mtlint.load.tree import BLOCKS, SILENT

_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
"""Where a word may break: for the page's lines, none of its words."""
_SPACE = re.compile(r"\s+")
_NO_LETTER = re.compile(r"[\W_]+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…。！？:：;；][\"”’»)\]]*$")
_GAP = "\ufdd0"
"""Stands for a line break until it is known whether it parts two paragraphs."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text that stands by itself on the page."""

    text: str
    bare: str
    """Its letters and digits alone: what an extractor may have changed around them is left out."""
    element: Any
    """The innermost block element around it."""
    linked: float
    """The share of its text that is links."""


def bare(text: str) -> str:
    """The letters and digits of a text.

    >>> bare("- A | b, 1")
    'Ab1'
    """
    return _NO_LETTER.sub("", text)


def text_of(element: Any) -> str:
    """The text of an element in one line: a line break, as a block in it, is a space."""
    return _SPACE.sub(" ", " ".join(block.text for block in blocks_of(element))).strip()


def blocks_of(root: Any, silent: frozenset[str] = SILENT) -> list[Block]:
    """The texts below an element that readers see, each with the block element it stands in.

    `silent` are the elements that hold none.
    """
    return [block for run in _runs(root, silent) for block in run.blocks()]


def is_hidden(element: Any) -> bool:
    """Whether the page itself hides an element from its readers."""
    if element.get("hidden") is not None:
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _is_silent(element: Any, silent: frozenset[str]) -> bool:
    """Hidden blocks are told apart later: a script may unfold them for readers."""
    return element.tag in silent or (element.tag not in BLOCKS and is_hidden(element))


class _Run:
    """A text that grows until the border of a block."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.pieces: list[str] = []
        self.linked = 0

    def add(self, text: str, *, in_link: bool, in_pre: bool) -> None:
        self.pieces.append(_EMPTY_LINE.sub(_GAP * 2, text) if in_pre else text)
        self.linked += len(text) if in_link else 0

    def blocks(self) -> Iterator[Block]:
        """The run, cut at the line breaks that part paragraphs: not those within a sentence."""
        whole = "".join(self.pieces).translate(_UNSEEN)
        share = self.linked / max(1, len(whole))
        text = ""
        for piece in (_SPACE.sub(" ", p).strip() for p in whole.split(_GAP)):
            goes_on = text and piece[:1].islower() and not _ENDED.search(text)
            if text and not goes_on:
                yield Block(text, bare(text), self.element, share)
            text = f"{text} {piece}" if goes_on else piece
        if text:
            yield Block(text, bare(text), self.element, share)


def _runs(root: Any, silent: frozenset[str]) -> Iterator[_Run]:
    """The runs of text below an element that hold no border of a block."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    around = [root]
    inside = Counter[str]()
    run = _Run(root)
    for event, node in walk:
        begins, tag = event == "start", node.tag
        said = node.text if begins else node.tail if node is not root else None
        if begins and node is not root and _is_silent(node, silent):
            walk.skip_subtree()
            said = None
        if event in ("start", "end"):
            inside[tag] += 1 if begins else -1
            if tag in BLOCKS and node is not root:
                yield run
                if begins:
                    around.append(node)
                else:
                    around.pop()
                run = _Run(around[-1])
            elif tag == "br" and begins:
                run.pieces.append(_GAP)
        if said:
            run.add(said, in_link=inside["a"] > 0, in_pre=inside["pre"] > 0)
    yield run
