"""A file is named after what it holds; a name that could hold anything soon does."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.rules import Guard, files

EMPTY_NAMES = {"common", "handler", "handlers", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}


def find(root: Path) -> Iterator[str]:
    """Walk files and folders with a name that says nothing."""
    for folder in ("src", "tests", "bench", "web"):
        for file in files(root, folder, ".py", ".ts", ".tsx", ".sql"):
            path = file.relative_to(root)
            if EMPTY_NAMES & {part.split(".")[0].lower() for part in path.parts}:
                yield f"{path} has a name that says nothing"


GUARD = Guard(
    rule="no utils, helpers, common, manager or misc",
    find=find,
    planted={
        "src/regulars/kit/utils.py": "",
        "src/regulars/helpers/a.py": "",
        "web/apps/console/src/common/a.tsx": "",
        "web/packages/ui/Helpers.ts": "",
        "tests/support/misc.py": "",
    },
    innocent={"src/regulars/kit/ratio.py": "", "web/node_modules/x/utils.ts": "", "src/regulars/kit/commonality.py": ""},
)
