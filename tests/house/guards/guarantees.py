"""A promise names the test that shows it, and that test is there: a test that was renamed or dropped takes no promise along.

Promises are the rows of tables whose last column is headed "shown by".
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard

PAGES = ("docs/reference/guarantees.md", "docs/operating/security.md")
PAGE = PAGES[0]
HEADING = "| shown by |"
ROW = re.compile(r"^\| (?!-)(.+) \| (.+) \|$")
NAME = re.compile(r"`([^`]+)`")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def find(root: Path) -> Iterator[str]:
    """Walk the promises without a test, and the tests named that are not there.

    After `ledger/test_a.py::test_b`, a bare `test_c` is of the same file and a bare `test_d.py` of the same folder.
    """
    for page in PAGES:
        if (root / page).exists():
            for number, shown_by in _promises((root / page).read_text(encoding="utf-8")):
                names = NAME.findall(shown_by)
                if not names:
                    yield f"{page}:{number} names no test"
                yield from (f"{page}:{number} names {name}, which is not there" for name in _missing(root / "tests", names))


def _promises(text: str) -> Iterator[tuple[int, str]]:
    """Walk the rows that promise something, as (line, what shows it)."""
    is_promise = False
    for number, line in enumerate(text.splitlines(), 1):
        row = ROW.match(line)
        if line.endswith(HEADING):
            is_promise = True
        elif not line.startswith("|"):
            is_promise = False
        elif is_promise and row is not None:
            yield number, row[2]


def _missing(tests: Path, names: list[str]) -> Iterator[str]:
    file = tests
    for name in names:
        path, _, function = name.partition("::")
        if not function and re.fullmatch(r"test_\w+", path):
            path, function = "", path
        if path:
            file = tests / path if "/" in path else file.parent / path
        if not file.exists() or (function and function not in _functions(file)):
            yield name


def _functions(file: Path) -> set[str]:
    if file.suffix != ".py":
        return set()
    return {node.name for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, FUNCTIONS)}


HEAD = "| promise | shown by |\n|---|---|\n"
GUARD = Guard(
    rule="every guarantee names tests that are there",
    find=find,
    planted={
        PAGE: HEAD + "| It holds | by itself |\n",
        # Each stands alone in its tree, so that whatever it names is missing.
        f"./{PAGE}": HEAD + "| It holds | `ledger/test_a.py` |\n",
        f"././{PAGE}": HEAD + "| It holds | `ledger/test_a.py::test_b` |\n",
        f"./././{PAGE}": HEAD + "| It holds | `test_b` |\n",
        PAGES[1]: "| threat | what stands against it | shown by |\n|---|---|---|\n| Fire | water | `test_b` |\n",
    },
    innocent={
        PAGE: "# G\n\n`not/there.py`\n\n| a | b |\n|---|---|\n| `no/test.py` | `none.py` |\n\n"
        + HEAD
        + "| It `really` holds | `ledger/test_a.py::test_b`, `test_c`, `test_d.py`, `core/x.md`, `core/` |\n",
        "tests/ledger/test_a.py": "def test_b(): pass\nclass T:\n    def test_c(self): pass\n",
        "tests/ledger/test_d.py": "",
        "tests/core/x.md": "",
    },
)
