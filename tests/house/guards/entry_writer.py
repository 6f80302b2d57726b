"""The `entry` table has one writer, `store/entries.py`, and that writer has one caller, the ledger."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, files, imported, modules, texts

WRITER = "src/regulars/store/entries.py"
CALLERS = ("src/regulars/ledger/", "src/regulars/store/")
WRITE = re.compile(
    r"\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(\s+TABLE)?|COPY|MERGE\s+INTO)\s+(ONLY\s+)?(public\.)?\"?entry\b",
    re.IGNORECASE,
)
MIGRATIONS = "src/regulars/store/migrations/"


def find(root: Path) -> Iterator[str]:
    """Walk other writers of the table, and other importers of the writer."""
    for path, tree in modules(root):
        if path != WRITER:
            for line, text in texts(tree):
                if WRITE.search(text):
                    yield f"{path}:{line} writes the entry table"
        if not path.startswith(CALLERS):
            for line, name in imported(tree):
                if name == "regulars.store.entries":
                    yield f"{path}:{line} imports the writer of entries"
    for file in files(root, "src/regulars", ".sql"):
        path = file.relative_to(root).as_posix()
        if not path.startswith(MIGRATIONS) and WRITE.search(file.read_text(encoding="utf-8")):
            yield f"{path} writes the entry table"


GUARD = Guard(
    rule="entries have one writer",
    find=find,
    planted={
        "src/regulars/store/states.py": "x = 'INSERT INTO entry (member_id) VALUES (1)'\n",
        "src/regulars/store/b.py": "x = b'COPY entry (member_id) FROM STDIN'\n",
        "src/regulars/features/members/queries.py": "x = '''WITH a AS (\n  DELETE FROM\n entry) SELECT 1'''\n",
        "src/regulars/worker/a.py": "from regulars.store import entries\n",
        "src/regulars/features/members/facade.py": "from regulars.store.entries import append\n",
        "src/regulars/insight/sql/a.sql": "update entry set amount = 1;\n",
    },
    innocent={
        "src/regulars/store/entries.py": "x = 'INSERT INTO entry VALUES (1)'\n",
        "src/regulars/ledger/append.py": "from regulars.store import entries\n",
        "src/regulars/store/a.py": "x = 'INSERT INTO entry_note VALUES (1)'\ny = 'SELECT 1 FROM entry'\n",
    },
)
