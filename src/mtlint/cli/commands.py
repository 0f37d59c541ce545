"""All commands, in the order in which help lists them."""

from mtlint.cli import check as _check  # noqa: F401  (importing a module adds its commands)
from mtlint.cli import describe as _describe  # noqa: F401
from mtlint.cli import measure as _measure  # noqa: F401
from mtlint.cli.base import app

__all__ = ["app"]
