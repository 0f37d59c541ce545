"""Learn the calibration table from rated translations and native English.

    python -m mtlint.learn.calibrate --data DIR [--planted FILE] [--no-model] [-o FILE]

DIR holds the rated batches. FILE is what `python -m mtlint.learn.planted --json FILE` wrote (by
default `planted_faults.json` beside this module); it
judges the checks that are too rare in the ratings. With `--no-model` only the rules are learned
anew, in two minutes instead of many; what the table in force says of the learned model is kept.
Without `-o` the table that comes with mtlint is
written. The table has no date: the same input, the same
bytes. How a hit's worth is learned is told in `mtlint.learn.evidence`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from mtlint.calibration.table import (
    DEFAULT,
    SCHEMA,
    Calibration,
    load_calibration,
    logit,
    parse_calibration,
)
from mtlint.check import Check
from mtlint.learn import evidence, fit, gate, worth
from mtlint.learn.gather import (
    DEV,
    NATIVE,
    NATIVE_DEV,
    OTHER_LANGUAGES,
    TRAIN,
    Gathered,
    gather_all,
)
from mtlint.learn.observe import Observed
from mtlint.learn.risk import learn_from_documents
from mtlint.registry import builtin_checks
from mtlint.types import Evidence

TARGET = Path("src/mtlint/calibration") / DEFAULT
PLANTED = Path(__file__).with_name("planted_faults.json")
METHOD = (
    "confidence = probability that at least one of three professionals marks the place; "
    "log-odds of the check (or of its score's monotone map) plus an offset per feature; "
    "shares shrunk towards family and all checks; native English counts as unmarked"
)


def target_only_checks() -> tuple[Check, ...]:
    """The built-in checks that need nothing but the translation and, some, the learned model."""
    return tuple(c for c in builtin_checks() if c.needs <= {Evidence.TARGET, Evidence.MODEL})


def source_checks() -> tuple[Check, ...]:
    """The built-in checks that need the source and nothing else that ratings do not carry.

    Checks of a house's glossary are not among them: the ratings know no glossary.
    """
    allowed = {Evidence.TARGET, Evidence.SOURCE, Evidence.MODEL}
    return tuple(c for c in builtin_checks() if Evidence.SOURCE in c.needs and c.needs <= allowed)


def deep_checks() -> tuple[Check, ...]:
    """The built-in checks that need a language model; `mtlint.learn.deep` judges them."""
    return tuple(c for c in builtin_checks() if Evidence.LANGUAGE_MODEL in c.needs)


def rated_checks() -> tuple[Check, ...]:
    """All checks that rated translations can judge: what states its own confidence is of a kind
    that no rated file holds, such as an article that nobody translated."""
    return tuple(c for c in (*target_only_checks(), *source_checks()) if c.confidence is None)


def rater_exponent(files: gate.Files) -> float:
    """How the share that three raters mark grows from the share of one, on the file with three."""
    pairs = []
    for hits in files[TRAIN[0]].by_check().values():
        if len(hits) >= gate.LEAST_RATED:
            p1 = fmean(fmean(h.marked) for h in hits)
            pairs.append((p1, fmean(any(h.marked) for h in hits), len(hits)))
    return fit.rater_exponent(pairs)


def learn_checks(
    files: gate.Files, checks: Sequence[Check], planted: Mapping[str, Any]
) -> dict[str, Any]:
    """The entries of all checks, with the priors they were pulled towards."""
    exponent = rater_exponent(files)
    own = gate.split_by_check(files, checks)
    known = {check: evidence.samples(hits, exponent) for check, hits in own.items()}
    prior = evidence.priors(known)
    entries = {
        check: worth.entry(own[check], known[check], prior, planted.get(check)) for check in own
    }
    worth.hold_down(entries, own)
    return {
        "rater_exponent": exponent,
        "prior": round(prior.overall, 4),
        "families": {name: round(p, 4) for name, p in prior.families.items()},
        "checks": entries,
    }


def learn_language(found: Gathered, table: Mapping[str, Any]) -> dict[str, Any]:
    """How confidences shift in another target language: one offset, and one for each check.

    The hits have one rater; their shares are converted as those of the training files are. A
    check with enough hits that is no better there than random places is off in that language.
    """
    exponent = table["rater_exponent"]
    entries = table["checks"]
    own = {c: h for c, h in found.by_check().items() if c in entries}
    every = [hit for hits in own.values() for hit in hits]
    shared = _shift(every, entries, exponent, 0.0)
    offsets, off = {}, []
    for check, hits in sorted(own.items()):
        if len(hits) >= gate.LEAST_RATED:
            offsets[check] = round(_shift(hits, entries, exponent, shared), 4)
            if gate.gain_over_chance(hits)[1] <= 0:
                off.append(check)
    return {"file": found.name, "offset": round(shared, 4), "offsets": offsets, "off": off}


def _shift(
    hits: Sequence[Observed], entries: Mapping[str, Any], exponent: float, prior: float
) -> float:
    """The log-odds offset that fits the hits best, pulled towards `prior`."""
    if not hits:
        return prior
    p1 = fit.shrunk(len(hits), sum(any(h.marked) for h in hits), 0.3, evidence.PRIOR_WEIGHT)
    missed = (fit.more_raters(p1, exponent) - p1) / (1 - p1)
    base = [logit(worth.confidence_of(entries[h.check], h)) + prior for h in hits]
    outcome = [1.0 if any(h.marked) else missed for h in hits]
    weight = np.full(len(hits), evidence.SINGLE_WEIGHT)
    shift = fit.offsets(np.ones((len(hits), 1)), np.array(outcome), weight, np.array(base))
    return prior + float(shift[0])


def calibrate(
    data: Path, planted: Mapping[str, Any], command: str, kept: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The whole table; with `kept` (a table) only the rules, its word on the model being kept.

    Raises:
        OSError: a file of the data folder cannot be read.
        RuntimeError: a check crashed.
    """
    checks = rated_checks()
    if kept is not None:
        checks = tuple(c for c in checks if Evidence.MODEL not in c.needs)
    names = [*TRAIN, DEV, *NATIVE, NATIVE_DEV, *OTHER_LANGUAGES.values()]
    files = gather_all(data, names, checks)
    table = learn_checks(files, checks, planted)
    if kept is not None:
        _keep_model(table, kept)
    languages = {lang: learn_language(files[name], table) for lang, name in OTHER_LANGUAGES.items()}
    whole: dict[str, Any] = {
        "schema": SCHEMA,
        "source_lang": "zh",
        "target_lang": "en",
        "command": command,
        "method": METHOD,
        "files": {name: _described(found) for name, found in files.items()},
        "settings": {
            "prior_weight": evidence.PRIOR_WEIGHT,
            "single_weight": evidence.SINGLE_WEIGHT,
            "native_weight": evidence.NATIVE_WEIGHT,
            "native_budget_per_1000_words": worth.NATIVE_BUDGET,
            "rules_budget_per_1000_words": worth.RULES_BUDGET,
            "least_rated": gate.LEAST_RATED,
            "fault_rate_per_1000_words": evidence.FAULT_RATE,
            "bound_z": gate.BOUND_Z,
        },
        **table,
        "languages": languages,
        # Languages without ratings: the mean of those with.
        "other_language_offset": round(fmean(x["offset"] for x in languages.values()), 4),
    }
    return whole | learn_from_documents(data, as_calibration(whole), kept)


def _keep_deep(table: dict[str, Any], kept: Mapping[str, Any]) -> None:
    """Add to a table what another one says of reading with a language model, which is learned by
    `mtlint.learn.deep`."""
    for check in deep_checks():
        if check.id in kept["checks"]:
            table["checks"][check.id] = kept["checks"][check.id]
    table["risk"] |= {k: v for k, v in kept["risk"].items() if k.startswith("read")}
    if "deep" in kept:
        table["deep"] = kept["deep"]


def _keep_model(table: dict[str, Any], kept: Mapping[str, Any]) -> None:
    """Add to the table what another one says of the checks that need the model."""
    asked = {c.id for c in rated_checks() if Evidence.MODEL in c.needs}
    table["checks"] |= {check: e for check, e in kept["checks"].items() if check in asked}
    for family in {check.partition(".")[0] for check in asked} & set(kept["families"]):
        table["families"][family] = kept["families"][family]


def as_calibration(table: Mapping[str, Any]) -> Calibration:
    """A table as the checker reads it."""
    return parse_calibration(as_bytes(table), "the table just learned")


def as_bytes(table: Mapping[str, Any]) -> bytes:
    """The file's content: sorted keys, so that the same table is the same bytes."""
    text = json.dumps(table, indent=1, sort_keys=True, ensure_ascii=False)
    return (text + "\n").encode("utf-8")


def _described(found: Gathered) -> dict[str, Any]:
    return {
        "blake2b": found.digest,
        "articles": found.articles,
        "segments": found.segments,
        "words": found.words,
        "model_words": found.model_words,
        "hits": len(found.hits),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.learn.calibrate")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--planted", type=Path, default=PLANTED)
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    parser.add_argument("--no-model", action="store_true", help="learn the rules only")
    options = parser.parse_args(arguments)
    planted = json.loads(options.planted.read_text("utf-8"))
    command = "python -m mtlint.learn.calibrate --data DIR" + (
        f" --planted {options.planted.name}" if options.planted != PLANTED else ""
    )
    kept = load_calibration().data if options.no_model else None
    table = calibrate(options.data, planted, command, kept)
    _keep_deep(table, load_calibration().data)
    options.output.write_bytes(as_bytes(table))
    on = sum(entry["on"] for entry in table["checks"].values())
    print(f"{options.output}: {len(table['checks'])} checks, {on} on")


if __name__ == "__main__":
    main()
