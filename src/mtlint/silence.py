"""What silences a finding beside the configuration: comments in the article, names that are right.

A comment `<!-- mtlint: ignore CHECK, CHECK: reason -->` in Markdown or HTML silences the checks it
names (dotted prefixes) in the paragraph it stands in, or in the next one where it stands alone;
`ignore-file` does so in the whole article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mtlint.config import Config, nearest
from mtlint.registry import matches
from mtlint.types import Document, Finding

_COMMENT = re.compile(
    r"\s*mtlint:\s*(?P<verb>ignore(?:-file)?)\b(?P<checks>[^:]*)(?::(?P<reason>.*))?", re.DOTALL
)
_MARK = re.compile(r"\s*mtlint\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What a comment asks: which checks, why, and whether in the whole article."""

    checks: tuple[str, ...]
    reason: str
    whole: bool


def parse_comment(text: str) -> Request | str | None:
    """The request of a comment's text; a message where it is garbled; None if it is not for us.

    >>> parse_comment(" mtlint: ignore spelling: the dialect is meant ")
    Request(checks=('spelling',), reason='the dialect is meant', whole=False)
    """
    if not _MARK.match(text):
        return None
    match = _COMMENT.match(text)
    checks = tuple(re.split(r"[,\s]+", match["checks"].strip())) if match else ()
    checks = tuple(c for c in checks if c)
    if match is None or not checks:
        return "write <!-- mtlint: ignore CHECK: reason --> (a check's id or a family)"
    reason = " ".join((match["reason"] or "").split())
    return Request(checks, reason, match["verb"] == "ignore-file")


@dataclass(slots=True)
class Silencer:
    """Tells whether a finding of one document is silenced, and which comments did nothing."""

    document: Document
    names: Sequence[re.Pattern[str]]
    used: set[int] = field(default_factory=set)

    def __call__(self, finding: Finding) -> bool:
        """The finding is silenced by a comment or lies within a name or term that is right."""
        return self._by_comment(finding) or self._by_name(finding)

    def _by_comment(self, finding: Finding) -> bool:
        hit = False
        for i, silence in enumerate(self.document.silences):
            # An empty span (something missing) belongs to the place where it stands.
            inside = finding.start < silence.end and max(finding.end, finding.start + 1) > (
                silence.start
            )
            if inside and matches(finding.check, silence.checks):
                self.used.add(i)
                hit = True
        return hit

    def _by_name(self, finding: Finding) -> bool:
        if not self.names or finding.start == finding.end:
            return False
        segment = self.document.segments[finding.segment_index]
        start, end = finding.start - segment.offset, finding.end - segment.offset
        return any(
            m.start() <= start and end <= m.end()
            for name in self.names
            for m in name.finditer(segment.target)
        )

    def idle(self, checks: Sequence[str]) -> Iterator[str]:
        """Notes on the comments that silenced nothing; `checks` are the ids that there are."""
        for i, silence in enumerate(self.document.silences):
            where = f"line {silence.line}: the comment that ignores {', '.join(silence.checks)}"
            for prefix in silence.checks:
                if not any(matches(c, (prefix,)) for c in checks):
                    known = {*checks, *(c.partition(".")[0] for c in checks)}
                    yield f"{where}: no check is called {prefix!r}{nearest(prefix, known)}"
                    break
            else:
                if i not in self.used:
                    yield f"{where} silences nothing; remove it"


def silencer(document: Document, config: Config) -> Silencer:
    """The silencer of a document under a configuration."""
    listed = dict.fromkeys((*config.known_names, *config.house_terms))
    return Silencer(document, [_exactly(name) for name in listed])


def _exactly(name: str) -> re.Pattern[str]:
    """The name as whole words, its spaces as any space."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    before = r"(?<!\w)" if name[:1].isascii() and name[:1].isalnum() else ""
    after = r"(?!\w)" if name[-1:].isascii() and name[-1:].isalnum() else ""
    return re.compile(f"{before}{words}{after}")
