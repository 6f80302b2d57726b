"""What is built on comes from the registries, in versions that somebody chose, and is what it was when it was chosen.

Python: each requirement has a lowest version and comes from the index, not from an address. npm: the lock file holds a SHA-512 of
each package, and none runs a script when it is installed.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.house.rules import Guard

PROJECT = "pyproject.toml"
LOCK = "web/package-lock.json"
CHOSEN = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z0-9,]+\])?(>=|~=|==)\d")
OURS = ("apps/", "packages/")


def find(root: Path) -> Iterator[str]:
    """Walk the requirements without a version, and the packages whose contents nobody has written down."""
    if (root / PROJECT).exists():
        project = tomllib.loads((root / PROJECT).read_text(encoding="utf-8"))
        yield from (f"{PROJECT} takes any {each}" for each in _requirements(project) if "@" in each or not CHOSEN.match(each))
    if (root / LOCK).exists():
        packages = json.loads((root / LOCK).read_text(encoding="utf-8"))["packages"]
        yield from (f"{LOCK}: {name} {fault}" for name, package in packages.items() for fault in _faults(name, package))


def _requirements(project: dict[str, Any]) -> Iterator[str]:
    yield from project["project"].get("dependencies", ())
    yield from project.get("build-system", {}).get("requires", ())
    for extra in project["project"].get("optional-dependencies", {}).values():
        yield from extra
    for group in project.get("dependency-groups", {}).values():
        yield from (each for each in group if isinstance(each, str))


def _faults(name: str, package: dict[str, Any]) -> Iterator[str]:
    if not name or package.get("link") or (name.startswith(OURS) and "node_modules/" not in name):
        return
    if not str(package.get("integrity", "")).startswith("sha512-"):
        yield "has no SHA-512"
    if package.get("hasInstallScript"):
        yield "runs a script when it is installed"
    if not str(package.get("resolved", "https://registry.npmjs.org/")).startswith("https://registry.npmjs.org/"):
        yield "comes from elsewhere"


def _locked(**package: object) -> str:
    return json.dumps({"packages": {"": {}, "node_modules/a": package}})


HASH = "sha512-" + "A" * 86 + "=="
GUARD = Guard(
    rule="what is built on is chosen by version and known by hash",
    find=find,
    planted={
        PROJECT: "[project]\ndependencies = ['httpx']\n",
        f"./{PROJECT}": "[project]\ndependencies = []\n[dependency-groups]\ndev = ['ruff @ https://evil.example/ruff.whl']\n",
        LOCK: _locked(version="1.0.0"),
        f"./{LOCK}": _locked(integrity="sha1-x"),
        f"././{LOCK}": _locked(integrity=HASH, hasInstallScript=True),
        f"./././{LOCK}": _locked(integrity=HASH, resolved="git+ssh://git@github.com/a/a.git"),
    },
    innocent={
        PROJECT: "[project]\ndependencies = ['httpx>=0.28,<1', 'psycopg[binary,pool]>=3.2']\n",
        LOCK: json.dumps(
            {"packages": {"": {}, "apps/console": {}, "node_modules/@x/y": {"link": True}, "node_modules/a": {"integrity": HASH}}}
        ),
    },
)
