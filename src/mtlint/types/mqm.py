"""Severities, categories and kinds of evidence, as MQM and the WMT studies name them."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """MQM severity levels, with the weights of the WMT MQM studies (Freitag et al. 2021)."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> float:
        """MQM penalty points of one confirmed error of this severity."""
        return _SEVERITY_WEIGHT[self]


_SEVERITY_WEIGHT = {
    Severity.NEUTRAL: 0.0,
    Severity.MINOR: 1.0,
    Severity.MAJOR: 5.0,
    Severity.CRITICAL: 25.0,
}


class Category(StrEnum):
    """MQM-Core error categories that mtlint's checks report."""

    MISTRANSLATION = "accuracy/mistranslation"
    OMISSION = "accuracy/omission"
    ADDITION = "accuracy/addition"
    UNTRANSLATED = "accuracy/untranslated"
    NON_TRANSLATION = "accuracy/non-translation"
    GRAMMAR = "fluency/grammar"
    PUNCTUATION = "fluency/punctuation"
    SPELLING = "fluency/spelling"
    DUPLICATION = "fluency/duplication"
    ENCODING = "fluency/character-encoding"
    INCONSISTENCY = "fluency/inconsistency"
    REGISTER = "fluency/register"
    TERM_INCONSISTENT = "terminology/inconsistent-use"
    TERM_WRONG = "terminology/wrong-term"
    AWKWARD = "style/awkward"
    NAME_FORMAT = "locale/name-format"
    NUMBER_FORMAT = "locale/number-format"
    DATE_FORMAT = "locale/date-format"
    MARKUP = "design/markup"
    OTHER = "other"


class Evidence(StrEnum):
    """What a finding was drawn from."""

    TARGET = "target"
    SOURCE = "source"
    REFERENCE = "reference"
    GLOSSARY = "glossary"
    MODEL = "model"
    LANGUAGE_MODEL = "language-model"
