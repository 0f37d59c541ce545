"""Weigh tagger and probe, and fit the decoder for both together.

    python -m mtlint.learn.probe.fuse --data DIR --readings FILE

Fitted on the documents that neither was trained on, as the language model reads them (FILE keeps
what it said, as `mtlint.learn.deep` does): the log-odds of a word are linear in those of both
(logistic regression on the share of raters who mark it); then the decoder as
`mtlint.learn.tagger.decoder` fits it for the tagger alone. Writes the weights into `probe.json`,
and `decoder_fused.json`.
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
from mtlint.learn.tagger import decoder
from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.predict import Article, articles, score
from mtlint.learn.tagger.prepare import MAJOR, RATED
from mtlint.models.decoding import FUSED, WordScore
from mtlint.models.fusion import fused, inputs
from mtlint.models.tagger import SegmentScores
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
    from sklearn.linear_model import LogisticRegression

    rows = []
    for k in range(2):
        shares = np.concatenate([y[:, k], 1 - y[:, k]])
        outcome = np.repeat([1, 0], len(x))
        model = LogisticRegression(C=1 / RIDGE, max_iter=1000)
        model.fit(np.concatenate([x, x]), outcome, sample_weight=shares)
        weights = [float(model.intercept_[0]), *model.coef_[0].tolist()]
        rows.append([round(w, 4) for w in weights])
    return rows


class Both:
    """The texts held out with what tagger and probe say of them. `data` are the files, `heard`
    the opinions by document and text."""

    def __init__(self, data: Path, heard: Mapping[tuple[str, str], Opinion]) -> None:
        self.data, self.heard = data, heard
        self.known: dict[tuple[str, int, bool], list[list[SegmentScores]]] = {}

    def scores(self, rows: Sequence[Article], sourced: bool) -> list[list[SegmentScores]]:
        """What the tagger says; each file is read once."""
        key = (rows[0]["id"], len(rows), sourced)
        if key not in self.known:
            self.known[key] = score(rows, sourced)
        return self.known[key]

    def words(self, sourced: bool) -> tuple[Floats, Floats]:
        """Inputs and labels of all rated words."""
        x, y = [], []
        for name in RATED:
            rows = articles(self.data, name, aside=True)
            for article, scores in zip(rows, self.scores(rows, sourced), strict=True):
                for segment, own in zip(article["segments"], scores, strict=True):
                    opinion = self.heard.get((article["doc"], segment["target"]))
                    if opinion and own.words and segment["ratings"]:
                        x.append(inputs(own.words, opinion))
                        y.append(labels(own.words, segment))
        return np.concatenate(x), np.concatenate(y)

    def fused(self, rows: Sequence[Article], sourced: bool) -> list[list[SegmentScores]]:
        """Scores of both together: what the decoder is fitted on."""
        return [
            [
                fused(own, self.heard.get((article["doc"], s["target"])))
                for s, own in zip(article["segments"], scores, strict=True)
            ]
            for article, scores in zip(rows, self.scores(rows, sourced), strict=True)
        ]


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--readings", type=Path, required=True, nargs="+", help="first: written")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    both = Both(options.data, opinions(options.data, remembered(options.readings)))
    path = options.out / "probe.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["fusion"] = {
        name: weighed(*both.words(sourced))
        for name, sourced in (("alone", False), ("beside", True))
    }
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(about["fusion"]))
    decoder.write(*decoder.material(options.data, both.fused), options.out / FUSED)


if __name__ == "__main__":
    main()
