"""Left over from a language model: its talk around the translation, and what it was told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mtlint.check import Example, segment_check
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

_COLON = re.compile("[:：]")
_ANSWER = re.compile(r"translat|\bversion\b|\btext\b|:")


@cache
def _prompts() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """Phrases by their first four characters, and a pattern of the marks that stand anywhere."""
    data = files("mtlint.checks").joinpath("data/leaked_prompts.txt").read_text(encoding="utf-8")
    said, _, marks = data.partition("[marks]\n")
    groups: dict[str, list[str]] = defaultdict(list)
    for line in said.splitlines():
        if line and not line.startswith("# "):
            groups[line[:4]].append(line)
    pattern = "|".join(re.escape(mark) for mark in marks.split())
    return {k: tuple(v) for k, v in groups.items()}, re.compile(pattern)


@segment_check(
    "residue.prompt",
    Category.NON_TRANSLATION,
    Severity.CRITICAL,
    examples=(
        Example("Here is the translation: The fair opened.", hits=["Here is the translation:"]),
        Example(
            "As an AI language model, I cannot read this page.",
            hits=["As an AI language model, I cannot read this page."],
        ),
        Example("Translation: The fair opened on Monday.", hits=["Translation:"]),
        Example("The fair opened. Note: I translated the title freely.",
                hits=["Note: I translated the title freely."]),
        Example("```\nThe fair opened on Monday.", hits=["```"]),
        Example("Hier ist die Übersetzung: Die Messe öffnet.", hits=["Hier ist die Übersetzung:"],
                lang="de"),
        Example("好的，以下是译文：展会开幕了。", hits=["好的，以下是译文："], lang="zh"),
        Example("The chatbot wrote: “As an AI language model, I cannot do that.”"),
        Example("“Here is the translation,” she said, and gave him the letter."),
        Example("Translation is a craft: it takes years."),
        Example("Note: the museum is closed on Mondays."),
        Example("Sure, here in the north it rains, but people stay.",
                hits=[], why="speech that is no answer to a prompt"),
        Example("He asked the machine to translate the following page."),
    ),
)  # fmt: skip
def prompt(view: SegmentView) -> Iterator[Hit]:
    """A language model's talk around the translation, or the prompt itself, was left in the text.

    Nothing else costs a publisher more trust. Phrases of six languages are looked for at the
    start of sentences outside quotation marks, so that articles about language models may quote
    them; marks of chat formats and code fences count anywhere. Limits: only known phrases.
    """
    phrases, marks = _prompts()
    text, lower = view.text, view.lower
    if "’" in view.marks:
        lower = lower.replace("’", "'")
    for sentence in view.sentences:
        group = phrases.get(lower[sentence.start : sentence.start + 4])
        if group is None:
            continue
        for phrase in group:
            if lower.startswith(phrase, sentence.start) and _answers(lower, sentence.start, phrase):
                start, end = sentence.start, sentence.end
                colon = _COLON.search(text, start + len(phrase) - 1, min(end, start + 90))
                end = colon.end() if colon else end
                shown = text[start : min(end, start + 60)]
                yield view.hit(start, end, f"“{shown}” speaks about the translation.")
                break
    if not view.marks.isdisjoint("`<["):
        for match in marks.finditer(lower):
            yield view.hit(*match.span(), f"“{match[0]}” belongs to a chat, not to the article.")


def _answers(lower: str, start: int, phrase: str) -> bool:
    """Whether "sure, here …" goes on as an answer: with the work, or with a colon."""
    if not phrase.startswith(("sure", "certainly", "of course")):
        return True
    return bool(_ANSWER.search(lower, start, start + 90))
