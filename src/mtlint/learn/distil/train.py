"""Teachers by folds of documents, and the tagger, which learns from ratings and teachers alike.

    python -m mtlint.learn.distil.train --work WORK --base BASE [--minutes M]

`WORK/corpus.npz` is written by `mtlint.learn.distil.corpus`. A teacher is a probe that learns from
two thirds of the documents and says of the rest what a professional would mark, so that the tagger
hears of no text from a teacher that learned its document. Five minutes of a large GPU; two
processor cores would need days. `WORK` gets `teachers.npz` (what teachers say of everything) and
`checkpoint.pt`, which `mtlint.learn.tagger.kinds` and `export` take.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from mtlint.learn import installed
from mtlint.learn.distil import lots
from mtlint.learn.distil.articles import ASIDE, TRAIN, WATCHED
from mtlint.learn.distil.corpus import FOLDS, Corpus, Ints
from mtlint.learn.distil.figures import figures
from mtlint.learn.distil.fit import fit, predict
from mtlint.learn.distil.lots import Batches, Lot
from mtlint.learn.distil.networks import Learner, Prober, Reader, Said, judge_of, states_of
from mtlint.learn.probe.network import Network
from mtlint.learn.probe.upper import fresh
from mtlint.learn.tagger.network import from_base
from mtlint.models import language
from mtlint.models.causal import MIDDLE

#: Padded pieces in a batch.
BUDGET = 8192
#: Teachers for each fold, and the layer of the language model that they end behind.
TEACHERS, TOP = 2, 24
#: The share of the time that one network may take at most.
TIME = {"teacher": 0.48 / FOLDS / TEACHERS, "tagger": 0.52}


class Room:
    """Corpus and device, and what is done with them."""

    def __init__(self, work: Path, base: Path, budget: int, seconds: float) -> None:
        self.base, self.budget, self.seconds = base, budget, seconds
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.corpus = Corpus.load(work / "corpus.npz")
        self.tokens, self.subwords = Batches(self.corpus, False), Batches(self.corpus, True)
        self.raters = int(self.corpus.rater.max()) + 1
        self.model = language.open_model(installed.weights())
        self.part = self.corpus.part[self.corpus.article]
        self.fold = self.corpus.fold[self.corpus.article]
        self.began = time.monotonic()

    @cached_property
    def states(self) -> Tensor:
        """The language model's states of all tokens."""
        return states_of(self.model, self.corpus, self.device)

    def say(self, *words: Any) -> None:
        """Print with the time."""
        print(f"[{time.monotonic() - self.began:.0f}s]", *words, flush=True)

    def chosen(self, without: int = -1) -> Ints:
        """Rated segments to learn from, but those of a fold."""
        rated = np.zeros(len(self.part), bool)
        rated[self.tokens.rated()] = True
        return np.flatnonzero(rated & (self.part == TRAIN) & (self.fold != without))

    def teacher(self, seed: int, chosen: Ints) -> Prober:
        """A probe that learns from the chosen segments."""
        torch.manual_seed(seed)
        size = self.states.shape[1]
        upper = fresh(self.model.model, self.model.first, range(MIDDLE, TOP))
        judge = Network(self.raters, upper, torch.zeros(size), torch.ones(size))
        net: Prober = Prober(judge, self.states).to(self.device)
        net.standardise(next(lots.by_segment(self.tokens, chosen, 40_000, random.Random(seed))))

        def passes(number: int) -> Iterator[Lot]:
            rng = random.Random(1000 * seed + number)
            return lots.by_segment(self.tokens, chosen, self.budget, rng)

        fit(net, "teacher", passes, None, TIME["teacher"] * self.seconds, self.device)
        return net

    def teachers(self) -> Said:
        """What teachers say of all texts: of each those that did not learn its document, of texts
        aside all of them."""
        heard: list[Said] = []
        for fold in range(FOLDS):
            own = np.flatnonzero((self.part != TRAIN) | (self.fold == fold))
            for k in range(TEACHERS):
                net = self.teacher(10 * fold + k, self.chosen(fold))
                made = lots.by_segment(self.tokens, own, 4 * self.budget, random.Random(0))
                heard.append(predict(net, made, self.corpus))
                self.tell(f"teacher {fold}.{k}", heard[-1])
        said = Said(
            torch.stack([h.pieces for h in heard]).nanmean(0),
            torch.stack([h.segments for h in heard]).nanmean(0),
        )
        self.tell("teachers", said)
        return said

    def tell(self, name: str, said: Said) -> None:
        """Figures on the documents that nobody learned from."""
        for part in (ASIDE, WATCHED):
            if (self.part == part).any():
                self.say(name, figures(self.corpus, said, part))

    def tagger(self, said: Said) -> Reader:
        """The tagger that ships."""
        torch.manual_seed(5)
        net, chosen = Reader(from_base(self.base, self.raters)), self.chosen()

        def passes(number: int) -> Iterator[Lot]:
            return lots.for_tagger(self.subwords, chosen, self.budget, random.Random(number))

        net.to(self.device)
        fit(
            net,
            "tagger",
            passes,
            carried(self.corpus, said),
            TIME["tagger"] * self.seconds,
            self.device,
        )
        rows = np.flatnonzero(self.part != TRAIN)
        for name, share in (("alone", 0.0), ("beside", 1.0)):
            rng = random.Random(0)
            made = lots.for_tagger(self.subwords, rows, 2 * self.budget, rng, share, 0.0)
            self.tell(f"tagger {name}", predict(net, made, self.corpus))
        return net


def carried(corpus: Corpus, said: Said) -> Said:
    """What is said of tokens, for the sub-words that touch them: the highest of them."""
    c, device = corpus, said.pieces.device
    which = np.repeat(np.arange(len(c.article)), c.own_last - c.own_first)
    begin = c.first[which].astype(np.int64)
    low, high = begin + c.touched[:, 0], begin + c.touched[:, 1]
    best = torch.full((len(c.own), 2), -torch.inf, device=device)
    for k in range(8):
        at = np.minimum(low + k, np.maximum(high - 1, low))
        at = torch.from_numpy(np.minimum(at, len(c.ids) - 1)).to(device)
        best = torch.maximum(best, said.pieces[at].nan_to_num(-torch.inf))
    nothing = torch.from_numpy(low >= high).to(device)
    best[nothing | best.isinf().any(1)] = torch.nan
    return Said(best, said.segments)


def kept(net: Learner, raters: int) -> dict[str, Any]:
    """A checkpoint as `mtlint.learn.tagger.export` takes it."""
    state = {k: v.cpu() for k, v in judge_of(net).state_dict().items()}
    return {"net": state, "average": {}, "raters": {str(i): i for i in range(raters)}}


def main() -> None:
    """Teachers, then the tagger."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="see mtlint.learn.tagger.base")
    parser.add_argument("--budget", type=int, default=BUDGET, help="padded pieces in a batch")
    parser.add_argument("--minutes", type=float, default=1e6, help="most for all networks")
    options = parser.parse_args()
    torch.backends.cuda.matmul.allow_tf32 = True
    room = Room(options.work, options.base, options.budget, 60 * options.minutes)
    room.say("read", room.device)
    said = room.teachers()
    np.savez_compressed(
        options.work / "teachers.npz",
        pieces=said.pieces.half().cpu().numpy(), segments=said.segments.half().cpu().numpy(),
    )  # fmt: skip
    torch.save(kept(room.tagger(said), room.raters), options.work / "checkpoint.pt")
    room.say("done")


if __name__ == "__main__":
    main()
