"""What a guard is: a function from a source tree to the places where the tree breaks one rule.

Because the tree is an argument, the same function watches the repository and, in its canary, a tree of one planted file.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = "src/regulars"
NOT_OURS = {"node_modules", "dist", "generated", "__pycache__", "console_build", "examples_bundled"}


@dataclass(frozen=True)
class Guard:
    """One rule and its proof: `planted` files must each be found, `innocent` ones must not."""

    rule: str
    find: Callable[[Path], Iterator[str]]
    planted: Mapping[str, str]
    """Path to content; each file alone in an otherwise empty tree must be reported."""
    innocent: Mapping[str, str]


def files(root: Path, folder: str, *endings: str) -> Iterator[Path]:
    """Walk our own files of a folder with one of the endings; a folder that is not there has none."""
    for path in sorted((root / folder).rglob("*")):
        if path.suffix in endings and path.is_file() and not NOT_OURS & set(path.relative_to(root).parts):
            yield path


def modules(root: Path, folder: str = SOURCE) -> Iterator[tuple[str, ast.Module]]:
    """Walk the Python modules of a folder as (path from the root, syntax tree)."""
    for path in files(root, folder, ".py"):
        yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """Return the name that an expression spells, as `datetime.now`; an empty text for anything else.

    >>> dotted(ast.parse("datetime.datetime.now", mode="eval").body)
    'datetime.datetime.now'
    """
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Walk what a module imports, as (line, full name): `from a import b` gives both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Walk the string literals of a module as (line, text), without its docstrings; an f-string gives its fixed parts joined."""
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in prose:
            if isinstance(node.value, str):
                yield node.lineno, node.value
            elif isinstance(node.value, bytes):
                yield node.lineno, node.value.decode("utf-8", "replace")
