"""Weigh tagger, probe and lexicon.

    python -m mtlint.learn.probe.fuse --data DIR --readings FILE

Fitted on the documents that none of them was trained on, as the language model reads them (FILE
keeps what it said, as `mtlint.learn.deep` does): the log-odds of a word are linear in those of
tagger and probe, and in what it lacks to be explained by its source (logistic regression on the
share of raters who mark it). Writes the weights into `probe.json`, and those of tagger and lexicon
without a probe into `decoder.json`; without `--readings` these alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.learn.deep import Remembered, chosen, remembered
from mtlint.learn.gather import NATIVE, TRAIN
from mtlint.learn.probe.texts import marks_of
from mtlint.learn.tagger.decoder import put, soft_logistic
from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.predict import articles, score
from mtlint.learn.tagger.prepare import MAJOR, RATED
from mtlint.models.decoding import WordScore
from mtlint.models.explained import Explained
from mtlint.models.fusion import inputs
from mtlint.text.view import DocumentView
from mtlint.types import Opinion

Floats = NDArray[np.float64]
#: Weak pull of the weights to 0, in words.
RIDGE = 0.1


def opinions(data: Path, read: Remembered) -> dict[tuple[str, str], Opinion]:
    """What the shipped probe says of the texts held out, by document and text.

    Where translations of a document share a segment, what precedes it in one of them counts.
    """
    found = {}
    for article in (a for name in (*TRAIN, *NATIVE) for a in chosen(data, name)):
        reading = DocumentView(article.document(), language_model=read.read).reading
        if reading is not None and reading.opinions:
            for segment, opinion in zip(article.segments, reading.opinions, strict=True):
                found[article.doc, segment.target] = opinion
    return found


def labels(words: Sequence[WordScore], segment: dict[str, Any]) -> Floats:
    """Share of raters who mark each word, and who mark it as major [words, 2]."""
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    total = np.zeros((len(words), 2))
    for rating in segment["ratings"]:
        met = np.zeros((len(words), 2), bool)
        for start, end, grade in marks_of(rating["errors"]):
            here = (starts < end) & (ends > start)
            met[here, 0] = True
            met[here, 1] |= grade == MAJOR
        total += met
    return total / len(segment["ratings"])


def weighed(x: Floats, y: Floats) -> list[list[float]]:
    """Weights [error and major, 1 + inputs] of a logistic regression on soft labels."""
    return [soft_logistic(x, y[:, k], RIDGE) for k in range(2)]


#: What the words are read beside: whether their source, and whether the lexicon explains them.
READINGS = {"alone": (False, False), "beside": (True, False), "explained": (True, True)}


def words(
    data: Path, heard: Mapping[tuple[str, str], Opinion] | None, reading: str
) -> tuple[Floats, Floats]:
    """Inputs and labels of all rated words of the texts held out, by one of `READINGS`; `heard` are
    the probe's opinions by document and text, None where it has no part."""
    sourced, explained = READINGS[reading]
    x, y = [], []
    for name in RATED:
        rows = articles(data, name, aside=True)
        for article, scores in zip(rows, score(rows, sourced), strict=True):
            segments = article["segments"]
            known = Explained(
                [s["target"] for s in segments],
                [s.get("source") if explained else None for s in segments],
            )
            for i, (segment, own) in enumerate(zip(segments, scores, strict=True)):
                opinion = None if heard is None else heard.get((article["doc"], segment["target"]))
                lacks = known.lacks(i, [(w.start, w.end) for w in own.words])
                left_out = (heard is not None and not opinion) or (explained and lacks is None)
                if own.words and segment["ratings"] and not left_out:
                    x.append(inputs(own.words, opinion, lacks))
                    y.append(labels(own.words, segment))
    return np.concatenate(x), np.concatenate(y)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--readings", type=Path, nargs="+", help="first: written")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    found = weighed(*words(options.data, None, "explained"))
    put(options.out / "decoder.json", "explained", found)
    print(json.dumps(found))
    if not options.readings:
        return
    heard = opinions(options.data, remembered(options.readings))
    path = options.out / "probe.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["fusion"] = {name: weighed(*words(options.data, heard, name)) for name in READINGS}
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(about["fusion"]))


if __name__ == "__main__":
    main()
