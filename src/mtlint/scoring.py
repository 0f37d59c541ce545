"""Reference-based scores through sacrebleu, with its signatures: the figures of its own command.

Plain texts are read as sacrebleu's command line reads them (every line a segment, empty ones too,
white space at line ends off), so that both print the same.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mtlint.types import Document

# sacrebleu's own advice for languages without spaces (Post 2018, and its README).
_TOKENIZERS = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
Pair = tuple[str, str]


class Unscored(ValueError):
    """Nothing can be scored; the message says why and what to do."""


class NoReference(Unscored):
    """There is nothing to compare with; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class MetricScore:
    """One metric's figure for one set of segments. `mean` and `interval` (95% half width) come
    from bootstrap resampling and are None without it; `p_value` from a paired test."""

    name: str
    score: float
    signature: str
    mean: float | None = None
    interval: float | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """The scores of one article, or of all segments together (`id` "corpus")."""

    id: str
    segments: int
    scores: tuple[MetricScore, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The segments of one article, as they are compared."""

    id: str
    pairs: tuple[Pair, ...]
    lang: str


def read_lines(path: Path) -> list[str]:
    """The lines of a text as sacrebleu reads them, without a byte-order mark.

    Raises:
        OSError: it cannot be read, or is packed and broken.
        UnicodeDecodeError: it is not UTF-8.
    """
    opener: Any = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, mode="rt", encoding="utf-8-sig", newline="\n") as lines:
            return [line.rstrip() for line in lines]
    except (EOFError, zlib.error) as error:
        raise OSError(0, f"the gzip data is broken: {error}", str(path)) from error


def parallel(files: Sequence[Path], reference: Path, lang: str | None) -> list[Lines]:
    """Articles of plain text beside one reference, which holds their lines one after the other.

    Raises:
        NoReference: the numbers of lines differ, or there is none.
        OSError, UnicodeDecodeError: a file cannot be read.
    """
    from mtlint.text.language import detect

    texts = [read_lines(f) for f in files]
    reference_lines = read_lines(reference)
    total = sum(map(len, texts))
    if total != len(reference_lines):
        raise NoReference(
            f"{reference} has {len(reference_lines):,} lines for {total:,} of {_names(files)}: "
            "give one reference line for each line"
        )
    if not total:
        raise NoReference(f"{_names(files)}: no line to compare (give the translation)")
    lang = lang or detect("\n".join(line for text in texts for line in text[:60]))
    made, at = [], 0
    for file, text in zip(files, texts, strict=True):
        pairs = tuple(zip(text, reference_lines[at : at + len(text)], strict=True))
        made.append(Lines(file.name, pairs, lang))
        at += len(text)
    return made


def _names(files: Sequence[Path]) -> str:
    return str(files[0]) if len(files) == 1 else f"{len(files)} files"


def of_documents(documents: Iterable[Document]) -> list[Lines]:
    """The segments of documents that carry references; other documents are passed over."""
    made = []
    for document in documents:
        pairs = tuple(
            (s.target.rstrip(), s.reference.rstrip())
            for s in document.segments
            if s.reference is not None
        )
        if pairs:
            made.append(Lines(document.id, pairs, document.target_lang))
    return made


def _metrics(lang: str, references: Sequence[str]) -> dict[str, Any]:
    """BLEU, chrF2++ and TER with the defaults of sacrebleu's command line.

    Raises:
        Unscored: sacrebleu lacks what cuts the language into words.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    base = lang.partition("-")[0].lower()
    given = [list(references)]
    try:
        bleu = BLEU(tokenize=_TOKENIZERS.get(base), trg_lang=base, references=given)
    except (RuntimeError, ImportError) as error:
        extra = f"pip install 'sacrebleu[{base}]'"
        raise Unscored(f"the words of {base!r} cannot be told apart here: {extra}") from error
    return {
        "BLEU": bleu,
        "CHRF": CHRF(word_order=2, references=given),
        "TER": TER(references=given),
    }


def _scored(metric: Any, hypotheses: Sequence[str], resamples: int) -> Any:
    """sacrebleu's corpus score. Its interval cannot be taken where a resample scores nothing at
    all (it mixes two kinds of float): the interval is then taken from the same resamples here."""
    try:
        return metric.corpus_score(hypotheses, None, n_bootstrap=resamples)
    except TypeError:
        from sacrebleu.significance import _bootstrap_resample

        result = metric.corpus_score(hypotheses, None, n_bootstrap=1)
        stats = metric._extract_corpus_statistics(hypotheses, None)
        metric.n_bootstrap = resamples
        metric.seed, scores = _bootstrap_resample(stats, metric, resamples)
        for score in scores:
            score.score = float(score.score)
        result.estimate_ci(scores)
        return result


def _score(id: str, pairs: Sequence[Pair], lang: str, resamples: int) -> ScoredSet:
    hypotheses = [h for h, _ in pairs]
    made = []
    for metric in _metrics(lang, [r for _, r in pairs]).values():
        result = _scored(metric, hypotheses, max(1, resamples))
        made.append(
            MetricScore(
                name=result.name,
                score=float(result.score),
                signature=str(metric.get_signature()),
                mean=None if resamples < 2 else float(result._mean),
                interval=None if resamples < 2 else float(result._ci),
            )
        )
    return ScoredSet(id, len(pairs), tuple(made))


def corpus_scores(pairs: Sequence[Pair], lang: str, resamples: int = 0) -> ScoredSet:
    """The scores of all segments together, as the set "corpus"."""
    stripped = [(h.rstrip(), r.rstrip()) for h, r in pairs]
    return _score("corpus", stripped, lang, resamples)


def score_articles(articles: Sequence[Lines], resamples: int = 1000) -> list[ScoredSet]:
    """Scores per article, then for the corpus.

    Args:
        articles: what to compare.
        resamples: bootstrap resamples for 95% intervals (1 or less: none).

    Raises:
        NoReference: there is no article.
    """
    if not articles:
        raise NoReference("no segment has a reference: give one with --reference FILE")
    made = [_score(a.id, a.pairs, a.lang, resamples) for a in articles]
    everything = [pair for a in articles for pair in a.pairs]
    return [*made, _score("corpus", everything, articles[0].lang, resamples)]


def compare(
    articles: Sequence[Lines], others: Sequence[Lines], names: tuple[str, str], resamples: int
) -> list[ScoredSet]:
    """Two systems on the same segments: a paired bootstrap test of the second against the first.

    Args:
        articles: the baseline's segments with their references.
        others: the other system's.
        names: what to call them.
        resamples: bootstrap resamples (0: sacrebleu's default).

    Raises:
        NoReference: the systems do not translate the same segments.
    """
    from sacrebleu.significance import PairedTest

    pairs = [pair for a in articles for pair in a.pairs]
    second = [pair for a in others for pair in a.pairs]
    if [r for _, r in pairs] != [r for _, r in second]:
        raise NoReference(
            f"{names[0]} has {len(pairs):,} segments with a reference and {names[1]} "
            f"{len(second):,}: both must translate the same segments in the same order"
        )
    hypotheses = ([h for h, _ in pairs], [h for h, _ in second])
    metrics = _metrics(articles[0].lang, [r for _, r in pairs])
    test: Any = PairedTest(
        list(zip(names, hypotheses, strict=True)), metrics, None, "bs", resamples
    )
    signatures, scores = test()
    return [
        ScoredSet(
            name,
            len(pairs),
            tuple(
                MetricScore(
                    metric,
                    float(scores[metric][i].score),
                    str(signatures[metric]),
                    float(scores[metric][i].mean),
                    float(scores[metric][i].ci),
                    None if scores[metric][i].p_value is None else float(scores[metric][i].p_value),
                )
                for metric in signatures
            ),
        )
        for i, name in enumerate(names)
    ]


def table(sets: Sequence[ScoredSet]) -> str:
    """The scores as text: a line a set, then the signatures."""
    names = [s.name for s in sets[-1].scores]
    width = max(len("corpus"), *(len(s.id) for s in sets))
    lines = [f"{'':{width}}  {'segments':>8}" + "".join(f"{n:>24}" for n in names)]
    for item in sets:
        cells = []
        for s in item.scores:
            spread = "" if s.interval is None else f" ({s.mean:.1f} ± {s.interval:.1f})"
            cells.append(f"{s.score:.1f}{spread}".rjust(24))
        lines.append(f"{item.id:{width}}  {item.segments:>8}" + "".join(cells))
        if any(s.p_value is not None for s in item.scores):
            values = "".join(f"p = {s.p_value:.4f}".rjust(24) for s in item.scores)
            lines.append(f"{'':{width}}  {'':>8}" + values)
    lines.append("")
    lines.extend(f"{s.name}: {s.signature}" for s in sets[-1].scores)
    return "\n".join(lines) + "\n"


def as_json(sets: Sequence[ScoredSet]) -> str:
    """The scores with all their digits."""
    return json.dumps([asdict(s) for s in sets], ensure_ascii=False, indent=1) + "\n"
