"""Every module says what it holds, and every public function of core says what it does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, modules

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def find_silent_modules(root: Path) -> Iterator[str]:
    """Walk the modules that open without a docstring."""
    for folder in ("src", "tests", "bench"):
        for path, tree in modules(root, folder):
            if not ast.get_docstring(tree):
                yield f"{path} has no docstring"


def find_silent_core_functions(root: Path) -> Iterator[str]:
    """Walk the public functions, classes and methods of core without a docstring."""
    for path, tree in modules(root, "src/regulars/core"):
        for node in (*tree.body, *(inner for outer in tree.body if isinstance(outer, ast.ClassDef) for inner in outer.body)):
            if isinstance(node, FUNCTIONS | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                yield f"{path}:{node.lineno} {node.name} has no docstring"


MODULES = Guard(
    rule="every module has a docstring",
    find=find_silent_modules,
    planted={"src/regulars/a.py": "x = 1\n", "tests/store/test_a.py": "def test_a(): pass\n", "bench/a.py": ""},
    innocent={"src/regulars/a.py": '"""Holds x."""\nx = 1\n'},
)
CORE_FUNCTIONS = Guard(
    rule="public functions of core have docstrings",
    find=find_silent_core_functions,
    planted={
        "src/regulars/core/a.py": "def f(): return 1\n",
        "src/regulars/core/b.py": "class A:\n    '''A.'''\n    def f(self): return 1\n",
        "src/regulars/core/rules/c.py": "class A: pass\n",
    },
    innocent={"src/regulars/core/a.py": "def _f(): return 1\ndef g():\n    '''Give 1.'''\n    return 1\n"},
)
