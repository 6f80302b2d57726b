"""Money and points are whole numbers: what is named `*_minor`, `points*` or `*_points` is never a float."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, modules

AMOUNT = re.compile(r"(.*_)?minor|points(_.*)?|.*_points")
RATIO_FIELDS = re.compile(r".*_(ratio|share|rate)")
"""Quotients of amounts, which the API gives as numbers from 0 to 1."""


def find(root: Path) -> Iterator[str]:
    """Walk fields, arguments, variables and functions with the name of an amount and the type of a float."""
    for path, tree in modules(root):
        for node in ast.walk(tree):
            name, annotation = _annotated(node)
            if annotation is None or not AMOUNT.fullmatch(name) or RATIO_FIELDS.fullmatch(name):
                continue
            if any(isinstance(part, ast.Name) and part.id == "float" for part in ast.walk(annotation)):
                yield f"{path}:{node.lineno} {name} may be a float"


def _annotated(node: ast.AST) -> tuple[str, ast.expr | None]:
    match node:
        case ast.arg(arg=name, annotation=annotation):
            return name, annotation
        case ast.AnnAssign(target=ast.Name(id=name) | ast.Attribute(attr=name), annotation=annotation):
            return name, annotation
        case ast.FunctionDef(name=name, returns=annotation) | ast.AsyncFunctionDef(name=name, returns=annotation):
            return name, annotation
    return "", None


GUARD = Guard(
    rule="money and points are integers",
    find=find,
    planted={
        "src/regulars/api/a.py": "class A:\n    amount_minor: float\n",
        "src/regulars/api/b.py": "def f(points: int | float) -> int: return 1\n",
        "src/regulars/api/c.py": "def spend_minor() -> float: return 1\n",
        "src/regulars/api/d.py": "points_total: dict[str, float] = {}\n",
        "src/regulars/api/e.py": "class A:\n    def f(self): self.spent_points: float = 1\n",
    },
    innocent={
        "src/regulars/api/a.py": "amount_minor: int = 1\npoints_share: float = 1\nseconds: float = 1\n",
    },
)
