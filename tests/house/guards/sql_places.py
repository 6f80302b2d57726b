"""SQL stands in `store/`, `insight/`, what is named `queries`, and where imports read files with DuckDB; nowhere else."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.house.rules import Guard, modules, texts

PLACES = (
    "src/regulars/store/*",
    "src/regulars/insight/*",
    "src/regulars/features/*/queries.py",
    "src/regulars/features/*/queries/*",
    "src/regulars/features/imports/reading.py",
    "src/regulars/features/imports/*_files.py",
    "src/regulars/features/imports/cleaning/*",
)
STATEMENT = re.compile(
    r"\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s|CREATE\s+(TEMP\s+)?(TABLE|INDEX|VIEW)\s|"
    r"ALTER\s+TABLE\s|TRUNCATE\s|COPY\s+\w+)"
)
CALLS = {"execute", "executemany", "executescript", "exec_driver_sql"}


def find(root: Path) -> Iterator[str]:
    """Walk the statements, and the calls that run statements, outside their places."""
    for path, tree in modules(root):
        if any(fnmatch(path, place) for place in PLACES):
            continue
        for line, text in texts(tree):
            if STATEMENT.match(text):
                yield f"{path}:{line} holds SQL: {text.strip()[:40]}"
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _runs_statement(node.func.attr, node):
                yield f"{path}:{node.lineno} calls .{node.func.attr}()"


def _runs_statement(method: str, call: ast.Call) -> bool:
    # dict.copy() and list.copy() take nothing; a cursor's copy() takes its statement.
    return method in CALLS or (method == "copy" and bool(call.args))


GUARD = Guard(
    rule="SQL stands in its places",
    find=find,
    planted={
        "src/regulars/features/members/service.py": "x = 'SELECT 1'\n",
        "src/regulars/features/members/routes.py": "def f(c): c.execute(statement)\n",
        "src/regulars/ledger/append.py": "def f(c): c.executemany(statement, rows)\n",
        "src/regulars/ledger/b.py": "def f(c): return c.copy(statement)\n",
        "src/regulars/worker/jobs.py": "x = b'''\n  INSERT INTO outbox VALUES (1)'''\n",
        "src/regulars/api/a.py": "t = 'x'\nx = f'DELETE FROM {t}'\n",
        "src/regulars/features/imports/service.py": "x = 'WITH a AS (SELECT 1) SELECT 1'\n",
    },
    innocent={
        "src/regulars/store/a.py": "x = 'SELECT 1'\n",
        "src/regulars/features/members/queries.py": "def f(c): c.execute('SELECT 1')\n",
        "src/regulars/features/imports/cleaning/staging.py": "def f(c): c.execute('SELECT 1')\n",
        "src/regulars/core/a.py": '"""SELECT is a word in prose."""\nx = {}.copy()\ny = "Select a member"\n',
    },
)
