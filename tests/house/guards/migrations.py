"""Each migration is a pair: SQL that says what happens and a small Python file that runs it."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard

VERSIONS = "src/regulars/store/migrations/versions"
RUN = "run_sql_beside(op, __file__)"


def find(root: Path) -> Iterator[str]:
    """Walk SQL files that nothing runs, Python files with nothing to run, and revisions not named like their file."""
    versions = root / VERSIONS
    for statements in sorted(versions.glob("*.sql")):
        module = statements.with_suffix(".py")
        if not module.exists() or RUN not in module.read_text(encoding="utf-8"):
            yield f"{statements.relative_to(root)} is run by no Python file"
    for module in sorted(versions.glob("*.py")):
        if not module.with_suffix(".sql").exists():
            yield f"{module.relative_to(root)} has no SQL beside it"
        if f'revision = "{module.stem}"' not in module.read_text(encoding="utf-8").splitlines():
            yield f"{module.relative_to(root)} is not the revision {module.stem}"


GUARD = Guard(
    rule="every SQL migration is run by a Python file of the same name",
    find=find,
    planted={f"{VERSIONS}/0001_a.sql": "SELECT 1;", f"{VERSIONS}/0001_b.py": f'revision = "0001_b"\n{RUN}\n'},
    innocent={},
)
