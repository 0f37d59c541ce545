"""HTML as a tree of a bounded depth: what is nested deeper stands as plain paragraphs in it."""

from __future__ import annotations

from typing import Any, NamedTuple

from mtlint.load.read import LoadError

MOST_DEPTH = 150
"""Where a page is nested too deep for the parser, the tree goes no deeper than this."""
SILENT = frozenset(
    "script style head title template noscript iframe svg canvas select option button textarea "
    "object audio video map datalist amp-ad amp-consent amp-state".split()
)
"""Elements whose text is none of the article."""
APART = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
"""Elements that stand beside the article."""
BLOCKS = frozenset(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol "
    "p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements before and behind which a text is another paragraph."""
# A form may hold a whole page.
_LEFT_OUT = SILENT | {"nav", "footer", "aside"}
_KEPT = frozenset("h1 h2 h3 h4 h5 h6 figcaption".split())


class Parsed(NamedTuple):
    """A page's root element; `limited`: a usual parser would lose a part of the page, `flattened`:
    it was nested too deep to be kept as it is."""

    root: Any
    limited: bool = False
    flattened: bool = False


def parse_page(html: str) -> Parsed:
    """The tree of a page.

    Past 256 levels, or ten million characters in one place, the parser drops all that follows. Such
    a page is read once more as a stream of tags, which knows no depth, and what lies deeper than
    `MOST_DEPTH` becomes plain paragraphs.

    Raises:
        LoadError: nothing in it that is HTML.
    """
    from lxml import etree
    from lxml import html as library

    data = html.encode("utf-8", "replace")
    # A declaration inside a decoded string is an error to lxml.
    parser = library.HTMLParser(encoding="utf-8")
    try:
        tree: Any = library.document_fromstring(data, parser=parser)
        if not any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
            return Parsed(tree)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if not any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
            raise LoadError(f"is no HTML that can be read: {error}", "save it again") from error
    try:
        shallow = _Shallow()
        stream: Any = etree.HTMLParser(target=shallow, encoding="utf-8", huge_tree=True)
        return Parsed(etree.fromstring(data, stream), True, shallow.flattened)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise LoadError(f"is nested too deep to be read: {error}", "save it as text") from error


class _Shallow:
    """A target of the parser that builds a tree no deeper than `MOST_DEPTH`."""

    def __init__(self) -> None:
        from lxml import etree
        from lxml import html as library

        maker = library.HTMLParser().makeelement
        self._tree: Any = etree.TreeBuilder(element_factory=maker, insert_comments=True)
        self._kept: list[str] = []
        self._deeper: list[str] = []
        self._blocks = 0
        self._left_out = 0
        self._next = "p"
        self._block: str | None = None
        self.flattened = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._kept) < MOST_DEPTH and not self._deeper:
            self._tree.start(tag, dict(attributes))
            self._kept.append(tag)
            return
        self.flattened = True
        self._deeper.append(tag)
        self._blocks += tag in BLOCKS
        if tag in _LEFT_OUT:
            self._left_out += 1
        elif self._left_out:
            return
        elif tag == "br" and not self._blocks:
            self._tree.start("br", {})
            self._tree.end("br")
        elif tag in BLOCKS or tag == "br":
            self._end_block()
            self._next = tag if tag in _KEPT else "p"

    def end(self, tag: str) -> None:
        if not self._deeper:
            if self._kept:
                self._tree.end(self._kept.pop())
            return
        self._deeper.pop()
        self._blocks -= tag in BLOCKS
        if tag in _LEFT_OUT:
            self._left_out -= 1
        elif not self._left_out and tag in BLOCKS:
            self._end_block()

    def _end_block(self) -> None:
        """A block is opened by its first text only: empty ones would make the tree huge."""
        if self._block is not None:
            self._tree.end(self._block)
            self._block = None
        self._next = "p"

    def data(self, text: str) -> None:
        if self._left_out:
            return
        if self._blocks and self._block is None:
            if not text.strip():
                return
            self._block = self._next
            self._tree.start(self._block, {})
        self._tree.data(text)

    def comment(self, text: str) -> None:
        if not self._left_out:
            self._tree.comment(text)

    def close(self) -> Any:
        self._end_block()
        while self._kept:
            self._tree.end(self._kept.pop())
        return self._tree.close()
