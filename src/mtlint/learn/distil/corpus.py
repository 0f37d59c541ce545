"""All training texts as numbers: what teachers and tagger learn from, in one file.

    python -m mtlint.learn.distil.corpus --data DIR --base BASE --work WORK

writes `WORK/corpus.npz`: the sub-words of every article for the language model and for the tagger,
which of the former each of the latter touches, and every mark of every rater in both. There are
all translations that were rated, native text whole and with faults of ours, in part between the
segments of rated articles, and copies of rated articles with faults of ours. Texts themselves are
not in it, but their sub-words are: the file is for training only.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtlint.learn import installed
from mtlint.learn.distil.articles import gathered
from mtlint.learn.probe.texts import NATIVE_RATER, Example, Rating, Text
from mtlint.learn.tagger.prepare import NONE, RATED, UNKNOWN, tokenizer_of
from mtlint.models import language
from mtlint.models.encoding import encode

Ints = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles, their segments, ratings of these and marks of these; rows refer to rows.

    `ids` are the language model's tokens of all articles one after another. A segment has them
    from `first` to `last`, and the tagger's sub-words `own` (with their `forms`) from `own_first`
    to `own_last`; `touched` [sub-words, 2] are the tokens of its segment that a sub-word touches
    (from and to, to exclusive). `source` is a row of `sources` (which end at `source_end`), or -1.
    `group` numbers the source segments, `copy` the copies of an article (`.exchange`; 0 is the
    article itself). Marks have their tokens and their sub-words. `rest` is the
    label of what a rater did not mark.
    """

    ids: Ints
    part: Ints  # of articles
    copy: Ints
    article: Ints  # of segments
    first: Ints
    last: Ints
    own_first: Ints
    own_last: Ints
    source: Ints
    group: Ints
    made: Ints
    own: Ints
    forms: Ints
    touched: Ints
    sources: Ints
    source_end: Ints
    segment: Ints  # of ratings
    rater: Ints
    penalty: NDArray[np.float32]
    major: Ints
    rest: Ints
    rating: Ints  # of marks
    tokens: Ints
    subwords: Ints
    grade: Ints

    def begins(self) -> Ints:
        """The first token of each article, and the number of all [articles + 1]: an article ends
        where the next begins."""
        starts = np.searchsorted(self.article, np.arange(len(self.part)))
        begins: Ints = np.r_[self.first[starts], len(self.ids)].astype(np.int64)
        return begins

    def touching(self) -> tuple[Ints, Ints, Ints]:
        """Of each sub-word its segment, and the tokens that it touches (from and to) [sub-words]:
        `touched`, counted through the corpus."""
        which = np.repeat(np.arange(len(self.article)), self.own_last - self.own_first)
        begin = self.first[which].astype(np.int64)
        return which, begin + self.touched[:, 0], begin + self.touched[:, 1]

    def save(self, path: Path) -> None:
        """Write all of it."""
        np.savez_compressed(path, **{f.name: getattr(self, f.name) for f in fields(self)})

    @classmethod
    def load(cls, path: Path) -> Corpus:
        """Read what `save` wrote."""
        with np.load(path) as found:
            return cls(**{f.name: found[f.name] for f in fields(cls)})


def ranges(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Ranges one after another: of each member the number of its range, and the member.

    >>> [x.tolist() for x in ranges(np.array([5, 9]), np.array([2, 1]))]
    [[0, 0, 1], [5, 6, 9]]
    """
    which = np.repeat(np.arange(len(count)), count)
    begun = np.cumsum(count) - count
    return which, first[which] + np.arange(len(which)) - begun[which]


class Builder:
    """Collects rows of a corpus."""

    def __init__(self, model: language.LanguageModel, tokenizer: Any) -> None:
        self.model, self.tokenizer = model, tokenizer
        self.rows: dict[str, list[Any]] = {f.name: [] for f in fields(Corpus)}
        self.groups: dict[Any, int] = {}
        self.raters: dict[str, int] = {}
        self.known: dict[str, int] = {}
        self.tokens = 0
        self.subwords = 0

    def add(self, text: Text, part: int) -> None:
        """One article."""
        rows, segments = self.rows, [e.text for e in text.examples]
        if not segments:
            return
        ids, places = self.model.tokens(segments)
        rows["ids"].append(ids.astype(np.uint16))
        rows["part"].append(part)
        rows["copy"].append(0)
        encoded = encode(self.tokenizer, segments)
        for example, (at, offsets), own in zip(text.examples, places, encoded, strict=True):
            if len(offsets):
                self._segment(example, self.tokens + at, offsets, own)
        self.tokens += len(ids)

    def _segment(self, example: Example, at: int, offsets: Ints, own: Any) -> None:
        rows = self.rows
        number = len(rows["article"])
        inner = np.array(own.offsets, np.int64).reshape(-1, 2)
        from_ = np.searchsorted(offsets[:, 1], inner[:, 0], side="right")
        to = np.searchsorted(offsets[:, 0], inner[:, 1], side="left")
        rows["article"].append(len(rows["part"]) - 1)
        rows["first"].append(at)
        rows["last"].append(at + len(offsets))
        rows["own_first"].append(self.subwords)
        rows["own_last"].append(self.subwords + len(own.ids))
        rows["group"].append(self.groups.setdefault(example.group, len(self.groups)))
        rows["made"].append(example.made)
        rows["source"].append(self._source(example.source))
        rows["own"].append(np.array(own.ids, np.uint16))
        rows["forms"].append(np.array(own.forms, np.uint8))
        rows["touched"].append(np.stack([from_, np.maximum(from_, to)], 1).astype(np.int16))
        self.subwords += len(own.ids)
        for rating in example.ratings:
            self._rating(rating, number, example, offsets, inner)

    def _source(self, source: str) -> int:
        if not source:
            return -1
        if source not in self.known:
            self.known[source] = len(self.known)
            ids = encode(self.tokenizer, [source])[0].ids
            self.rows["sources"].append(np.array(ids, np.uint16))
        return self.known[source]

    def _rating(
        self, rating: Rating, number: int, example: Example, offsets: Ints, inner: Ints
    ) -> None:
        rows = self.rows
        name = rating.rater
        native = name == NATIVE_RATER
        rows["segment"].append(number)
        rows["rater"].append(-1 if native else self.raters.setdefault(name, len(self.raters)))
        rows["penalty"].append(rating.penalty)
        rows["major"].append(rating.major)
        ours = native and example.group[0] in RATED
        rows["rest"].append(UNKNOWN if ours else NONE)
        for start, end, grade in rating.marks:
            rows["rating"].append(len(rows["segment"]) - 1)
            rows["tokens"].append(_met(offsets, start, end))
            rows["subwords"].append(_met(inner, start, end))
            rows["grade"].append(grade)

    def corpus(self) -> Corpus:
        """What was collected."""
        rows = self.rows
        ends = np.cumsum([len(s) for s in rows["sources"]])
        long = ("ids", "own", "forms", "touched", "sources")
        small = {"part", "copy", "made", "major", "rest", "grade"}
        made = {}
        for name, values in rows.items():
            if name in long:
                made[name] = np.concatenate(values)
            elif name == "penalty":
                made[name] = np.array(values, np.float32)
            else:
                made[name] = np.array(values, np.int8 if name in small else np.int32)
        made["source_end"] = ends.astype(np.int32)
        return Corpus(**made)


def _met(offsets: Ints, start: int, end: int) -> tuple[int, int]:
    """The range of pieces that a mark touches."""
    met = np.flatnonzero((offsets[:, 0] < end) & (offsets[:, 1] > start))
    return (int(met[0]), int(met[-1]) + 1) if len(met) else (0, 0)


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="see mtlint.learn.tagger.base")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--watch", nargs="*", default=[], help="files whose figures are printed")
    options = parser.parse_args()
    tokenizer = tokenizer_of(options.base / "tokenizer.json")
    builder = Builder(language.open_model(installed.weights()), tokenizer)
    for text, part in gathered(options.data, options.watch):
        builder.add(text, part)
    corpus = builder.corpus()
    options.work.mkdir(parents=True, exist_ok=True)
    path = options.work / "corpus.npz"
    corpus.save(path)
    size = path.stat().st_size / 1e6
    print(f"{path}: {size:.1f} MB, {len(corpus.part)} articles, {len(corpus.article)} segments, "
          f"{len(corpus.ids)} tokens, {len(corpus.rating)} marks")  # fmt: skip


if __name__ == "__main__":
    main()
