"""Boosted decision trees in plain Python: what a learned model says of a row of measures.

A model is made by `python -m mtlint.learn.consistency_model`; it is read on first use.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

# A node is (measure, threshold, node if at most, node if more), a leaf a number.
Node = Any
FIRST = 12  # trees after which a row may be given up
GIVEN_UP = -99.0


class Trees:
    """The sum of many small trees: log-odds, planted against intact one to one.

    `measures` names the row that `score` takes, in order. `quiet` holds points (score, rarity),
    scores ascending. A row whose sum after the first trees is below `hopeless` is given up: so are
    few of the plants and most of what is intact.
    """

    def __init__(
        self,
        measures: Sequence[str],
        bias: float,
        trees: Sequence[Node],
        quiet: Sequence[tuple[float, float]] = (),
        hopeless: float = -math.inf,
    ) -> None:
        self.measures = tuple(measures)
        self._bias = bias
        self._first = tuple(_frozen(t) for t in trees[:FIRST])
        self._rest = tuple(_frozen(t) for t in trees[FIRST:])
        self._quiet = tuple(quiet)
        self._hopeless = hopeless

    def score(self, row: Sequence[float]) -> float:
        """Log-odds of a row of measures; GIVEN_UP where the first trees see no hope."""
        total = self._bias
        for node in self._first:
            while node.__class__ is tuple:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node
        if total < self._hopeless:
            return GIVEN_UP
        for node in self._rest:
            while node.__class__ is tuple:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node
        return total

    def rarity(self, score: float) -> float:
        """How rare so high a score is where nothing is wrong, the same scale for all models.

        0: one place in 1,000 words of native English and human translations; 1: one in 2,000; 2:
        one in 4,000; beyond both ends of what was measured, the end.
        """
        at = bisect_right(self._quiet, score, key=lambda point: point[0])
        if at == 0 or at == len(self._quiet):
            return self._quiet[min(at, len(self._quiet) - 1)][1] if self._quiet else 0.0
        (x0, y0), (x1, y1) = self._quiet[at - 1], self._quiet[at]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)


def _frozen(node: Node) -> Node:
    if not isinstance(node, list):
        return float(node)
    measure, threshold, low, high = node
    return (int(measure), float(threshold), _frozen(low), _frozen(high))


@cache
def _models() -> dict[str, dict[str, Any]]:
    text = files("mtlint.text").joinpath("data", "consistency_trees.json").read_text("utf-8")
    models: dict[str, dict[str, Any]] = json.loads(text)
    return models


@cache
def trees(name: str) -> Trees:
    """A model by its name.

    Raises:
        KeyError: there is none of that name.
    """
    return Trees(**_models()[name])
