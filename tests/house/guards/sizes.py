"""A file fits in one reading: at most 350 lines."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, files

LINES_MAX = 350


def find(root: Path) -> Iterator[str]:
    """Walk our own source files that grew beyond the limit."""
    for folder in ("src", "web", "tests", "bench"):
        for file in files(root, folder, ".py", ".ts", ".tsx", ".css"):
            with file.open(encoding="utf-8") as lines:
                count = sum(1 for _ in lines)
            if count > LINES_MAX:
                yield f"{file.relative_to(root)} has {count} lines"


LONG = "x = 1\n" * (LINES_MAX + 1)
GUARD = Guard(
    rule=f"no file over {LINES_MAX} lines",
    find=find,
    planted={"src/regulars/a.py": LONG, "web/apps/console/src/a.tsx": LONG, "tests/test_a.py": LONG},
    innocent={"src/regulars/a.py": "x = 1\n" * LINES_MAX, "web/packages/client/src/generated/api.ts": LONG},
)
