"""FastAPI and Starlette are spoken in `routes`, `access`, `features/context.py` and the API; services never see a request."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.house.rules import Guard, imported, modules

PLACES = (
    "src/regulars/api/*",
    "src/regulars/features/context.py",
    "src/regulars/features/*/routes.py",
    "src/regulars/features/*/routes/*",
    "src/regulars/features/*/access.py",
)


def find(root: Path) -> Iterator[str]:
    """Walk the imports of a web framework outside its places."""
    for path, tree in modules(root):
        if not any(fnmatch(path, place) for place in PLACES):
            for line, name in imported(tree):
                if name in {"fastapi", "starlette"} or name.startswith(("fastapi.", "starlette.")):
                    yield f"{path}:{line} imports {name}"
                    break


GUARD = Guard(
    rule="HTTP is spoken in its places",
    find=find,
    planted={
        "src/regulars/features/members/service.py": "from fastapi import HTTPException\n",
        "src/regulars/store/a.py": "import starlette.status\n",
        "src/regulars/features/members/queries.py": "def f():\n    from fastapi.responses import Response\n",
    },
    innocent={
        "src/regulars/api/app.py": "import fastapi\n",
        "src/regulars/features/members/routes.py": "from fastapi import APIRouter\n",
        "src/regulars/features/members/access.py": "from fastapi import Depends\n",
    },
)
