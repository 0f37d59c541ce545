"""What each file of the training data brings to the tagger, on the dev file.

    python -m mtlint.learn.tagger.ablate --data DIR --base BASE --work WORK

A smaller tagger, which reads the translation alone, is trained on everything, then anew without
each file and without the human translations, for the same number of steps: the encoder's lower
layers, the lowest of them as they were. It has neither teachers nor a head for how far marks
reach. What is done stands in ``WORK/ablation.jsonl``, so that the command goes on after a stop.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from mtlint.learn.corpus import RatedArticle, read_articles
from mtlint.learn.distil.figures import area
from mtlint.learn.gather import DEV, file_of
from mtlint.learn.lexicon import HUMAN
from mtlint.learn.risk import unread
from mtlint.learn.tagger.network import Tagger, from_base
from mtlint.learn.tagger.prepare import NATIVE, RATED, Example, load, tokenizer_of
from mtlint.learn.tagger.train import advance, numbered, rate_at, started, stream
from mtlint.learn.tally import Prediction, Predictions, measure
from mtlint.models.decoding import WordScore, decode_words
from mtlint.models.encoding import encode
from mtlint.models.kinds import KINDS
from mtlint.models.penalty import expected_penalty
from mtlint.models.tagger import words_of

Words = tuple[WordScore, ...]

#: The encoder's layers that are kept, those of them that do not learn; the highest learning rate
#: and the steps in which it rises.
LAYERS, FROZEN, RATE, WARM = 6, 3, 4e-4, 40
#: Texts of an evaluation that are run at once, and the most sub-words of one.
TEXTS, LONGEST = 32, 510
#: Share of the dev file's words that count as flagged, for what other texts are held against.
FLAGGED = 0.15

NATIVE_NEWS = "native-en-news.dev"
NOTHING, PEOPLE = "nothing", "human translations"
VARIANTS = (NOTHING, *RATED, *NATIVE, PEOPLE)


def is_human(example: Example) -> bool:
    """Whether only people wrote a translation so."""
    prefix = dict(HUMAN).get(example.group[0])
    return prefix is not None and all(s.startswith(prefix) for s in example.systems)


def without(rows: Sequence[Example], variant: str) -> list[Example]:
    """The training examples that a variant keeps, as the translation alone looks."""
    alone = [replace(e, source=None) for e in rows]
    if variant == PEOPLE:
        return [e for e in alone if not is_human(e)]
    return [e for e in alone if e.group[0] != variant]


def fresh(base: Path, raters: int) -> Tagger:
    """The smaller tagger before training."""
    net = from_base(base, raters)
    net.layers = net.layers[:LAYERS]
    for part in (net.position, net.norm, net.form, *net.layers[:FROZEN]):
        part.requires_grad_(False)
    return net


def trained(rows: Sequence[Example], base: Path, tokenizer: Any, steps: int, seed: int) -> Tagger:
    """A smaller tagger trained on these examples; its averaged weights."""
    torch.manual_seed(seed)
    raters = numbered(rows)
    net = fresh(base, len(raters))
    run = started(net, RATE)
    net.train()
    for batch in stream(run, rows, raters, tokenizer, seed, shown=0.0):
        advance(run, batch, rate_at(run.step, run.step / steps, RATE, WARM))
        if run.step >= steps:
            break
    net.load_state_dict(run.average, strict=False)
    net.eval()
    return net


@torch.no_grad()  # type: ignore[untyped-decorator]
def read(net: Tagger, tokenizer: Any, texts: Sequence[str]) -> list[Words]:
    """What the network says of the words of each text. How far a mark reaches it does not know:
    as likely as not to the next word."""
    rows = encode(tokenizer, list(texts))
    found: list[Words] = [()] * len(texts)
    order = sorted(range(len(texts)), key=lambda i: len(rows[i].ids))
    for at in range(0, len(order), TEXTS):
        part = order[at : at + TEXTS]
        sizes = [min(LONGEST, len(rows[i].ids)) for i in part]
        ids, forms = (torch.zeros(len(part), max(sizes), dtype=torch.int64) for _ in range(2))
        mask = torch.zeros(len(part), max(sizes), dtype=torch.bool)
        for k, (i, n) in enumerate(zip(part, sizes, strict=True)):
            ids[k, :n], forms[k, :n] = (torch.tensor(v[:n]) for v in (rows[i].ids, rows[i].forms))
            mask[k, :n] = True
        said = net(ids, forms, mask)[0].sigmoid().numpy()
        for k, i in enumerate(part):
            tokens = np.zeros((max(0, len(rows[i].ids) - 2), 4 + len(KINDS)), np.float32)
            own = said[k, 1 : sizes[k] - 1]
            tokens[: len(own), :2] = own
            found[i] = words_of(texts[i], rows[i], tokens)
    return found


def areas(articles: Sequence[RatedArticle], said: Sequence[Words]) -> dict[str, float]:
    """Area under the ROC curve of words against each rater's marks: any, major."""
    scores, marked = [], []
    segments = (s for a in articles for s in a.segments)
    for segment, words in zip(segments, said, strict=True):
        for rating in segment.ratings:
            marks = [(m.span, m.severity == "major") for m in rating if m.on_target]
            for w in words:
                met = [major for (a, b), major in marks if a < w.end and w.start < b]
                scores.append((w.error, w.major))
                marked.append((bool(met), any(met)))
    x, y = np.array(scores), np.array(marked)
    return {"words": area(x[:, 0], y[:, 0]), "major words": area(x[:, 1], y[:, 1])}


def predictions(articles: Sequence[RatedArticle], said: Sequence[Words]) -> Predictions:
    """All spans and the expected penalty of every segment."""
    found: Predictions = {}
    keys = ((a.id, s.id) for a in articles for s in a.segments)
    for key, words in zip(keys, said, strict=True):
        spans = decode_words(words, least=0.0)
        found[key] = [Prediction(score=expected_penalty(words))] + [
            Prediction(s.start, s.end, "major" if s.is_major else "minor", s.score) for s in spans
        ]
    return found


def flagged(said: Sequence[Words], limit: float) -> float:
    """Share of words whose error probability is above a limit."""
    return float(np.mean([w.error > limit for words in said for w in words]))


def figures(net: Tagger, tokenizer: Any, data: Path) -> Mapping[str, float]:
    """What a variant is worth; `native` and `human` are shares of flagged words of native news and
    of held-out human translations, by that of the dev file and of machines beside them."""

    def targets(articles: Sequence[RatedArticle]) -> list[str]:
        return [s.target for a in articles for s in a.segments]

    dev = list(read_articles(file_of(data, DEV)))
    said = read(net, tokenizer, targets(dev))
    limit = float(np.quantile([w.error for words in said for w in words], 1 - FLAGGED))
    native = list(read_articles(file_of(data, NATIVE_NEWS)))
    name, prefix = HUMAN[0]
    aside = unread(name, list(read_articles(file_of(data, name))))
    human, machine = (
        flagged(read(net, tokenizer, targets(side)), limit)
        for side in (
            [a for a in aside if a.system.startswith(prefix)],
            [a for a in aside if not a.system.startswith(prefix)],
        )
    )
    ranks = measure(dev, predictions(dev, said))
    return areas(dev, said) | {
        "top5_agree": ranks["top5_agree"], "Spearman": ranks["segment_spearman"],
        "AP": ranks["segment_ap_major"], "per source": ranks["per_source"],
        "native": flagged(read(net, tokenizer, targets(native)), limit) / FLAGGED,
        "human": human / machine,
    }  # fmt: skip


def done(path: Path) -> dict[str, dict[str, Any]]:
    """The variants that are finished, by name."""
    if not path.is_file():
        return {}
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["without"]: row for row in rows}


def main() -> None:
    """Train and judge what is not yet done, print what is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="see mtlint.learn.tagger.base")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=240)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    tokenizer = tokenizer_of(options.base / "tokenizer.json")
    rows, _ = load(options.data, tokenizer)
    path = options.work / "ablation.jsonl"
    for variant in (v for v in VARIANTS if v not in done(path)):
        kept = without(rows, variant)
        net = trained(kept, options.base, tokenizer, options.steps, options.seed)
        found = {k: round(v, 3) for k, v in figures(net, tokenizer, options.data).items()}
        with path.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"without": variant, "texts": len(kept), **found}) + "\n")
        print(variant, len(kept), found, flush=True)


if __name__ == "__main__":
    main()
