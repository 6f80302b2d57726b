"""A wheel is compiled where only what the build asks for is installed: so also whatever native code takes its types from."""

import ast
import re
import sys
import tomllib
from pathlib import Path

from hatch_build import native_sources

ROOT = Path(__file__).parents[2]
WITH_THE_COMPILER = {"librt", "mypy_extensions"}
DISTRIBUTIONS = {"psycopg_pool": "psycopg"}


def imported(path: Path) -> set[str]:
    """The modules that a file imports, as far as they could be modules."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def source_of(module: str) -> Path | None:
    """The file of a module of ours."""
    place = ROOT / "src" / module.replace(".", "/")
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.exists()), None)


def test_build__asks_for_everything_that_native_code_is_typed_against():
    waiting, seen, outside = native_sources(ROOT), set[Path](), set[str]()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for module in imported(path):
            if module.startswith("regulars"):
                waiting += [found] if (found := source_of(module)) else []
            else:
                outside.add(module.split(".")[0])
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    named = {re.split(r"[\[<>=~]", each)[0] for each in asked}
    needed = {DISTRIBUTIONS.get(name, name) for name in outside - sys.stdlib_module_names - WITH_THE_COMPILER}
    assert {"msgspec", "psycopg"} <= needed <= named, needed - named
