"""Every example in a docstring runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import mtlint

MODULES = [
    info.name
    for info in pkgutil.walk_packages(mtlint.__path__, "mtlint.")
    if not info.name.startswith(("mtlint.learn", "mtlint.__main__"))
]


@pytest.mark.parametrize("name", ["mtlint", *MODULES])
def test_examples_of(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert not failed


def test_the_public_functions_have_examples() -> None:
    for function in (mtlint.check, mtlint.check_frame):
        assert ">>>" in (function.__doc__ or "")
