"""Consistency: one thing, one name, one figure, through headline and body."""

from mtlint.checks.consistency.headline_body import headline_body

__all__ = ["headline_body"]
