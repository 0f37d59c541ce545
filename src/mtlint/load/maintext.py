"""The text of a page's article: what trafilatura finds, put back in its place on the page.

It leaves out captions and tables, or runs them into one line with their neighbours, and now and
then a paragraph between two others. So each of its lines is found again among the page's own
blocks, which say where one paragraph ends, and what stands between them is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import islice
from typing import Any, Literal, NamedTuple

from mtlint.load.blocks import Block, blocks_of, is_hidden
from mtlint.load.classes import BESIDE, COMMENTS, forget_settings, names
from mtlint.load.placing import placed
from mtlint.load.tables import is_data_table
from mtlint.load.tree import APART, Parsed

_SPACE = re.compile(r"\s+")
_LIST_MARK = re.compile(r"^- (?=\S)")
_ENDED = re.compile(r"[.!?…。！？][\"”’»)\]]*$")
_PROSE_LETTERS = 40
_MOST_LINKED = 0.5
_MOST_LINKED_IN_PROSE = 0.3
_BESIDE_ROLES = frozenset({"navigation", "complementary", "contentinfo", "dialog", "search"})
_CAPTION = re.compile(r"(?<![a-z])captions?(?![a-z])")
_CAPTIONS = frozenset({"figcaption", "caption"})
_NEVER_TEXT = frozenset({"script", "style", "head"})
_NEAR = 4
_LARGE = frozenset("html body main article section header".split())
_OWN_PARENT = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote pre figcaption dt dd".split())


class Text(NamedTuple):
    """A paragraph of the article; captions and cells need be no sentences."""

    text: str
    kind: Literal["paragraph", "caption", "cell"] = "paragraph"


class Main(NamedTuple):
    """The article's texts, and how many words of running text the page holds beside them.

    `inside`: how many stand within the article, in what its classes say is none of its text.
    """

    texts: list[Text]
    left_out: int = 0
    inside: int = 0


def main_text(html: str, page: Parsed) -> Main:
    """The paragraphs, captions and table cells of the page's article, in the order of the page."""
    blocks = blocks_of(page.root)
    changed = forget_settings(page.root, list(filter(_prose, blocks)))
    lines = _extracted(_without_comments(page.root) if page.limited or changed else html)
    if not lines:
        return Main([_text(block) for block in _all_texts(page.root, blocks)])
    article = _Article(blocks, lines)
    if article.is_elsewhere():
        blocks = blocks_of(page.root, _NEVER_TEXT)
        article = _Article(blocks, lines)
    texts = list(article.texts())
    taken = {text.text for text in texts}
    left = [b for b in blocks if b.text not in taken and b.linked <= _MOST_LINKED and _prose(b)]
    none = not any(b.text in taken for b in blocks if _prose(b))
    inside = [b for b in left if article.holds(b, everything=none)]
    return Main(texts, _words(filter(_is_nobodys, left)), _words(inside))


def _all_texts(root: Any, blocks: Sequence[Block]) -> Sequence[Block]:
    """The texts of a page without a main text: better a button than an article lost."""
    kept = [b for b in blocks if not any(map(_is_apart, _around(b.element)))]
    if any(map(_prose, kept)):
        return kept
    every = blocks_of(root, _NEVER_TEXT)
    return every if any(map(_prose, every)) or not kept else kept


def _words(blocks: Iterable[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _is_nobodys(block: Block) -> bool:
    """Whether a paragraph stands in nothing that is a part of the page around the article."""
    return not any(e.tag != "article" and _is_beside(e) for e in _around(block.element))


def _without_comments(tree: Any) -> Any:
    """A copy of the tree as trafilatura makes them."""
    from lxml import etree

    copied = deepcopy(tree)
    etree.strip_tags(copied, etree.Comment, etree.ProcessingInstruction)
    return copied


def _extracted(page: Any) -> list[str]:
    """The lines that trafilatura takes for the page's main text; none where it finds none."""
    import trafilatura

    for tables in (False, True):  # pages laid out by tables have their text in them
        try:
            found = trafilatura.extract(
                page,
                include_comments=False,
                include_tables=tables,
                include_formatting=False,
                favor_recall=True,
                output_format="txt",
            )
        except Exception:  # it lets whatever a broken page causes through
            return []
        if found:
            lines = (_LIST_MARK.sub("", line.lstrip()) for line in found.splitlines())
            return [p for p in (_SPACE.sub(" ", line).strip(" |") for line in lines) if p]
    return []


def _around(element: Any) -> Iterator[Any]:
    """An element and those around it, the innermost first."""
    yield element
    yield from element.iterancestors()


def _parent(block: Block) -> Any:
    """What a paragraph shares with its neighbours: the element around it, or its own."""
    element = block.element
    around = element.getparent() if element.tag in _OWN_PARENT else None
    return element if around is None else around


def _prose(block: Block) -> bool:
    return len(block.bare) >= _PROSE_LETTERS and _ENDED.search(block.text) is not None


def _is_caption(element: Any) -> bool:
    """Whether the text right in an element is the caption of a picture or of a table."""
    around = list(islice(_around(element), _NEAR))
    named = (_CAPTION.search(names(e)) for e in around[:2] if e.tag not in _LARGE)
    return any(e.tag in _CAPTIONS for e in around) or any(named)


def _text(block: Block) -> Text:
    if _is_caption(block.element):
        return Text(block.text, "caption")
    in_cell = any(e.tag in ("td", "th") for e in _around(block.element))
    return Text(block.text, "cell" if in_cell else "paragraph")


class _Article:
    """The blocks of a page, and which of them the extractor's lines say."""

    def __init__(self, blocks: Sequence[Block], lines: Sequence[str]) -> None:
        self._blocks = blocks
        self._lines = placed(lines, blocks)
        said = [blocks[i] for i in sorted(self._lines.whole)]
        self._parents = {_parent(b) for b in [b for b in said if _prose(b)] or said}
        self._titles = self._title_elements()
        self._around_titles = {title.getparent() for title in self._titles}
        self._holders = {e for parent in self._parents for e in _around(parent)}
        self._container = self._common()
        self._inside: dict[Any, bool] = {}
        self._tables: dict[Any, bool] = {}

    def is_elsewhere(self) -> bool:
        """Whether the lines are no text of these blocks, for the most part."""
        loose = sum(len(line) for lines in self._lines.loose.values() for line in lines)
        return loose > sum(len(self._blocks[i].text) for i in self._lines.whole)

    def texts(self) -> Iterator[Text]:
        """What the lines say, and what belongs among them, each text by itself."""
        lines, blocks = self._lines, self._blocks
        said = {blocks[i].bare for i in lines.whole}
        for i, block in enumerate(blocks):
            # trafilatura drops a paragraph that says the one above it again: a fault worth telling
            again = i > 0 and block.bare == blocks[i - 1].bare
            new = again or block.bare not in said
            if i in lines.whole or (new and self._belongs(block)):
                yield _text(block)
            else:
                yield from map(Text, lines.parts.get(i, ()))
            yield from map(Text, lines.loose.get(i, ()))
        if not blocks:
            yield from map(Text, lines.loose.get(0, ()))

    def holds(self, block: Block, *, everything: bool) -> bool:
        """Whether a paragraph that is not taken may be one of the article's: it stands within it,
        and nothing but a class says otherwise. Comments are asked for `everything` only.
        """
        for element in _around(block.element):
            if element is self._container:
                return True
            if _is_apart(element) or (element.get("role") or "") in _BESIDE_ROLES:
                return False
            if not everything and COMMENTS.search(names(element)):
                return False
        return everything

    def _title_elements(self) -> list[Any]:
        """The headline above the text: the first that the lines say, or the only one there is."""
        titles = [i for i, b in enumerate(self._blocks) if b.element.tag == "h1"]
        said = [i for i in titles if i in self._lines.whole] or titles
        return [self._blocks[i].element for i in said[:1]]

    def _common(self) -> Any:
        """The element around all paragraphs: the innermost, or the article that it is a part of."""
        around = [*self._parents, *self._titles]
        common = None
        for level in zip(*([*_around(e)][::-1] for e in around), strict=False):
            if any(element is not level[0] for element in level):
                break
            common = level[0]
        if common is None:
            return None
        return next((e for e in _around(common) if e.tag in ("article", "main")), common)

    def _belongs(self, block: Block) -> bool:
        """Whether a block that no line says is one of the article's all the same."""
        element = block.element
        if not self._parents or not block.bare or not self._is_inside(element):
            return False
        beside_text = _parent(block) in self._parents
        if _prose(block) and (beside_text or _parent(block) in self._around_titles):
            return block.linked <= _MOST_LINKED_IN_PROSE
        table = next((e for e in _around(element) if e.tag == "table"), None)
        if table is not None and table not in self._holders:
            return self._is_data(table)
        return block.linked <= _MOST_LINKED and _is_caption(element)

    def _is_inside(self, element: Any) -> bool:
        """Whether an element is in the article, and in nothing that stands beside its text."""
        path: list[Any] = []
        answer = False
        for around in _around(element):
            if around is self._container:
                answer = True
            elif around in self._inside:
                answer = self._inside[around]
            else:
                path.append(around)
                if around in self._holders or not _is_beside(around):
                    continue
            break
        self._inside.update(dict.fromkeys(path, answer))
        return answer

    def _is_data(self, table: Any) -> bool:
        if table not in self._tables:
            self._tables[table] = is_data_table(table)
        return self._tables[table]


def _is_apart(element: Any) -> bool:
    return element.tag in APART or is_hidden(element)


def _is_beside(element: Any) -> bool:
    """Whether an element without text of the article in it is a part of the page around it."""
    return (
        _is_apart(element)
        or element.tag == "article"
        or (element.get("role") or "") in _BESIDE_ROLES
        or BESIDE.search(names(element)) is not None
    )
