"""Every record that travels between rooms. Frozen, plain, and free of imports from other rooms."""

from __future__ import annotations

from mtlint.types.documents import (
    Document,
    Failure,
    Furniture,
    Part,
    Place,
    Role,
    Segment,
    Silence,
    Term,
    Usage,
)
from mtlint.types.hits import (
    Alternative,
    Contrast,
    Hit,
    ModelSpan,
    ModelView,
    Opinion,
    Reading,
)
from mtlint.types.mqm import (
    Category,
    Evidence,
    Severity,
)
from mtlint.types.reports import (
    Breach,
    CheckInfo,
    DocumentReport,
    Finding,
    Related,
    Report,
    Score,
    SegmentRisk,
    Verdict,
)

__all__ = [
    "Alternative",
    "Breach",
    "Category",
    "CheckInfo",
    "Contrast",
    "Document",
    "DocumentReport",
    "Evidence",
    "Failure",
    "Finding",
    "Furniture",
    "Hit",
    "ModelSpan",
    "ModelView",
    "Opinion",
    "Part",
    "Place",
    "Reading",
    "Related",
    "Report",
    "Role",
    "Score",
    "Segment",
    "SegmentRisk",
    "Severity",
    "Silence",
    "Term",
    "Usage",
    "Verdict",
]
