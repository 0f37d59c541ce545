"""Consistency: one thing, one name, one figure, through headline and body."""

from mtlint.checks.consistency.headline_body import headline_body
from mtlint.checks.consistency.name import name
from mtlint.checks.consistency.term import term

__all__ = ["headline_body", "name", "term"]
