"""The examples in the docstrings of core and kit are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import regulars.core
import regulars.kit

PACKAGES = (regulars.core, regulars.kit)
MODULES = sorted(found.name for package in PACKAGES for found in walk_packages(package.__path__, f"{package.__name__}."))


@pytest.mark.parametrize("name", MODULES)
def test_docstrings__are_true(name: str):
    failed, _ = doctest.testmod(import_module(name))
    assert not failed


def test_docstrings__have_examples_to_check():
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [example for name in MODULES for test in finder.find(import_module(name)) for example in test.examples]
    assert len(examples) > 20
