"""The examples in the docstrings of core and kit are true of the modules as they are installed, compiled or not."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import regulars

ROOT = Path(regulars.__file__).parent
SOURCES = {
    ".".join(["regulars", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__"): path
    for part in ("core", "kit")
    for path in sorted((ROOT / part).rglob("*.py"))
}


def examples(name: str) -> Iterator[doctest.DocTest]:
    """What a module's docstrings show, read from its source: a compiled module does not carry them."""
    parser, source = doctest.DocTestParser(), SOURCES[name].read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node)):
            held = vars(import_module(name)).copy()
            test = parser.get_doctest(text, held, f"{name}.{getattr(node, 'name', '')}", str(SOURCES[name]), 0)
            if test.examples:
                yield test


@pytest.mark.parametrize("name", SOURCES)
def test_docstrings__are_true(name: str):
    runner = doctest.DocTestRunner()
    for test in examples(name):
        runner.run(test)
    assert not runner.failures


def test_docstrings__have_examples_to_check():
    assert sum(len(test.examples) for name in SOURCES for test in examples(name)) > 20
