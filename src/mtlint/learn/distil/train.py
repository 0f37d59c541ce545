"""Probe and tagger that learn from ratings and from the shipped probe, on a large GPU.

    python -m mtlint.learn.distil.train --work WORK --base BASE [--seconds S]

`WORK/corpus.npz` is written by `mtlint.learn.distil.corpus`. The shipped probe says of every text
what a professional would mark, and of copies of it in which words were exchanged
(`.exchange`): of texts, that is, that nobody has rated. A second probe of more layers learns from
ratings and from the first; the tagger from ratings and from both.
With `--seconds 440` it takes seven minutes of a large GPU (the tagger then makes seven of its
passes); two processor cores would need days. `WORK` gets `checkpoint.pt`, which
`mtlint.learn.tagger.kinds` and `export` take.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mtlint.learn import installed
from mtlint.learn.distil import lots
from mtlint.learn.distil.articles import ASIDE, TRAIN, WATCHED
from mtlint.learn.distil.corpus import Corpus, Ints
from mtlint.learn.distil.exchange import places_of, with_copies, words_of
from mtlint.learn.distil.figures import figures
from mtlint.learn.distil.fit import fit, made_ahead, predict
from mtlint.learn.distil.lots import Batches, Job
from mtlint.learn.distil.networks import Learner, Prober, Reader, Said, judge_of, states_of
from mtlint.learn.distil.shipped import probe_of
from mtlint.learn.probe.network import Network
from mtlint.learn.probe.upper import fresh
from mtlint.learn.tagger.export import WEIGHTS
from mtlint.learn.tagger.network import from_base
from mtlint.models import language
from mtlint.models.causal import MIDDLE

#: Padded pieces in a batch of the probe and of the tagger.
BUDGETS = {"probe": 8192, "tagger": 16384}
#: Copies of each text, and most passes over the texts (rated ones, for the probe half of their
#: sources, and one copy of each).
COPIES, PASSES = 5, {"probe": 2.5, "tagger": 40.0}
#: The layer of the language model that the second probe ends behind. Its seed, and by default that
#: of copies and tagger.
TOP, SEED = 24, 6
#: The share of the time that the probe may take at most.
SHARE = 0.28


class Room:
    """Corpus and device, and what is done with them."""

    def __init__(self, work: Path, base: Path, copies: int, seed: int) -> None:
        self.base, self.copies, self.seed, self.began = base, copies, seed, time.monotonic()
        self.model = language.open_model(installed.weights())
        self.corpus = self.enlarged(Corpus.load(work / "corpus.npz"))
        self.tokens, self.subwords = Batches(self.corpus, False), Batches(self.corpus, True)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.raters = int(self.corpus.rater.max()) + 1
        self.part = self.corpus.part[self.corpus.article]
        self.copy = self.corpus.copy[self.corpus.article]
        self.rated = np.zeros(len(self.part), bool)
        self.rated[self.tokens.rated()] = True
        self.states = states_of(self.model, self.corpus, self.device)

    def enlarged(self, corpus: Corpus) -> Corpus:
        """With copies in which words are exchanged."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.base / "tokenizer.json"))
        pieces = [tokenizer.id_to_token(i) or "" for i in range(tokenizer.get_vocab_size())]
        own = self.model.tokenizer
        tokens = [own.id_to_token(i) or "" for i in range(own.get_vocab_size())]
        begins = np.array([not p[:1].isalnum() for p in pieces])
        words = words_of(pieces, tokens, self.model.model.words)
        places = places_of(corpus, words, begins)
        self.say(len(words.pieces), "words,", len(places.word), "places")
        return with_copies(corpus, words, places, self.copies, np.random.default_rng(self.seed))

    def say(self, *words: Any) -> None:
        """Print with the time."""
        print(f"[{time.monotonic() - self.began:.0f}s]", *words, flush=True)

    def chosen(self, number: int, half: bool = False) -> Ints:
        """The texts of a pass: rated ones (or half of the sources), and one copy of each."""
        rated = self.rated & (self.part == TRAIN)
        if half:
            rated &= self.corpus.group % 2 == number % 2
        copy = 1 + number % self.copies if self.copies else -1
        return np.flatnonzero(rated | (self.copy == copy))

    def heard(self, net: Prober) -> Said:
        """What a probe says of all texts."""
        rows = np.arange(len(self.part))
        jobs = lots.by_segment(self.tokens, rows, 4 * BUDGETS["probe"], random.Random(0))
        said: Said = predict(net, self.tokens, jobs)
        return said

    def shipped(self) -> Prober:
        """The probe that ships."""
        net = probe_of(WEIGHTS / "probe.onnx", self.model.model.shape, self.raters)
        prober: Prober = Prober(net, self.states).to(self.device)
        return prober

    def probe(self, said: Said, seconds: float) -> Prober:
        """A probe of more layers, which learns from ratings and from what was said."""
        torch.manual_seed(SEED)
        size = self.states.shape[1]
        upper = fresh(self.model.model, self.model.first, range(MIDDLE, TOP))
        judge = Network(self.raters, upper, torch.zeros(size), torch.ones(size))
        net: Prober = Prober(judge, self.states).to(self.device)
        first = lots.by_segment(self.tokens, self.chosen(0), 40_000, random.Random(SEED))[0]
        net.standardise(first.made(self.tokens))

        def passes(number: int) -> list[Job]:
            rng = random.Random(1000 + number)
            return lots.by_segment(self.tokens, self.chosen(number, True), BUDGETS["probe"], rng)

        steps = round(PASSES["probe"] * len(passes(0)))
        made = made_ahead(self.tokens, passes, self.device)
        fit(net, "probe", steps, made, said, seconds)
        return net

    def tagger(self, said: Said, seconds: float) -> Reader:
        """The tagger that ships."""
        torch.manual_seed(self.seed)
        net: Reader = Reader(from_base(self.base, self.raters)).to(self.device)

        def passes(number: int) -> list[Job]:
            rng = random.Random(number)
            return lots.for_tagger(self.subwords, self.chosen(number), BUDGETS["tagger"], rng)

        steps = round(PASSES["tagger"] * len(passes(0)))
        made = made_ahead(self.subwords, passes, self.device)
        fit(net, "tagger", steps, made, carried(self.corpus, said), seconds)
        rows = np.flatnonzero((self.part != TRAIN) & (self.copy == 0))
        for name, share in (("alone", 0.0), ("beside", 1.0)):
            rng, budget = random.Random(0), BUDGETS["tagger"]
            jobs = lots.for_tagger(self.subwords, rows, budget, rng, share, 0.0)
            self.tell(f"tagger {name}", predict(net, self.subwords, jobs))
        return net

    def tell(self, name: str, said: Said) -> None:
        """Figures on the documents that nobody learned from."""
        for part in (ASIDE, WATCHED):
            if (self.part == part).any():
                self.say(name, figures(self.corpus, said, part))


def mean_of(said: list[Said]) -> Said:
    """What several say."""
    return Said(
        torch.stack([s.pieces for s in said]).mean(0),
        torch.stack([s.segments for s in said]).mean(0),
    )


def carried(corpus: Corpus, said: Said) -> Said:
    """What is said of tokens, for the sub-words that touch them: the highest of them."""
    c, device = corpus, said.pieces.device
    _, low, high = c.touching()
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
    """A second probe, then the tagger."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="see mtlint.learn.tagger.base")
    parser.add_argument("--copies", type=int, default=COPIES, help="of each text, words exchanged")
    parser.add_argument("--seconds", type=float, default=1e9, help="most for everything")
    parser.add_argument("--seed", type=int, default=SEED, help="of copies and tagger")
    options = parser.parse_args()
    torch.backends.cuda.matmul.allow_tf32 = True
    room = Room(options.work, options.base, options.copies, options.seed)
    room.say("states of", len(room.states), "tokens", room.device)
    said = [room.heard(room.shipped())]
    room.tell("shipped", said[0])
    probe = room.probe(said[0], SHARE * options.seconds)
    said.append(room.heard(probe))
    room.tell("second", said[1])
    both = mean_of(said)
    room.tell("both", both)
    left = options.seconds - (time.monotonic() - room.began)
    if left <= 0:
        raise SystemExit("no time is left for the tagger: give more --seconds")
    tagger = room.tagger(both, left)
    torch.save(kept(tagger, room.raters), options.work / "checkpoint.pt")
    room.say("done")


if __name__ == "__main__":
    main()
