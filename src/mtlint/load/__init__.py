"""One file per input format: a path becomes Documents.

Libraries that parse formats are imported where they are used, so that a run on plain text does
not pay for them.
"""

from mtlint.load.options import LoadOptions
from mtlint.load.walk import load_paths

__all__ = ["LoadOptions", "load_paths"]
