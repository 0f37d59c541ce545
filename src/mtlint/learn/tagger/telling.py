"""Fit how much a doubt tells: ``python -m mtlint.learn.tagger.telling --data DIR``.

Spans of the rated documents that the tagger never saw, against those of native texts kept from
training (see ``mtlint.models.telling``). Both sides weigh the same. Run after `tagger.decoder`,
whose scores it weighs; writes beside its weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from mtlint.learn.tagger.decoder import put, soft_logistic
from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.predict import articles, score
from mtlint.learn.tagger.prepare import NATIVE, RATED
from mtlint.models.tagger import SegmentScores, decode
from mtlint.models.telling import measures

Row = tuple[float, float]
RIDGE = 1e-3


def rows(texts: Iterable[SegmentScores]) -> list[Row]:
    """What the spans that are told in any article are judged by."""
    return [
        measures(span.score, own.risk, len(own.words))
        for own in texts
        for span in decode(own)
        if span.sure
    ]


def fitted(machine: Sequence[Row], native: Sequence[Row]) -> list[float]:
    """Constant and weights."""
    side = np.repeat([1.0, 0.0], [len(machine), len(native)])
    share = np.where(side, 0.5 / len(machine), 0.5 / len(native))
    return soft_logistic(np.array([*machine, *native]), side, RIDGE, share)


def main() -> None:
    """Fit and write into ``decoder.json``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    machine, native = (
        rows(
            text
            for name in names
            for article in score(articles(options.data, name, aside=True))
            for text in article
        )
        for names in (RATED, NATIVE)
    )
    found = fitted(machine, native)
    put(options.out / "decoder.json", "telling", found)
    print(f"{len(machine)} spans of machine output, {len(native)} of native text: {found}")


if __name__ == "__main__":
    main()
