"""GitLab code quality: a list of issues with fingerprints that differ from one another."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from mtlint.report.json_ import dumps
from mtlint.report.places import Places, path_of, probability, sentence
from mtlint.types import Failure, Report, Severity

_SEVERITY = {
    Severity.CRITICAL: "critical",
    Severity.MAJOR: "major",
    Severity.MINOR: "minor",
    Severity.NEUTRAL: "info",
}


def render(report: Report) -> str:
    """The report as a JSON array of code quality issues; failures are blockers."""
    issues: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for item in report.documents:
        places, path = Places(item.document), path_of(item.document)
        for finding in item.findings:
            seen[finding.fingerprint] += 1
            region = places.region(finding)
            issues.append(
                {
                    "description": f"{sentence(item.document, finding)} ({probability(finding)})",
                    "check_name": finding.check,
                    "fingerprint": _unique(finding.fingerprint, seen[finding.fingerprint]),
                    "severity": _SEVERITY[finding.severity],
                    "location": {
                        "path": path,
                        "lines": {"begin": region.line, "end": region.end_line},
                    },
                }
            )
    issues += [_blocker(failure) for failure in report.failures]
    return dumps(issues, indent=1) + "\n"


def _blocker(failure: Failure) -> dict[str, Any]:
    return {
        "description": str(failure),
        "check_name": "mtlint.not-complete",
        "fingerprint": hashlib.blake2b(
            str(failure).encode("utf-8", "backslashreplace"), digest_size=8
        ).hexdigest(),
        "severity": "blocker",
        "location": {"path": failure.where, "lines": {"begin": failure.line or 1}},
    }


def _unique(fingerprint: str, number: int) -> str:
    """The same sentence in two articles has one fingerprint; GitLab would show one of the two."""
    return fingerprint if number == 1 else f"{fingerprint}-{number}"
