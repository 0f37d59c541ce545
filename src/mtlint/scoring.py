"""Reference-based scores through sacrebleu, with its signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mtlint.types import Document

# sacrebleu's own advice for languages without spaces (Post 2018, and its README).
_TOKENIZERS = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}


class NoReference(ValueError):
    """There is nothing to compare with; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class MetricScore:
    """One metric's figure for one set of segments. `mean` and `interval` (95% half width) come
    from bootstrap resampling and are None without it."""

    name: str
    score: float
    signature: str
    mean: float | None = None
    interval: float | None = None


@dataclass(frozen=True, slots=True)
class ScoredSet:
    """The scores of one article, or of all segments together (`id` "corpus")."""

    id: str
    segments: int
    scores: tuple[MetricScore, ...]


def _metrics(lang: str) -> list[Any]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    base = lang.partition("-")[0].lower()
    return [BLEU(tokenize=_TOKENIZERS.get(base), trg_lang=base), CHRF(word_order=2), TER()]


def _score(id: str, pairs: Sequence[tuple[str, str]], lang: str, resamples: int) -> ScoredSet:
    hypotheses = [h for h, _ in pairs]
    references = [[r for _, r in pairs]]
    made = []
    for metric in _metrics(lang):
        result = metric.corpus_score(hypotheses, references, n_bootstrap=resamples)
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


def score_documents(documents: Iterable[Document], resamples: int = 1000) -> list[ScoredSet]:
    """Scores per article, then for the corpus.

    Args:
        documents: articles whose segments carry references; others are passed over.
        resamples: bootstrap resamples for the corpus figures (1 or less: none).

    Raises:
        NoReference: when no segment has a reference.
    """
    scored: list[ScoredSet] = []
    everything: list[tuple[str, str]] = []
    lang = "en"
    for document in documents:
        pairs = [(s.target, s.reference) for s in document.segments if s.reference is not None]
        if not pairs:
            continue
        lang = document.target_lang
        everything.extend(pairs)
        scored.append(_score(document.id, pairs, lang, 1))
    if not everything:
        raise NoReference("no segment has a reference: give one with --reference FILE")
    return [*scored, _score("corpus", everything, lang, resamples)]


def table(sets: Sequence[ScoredSet]) -> str:
    """The scores as text: a line an article, the corpus last, then the signatures."""
    names = [s.name for s in sets[-1].scores]
    width = max(len("corpus"), *(len(s.id) for s in sets))
    lines = [f"{'':{width}}  {'segments':>8}" + "".join(f"{n:>18}" for n in names)]
    for item in sets:
        cells = []
        for s in item.scores:
            spread = "" if s.interval is None else f" ± {s.interval:.1f}"
            cells.append(f"{s.score:.1f}{spread}".rjust(18))
        lines.append(f"{item.id:{width}}  {item.segments:>8}" + "".join(cells))
    lines.append("")
    lines.extend(f"{s.name}: {s.signature}" for s in sets[-1].scores)
    return "\n".join(lines) + "\n"
