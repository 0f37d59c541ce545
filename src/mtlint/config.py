"""One frozen Config. Every default lives here and only here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mtlint.types import Severity

ACCEPTED, CONFIRMED = "accepted", "confirmed"
"""What a person may have decided of a finding: it stands as it is, or it is an error."""


_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class TermRule:
    """A house term: `avoid` shall not stand in a translation, `prefer` shall.

    With `source` the rule holds only for segments whose source has that text.
    """

    avoid: str
    prefer: str
    source: str | None = None
    note: str = ""
    severity: str = "major"
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class PatternRule:
    """A house rule as a regular expression; it becomes the check `house.<id>`."""

    id: str
    pattern: str
    message: str
    suggestion: str | None = None
    severity: str = "minor"
    category: str = "other"
    ignore_case: bool = False
    confidence: float = 0.95


#: Limits that depend on how an article is read: each has a `deep_` and a `source_` twin.
PENALTIES = ("penalty_per_1000_words", "batch_penalty_per_1000_words")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the gate lets pass; None switches a limit off.

    Counts are for one article: findings of `checks` (dotted prefixes; empty: all) that are
    critical with at least `critical_confidence`, or major with at least `major_confidence`, or of
    either severity and confirmed by a person. What the learned model alone sees is counted only
    with `model_findings`: human translations have nearly as much of it as machine output.
    Penalties are expected MQM points per 1,000 evaluated words; an article of fewer than
    `min_words` is not judged by them, nor a batch whose judged articles have fewer than
    `batch_min_words` together. Where a language model reads, `deep_penalty_per_1000_words` and
    `deep_batch_penalty_per_1000_words` count. Beside a source findings are surer: with or without
    a language model `source_penalty_per_1000_words` and `source_batch_penalty_per_1000_words` count
    for an article that the learned model read so. A segment is at risk from `risk` expected MQM
    points; `segments_at_risk` is a share from 0 to 1. `new_findings` counts findings that the
    baseline does not know. `metrics` names sacrebleu's figures for the batch: the least BLEU and
    chrF2++, the greatest TER. The README tells how the defaults were chosen:
    `python -m mtlint.learn.gates`.
    """

    checks: tuple[str, ...] = ()
    critical: int | None = 0
    critical_confidence: float = 0.5
    major: int | None = 0
    major_confidence: float = 0.85
    model_findings: bool = False
    penalty_per_1000_words: float | None = 170.0
    batch_penalty_per_1000_words: float | None = 115.0
    deep_penalty_per_1000_words: float | None = 210.0
    deep_batch_penalty_per_1000_words: float | None = 130.0
    source_penalty_per_1000_words: float | None = 260.0
    source_batch_penalty_per_1000_words: float | None = 175.0
    min_words: int = 150
    batch_min_words: int = 1000
    segments_at_risk: float | None = None
    risk: float = 5.0
    new_findings: int | None = None
    metrics: Mapping[str, float] = field(default_factory=dict)

    def read_deeply(self) -> Limits:
        """The limits of a run in which a language model reads."""
        return self._by("deep_")

    def beside_source(self) -> Limits:
        """The limits of an article that is read beside its source."""
        return self._by("source_")

    def _by(self, prefix: str) -> Limits:
        own: dict[str, Any] = {name: getattr(self, prefix + name) for name in PENALTIES}
        return replace(self, **own)


@dataclass(frozen=True, slots=True)
class Config:
    """All that a run can be told.

    `rules` maps a dotted prefix to "on", "off" or a severity; the longest prefix wins. Checks
    that no rule names follow their calibration: those not better than random places are off.
    `min_confidence` is the least probability that a finding must have to be reported.
    `headline_weight` says how many times as urgent is what a rule finds in the headline, which all
    read.
    `known_names` and `house_terms` are right as they stand: no finding within one is reported.
    `deep` has a language model read the article as well: the one that is installed, or the file
    (.gguf) that `language_model` names.
    `glossary` (.tbx, .csv, .tsv), `baseline` and `calibration` are files. `paths` holds what
    differs for files that a pattern matches, later ones winning. `decisions` maps fingerprints to
    what a person decided of them (ACCEPTED or CONFIRMED). `columns` says what the columns of
    tables are called that are called otherwise: (mtlint's name, theirs).
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float = 0.25
    headline_weight: float = 1.25
    top: int | None = None
    source_lang: str | None = None
    target_lang: str | None = None
    target_only: bool = False
    use_model: bool = True
    deep: bool = False
    language_model: str | None = None
    jobs: int = 1
    known_names: tuple[str, ...] = ()
    house_terms: tuple[str, ...] = ()
    terms: tuple[TermRule, ...] = ()
    patterns: tuple[PatternRule, ...] = ()
    glossary: str | None = None
    baseline: str | None = None
    calibration: str | None = None
    gate: Limits = field(default_factory=Limits)
    paths: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    decisions: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is no language tag, for hardly a check would be left, and unclear columns.

        Raises:
            ConfigError: `source_lang` or `target_lang` is none, or `columns` cannot be told apart.
        """
        _tell_apart(self.columns)
        for name in ("source_lang", "target_lang"):
            tag = getattr(self, name)
            if tag is not None and not _TAG.fullmatch(tag):
                said = name.replace("_", "-")
                raise ConfigError(f"{said}: {tag!r} is no language tag (write en, de or zh-CN)")


#: What mtlint calls the columns of a table.
COLUMNS = ("id", "headline", "body", "segment", "target", "source", "reference")


def _tell_apart(columns: tuple[tuple[str, str], ...]) -> None:
    seen: dict[str, str] = {}
    for name, theirs in columns:
        if name not in COLUMNS:
            raise ConfigError(f"columns.{name}: no such column; choose from {', '.join(COLUMNS)}")
        other = seen.setdefault(theirs.strip().lower(), name)
        if other != name:
            raise ConfigError(f"columns.{other} and columns.{name} are both {theirs!r}")


RULE_VALUES = ("on", "off", *(s.value for s in Severity))


def nearest(name: str, names: Any) -> str:
    """A hint that names the closest valid spelling, or nothing."""
    import difflib

    close = difflib.get_close_matches(name, list(names), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
