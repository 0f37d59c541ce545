"""Consistency: one thing, one name, one figure, through headline and body."""

from mtlint.checks.consistency.acronym import acronym
from mtlint.checks.consistency.acronym_use import acronym_again, acronym_late, acronym_undefined
from mtlint.checks.consistency.date import date
from mtlint.checks.consistency.expected import term_expected
from mtlint.checks.consistency.figures import date_slip, number
from mtlint.checks.consistency.gender import gender
from mtlint.checks.consistency.headline_body import headline_body
from mtlint.checks.consistency.misfit import term_misfit
from mtlint.checks.consistency.name import name
from mtlint.checks.consistency.office import office, two_offices
from mtlint.checks.consistency.slip import term_slip
from mtlint.checks.consistency.source_term import source_term
from mtlint.checks.consistency.tense_date import tense_date
from mtlint.checks.consistency.term import term
from mtlint.checks.consistency.title import title
from mtlint.checks.consistency.total import total

__all__ = [
    "acronym",
    "acronym_again",
    "acronym_late",
    "acronym_undefined",
    "date",
    "date_slip",
    "gender",
    "headline_body",
    "name",
    "number",
    "office",
    "source_term",
    "tense_date",
    "term",
    "term_expected",
    "term_misfit",
    "term_slip",
    "title",
    "total",
    "two_offices",
]
