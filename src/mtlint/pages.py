"""Documentation pages in Markdown, one for each check, from the text that `explain` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mtlint.catalogue import Page, page_of
from mtlint.check import Example
from mtlint.registry import all_checks

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def write_pages(folder: Path) -> int:
    """Write `<id>.md` for each check and an `index.md`; returns how many files.

    Raises:
        OSError: the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page_of(check) for check in all_checks()]
    for page in pages:
        (folder / f"{page.id}.md").write_text(markdown(page), encoding="utf-8")
    (folder / "index.md").write_text(index(pages), encoding="utf-8")
    return len(pages) + 1


def index(pages: Iterable[Page]) -> str:
    """A list of all pages with the fault that each check looks for."""
    lines = ["# Checks", ""]
    lines += [f"- [{p.id}]({p.id}.md): {p.docs.partition(chr(10))[0]}" for p in pages]
    return "\n".join(lines) + "\n"


def markdown(page: Page) -> str:
    """One check's page."""
    lines = [f"# {page.id}", "", page.docs, "", "| | |", "|---|---|"]
    lines += [f"| {name} | {_plain(value)} |" for name, value in page.facts]
    lines += ["", *page.figures]
    if page.reports:
        lines += ["", "## Reports", "", *_examples(page.reports)]
    if page.silent:
        lines += ["", "## Stays silent", "", *_examples(page.silent)]
    lines += ["", "## To silence it", ""]
    lines += [f"- {name}: `{how}`" for name, how in page.silencing]
    return "\n".join(lines) + "\n"


def _examples(examples: Iterable[Example]) -> Iterable[str]:
    for example in examples:
        text = _plain(example.text.replace("\n\n", " ¶ ").replace("\n", " "))
        head = f"headline: {_plain(example.headline)}; body: " if example.headline else ""
        finds = ", ".join(f"“{_plain(h)}”" for h in example.hits)
        why = f" ({_plain(example.why)})" if example.why else ""
        yield f"- {head}{text}" + (f"\n  finds {finds}" if finds else "") + why


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
