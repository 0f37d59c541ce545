"""Makes the English word-class lexicon `text/data/word_classes_en.txt`.

    pip install lemminflect==0.2.3
    python -m mtlint.learn.word_classes TEXTS.jsonl.gz... \
        > src/mtlint/text/data/word_classes_en.txt

Inflected forms come from lemminflect (MIT; its tables derive from the NIH SPECIALIST Lexicon,
which may be used freely). Kept are the words whose forms occur often enough in the given
texts. Where a form may be noun or verb, the texts decide which it mostly is, by the words before
it: `the reform` is a noun, `to reform` a verb. Counts only are learned, no text is kept.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from mtlint.text.tokens import words

# Classes of the lexicon, one letter each: see mtlint.text.grammar_en.
_VERB_SLOTS = "DNGZ"
_ENOUGH = 4  # occurrences in the texts below which a lemma is left out
_NOUN_BEFORE = frozenset(
    "the a an this that these those my your his her its our their of in on at for with by from "
    "new other some any no each every such more most first".split()
)
_VERB_BEFORE = frozenset(
    "to will would can could should shall may might must not i you he she it we they who n't "
    "and also".split()
)


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for segment in json.loads(line)["segments"]:
                yield segment["target"]


def _forms() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each lemma with its (form, class) pairs."""
    spec = find_spec("lemminflect")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("lemminflect is not installed")
    table = Path(spec.submodule_search_locations[0]) / "resources" / "infl_lu.csv.gz"
    with gzip.open(table, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, kind, *slots = line.rstrip("\n").split(",")
            if not lemma.isalpha() or not lemma.islower():
                continue
            pairs = []
            if kind == "verb":
                pairs = [(lemma, "B"), *_slots(slots, _VERB_SLOTS)]
                if len(slots) > 1 and not slots[1]:  # no own participle: the past form serves
                    pairs += [(form, "N") for form in slots[0].split("/") if form]
            elif kind == "noun":
                plural = _slots(slots[:1], "p")
                own = [pair for pair in plural if pair[0] != lemma]  # "measures/measure"
                pairs = [(lemma, "n"), *(own or plural)]
            elif kind in ("adj", "adv"):
                letter = "j" if kind == "adj" else "r"
                pairs = [(lemma, letter), *_slots(slots, letter * 2)]
            yield lemma, pairs


def _slots(slots: list[str], letters: str) -> list[tuple[str, str]]:
    return [
        (form, letter)
        for cell, letter in zip(slots, letters, strict=False)
        for form in cell.split("/")
        if form.isalpha() and form.islower()
    ]


def main(paths: list[str]) -> None:
    """Print the lexicon: a line for each set of classes, its words after a tab."""
    seen: Counter[str] = Counter()
    as_noun: Counter[str] = Counter()
    as_verb: Counter[str] = Counter()
    for path in paths:
        for text in _texts(Path(path)):
            before = ""
            for word in words(text):
                low = word.lower
                seen[low] += 1
                as_noun[low] += before in _NOUN_BEFORE
                as_verb[low] += before in _VERB_BEFORE
                before = low
    classes: dict[str, set[str]] = defaultdict(set)
    for _, pairs in _forms():
        if sum(seen[form] for form in {form for form, _ in pairs}) >= _ENOUGH:
            for form, letter in pairs:
                classes[form].add(letter)
    lines = defaultdict(list)
    for form, letters in classes.items():
        if letters & set("BZD") and letters & set("npj"):
            noun, verb = as_noun[form], as_verb[form]
            if noun >= 3 * verb + 2:
                letters.add("+")
            elif verb >= 3 * noun + 2:
                letters.add("!")
        lines["".join(sorted(letters))].append(form)
    print("# English word classes; made by mtlint.learn.word_classes from lemminflect 0.2.3 (MIT).")
    for key in sorted(lines):
        print(key, " ".join(sorted(lines[key])), sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
