"""Core reads no clock, makes no ids, throws no dice and knows no float: the same values in give the same values out."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, dotted, imported, modules

FORBIDDEN_CALLS = ("now", "utcnow", "today", "time.time", "time.monotonic", "uuid1", "uuid4", "float", "open", "print", "input")
FORBIDDEN_IMPORTS = {"random", "secrets", "time", "os", "uuid.uuid1", "uuid.uuid4"}


def find(root: Path) -> Iterator[str]:
    """Walk the places in core where a value would come from anywhere but the arguments, or be inexact."""
    for path, tree in modules(root, "src/regulars/core"):
        for line, name in imported(tree):
            if name in FORBIDDEN_IMPORTS:
                yield f"{path}:{line} imports {name}"
        for node in ast.walk(tree):
            said = _inexact_or_impure(node)
            if said:
                yield f"{path}:{getattr(node, 'lineno', 0)} {said}"


def _inexact_or_impure(node: ast.AST) -> str:
    match node:
        case ast.Call(func=function):
            name = dotted(function)
            if any(name == call or name.endswith(f".{call}") for call in FORBIDDEN_CALLS):
                return f"calls {name}"
        case ast.Constant(value=float()):
            return f"holds the float {node.value}"
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return "divides with /, which makes a float; use // or a ratio"
        case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation) if annotation is not None:
            if any(isinstance(part, ast.Name) and part.id == "float" for part in ast.walk(annotation)):
                return "is annotated float"
    return ""


GUARD = Guard(
    rule="core is pure and exact",
    find=find,
    planted={
        "src/regulars/core/a.py": "from datetime import datetime\nx = datetime.now()\n",
        "src/regulars/core/b.py": "import datetime\nx = datetime.datetime.utcnow()\n",
        "src/regulars/core/c.py": "from datetime import date\nx = date.today()\n",
        "src/regulars/core/d.py": "import time\n",
        "src/regulars/core/e.py": "from uuid import uuid4\n",
        "src/regulars/core/f.py": "import uuid\nx = uuid.uuid4()\n",
        "src/regulars/core/g.py": "import random\n",
        "src/regulars/core/h.py": "from secrets import token_hex\n",
        "src/regulars/core/i.py": "x = 0.5\n",
        "src/regulars/core/j.py": "x = 1 / 2\n",
        "src/regulars/core/k.py": "x = 4\nx /= 2\n",
        "src/regulars/core/l.py": "x = float('1')\n",
        "src/regulars/core/rules/m.py": "def f(x: float | None) -> int: return 1\n",
        "src/regulars/core/n.py": "print(1)\n",
    },
    innocent={
        "src/regulars/core/a.py": "def f(now: int) -> int:\n    return now // 2\n",
        "src/regulars/kit/a.py": "import time\nx = time.time() / 2.0\n",
    },
)
